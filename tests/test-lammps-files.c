/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-files.h"

#include "eam-energy.h"
#include "error.h"
#include "fit-constraint.h"
#include "project-pack.h"
#include "recipe.h"
#include "test-eam-support.h"
#include "test-support.h"
#include "value-term.h"

#include <glib/gstdio.h>

#define POTENTIALS "/usr/share/lammps/potentials/"

/* A recipe in a folder of its own, whose name LAMMPS must be given in quotes, beside files "own.eam.fs" and "Cu". */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
write_file (const Fixture *fixture, const char *name, const char *content, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;

  fixture->folder = g_dir_make_tmp ("vitrum $x XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "recipe.ini", NULL);
  g_assert_true (g_file_get_contents (POTENTIALS "CuZr_mm.eam.fs", &content, &length, NULL));
  write_file (fixture, "own.eam.fs", content, length);
  write_file (fixture, "Cu", "", 0);
  write_file (fixture, "2.5", "", 0);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  for (const char *const *name = (const char *const[]){ "own.eam.fs", "Cu", "2.5", "recipe.ini", NULL }; *name; name++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, *name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* Writes a recipe with these lines of a constraint. */
static void
write_recipe (const Fixture *fixture, const char *lines)
{
  g_autofree char *glass = vit_test_path ("data/glasses/cu64zr36.xyz");
  g_autofree char *text = g_strdup_printf ("[structure]\nlike = %s\n[run]\nmoves = 100\n"
                                           "[data S(q)]\ntype = xray-sq\ntarget = %s\nsigma = 0.1\n"
                                           "[constraint energy]\ntype = energy\n%s",
                                           glass, glass, lines);

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
test_files_are_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = vit_lammps_files_replace ("* * own.eam.fs Cu 2.5;1 1 eam/alloy  CuTa.eam.alloy none.eam",
                                                    fixture->folder, NULL, NULL, NULL);
  g_autofree char *expected = g_strdup_printf (
      "* * \"%s/own.eam.fs\" Cu 2.5;1 1 eam/alloy  " POTENTIALS "CuTa.eam.alloy none.eam", fixture->folder);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_recipe_refused (const Fixture *fixture, const char *lines, const char *text)
{
  g_autoptr (GError) error = NULL;

  write_recipe (fixture, lines);
  g_assert_null (vit_recipe_read (fixture->path, &error));
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, text));
}

static void
test_wrong_recipes (Fixture *fixture, gconstpointer data)
{
  assert_recipe_refused (fixture, "temperature = 300\npair-coeff = * * x\n", "expected pair-style");
  assert_recipe_refused (fixture, "temperature = 300\npair-style = eam/fs\n", "expected pair-coeff");
  assert_recipe_refused (fixture, "temperature = 300\npair-style = eam/fs\npair-coeff = * * x ;\n", "each ;");
  assert_recipe_refused (fixture, "temperature = 300\npotential = x\npair-style = eam/fs\npair-coeff = 1\n", "either");
  assert_recipe_refused (fixture, "temperature = 300\n", "pair-style");
}

/* The term that a recipe asks for. */
static VitTerm *
new_term (const char *path, const VitConfiguration *start, const VitConfiguration *target, VitModel **model)
{
  const VitModelNeeds needs = { 0 };
  VitVectorTarget targets[3];
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = vit_recipe_read (path, &error);
  VitTerm *term;

  g_assert_no_error (error);
  vit_test_vector_targets (targets);
  *model = vit_model_new (start, &needs, targets[0], &error);
  g_assert_no_error (error);
  term = vit_fit_constraint_new_term (recipe->constraints->pdata[0], *model, target, &error);
  g_assert_no_error (error);
  return term;
}

static double
our_energy (const VitConfiguration *configuration)
{
  g_autoptr (VitEam) eam = vit_test_eam ("CuZr_mm.eam.fs");
  g_autoptr (VitEamEnergy) energy = vit_eam_energy_new (eam, configuration, NULL);

  return energy->total / (double) energy->n_atoms;
}

static void
assert_term (const char *path, VitValueForm form)
{
  g_autoptr (VitConfiguration) glass = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");
  g_autoptr (VitConfiguration) other = vit_test_configuration_read ("data/glasses/cu50zr50.xyz");
  g_autoptr (VitModel) model = NULL;
  g_autoptr (VitTerm) term = new_term (path, glass, other, &model);
  g_autoptr (GError) error = NULL;

  g_assert_true (vit_term_is_slow (term));
  g_assert_true (term->kind->ask (term, model, &error));
  g_assert_cmpfloat_with_epsilon (vit_value_term_get_value (term), our_energy (glass), 1e-6);
  if (form == VIT_VALUE_BOLTZMANN)
    g_assert_cmpfloat_with_epsilon (vit_value_term_get_wanted (term), our_energy (other), 1e-6);
  else
    g_assert_cmpfloat (vit_value_term_get_wanted (term), ==, -4.4);
}

static void
test_term_as_ours (Fixture *fixture, gconstpointer data)
{
  write_recipe (fixture, "temperature = 300\npair-style = eam/fs\npair-coeff = * * own.eam.fs Cu Zr\n");
  assert_term (fixture->path, VIT_VALUE_BOLTZMANN);
  write_recipe (fixture, "equal = -4.4\nsigma = 0.01\npair-style = eam/fs\npair-coeff = * * own.eam.fs Zr Cu\n"
                         "elements = Zr Cu\n");
  assert_term (fixture->path, VIT_VALUE_EQUAL);
}

/* A project goes on elsewhere: where the recipe is unpacked, its files are, too. */
static void
test_pack_holds_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, VIT_PACK_RECIPE, NULL), *content = NULL;
  g_autoptr (GPtrArray) pack = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VitRecipe) recipe = NULL;
  const VitRecipeConstraint *constraint;

  write_recipe (fixture, "temperature = 300\npair-style = hybrid/overlay eam/fs zbl 1.0 2.0\n"
                         "pair-coeff = * * eam/fs own.eam.fs Cu Zr ; * * zbl 29 40\n");
  pack = vit_pack_recipe (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vit_unpack (pack, folder, &error));
  recipe = vit_recipe_read (path, &error);
  g_assert_no_error (error);
  constraint = recipe->constraints->pdata[0];
  g_assert_cmpuint (g_strv_length (constraint->pair_coeff), ==, 2);
  g_assert_cmpstr (constraint->pair_style, ==, "hybrid/overlay eam/fs zbl 1.0 2.0");
  g_assert_nonnull (strstr (constraint->pair_coeff[0], folder));
  g_assert_true (g_str_has_suffix (constraint->pair_coeff[0], "/own.eam.fs Cu Zr"));
  g_assert_cmpstr (constraint->pair_coeff[1], ==, "* * zbl 29 40");
  for (guint k = 0; k < pack->len; k++)
    {
      const VitPackedFile *file = pack->pdata[k];
      g_autofree char *below = g_build_filename (folder, file->name, NULL), *parent = g_path_get_dirname (below);

      g_unlink (below);
      g_rmdir (parent);
    }
  g_rmdir (folder);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lammps-files/files are found, other words stay", test_files_are_found);
  ADD ("/lammps-files/wrong recipes", test_wrong_recipes);
  ADD ("/lammps-files/the term of a recipe as ours", test_term_as_ours);
  ADD ("/lammps-files/a pack holds the files", test_pack_holds_files);
  return g_test_run ();
}
