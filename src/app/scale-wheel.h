/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Leaves the wheel to what the scale lies in: who scrolls through a panel of scales does not want to set them. */
void vit_scale_ignore_wheel (GtkWidget *scale);
