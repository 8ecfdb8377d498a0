/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-recipe-text.h"

#include "error.h"
#include "test-folder.h"
#include "test-support.h"

#include <string.h>

const char *const vit_test_recipe_lines[VIT_TEST_RECIPE_LINES] = {
  "[structure]",                    /* 1 */
  "composition = Cu64Zr36",         /* 2 */
  "atoms = 300",                    /* 3 */
  "density = 0.0615",               /* 4 */
  "closest = Cu-Cu 2.0, Cu-Zr 2.2", /* 5 */
  "",                               /* 6 */
  "[run]",                          /* 7 */
  "moves = 1e5",                    /* 8 */
  "",                               /* 9 */
  "[data X-ray S(q)]",              /* 10 */
  "type = xray-sq",                 /* 11 */
  "file = sq.dat",                  /* 12 */
  "",                               /* 13 */
  "[data Cu K]",                    /* 14 */
  "type = exafs",                   /* 15 */
  "target = glass.xyz",             /* 16 */
  "edge = Cu-K",                    /* 17 */
  "feff = ../feff",                 /* 18 */
  "",                               /* 19 */
  "[data g(r)]",                    /* 20 */
  "type = rdf",                     /* 21 */
  "target = /somewhere/glass.xyz",  /* 22 */
  "",                               /* 23 */
};

#define FILE_NAME "recipe.ini"

const char *vit_test_recipe_folder;
const char *vit_test_recipe_path;

char *
vit_test_recipe_text (guint line, const char *text, const char *end)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 1; i <= VIT_TEST_RECIPE_LINES; i++)
    g_string_append_printf (all, "%s%s", i == line ? text : vit_test_recipe_lines[i - 1], end);
  return g_strdup (all->str);
}

VitRecipe *
vit_test_recipe_try (const char *text, gssize length, GError **error)
{
  return vit_recipe_read (vit_test_folder_write_bytes (FILE_NAME, text, length), error);
}

VitRecipe *
vit_test_recipe_try_with_paths (const char *text, GError **error)
{
  g_autofree char *small = vit_test_path ("tests/data/small.xyz"), *feff = vit_test_path ("data/feff");
  g_autoptr (GString) whole = g_string_new (text);

  g_string_replace (whole, "$SMALL", small, 0);
  g_string_replace (whole, "$FEFF", feff, 0);
  return vit_test_recipe_try (whole->str, -1, error);
}

VitFit *
vit_test_recipe_try_fit (const char *text, GError **error)
{
  VitRecipe *recipe = vit_test_recipe_try_with_paths (text, error);

  return recipe != NULL ? vit_fit_new (recipe, error) : NULL;
}

void
vit_test_recipe_refused (const char *text, int expected_line, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = vit_test_recipe_try (text, -1, &error);

  if (recipe != NULL)
    g_error ("expected an error in line %d with “%s”, but it was read", expected_line, part);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  vit_test_assert_message (error, vit_test_recipe_path, expected_line, part);
}

VitRecipe *
vit_test_recipe_write_and_read (const VitRecipeDraft *draft, const char *path)
{
  g_autoptr (GError) error = NULL;
  VitRecipe *recipe;

  vit_recipe_draft_write (draft, path, &error);
  g_assert_no_error (error);
  recipe = vit_recipe_read (path, &error);
  g_assert_no_error (error);
  return recipe;
}

void
vit_test_recipe_set_up (void)
{
  vit_test_recipe_folder = vit_test_folder_make ("recipe");
  vit_test_recipe_path = vit_test_folder_path (FILE_NAME);
}

void
vit_test_recipe_tear_down (void)
{
  vit_test_folder_remove ();
}
