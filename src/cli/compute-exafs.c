/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "configuration-file.h"
#include "fit-data.h"
#include "recipe-data.h"

typedef struct
{
  char *edge;
  char *feff;
  char *k;
  char *filter;
  char *s02;
  char *e0;
  char *cutoff;
  int k_weight;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->edge);
  g_free (self->feff);
  g_free (self->k);
  g_free (self->filter);
  g_free (self->s02);
  g_free (self->e0);
  g_free (self->cutoff);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The options as the data set of a recipe, which has one code for both. FALSE: a message was printed. */
static gboolean
fill_data (const Options *options, VitRecipeData *data)
{
  VitRange r;

  if (options->edge == NULL || !vit_edge_parse (options->edge, &data->absorber, &data->edge))
    {
      vit_cli_usage ("--edge: expected an element and an edge such as Cu-K, found \"%s\"",
                     options->edge ? options->edge : "");
      return FALSE;
    }
  if (options->feff == NULL)
    {
      vit_cli_usage ("--feff: expected the folder of the FEFF paths");
      return FALSE;
    }
  if (options->k != NULL && (!vit_range_parse (options->k, &data->range) || data->range.step == 0))
    {
      vit_cli_usage ("--k: expected LOW:HIGH:STEP with 0 ≤ LOW < HIGH, found \"%s\"", options->k);
      return FALSE;
    }
  if (options->k_weight < 0 || options->k_weight > 3)
    {
      vit_cli_usage ("--kweight: expected 0 to 3, found %d", options->k_weight);
      return FALSE;
    }
  vit_default_filter (&data->range, &data->k_window, &data->r_window);
  if (options->filter != NULL)
    {
      if (!vit_range_parse (options->filter, &r))
        {
          vit_cli_usage ("--filter: expected LOW:HIGH in Å, found \"%s\"", options->filter);
          return FALSE;
        }
      data->filtered = TRUE;
      data->r_window.low = r.low;
      data->r_window.high = r.high;
    }
  data->feff = g_strdup (options->feff);
  data->k_weight = options->k_weight;
  return vit_cli_option_double ("--s02", options->s02, 0.01, 10, &data->s02)
         && vit_cli_option_double ("--e0", options->e0, -50, 50, &data->e0_shift)
         && vit_cli_option_double ("--cutoff", options->cutoff, 2, 20, &data->cutoff);
}

static int
print (const char *path, const VitRecipeData *data)
{
  GError *error = NULL;
  g_autoptr (VitConfiguration) configuration = vit_configuration_read (path, &error);
  VitModelNeeds needs = { .near_radius = data->cutoff };
  g_autoptr (VitModel) model = NULL;
  g_autoptr (VitObservable) observable = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new (), columns = g_ptr_array_new ();
  g_autofree double *k = vit_range_get_points (&data->range), *curve = NULL;
  VitRecipe recipe = { 0 };

  if (configuration != NULL)
    model = vit_model_new (configuration, &needs, vit_vector_target (), &error);
  if (model != NULL)
    observable = vit_fit_data_new_observable (data, &recipe, model, vit_range_get_n (&data->range), k, &error);
  if (observable == NULL)
    return vit_cli_fail (error);
  curve = g_new (double, observable->n_points);
  vit_observable_compute_curve (observable, model, curve);
  g_ptr_array_add (names, observable->x_name);
  g_ptr_array_add (names, observable->y_name);
  g_ptr_array_add (columns, k);
  g_ptr_array_add (columns, curve);
  vit_cli_print_columns (observable->n_points, names, columns);
  return VIT_CLI_DONE;
}

int
vit_cli_compute_exafs (int argc, char **argv)
{
  g_auto (Options) options = { .k_weight = 2 };
  const GOptionEntry entries[] = {
    { "edge", 0, 0, G_OPTION_ARG_STRING, &options.edge, "Absorber and edge, such as Cu-K", "EDGE" },
    { "feff", 0, 0, G_OPTION_ARG_FILENAME, &options.feff, "Folder of the FEFF paths (feffNNNN.dat)", "DIR" },
    { "k", 0, 0, G_OPTION_ARG_STRING, &options.k, "Wave numbers, Å⁻¹ (2:14:0.05)", "LOW:HIGH:STEP" },
    { "kweight", 0, 0, G_OPTION_ARG_INT, &options.k_weight, "Power n of kⁿχ(k) (2)", "N" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &options.filter, "Fourier filter: range in R, Å", "LOW:HIGH" },
    { "s02", 0, 0, G_OPTION_ARG_STRING, &options.s02, "Amplitude reduction factor S0² (1)", "S02" },
    { "e0", 0, 0, G_OPTION_ARG_STRING, &options.e0, "Shift of the edge energy, eV (0)", "EV" },
    { "cutoff", 0, 0, G_OPTION_ARG_STRING, &options.cutoff, "Longest pair, Å (7)", "Å" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VitRecipeData) data = g_new0 (VitRecipeData, 1);

  data->kind = VIT_DATA_EXAFS;
  data->range = (VitRange){ 2, 14, 0.05 };
  data->s02 = 1;
  data->cutoff = 7;
  if (!vit_cli_parse (entries, "CONFIG", 1, "Prints kⁿχ(k) of one absorption edge.", &argc, &argv)
      || !fill_data (&options, data))
    return VIT_CLI_BAD_INPUT;
  return print (argv[1], data);
}
