/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-private.h"

static void
key_clear (gpointer data)
{
  VitPictureKey *key = data;

  g_free (key->label);
}

VitPictureLegend *
vit_picture_legend_new (const char *title)
{
  VitPictureLegend *self = g_new0 (VitPictureLegend, 1);

  self->title = g_strdup (title);
  self->keys = g_array_new (FALSE, FALSE, sizeof (VitPictureKey));
  g_array_set_clear_func (self->keys, key_clear);
  return self;
}

void
vit_picture_legend_free (VitPictureLegend *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_array_unref (self->keys);
  g_free (self);
}

void
vit_picture_legend_add (VitPictureLegend *self, VitSceneColour colour, const char *format, ...)
{
  VitPictureKey key = { .colour = colour };
  va_list arguments;

  va_start (arguments, format);
  key.label = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (self->keys, key);
}
