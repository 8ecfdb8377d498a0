/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings-panel.h"
#include "moves-table.h"
#include "print-text.h"
#include "scale-wheel.h"
#include "term-card.h"
#include "value-term.h"

#include <glib/gi18n.h>
#include <math.h>

/* As in the cards: µs for which a control that was just changed is somebody's own. */
#define HANDS_OFF (700 * 1000)

struct _VitSettingsPanel
{
  GtkWidget parent;

  VitStudy *study;
  GPtrArray *term_cards; /* (element-type VitTermCard) */
  gint64 balance_serial; /* of the last suggestion that was taken */
  gboolean balancing;
  gboolean updating;
  gint64 touched;

  GtkWidget *box;
  GtkWidget *balance;
  GtkBox *cards;
  GtkWidget *moves_card;
  GtkWidget *step_scale;
  GtkAdjustment *step;
  GtkLabel *step_text;
  GtkEntry *n_moves;
  VitMovesTable *kinds;
  GtkLabel *acceptance;
};

G_DEFINE_FINAL_TYPE (VitSettingsPanel, vit_settings_panel, GTK_TYPE_WIDGET)

static void
show_step (VitSettingsPanel *self, double step)
{
  g_autofree char *text = vit_print_text ("%.*f Å", step < 0.1 ? 3 : 2, step);

  gtk_label_set_text (self->step_text, text);
}

static void
on_step (GtkAdjustment *adjustment, VitSettingsPanel *self)
{
  double step = pow (10, gtk_adjustment_get_value (adjustment));

  show_step (self, step);
  if (self->updating)
    return;
  self->touched = g_get_monotonic_time ();
  vit_study_set_step_size (self->study, step);
}

static void
on_n_moves (GtkEntry *entry, VitSettingsPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  char *end;
  double millions = g_ascii_strtod (text, &end);

  if (*end == '\0' && end != text && millions >= 1e-6 && millions <= 1e9)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      vit_study_set_n_moves (self->study, (gint64) llround (millions * 1e6));
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static void
on_balance (GtkButton *button, VitSettingsPanel *self)
{
  self->balancing = TRUE;
  gtk_widget_set_sensitive (self->balance, FALSE);
  vit_runner_balance (vit_study_get_runner (self->study));
  vit_study_wake (self->study);
}

/* Takes the weights that the engine suggests: one step to take back. */
static void
take_balance (VitSettingsPanel *self, const VitSnapshot *snapshot)
{
  g_autofree double *weights = g_new0 (double, snapshot->n_terms);
  gint64 serial;

  if (!vit_runner_get_balance (vit_study_get_runner (self->study), weights, &serial) || serial == self->balance_serial)
    return;
  self->balance_serial = serial;
  if (!self->balancing)
    return;
  self->balancing = FALSE;
  gtk_widget_set_sensitive (self->balance, TRUE);
  vit_study_set_weights (self->study, weights);
}

static void
vit_settings_panel_dispose (GObject *object)
{
  VitSettingsPanel *self = VIT_SETTINGS_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_SETTINGS_PANEL);
  g_clear_pointer (&self->term_cards, g_ptr_array_unref);
  g_clear_object (&self->study);
  G_OBJECT_CLASS (vit_settings_panel_parent_class)->dispose (object);
}

static void
vit_settings_panel_init (VitSettingsPanel *self)
{
  self->term_cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->step, "value-changed", G_CALLBACK (on_step), self);
  g_signal_connect (self->n_moves, "activate", G_CALLBACK (on_n_moves), self);
  g_signal_connect (self->balance, "clicked", G_CALLBACK (on_balance), self);
  vit_scale_ignore_wheel (self->step_scale);
}

static void
vit_settings_panel_class_init (VitSettingsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_settings_panel_dispose;
  g_type_ensure (VIT_TYPE_MOVES_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/settings-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, balance);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, cards);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, moves_card);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, step_scale);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, step);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, step_text);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, n_moves);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, kinds);
  gtk_widget_class_bind_template_child (widget_class, VitSettingsPanel, acceptance);
}

void
vit_settings_panel_set_study (VitSettingsPanel *self, VitStudy *study)
{
  g_set_object (&self->study, study);
}

/* S(q), which the annealer asks last, is what people think of first; constraints come after all data. */
static void
add_card (VitSettingsPanel *self, int term)
{
  const VitFit *fit = vit_study_get_fit (self->study);
  GtkWidget *card = vit_term_card_new (self->study, term);

  g_ptr_array_add (self->term_cards, card);
  if (vit_value_term_get_quantity (vit_annealer_get_term (fit->annealer, term)) == NULL)
    gtk_box_prepend (self->cards, card);
  else
    gtk_box_insert_child_after (self->cards, card, gtk_widget_get_prev_sibling (self->moves_card));
}

gboolean
vit_settings_panel_fill (VitSettingsPanel *self)
{
  int n_cards = (int) self->term_cards->len;

  if (n_cards < vit_study_get_live (self->study)->n_terms)
    {
      add_card (self, n_cards);
      return TRUE;
    }
  vit_moves_table_set_study (self->kinds, self->study);
  vit_settings_panel_update (self);
  return FALSE;
}

/* "accepted 31 % · too close 17 % · rejected: Cu K 44 %" */
static void
show_acceptance (VitSettingsPanel *self, const VitSnapshot *snapshot)
{
  double attempted = (double) MAX (1, snapshot->counts.attempted);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("accepted %.0f %% now · of all: too close %.0f %%"), 100 * snapshot->acceptance,
                          100 * (double) snapshot->counts.too_close / attempted);
  for (int t = 0; t < snapshot->n_terms; t++)
    {
      double percent = 100 * (double) snapshot->terms[t].rejected / attempted;

      /* Of most constraints it is next to nothing. */
      if (!snapshot->terms[t].slow && percent >= 0.5)
        g_string_append_printf (text, ", %s %.0f %%", snapshot->terms[t].name, percent);
    }
  gtk_label_set_text (self->acceptance, text->str);
  g_string_free (text, TRUE);
}

void
vit_settings_panel_update (VitSettingsPanel *self)
{
  const VitSnapshot *snapshot = vit_study_get_live (self->study);

  take_balance (self, snapshot);
  for (guint t = 0; t < self->term_cards->len; t++)
    vit_term_card_update (self->term_cards->pdata[t], snapshot);
  vit_moves_table_update (self->kinds, snapshot);
  show_acceptance (self, snapshot);
  if (g_get_monotonic_time () - self->touched < HANDS_OFF)
    return;
  self->updating = TRUE;
  gtk_adjustment_set_value (self->step, log10 (fmax (snapshot->step, 1e-3)));
  show_step (self, snapshot->step);
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->n_moves)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%.6g", (double) snapshot->n_moves / 1e6);
      if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->n_moves))))
        gtk_editable_set_text (GTK_EDITABLE (self->n_moves), text);
    }
  self->updating = FALSE;
}
