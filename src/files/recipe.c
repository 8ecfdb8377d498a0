/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recipe.h"

#include "error.h"
#include "recipe-constraint.h"
#include "recipe-data.h"
#include "recipe-moves.h"
#include "text-file.h"

#include <math.h>
#include <string.h>

#define DEFAULT_BIN 0.02

/* "0.0615" or "0.0615 1/A3" in Å⁻³, "7.2 g/cm3". */
static gboolean
read_density (VitRecipe *self, const VitIniFile *ini, double *rho, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, "structure", "density");
  char *field[3];
  int n = text != NULL ? vit_split_fields (text, field, 3) : 0;
  double value;

  if (n < 1 || n > 2 || !vit_parse_double (field[0], &value) || value <= 0)
    return vit_ini_file_set_error (ini, "structure", "density", error,
                                   "density: expected a number in 1/A3, or with the unit g/cm3");
  if (n == 1 || g_str_equal (field[1], "1/A3"))
    *rho = value;
  else if (g_str_equal (field[1], "g/cm3"))
    *rho = vit_composition_number_density (&self->composition, value);
  else
    return vit_ini_file_set_error (ini, "structure", "density", error,
                                   "density: expected the unit 1/A3 or g/cm3, found \"%s\"", field[1]);
  return TRUE;
}

/* "54.6", "50 50 60" or "50 50 60 90 90 120". */
static gboolean
read_cell (VitRecipe *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *text = vit_ini_file_get_string (ini, "structure", "cell");
  char *field[6];
  double value[6] = { 0, 0, 0, 90, 90, 90 };
  int n = text != NULL ? vit_split_fields (text, field, 6) : 0;
  g_autoptr (GError) local = NULL;

  for (int i = 0; i < MIN (n, 6); i++)
    if (!vit_parse_double (field[i], &value[i]) || value[i] <= 0)
      n = 0;
  if (n != 1 && n != 3 && n != 6)
    return vit_ini_file_set_error (
        ini, "structure", "cell", error,
        "cell: expected one, three or six numbers above zero (edges in Å, angles in degrees)");
  if (n == 1)
    value[1] = value[2] = value[0];
  for (int i = 3; i < 6; i++)
    value[i] *= G_PI / 180;
  if (!vit_cell_init_parameters (&self->cell, value, value + 3, &local))
    return vit_ini_file_set_error (ini, "structure", "cell", error, "cell: %s", local->message);
  return TRUE;
}

static gboolean
read_random_start (VitRecipe *self, const VitIniFile *ini, GError **error)
{
  g_autofree char *composition = vit_ini_file_get_string (ini, "structure", "composition");
  g_autoptr (GError) local = NULL;
  gint64 n_atoms = 0;
  double rho = 0, edge;

  if (composition == NULL)
    return vit_ini_file_set_error (ini, "structure", "composition", error,
                                   "expected start (a configuration), like (a configuration) or composition");
  if (!vit_composition_parse (&self->composition, composition, &local))
    return vit_ini_file_set_error (ini, "structure", "composition", error, "%s", local->message);
  if (!vit_ini_file_get_integer (ini, "structure", "atoms", 1, 1000000, &n_atoms, error))
    return FALSE;
  if (n_atoms == 0)
    return vit_ini_file_set_error (ini, "structure", "atoms", error, "expected atoms, the number of atoms");
  self->n_atoms = (gsize) n_atoms;
  if (vit_ini_file_has (ini, "structure", "cell") == vit_ini_file_has (ini, "structure", "density"))
    return vit_ini_file_set_error (ini, "structure", "density", error, "expected either density or cell");
  if (vit_ini_file_has (ini, "structure", "cell"))
    return read_cell (self, ini, error);
  if (!read_density (self, ini, &rho, error))
    return FALSE;
  edge = cbrt ((double) n_atoms / rho);
  if (!vit_cell_init_parameters (&self->cell, (double[]){ edge, edge, edge },
                                 (double[]){ G_PI / 2, G_PI / 2, G_PI / 2 }, &local))
    return vit_ini_file_set_error (ini, "structure", "density", error, "density: %s", local->message);
  return TRUE;
}

static gboolean
read_structure (VitRecipe *self, const VitIniFile *ini, GError **error)
{
  static const char *const keys[]
      = { "start", "like", "composition", "atoms", "density", "cell", "closest", "bin", "rmax", "window", NULL };
  g_autofree char *start = vit_ini_file_get_string (ini, "structure", "start");
  g_autofree char *window = vit_ini_file_get_string (ini, "structure", "window");

  if (!vit_ini_file_check_keys (ini, "structure", keys, error))
    return FALSE;
  self->closest = vit_ini_file_get_string (ini, "structure", "closest");
  self->like = vit_ini_file_get_path_value (ini, "structure", "like");
  if (start != NULL && !g_str_equal (start, "random"))
    self->start = vit_ini_file_get_path_value (ini, "structure", "start");
  else if (self->like == NULL && !read_random_start (self, ini, error))
    return FALSE;

  if (!vit_ini_file_get_double (ini, "structure", "bin", 0.001, 1, &self->bin, error)
      || !vit_ini_file_get_double (ini, "structure", "rmax", 1, 1000, &self->r_max, error))
    return FALSE;
  /* A cut inside the cell ripples S(q) unless it is smooth. */
  self->window = self->r_max > 0 ? VIT_WINDOW_COSINE : VIT_WINDOW_NONE;
  if (window != NULL && !vit_window_from_string (window, &self->window))
    return vit_ini_file_set_error (ini, "structure", "window", error,
                                   "window: expected none, cosine or lorch, found \"%s\"", window);
  return TRUE;
}

static gboolean
read_run (VitRecipe *self, const VitIniFile *ini, GError **error)
{
  static const char *const keys[] = { "moves", "seed", "step", "step-low", "step-high", "acceptance", NULL };
  VitAnnealerSettings *settings = &self->settings;
  gint64 seed = 1;

  if (!vit_ini_file_check_keys (ini, "run", keys, error)
      || !vit_ini_file_get_integer (ini, "run", "moves", 1, G_GINT64_CONSTANT (1000000000000), &settings->n_moves,
                                    error)
      || !vit_ini_file_get_integer (ini, "run", "seed", 1, G_MAXUINT32, &seed, error)
      || !vit_ini_file_get_double (ini, "run", "step", 1e-4, 100, &settings->step, error)
      || !vit_ini_file_get_double (ini, "run", "step-low", 1e-4, 100, &settings->step_low, error)
      || !vit_ini_file_get_double (ini, "run", "step-high", 1e-4, 100, &settings->step_high, error)
      || !vit_ini_file_get_double (ini, "run", "acceptance", 0, 1, &settings->acceptance, error))
    return FALSE;
  settings->seed = (guint64) seed;
  if (settings->n_moves == 0)
    return vit_ini_file_set_error (ini, "run", "moves", error, "expected moves, the number of moves to attempt");
  if (settings->step_low > settings->step_high)
    return vit_ini_file_set_error (ini, "run", "step-low", error, "expected step-low below step-high, found %g and %g",
                                   settings->step_low, settings->step_high);
  return TRUE;
}

static gboolean
check_constraint_name (const VitRecipe *self, const VitRecipeConstraint *constraint, const VitIniFile *ini,
                       GError **error)
{
  gboolean taken = *constraint->name == '\0';

  for (guint i = 0; i < self->data->len; i++)
    taken |= g_str_equal (((VitRecipeData *) self->data->pdata[i])->name, constraint->name);
  for (guint i = 0; i < self->constraints->len; i++)
    taken |= g_str_equal (((VitRecipeConstraint *) self->constraints->pdata[i])->name, constraint->name);
  return !taken
         || vit_ini_file_set_error (ini, constraint->group, NULL, error,
                                    "expected a name that no other data set or constraint has, found [%s]",
                                    constraint->group);
}

/* Each data set has a file of its own in the results, beside those that every run has. */
static gboolean
check_file_name (const VitRecipe *self, const VitRecipeData *data, const VitIniFile *ini, GError **error)
{
  g_autofree char *name = vit_data_name_to_file_name (data->name);

  if (*name == '\0' || g_str_equal (name, "gr") || g_str_equal (name, "history"))
    return vit_ini_file_set_error (
        ini, data->group, NULL, error,
        "expected a name with letters or figures that is not that of another result, found [%s]", data->group);
  for (guint i = 0; i < self->data->len; i++)
    {
      const VitRecipeData *other = self->data->pdata[i];
      g_autofree char *taken = vit_data_name_to_file_name (other->name);

      if (g_str_equal (name, taken))
        return vit_ini_file_set_error (
            ini, data->group, NULL, error,
            "expected names that differ in letters or figures, found [%s] and [%s], both %s.csv", other->group,
            data->group, name);
    }
  return TRUE;
}

static gboolean
check_number (const VitRecipe *self, const char *kind, guint n, GError **error)
{
  if (n <= VIT_RECIPE_MAX_GROUPS)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected at most %d groups [%s NAME], found %u", self->path,
               VIT_RECIPE_MAX_GROUPS, kind, n);
  return FALSE;
}

static gboolean
check_any_is_fitted (const VitRecipe *self, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->data->len; i++)
    any |= ((const VitRecipeData *) self->data->pdata[i])->fitted;
  for (guint i = 0; i < self->constraints->len; i++)
    any |= ((const VitRecipeConstraint *) self->constraints->pdata[i])->fitted;
  if (!any)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                 "%s: expected a group [data NAME] or [constraint NAME] that is fitted, all are fitted = no",
                 self->path);
  return any;
}

static gboolean
read_groups (VitRecipe *self, const VitIniFile *ini, GError **error)
{
  g_auto (GStrv) groups = vit_ini_file_get_groups (ini);

  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "data "))
      {
        g_autoptr (VitRecipeData) data = vit_recipe_data_read (ini, groups[i], error);

        if (data == NULL || !check_file_name (self, data, ini, error))
          return FALSE;
        g_ptr_array_add (self->data, g_steal_pointer (&data));
      }
    else if (g_str_has_prefix (groups[i], "constraint "))
      {
        g_autoptr (VitRecipeConstraint) constraint = vit_recipe_constraint_read (ini, groups[i], error);

        if (constraint == NULL || !check_constraint_name (self, constraint, ini, error))
          return FALSE;
        g_ptr_array_add (self->constraints, g_steal_pointer (&constraint));
      }
    else if (!g_str_equal (groups[i], "structure") && !g_str_equal (groups[i], "run")
             && !g_str_equal (groups[i], "moves"))
      return vit_ini_file_set_error (
          ini, groups[i], NULL, error,
          "expected the groups [structure], [run], [moves], [data NAME] and [constraint NAME], found [%s]", groups[i]);
  if (self->data->len + self->constraints->len == 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a group [data NAME] or [constraint NAME]",
                   self->path);
      return FALSE;
    }
  if (!check_any_is_fitted (self, error) || !check_number (self, "data", self->data->len, error)
      || !check_number (self, "constraint", self->constraints->len, error))
    return FALSE;
  if (!g_strv_contains ((const char *const *) groups, "structure")
      || !g_strv_contains ((const char *const *) groups, "run"))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected a group [structure] and a group [run]", self->path);
      return FALSE;
    }
  return TRUE;
}

VitRecipe *
vit_recipe_read (const char *path, GError **error)
{
  g_autoptr (VitIniFile) ini = vit_ini_file_read (path, error);
  g_autoptr (VitRecipe) self = NULL;

  if (ini == NULL)
    return NULL;
  self = g_new0 (VitRecipe, 1);
  self->path = g_strdup (path);
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_recipe_data_free);
  self->constraints = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_recipe_constraint_free);
  self->bin = DEFAULT_BIN;
  self->settings = (VitAnnealerSettings){ .step = 0.3, .step_low = 0.02, .step_high = 1 };
  if (!read_groups (self, ini, error) || !read_structure (self, ini, error) || !read_run (self, ini, error)
      || !vit_recipe_read_moves (ini, &self->settings, &self->swap_pairs, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
vit_recipe_free (VitRecipe *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->start);
  g_free (self->like);
  g_free (self->closest);
  g_free (self->swap_pairs);
  g_ptr_array_unref (self->data);
  g_ptr_array_unref (self->constraints);
  g_free (self);
}
