/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The window of one study. */
#define VIT_TYPE_WINDOW (vit_window_get_type ())
G_DECLARE_FINAL_TYPE (VitWindow, vit_window, VIT, WINDOW, AdwApplicationWindow)

VitWindow *vit_window_new (AdwApplication *application);
