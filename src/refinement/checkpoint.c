/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checkpoint.h"

const char *
vit_checkpoint_reason_name (VitCheckpointReason reason)
{
  static const char *const names[] = { "start", "timer", "pause", "change", "end" };

  return names[reason];
}

void
vit_checkpoint_free (VitCheckpoint *self)
{
  if (self == NULL)
    return;
  g_free (self->note);
  g_clear_pointer (&self->state, g_bytes_unref);
  vit_history_free (self->rows);
  g_free (self);
}
