/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "recipe-draft.h"

/* Shared by the files that check and write drafts. */

/* Sets a %VIT_ERROR_INPUT. Returns: %FALSE. */
gboolean vit_draft_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Whether a text comes out of a recipe as it goes in: it is one line, and neither its end nor a # in it is cut off. */
gboolean vit_draft_check_text (const char *text, const char *what, GError **error);

/* A number as short as it can be and still be read as the same, with a point in every locale. */
void vit_draft_append_number (GString *text, double value);

/* Paths do not depend on where the recipe comes to stand. */
void vit_draft_append_path (GString *text, const char *key, const char *path);

/* The group [constraint NAME]. */
void vit_constraint_draft_append (const VitConstraintDraft *self, GString *text);
