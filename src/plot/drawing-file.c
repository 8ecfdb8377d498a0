/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing-file.h"

#include "error.h"

#include <cairo-pdf.h>

cairo_status_t
vit_drawing_append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
vit_drawing_new_pdf (GByteArray *bytes, double width, double height)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (vit_drawing_append, bytes, width, height);

  /* The version that every journal takes. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vitrum");
  return surface;
}

gboolean
vit_drawing_check (const char *path, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "%s: cannot be drawn: %s", path, cairo_status_to_string (status));
  return FALSE;
}

gboolean
vit_drawing_replace_file (const char *path, const void *data, gsize length, GError **error)
{
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}
