/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term-card.h"
#include "data-term.h"
#include "number-text.h"
#include "print-text.h"
#include "scale-wheel.h"
#include "schedule-editor.h"
#include "value-term.h"

#include <glib/gi18n.h>
#include <math.h>

/* A control that was changed less than so long ago is somebody's own, µs: news of the engine may be older. */
#define HANDS_OFF (700 * 1000)
/* From here on the curves cannot be told apart by eye. */
#define GOOD_R2 0.99

struct _VitTermCard
{
  GtkWidget parent;

  VitStudy *study;
  int term;
  gboolean updating; /* the program itself moves the controls */
  gint64 touched;
  gboolean shown;
  gboolean was_enabled;    /* in the snapshot before */
  const VitTerm *of_value; /* a value term, of which only what never changes is read; else NULL */

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *agreement;
  GtkLabel *value;
  GtkWidget *slow;
  GtkSwitch *enabled;
  GtkWidget *controls;
  GtkScale *weight;
  GtkAdjustment *adjustment;
  GtkLabel *weight_text;
  VitScheduleEditor *schedule;
  GtkLabel *numbers;
};

G_DEFINE_FINAL_TYPE (VitTermCard, vit_term_card, GTK_TYPE_WIDGET)

static void
show_weight (VitTermCard *self, double weight)
{
  g_autofree char *text = weight < 0.1 ? vit_number_text_sigma (weight)
                                       : vit_print_text (weight >= 100  ? "%.0f"
                                                         : weight >= 10 ? "%.1f"
                                                                        : "%.2f",
                                                         weight);

  gtk_label_set_text (self->weight_text, text);
}

static void
on_weight (GtkAdjustment *adjustment, VitTermCard *self)
{
  double weight = pow (10, gtk_adjustment_get_value (adjustment));

  show_weight (self, weight);
  if (self->updating)
    return;
  self->touched = g_get_monotonic_time ();
  vit_study_set_weight (self->study, self->term, weight);
}

static void
on_enabled (GtkSwitch *enabled, GParamSpec *property, VitTermCard *self)
{
  gtk_widget_set_sensitive (self->controls, gtk_switch_get_active (enabled));
  if (self->updating)
    return;
  self->touched = g_get_monotonic_time ();
  vit_study_set_enabled (self->study, self->term, gtk_switch_get_active (enabled));
}

static void
on_schedule (VitScheduleEditor *editor, VitTermCard *self)
{
  VitSchedule schedule;

  self->touched = g_get_monotonic_time ();
  vit_schedule_editor_get_schedule (editor, &schedule);
  vit_study_set_schedule (self->study, self->term, &schedule);
}

static void
vit_term_card_dispose (GObject *object)
{
  VitTermCard *self = VIT_TERM_CARD (object);

  g_clear_object (&self->study);
  gtk_widget_dispose_template (GTK_WIDGET (self), VIT_TYPE_TERM_CARD);
  G_OBJECT_CLASS (vit_term_card_parent_class)->dispose (object);
}

static void
vit_term_card_init (VitTermCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vit_scale_ignore_wheel (GTK_WIDGET (self->weight));
}

static void
vit_term_card_class_init (VitTermCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_term_card_dispose;
  g_type_ensure (VIT_TYPE_SCHEDULE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/term-card.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, box);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, title);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, agreement);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, value);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, slow);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, enabled);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, controls);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, weight);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, adjustment);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, weight_text);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, schedule);
  gtk_widget_class_bind_template_child (widget_class, VitTermCard, numbers);
}

static const VitRecipeData *
find_data (const VitFit *fit, const char *name)
{
  for (guint k = 0; k < fit->recipe->data->len; k++)
    {
      const VitRecipeData *data = fit->recipe->data->pdata[k];

      if (g_str_equal (data->name, name))
        return data;
    }
  return NULL;
}

/* "391 points, 0.6–20 Å⁻¹" */
static char *
describe (const VitFit *fit, const char *name, const VitObservable *observable)
{
  const VitRecipeData *data = find_data (fit, name);
  VitCurveKind curve = data != NULL ? vit_data_kind_get_curve (data->kind) : VIT_CURVE_SQ;
  const char *unit = curve == VIT_CURVE_RDF ? "Å" : "Å⁻¹";

  if (observable == NULL)
    return g_strdup (""); /* a value: set_up_value() */
  if (curve == VIT_CURVE_OWN)
    unit = data->kind == VIT_DATA_BOND_ANGLES ? "°" : _ ("neighbours");
  return vit_print_text (_ ("%d points · %.3g–%.3g %s%s"), (int) observable->n_points, observable->x[0],
                         observable->x[observable->n_points - 1], unit,
                         data != NULL && data->kind == VIT_DATA_EXAFS && data->filtered ? _ (" · filtered") : "");
}

/* "wanted 6.2 · Mean Cu–Zr coordination": what stands beside the value. */
static char *
describe_value (const VitTerm *term)
{
  const VitQuantity *quantity = vit_value_term_get_quantity (term);
  double wanted = vit_value_term_get_wanted (term);

  switch (vit_value_term_get_form (term))
    {
    case VIT_VALUE_AT_LEAST:
      return vit_print_text (_ ("at least %.5g · %s"), wanted, quantity->name);
    case VIT_VALUE_AT_MOST:
      return vit_print_text (_ ("at most %.5g · %s"), wanted, quantity->name);
    case VIT_VALUE_BOLTZMANN:
      return vit_print_text (_ ("from %.5g · E/kT"), wanted);
    case VIT_VALUE_EQUAL:
    default:
      return vit_print_text (_ ("wanted %.5g · %s"), wanted, quantity->name);
    }
}

/* How the value enters χ², and what its σ is. */
static void
explain_value (VitTermCard *self, const VitTerm *term)
{
  gboolean thermal = vit_value_term_get_form (term) == VIT_VALUE_BOLTZMANN;

  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->schedule),
      thermal ? _ ("Temperature T in K over the run: moves are accepted as at this temperature, by E/kT. "
                   "Drag the ends or “now”; double-click to type.")
              : _ ("σ, what the value may be off by, over the run. Drag the ends or “now”; double-click to type."));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->weight),
                               thermal ? _ ("Weight w of the energy in χ² = 2 w E/kT (logarithmic)")
                                       : _ ("Weight w of this value in χ² = w (value − wanted)²/σ² (logarithmic)"));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->numbers),
      thermal ? _ ("χ²: 2 w E/kT of all atoms, E counted from the reference; negative below it. The share of the "
                   "proposals that reached this term and that it rejected")
              : _ ("χ²: w (value − wanted)²/σ²; the share of the proposals that reached this term and that it "
                   "rejected"));
}

static void
set_up_value (VitTermCard *self, const VitTerm *term)
{
  gboolean thermal = vit_value_term_get_form (term) == VIT_VALUE_BOLTZMANN;
  const VitQuantity *quantity = vit_value_term_get_quantity (term);
  g_autofree char *subtitle = describe_value (term);
  g_autofree char *whole = thermal ? vit_print_text (_ ("%s as at a temperature, counted from %.5g %s"), quantity->name,
                                                     vit_value_term_get_wanted (term), quantity->unit)
                                   : g_strdup (subtitle);

  self->of_value = term;
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), whole);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), quantity->name);
  gtk_widget_set_visible (GTK_WIDGET (self->value), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->agreement), FALSE);
  gtk_widget_set_visible (self->slow, vit_term_is_slow (term));
  explain_value (self, term);
  vit_schedule_editor_set_range (self->schedule, thermal ? 1 : 1e-7, thermal ? 1e6 : 1e3);
  if (thermal)
    vit_schedule_editor_set_symbol (self->schedule, "T", "K");
}

static void
name_for_readers (GtkWidget *widget, const char *what, const char *of)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", of, what);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
vit_term_card_new (VitStudy *study, int term)
{
  VitTermCard *self = g_object_new (VIT_TYPE_TERM_CARD, NULL);
  const VitFit *fit = vit_study_get_fit (study);
  const VitTerm *of = vit_annealer_get_term (fit->annealer, term);
  g_autofree char *subtitle = describe (fit, of->name, vit_data_term_get_observable (of));

  self->study = g_object_ref (study);
  self->term = term;
  gtk_label_set_text (self->title, of->name);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, of->name, -1);
  name_for_readers (GTK_WIDGET (self->enabled), _ ("counts"), of->name);
  name_for_readers (GTK_WIDGET (self->weight), _ ("weight, power of ten"), of->name);
  if (vit_value_term_get_quantity (of) != NULL)
    set_up_value (self, of);
  /* After the symbol, which names the editor by itself. */
  name_for_readers (GTK_WIDGET (self->schedule), of->kind->is_temperature ? _ ("schedule of T") : _ ("schedule of σ"),
                    of->name);
  vit_term_card_update (self, vit_study_get_live (study));
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_weight), self);
  g_signal_connect (self->enabled, "notify::active", G_CALLBACK (on_enabled), self);
  g_signal_connect (self->schedule, "changed", G_CALLBACK (on_schedule), self);
  return GTK_WIDGET (self);
}

static void
set_good (GtkLabel *label, gboolean good)
{
  if (good)
    gtk_widget_add_css_class (GTK_WIDGET (label), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "success");
}

/* Whether the value is where it is wanted, or within σ of it. */
static gboolean
is_satisfied (const VitTerm *term, const VitSnapshotTerm *now)
{
  double off = now->value - vit_value_term_get_wanted (term);

  switch (vit_value_term_get_form (term))
    {
    case VIT_VALUE_AT_LEAST:
      return off >= -now->sigma;
    case VIT_VALUE_AT_MOST:
      return off <= now->sigma;
    case VIT_VALUE_EQUAL:
      return fabs (off) <= now->sigma;
    case VIT_VALUE_BOLTZMANN:
    default:
      return FALSE;
    }
}

static void
show_value (VitTermCard *self, const VitSnapshotTerm *term, const char *chi2, double rejected)
{
  g_autofree char *numbers = term->slow ? vit_print_text (_ ("χ² %s · undoes %.0f %% of the blocks"), chi2, rejected)
                                        : vit_print_text (_ ("χ² %s · rejects %.0f %%"), chi2, rejected);
  /* The energy of a random start is astronomical. */
  g_autofree char *value = vit_print_text (fabs (term->value) < 1e4 ? "%.4f %s" : "%.4g %s", term->value,
                                           vit_value_term_get_quantity (self->of_value)->unit);

  gtk_label_set_text (self->numbers, numbers);
  gtk_label_set_text (self->value, isfinite (term->value) ? g_strchomp (value) : "–");
  set_good (self->value, isfinite (term->value) && is_satisfied (self->of_value, term));
}

static void
show_numbers (VitTermCard *self, const VitSnapshotTerm *term)
{
  double rejected = term->asked > 0 ? 100.0 * (double) term->rejected / (double) term->asked : 0;
  g_autofree char *delta2 = vit_number_text_short (term->delta2);
  g_autofree char *chi2 = vit_number_text_short (term->enabled ? term->chi2 : 0);
  g_autofree char *numbers = NULL, *r2 = NULL;

  if (self->of_value != NULL)
    {
      show_value (self, term, chi2, rejected);
      return;
    }
  numbers = vit_print_text (_ ("δ² %s · χ² %s · rejects %.0f %%"), delta2, chi2, rejected);
  gtk_label_set_text (self->numbers, numbers);
  r2 = vit_print_text ("R² %.4f", term->r2);
  gtk_label_set_text (self->agreement, isfinite (term->r2) ? r2 : "");
  set_good (self->agreement, isfinite (term->r2) && term->r2 > GOOD_R2);
}

void
vit_term_card_update (VitTermCard *self, const VitSnapshot *snapshot)
{
  const VitSnapshotTerm *term = &snapshot->terms[self->term];

  show_numbers (self, term);
  vit_schedule_editor_set_now (self->schedule, snapshot->progress, term->sigma);
  if (g_get_monotonic_time () - self->touched < HANDS_OFF)
    return;
  self->updating = TRUE;
  /* Only news: setting a switch that somebody has just clicked ends its movement before it counts. */
  if (term->enabled != self->was_enabled || !self->shown)
    gtk_switch_set_active (self->enabled, term->enabled);
  self->was_enabled = term->enabled;
  self->shown = TRUE;
  gtk_adjustment_set_value (self->adjustment, log10 (fmax (term->weight, 1e-3)));
  show_weight (self, term->weight);
  vit_schedule_editor_set_schedule (self->schedule, &term->schedule);
  gtk_widget_set_sensitive (self->controls, gtk_switch_get_active (self->enabled));
  self->updating = FALSE;
}
