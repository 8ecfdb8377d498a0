/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* What figures and documents share in writing files. Drawings are made in memory, so that a file is replaced as a whole
 * and every error of the system is reported with its reason. */

/* A cairo_write_func_t for a GByteArray. */
cairo_status_t vit_drawing_append (void *bytes, const unsigned char *data, unsigned int length);

/* A PDF in @bytes, with pages of @width × @height points. */
cairo_surface_t *vit_drawing_new_pdf (GByteArray *bytes, double width, double height);

/* Turns a status of cairo into an error: %VIT_ERROR_RANGE. */
gboolean vit_drawing_check (const char *path, cairo_status_t status, GError **error);

/* Errors: those of GIO, with @path in front. */
gboolean vit_drawing_replace_file (const char *path, const void *data, gsize length, GError **error);
