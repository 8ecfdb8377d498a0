/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule.h"

#include <math.h>

static const char *const kind_names[] = { "geometric", "linear", "plateaus" };

double
vit_schedule_get_value (const VitSchedule *self, double progress)
{
  double p = CLAMP (progress, 0, 1);

  switch (self->kind)
    {
    case VIT_SCHEDULE_LINEAR:
      return self->start + (self->end - self->start) * p;
    case VIT_SCHEDULE_PLATEAUS:
      if (self->n_plateaus < 2)
        return self->end;
      p = fmin (floor (p * self->n_plateaus), self->n_plateaus - 1) / (self->n_plateaus - 1);
      return self->start * pow (self->end / self->start, p);
    case VIT_SCHEDULE_GEOMETRIC:
    default:
      return self->start * pow (self->end / self->start, p);
    }
}

const char *
vit_schedule_kind_to_string (VitScheduleKind kind)
{
  return kind_names[kind];
}

gboolean
vit_schedule_kind_from_string (const char *text, VitScheduleKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_ascii_strcasecmp (text, kind_names[i]) == 0)
      {
        *kind = (VitScheduleKind) i;
        return TRUE;
      }
  return FALSE;
}
