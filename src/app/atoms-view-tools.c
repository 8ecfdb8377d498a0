/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What floats over the view: the controls of what is shown, the legend, and the picked atom. */
#include "atoms-view-private.h"
#include "print-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* A title of the legend that is longer is broken. */
#define LEGEND_CHARS 20

/* Another choice of what is shown. */
static void
changed (VitAtomsView *self)
{
  vit_atoms_view_rebuild (self);
  g_signal_emit_by_name (self, "options-changed");
}

static void
on_colour (GtkDropDown *drop_down, GParamSpec *property, VitAtomsView *self)
{
  self->options.colour = (VitColourBy) gtk_drop_down_get_selected (drop_down);
  changed (self);
}

static void
on_element (GtkCheckButton *button, VitAtomsView *self)
{
  int species = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "species"));

  self->options.hidden[species] = !gtk_check_button_get_active (button);
  changed (self);
}

static void
on_index (GtkEditable *entry, VitAtomsView *self)
{
  const char *text = gtk_editable_get_text (entry);
  VitVoronoiIndex index;

  self->options.has_index = *text != '\0' && vit_voronoi_index_parse (text, &index, NULL);
  if (self->options.has_index)
    {
      self->options.index = index;
      self->options.index_species = VIT_ALL_SPECIES;
    }
  if (*text != '\0' && !self->options.has_index)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->hide_others), self->options.has_index);
  changed (self);
}

static void
on_hide_others (GtkCheckButton *button, VitAtomsView *self)
{
  self->options.hide_others = gtk_check_button_get_active (button);
  changed (self);
}

/* While its number is typed nothing is picked: on the way to 1234 there are three other atoms. */
static void
on_atom_number (GtkEditable *entry, VitAtomsView *self)
{
  const char *text = gtk_editable_get_text (entry);
  guint64 n = self->configuration != NULL ? vit_configuration_get_n_atoms (self->configuration) : 0, number = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, n, &number, NULL))
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    vit_atoms_view_pick (self, (gssize) number - 1);
}

static void
on_atom_number_changed (GtkEditable *entry, VitAtomsView *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
}

static void
on_around (GtkAdjustment *adjustment, VitAtomsView *self)
{
  self->options.distance = gtk_adjustment_get_value (adjustment);
  self->options.around = self->options.distance > 0 ? self->options.atom : -1;
  changed (self);
}

static void
on_radius (GtkAdjustment *adjustment, VitAtomsView *self)
{
  self->options.radius = gtk_adjustment_get_value (adjustment);
  changed (self);
}

static void
on_polyhedra (GtkToggleButton *button, VitAtomsView *self)
{
  self->options.polyhedra = gtk_toggle_button_get_active (button);
  changed (self);
}

static void
on_links (GtkToggleButton *button, VitAtomsView *self)
{
  self->options.links = gtk_toggle_button_get_active (button);
  changed (self);
}

static void
on_voronoi_cell (GtkToggleButton *button, VitAtomsView *self)
{
  self->options.voronoi_cell = gtk_toggle_button_get_active (button);
  changed (self);
}

static void
on_perspective (GtkToggleButton *button, VitAtomsView *self)
{
  self->camera.orthographic = !gtk_toggle_button_get_active (button);
  vit_atoms_view_redraw (self);
  g_signal_emit_by_name (self, "camera-changed");
}

static void
on_unpick (GtkButton *button, VitAtomsView *self)
{
  vit_atoms_view_pick (self, -1);
}

void
vit_atoms_view_apply_cut (VitAtomsView *self)
{
  int axis = (int) gtk_drop_down_get_selected (self->cut_axis) - 1;
  double normal[3] = { 0 }, thickness = gtk_adjustment_get_value (self->cut_thickness);

  if (self->scene == NULL)
    return;
  if (axis >= 0)
    normal[axis] = 1;
  vit_scene_set_cut (self->scene, axis >= 0 ? normal : NULL, gtk_adjustment_get_value (self->cut_position),
                     thickness > 0 ? thickness : INFINITY);
}

static void
on_cut (VitAtomsView *self)
{
  vit_atoms_view_apply_cut (self);
  vit_atoms_view_redraw (self);
  g_signal_emit_by_name (self, "options-changed");
}

/* How far the cell reaches along an axis. */
static void
on_cut_axis (GtkDropDown *drop_down, GParamSpec *property, VitAtomsView *self)
{
  int axis = (int) gtk_drop_down_get_selected (drop_down) - 1;
  double low = 0, high = 0;

  gtk_widget_set_sensitive (self->cut_scale, axis >= 0);
  gtk_widget_set_sensitive (self->slab_scale, axis >= 0);
  if (axis >= 0 && self->configuration != NULL)
    {
      const VitCell *cell = vit_configuration_get_cell (self->configuration);

      for (int k = 0; k < 3; k++)
        {
          low += fmin (0, cell->matrix[k][axis]);
          high += fmax (0, cell->matrix[k][axis]);
        }
      gtk_adjustment_configure (self->cut_position, (low + high) / 2, low, high, 0.5, 2, 0);
      gtk_adjustment_set_upper (self->cut_thickness, high - low);
    }
  on_cut (self);
}

/* Its tooltip would cover what it has opened: the pointer over a popover is over the button that it belongs to. */
static void
be_quiet_while_open (GtkWidget *button)
{
  if (GTK_IS_MENU_BUTTON (button))
    g_object_bind_property (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "visible", button, "has-tooltip",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  else
    g_object_bind_property (gtk_widget_get_first_child (button), "active", button, "has-tooltip",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

void
vit_atoms_view_init_tools (VitAtomsView *self)
{
  static const char *const colours[]
      = { N_ ("Element"), N_ ("Voronoi index"), N_ ("Coordination"),        N_ ("Five-fold faces"),
          N_ ("Energy"),  N_ ("Displacement"),  N_ ("Icosahedral network"), NULL };
  GtkStringList *list = gtk_string_list_new (NULL);

  for (int k = 0; colours[k] != NULL; k++)
    gtk_string_list_append (list, _ (colours[k]));
  gtk_drop_down_set_model (self->colour, G_LIST_MODEL (list));
  g_object_unref (list);
  gtk_adjustment_set_value (self->radius_factor, self->options.radius);
  g_signal_connect (self->colour, "notify::selected", G_CALLBACK (on_colour), self);
  g_signal_connect (self->index, "changed", G_CALLBACK (on_index), self);
  g_signal_connect (self->hide_others, "toggled", G_CALLBACK (on_hide_others), self);
  g_signal_connect (self->atom_number, "activate", G_CALLBACK (on_atom_number), self);
  g_signal_connect (self->atom_number, "changed", G_CALLBACK (on_atom_number_changed), self);
  g_signal_connect (self->around_distance, "value-changed", G_CALLBACK (on_around), self);
  g_signal_connect (self->radius_factor, "value-changed", G_CALLBACK (on_radius), self);
  g_signal_connect (self->polyhedra, "toggled", G_CALLBACK (on_polyhedra), self);
  g_signal_connect (self->links, "toggled", G_CALLBACK (on_links), self);
  g_signal_connect (self->voronoi_cell, "toggled", G_CALLBACK (on_voronoi_cell), self);
  g_signal_connect (self->perspective, "toggled", G_CALLBACK (on_perspective), self);
  g_signal_connect (self->unpick, "clicked", G_CALLBACK (on_unpick), self);
  g_signal_connect_swapped (self->fit, "clicked", G_CALLBACK (vit_atoms_view_fit), self);
  g_signal_connect (self->cut_axis, "notify::selected", G_CALLBACK (on_cut_axis), self);
  g_signal_connect_swapped (self->cut_position, "value-changed", G_CALLBACK (on_cut), self);
  g_signal_connect_swapped (self->cut_thickness, "value-changed", G_CALLBACK (on_cut), self);
  be_quiet_while_open (GTK_WIDGET (self->colour));
  be_quiet_while_open (self->show);
  be_quiet_while_open (self->cut);
}

/* The species of one view that is the same element in another; −1 for none. */
static int
map_species (VitAtomsView *from, VitAtomsView *to, int species)
{
  if (species < 0 || from->configuration == NULL || to->configuration == NULL)
    return species;
  return vit_configuration_find_species (to->configuration,
                                         vit_configuration_get_element (from->configuration, species)->z);
}

void
vit_atoms_view_set_colour (VitAtomsView *self, VitColourBy colour)
{
  gtk_drop_down_set_selected (self->colour, colour);
}

void
vit_atoms_view_get_look (VitAtomsView *self, VitAtomsLook *look)
{
  look->colour = self->options.colour;
  look->perspective = gtk_toggle_button_get_active (self->perspective);
  /* A bar of a chart that is chosen shows the polyhedra of its atoms as long as it is. */
  look->polyhedra = self->options.polyhedra && !self->highlighted;
  look->links = self->options.links;
}

void
vit_atoms_view_set_look (VitAtomsView *self, const VitAtomsLook *look)
{
  vit_atoms_view_set_colour (self, look->colour);
  gtk_toggle_button_set_active (self->perspective, look->perspective);
  gtk_toggle_button_set_active (self->polyhedra, look->polyhedra);
  gtk_toggle_button_set_active (self->links, look->links);
}

void
vit_atoms_view_set_compact (VitAtomsView *self, gboolean compact)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->tools),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !compact);
}

void
vit_atoms_view_follow (VitAtomsView *self, VitAtomsView *other)
{
  VitPictureOptions options = other->options;

  options.atom = options.around = -1;
  options.index_species = map_species (other, self, other->options.index_species);
  for (int s = 0; s < VIT_MAX_SPECIES; s++)
    options.hidden[s] = FALSE;
  for (int s = 0; other->configuration != NULL && s < vit_configuration_get_n_species (other->configuration); s++)
    if (map_species (other, self, s) >= 0)
      options.hidden[map_species (other, self, s)] = other->options.hidden[s];
  self->options = options;
  self->follows = TRUE;
  gtk_drop_down_set_selected (self->cut_axis, gtk_drop_down_get_selected (other->cut_axis));
  gtk_adjustment_set_value (self->cut_position, gtk_adjustment_get_value (other->cut_position));
  gtk_adjustment_set_value (self->cut_thickness, gtk_adjustment_get_value (other->cut_thickness));
  gtk_widget_set_visible (self->tools, FALSE);
  gtk_widget_set_visible (self->buttons, FALSE);
  vit_atoms_view_rebuild (self);
}

/* What depends on the elements. */
void
vit_atoms_view_fill_tools (VitAtomsView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->elements))) != NULL)
    gtk_box_remove (self->elements, child);
  for (int s = 0; s < vit_configuration_get_n_species (self->configuration); s++)
    {
      GtkWidget *button
          = gtk_check_button_new_with_label (vit_configuration_get_element (self->configuration, s)->symbol);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !self->options.hidden[s]);
      g_object_set_data (G_OBJECT (button), "species", GINT_TO_POINTER (s));
      g_signal_connect (button, "toggled", G_CALLBACK (on_element), self);
      gtk_box_append (self->elements, button);
    }
}

static void
append_key (GtkBox *box, const char *label, VitSceneColour colour)
{
  g_autofree char *markup = g_markup_printf_escaped ("<span foreground=\"#%02x%02x%02x\">●</span> %s", colour.red,
                                                     colour.green, colour.blue, label);
  GtkWidget *key = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (key), markup);
  gtk_label_set_xalign (GTK_LABEL (key), 0);
  gtk_widget_add_css_class (key, "numeric");
  gtk_box_append (box, key);
}

/* The range of colours with its ends. */
static void
draw_range (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  for (int x = 0; x < width; x++)
    {
      VitSceneColour colour = vit_picture_range_colour (x / (double) MAX (1, width - 1));

      cairo_set_source_rgb (cr, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
      cairo_rectangle (cr, x, 0, 1, height);
      cairo_fill (cr);
    }
}

static void
append_range (GtkBox *box, double low, double high)
{
  GtkWidget *bar = gtk_drawing_area_new (), *ends = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *low_text = vit_print_text ("%.3g", low), *high_text = vit_print_text ("%.3g", high);
  GtkWidget *low_label = gtk_label_new (low_text), *high_label = gtk_label_new (high_text);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (bar), 150);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar), 10);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw_range, NULL, NULL);
  gtk_widget_set_hexpand (low_label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (low_label), 0);
  gtk_widget_add_css_class (low_label, "numeric");
  gtk_widget_add_css_class (high_label, "numeric");
  gtk_box_append (GTK_BOX (ends), low_label);
  gtk_box_append (GTK_BOX (ends), high_label);
  gtk_box_append (box, bar);
  gtk_box_append (box, ends);
}

void
vit_atoms_view_show_legend (VitAtomsView *self, const VitPictureLegend *legend)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_box_remove (self->legend, child);
  if (legend->title != NULL && *legend->title != '\0')
    {
      GtkWidget *title = gtk_label_new (legend->title);

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (title), LEGEND_CHARS);
      gtk_widget_add_css_class (title, "heading");
      gtk_box_append (self->legend, title);
    }
  for (guint k = 0; legend->keys != NULL && k < legend->keys->len; k++)
    {
      const VitPictureKey *key = &g_array_index (legend->keys, VitPictureKey, k);

      append_key (self->legend, key->label, key->colour);
    }
  if (legend->has_range)
    append_range (self->legend, legend->low, legend->high);
}

static void
attach_row (GtkGrid *grid, int row, const char *name, const char *text)
{
  GtkWidget *left = gtk_label_new (name), *right = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

void
vit_atoms_view_show_atom (VitAtomsView *self)
{
  gssize atom = self->options.atom;
  gboolean any
      = self->configuration != NULL && atom >= 0 && (gsize) atom < vit_configuration_get_n_atoms (self->configuration);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *title = NULL;
  GtkWidget *child;

  gtk_widget_set_visible (self->inspector, any);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->atom_grid))) != NULL)
    gtk_grid_remove (self->atom_grid, child);
  if (!any)
    return;
  title = g_strdup_printf (
      _ ("Atom %d · %s"), (int) atom + 1,
      vit_configuration_get_element (self->configuration, vit_configuration_get_species (self->configuration)[atom])
          ->symbol);
  gtk_label_set_text (self->atom_title, title);
  rows = vit_picture_describe_atom (self->configuration, self->analysis != NULL ? self->analysis->profile : NULL,
                                    self->reference, self->since, (gsize) atom);
  /* The first row says what the title says. */
  for (guint k = 2; k + 1 < rows->len; k += 2)
    attach_row (self->atom_grid, (int) k / 2, rows->pdata[k], rows->pdata[k + 1]);
}
