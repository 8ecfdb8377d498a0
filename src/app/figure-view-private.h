/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-view.h"

/* For tests only. */

/* What the key of @keyval does to a view that has the focus. Returns: whether it does anything. */
gboolean vit_figure_view_press_key (VitFigureView *self, guint keyval);

/* What the readout at the crosshair or at the bar says, on one line; NULL if there is none. Free with g_free(). */
char *vit_figure_view_read (VitFigureView *self);
