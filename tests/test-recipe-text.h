/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fit.h"
#include "recipe-draft.h"
#include "recipe.h"

/* What the tests of recipes share: a recipe as text, of which lines are replaced, or as a draft, written to a file and
 * read. */

#define VIT_TEST_RECIPE_LINES 23

/* A recipe with every kind of group; its lines are numbered from 1. */
extern const char *const vit_test_recipe_lines[VIT_TEST_RECIPE_LINES];

extern const char *vit_test_recipe_folder; /* a temporary one */
extern const char *vit_test_recipe_path;   /* of the recipe that is written anew by each test */

void vit_test_recipe_set_up (void);
void vit_test_recipe_tear_down (void);

/* The recipe with another text instead of one line (0: none) and the given line end. */
char *vit_test_recipe_text (guint line, const char *text, const char *end);

/* Writes a text, of @length bytes or to its end if below 0, and reads it. */
VitRecipe *vit_test_recipe_try (const char *text, gssize length, GError **error);

/* Writes a text in which $SMALL stands for the path of tests/data/small.xyz and $FEFF for that of data/feff, and reads
 * it. */
VitRecipe *vit_test_recipe_try_with_paths (const char *text, GError **error);

/* The fit of such a text. */
VitFit *vit_test_recipe_try_fit (const char *text, GError **error);

/* @expected_line 0: the message names the file only, since what is missing has no line. */
void vit_test_recipe_refused (const char *text, int expected_line, const char *part);

/* A draft as a recipe, written to @path and read back without an error. */
VitRecipe *vit_test_recipe_write_and_read (const VitRecipeDraft *draft, const char *path);
