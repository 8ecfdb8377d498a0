/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "atoms-view-private.h"
#include "drawing-file.h"
#include "offscreen.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Size of the atoms that are drawn over others, relative to them. */
#define OVER_RADIUS 0.6

G_DEFINE_FINAL_TYPE (VitAtomsView, vit_atoms_view, GTK_TYPE_WIDGET)

/* A scene that is being built: copies of all that it needs. */
typedef struct
{
  VitConfiguration *configuration;
  VitConfiguration *over;
  VitAnalysis *analysis;
  VitConfiguration *reference;
  char *since;
  VitPictureOptions options;
  VitScene *scene;
  VitPictureLegend *legend;
} Build;

static void
build_free (gpointer data)
{
  Build *build = data;

  vit_configuration_free (build->configuration);
  vit_configuration_free (build->over);
  vit_configuration_free (build->reference);
  g_free (build->since);
  vit_analysis_unref (build->analysis);
  vit_scene_free (build->scene);
  vit_picture_legend_free (build->legend);
  g_free (build);
}

/* Adds the spheres of another configuration, smaller and of one colour, so that both can be told apart. */
static void
add_over (VitScene *scene, const VitConfiguration *over, double radius)
{
  g_autoptr (VitScene) other = vit_scene_new ();
  VitPictureOptions plain;
  g_autoptr (VitPictureLegend) legend = NULL;
  g_autofree VitSceneSphere *spheres = NULL;
  gsize n = vit_scene_get_n_spheres (scene), m;

  vit_picture_options_init (&plain);
  plain.radius = OVER_RADIUS * radius;
  legend = vit_picture_build (other, over, NULL, &plain, NULL);
  m = vit_scene_get_n_spheres (other);
  spheres = g_new (VitSceneSphere, n + m);
  memcpy (spheres, vit_scene_get_spheres (scene), n * sizeof *spheres);
  memcpy (spheres + n, vit_scene_get_spheres (other), m * sizeof *spheres);
  for (gsize i = n; i < n + m; i++)
    spheres[i].colour = (VitSceneColour){ 60, 60, 72, 255 };
  vit_scene_set_spheres (scene, n + m, spheres);
}

static void
build_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Build *build = data;
  GError *error = NULL;

  build->scene = vit_scene_new ();
  build->legend
      = vit_picture_build (build->scene, build->configuration,
                           build->analysis != NULL ? build->analysis->profile : NULL, &build->options, &error);
  /* What cannot be told by colour yet is told by element meanwhile. */
  if (build->legend == NULL)
    {
      VitPictureOptions plain;

      g_clear_error (&error);
      vit_picture_options_init (&plain);
      plain.radius = build->options.radius;
      build->legend = vit_picture_build (build->scene, build->configuration, NULL, &plain, &error);
    }
  if (build->legend != NULL && build->over != NULL)
    add_over (build->scene, build->over, build->options.radius);
  if (build->legend != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
built (GObject *source, GAsyncResult *result, gpointer data)
{
  VitAtomsView *self = VIT_ATOMS_VIEW (source);
  Build *build = g_task_get_task_data (G_TASK (result));

  self->building = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), NULL) && self->configuration != NULL)
    {
      vit_scene_free (self->scene);
      self->scene = g_steal_pointer (&build->scene);
      vit_atoms_view_apply_cut (self);
      vit_atoms_view_show_legend (self, build->legend);
      if (!self->has_camera && !self->follows)
        vit_atoms_view_fit (self);
      vit_atoms_view_redraw (self);
    }
  if (self->outdated)
    vit_atoms_view_rebuild (self);
}

void
vit_atoms_view_rebuild (VitAtomsView *self)
{
  g_autoptr (GTask) task = NULL;
  Build *build;

  self->outdated = self->building;
  if (self->building || self->configuration == NULL)
    return;
  self->building = TRUE;
  build = g_new0 (Build, 1);
  build->configuration = vit_configuration_copy (self->configuration);
  if (self->over != NULL)
    build->over = vit_configuration_copy (self->over);
  if (self->analysis != NULL)
    build->analysis = vit_analysis_ref (self->analysis);
  build->options = self->options;
  if (self->options.colour == VIT_COLOUR_DISPLACEMENT && self->reference != NULL)
    build->reference = vit_configuration_copy (self->reference);
  build->since = g_strdup (self->since);
  build->options.reference = build->reference;
  build->options.since = build->since;
  task = g_task_new (self, NULL, built, NULL);
  g_task_set_task_data (task, build, build_free);
  g_task_run_in_thread (task, build_in_thread);
}

void
vit_atoms_view_set_atoms (VitAtomsView *self, VitConfiguration *configuration, VitAnalysis *analysis,
                          const char *caption)
{
  gboolean first = self->configuration == NULL;

  vit_configuration_free (self->configuration);
  self->configuration = configuration;
  vit_analysis_unref (self->analysis);
  self->analysis = analysis != NULL ? vit_analysis_ref (analysis) : NULL;
  gtk_label_set_text (self->caption, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL && *caption != '\0');
  if (first)
    vit_atoms_view_fill_tools (self);
  vit_atoms_view_rebuild (self);
  vit_atoms_view_show_atom (self);
}

void
vit_atoms_view_set_reference (VitAtomsView *self, const VitConfiguration *reference, const char *since)
{
  vit_configuration_free (self->reference);
  self->reference = reference != NULL ? vit_configuration_copy (reference) : NULL;
  g_free (self->since);
  self->since = g_strdup (since);
  vit_atoms_view_rebuild (self);
  vit_atoms_view_show_atom (self);
}

void
vit_atoms_view_copy_reference (VitAtomsView *self, VitAtomsView *other)
{
  vit_atoms_view_set_reference (self, other->reference, other->since);
}

void
vit_atoms_view_set_overlay (VitAtomsView *self, VitConfiguration *configuration)
{
  vit_configuration_free (self->over);
  self->over = configuration;
  vit_atoms_view_rebuild (self);
}

void
vit_atoms_view_set_highlight (VitAtomsView *self, const VitVoronoiIndex *index, int species)
{
  self->options.has_index = index != NULL;
  self->highlighted = index != NULL;
  if (index != NULL)
    {
      self->options.index = *index;
      self->options.index_species = species;
      self->options.polyhedra = TRUE;
    }
  else
    self->options.polyhedra = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->hide_others), self->options.has_index);
  gtk_toggle_button_set_active (self->polyhedra, self->options.polyhedra);
  vit_atoms_view_rebuild (self);
  g_signal_emit_by_name (self, "options-changed");
}

const VitCamera *
vit_atoms_view_get_camera (VitAtomsView *self)
{
  return self->has_camera ? &self->camera : NULL;
}

void
vit_atoms_view_set_camera (VitAtomsView *self, const VitCamera *camera)
{
  self->camera = *camera;
  self->has_camera = self->own_camera = TRUE;
  vit_atoms_view_redraw (self);
}

void
vit_atoms_view_fit (VitAtomsView *self)
{
  float width, height;

  vit_atoms_view_get_size (self, &width, &height);
  if (self->scene == NULL)
    return;
  if (!self->has_camera)
    vit_camera_init (&self->camera, self->scene, width / height);
  self->camera.orthographic = !gtk_toggle_button_get_active (self->perspective);
  vit_camera_fit (&self->camera, self->scene, width / height);
  self->has_camera = width > 1;
  self->own_camera = FALSE;
  vit_atoms_view_redraw (self);
  g_signal_emit_by_name (self, "camera-changed");
}

gssize
vit_atoms_view_get_picked (VitAtomsView *self)
{
  return self->options.atom;
}

void
vit_atoms_view_pick (VitAtomsView *self, gssize atom)
{
  g_autofree char *number = atom >= 0 ? g_strdup_printf ("%d", (int) atom + 1) : g_strdup ("");

  if (atom == self->options.atom)
    return;
  self->options.atom = atom;
  self->options.around = self->options.distance > 0 ? atom : -1;
  gtk_editable_set_text (self->atom_number, number);
  vit_atoms_view_show_atom (self);
  vit_atoms_view_place_inspector (self);
  vit_atoms_view_rebuild (self);
  g_signal_emit_by_name (self, "picked");
}

/* A picture that is being written. */
typedef struct
{
  VitScene *scene;
  VitCamera camera;
  VitRenderStyle style;
  char *path;
  int width, height;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  vit_scene_free (save->scene);
  g_free (save->path);
  g_free (save);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;
  cairo_surface_t *surface
      = vit_offscreen_draw (save->scene, &save->camera, save->width, save->height, &save->style, cancellable, &error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean good = surface != NULL;

  good = good
         && vit_drawing_check (save->path, cairo_surface_write_to_png_stream (surface, vit_drawing_append, bytes),
                               &error)
         && !g_cancellable_set_error_if_cancelled (cancellable, &error)
         && vit_drawing_replace_file (save->path, bytes->data, bytes->len, &error);
  g_clear_pointer (&surface, cairo_surface_destroy);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The thread gets a scene of its own: the one that is shown may be replaced while it draws. */
static VitScene *
copy_scene (VitAtomsView *self)
{
  VitScene *scene = vit_scene_new ();
  VitPictureOptions options = self->options;
  g_autoptr (VitPictureLegend) legend = NULL;
  VitScene *shown = self->scene;

  options.reference = self->reference;
  legend = vit_picture_build (scene, self->configuration, self->analysis != NULL ? self->analysis->profile : NULL,
                              &options, NULL);
  self->scene = scene;
  vit_atoms_view_apply_cut (self);
  self->scene = shown;
  return scene;
}

void
vit_atoms_view_save_async (VitAtomsView *self, const char *path, int width, int height, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Save *save;

  if (self->scene == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There are no atoms yet"));
      return;
    }
  save = g_new0 (Save, 1);
  save->path = g_strdup (path);
  save->width = width;
  save->height = height;
  save->camera = self->camera;
  save->style = vit_render_style_light;
  save->style.exact = TRUE;
  save->style.ambient_occlusion = TRUE;
  save->scene = copy_scene (self);
  g_task_set_task_data (task, save, save_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
vit_atoms_view_save_finish (VitAtomsView *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
vit_atoms_view_is_software (VitAtomsView *self)
{
  return self->software;
}

static void
vit_atoms_view_dispose (GObject *object)
{
  VitAtomsView *self = VIT_ATOMS_VIEW (object);

  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_handle_id (&self->still_source, g_source_remove);
  g_clear_handle_id (&self->compile_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_ATOMS_VIEW);
  g_clear_pointer (&self->configuration, vit_configuration_free);
  g_clear_pointer (&self->over, vit_configuration_free);
  g_clear_pointer (&self->reference, vit_configuration_free);
  g_clear_pointer (&self->since, g_free);
  g_clear_pointer (&self->analysis, vit_analysis_unref);
  g_clear_pointer (&self->scene, vit_scene_free);
  G_OBJECT_CLASS (vit_atoms_view_parent_class)->dispose (object);
}

static void
vit_atoms_view_init (VitAtomsView *self)
{
  vit_picture_options_init (&self->options);
  self->options.distance = 0;
  gtk_widget_init_template (GTK_WIDGET (self));
  vit_atoms_view_init_area (self);
  vit_atoms_view_init_tools (self);
  vit_atoms_view_init_places (self);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, VitAtomsView, overlay);
  gtk_widget_class_bind_template_child (class, VitAtomsView, stack);
  gtk_widget_class_bind_template_child (class, VitAtomsView, area);
  gtk_widget_class_bind_template_child (class, VitAtomsView, no_gl);
  gtk_widget_class_bind_template_child (class, VitAtomsView, tools);
  gtk_widget_class_bind_template_child (class, VitAtomsView, buttons);
  gtk_widget_class_bind_template_child (class, VitAtomsView, colour);
  gtk_widget_class_bind_template_child (class, VitAtomsView, show);
  gtk_widget_class_bind_template_child (class, VitAtomsView, cut);
  gtk_widget_class_bind_template_child (class, VitAtomsView, elements);
  gtk_widget_class_bind_template_child (class, VitAtomsView, index);
  gtk_widget_class_bind_template_child (class, VitAtomsView, hide_others);
  gtk_widget_class_bind_template_child (class, VitAtomsView, atom_number);
  gtk_widget_class_bind_template_child (class, VitAtomsView, around_distance);
  gtk_widget_class_bind_template_child (class, VitAtomsView, radius_factor);
  gtk_widget_class_bind_template_child (class, VitAtomsView, cut_axis);
  gtk_widget_class_bind_template_child (class, VitAtomsView, cut_scale);
  gtk_widget_class_bind_template_child (class, VitAtomsView, slab_scale);
  gtk_widget_class_bind_template_child (class, VitAtomsView, cut_position);
  gtk_widget_class_bind_template_child (class, VitAtomsView, cut_thickness);
  gtk_widget_class_bind_template_child (class, VitAtomsView, polyhedra);
  gtk_widget_class_bind_template_child (class, VitAtomsView, links);
  gtk_widget_class_bind_template_child (class, VitAtomsView, perspective);
  gtk_widget_class_bind_template_child (class, VitAtomsView, fit);
  gtk_widget_class_bind_template_child (class, VitAtomsView, inspector);
  gtk_widget_class_bind_template_child (class, VitAtomsView, atom_title);
  gtk_widget_class_bind_template_child (class, VitAtomsView, voronoi_cell);
  gtk_widget_class_bind_template_child (class, VitAtomsView, unpick);
  gtk_widget_class_bind_template_child (class, VitAtomsView, atom_grid);
  gtk_widget_class_bind_template_child (class, VitAtomsView, legend);
  gtk_widget_class_bind_template_child (class, VitAtomsView, caption);
}

static void
vit_atoms_view_class_init (VitAtomsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_atoms_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/atoms-view.ui");
  bind_children (widget_class);
  g_signal_new ("camera-changed", VIT_TYPE_ATOMS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("options-changed", VIT_TYPE_ATOMS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("picked", VIT_TYPE_ATOMS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
