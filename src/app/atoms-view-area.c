/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The OpenGL area of the view: when it draws, and what pointer and keys do with the camera. */
#include "atoms-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* After a drawing by the processor the next waits so many times as long as it took, so that the engine gets its share.
 */
#define PATIENCE 3
/* The camera rests when it was not moved for so long, ms. */
#define STILL 250
/* A pointer that moved less than this between press and release has clicked. */
#define CLICK 4
/* Of a key press: pixels of turning, and factor of zooming. */
#define KEY_TURN 24
#define KEY_ZOOM 1.2f

void
vit_atoms_view_get_size (VitAtomsView *self, float *width, float *height)
{
  *width = (float) MAX (1, gtk_widget_get_width (GTK_WIDGET (self->area)));
  *height = (float) MAX (1, gtk_widget_get_height (GTK_WIDGET (self->area)));
}

const VitRenderStyle *
vit_atoms_view_get_style (VitAtomsView *self)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &vit_render_style_dark
                                                                       : &vit_render_style_light;
}

static void
say_no_gl (VitAtomsView *self, const char *why)
{
  g_autofree char *text = g_markup_printf_escaped (_ ("%s. Everything else works."), why);

  adw_status_page_set_description (self->no_gl, text);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->no_gl));
  gtk_widget_set_visible (self->tools, FALSE);
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), FALSE);
}

/* One shader at a time, between which the window answers. */
static gboolean
compile (gpointer data)
{
  VitAtomsView *self = data;
  g_autoptr (GError) error = NULL;
  gboolean good;

  gtk_gl_area_make_current (self->area);
  good = vit_renderer_compile_next (self->renderer, &error);
  if (good && !vit_renderer_is_ready (self->renderer))
    return G_SOURCE_CONTINUE;
  self->compile_source = 0;
  if (good)
    gtk_gl_area_queue_render (self->area);
  else
    {
      g_clear_pointer (&self->renderer, vit_renderer_free);
      say_no_gl (self, error->message);
    }
  return G_SOURCE_REMOVE;
}

static void
on_realize (GtkGLArea *area, VitAtomsView *self)
{
  g_autoptr (GError) error = NULL;

  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) != NULL)
    {
      say_no_gl (self, gtk_gl_area_get_error (area)->message);
      return;
    }
  self->renderer = vit_renderer_new_bare (&error);
  if (self->renderer == NULL)
    {
      say_no_gl (self, error->message);
      return;
    }
  self->software = vit_renderer_is_software (self->renderer);
  self->compile_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compile, self, NULL);
}

static void
on_unrealize (GtkGLArea *area, VitAtomsView *self)
{
  g_clear_handle_id (&self->compile_source, g_source_remove);
  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) == NULL)
    vit_renderer_free (self->renderer);
  self->renderer = NULL;
}

static gboolean
on_render (GtkGLArea *area, GdkGLContext *context, VitAtomsView *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (area));
  gint64 begin = g_get_monotonic_time ();
  VitRenderStyle style = *vit_atoms_view_get_style (self);

  if (self->renderer == NULL || !vit_renderer_is_ready (self->renderer) || self->scene == NULL)
    return FALSE;
  gtk_gl_area_attach_buffers (area);
  style.exact = !self->moving || !self->software;
  style.ambient_occlusion = style.exact;
  style.scale = (float) scale;
  style.smooth = !self->software;
  vit_renderer_draw (self->renderer, self->scene, &self->camera, gtk_widget_get_width (GTK_WIDGET (area)) * scale,
                     gtk_widget_get_height (GTK_WIDGET (area)) * scale, &style);
  self->drawn = g_get_monotonic_time ();
  self->draw_time = self->drawn - begin;
  return TRUE;
}

static gboolean
draw_now (gpointer data)
{
  VitAtomsView *self = data;

  self->draw_source = 0;
  gtk_gl_area_queue_render (self->area);
  return G_SOURCE_REMOVE;
}

void
vit_atoms_view_redraw (VitAtomsView *self)
{
  gint64 wait
      = self->software && !self->moving ? self->drawn + PATIENCE * self->draw_time - g_get_monotonic_time () : 0;

  if (self->draw_source != 0)
    return;
  if (wait > 0)
    self->draw_source = g_timeout_add ((guint) (wait / 1000), draw_now, self);
  else
    gtk_gl_area_queue_render (self->area);
}

static gboolean
come_to_rest (gpointer data)
{
  VitAtomsView *self = data;

  self->still_source = 0;
  self->moving = FALSE;
  vit_atoms_view_redraw (self);
  return G_SOURCE_REMOVE;
}

/* After every change of the camera by somebody. */
static void
moved (VitAtomsView *self)
{
  self->moving = self->own_camera = TRUE;
  g_clear_handle_id (&self->still_source, g_source_remove);
  self->still_source = g_timeout_add (STILL, come_to_rest, self);
  vit_atoms_view_redraw (self);
  g_signal_emit_by_name (self, "camera-changed");
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VitAtomsView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->drag_x = x;
  self->drag_y = y;
  self->panning = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) != GDK_BUTTON_PRIMARY
                  || (state & GDK_SHIFT_MASK) != 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

/* Moves the cutting plane with the pointer: up is towards larger positions. */
static void
drag_cut (VitAtomsView *self, double dy)
{
  float width, height;

  vit_atoms_view_get_size (self, &width, &height);
  gtk_adjustment_set_value (self->cut_position,
                            gtk_adjustment_get_value (self->cut_position) - dy * self->camera.height / height);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, VitAtomsView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double start_x, start_y;
  float width, height;

  if (hypot (dx, dy) < CLICK && !self->moving)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  vit_atoms_view_get_size (self, &width, &height);
  if ((state & GDK_CONTROL_MASK) != 0 && gtk_drop_down_get_selected (self->cut_axis) > 0)
    drag_cut (self, start_y + dy - self->drag_y);
  else if (self->panning)
    vit_camera_pan (&self->camera, (float) self->drag_x, (float) self->drag_y, (float) (start_x + dx),
                    (float) (start_y + dy), width, height);
  else
    vit_camera_turn (&self->camera, (float) self->drag_x, (float) self->drag_y, (float) (start_x + dx),
                     (float) (start_y + dy), width, height);
  self->drag_x = start_x + dx;
  self->drag_y = start_y + dy;
  moved (self);
}

/* Picks what is seen at a point. */
static void
pick_at (VitAtomsView *self, double x, double y)
{
  float width, height;
  gssize atom;

  if (self->scene == NULL)
    return;
  vit_atoms_view_get_size (self, &width, &height);
  atom = vit_camera_pick (&self->camera, self->scene, (float) x, (float) y, width, height);
  /* Those that are drawn over its own are not its own. */
  vit_atoms_view_pick (self, atom < (gssize) vit_configuration_get_n_atoms (self->configuration) ? atom : -1);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, VitAtomsView *self)
{
  double x, y;

  if (hypot (dx, dy) >= CLICK || self->panning)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  pick_at (self, x, y);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, VitAtomsView *self)
{
  g_object_set_data (G_OBJECT (controller), "x", GINT_TO_POINTER ((int) x));
  g_object_set_data (G_OBJECT (controller), "y", GINT_TO_POINTER ((int) y));
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, VitAtomsView *self)
{
  GtkEventController *motion = g_object_get_data (G_OBJECT (self->area), "motion");
  float width, height;

  vit_atoms_view_get_size (self, &width, &height);
  vit_camera_zoom (&self->camera, powf (KEY_ZOOM, (float) -dy),
                   (float) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (motion), "x")),
                   (float) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (motion), "y")), width, height);
  moved (self);
  return TRUE;
}

/* As if what is in the middle were dragged so far. */
static void
drag_by (VitAtomsView *self, gboolean pan, float dx, float dy, float width, float height)
{
  void (*drag) (VitCamera *, float, float, float, float, float, float) = pan ? vit_camera_pan : vit_camera_turn;

  drag (&self->camera, width / 2, height / 2, width / 2 + dx, height / 2 + dy, width, height);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, VitAtomsView *self)
{
  gboolean pan = (state & GDK_SHIFT_MASK) != 0;
  float width, height;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  vit_atoms_view_get_size (self, &width, &height);
  switch (key)
    {
    case GDK_KEY_Left:
      drag_by (self, pan, -KEY_TURN, 0, width, height);
      break;
    case GDK_KEY_Right:
      drag_by (self, pan, KEY_TURN, 0, width, height);
      break;
    case GDK_KEY_Up:
      drag_by (self, pan, 0, -KEY_TURN, width, height);
      break;
    case GDK_KEY_Down:
      drag_by (self, pan, 0, KEY_TURN, width, height);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      vit_camera_zoom (&self->camera, KEY_ZOOM, width / 2, height / 2, width, height);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      vit_camera_zoom (&self->camera, 1 / KEY_ZOOM, width / 2, height / 2, width, height);
      break;
    case GDK_KEY_x:
    case GDK_KEY_y:
    case GDK_KEY_z:
      vit_camera_look_along (&self->camera, (int) (key - GDK_KEY_x));
      break;
    case GDK_KEY_Home:
      vit_atoms_view_fit (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      pick_at (self, width / 2, height / 2);
      return TRUE;
    case GDK_KEY_Escape:
      vit_atoms_view_pick (self, -1);
      return TRUE;
    default:
      return FALSE;
    }
  moved (self);
  return TRUE;
}

/* All of it is seen in any size until somebody looks closer. */
static void
on_resize (GtkGLArea *area, int width, int height, VitAtomsView *self)
{
  if (!self->own_camera && !self->follows)
    vit_atoms_view_fit (self);
  vit_atoms_view_place_inspector (self);
  gtk_gl_area_queue_render (area);
}

void
vit_atoms_view_focus (VitAtomsView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

void
vit_atoms_view_init_area (VitAtomsView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_gl_area_set_required_version (self->area, 3, 3);
  g_signal_connect (self->area, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (self->area, "unrealize", G_CALLBACK (on_unrealize), self);
  g_signal_connect (self->area, "render", G_CALLBACK (on_render), self);
  g_signal_connect (self->area, "resize", G_CALLBACK (on_resize), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_object_set_data (G_OBJECT (self->area), "motion", motion);
  gtk_widget_add_controller (GTK_WIDGET (self->area), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self->area), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self->area), motion);
  gtk_widget_add_controller (GTK_WIDGET (self->area), key);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (vit_atoms_view_redraw), self,
                           G_CONNECT_SWAPPED);
}
