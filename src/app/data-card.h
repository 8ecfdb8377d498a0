/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "recipe-draft.h"

#include <adwaita.h>

/**
 * VitDataCard:
 *
 * A data set of a new fit: its file, how it is read with the curve drawn, and how it is fitted. Signals: `changed`
 * after every change, also when a file was read; `remove` when the user asks for that.
 */
#define VIT_TYPE_DATA_CARD (vit_data_card_get_type ())
G_DECLARE_FINAL_TYPE (VitDataCard, vit_data_card, VIT, DATA_CARD, AdwPreferencesGroup)

VitDataCard *vit_data_card_new (void);

/* Takes a file of data; what it is is guessed from it. */
void vit_data_card_set_file (VitDataCard *self, const char *path);
const char *vit_data_card_get_file (VitDataCard *self);

void vit_data_card_set_kind (VitDataCard *self, VitDataKind kind);
VitDataKind vit_data_card_get_kind (VitDataCard *self);

/* Takes a folder of FEFF paths. */
void vit_data_card_set_feff (VitDataCard *self, const char *path);
const char *vit_data_card_get_feff (VitDataCard *self);

/**
 * vit_data_card_set_sample:
 * @composition: the elements, which edges and pairs are of; with n = 0 if they are not known
 * @density: atoms per Å³, for G(r); 0 if not known
 */
void vit_data_card_set_sample (VitDataCard *self, const VitComposition *composition, double density);

/* The data set as it stands (free with vit_data_draft_free()). */
VitDataDraft *vit_data_card_make_draft (VitDataCard *self);

/* What keeps the file or its FEFF paths from being read, or is wrong in an entry; %NULL if nothing does. */
const char *vit_data_card_get_problem (VitDataCard *self);
