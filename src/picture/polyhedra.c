/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "polyhedra.h"

#include <math.h>
#include <string.h>

void
vit_polyhedra_init (VitPolyhedra *self)
{
  memset (self, 0, sizeof *self);
  self->triangles = g_array_new (FALSE, FALSE, sizeof (VitSceneTriangle));
  self->sticks = g_array_new (FALSE, FALSE, sizeof (VitSceneStick));
}

void
vit_polyhedra_clear (VitPolyhedra *self)
{
  g_clear_pointer (&self->triangles, g_array_unref);
  g_clear_pointer (&self->sticks, g_array_unref);
}

static void
add_edge (VitPolyhedra *self, const double middle[3], const double a[3], const double b[3])
{
  VitSceneStick stick = { .radius = self->radius, .colour = self->edge };

  for (int k = 0; k < 3; k++)
    {
      stick.from[k] = (float) (middle[k] + a[k]);
      stick.to[k] = (float) (middle[k] + b[k]);
    }
  g_array_append_val (self->sticks, stick);
}

static void
add_face (VitPolyhedra *self, const double middle[3], const double a[3], const double b[3], const double c[3])
{
  VitSceneTriangle triangle = { .colour = self->face };
  const double *corner[3] = { a, b, c };

  for (int p = 0; p < 3; p++)
    for (int k = 0; k < 3; k++)
      triangle.corner[p][k] = (float) (middle[k] + corner[p][k]);
  g_array_append_val (self->triangles, triangle);
}

/* Twice the foot of the perpendicular from the atom on a face. */
static void
reflect (const VitVoronoiCell *cell, int face, double image[3])
{
  int n = cell->start[face + 1] - cell->start[face];
  const int *corner = cell->corner + cell->start[face];
  double normal[3] = { 0, 0, 0 }, square = 0, height = 0;

  for (int c = 0; c < n; c++)
    {
      const double *p = cell->vertex[corner[c]], *q = cell->vertex[corner[(c + 1) % n]];

      for (int k = 0; k < 3; k++)
        normal[k] += p[(k + 1) % 3] * q[(k + 2) % 3] - p[(k + 2) % 3] * q[(k + 1) % 3];
    }
  for (int k = 0; k < 3; k++)
    {
      square += normal[k] * normal[k];
      height += normal[k] * cell->vertex[corner[0]][k];
    }
  for (int k = 0; k < 3; k++)
    image[k] = square > 0 ? 2 * height * normal[k] / square : 2 * cell->vertex[corner[0]][k];
}

double (*vit_polyhedra_find_shell (const VitConfiguration *configuration, const VitVoronoiCell *cell))[3]
{
  const VitCell *box = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);
  double (*shell)[3] = g_malloc_n ((gsize) cell->n_faces + 1, sizeof *shell);

  /* The normal of a tiny face is not exact, but tells which image of the atom it is. */
  for (int f = 0; f < cell->n_faces; f++)
    {
      double difference[3], image[3];

      reflect (cell, f, image);
      for (int k = 0; k < 3; k++)
        difference[k] = position[cell->neighbour[f]][k] - position[cell->atom][k] - image[k];
      vit_cell_to_fractional (box, difference, difference);
      for (int k = 0; k < 3; k++)
        difference[k] = rint (difference[k]);
      vit_cell_to_cartesian (box, difference, difference);
      for (int k = 0; k < 3; k++)
        shell[f][k] = position[cell->neighbour[f]][k] - position[cell->atom][k] - difference[k];
    }
  return shell;
}

/* The face that has an edge from one corner to another, -1 for none, and the corner that comes before @from there. */
static int
find_face (const VitVoronoiCell *cell, int from, int to, int *before)
{
  for (int f = 0; f < cell->n_faces; f++)
    {
      int n = cell->start[f + 1] - cell->start[f];
      const int *corner = cell->corner + cell->start[f];

      for (int c = 0; c < n; c++)
        if (corner[c] == from && corner[(c + 1) % n] == to)
          {
            *before = corner[(c + n - 1) % n];
            return f;
          }
    }
  return -1;
}

/* Adds the faces of the dual round the corner that @first begins with: the faces that meet there, counter-clockwise
 * from outside, and a fan over them. */
static void
add_fan (VitPolyhedra *self, const VitVoronoiCell *cell, const double (*shell)[3], const double middle[3], int vertex,
         int next)
{
  int hub = -1, last = -1, towards = next;

  for (int step = 0; step < cell->n_faces; step++)
    {
      int before, face = find_face (cell, vertex, towards, &before);

      if (face < 0 || face == hub)
        return;
      if (hub < 0)
        hub = face;
      else if (last != hub)
        add_face (self, middle, shell[hub], shell[last], shell[face]);
      last = face;
      towards = before;
    }
}

void
vit_polyhedra_add_shell (VitPolyhedra *self, const VitConfiguration *configuration, const VitVoronoiCell *cell,
                         const double middle[3])
{
  double (*shell)[3] = vit_polyhedra_find_shell (configuration, cell);
  g_autofree gboolean *seen = g_new0 (gboolean, (gsize) cell->n_vertices + 1);

  for (int f = 0; f < cell->n_faces; f++)
    {
      int n = cell->start[f + 1] - cell->start[f];
      const int *corner = cell->corner + cell->start[f];

      for (int c = 0; c < n; c++)
        {
          int from = corner[c], to = corner[(c + 1) % n], before, other;

          if (!seen[from])
            add_fan (self, cell, (const double (*)[3]) shell, middle, from, to);
          seen[from] = TRUE;
          other = from < to ? find_face (cell, to, from, &before) : -1;
          if (other >= 0)
            add_edge (self, middle, shell[f], shell[other]);
        }
    }
  g_free (shell);
}

void
vit_polyhedra_add_cell (VitPolyhedra *self, const VitVoronoiCell *cell, const double middle[3])
{
  for (int f = 0; f < cell->n_faces; f++)
    {
      int n = cell->start[f + 1] - cell->start[f];
      const int *corner = cell->corner + cell->start[f];

      for (int c = 0; c < n; c++)
        {
          const double *p = cell->vertex[corner[c]], *q = cell->vertex[corner[(c + 1) % n]];

          if (c > 0 && c + 1 < n)
            add_face (self, middle, cell->vertex[corner[0]], p, q);
          if (corner[c] < corner[(c + 1) % n])
            add_edge (self, middle, p, q);
        }
    }
}
