/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* How long the main loop does not come round, which is how long the window does not answer. Measured only where the
 * environment variable VITRUM_MEASURE_STALLS names a file for the figures; from when the first window was drawn. */

/* To be called before the main loop runs. */
void vit_stall_meter_start (void);

/* What a window takes to lay itself out and draw is counted apart. */
void vit_stall_meter_watch (GtkWidget *window);

/* Writes the figures as lines "name = milliseconds". */
void vit_stall_meter_finish (void);
