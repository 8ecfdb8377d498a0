/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What undo and redo give back. */
#include "edits.h"

static void
add (VitEdits *edits, int term, double before, double after, gboolean joined)
{
  const VitEdit old = { .kind = VIT_EDIT_WEIGHT, .term = term, .number = before };
  const VitEdit new = { .kind = VIT_EDIT_WEIGHT, .term = term, .number = after, .joined = joined };

  vit_edits_add (edits, &old, &new);
}

/* What vit_edits_undo() or vit_edits_redo() gives. */
static void
assert_next (const VitEdit *(*next) (VitEdits *, gboolean *), VitEdits *edits, int term, double number, gboolean more)
{
  gboolean found;
  const VitEdit *edit = next (edits, &found);

  g_assert_nonnull (edit);
  g_assert_cmpint (edit->term, ==, term);
  g_assert_cmpfloat (edit->number, ==, number);
  g_assert_cmpint (found, ==, more);
}

/* A slider that is drawn goes through many values. */
static void
test_values_in_quick_succession_are_one (void)
{
  VitEdits *edits = vit_edits_new ();
  gboolean more;

  add (edits, 0, 1, 2, FALSE);
  add (edits, 0, 2, 3, FALSE);
  add (edits, 1, 1, 5, FALSE);
  assert_next (vit_edits_undo, edits, 1, 1, FALSE);
  assert_next (vit_edits_undo, edits, 0, 1, FALSE);
  g_assert_null (vit_edits_undo (edits, &more));
  assert_next (vit_edits_redo, edits, 0, 3, FALSE);
  g_assert_true (vit_edits_can_redo (edits));
  add (edits, 0, 3, 4, FALSE);
  g_assert_false (vit_edits_can_redo (edits));
  assert_next (vit_edits_undo, edits, 0, 3, FALSE);
  vit_edits_free (edits);
}

static void
test_joined_edits_go_together (void)
{
  VitEdits *edits = vit_edits_new ();

  add (edits, 2, 1, 7, FALSE);
  add (edits, 0, 1, 2, FALSE);
  add (edits, 1, 1, 3, TRUE);
  add (edits, 2, 7, 4, TRUE);
  /* At once, but a change of its own. */
  add (edits, 2, 4, 5, FALSE);
  assert_next (vit_edits_undo, edits, 2, 4, FALSE);
  assert_next (vit_edits_undo, edits, 2, 7, TRUE);
  assert_next (vit_edits_undo, edits, 1, 1, TRUE);
  assert_next (vit_edits_undo, edits, 0, 1, FALSE);
  assert_next (vit_edits_redo, edits, 0, 2, TRUE);
  assert_next (vit_edits_redo, edits, 1, 3, TRUE);
  assert_next (vit_edits_redo, edits, 2, 4, FALSE);
  assert_next (vit_edits_redo, edits, 2, 5, FALSE);
  g_assert_false (vit_edits_can_redo (edits));
  vit_edits_free (edits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/values in quick succession are one", test_values_in_quick_succession_are_one);
  g_test_add_func ("/edits/joined edits go together", test_joined_edits_go_together);
  return g_test_run ();
}
