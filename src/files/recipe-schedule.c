/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-schedule.h"

#include "text-file.h"

gboolean
vit_recipe_read_schedule (const VitIniFile *ini, const char *group, const char *key, VitSchedule *schedule,
                          GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, key);
  VitSchedule read = *schedule;
  char *field[4];
  gint64 n_plateaus = 0;
  int n;
  gboolean good;

  if (!vit_ini_file_has (ini, group, key))
    return TRUE;
  n = text != NULL ? vit_split_fields (text, field, 4) : 0;
  good = n >= 1 && n <= 4 && vit_parse_double (field[0], &read.start) && read.start > 0;
  read.end = read.start;
  good = good && (n < 2 || (vit_parse_double (field[1], &read.end) && read.end > 0));
  good = good && (n < 3 || vit_schedule_kind_from_string (field[2], &read.kind));
  if (good && read.kind == VIT_SCHEDULE_PLATEAUS)
    good = n == 4 && vit_parse_integer (field[3], &n_plateaus) && n_plateaus >= 1 && n_plateaus <= 1000;
  else
    good = good && n < 4;
  if (!good)
    return vit_ini_file_set_error (ini, group, key, error,
                                   "%s: expected \"start end\" and, if wanted, geometric, linear or plateaus N", key);
  *schedule = read;
  schedule->n_plateaus = (int) n_plateaus;
  return TRUE;
}
