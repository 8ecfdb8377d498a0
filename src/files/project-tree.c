/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annealer-state.h"
#include "project.h"

const VitProjectCheckpoint *
vit_project_find_checkpoint (const GPtrArray *checkpoints, gint64 id)
{
  for (guint k = checkpoints->len; k-- > 0;)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];

      if (id > 0 ? checkpoint->id == id : checkpoint->has_state)
        return checkpoint;
    }
  return NULL;
}

gboolean
vit_project_go_back (VitProject *self, const VitProjectCheckpoint *checkpoint, VitAnnealer *annealer,
                     VitHistory *history, GError **error)
{
  g_autoptr (GBytes) state = vit_project_read_state (self, checkpoint->id, error);
  g_autoptr (VitHistory) before = NULL;

  if (state == NULL || !vit_annealer_restore (annealer, state, error))
    return FALSE;
  before = vit_project_read_history (self, checkpoint->branch, checkpoint->moves, error);
  if (before == NULL)
    return FALSE;
  vit_history_append (history, before);
  return TRUE;
}

/* Whether it is the newest of its branch: what comes next then belongs to the same branch. */
static gboolean
is_newest (const GPtrArray *checkpoints, const VitProjectCheckpoint *checkpoint)
{
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *other = checkpoints->pdata[k];

      if (other->branch == checkpoint->branch && other->id > checkpoint->id)
        return FALSE;
    }
  return TRUE;
}

void
vit_project_continue (const GPtrArray *checkpoints, const VitProjectCheckpoint *from, VitRunnerOptions *options)
{
  for (guint k = 0; k < checkpoints->len; k++)
    {
      const VitProjectCheckpoint *checkpoint = checkpoints->pdata[k];

      options->last_id = MAX (options->last_id, checkpoint->id);
      options->last_branch = MAX (options->last_branch, checkpoint->branch);
    }
  options->branch = from->branch;
  options->parent = from->parent;
  if (!is_newest (checkpoints, from))
    {
      options->branch = ++options->last_branch;
      options->parent = from->id;
      options->new_branch = TRUE;
    }
}
