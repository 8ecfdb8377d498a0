/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scale.h"

/**
 * VitTicks:
 * @n_major, @major, @labels: where numbers stand at an axis, ascending, and their text
 * @n_minor, @minor: where only a small mark stands
 *
 * Ticks of one axis. Steps are 1, 2 or 5 times a power of ten. The text is the same in every locale: a decimal point,
 * U+2212 as minus, as many decimals in all labels of an axis, superscripts (10⁻³) where plain numbers would be long.
 */
typedef struct
{
  gsize n_major;
  double *major;
  char **labels;
  gsize n_minor;
  double *minor;
} VitTicks;

/**
 * vit_ticks_new:
 * @low, @high: range of the axis; any numbers, see vit_plot_scale_mend()
 * @length: of the axis
 * @spacing: wanted least distance of numbers, in the unit of @length
 *
 * At least two numbers are given wherever the range has room for them, even if they then stand closer than @spacing.
 */
VitTicks *vit_ticks_new (VitPlotScaleKind kind, double low, double high, double length, double spacing);

/* −@value and @value, a round number, with zero between them without its number. */
VitTicks *vit_ticks_new_pair (double value);
void vit_ticks_free (VitTicks *self);

/* A number as text of a tick: @decimals places, U+2212 as minus, no "−0". Free with g_free(). */
char *vit_ticks_format (double value, int decimals);

/* 10 to a power as text: "10⁻³". Free with g_free(). */
char *vit_ticks_power_of_ten (int exponent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitTicks, vit_ticks_free)
