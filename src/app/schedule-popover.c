/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-popover.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_PLATEAUS 50
#define FEWEST_PLATEAUS 2
#define USUAL_PLATEAUS 5

/* What vit_schedule_kind_to_string() says, for translators. */
G_GNUC_UNUSED static const char *const kinds_in_words[] = { N_ ("geometric"), N_ ("linear"), N_ ("plateaus") };

struct _VitSchedulePopover
{
  GtkPopover parent;
  VitSchedule schedule;
  double low;
  double high;
  GtkWidget *entries[2];
  GtkWidget *labels[2]; /* start, end */
  GtkWidget *kind;
  GtkWidget *plateaus;
  GtkWidget *plateaus_label;
  gboolean filling; /* changes are not somebody's */
};

G_DEFINE_FINAL_TYPE (VitSchedulePopover, vit_schedule_popover, GTK_TYPE_POPOVER)

static guint applied;

/* Turns "2.5·10⁻⁵" into "2.5e-5", and a decimal comma into a point. */
static char *
to_ascii (const char *text)
{
  static const char *const from[]
      = { "·10", "×10", "⁻", "−", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", ",", " " };
  static const char *const to[] = { "e", "e", "-", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "" };
  GString *out = g_string_new (text);
  gboolean power = g_str_has_prefix (text, "10⁻")
                   || (g_str_has_prefix (text, "10") && g_utf8_strlen (text, -1) > 2 && !g_str_is_ascii (text)
                       && strchr (text, '.') == NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (from); i++)
    g_string_replace (out, from[i], to[i], 0);
  if (power && strchr (out->str, 'e') == NULL)
    {
      g_string_erase (out, 0, 2);
      g_string_prepend (out, "1e");
    }
  return g_string_free (out, FALSE);
}

gboolean
vit_schedule_parse_sigma (const char *text, double low, double high, double *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *ascii = to_ascii (stripped);
  char *end;
  double number = g_ascii_strtod (ascii, &end);

  if (end == ascii || *end != '\0' || !isfinite (number) || number < low * (1 - 1e-9) || number > high * (1 + 1e-9))
    return FALSE;
  *value = number;
  return TRUE;
}

/* As many digits as tell it from its neighbours, but no more. */
static void
fill_entry (GtkWidget *entry, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.6g", value);
  gtk_editable_set_text (GTK_EDITABLE (entry), buffer);
  gtk_widget_remove_css_class (entry, "error");
}

static void
show_plateaus (VitSchedulePopover *self)
{
  gboolean needed = self->schedule.kind == VIT_SCHEDULE_PLATEAUS;

  gtk_widget_set_visible (self->plateaus, needed);
  gtk_widget_set_visible (self->plateaus_label, needed);
}

static void
on_text (VitSchedulePopover *self, GtkWidget *entry)
{
  double value;
  gboolean valid
      = vit_schedule_parse_sigma (gtk_editable_get_text (GTK_EDITABLE (entry)), self->low, self->high, &value);

  if (valid)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* Both entries count, also if Enter was pressed in the other. */
static void
on_activate (VitSchedulePopover *self, GtkWidget *entry)
{
  VitSchedule schedule = self->schedule;

  if (!vit_schedule_parse_sigma (gtk_editable_get_text (GTK_EDITABLE (self->entries[0])), self->low, self->high,
                                 &schedule.start)
      || !vit_schedule_parse_sigma (gtk_editable_get_text (GTK_EDITABLE (self->entries[1])), self->low, self->high,
                                    &schedule.end))
    {
      on_text (self, self->entries[0]);
      on_text (self, self->entries[1]);
      gtk_widget_error_bell (entry);
      return;
    }
  self->schedule = schedule;
  g_signal_emit (self, applied, 0);
}

static void
on_kind (VitSchedulePopover *self)
{
  if (self->filling)
    return;
  self->schedule.kind = (VitScheduleKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  if (self->schedule.kind == VIT_SCHEDULE_PLATEAUS && self->schedule.n_plateaus < FEWEST_PLATEAUS)
    {
      self->filling = TRUE;
      self->schedule.n_plateaus = USUAL_PLATEAUS;
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->plateaus), USUAL_PLATEAUS);
      self->filling = FALSE;
    }
  show_plateaus (self);
  g_signal_emit (self, applied, 0);
}

static void
on_plateaus (VitSchedulePopover *self)
{
  if (self->filling)
    return;
  self->schedule.n_plateaus = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->plateaus));
  g_signal_emit (self, applied, 0);
}

static GtkWidget *
add_row (GtkWidget *grid, int row, const char *text, const char *name, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
  return label;
}

static void
add_entries (VitSchedulePopover *self, GtkWidget *grid)
{
  for (int i = 0; i < 2; i++)
    {
      self->entries[i] = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[i]), 10);
      gtk_widget_add_css_class (self->entries[i], "numeric");
      self->labels[i] = add_row (grid, i, "", "", self->entries[i]);
      g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (on_text), self);
      g_signal_connect_swapped (self->entries[i], "activate", G_CALLBACK (on_activate), self);
    }
}

void
vit_schedule_popover_set_symbol (VitSchedulePopover *self, const char *symbol, const char *unit)
{
  const char *const texts[] = { _ ("%s start"), _ ("%s end") };
  const char *const names[] = { _ ("%s at the start"), _ ("%s at the end") };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i]), name = g_string_new (names[i]);

      g_string_replace (text, "%s", symbol, 1);
      g_string_replace (name, "%s", symbol, 1);
      if (*unit != '\0')
        g_string_append_printf (text, " (%s)", unit);
      gtk_label_set_text (GTK_LABEL (self->labels[i]), text->str);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
    }
}

static void
vit_schedule_popover_init (VitSchedulePopover *self)
{
  const char *const kinds[] = { _ ("Geometric"), _ ("Linear"), _ ("Plateaus"), NULL };
  GtkWidget *grid = gtk_grid_new ();

  self->low = 1e-7;
  self->high = 10;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  add_entries (self, grid);
  self->kind = gtk_drop_down_new_from_strings (kinds);
  add_row (grid, 2, _ ("Course"), _ ("Course of the schedule"), self->kind);
  self->plateaus = gtk_spin_button_new_with_range (FEWEST_PLATEAUS, MOST_PLATEAUS, 1);
  self->plateaus_label = add_row (grid, 3, _ ("Plateaus"), _ ("Number of plateaus"), self->plateaus);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind), self);
  g_signal_connect_swapped (self->plateaus, "value-changed", G_CALLBACK (on_plateaus), self);
  vit_schedule_popover_set_symbol (self, "σ", "");
  gtk_popover_set_child (GTK_POPOVER (self), grid);
}

static void
vit_schedule_popover_class_init (VitSchedulePopoverClass *class)
{
  applied = g_signal_new ("applied", VIT_TYPE_SCHEDULE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
vit_schedule_popover_new (void)
{
  return g_object_new (VIT_TYPE_SCHEDULE_POPOVER, NULL);
}

void
vit_schedule_popover_set_schedule (VitSchedulePopover *self, const VitSchedule *schedule, double low, double high)
{
  self->schedule = *schedule;
  self->low = low;
  self->high = high;
  self->filling = TRUE;
  fill_entry (self->entries[0], schedule->start);
  fill_entry (self->entries[1], schedule->end);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), (guint) schedule->kind);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->plateaus), schedule->n_plateaus);
  self->filling = FALSE;
  show_plateaus (self);
}

void
vit_schedule_popover_get_schedule (VitSchedulePopover *self, VitSchedule *schedule)
{
  *schedule = self->schedule;
}

GtkWidget *
vit_schedule_popover_get_entry (VitSchedulePopover *self, gboolean end)
{
  return self->entries[end ? 1 : 0];
}
