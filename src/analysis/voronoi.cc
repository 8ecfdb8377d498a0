/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The only C++ file: what voro++ finds, in arrays of C. Headers of C++ first, since GLib may not draw them in between
 * the braces of extern "C". */
#include <algorithm>
#include <cmath>
#include <vector>
#include <voro++/voro++.hh>

#include <glib.h>

extern "C"
{
#include "error.h"
#include "neighbour-list.h"
#include "voronoi.h"
}

namespace {

/* Two atoms nearer than this have no plane between them that rounding leaves in its place, Å. */
const double coincident = 1e-5;
/* Atoms that a block of voro++ has room for at first. */
const int memory = 8;

/* Atoms have the ids 1 to n, their images n + 1 to 2n; ids of 0 or less are those that voro++ gives to the faces of a
 * box: where the box is periodic, an atom's own image is behind them. */
int
neighbour_of (gsize atom, int id, gsize n_atoms)
{
  return id > 0 ? (int) ((gsize) (id - 1) % n_atoms) : (int) atom;
}

void
put (voro::container &container, int id, const double x[3], double)
{
  container.put (id, x[0], x[1], x[2]);
}

void
put (voro::container_poly &container, int id, const double x[3], double radius)
{
  container.put (id, x[0], x[1], x[2], radius);
}

/* What is to be tessellated. */
struct Task
{
  const VitConfiguration *configuration;
  const VitVoronoiOptions *options;
  const VitCell *cell;
  gsize n_atoms;
  const double (*position)[3];
  const guint8 *species;

  Task (const VitConfiguration *atoms, const VitVoronoiOptions *choices)
      : configuration (atoms), options (choices), cell (vit_configuration_get_cell (atoms)),
        n_atoms (vit_configuration_get_n_atoms (atoms)), position (vit_configuration_get_positions (atoms)),
        species (vit_configuration_get_species (atoms))
  {
  }

  double radius (gsize atom) const
  {
    return options->radical ? options->radius[species[atom]] : 0;
  }

  double largest_radius () const
  {
    return *std::max_element (options->radius, options->radius + vit_configuration_get_n_species (configuration));
  }

  /* Fractional coordinates, inside the cell. */
  void wrapped (gsize atom, double f[3]) const
  {
    vit_cell_to_fractional (cell, position[atom], f);
    for (int a = 0; a < 3; a++)
      f[a] -= std::floor (f[a]);
  }

  /* Blocks of a length, with as many atoms in them as voro++ is fastest with. */
  int blocks (double length) const
  {
    return (int) (length * std::cbrt (vit_configuration_get_density (configuration) / voro::optimal_particles)) + 1;
  }
};

/* An orthogonal cell is a periodic box of voro++. */
template <class Container, class Wanted, class Visit>
void
visit_box (const Task &task, Wanted wanted, Visit visit)
{
  double length[3] = { task.cell->matrix[0][0], task.cell->matrix[1][1], task.cell->matrix[2][2] };
  Container container (0, length[0], 0, length[1], 0, length[2], task.blocks (length[0]), task.blocks (length[1]),
                       task.blocks (length[2]), true, true, true, memory);
  voro::voronoicell_neighbor shape;

  for (gsize i = 0; i < task.n_atoms; i++)
    {
      double x[3];

      task.wrapped (i, x);
      vit_cell_to_cartesian (task.cell, x, x);
      put (container, (int) i + 1, x, task.radius (i));
    }
  voro::c_loop_all loop (container);
  if (loop.start ())
    do
      if (gsize atom = (gsize) loop.pid () - 1; wanted (atom) && container.compute_cell (shape, loop))
        visit (atom, shape);
    while (loop.inc ());
}

/* Atoms, then images of them within @skin of the cell. */
struct Image
{
  int id;
  double x[3];
};

std::vector<Image>
collect_images (const Task &task, double skin)
{
  std::vector<Image> images;
  double reach[3];
  int n[3];

  for (int a = 0; a < 3; a++)
    {
      reach[a] = skin / task.cell->width[a];
      n[a] = (int) std::ceil (reach[a]);
    }
  for (gsize i = 0; i < task.n_atoms; i++)
    {
      double f[3];

      task.wrapped (i, f);
      for (int a = -n[0]; a <= n[0]; a++)
        for (int b = -n[1]; b <= n[1]; b++)
          for (int c = -n[2]; c <= n[2]; c++)
            {
              Image image = { (int) i + 1 + (a != 0 || b != 0 || c != 0 ? (int) task.n_atoms : 0),
                              { f[0] + a, f[1] + b, f[2] + c } };
              bool near = true;

              for (int k = 0; k < 3; k++)
                near = near && image.x[k] >= -reach[k] && image.x[k] <= 1 + reach[k];
              vit_cell_to_cartesian (task.cell, image.x, image.x);
              if (near)
                images.push_back (image);
            }
    }
  return images;
}

/* An atom further away than this from the middle of a cell cannot cut its furthest corner off. */
double
cutting_distance (const Task &task, gsize atom, voro::voronoicell_neighbor &shape)
{
  double corner = shape.max_radius_squared () / 4; /* voro++ keeps the doubled coordinates */
  double larger = task.options->radical ? task.largest_radius () : 0;

  return std::sqrt (corner) + std::sqrt (corner + larger * larger - task.radius (atom) * task.radius (atom));
}

/* A cell of any other shape is a box that is not periodic, with images of the atoms round the cell. (voro++ 0.4.6 has
 * periodic oblique boxes, container_periodic, but they lose neighbours: cubic Cu64Zr36, given as a cell without
 * obliqueness, had 11 wrong cells of 10,000, some of them empty.) Returns: whether the images reached far enough. */
template <class Container, class Wanted, class Visit>
bool
visit_images (const Task &task, double skin, Wanted wanted, Visit visit)
{
  std::vector<Image> images = collect_images (task, skin);
  double low[3], high[3];
  voro::voronoicell_neighbor shape;

  for (int j = 0; j < 3; j++)
    {
      auto ends = std::minmax_element (images.begin (), images.end (),
                                       [j] (const Image &a, const Image &b) { return a.x[j] < b.x[j]; });

      low[j] = ends.first->x[j] - skin;
      high[j] = ends.second->x[j] + skin;
    }
  Container container (low[0], high[0], low[1], high[1], low[2], high[2], task.blocks (high[0] - low[0]),
                       task.blocks (high[1] - low[1]), task.blocks (high[2] - low[2]), false, false, false, memory);
  for (const Image &image : images)
    put (container, image.id, image.x, task.radius ((gsize) neighbour_of (0, image.id, task.n_atoms)));
  voro::c_loop_all loop (container);
  if (loop.start ())
    do
      if (gsize atom = (gsize) loop.pid () - 1;
          atom < task.n_atoms && wanted (atom) && container.compute_cell (shape, loop))
        {
          if (cutting_distance (task, atom, shape) > skin)
            return false;
          visit (atom, shape);
        }
    while (loop.inc ());
  return true;
}

/* Visits the cells of the wanted atoms, some of them more than once: the last visit counts. */
template <class Wanted, class Visit>
void
tessellate (const Task &task, Wanted wanted, Visit visit)
{
  /* Reaches the neighbours of the neighbours; in a dense glass the first try suffices. */
  double skin = 3.5 / std::cbrt (vit_configuration_get_density (task.configuration));

  if (task.cell->orthogonal && task.options->radical)
    visit_box<voro::container_poly> (task, wanted, visit);
  else if (task.cell->orthogonal)
    visit_box<voro::container> (task, wanted, visit);
  else if (task.options->radical)
    while (!visit_images<voro::container_poly> (task, skin, wanted, visit))
      skin *= 1.5;
  else
    while (!visit_images<voro::container> (task, skin, wanted, visit))
      skin *= 1.5;
}

/* Reads the faces of one cell after another, in buffers that are used again. */
class FaceReader {
public:
  explicit FaceReader (const Task &task) : options (task.options), n_atoms (task.n_atoms)
  {
  }

  /* Appends the faces that the thresholds leave. */
  void read (gsize atom, voro::voronoicell_neighbor &cell, std::vector<VitVoronoiFace> &faces)
  {
    auto first = (std::ptrdiff_t) faces.size ();

    cell.neighbors (ids);
    cell.face_areas (areas);
    cell.face_orders (orders);
    if (options->relative_area > 0 || options->edge_length > 0)
      count_long_edges (cell);
    for (gsize f = 0; f < ids.size (); f++)
      if (orders[f] >= VIT_VORONOI_MIN_EDGES)
        faces.push_back ({ neighbour_of (atom, ids[f], n_atoms), orders[f], areas[f] });
    std::sort (faces.begin () + first, faces.end (), [] (const VitVoronoiFace &a, const VitVoronoiFace &b) {
      return a.area != b.area ? a.area > b.area : a.atom < b.atom;
    });
  }

private:
  const VitVoronoiOptions *options;
  gsize n_atoms;
  std::vector<int> ids, orders, corners;
  std::vector<double> areas, vertices;

  double length (int a, int b) const
  {
    double x[3];

    for (int k = 0; k < 3; k++)
      x[k] = vertices[(gsize) (3 * a + k)] - vertices[(gsize) (3 * b + k)];
    return std::sqrt (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
  }

  void count_long_edges (voro::voronoicell_neighbor &cell)
  {
    double smallest = options->relative_area * cell.surface_area ();
    gsize at = 0;

    cell.face_vertices (corners);
    cell.vertices (vertices);
    for (gsize f = 0; f < orders.size (); f++)
      {
        auto n = (gsize) corners[at];

        orders[f] = 0;
        for (gsize k = 0; k < n && areas[f] >= smallest; k++)
          if (length (corners[at + 1 + k], corners[at + 1 + (k + 1) % n]) >= options->edge_length)
            orders[f]++;
        at += n + 1;
      }
  }
};

/* voro++ does not divide atoms at the same place, and ends the program in some cases. */
bool
check (const VitConfiguration *configuration, const VitVoronoiOptions *options, GError **error)
{
  double cutoff[VIT_MAX_PAIRS];
  g_autoptr (VitNeighbourList) close = nullptr;

  std::fill (cutoff, cutoff + VIT_MAX_PAIRS, coincident);
  if (!(options->relative_area >= 0 && options->relative_area < 1 && options->edge_length >= 0
        && std::isfinite (options->edge_length)))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE,
                   "expected a relative face area from 0 to 1 and an edge length of 0 or more, found %g and %g Å",
                   options->relative_area, options->edge_length);
      return false;
    }
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    if (options->radical && !(options->radius[s] > 0 && options->radius[s] < 10))
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "expected a radius of %s between 0 and 10 Å, found %g",
                     vit_configuration_get_element (configuration, s)->symbol, options->radius[s]);
        return false;
      }
  close = vit_neighbour_list_new (configuration, cutoff, error);
  if (close == nullptr)
    return false;
  for (gsize i = 0; i < close->n_atoms; i++)
    if (vit_neighbour_list_count (close, i) > 0)
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_RANGE, "atoms %" G_GSIZE_FORMAT " and %d are at the same place", i + 1,
                     vit_neighbour_list_get (close, i)->atom + 1);
        return false;
      }
  return true;
}

VitVoronoiCell *
copy_cell (gsize atom, voro::voronoicell_neighbor &cell, gsize n_atoms)
{
  VitVoronoiCell *self = g_new0 (VitVoronoiCell, 1);
  std::vector<double> vertices;
  std::vector<int> ids, orders, corners;
  gsize at = 0;

  cell.vertices (vertices);
  cell.neighbors (ids);
  cell.face_orders (orders);
  cell.face_vertices (corners);
  self->atom = atom;
  self->n_vertices = (int) vertices.size () / 3;
  self->vertex = (double (*)[3]) g_new (double, vertices.size ());
  std::copy (vertices.begin (), vertices.end (), &self->vertex[0][0]);
  self->n_faces = (int) ids.size ();
  self->neighbour = g_new (int, ids.size ());
  self->start = g_new0 (int, ids.size () + 1);
  self->corner = g_new (int, corners.size ());
  for (gsize f = 0; f < ids.size (); f++)
    {
      self->neighbour[f] = neighbour_of (atom, ids[f], n_atoms);
      self->start[f + 1] = self->start[f] + orders[f];
      /* voro++ goes round a face clockwise. */
      std::reverse_copy (&corners[at + 1], &corners[at + 1] + orders[f], self->corner + self->start[f]);
      at += (gsize) orders[f] + 1;
    }
  return self;
}

} // namespace

void
vit_voronoi_options_init (VitVoronoiOptions *self, const VitConfiguration *configuration)
{
  *self = {};
  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    self->radius[s] = vit_configuration_get_element (configuration, s)->radius;
}

VitVoronoi *
vit_voronoi_new (const VitConfiguration *configuration, const VitVoronoiOptions *options, GError **error)
{
  VitVoronoiOptions plain;
  gsize n = vit_configuration_get_n_atoms (configuration);
  std::vector<VitVoronoiFace> faces; /* in the order of voro++'s blocks */
  std::vector<gsize> first (n, 0), count (n, 0);
  VitVoronoi *self;

  vit_voronoi_options_init (&plain, configuration);
  if (options == nullptr)
    options = &plain;
  if (!check (configuration, options, error))
    return nullptr;
  self = g_new0 (VitVoronoi, 1);
  self->n_atoms = n;
  self->index = g_new0 (VitVoronoiIndex, n);
  self->volume = g_new0 (double, n);
  self->start = g_new0 (gsize, n + 1);
  faces.reserve (16 * n);
  Task task (configuration, options);
  FaceReader reader (task);
  tessellate (
      task, [] (gsize) { return true; },
      [&] (gsize atom, voro::voronoicell_neighbor &cell) {
        first[atom] = faces.size ();
        self->volume[atom] = cell.volume ();
        reader.read (atom, cell, faces);
        count[atom] = faces.size () - first[atom];
      });
  self->face = g_new (VitVoronoiFace, faces.size ());
  for (gsize i = 0; i < n; i++)
    {
      self->start[i + 1] = self->start[i] + count[i];
      std::copy_n (faces.begin () + (std::ptrdiff_t) first[i], count[i], self->face + self->start[i]);
      for (gsize f = self->start[i]; f < self->start[i + 1]; f++)
        self->index[i].n[MIN (self->face[f].n_edges - VIT_VORONOI_MIN_EDGES, VIT_VORONOI_ORDERS - 1)]++;
    }
  return self;
}

GPtrArray *
vit_voronoi_cells (const VitConfiguration *configuration, const VitVoronoiOptions *options, gsize n, const gsize *atoms,
                   GError **error)
{
  VitVoronoiOptions plain;
  std::vector<int> place (vit_configuration_get_n_atoms (configuration), -1);
  GPtrArray *cells;

  vit_voronoi_options_init (&plain, configuration);
  if (options == nullptr)
    options = &plain;
  if (!check (configuration, options, error))
    return nullptr;
  cells = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_voronoi_cell_free);
  g_ptr_array_set_size (cells, (int) n);
  for (gsize k = 0; k < n; k++)
    place[atoms[k]] = (int) k;
  tessellate (
      Task (configuration, options), [&] (gsize atom) { return place[atom] >= 0; },
      [&] (gsize atom, voro::voronoicell_neighbor &cell) {
        vit_voronoi_cell_free ((VitVoronoiCell *) cells->pdata[place[atom]]);
        cells->pdata[place[atom]] = copy_cell (atom, cell, place.size ());
      });
  return cells;
}

void
vit_voronoi_free (VitVoronoi *self)
{
  if (self == nullptr)
    return;
  g_free (self->index);
  g_free (self->volume);
  g_free (self->start);
  g_free (self->face);
  g_free (self);
}

void
vit_voronoi_cell_free (VitVoronoiCell *self)
{
  if (self == nullptr)
    return;
  g_free (self->vertex);
  g_free (self->neighbour);
  g_free (self->start);
  g_free (self->corner);
  g_free (self);
}
