/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "constraint-card.h"
#include "row-style.h"

#include "error.h"
#include "file-dialog.h"
#include "potential.h"

#include <glib/gi18n.h>
#include <string.h>

struct _VitConstraintCard
{
  AdwPreferencesGroup parent;
  AdwComboRow *kind_row, *potential_row, *pair_row, *centre_row, *form_row;
  GtkStringList *potentials, *pairs, *centres;
  GtkEditable *class_row, *cutoff_row, *wanted_row, *schedule_row, *name_row, *weight_row;
  GtkSwitch *fitted;

  VitComposition composition;
  char **offered;     /* potentials by name */
  char *file;         /* potential by path, offered last */
  VitEam *eam;        /* what is in that file */
  char *file_problem; /* why that is nothing */
  char *problem;
  gboolean named, cutoff_set; /* by the user */
  int updating;               /* changes that are not the user's are under way */
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitConstraintCard, vit_constraint_card, ADW_TYPE_PREFERENCES_GROUP)

static VitConstraintKind
get_kind (VitConstraintCard *self)
{
  return (VitConstraintKind) adw_combo_row_get_selected (self->kind_row);
}

static char *
get_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static const char *
get_potential (VitConstraintCard *self)
{
  guint selected = adw_combo_row_get_selected (self->potential_row), n = g_strv_length (self->offered);

  if (selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return selected < n ? self->offered[selected] : self->file;
}

VitConstraintDraft *
vit_constraint_card_make_draft (VitConstraintCard *self)
{
  VitConstraintDraft *draft = g_new0 (VitConstraintDraft, 1);

  draft->kind = get_kind (self);
  draft->form = draft->kind == VIT_CONSTRAINT_ENERGY ? VIT_VALUE_BOLTZMANN
                                                     : (VitValueForm) adw_combo_row_get_selected (self->form_row);
  draft->name = get_text (self->name_row);
  draft->potential = g_strdup (get_potential (self));
  draft->pair = g_strdup (vit_combo_row_get_text (self->pair_row));
  draft->centre = g_strdup (vit_combo_row_get_text (self->centre_row));
  draft->class = get_text (self->class_row);
  draft->cutoff = get_text (self->cutoff_row);
  draft->wanted = get_text (self->wanted_row);
  draft->schedule = get_text (self->schedule_row);
  draft->weight = get_text (self->weight_row);
  draft->watched = !gtk_switch_get_active (self->fitted);
  return draft;
}

const char *
vit_constraint_card_get_problem (VitConstraintCard *self)
{
  return self->problem;
}

/* Shows at its row what is wrong; nothing of an entry that is still empty. */
static void
show_problem (VitConstraintCard *self, const char *field)
{
  gboolean thermal = get_kind (self) == VIT_CONSTRAINT_ENERGY;
  const struct
  {
    const char *field;
    gpointer row;
    const char *title;
  } rows[] = { { "potential", self->potential_row, _ ("Potential") },
               { "pair", self->pair_row, _ ("Pair: centre and neighbour") },
               { "centre", self->centre_row, _ ("Atoms in the centre") },
               { "class", self->class_row, _ ("Voronoi index n3, n4, n5, n6") },
               { "cutoff", self->cutoff_row, _ ("Cut-off, Å") },
               { "wanted", self->wanted_row, _ ("Value") },
               { "schedule", self->schedule_row,
                 thermal ? _ ("Temperature at the start and at the end, K") : _ ("σ at the start and at the end") },
               { "name", self->name_row, _ ("Name") },
               { "weight", self->weight_row, _ ("Weight") } };
  const char *words = self->problem != NULL ? strstr (self->problem, "expected ") : NULL;

  words = words != NULL ? words : self->problem;
  for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      gboolean wrong = self->problem != NULL && g_strcmp0 (rows[k].field, field) == 0;

      if (wrong && GTK_IS_EDITABLE (rows[k].row) && *gtk_editable_get_text (rows[k].row) == '\0')
        wrong = FALSE;
      vit_row_set_problem (rows[k].row, rows[k].title, wrong ? words : NULL);
    }
}

/* Whether there is a potential, and it holds the elements. Names are offered only if theirs does. */
static gboolean
check_potential (VitConstraintCard *self, GError **error)
{
  const char *potential = get_potential (self);
  int index[VIT_MAX_SPECIES];

  if (potential == NULL)
    g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT,
                         self->composition.n == 0 ? _ ("expected the elements of the sample, to offer potentials for")
                                                  : _ ("expected a file: none is known for these elements"));
  else if (potential == self->file && self->file_problem != NULL)
    g_set_error_literal (error, VIT_ERROR, VIT_ERROR_INPUT, self->file_problem);
  else
    return potential != self->file
           || vit_eam_find_elements (self->eam, self->composition.n, self->composition.element, index, error);
  return FALSE;
}

static void
judge (VitConstraintCard *self)
{
  g_autoptr (VitConstraintDraft) draft = vit_constraint_card_make_draft (self);
  g_autoptr (GError) error = NULL;
  const char *field = "potential";

  g_clear_pointer (&self->problem, g_free);
  if (draft->kind != VIT_CONSTRAINT_ENERGY || check_potential (self, &error))
    vit_constraint_draft_check (draft, &self->composition, &field, &error);
  self->problem = error != NULL ? g_strdup (error->message) : NULL;
  show_problem (self, field);
}

static void
set_text (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
show_rows (VitConstraintCard *self)
{
  VitConstraintKind kind = get_kind (self);
  gboolean pair = kind == VIT_CONSTRAINT_COORDINATION || kind == VIT_CONSTRAINT_CHEMICAL_ORDER;

  gtk_widget_set_visible (GTK_WIDGET (self->potential_row), kind == VIT_CONSTRAINT_ENERGY);
  gtk_widget_set_visible (GTK_WIDGET (self->pair_row), pair);
  gtk_widget_set_visible (GTK_WIDGET (self->cutoff_row), pair);
  gtk_widget_set_visible (GTK_WIDGET (self->class_row), kind == VIT_CONSTRAINT_VORONOI_CLASS);
  gtk_widget_set_visible (GTK_WIDGET (self->centre_row), kind == VIT_CONSTRAINT_VORONOI_CLASS);
  gtk_widget_set_visible (GTK_WIDGET (self->form_row), kind != VIT_CONSTRAINT_ENERGY);
  gtk_widget_set_visible (GTK_WIDGET (self->wanted_row), kind != VIT_CONSTRAINT_ENERGY);
}

/* Name and cut-off as they would be, unless the user gave others, and what is wrong. */
static void
update (VitConstraintCard *self)
{
  g_autoptr (VitConstraintDraft) draft = vit_constraint_card_make_draft (self);
  g_autofree char *name = vit_constraint_draft_make_name (draft), *title = NULL;
  g_autofree char *cutoff = vit_constraint_draft_suggest_cutoff (draft->kind, draft->pair, &self->composition);

  self->updating++;
  if (!self->named)
    set_text (self->name_row, name);
  if (!self->cutoff_set)
    set_text (self->cutoff_row, cutoff);
  self->updating--;
  show_rows (self);
  judge (self);
  title = g_markup_escape_text (gtk_editable_get_text (self->name_row), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
}

static void
on_change (VitConstraintCard *self)
{
  if (self->updating > 0)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_name (VitConstraintCard *self)
{
  /* Also if it is empty: who types another begins so. */
  self->named |= self->updating == 0;
  on_change (self);
}

static void
on_cutoff (VitConstraintCard *self)
{
  self->cutoff_set |= self->updating == 0;
  on_change (self);
}

/* @selected: unless what was selected before is there still */
static void
set_choices (AdwComboRow *row, GtkStringList *list, GPtrArray *texts, guint selected)
{
  const char *old = vit_combo_row_get_text (row);

  for (guint i = 0; i < texts->len; i++)
    if (g_strcmp0 (texts->pdata[i], old) == 0)
      selected = i;
  g_ptr_array_add (texts, NULL);
  vit_combo_row_set_choices (row, list, (const char *const *) texts->pdata, selected);
}

/* "Cu-Zr" is Zr round Cu; unlike ones to begin with. Of coordination either may be any. */
static void
show_elements (VitConstraintCard *self)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free),
                        centres = g_ptr_array_new_with_free_func (g_free);
  const VitComposition *sample = &self->composition;
  int any = get_kind (self) == VIT_CONSTRAINT_COORDINATION && sample->n > 0 ? 1 : 0;

  for (int a = 0; a < sample->n; a++)
    g_ptr_array_add (centres, g_strdup (sample->element[a]->symbol));
  g_ptr_array_add (centres, g_strdup ("all"));
  for (int a = 0; a < sample->n + any; a++)
    for (int b = 0; b < sample->n + any; b++)
      g_ptr_array_add (pairs, g_strdup_printf ("%s-%s", (char *) centres->pdata[a], (char *) centres->pdata[b]));
  set_choices (self->pair_row, self->pairs, pairs, sample->n > 1 ? 1 : 0);
  set_choices (self->centre_row, self->centres, centres, 0);
}

static void
show_potentials (VitConstraintCard *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (char **name = self->offered; *name != NULL; name++)
    g_ptr_array_add (names, g_strdup (*name));
  if (self->file != NULL)
    g_ptr_array_add (names, g_filename_display_basename (self->file));
  set_choices (self->potential_row, self->potentials, names, 0);
}

/* What is usual for the kind. */
static void
set_defaults (VitConstraintCard *self)
{
  g_autoptr (VitConstraintDraft) draft = vit_constraint_draft_new (get_kind (self), &self->composition);

  self->cutoff_set = FALSE;
  set_text (self->schedule_row, draft->schedule);
  set_text (self->wanted_row, "");
  set_text (self->class_row, draft->class);
  if (draft->form != VIT_VALUE_BOLTZMANN)
    adw_combo_row_set_selected (self->form_row, draft->form);
}

static void
on_kind (VitConstraintCard *self)
{
  if (self->updating > 0)
    return;
  self->updating++;
  set_defaults (self);
  show_elements (self);
  self->updating--;
  on_change (self);
}

void
vit_constraint_card_set_kind (VitConstraintCard *self, VitConstraintKind kind)
{
  adw_combo_row_set_selected (self->kind_row, kind);
}

void
vit_constraint_card_set_sample (VitConstraintCard *self, const VitComposition *composition)
{
  gboolean same = composition->n == self->composition.n;

  for (int e = 0; same && e < composition->n; e++)
    same = composition->element[e] == self->composition.element[e];
  self->composition = *composition;
  /* A composition that is being typed is none for a while: what was chosen stays. */
  if (same || composition->n == 0)
    return;
  g_strfreev (self->offered);
  self->offered = vit_potential_list (composition->n, composition->element);
  self->updating++;
  show_elements (self);
  show_potentials (self);
  self->updating--;
  update (self);
}

void
vit_constraint_card_set_potential (VitConstraintCard *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_free (self->file);
  g_free (self->file_problem);
  vit_eam_free (self->eam);
  self->file = g_strdup (path);
  /* Half a megabyte at most: not worth a thread. */
  self->eam = vit_potential_read ((const char *const[]){ path, NULL }, &error);
  self->file_problem = error != NULL ? g_strdup (error->message) : NULL;
  self->updating++;
  show_potentials (self);
  adw_combo_row_set_selected (self->potential_row, g_strv_length (self->offered));
  self->updating--;
  on_change (self);
}

static void
on_file (GtkNativeDialog *dialog, int response, VitConstraintCard *self)
{
  g_autofree char *path = vit_file_dialog_end (dialog, response);

  if (path != NULL)
    vit_constraint_card_set_potential (self, path);
}

static void
on_choose (VitConstraintCard *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Embedded-atom potential"),
                                                              GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file), self, 0);
  vit_file_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_remove (VitConstraintCard *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
vit_constraint_card_dispose (GObject *object)
{
  VIT_CONSTRAINT_CARD (object)->updating++;
  G_OBJECT_CLASS (vit_constraint_card_parent_class)->dispose (object);
}

static void
vit_constraint_card_finalize (GObject *object)
{
  VitConstraintCard *self = VIT_CONSTRAINT_CARD (object);

  g_strfreev (self->offered);
  g_free (self->file);
  g_free (self->file_problem);
  vit_eam_free (self->eam);
  g_free (self->problem);
  G_OBJECT_CLASS (vit_constraint_card_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget, VitConstraintCard, name)
#define BIND_CALLBACK(name) gtk_widget_class_bind_template_callback (widget, name)

static void
bind_template (GtkWidgetClass *widget)
{
  gtk_widget_class_set_template_from_resource (widget, "/org/vitrum/Vitrum/constraint-card.ui");
  BIND (kind_row);
  BIND (potential_row);
  BIND (potentials);
  BIND (pair_row);
  BIND (pairs);
  BIND (centre_row);
  BIND (centres);
  BIND (form_row);
  BIND (class_row);
  BIND (cutoff_row);
  BIND (wanted_row);
  BIND (schedule_row);
  BIND (name_row);
  BIND (weight_row);
  BIND (fitted);
  BIND_CALLBACK (on_kind);
  BIND_CALLBACK (on_change);
  BIND_CALLBACK (on_name);
  BIND_CALLBACK (on_cutoff);
  BIND_CALLBACK (on_choose);
  BIND_CALLBACK (on_remove);
}

static void
vit_constraint_card_class_init (VitConstraintCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vit_constraint_card_dispose;
  G_OBJECT_CLASS (class)->finalize = vit_constraint_card_finalize;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[CHANGED]
      = g_signal_new ("changed", VIT_TYPE_CONSTRAINT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE]
      = g_signal_new ("remove", VIT_TYPE_CONSTRAINT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vit_constraint_card_init (VitConstraintCard *self)
{
  self->updating++;
  self->offered = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_defaults (self);
  show_elements (self);
  self->updating--;
  update (self);
}

VitConstraintCard *
vit_constraint_card_new (void)
{
  return g_object_new (VIT_TYPE_CONSTRAINT_CARD, NULL);
}
