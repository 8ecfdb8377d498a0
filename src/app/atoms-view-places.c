/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where that stands in the view which must not cover other things: the caption, and what is said about an atom. */
#include "atoms-view-private.h"

#include <math.h>

/* Round the picked atom its polyhedron is to be seen, pixels. */
#define SHELL 70
/* Of the caption beside the tools, pixels: that of the tools. */
#define CAPTION_TOP 12

static int
get_room (GtkWidget *widget, GtkOrientation orientation)
{
  int natural = 0;

  if (gtk_widget_is_visible (widget))
    gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Under the tools, in the middle; where those stand below each other, beside them. */
static void
place_caption (VitAtomsView *self, int width, GdkRectangle *place)
{
  int left = 0, right = width;

  place->y = CAPTION_TOP;
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->tools)) == GTK_ORIENTATION_HORIZONTAL)
    place->y = MAX (CAPTION_TOP, get_room (self->tools, GTK_ORIENTATION_VERTICAL));
  else
    {
      left = get_room (self->tools, GTK_ORIENTATION_HORIZONTAL);
      right -= get_room (self->buttons, GTK_ORIENTATION_HORIZONTAL);
    }
  place->width = MIN (place->width, MAX (right - left, place->width / 2));
  place->x = left + MAX (0, right - left - place->width) / 2;
}

/* Where the inspector begins in the lower left corner, and under all else that is there. */
static int
get_inspector_top (VitAtomsView *self, gboolean high)
{
  int top = get_room (self->tools, GTK_ORIENTATION_VERTICAL), low;
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->inspector, NULL, &size);
  low = MAX (0, gtk_widget_get_height (self->overlay) - size.height);
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->tools)) == GTK_ORIENTATION_HORIZONTAL)
    top += get_room (GTK_WIDGET (self->caption), GTK_ORIENTATION_VERTICAL);
  return high ? MIN (top, low) : low;
}

static gboolean
on_place (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, VitAtomsView *self)
{
  GtkRequisition size;

  if (child != GTK_WIDGET (self->caption) && child != self->inspector)
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &size);
  *place = (GdkRectangle){ 0, 0, size.width, size.height };
  if (child == self->inspector)
    place->y = get_inspector_top (self, self->inspector_high);
  else
    place_caption (self, gtk_widget_get_width (GTK_WIDGET (overlay)), place);
  return TRUE;
}

/* How far the middle of the inspector is from a height. */
static float
get_distance (VitAtomsView *self, gboolean high, int height, float y)
{
  return fabsf ((float) (get_inspector_top (self, high) + height / 2) - y);
}

void
vit_atoms_view_place_inspector (VitAtomsView *self)
{
  gssize atom = self->options.atom;
  float width, height, x, y;
  GtkRequisition size;

  if (self->scene == NULL || atom < 0 || (gsize) atom >= vit_scene_get_n_spheres (self->scene))
    return;
  vit_atoms_view_get_size (self, &width, &height);
  gtk_widget_get_preferred_size (self->inspector, NULL, &size);
  self->inspector_high
      = vit_camera_project (&self->camera, vit_scene_get_spheres (self->scene)[atom].position, width, height, &x, &y)
        && x < (float) (size.width + SHELL) && y > height - (float) (size.height + SHELL)
        && get_distance (self, FALSE, size.height, y) < get_distance (self, TRUE, size.height, y);
  gtk_widget_queue_allocate (self->overlay);
}

void
vit_atoms_view_init_places (VitAtomsView *self)
{
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (on_place), self);
}
