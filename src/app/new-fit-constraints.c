/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Constraints of a new fit, and its kinds of moves. */
#include "constraint-card.h"
#include "new-fit-private.h"

#include <glib/gi18n.h>

static void
on_remove (VitConstraintCard *card, VitNewFit *self)
{
  g_ptr_array_remove (self->constraints, card);
  gtk_box_remove (self->constraint_cards, GTK_WIDGET (card));
  vit_new_fit_update (self);
}

void
vit_new_fit_add_constraint (VitNewFit *self)
{
  VitConstraintCard *card = vit_constraint_card_new ();

  gtk_box_append (self->constraint_cards, GTK_WIDGET (card));
  g_ptr_array_add (self->constraints, card);
  g_signal_connect_object (card, "changed", G_CALLBACK (vit_new_fit_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "remove", G_CALLBACK (on_remove), self, 0);
  vit_new_fit_update (self);
}

void
vit_new_fit_draft_constraints (VitNewFit *self, VitRecipeDraft *draft)
{
  for (guint i = 0; i < self->constraints->len; i++)
    g_ptr_array_add (draft->constraints, vit_constraint_card_make_draft (self->constraints->pdata[i]));
  draft->share[VIT_MOVE_SWAP] = gtk_adjustment_get_value (self->swap_share) / 100;
  draft->share[VIT_MOVE_CLUSTER] = gtk_adjustment_get_value (self->cluster_share) / 100;
  draft->share[VIT_MOVE_BIASED] = gtk_adjustment_get_value (self->biased_share) / 100;
}

char *
vit_new_fit_find_constraint_problem (VitNewFit *self, const VitRecipeDraft *draft)
{
  for (guint i = 0; i < self->constraints->len; i++)
    {
      const char *problem = vit_constraint_card_get_problem (self->constraints->pdata[i]);

      if (problem != NULL)
        return g_strdup_printf ("%s: %s", ((VitConstraintDraft *) draft->constraints->pdata[i])->name, problem);
    }
  return NULL;
}

/* "48 % displacements, 2 % swaps, 50 % biased" */
static char *
describe_kinds (VitNewFit *self)
{
  const struct
  {
    GtkAdjustment *share;
    const char *name;
  } kinds[] = { { self->swap_share, _ ("swaps") },
                { self->cluster_share, _ ("clusters") },
                { self->biased_share, _ ("biased") } };
  GString *text = g_string_new (NULL);
  double rest = 100;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      double share = gtk_adjustment_get_value (kinds[k].share);

      rest -= share;
      if (share > 0)
        g_string_append_printf (text, ", %.3g %% %s", share, kinds[k].name);
    }
  if (rest < -1e-9)
    g_string_assign (text, _ ("More than all"));
  else
    {
      g_autofree char *first = g_strdup_printf (_ ("%.3g %% displacements"), MAX (rest, 0));

      g_string_prepend (text, first);
    }
  return g_string_free (text, FALSE);
}

void
vit_new_fit_show_constraints (VitNewFit *self, const VitComposition *composition)
{
  g_autofree char *kinds = describe_kinds (self);

  for (guint i = 0; i < self->constraints->len; i++)
    vit_constraint_card_set_sample (self->constraints->pdata[i], composition);
  gtk_widget_set_visible (GTK_WIDGET (self->constraint_cards), self->constraints->len > 0);
  adw_expander_row_set_subtitle (self->kinds_row, kinds);
}
