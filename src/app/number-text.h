/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Numbers as people read them, alike in every locale. All results are freed with g_free(). */

/* Two significant digits; powers of ten below 0.1 and from 10⁴ as such: "0.1", "0.012", "10⁻³", "2.5·10⁻⁵". */
char *vit_number_text_sigma (double value);

/* As many decimals as make differences of @step visible, U+2212 as minus: (1.2345, 0.01) "1.23". */
char *vit_number_text_near (double value, double step);

/* "850", "41,200", "1.5 million". */
char *vit_number_text_count (gint64 count);

/* Three significant digits, for χ²: "0.0123", "12.3", "4.56·10⁷". */
char *vit_number_text_short (double value);
