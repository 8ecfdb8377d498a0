/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relax.h"

#include "eam-pairs.h"

#include <math.h>
#include <string.h>

/* Parameters of FIRE: as published, with time steps for unit masses, Å/√eV: forces of metals are stable below 0.4. */
#define TIME_STEP 0.05
#define LARGEST_TIME_STEP 0.3
#define SMALLEST_TIME_STEP 0.002
#define FASTER 1.1
#define SLOWER 0.5
#define TURN 0.25
#define TURN_LESS 0.99
#define DELAY 20

#define LARGEST_MOVE 0.1 /* of an atom in a step, Å */
#define SKIN 0.6         /* Å: longer lists against fewer of them, measured */

struct _VitRelaxation
{
  VitEamPairs *pairs;
  VitEamSums sums;
  double (*velocity)[3];
  double time_step;
  double turn; /* how much of the velocity is turned along the force in a step */
  int n_downhill;
  double largest_force;
};

static double
dot (gsize n, const double (*a)[3], const double (*b)[3])
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i][0] * b[i][0] + a[i][1] * b[i][1] + a[i][2] * b[i][2];
  return sum;
}

static double
square (const double v[3])
{
  return v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
}

static void
compute_forces (VitRelaxation *self)
{
  double largest = 0;

  vit_eam_pairs_update (self->pairs);
  vit_eam_pairs_compute (self->pairs, &self->sums);
  for (gsize i = 0; i < self->pairs->n_atoms; i++)
    largest = fmax (largest, square (self->sums.force[i]));
  self->largest_force = sqrt (largest);
}

VitRelaxation *
vit_relaxation_new (const VitEam *eam, const VitConfiguration *configuration, GError **error)
{
  VitEamPairs *pairs = vit_eam_pairs_new (eam, configuration, SKIN, error);
  VitRelaxation *self;

  if (pairs == NULL)
    return NULL;
  self = g_new0 (VitRelaxation, 1);
  self->pairs = pairs;
  vit_eam_sums_init (&self->sums, pairs->n_atoms);
  self->velocity = g_malloc0_n (pairs->n_atoms, sizeof *self->velocity);
  self->time_step = TIME_STEP;
  self->turn = TURN;
  compute_forces (self);
  return self;
}

void
vit_relaxation_free (VitRelaxation *self)
{
  if (self == NULL)
    return;
  vit_eam_pairs_free (self->pairs);
  vit_eam_sums_clear (&self->sums);
  g_free (self->velocity);
  g_free (self);
}

/* Goes on as long as the way is down; else back by half a step, and stands. */
static void
adapt (VitRelaxation *self)
{
  gsize n = self->pairs->n_atoms;

  if (dot (n, self->sums.force, self->velocity) > 0)
    {
      if (++self->n_downhill > DELAY)
        {
          self->time_step = fmin (self->time_step * FASTER, LARGEST_TIME_STEP);
          self->turn *= TURN_LESS;
        }
      return;
    }
  self->n_downhill = 0;
  self->turn = TURN;
  self->time_step = fmax (self->time_step * SLOWER, SMALLEST_TIME_STEP);
  for (gsize i = 0; i < n; i++)
    for (int a = 0; a < 3; a++)
      {
        self->pairs->position[i][a] -= 0.5 * self->time_step * self->velocity[i][a];
        self->velocity[i][a] = 0;
      }
}

/* Semi-implicit Euler: velocities from the forces, turned along them, then positions. */
static void
integrate (VitRelaxation *self)
{
  gsize n = self->pairs->n_atoms;
  double along, dt = self->time_step, limit = LARGEST_MOVE / dt;

  for (gsize i = 0; i < n; i++)
    for (int a = 0; a < 3; a++)
      self->velocity[i][a] += dt * self->sums.force[i][a];
  along = sqrt (dot (n, self->velocity, self->velocity)
                / fmax (dot (n, self->sums.force, self->sums.force), G_MINDOUBLE));
  for (gsize i = 0; i < n; i++)
    {
      double *v = self->velocity[i], speed;

      for (int a = 0; a < 3; a++)
        v[a] = (1 - self->turn) * v[a] + self->turn * along * self->sums.force[i][a];
      speed = sqrt (square (v));
      for (int a = 0; a < 3; a++)
        {
          v[a] *= speed > limit ? limit / speed : 1;
          self->pairs->position[i][a] += dt * v[a];
        }
    }
}

void
vit_relaxation_step (VitRelaxation *self)
{
  adapt (self);
  integrate (self);
  compute_forces (self);
}

double
vit_relaxation_get_energy (const VitRelaxation *self)
{
  return self->sums.total;
}

double
vit_relaxation_get_largest_force (const VitRelaxation *self)
{
  return self->largest_force;
}

void
vit_relaxation_store (const VitRelaxation *self, VitConfiguration *configuration)
{
  const VitCell *cell = vit_configuration_get_cell (configuration);

  for (gsize i = 0; i < self->pairs->n_atoms; i++)
    {
      double x[3];

      vit_cell_to_fractional (cell, self->pairs->position[i], x);
      for (int a = 0; a < 3; a++)
        x[a] -= floor (x[a]);
      vit_cell_to_cartesian (cell, x, x);
      vit_configuration_set_position (configuration, i, x);
    }
}
