/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define VIT_APPLICATION_ID "org.vitrum.Vitrum"

/* The program: opens windows for files, and what concerns all of them. */
#define VIT_TYPE_APPLICATION (vit_application_get_type ())
G_DECLARE_FINAL_TYPE (VitApplication, vit_application, VIT, APPLICATION, AdwApplication)

VitApplication *vit_application_new (void);
