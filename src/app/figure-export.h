/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

#include <gdk/gdk.h>
#include <gio/gio.h>

/* A figure that a thread may still be writing while the window shows the next one already. Never changed. */
typedef struct
{
  VitFigure *figure;
} VitSharedFigure;

/* @figure: (transfer full) */
VitSharedFigure *vit_shared_figure_new (VitFigure *figure);
VitSharedFigure *vit_shared_figure_ref (VitSharedFigure *self);
void vit_shared_figure_unref (VitSharedFigure *self);

/* A name for a file of this figure, from its title: "X-ray S(q)" gives "x-ray-s-q" and @suffix. Free with g_free(). */
char *vit_figure_export_name (const VitFigure *figure, const char *suffix);

/**
 * VitFigureExport:
 * @shared: what to write
 * @path: where, in the format that it ends in
 * @width, @height: size on screen, pixels
 *
 * A figure that is to be written, by any thread.
 */
typedef struct
{
  VitSharedFigure *shared;
  char *path;
  double width;
  double height;
} VitFigureExport;

void vit_figure_export_free (VitFigureExport *self);

/* Writes a figure that is @width × @height pixels on screen: one column of a journal, two if it is wide there, in the
 * colours of print. Errors: those of vit_figure_save(). */
gboolean vit_figure_export_file (const VitFigure *figure, const char *path, double width, double height,
                                 GError **error);

/* A picture of it as it would be printed, at 300 dpi. */
GdkTexture *vit_figure_export_texture (const VitFigure *figure, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitSharedFigure, vit_shared_figure_unref)
