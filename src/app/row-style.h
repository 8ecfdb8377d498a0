/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Shows that what is in a row or an entry is wrong, or right again. */
void vit_row_set_error_style (gpointer widget, gboolean wrong);
