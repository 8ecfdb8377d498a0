/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * VitHold:
 *
 * Something on another thread that the program waits for before it ends. On the main thread only.
 */
typedef struct _VitHold VitHold;

VitHold *vit_hold_new (void);

/* It was told to end: the program now waits a few seconds more, and no longer. */
void vit_hold_limit (VitHold *self);

/* It has ended. */
void vit_hold_free (VitHold *self);
