/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moves-table.h"
#include "move-rates.h"
#include "number-text.h"
#include "print-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Gains are said for so many proposals: those of one are hard to read. */
#define GAIN_PER 1000
/* µs; numbers that change more often cannot be read. */
#define OFTEN (190 * 1000)

typedef struct
{
  GtkWidget *share; /* an entry; a label of displacements, which are what is left */
  gboolean typing;  /* there is text in the entry that was not entered yet */
  GtkWidget *accepted;
  GtkWidget *gain;
} Row;

struct _VitMovesTable
{
  GtkWidget parent;

  VitStudy *study;
  VitMoveRates rates;
  Row rows[VIT_N_MOVE_KINDS];
  gboolean updating; /* the program itself changes an entry */
  gint64 shown;      /* when, µs */
  GtkWidget *box;
  GtkWidget *grid;
  GtkWidget *blocks;
};

G_DEFINE_FINAL_TYPE (VitMovesTable, vit_moves_table, GTK_TYPE_WIDGET)

static const char *
get_name (VitMoveKind kind)
{
  const char *const names[] = { _ ("displace"), _ ("swap"), _ ("cluster"), _ ("biased") };

  return names[kind];
}

static const char *
get_explanation (VitMoveKind kind)
{
  const char *const texts[] = {
    _ ("One atom goes to a random place nearby. These are what the other kinds leave."),
    _ ("Two atoms of different elements change places."),
    _ ("An atom and its neighbours are shifted and turned together."),
    _ ("One atom goes to a random place nearby, rather down the gradient of χ²."),
  };

  return texts[kind];
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    gtk_label_set_text (GTK_LABEL (label), text);
}

/* What a number is, to be read aloud beside it: "swap: accepted". */
static void
describe (GtkWidget *label, VitMoveKind kind, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", get_name (kind), what);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static GtkWidget *
new_label (const char *text, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static Row *
find_row (VitMovesTable *self, gpointer entry)
{
  Row *row = self->rows;

  while (row->share != entry)
    row++;
  return row;
}

static void
on_typing (GtkEntry *entry, VitMovesTable *self)
{
  find_row (self, entry)->typing = !self->updating;
}

static void
on_share (GtkEntry *entry, VitMovesTable *self)
{
  Row *row = find_row (self, entry);
  VitMoveKind kind = (VitMoveKind) (row - self->rows);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  char *end;
  double percent = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end), most;

  most = vit_study_get_live (self->study)->share[VIT_MOVE_DISPLACEMENT] + vit_study_get_live (self->study)->share[kind];
  if (end == text || *end != '\0' || !(percent >= 0 && percent <= 100 * most + 1e-9))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_widget_error_bell (GTK_WIDGET (entry));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  row->typing = FALSE;
  vit_study_set_share (self->study, kind, percent / 100);
}

static GtkWidget *
new_entry (VitMovesTable *self, VitMoveKind kind)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *name = g_strdup_printf (_ ("Share of %s moves, %%"), get_name (kind));

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 4);
  gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_tooltip_text (entry, _ ("Share of the proposals, %; Enter to set"));
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_share), self);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typing), self);
  return entry;
}

static void
add_row (VitMovesTable *self, VitMoveKind kind)
{
  Row *row = &self->rows[kind];
  GtkWidget *name = new_label (get_name (kind), 0);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, get_explanation (kind));
  row->share = kind == VIT_MOVE_DISPLACEMENT ? new_label ("", 1) : new_entry (self, kind);
  gtk_widget_add_css_class (row->share, "share");
  row->accepted = new_label ("", 1);
  row->gain = new_label ("", 1);
  describe (row->accepted, kind, _ ("accepted"));
  describe (row->gain, kind, _ ("gain"));
  gtk_grid_attach (GTK_GRID (self->grid), name, 0, 1 + (int) kind, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), row->share, 1, 1 + (int) kind, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), row->accepted, 2, 1 + (int) kind, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), row->gain, 3, 1 + (int) kind, 1, 1);
}

static void
add_titles (VitMovesTable *self)
{
  const char *const titles[] = { _ ("share, %"), _ ("accepted"), _ ("gain") };
  const char *const texts[] = {
    _ ("Of the proposals"),
    _ ("Of the proposals of the kind, lately"),
    _ ("By how much the accepted ones lowered χ², for each thousand proposals of the kind, lately. Near equilibrium "
       "it comes to nothing."),
  };

  for (int k = 0; k < 3; k++)
    {
      GtkWidget *title = new_label (titles[k], 1);

      gtk_widget_add_css_class (title, "dim-label");
      gtk_widget_set_tooltip_text (title, texts[k]);
      gtk_grid_attach (GTK_GRID (self->grid), title, 1 + k, 0, 1, 1);
    }
}

static void
vit_moves_table_init (VitMovesTable *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  self->blocks = new_label ("", 0);
  gtk_widget_add_css_class (self->blocks, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->blocks), TRUE);
  gtk_widget_set_tooltip_text (self->blocks,
                               _ ("Slow terms are asked once in a block of moves, which they let stand or "
                                  "undo as a whole; gains of moves that were undone are counted too"));
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_box_append (GTK_BOX (self->box), self->blocks);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_titles (self);
}

static void
vit_moves_table_dispose (GObject *object)
{
  VitMovesTable *self = VIT_MOVES_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->study);
  G_OBJECT_CLASS (vit_moves_table_parent_class)->dispose (object);
}

static void
vit_moves_table_class_init (VitMovesTableClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vit_moves_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

void
vit_moves_table_set_study (VitMovesTable *self, VitStudy *study)
{
  const VitSnapshot *snapshot = vit_study_get_live (study);

  g_set_object (&self->study, study);
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    if (snapshot->can_make[kind])
      add_row (self, (VitMoveKind) kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kinds of moves"), -1);
  vit_moves_table_update (self, snapshot);
}

/* What was typed but not entered goes when the entry loses the focus. */
static void
show_share (VitMovesTable *self, Row *row, double share)
{
  gboolean focused = gtk_widget_get_state_flags (row->share) & GTK_STATE_FLAG_FOCUS_WITHIN;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3g", 100 * share);
  if (GTK_IS_LABEL (row->share))
    set_text (row->share, text);
  else if (!(focused && row->typing) && !g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (row->share))))
    {
      self->updating = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (row->share), text);
      self->updating = FALSE;
      row->typing = FALSE;
      gtk_widget_remove_css_class (row->share, "error");
    }
}

static void
show_row (VitMovesTable *self, VitMoveKind kind)
{
  double acceptance = vit_move_rates_get_acceptance (&self->rates, kind);
  double gain = vit_move_rates_get_gain (&self->rates, kind);
  g_autofree char *accepted = isfinite (acceptance)
                                  ? vit_print_text (acceptance < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * acceptance)
                                  : g_strdup ("–");
  g_autofree char *gained = vit_number_text_short (GAIN_PER * gain);

  set_text (self->rows[kind].accepted, accepted);
  set_text (self->rows[kind].gain, gained);
}

static void
show_blocks (VitMovesTable *self, const VitSnapshot *snapshot)
{
  double undone = vit_move_rates_get_undone (&self->rates);
  g_autofree char *moves = vit_number_text_count (snapshot->block);
  g_autofree char *text = isfinite (undone)
                              ? vit_print_text (_ ("blocks of %s moves: %.0f %% undone"), moves, 100 * undone)
                              : vit_print_text (_ ("blocks of %s moves"), moves);
  gboolean needed = FALSE;

  for (int t = 0; t < snapshot->n_terms; t++)
    needed |= snapshot->terms[t].slow && snapshot->terms[t].enabled;
  gtk_widget_set_visible (self->blocks, needed);
  set_text (self->blocks, text);
}

void
vit_moves_table_update (VitMovesTable *self, const VitSnapshot *snapshot)
{
  gint64 now = g_get_monotonic_time ();

  vit_move_rates_update (&self->rates, &snapshot->counts);
  if (vit_study_get_status (self->study) == VIT_RUNNER_RUNNING && now - self->shown < OFTEN)
    return;
  self->shown = now;
  for (int kind = 0; kind < VIT_N_MOVE_KINDS; kind++)
    if (self->rows[kind].share != NULL)
      {
        show_share (self, &self->rows[kind], snapshot->share[kind]);
        show_row (self, (VitMoveKind) kind);
      }
  show_blocks (self, snapshot);
}
