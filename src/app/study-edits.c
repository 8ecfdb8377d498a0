/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of a study, and how they are taken back. */
#include "study-private.h"

static VitEdit
get_value (VitStudy *self, VitEditKind kind, int term)
{
  VitEdit value = { .kind = kind, .term = term };

  switch (kind)
    {
    case VIT_EDIT_WEIGHT:
      value.number = self->live->terms[term].weight;
      break;
    case VIT_EDIT_ENABLED:
      value.number = self->live->terms[term].enabled;
      break;
    case VIT_EDIT_SCHEDULE:
      value.schedule = self->live->terms[term].schedule;
      break;
    case VIT_EDIT_STEP_SIZE:
      value.number = self->live->step;
      break;
    case VIT_EDIT_SHARE:
      value.number = self->live->share[term];
      break;
    default:
      value.number = (double) self->live->n_moves;
    }
  return value;
}

static void
send (VitStudy *self, const VitEdit *value)
{
  switch (value->kind)
    {
    case VIT_EDIT_WEIGHT:
      vit_runner_set_weight (self->runner, value->term, value->number);
      break;
    case VIT_EDIT_ENABLED:
      vit_runner_set_enabled (self->runner, value->term, value->number != 0);
      break;
    case VIT_EDIT_SCHEDULE:
      vit_runner_set_schedule (self->runner, value->term, &value->schedule);
      break;
    case VIT_EDIT_STEP_SIZE:
      vit_runner_set_step_size (self->runner, value->number);
      break;
    case VIT_EDIT_SHARE:
      vit_runner_set_share (self->runner, (VitMoveKind) value->term, value->number);
      break;
    default:
      vit_runner_set_n_moves (self->runner, (gint64) value->number);
    }
  vit_study_wake (self);
  vit_study_emit (self, VIT_STUDY_EDITED);
}

static void
edit (VitStudy *self, const VitEdit *value)
{
  VitEdit before = get_value (self, value->kind, value->term);

  vit_edits_add (self->edits, &before, value);
  send (self, value);
}

void
vit_study_set_weight (VitStudy *self, int term, double weight)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_WEIGHT, .term = term, .number = weight });
}

void
vit_study_set_weights (VitStudy *self, const double *weights)
{
  gboolean joined = FALSE;

  for (int t = 0; t < self->live->n_terms; t++)
    if (self->live->terms[t].enabled && weights[t] > 0)
      {
        edit (self, &(VitEdit){ .kind = VIT_EDIT_WEIGHT, .term = t, .number = weights[t], .joined = joined });
        joined = TRUE;
      }
}

void
vit_study_set_enabled (VitStudy *self, int term, gboolean enabled)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_ENABLED, .term = term, .number = enabled });
}

void
vit_study_set_schedule (VitStudy *self, int term, const VitSchedule *schedule)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_SCHEDULE, .term = term, .schedule = *schedule });
}

void
vit_study_set_step_size (VitStudy *self, double step)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_STEP_SIZE, .term = -1, .number = step });
}

void
vit_study_set_share (VitStudy *self, VitMoveKind kind, double share)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_SHARE, .term = (int) kind, .number = share });
}

void
vit_study_set_n_moves (VitStudy *self, gint64 n_moves)
{
  edit (self, &(VitEdit){ .kind = VIT_EDIT_N_MOVES, .term = -1, .number = (double) n_moves });
}

gboolean
vit_study_can_undo (VitStudy *self)
{
  return vit_edits_can_undo (self->edits);
}

gboolean
vit_study_can_redo (VitStudy *self)
{
  return vit_edits_can_redo (self->edits);
}

void
vit_study_undo (VitStudy *self)
{
  const VitEdit *value;
  gboolean more = TRUE;

  while (more && (value = vit_edits_undo (self->edits, &more)) != NULL)
    send (self, value);
}

void
vit_study_redo (VitStudy *self)
{
  const VitEdit *value;
  gboolean more = TRUE;

  while (more && (value = vit_edits_redo (self->edits, &more)) != NULL)
    send (self, value);
}
