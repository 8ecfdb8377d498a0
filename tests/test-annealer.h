/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The systems of test-annealer.c: small Cu50Zr50 models with data terms, and terms that answer what the test wants. */

#include "annealer.h"
#include "data-term.h"
#include "error.h"
#include "exafs-observable.h"
#include "feff-file.h"
#include "moves.h"
#include "random-packing.h"
#include "rdf-observable.h"
#include "sq-observable.h"

#include <math.h>
#include <string.h>

#define N_CU 128
#define N_ATOMS 256
#define CUTOFF 5.5 /* of EXAFS, Å */

/* Closest approaches of Cu-Cu, Cu-Zr, Zr-Zr, Å. */
static const double limits[3] = { 1.8, 2.0, 2.2 };

/* Cu50Zr50 at a density below that of the glass, so that moves have room. */
static void
init_cell (VitCell *cell, gboolean triclinic)
{
  const double edge = triclinic ? 19 : 18;
  double angle[3] = { G_PI / 2, G_PI / 2, G_PI / 2 };
  g_autoptr (GError) error = NULL;

  if (triclinic)
    for (int a = 0; a < 3; a++)
      angle[a] = (70 + 8 * a) * G_PI / 180;
  vit_cell_init_parameters (cell, (double[]){ edge, edge, edge }, angle, &error);
  g_assert_no_error (error);
}

static VitConfiguration *
new_configuration (gboolean triclinic, guint64 seed, const double *closest)
{
  VitCell cell;
  guint8 atoms[N_ATOMS];
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration;

  init_cell (&cell, triclinic);
  memset (atoms, 29, N_CU);
  memset (atoms + N_CU, 40, N_ATOMS - N_CU);
  configuration = vit_random_packing (&cell, N_ATOMS, atoms, closest, seed, &error);
  g_assert_no_error (error);
  return configuration;
}

static VitModel *
new_model (const VitConfiguration *configuration, gboolean histogram)
{
  const VitModelNeeds needs = { .near_radius = CUTOFF, .histogram = histogram, .bin = 0.02 };
  g_autoptr (GError) error = NULL;
  VitModel *model = vit_model_new (configuration, &needs, vit_vector_target (), &error);

  g_assert_no_error (error);
  return model;
}

static VitObservable *
new_exafs (const VitModel *model)
{
  VitExafsOptions options = { .absorber = 0,
                              .s02 = 0.9,
                              .k_weight = 2,
                              .cutoff = CUTOFF,
                              .filtered = TRUE,
                              .k_window = { 3.5, 11.5, 1, VIT_SILL_HANNING },
                              .r_window = { 1.5, 3.5, 0.5, VIT_SILL_HANNING } };
  g_autofree char *folder = g_build_filename (g_getenv ("VITRUM_SOURCE_DIR"), "data", "feff", NULL);
  g_autoptr (GError) error = NULL;
  VitObservable *observable;
  double k[181];

  for (int i = 0; i < 181; i++)
    k[i] = 3 + 0.05 * i;
  for (int s = 0; s < 2; s++)
    {
      options.paths[s] = vit_feff_folder_read (folder, 29, model->elements[s]->z, "K", &error);
      g_assert_no_error (error);
    }
  observable = vit_exafs_observable_new (model, &options, "Cu K", 181, k, &error);
  g_assert_no_error (error);
  for (int s = 0; s < 2; s++)
    g_ptr_array_unref (options.paths[s]);
  return observable;
}

typedef enum
{
  TERM_SQ,
  TERM_EXAFS,
  TERM_RDF,
} TermChoice;

static VitObservable *
new_observable (const VitModel *model, TermChoice choice)
{
  g_autoptr (GError) error = NULL;
  VitObservable *observable;
  double q[150];

  for (int i = 0; i < 150; i++)
    q[i] = 0.6 + 0.1 * i;
  if (choice == TERM_EXAFS)
    return new_exafs (model);
  if (choice == TERM_RDF)
    observable = vit_rdf_observable_new (model, vit_pair_index (2, 0, 1), 1, 6, &error);
  else
    observable = vit_sq_observable_new (model, VIT_RADIATION_XRAY, VIT_WINDOW_NONE, 150, q, &error);
  g_assert_no_error (error);
  return observable;
}

/* The residual against the curve of @target, with a σ at which a good share of the moves is accepted. */
static VitTerm *
new_term (const VitModel *model, const VitModel *target, TermChoice choice)
{
  static const double sigma[] = { [TERM_SQ] = 0.05, [TERM_EXAFS] = 0.1, [TERM_RDF] = 1 };
  g_autoptr (VitObservable) from = new_observable (target, choice);
  g_autofree double *curve = g_new (double, from->n_points);
  VitTerm *term;

  vit_observable_compute_curve (from, target, curve);
  term = vit_data_term_new (new_observable (model, choice), curve);
  term->schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, sigma[choice], sigma[choice], 0 };
  return term;
}

static VitAnnealerSettings
new_settings (guint64 seed)
{
  VitAnnealerSettings settings = { .n_moves = 20000, .seed = seed, .step = 0.25, .step_low = 0.02, .step_high = 1 };

  memcpy (settings.closest, limits, sizeof limits);
  return settings;
}

/* All three data sets together. They are added in the wrong order; the annealer sorts them. */
static VitAnnealer *
new_annealer (gboolean triclinic, const VitAnnealerSettings *settings)
{
  g_autoptr (VitConfiguration) start = new_configuration (triclinic, 11, limits);
  g_autoptr (VitConfiguration) other = new_configuration (triclinic, 12, limits);
  g_autoptr (VitModel) target = new_model (other, TRUE);
  VitAnnealer *annealer = vit_annealer_new (new_model (start, TRUE), settings);

  for (int choice = TERM_SQ; choice <= TERM_RDF; choice++)
    vit_annealer_add_term (annealer, new_term (vit_annealer_get_model (annealer), target, (TermChoice) choice));
  vit_annealer_prepare (annealer);
  return annealer;
}

static void
run (VitAnnealer *annealer, gint64 n_moves)
{
  g_autoptr (GError) error = NULL;
  gboolean good = vit_annealer_run (annealer, n_moves, &error);

  g_assert_no_error (error);
  g_assert_true (good);
}

static gboolean
same_positions (const VitAtoms *a, const VitAtoms *b)
{
  gboolean same = TRUE;

  for (int axis = 0; axis < 3; axis++)
    same = same && memcmp (a->f[axis], b->f[axis], a->n_atoms * sizeof *a->f[axis]) == 0;
  return same;
}

static const VitAtoms *
atoms_of (const VitAnnealer *annealer)
{
  return vit_annealer_get_model (annealer)->atoms;
}

/* Terms of the test's own. */

typedef struct
{
  VitTerm parent;
  int *calls;          /* (nullable): counts proposals */
  double delta2;       /* what is answered to each proposal */
  double disagreement; /* what is answered to each rebuild but the first */
  int n_rebuilds;
} FixedTerm;

static double
fixed_rebuild (VitTerm *term, const VitModel *model)
{
  FixedTerm *self = (FixedTerm *) term;

  g_assert_nonnull (model);
  term->delta2 = 0;
  return self->n_rebuilds++ > 0 ? self->disagreement : 0;
}

static double
fixed_propose (VitTerm *term, VitModel *model)
{
  FixedTerm *self = (FixedTerm *) term;

  g_assert_nonnull (model);
  if (self->calls != NULL)
    (*self->calls)++;
  return self->delta2;
}

static void
fixed_commit (VitTerm *term)
{
  term->delta2 = ((FixedTerm *) term)->delta2;
}

static void
fixed_free (VitTerm *term)
{
  g_free (term);
}

static const VitTermKind cheap_kind
    = { .cost = 1, .rebuild = fixed_rebuild, .propose = fixed_propose, .commit = fixed_commit, .free = fixed_free };
static const VitTermKind dear_kind
    = { .cost = 90, .rebuild = fixed_rebuild, .propose = fixed_propose, .commit = fixed_commit, .free = fixed_free };

static FixedTerm *
new_fixed_term (const VitTermKind *kind, const char *name, double delta2)
{
  FixedTerm *self = g_new0 (FixedTerm, 1);

  self->parent.kind = kind;
  self->parent.name = g_strdup (name);
  self->parent.weight = 1;
  self->parent.schedule = (VitSchedule){ VIT_SCHEDULE_GEOMETRIC, 1, 1, 0 };
  self->delta2 = delta2;
  return self;
}

/* An annealer of an ideal gas with at most one term of the test's own. */
static VitAnnealer *
new_plain_annealer (const VitAnnealerSettings *settings, FixedTerm *term)
{
  g_autoptr (VitConfiguration) start = new_configuration (FALSE, 11, limits);
  VitAnnealer *annealer = vit_annealer_new (new_model (start, FALSE), settings);

  if (term != NULL)
    vit_annealer_add_term (annealer, &term->parent);
  vit_annealer_prepare (annealer);
  return annealer;
}

static double
distance (const VitAtoms *atoms, gsize i, gsize j)
{
  double vector[3];

  vit_fixed_point_vector (&atoms->cell, vit_atoms_get (atoms, i), vit_atoms_get (atoms, j), vector);
  return sqrt (vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
}

/* Least distance minus limit over all pairs, Å. */
static double
least_room (const VitAtoms *atoms)
{
  double least = G_MAXDOUBLE;

  for (gsize i = 0; i < atoms->n_atoms; i++)
    for (gsize j = 0; j < i; j++)
      least = fmin (least, distance (atoms, i, j)
                               - limits[vit_pair_index (atoms->n_species, atoms->species[i], atoms->species[j])]);
  return least;
}
