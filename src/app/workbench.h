/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study-view.h"

#include <adwaita.h>

/* The window of one study, or of the start page. */
#define VIT_TYPE_WORKBENCH (vit_workbench_get_type ())
G_DECLARE_FINAL_TYPE (VitWorkbench, vit_workbench, VIT, WORKBENCH, AdwApplicationWindow)

VitWorkbench *vit_workbench_new (AdwApplication *application);

/* Opens a project, or a recipe as a project that has no name yet, in place of what is open. */
void vit_workbench_open (VitWorkbench *self, const char *path);

/* A demo, whose run begins, and which is not among the recent files. */
void vit_workbench_open_and_run (VitWorkbench *self, const char *path);

/* A window without a study. */
gboolean vit_workbench_is_empty (VitWorkbench *self);
