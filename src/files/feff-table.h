/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * vit_feff_scan_numbers:
 * @text: fields as Fortran writes them: apart or run together ("-1.234E+00-5.678E-01"), three-digit exponents with or
 *   without their letter ("1.2345-100")
 * @values: (out caller-allocates) (array length=max): the numbers
 * @rest: (out): where the first text that is no number begins, or the end of @text
 *
 * Returns: number of numbers before @rest, which may be above @max; only the first @max are stored. NaN, infinity and
 *   a field of stars are no numbers.
 */
int vit_feff_scan_numbers (const char *text, double *values, int max, const char **rest);
