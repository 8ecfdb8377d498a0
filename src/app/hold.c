/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hold.h"

/* How long something that was told to end is waited for, s. */
#define PATIENCE 3

struct _VitHold
{
  GApplication *application; /* (nullable): there is none in tests, and none once it is let go */
  guint limit;
};

VitHold *
vit_hold_new (void)
{
  VitHold *self = g_new0 (VitHold, 1);

  self->application = g_application_get_default ();
  if (self->application != NULL)
    g_application_hold (self->application);
  return self;
}

static void
let_go (VitHold *self)
{
  if (self->application != NULL)
    g_application_release (self->application);
  self->application = NULL;
}

static gboolean
on_limit (gpointer data)
{
  VitHold *self = data;

  self->limit = 0;
  let_go (self);
  return G_SOURCE_REMOVE;
}

void
vit_hold_limit (VitHold *self)
{
  if (self->limit == 0)
    self->limit = g_timeout_add_seconds (PATIENCE, on_limit, self);
}

void
vit_hold_free (VitHold *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->limit, g_source_remove);
  let_go (self);
  g_free (self);
}
