/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe-constraint.h"

#include "lammps-files.h"
#include "lammps.h"
#include "recipe-schedule.h"

#include <string.h>

/* What belongs to one kind: its name in a recipe and the keys that it has beside those of all. */
typedef struct
{
  const char *name;
  const char *keys[8];
  VitNeighbourhoodKind neighbourhood;
} ConstraintKind;

static const ConstraintKind kinds[] = {
  [VIT_CONSTRAINT_ENERGY] = { "energy",
                              { "potential", "pair-style", "pair-coeff", "elements", "temperature", "reference" },
                              VIT_NEIGHBOURHOOD_NONE },
  [VIT_CONSTRAINT_COORDINATION] = { "coordination", { "pair", "cutoff" }, VIT_NEIGHBOURHOOD_PAIR },
  [VIT_CONSTRAINT_CHEMICAL_ORDER] = { "chemical-order", { "pair", "cutoff" }, VIT_NEIGHBOURHOOD_ORDER },
  [VIT_CONSTRAINT_VORONOI_CLASS] = { "voronoi-class", { "class", "centre" }, VIT_NEIGHBOURHOOD_VORONOI },
};

static gboolean
read_kind (VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *type = vit_ini_file_get_string (ini, self->group, "type");
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (type != NULL && g_str_equal (type, kinds[i].name))
        {
          self->kind = (VitConstraintKind) i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", i == 0 ? "" : i + 1 < G_N_ELEMENTS (kinds) ? ", " : " or ", kinds[i].name);
    }
  return vit_ini_file_set_error (ini, self->group, "type", error, "type: expected %s, found \"%s\"", names->str,
                                 type != NULL ? type : "");
}

static gboolean
check_keys (const VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  static const char *const common[] = { "type", "weight", "fitted", "sigma", "equal", "at-least", "at-most" };
  const char *allowed[G_N_ELEMENTS (common) + G_N_ELEMENTS (kinds[0].keys) + 1] = { NULL };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    allowed[n++] = common[i];
  for (gsize i = 0; i < G_N_ELEMENTS (kinds[0].keys) && kinds[self->kind].keys[i] != NULL; i++)
    allowed[n++] = kinds[self->kind].keys[i];
  return vit_ini_file_check_keys (ini, self->group, allowed, error);
}

/* An energy that is accepted as at a temperature. */
static gboolean
read_temperature (VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  for (const char *const *key = (const char *const[]){ "sigma", "equal", "at-least", "at-most", NULL }; *key; key++)
    if (vit_ini_file_has (ini, self->group, *key))
      return vit_ini_file_set_error (ini, self->group, *key, error,
                                     "%s: expected either temperature (E/kT) or an energy with its sigma", *key);
  self->form = VIT_VALUE_BOLTZMANN;
  self->reference_given = vit_ini_file_has (ini, self->group, "reference");
  return vit_recipe_read_schedule (ini, self->group, "temperature", &self->schedule, error)
         && vit_ini_file_get_double (ini, self->group, "reference", -1e6, 1e6, &self->wanted, error);
}

/* What the number is to be, and how far off it may be. */
static gboolean
read_wanted (VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  static const char *const keys[] = { "equal", "at-least", "at-most" };
  static const VitValueForm forms[] = { VIT_VALUE_EQUAL, VIT_VALUE_AT_LEAST, VIT_VALUE_AT_MOST };
  int n = 0;

  if (vit_ini_file_has (ini, self->group, "temperature"))
    return read_temperature (self, ini, error);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (vit_ini_file_has (ini, self->group, keys[i]))
      {
        n++;
        self->form = forms[i];
        if (!vit_ini_file_get_double (ini, self->group, keys[i], -1e12, 1e12, &self->wanted, error))
          return FALSE;
      }
  if (n != 1)
    return vit_ini_file_set_error (ini, self->group, NULL, error, "[%s]: expected one of equal, at-least and at-most%s",
                                   self->group, self->kind == VIT_CONSTRAINT_ENERGY ? ", or temperature" : "");
  if (!vit_ini_file_has (ini, self->group, "sigma"))
    return vit_ini_file_set_error (ini, self->group, NULL, error, "[%s]: expected sigma, what the value may be off by",
                                   self->group);
  return vit_recipe_read_schedule (ini, self->group, "sigma", &self->schedule, error);
}

char **
vit_recipe_get_files (const VitIniFile *ini, const char *group, const char *key)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, key);
  g_autofree char *folder = g_path_get_dirname (vit_ini_file_get_path (ini));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return NULL;
  parts = g_strsplit_set (text, " ,\t", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *path = NULL;

      if (*parts[i] == '\0')
        continue;
      path = g_path_is_absolute (parts[i]) ? g_strdup (parts[i]) : g_build_filename (folder, parts[i], NULL);
      g_ptr_array_add (files, g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : g_strdup (parts[i]));
    }
  g_ptr_array_add (files, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&files), FALSE);
}

/* The value of a key in the words of LAMMPS, its files by path. */
static char *
get_lammps_text (const VitIniFile *ini, const char *group, const char *key)
{
  g_autofree char *text = vit_ini_file_get_string (ini, group, key);
  g_autofree char *folder = g_path_get_dirname (vit_ini_file_get_path (ini));

  return text != NULL ? vit_lammps_files_replace (text, folder, NULL, NULL, NULL) : NULL;
}

/* An energy by LAMMPS. */
static gboolean
read_lammps (VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *commands = get_lammps_text (ini, self->group, "pair-coeff");
  g_autofree char *elements = vit_ini_file_get_string (ini, self->group, "elements");

  if (vit_ini_file_has (ini, self->group, "potential"))
    return vit_ini_file_set_error (ini, self->group, "potential", error,
                                   "potential: expected either it, an embedded-atom file, or pair-style and pair-coeff "
                                   "of LAMMPS");
  self->pair_style = get_lammps_text (ini, self->group, "pair-style");
  if (self->pair_style == NULL)
    return vit_ini_file_set_error (ini, self->group, NULL, error, "[%s]: expected pair-style, as LAMMPS has it",
                                   self->group);
  if (commands == NULL)
    return vit_ini_file_set_error (ini, self->group, NULL, error,
                                   "[%s]: expected pair-coeff, as LAMMPS has it; several divided by ;", self->group);
  self->pair_coeff = g_strsplit (commands, ";", -1);
  for (char **command = self->pair_coeff; *command != NULL; command++)
    if (*g_strstrip (*command) == '\0')
      return vit_ini_file_set_error (ini, self->group, "pair-coeff", error,
                                     "pair-coeff: expected something before and after each ;");
  self->elements = elements != NULL ? vit_lammps_split (elements) : NULL;
  return TRUE;
}

static gboolean
read_energy (VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  if (self->kind != VIT_CONSTRAINT_ENERGY)
    return TRUE;
  if (vit_ini_file_has (ini, self->group, "pair-style") || vit_ini_file_has (ini, self->group, "pair-coeff")
      || vit_ini_file_has (ini, self->group, "elements"))
    return read_lammps (self, ini, error);
  self->potential = vit_recipe_get_files (ini, self->group, "potential");
  if (self->potential == NULL || self->potential[0] == NULL)
    return vit_ini_file_set_error (
        ini, self->group, "potential", error,
        "[%s]: expected potential, an embedded-atom file, or pair-style and pair-coeff of LAMMPS", self->group);
  return TRUE;
}

/* A number that nothing can have is a slip: 15 for 15 %. */
static gboolean
check_wanted (const VitRecipeConstraint *self, const VitIniFile *ini, GError **error)
{
  double low = 0, high = self->kind == VIT_CONSTRAINT_COORDINATION ? 100 : 1;

  if (self->kind == VIT_CONSTRAINT_CHEMICAL_ORDER)
    low = -100;
  if (self->kind == VIT_CONSTRAINT_ENERGY || (self->wanted >= low && self->wanted <= high))
    return TRUE;
  return vit_ini_file_set_error (ini, self->group, NULL, error, "[%s]: expected a value from %g to %g, found %g",
                                 self->group, low, high, self->wanted);
}

VitRecipeConstraint *
vit_recipe_constraint_read (const VitIniFile *ini, const char *group, GError **error)
{
  g_autoptr (VitRecipeConstraint) self = g_new0 (VitRecipeConstraint, 1);

  self->group = g_strdup (group);
  self->name = g_strstrip (g_strdup (group + strlen ("constraint ")));
  self->weight = 1;
  self->fitted = TRUE;
  if (!read_kind (self, ini, error) || !check_keys (self, ini, error) || !read_wanted (self, ini, error)
      || !vit_ini_file_get_double (ini, group, "weight", 0, 1e12, &self->weight, error)
      || !vit_ini_file_get_boolean (ini, group, "fitted", &self->fitted, error) || !read_energy (self, ini, error)
      || !vit_neighbourhood_read (&self->neighbourhood, kinds[self->kind].neighbourhood, ini, group, error)
      || !check_wanted (self, ini, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_recipe_constraint_free (VitRecipeConstraint *self)
{
  if (self == NULL)
    return;
  g_free (self->group);
  g_free (self->name);
  g_strfreev (self->potential);
  vit_neighbourhood_clear (&self->neighbourhood);
  g_free (self->pair_style);
  g_strfreev (self->pair_coeff);
  g_strfreev (self->elements);
  g_free (self);
}
