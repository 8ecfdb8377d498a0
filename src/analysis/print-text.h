/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * vit_print_text:
 *
 * g_strdup_printf() for texts that are read: a hyphen before a number becomes the minus sign (U+2212). Hyphens between
 * letters stay. Free with g_free().
 */
char *vit_print_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
