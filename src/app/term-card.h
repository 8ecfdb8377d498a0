/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study.h"

#include <gtk/gtk.h>

/* The card of one term of χ²: on or off, weight, schedule of σ with "now" on it, and how well it fits. What is changed
 * here goes to the study at once. */
#define VIT_TYPE_TERM_CARD (vit_term_card_get_type ())
G_DECLARE_FINAL_TYPE (VitTermCard, vit_term_card, VIT, TERM_CARD, GtkWidget)

GtkWidget *vit_term_card_new (VitStudy *study, int term);

/* Shows what a snapshot says; controls that are being changed are left alone. */
void vit_term_card_update (VitTermCard *self, const VitSnapshot *snapshot);
