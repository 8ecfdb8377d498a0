/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What is shown without a study: demos, a new fit, what was worked on lately. */
#define VIT_TYPE_WELCOME (vit_welcome_get_type ())
G_DECLARE_FINAL_TYPE (VitWelcome, vit_welcome, VIT, WELCOME, GtkWidget)

/* Lists recent and unsaved files again. */
void vit_welcome_refresh (VitWelcome *self);

/* The recipe of a demo ("cu64zr36"), where the program's data are; %NULL if there is none. Free with g_free(). */
char *vit_welcome_find_demo (const char *name);
