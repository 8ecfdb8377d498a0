/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edits.h"

/* µs */
#define ONE_CHANGE (1000 * 1000)

typedef struct
{
  VitEdit before, after;
  gint64 time; /* of the last value */
} Change;

struct _VitEdits
{
  GArray *changes;
  guint n_done; /* those before can be taken back, the others made again */
};

VitEdits *
vit_edits_new (void)
{
  VitEdits *self = g_new0 (VitEdits, 1);

  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  return self;
}

void
vit_edits_free (VitEdits *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->changes);
  g_free (self);
}

void
vit_edits_add (VitEdits *self, const VitEdit *before, const VitEdit *after)
{
  Change change = { *before, *after, g_get_monotonic_time () };

  g_array_set_size (self->changes, self->n_done);
  if (self->n_done > 0)
    {
      Change *last = &g_array_index (self->changes, Change, self->n_done - 1);

      if (!after->joined && !last->after.joined && last->after.kind == after->kind && last->after.term == after->term
          && change.time - last->time < ONE_CHANGE)
        {
          last->after = *after;
          last->time = change.time;
          return;
        }
    }
  g_array_append_val (self->changes, change);
  self->n_done++;
}

gboolean
vit_edits_can_undo (const VitEdits *self)
{
  return self->n_done > 0;
}

gboolean
vit_edits_can_redo (const VitEdits *self)
{
  return self->n_done < self->changes->len;
}

const VitEdit *
vit_edits_undo (VitEdits *self, gboolean *more)
{
  Change *change;

  *more = FALSE;
  if (!vit_edits_can_undo (self))
    return NULL;
  change = &g_array_index (self->changes, Change, --self->n_done);
  /* What comes next is a change of its own, however soon. */
  change->time = 0;
  *more = change->after.joined;
  return &change->before;
}

const VitEdit *
vit_edits_redo (VitEdits *self, gboolean *more)
{
  Change *change;

  *more = FALSE;
  if (!vit_edits_can_redo (self))
    return NULL;
  change = &g_array_index (self->changes, Change, self->n_done++);
  change->time = 0;
  *more = vit_edits_can_redo (self) && g_array_index (self->changes, Change, self->n_done).after.joined;
  return &change->after;
}
