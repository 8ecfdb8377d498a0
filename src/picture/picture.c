/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "picture-private.h"
#include "polyhedra.h"

#include <math.h>
#include <string.h>

/* Opacity of what fades, of faces of polyhedra, and of those of the picked atom. */
#define FAINT 34
#define GLASS 118
#define CLEAR_GLASS 70
/* Radii of edges and links, Å. */
#define EDGE_RADIUS 0.05f
#define LINK_RADIUS 0.2f
/* Atoms that fade are this much smaller, so that those behind them can be seen. */
#define FAINT_SIZE 0.8f
/* So are centres that are linked, and what stands at the corners of the polyhedron of the picked atom. */
#define CORNER_SIZE 0.62f

static const char *const names[VIT_N_COLOURS]
    = { [VIT_COLOUR_ELEMENT] = "element",   [VIT_COLOUR_CLASS] = "class",   [VIT_COLOUR_COORDINATION] = "coordination",
        [VIT_COLOUR_FIVEFOLD] = "fivefold", [VIT_COLOUR_ENERGY] = "energy", [VIT_COLOUR_DISPLACEMENT] = "displacement",
        [VIT_COLOUR_CLUSTER] = "cluster" };

const char *
vit_colour_by_name (VitColourBy colour)
{
  return names[colour];
}

gboolean
vit_colour_by_parse (const char *text, VitColourBy *colour)
{
  for (int k = 0; k < VIT_N_COLOURS; k++)
    if (strcmp (names[k], text) == 0)
      {
        *colour = (VitColourBy) k;
        return TRUE;
      }
  return FALSE;
}

void
vit_picture_options_init (VitPictureOptions *self)
{
  *self = (VitPictureOptions){ .low = NAN,
                               .high = NAN,
                               .radius = 0.7,
                               .index = VIT_ICOSAHEDRON,
                               .index_species = VIT_ALL_SPECIES,
                               .atom = -1,
                               .around = -1,
                               .distance = 6 };
}

/* A picture while it is built. */
typedef struct
{
  const VitConfiguration *configuration;
  const VitProfile *profile;
  const VitPictureOptions *options;
  gsize n;
  double (*position)[3];
  VitSceneColour *colour;
  gboolean *faint;
  float *size;
  VitPolyhedra shapes;
} Builder;

static void
builder_clear (Builder *self)
{
  g_free (self->position);
  g_free (self->colour);
  g_free (self->faint);
  g_free (self->size);
  vit_polyhedra_clear (&self->shapes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

/* Inside the cell; round an atom, its nearest images. */
static void
place_atoms (Builder *self)
{
  const VitCell *cell = vit_configuration_get_cell (self->configuration);
  const double (*position)[3] = vit_configuration_get_positions (self->configuration);
  gssize around = self->options->around;

  for (gsize i = 0; i < self->n; i++)
    {
      double f[3];

      vit_cell_to_fractional (cell, position[i], f);
      for (int k = 0; k < 3; k++)
        f[k] -= floor (f[k]);
      vit_cell_to_cartesian (cell, f, self->position[i]);
    }
  for (gsize i = 0; around >= 0 && i < self->n; i++)
    {
      const double *centre = self->position[around];
      double vector[3];

      if (i == (gsize) around)
        continue;
      if (vit_picture_nearest (cell, centre, position[i], vector) > self->options->distance)
        self->colour[i].alpha = 0;
      for (int k = 0; k < 3; k++)
        self->position[i][k] = centre[k] + vector[k];
    }
}

static gboolean
is_chosen (const Builder *self, gsize atom)
{
  return vit_configuration_is_of_species (self->configuration, atom, self->options->index_species)
         && vit_voronoi_index_equal (self->profile->voronoi->index[atom], self->options->index);
}

static VitSceneColour
glass (VitSceneColour colour, guint8 alpha)
{
  colour.alpha = alpha;
  return colour;
}

static VitSceneColour
darker (VitSceneColour colour)
{
  return (VitSceneColour){ (guint8) (colour.red * 0.55), (guint8) (colour.green * 0.55), (guint8) (colour.blue * 0.55),
                           255 };
}

/* Polyhedra have the colour of their atom, but where that says which element it is: that of icosahedra. */
static VitSceneColour
face_colour (const Builder *self, gsize atom)
{
  return self->options->colour == VIT_COLOUR_ELEMENT ? vit_picture_palette_colour (0) : self->colour[atom];
}

static gboolean
add_polyhedra (Builder *self, GError **error)
{
  g_autofree gsize *atoms = g_new (gsize, self->n);
  g_autoptr (GPtrArray) cells = NULL;
  gsize n = 0;

  for (gsize i = 0; i < self->n; i++)
    if (self->colour[i].alpha > 0 && is_chosen (self, i))
      atoms[n++] = i;
  cells = vit_voronoi_cells (self->configuration, NULL, n, atoms, error);
  if (cells == NULL)
    return FALSE;
  for (gsize k = 0; k < n; k++)
    {
      VitSceneColour colour = face_colour (self, atoms[k]);

      self->shapes.face = glass (colour, GLASS);
      self->shapes.edge = darker (colour);
      self->shapes.radius = EDGE_RADIUS;
      if (cells->pdata[k] != NULL)
        vit_polyhedra_add_shell (&self->shapes, self->configuration, cells->pdata[k], self->position[atoms[k]]);
    }
  return TRUE;
}

/* Half of a link from each of its ends, where it crosses the edge of the cell. */
static void
add_links (Builder *self)
{
  const VitClusters *clusters = self->profile->icosahedra;

  for (gsize k = 0; k < clusters->n_links; k++)
    {
      int ends[2] = { clusters->link[k].a, clusters->link[k].b };

      if (clusters->link[k].link != VIT_LINK_INTERPENETRATING || self->colour[ends[0]].alpha == 0
          || self->colour[ends[1]].alpha == 0)
        continue;
      for (int e = 0; e < 2; e++)
        {
          const double *from = self->position[ends[e]];
          VitSceneStick stick = { .radius = LINK_RADIUS, .colour = self->colour[ends[e]] };
          double vector[3];

          vit_picture_nearest (vit_configuration_get_cell (self->configuration), from, self->position[ends[1 - e]],
                               vector);
          for (int a = 0; a < 3; a++)
            {
              stick.from[a] = (float) from[a];
              stick.to[a] = (float) (from[a] + vector[a] / 2);
            }
          g_array_append_val (self->shapes.sticks, stick);
        }
    }
}

static void
fade_all_but (Builder *self, gboolean (*is_whole) (const Builder *self, gsize atom))
{
  for (gsize i = 0; i < self->n; i++)
    {
      self->faint[i] = !is_whole (self, i);
      self->size[i] = self->faint[i] ? FAINT_SIZE : self->options->links ? CORNER_SIZE : 1;
    }
}

static gboolean
is_icosahedron (const Builder *self, gsize atom)
{
  return vit_voronoi_index_equal (self->profile->voronoi->index[atom], VIT_ICOSAHEDRON);
}

static gboolean
hides_others (const Builder *self)
{
  return self->options->has_index && self->options->hide_others;
}

/* The picked atom and its neighbours are shown though they may be others than those of the index. */
static void
reveal (Builder *self, gsize atom)
{
  self->faint[atom] = FALSE;
  self->size[atom] = CORNER_SIZE;
  if (hides_others (self) && !self->options->hidden[vit_configuration_get_species (self->configuration)[atom]])
    self->colour[atom].alpha = 255;
}

/* The picked atom with its neighbours where they are nearest to it. */
static gboolean
pick (Builder *self, GError **error)
{
  gsize atom = (gsize) self->options->atom;
  g_autoptr (GPtrArray) cells = vit_voronoi_cells (self->configuration, NULL, 1, &atom, error);
  const double *middle = self->position[atom];
  const VitVoronoiCell *cell;
  double (*shell)[3];

  if (cells == NULL)
    return FALSE;
  for (gsize i = 0; i < self->n; i++)
    {
      self->faint[i] = TRUE;
      self->size[i] = FAINT_SIZE;
    }
  reveal (self, atom);
  cell = cells->pdata[0];
  if (cell == NULL)
    return TRUE;
  shell = vit_polyhedra_find_shell (self->configuration, cell);
  for (int f = 0; f < cell->n_faces; f++)
    {
      gsize neighbour = (gsize) cell->neighbour[f];

      reveal (self, neighbour);
      for (int k = 0; neighbour != atom && k < 3; k++)
        self->position[neighbour][k] = middle[k] + shell[f][k];
    }
  g_free (shell);
  self->shapes.face = glass (face_colour (self, atom), CLEAR_GLASS);
  self->shapes.edge = darker (face_colour (self, atom));
  self->shapes.radius = EDGE_RADIUS;
  if (self->options->voronoi_cell)
    vit_polyhedra_add_cell (&self->shapes, cell, middle);
  else
    vit_polyhedra_add_shell (&self->shapes, self->configuration, cell, middle);
  return TRUE;
}

static gboolean
add_shapes (Builder *self, GError **error)
{
  const VitPictureOptions *options = self->options;

  if ((options->has_index || options->polyhedra || options->links)
      && !vit_picture_need_profile (self->configuration, self->profile,
                                    options->links       ? "links"
                                    : options->polyhedra ? "polyhedra"
                                                         : "Voronoi index",
                                    error))
    return FALSE;
  if (options->has_index || options->polyhedra)
    fade_all_but (self, is_chosen);
  else if (options->links || options->colour == VIT_COLOUR_CLUSTER)
    fade_all_but (self, is_icosahedron);
  for (gsize i = 0; hides_others (self) && i < self->n; i++)
    if (!is_chosen (self, i))
      self->colour[i].alpha = 0;
  if (options->links)
    add_links (self);
  if (options->polyhedra && !add_polyhedra (self, error))
    return FALSE;
  return options->atom < 0 || pick (self, error);
}

static void
fill_scene (const Builder *self, VitScene *scene)
{
  const guint8 *species = vit_configuration_get_species (self->configuration);
  g_autofree VitSceneSphere *spheres = g_new (VitSceneSphere, self->n);
  const VitCell *cell = vit_configuration_get_cell (self->configuration);

  for (gsize i = 0; i < self->n; i++)
    {
      VitSceneSphere *sphere = &spheres[i];

      for (int k = 0; k < 3; k++)
        sphere->position[k] = (float) self->position[i][k];
      sphere->radius
          = (float) (self->options->radius * vit_configuration_get_element (self->configuration, species[i])->radius)
            * self->size[i];
      sphere->colour = self->colour[i];
      if (self->faint[i] && sphere->colour.alpha > 0)
        sphere->colour.alpha = FAINT;
    }
  vit_scene_set_spheres (scene, self->n, spheres);
  vit_scene_set_sticks (scene, self->shapes.sticks->len, (const VitSceneStick *) (void *) self->shapes.sticks->data);
  vit_scene_set_triangles (scene, self->shapes.triangles->len,
                           (const VitSceneTriangle *) (void *) self->shapes.triangles->data);
  vit_scene_set_cell (scene, self->options->around < 0 ? cell->matrix : NULL);
}

static gboolean
check (const VitConfiguration *configuration, const VitPictureOptions *options, GError **error)
{
  gssize n = (gssize) vit_configuration_get_n_atoms (configuration);

  if (options->atom < n && options->around < n)
    return TRUE;
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "there is no atom %" G_GSSIZE_FORMAT ", only %" G_GSSIZE_FORMAT,
               (options->atom < n ? options->around : options->atom) + 1, n);
  return FALSE;
}

VitPictureLegend *
vit_picture_build (VitScene *scene, const VitConfiguration *configuration, const VitProfile *profile,
                   const VitPictureOptions *options, GError **error)
{
  g_auto (Builder) self = { .configuration = configuration,
                            .profile = profile,
                            .options = options,
                            .n = vit_configuration_get_n_atoms (configuration) };
  g_autoptr (VitPictureLegend) legend = NULL;
  const guint8 *species = vit_configuration_get_species (configuration);

  vit_polyhedra_init (&self.shapes);
  if (!check (configuration, options, error))
    return NULL;
  self.position = g_malloc_n (self.n, sizeof *self.position);
  self.colour = g_new (VitSceneColour, self.n);
  self.faint = g_new0 (gboolean, self.n);
  self.size = g_new (float, self.n);
  legend = vit_picture_colour_atoms (configuration, profile, options, self.colour, error);
  if (legend == NULL)
    return NULL;
  for (gsize i = 0; i < self.n; i++)
    {
      self.size[i] = 1;
      if (options->hidden[species[i]])
        self.colour[i].alpha = 0;
    }
  place_atoms (&self);
  if (!add_shapes (&self, error))
    return NULL;
  fill_scene (&self, scene);
  return g_steal_pointer (&legend);
}
