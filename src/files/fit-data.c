/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit-data.h"

#include "closest-approach.h"
#include "data-term.h"
#include "error.h"
#include "exafs-observable.h"
#include "feff-file.h"
#include "fit-neighbourhood.h"
#include "rdf-observable.h"
#include "sq-observable.h"
#include "window-convolution.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_spline.h>
#include <math.h>

/* The points of a data set, and what was measured there. */
typedef struct
{
  gsize n;
  double *x;
  double *y;
} Points;

static void
points_clear (Points *points)
{
  g_free (points->x);
  g_free (points->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

static int
find_species (const VitModel *model, const VitElement *element)
{
  for (int s = 0; s < model->n_species; s++)
    if (model->elements[s] == element)
      return s;
  return -1;
}

static VitObservable *
new_exafs (const VitRecipeData *data, const VitModel *model, gsize n, const double *k, GError **error)
{
  VitExafsOptions options = { .absorber = find_species (model, data->absorber),
                              .s02 = data->s02,
                              .e0_shift = data->e0_shift,
                              .k_weight = data->k_weight,
                              .cutoff = data->cutoff,
                              .filtered = data->filtered,
                              .k_window = data->k_window,
                              .r_window = data->r_window };
  g_autofree char *edge = g_strdup_printf ("%s %s", data->absorber->symbol, data->edge);
  VitObservable *observable = NULL;
  gboolean complete = options.absorber >= 0;

  if (!complete)
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s EXAFS: the sample has no %s", edge, data->absorber->symbol);
  for (int s = 0; s < model->n_species && complete; s++)
    {
      options.paths[s] = vit_feff_folder_read (data->feff, data->absorber->z, model->elements[s]->z, data->edge, error);
      complete = options.paths[s] != NULL;
    }
  if (complete)
    observable = vit_exafs_observable_new (model, &options, edge, n, k, error);
  for (int s = 0; s < model->n_species; s++)
    g_clear_pointer (&options.paths[s], g_ptr_array_unref);
  return observable;
}

/* The pair that the data set is of; %VIT_RDF_TOTAL also for one that the model has not: see check_pair(). */
static int
find_pair (const VitRecipeData *data, const VitModel *model)
{
  return MAX (vit_pair_parse (data->pair, model->n_species, model->elements), VIT_RDF_TOTAL);
}

static VitObservable *
new_rdf (const VitRecipeData *data, const VitModel *model, GError **error)
{
  const VitRdfOptions options = { .pair = find_pair (data, model),
                                  .weights = data->weights,
                                  .reduced = data->kind == VIT_DATA_REDUCED_RDF,
                                  .r_low = data->range.low,
                                  .r_high = data->range.high };

  return vit_rdf_observable_new_full (model, &options, error);
}

VitObservable *
vit_fit_data_new_observable (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model, gsize n,
                             const double *x, GError **error)
{
  switch (data->kind)
    {
    case VIT_DATA_EXAFS:
      return new_exafs (data, model, n, x, error);
    case VIT_DATA_RDF:
    case VIT_DATA_REDUCED_RDF:
      return new_rdf (data, model, error);
    case VIT_DATA_PARTIAL_SQ:
      return vit_sq_observable_new_partial (model, find_pair (data, model), recipe->window, n, x);
    case VIT_DATA_COORDINATION:
    case VIT_DATA_BOND_ANGLES:
      return vit_fit_neighbourhood_new_observable (&data->neighbourhood, model, error);
    case VIT_DATA_NEUTRON_SQ:
      return vit_sq_observable_new (model, VIT_RADIATION_NEUTRON, recipe->window, n, x, error);
    case VIT_DATA_XRAY_SQ:
    default:
      return vit_sq_observable_new (model, VIT_RADIATION_XRAY, recipe->window, n, x, error);
    }
}

static gboolean
check_cover (const VitRecipeData *data, const VitCurve *curve, const VitRange *range, GError **error)
{
  if (range->low >= curve->x[0] - 1e-6 && range->high <= curve->x[curve->n - 1] + 1e-6)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "%s: expected data from %g to %g, found %g to %g", data->file,
               range->low, range->high, curve->x[0], curve->x[curve->n - 1]);
  return FALSE;
}

/* The points of the file that are in the range. */
static gboolean
take_points (const VitRecipeData *data, const VitCurve *curve, const VitRange *range, Points *points, GError **error)
{
  points->x = g_new (double, curve->n);
  points->y = g_new (double, curve->n);
  points->n = 0;
  for (gsize i = 0; i < curve->n; i++)
    if (curve->x[i] >= range->low - 1e-9 && curve->x[i] <= range->high + 1e-9)
      {
        points->x[points->n] = curve->x[i];
        points->y[points->n++] = curve->y[i];
      }
  if (points->n >= 3)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
               "%s: expected at least 3 points from %g to %g, found %" G_GSIZE_FORMAT, data->file, range->low,
               range->high, points->n);
  return FALSE;
}

/* The curve of the file at given points, by a cubic spline. */
static void
interpolate (const VitCurve *curve, Points *points)
{
  gsl_spline *spline = gsl_spline_alloc (gsl_interp_cspline, curve->n);
  gsl_interp_accel *accelerator = gsl_interp_accel_alloc ();

  gsl_spline_init (spline, curve->x, curve->y, curve->n);
  points->y = g_new (double, points->n);
  for (gsize i = 0; i < points->n; i++)
    points->y[i] = gsl_spline_eval (spline, CLAMP (points->x[i], curve->x[0], curve->x[curve->n - 1]), accelerator);
  gsl_interp_accel_free (accelerator);
  gsl_spline_free (spline);
}

/* The least q that g(r) up to r_max can show: half a wave in r_max. */
static double
find_least_q (const VitModel *model)
{
  return G_PI / (model->histogram->n_bins * model->histogram->bin);
}

/* Cuts a range that the user did not give to what file and model have, at whole multiples of its step. */
static VitRange
cut_range (const VitRecipeData *data, const VitModel *model, const VitCurve *curve)
{
  VitRange range = data->range;
  double step = range.step;

  if (data->range_given)
    return range;
  range.low = fmax (range.low, step > 0 ? step * ceil (curve->x[0] / step - 1e-6) : curve->x[0]);
  range.high
      = fmin (range.high, step > 0 ? step * floor (curve->x[curve->n - 1] / step + 1e-6) : curve->x[curve->n - 1]);
  if (vit_data_kind_get_curve (data->kind) == VIT_CURVE_SQ)
    range.low = fmax (range.low, find_least_q (model));
  return range;
}

static VitCurve *
read_curve (const VitRecipeData *data, const VitModel *model, GPtrArray *notes, GError **error)
{
  VitColumnOptions options = data->columns;
  VitCurve *curve;

  options.density = (double) model->atoms->n_atoms / model->atoms->cell.volume;
  if (vit_data_kind_has_pair (data->kind) && !g_str_equal (data->pair, "total"))
    options.pair = data->pair;
  curve = vit_curve_read (data->file, vit_data_kind_get_curve (data->kind), &options, error);
  if (curve != NULL && curve->note != NULL)
    g_ptr_array_add (notes, g_strdup (curve->note));
  return curve;
}

/* kⁿχ(k), filtered like the model. */
static gboolean
shape_exafs (const VitRecipeData *data, Points *points, GError **error)
{
  double step = data->range.step;
  g_autoptr (VitFourierFilter) filter = NULL;

  for (gsize i = 0; i < points->n; i++)
    points->y[i] *= pow (points->x[i], data->k_weight);
  if (!data->filtered)
    return TRUE;
  filter = vit_fourier_filter_new (&data->k_window, &data->r_window, step, (gsize) rint (points->x[0] / step),
                                   points->n, error);
  if (filter == NULL)
    return FALSE;
  vit_fourier_filter_apply (filter, points->y, points->y);
  return TRUE;
}

/* The points of a file, in the form in which the model's curve is computed. */
static gboolean
read_points (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model, Points *points,
             GPtrArray *notes, GError **error)
{
  g_autoptr (VitCurve) curve = read_curve (data, model, notes, error);
  VitRange range;

  if (curve == NULL)
    return FALSE;
  range = cut_range (data, model, curve);
  if (!check_cover (data, curve, &range, error))
    return FALSE;
  if (vit_data_kind_get_curve (data->kind) == VIT_CURVE_SQ)
    if (recipe->window != VIT_WINDOW_NONE)
      vit_window_convolve (recipe->window, model->histogram->n_bins * model->histogram->bin, curve->n, curve->x,
                           curve->y);

  if (range.step == 0)
    return take_points (data, curve, &range, points, error);
  points->n = vit_range_get_n (&range);
  points->x = vit_range_get_points (&range);
  interpolate (curve, points);
  return data->kind != VIT_DATA_EXAFS || shape_exafs (data, points, error);
}

/* G(r) from g(r), at any density: what the file was read with is taken back. */
static void
reduce (VitCurve *curve, double density)
{
  for (gsize i = 0; i < curve->n; i++)
    curve->y[i] = 4 * G_PI * density * curve->x[i] * (curve->y[i] - 1);
}

static void
note_end (const VitRecipeData *data, const VitCurve *curve, const VitModel *model, GPtrArray *notes)
{
  double end = model->histogram->n_bins * model->histogram->bin, last = curve->x[curve->n - 1];
  g_autofree char *name = g_filename_display_basename (data->file);

  if (!data->range_given && last > end + model->histogram->bin)
    g_ptr_array_add (
        notes,
        g_strdup_printf ("%s: goes to %g Å, but is compared up to %g Å, where the model's g(r) ends", name, last, end));
}

/* g(r) or G(r) of a file at the bins of the histogram that it covers. */
static VitTerm *
new_rdf_term (const VitRecipeData *data, const VitModel *model, GPtrArray *notes, GError **error)
{
  g_autoptr (VitCurve) curve = read_curve (data, model, notes, error);
  g_auto (Points) points = { 0 };
  VitRecipeData cut = *data;
  VitObservable *observable;

  if (curve == NULL)
    return NULL;
  cut.range = cut_range (data, model, curve);
  if (!check_cover (data, curve, &cut.range, error))
    return NULL;
  note_end (data, curve, model, notes);
  if (data->kind == VIT_DATA_REDUCED_RDF)
    reduce (curve, (double) model->atoms->n_atoms / model->atoms->cell.volume);
  observable = new_rdf (&cut, model, error);
  if (observable == NULL)
    return NULL;
  points.n = observable->n_points;
  points.x = g_memdup2 (observable->x, points.n * sizeof *points.x);
  interpolate (curve, &points);
  return vit_data_term_new (observable, points.y);
}

static void
add_noise (const VitRecipeData *data, gsize n, double *y)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  double squares = 0;

  /* Another for each data set, but the same for every seed of the run: what was measured does not change. */
  gsl_rng_set (rng, g_str_hash (data->name));
  for (gsize i = 0; i < n; i++)
    squares += y[i] * y[i];
  for (gsize i = 0; i < n; i++)
    y[i] += gsl_ran_gaussian_ziggurat (rng, data->noise * sqrt (squares / (double) n));
  gsl_rng_free (rng);
}

/* "Cu, Zr" */
static char *
list_elements (const VitModel *model)
{
  const char *symbols[VIT_MAX_SPECIES + 1] = { NULL };

  for (int s = 0; s < model->n_species; s++)
    symbols[s] = model->elements[s]->symbol;
  return g_strjoinv (", ", (char **) symbols);
}

static gboolean
check_elements (const VitModel *model, const VitModel *target, GError **error)
{
  gboolean same = model->n_species == target->n_species;

  for (int i = 0; i < target->n_species; i++)
    same = same && find_species (model, target->elements[i]) >= 0;
  if (!same)
    {
      g_autofree char *wanted = list_elements (model), *found = list_elements (target);

      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected a target of the model's elements (%s), found %s",
                   wanted, found);
    }
  return same;
}

/* What is 0 everywhere has no relative error. */
static gboolean
check_not_zero (gsize n, const double *y, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (y[i] != 0)
      return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "the target's curve is 0 everywhere");
  return FALSE;
}

/* The curve of a configuration as the target. */
static VitTerm *
new_target_term (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model, const VitModel *target,
                 GError **error)
{
  VitCurveKind curve = vit_data_kind_get_curve (data->kind);
  gboolean at_bins = curve == VIT_CURVE_RDF || curve == VIT_CURVE_OWN;
  g_autofree double *x = at_bins ? NULL : vit_range_get_points (&data->range), *y = NULL;
  gsize n = x == NULL ? 0 : vit_range_get_n (&data->range);
  g_autoptr (VitObservable) observable = NULL, from = NULL;

  if (!check_elements (model, target, error))
    return NULL;
  observable = vit_fit_data_new_observable (data, recipe, model, n, x, error);
  if (observable == NULL)
    return NULL;
  from = vit_fit_data_new_observable (data, recipe, target, n, x, error);
  if (from == NULL)
    return NULL;
  if (from->n_points != observable->n_points)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "the histogram of the target ends elsewhere than the model's; give rmax within both cells");
      return NULL;
    }
  y = g_new (double, from->n_points);
  vit_observable_compute_curve (from, target, y);
  if (!check_not_zero (from->n_points, y, error))
    return NULL;
  if (data->noise > 0)
    add_noise (data, from->n_points, y);
  return vit_data_term_new (g_steal_pointer (&observable), y);
}

static VitTerm *
new_file_term (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model, GPtrArray *notes,
               GError **error)
{
  g_auto (Points) points = { 0 };
  VitObservable *observable;

  if (vit_data_kind_get_curve (data->kind) == VIT_CURVE_RDF)
    return new_rdf_term (data, model, notes, error);
  if (vit_data_kind_get_curve (data->kind) == VIT_CURVE_OWN)
    {
      observable = vit_fit_neighbourhood_new_observable (&data->neighbourhood, model, error);
      return observable != NULL ? vit_data_term_new (observable, data->neighbourhood.curve) : NULL;
    }
  if (!read_points (data, recipe, model, &points, notes, error))
    return NULL;
  observable = vit_fit_data_new_observable (data, recipe, model, points.n, points.x, error);
  return observable != NULL ? vit_data_term_new (observable, points.y) : NULL;
}

static gboolean
check_pair (const VitRecipeData *data, const VitModel *model, GError **error)
{
  g_autofree char *elements = NULL;

  if (!vit_data_kind_has_pair (data->kind) || g_str_equal (data->pair, "total")
      || vit_pair_parse (data->pair, model->n_species, model->elements) >= 0)
    return TRUE;
  elements = list_elements (model);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "pair: expected a pair of the sample's elements (%s), found %s",
               elements, data->pair);
  return FALSE;
}

/* Whether the model can show all of a range that the user gave. A target's S(q) ends at the same r as the model's, and
 * both are wrong alike at small q: that is fitted if somebody wants it. */
static gboolean
check_range (const VitRecipeData *data, const VitModel *model, GError **error)
{
  VitCurveKind curve = vit_data_kind_get_curve (data->kind);
  double end, least;

  if (!data->range_given || curve == VIT_CURVE_EXAFS || curve == VIT_CURVE_OWN)
    return TRUE;
  end = model->histogram->n_bins * model->histogram->bin;
  least = find_least_q (model);
  if (curve == VIT_CURVE_RDF && data->range.high > end + model->histogram->bin)
    g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                 "range: expected r up to %g Å, where the model's g(r) ends, found up to %g Å", end, data->range.high);
  else if (curve == VIT_CURVE_SQ && data->file != NULL && data->range.low < least - 1e-9)
    g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                 "range: expected q from %.3g Å⁻¹ on, as the model's g(r) ends at %g Å, found from %g Å⁻¹", least, end,
                 data->range.low);
  else
    return TRUE;
  return FALSE;
}

VitTerm *
vit_fit_data_new_term (const VitRecipeData *data, const VitRecipe *recipe, const VitModel *model,
                       const VitModel *target, GPtrArray *notes, GError **error)
{
  VitTerm *term = NULL;
  int line = data->line;

  if (!check_pair (data, model, error))
    line = data->pair_line;
  else if (!check_range (data, model, error))
    line = data->range_line;
  else
    term = data->file != NULL ? new_file_term (data, recipe, model, notes, error)
                              : new_target_term (data, recipe, model, target, error);
  if (term == NULL)
    {
      g_prefix_error (error, "%s:%d: [%s]: ", recipe->path, line, data->group);
      return NULL;
    }
  g_free (term->name);
  term->name = g_strdup (data->name);
  term->weight = data->weight;
  term->schedule = data->schedule;
  return term;
}
