/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour-grid.h"

#include <math.h>
#include <string.h>

#define PERIOD 4294967296.0 /* 2³² */
#define MAX_ALONG 400       /* boxes along one axis */
#define MIN_BOXES 4096.0    /* that few take no memory to speak of */
#define MAX_SLOTS (1 << 26) /* 1.3 GB, unless the grid as it is has more */

static int
box_of (const VitNeighbourGrid *self, VitFixedPoint point)
{
  int box = 0;

  for (int a = 0; a < 3; a++)
    box = box * self->n[a] + (int) ((guint64) (guint32) point.f[a] * (guint64) self->n[a] >> 32);
  return box;
}

static void
allocate (VitNeighbourGrid *self, int capacity)
{
  gsize n = (gsize) vit_neighbour_grid_get_n_boxes (self) * (gsize) capacity;

  self->capacity = capacity;
  for (int a = 0; a < 3; a++)
    self->f[a] = g_aligned_alloc0 (n, sizeof (gint32), 64);
  self->species = g_aligned_alloc0 (n, sizeof (gint32), 64);
  self->atom = g_aligned_alloc0 (n, sizeof (gint32), 64);
}

static void
release (VitNeighbourGrid *self)
{
  for (int a = 0; a < 3; a++)
    g_aligned_free (self->f[a]);
  g_aligned_free (self->species);
  g_aligned_free (self->atom);
}

/* Lays the boxes out anew with twice the room. */
static void
grow (VitNeighbourGrid *self)
{
  VitNeighbourGrid old = *self;

  allocate (self, 2 * old.capacity);
  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (self); box++)
    {
      gsize from = (gsize) box * (gsize) old.capacity, to = (gsize) box * (gsize) self->capacity;
      gsize size = (gsize) old.fill[box] * sizeof (gint32);

      for (int a = 0; a < 3; a++)
        memcpy (self->f[a] + to, old.f[a] + from, size);
      memcpy (self->species + to, old.species + from, size);
      memcpy (self->atom + to, old.atom + from, size);
      for (int k = 0; k < old.fill[box]; k++)
        self->slot[self->atom[to + (gsize) k]] = (int) to + k;
    }
  release (&old);
}

static void
insert (VitNeighbourGrid *self, int box, gsize atom, gint32 species, VitFixedPoint point)
{
  int slot;

  if (self->fill[box] == self->capacity)
    grow (self);
  slot = box * self->capacity + self->fill[box]++;
  for (int a = 0; a < 3; a++)
    self->f[a][slot] = point.f[a];
  self->species[slot] = species;
  self->atom[slot] = (gint32) atom;
  self->slot[atom] = slot;
}

static void
take_out (VitNeighbourGrid *self, int box, int slot)
{
  int last = box * self->capacity + --self->fill[box];

  for (int a = 0; a < 3; a++)
    self->f[a][slot] = self->f[a][last];
  self->species[slot] = self->species[last];
  self->atom[slot] = self->atom[last];
  self->slot[self->atom[slot]] = slot;
}

VitNeighbourGrid *
vit_neighbour_grid_new (const VitAtoms *atoms, double edge)
{
  VitNeighbourGrid *self = g_new0 (VitNeighbourGrid, 1);
  double mean;

  /* Hardly more boxes than atoms: an almost empty cell would need much memory for nothing. */
  edge = fmax (edge, cbrt (atoms->cell.volume / fmax (MIN_BOXES, (double) atoms->n_atoms)));
  self->n_atoms = atoms->n_atoms;
  self->orthogonal = atoms->cell.orthogonal;
  for (int a = 0; a < 3; a++)
    {
      self->width[a] = atoms->cell.width[a];
      self->n[a] = (int) CLAMP (floor (self->width[a] / edge), 1, MAX_ALONG);
    }
  /* Room for four standard deviations of a random (Poisson) filling; a denser box makes them all grow. */
  mean = (double) atoms->n_atoms / vit_neighbour_grid_get_n_boxes (self);
  self->fill = g_new0 (int, vit_neighbour_grid_get_n_boxes (self));
  self->slot = g_new0 (int, atoms->n_atoms);
  allocate (self, ((int) ceil (mean + 4 * sqrt (mean) + 4) + VIT_LANES - 1) / VIT_LANES * VIT_LANES);
  for (gsize i = 0; i < atoms->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (atoms, i);

      insert (self, box_of (self, point), i, atoms->species[i], point);
    }
  return self;
}

void
vit_neighbour_grid_free (VitNeighbourGrid *self)
{
  if (self == NULL)
    return;
  release (self);
  g_free (self->fill);
  g_free (self->slot);
  g_free (self);
}

void
vit_neighbour_grid_move (VitNeighbourGrid *self, gsize atom, VitFixedPoint to)
{
  int slot = self->slot[atom], from_box = slot / self->capacity, to_box = box_of (self, to);

  if (from_box == to_box)
    {
      for (int a = 0; a < 3; a++)
        self->f[a][slot] = to.f[a];
      return;
    }

  gint32 species = self->species[slot];

  take_out (self, from_box, slot);
  insert (self, to_box, atom, species, to);
}

void
vit_neighbour_grid_get_order (const VitNeighbourGrid *self, gint32 *order)
{
  for (int box = 0; box < vit_neighbour_grid_get_n_boxes (self); box++)
    {
      gsize n = (gsize) self->fill[box];

      memcpy (order, self->atom + (gsize) box * (gsize) self->capacity, n * sizeof *order);
      order += n;
    }
}

gboolean
vit_neighbour_grid_is_order (const VitNeighbourGrid *self, const VitFixedPoint *points, const gint32 *order)
{
  g_autofree guint8 *met = g_new0 (guint8, self->n_atoms);
  gint64 n_boxes = vit_neighbour_grid_get_n_boxes (self), capacity = self->capacity, fill = 0;
  int last = 0;

  for (gsize i = 0; i < self->n_atoms; i++)
    {
      gint32 atom = order[i];
      int box;

      if (atom < 0 || (gsize) atom >= self->n_atoms || met[atom])
        return FALSE;
      met[atom] = TRUE;
      box = box_of (self, points[atom]);
      if (box < last)
        return FALSE;
      fill = box == last ? fill + 1 : 1;
      last = box;
      while (capacity < fill)
        capacity *= 2;
    }
  return capacity == self->capacity || n_boxes * capacity <= MAX_SLOTS;
}

void
vit_neighbour_grid_set_order (VitNeighbourGrid *self, const VitAtoms *atoms, const gint32 *order)
{
  memset (self->fill, 0, (gsize) vit_neighbour_grid_get_n_boxes (self) * sizeof *self->fill);
  for (gsize i = 0; i < self->n_atoms; i++)
    {
      gsize atom = (gsize) order[i];
      VitFixedPoint point = vit_atoms_get (atoms, atom);

      insert (self, box_of (self, point), atom, atoms->species[atom], point);
    }
}

/* The boxes along one axis that reach within @radius of @a, of @b or of all between them, and how far each is from
 * those. */
static int
collect_axis (const VitNeighbourGrid *self, int axis, gint32 a, gint32 b, double radius, int *index, double *gap)
{
  int n = self->n[axis];
  double reach = radius / self->width[axis] * n;
  double step = vit_fixed_subtract (b, a) / PERIOD, from = (guint32) a / PERIOD;
  double start = (from + MIN (step, 0)) * n, end = (from + MAX (step, 0)) * n;
  int low = (int) floor (start - reach), high = (int) floor (end + reach);
  gboolean all = high - low + 1 >= n;

  if (all)
    {
      low = 0;
      high = n - 1;
    }
  for (int i = low; i <= high; i++)
    {
      double distance = i + 1 < start ? start - i - 1 : i > end ? i - end : 0;

      index[i - low] = i < 0 ? i + n : i >= n ? i - n : i;
      /* Where the range goes all round, a box may be nearer by the other way. */
      gap[i - low] = all ? 0 : distance * self->width[axis] / n;
    }
  return high - low + 1;
}

gboolean
vit_neighbour_grid_is_covered (const VitNeighbourGrid *self, double radius)
{
  for (int axis = 0; axis < 3; axis++)
    if (floor (2 * radius / self->width[axis] * self->n[axis]) + 1 < self->n[axis])
      return FALSE;
  return TRUE;
}

int
vit_neighbour_grid_collect (const VitNeighbourGrid *self, VitFixedPoint a, VitFixedPoint b, double radius,
                            VitAtomSpan *spans)
{
  int index[3][MAX_ALONG], n[3], n_spans = 0;
  double gap[3][MAX_ALONG], limit = radius * radius * (1 + 1e-6);

  for (int axis = 0; axis < 3; axis++)
    n[axis] = collect_axis (self, axis, a.f[axis], b.f[axis], radius, index[axis], gap[axis]);
  for (int i = 0; i < n[0]; i++)
    for (int j = 0; j < n[1]; j++)
      {
        int row = (index[0][i] * self->n[1] + index[1][j]) * self->n[2];
        double square = gap[0][i] * gap[0][i] + gap[1][j] * gap[1][j];

        /* Gaps add up as squares where the axes are at right angles; elsewhere each alone is a bound, already kept. */
        for (int k = 0; k < n[2]; k++)
          if (!self->orthogonal || square + gap[2][k] * gap[2][k] <= limit)
            spans[n_spans++] = vit_neighbour_grid_span (self, row + index[2][k]);
      }
  return n_spans;
}
