/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A range low:high, or low:high:step. step 0: as the data have it. */
typedef struct
{
  double low;
  double high;
  double step;
} VitRange;

/**
 * vit_range_parse:
 * @text: "0.6:20", "0.6:20:0.05"
 *
 * Returns: whether it is a range with 0 ≤ low < high and step ≥ 0.
 */
gboolean vit_range_parse (const char *text, VitRange *range);

/* Number of points of a range with a step: low, low + step … up to high (with a hair's breadth to spare). */
gsize vit_range_get_n (const VitRange *range);

/* Those points (free with g_free()). */
double *vit_range_get_points (const VitRange *range);
