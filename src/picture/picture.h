/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "profile.h"
#include "scene.h"

/* What the colour of an atom says. */
typedef enum
{
  VIT_COLOUR_ELEMENT,
  VIT_COLOUR_CLASS,        /* Voronoi index: the most frequent ones have colours, the others are grey */
  VIT_COLOUR_COORDINATION, /* number of neighbours within the cut-offs */
  VIT_COLOUR_FIVEFOLD,     /* part of the five-edged faces of its cell */
  VIT_COLOUR_ENERGY,       /* potential energy, eV */
  VIT_COLOUR_DISPLACEMENT, /* distance from where it was, Å */
  VIT_COLOUR_CLUSTER,      /* network of icosahedra that it is the centre of */
  VIT_N_COLOURS,
} VitColourBy;

/* "element", "class", "coordination", "fivefold", "energy", "displacement", "cluster". */
const char *vit_colour_by_name (VitColourBy colour);
gboolean vit_colour_by_parse (const char *text, VitColourBy *colour);

/**
 * VitPictureOptions:
 * @colour: what colours say
 * @low, @high: ends of the range of colours; NaN: from the data, but for the outermost hundredth
 * @radius: of the spheres, times the covalent radius
 * @hidden: elements that are not shown, by species of the configuration
 * @has_index, @index: whether only atoms of a Voronoi index are shown whole and the others fade; the index
 * @hide_others: whether the others are not shown at all, but for the picked atom and its neighbours
 * @index_species: of which species those atoms are, or %VIT_ALL_SPECIES
 * @polyhedra: whether the coordination polyhedra of these atoms are drawn
 * @links: whether bonds between centres of icosahedra that are connected are drawn (medium-range order)
 * @atom: an atom that is picked, or -1: its neighbours and its polyhedron are drawn
 * @voronoi_cell: whether the Voronoi cell of the picked atom is drawn instead of its coordination polyhedron
 * @around, @distance: an atom and a distance: only atoms within it are shown; @around -1: all
 * @reference: (nullable): where the atoms were, for displacements, in the same order
 * @since: (nullable): when they were there, for the legend: "checkpoint 3"
 */
typedef struct
{
  VitColourBy colour;
  double low;
  double high;
  double radius;
  gboolean hidden[VIT_MAX_SPECIES];
  gboolean has_index;
  VitVoronoiIndex index;
  gboolean hide_others;
  int index_species;
  gboolean polyhedra;
  gboolean links;
  gssize atom;
  gboolean voronoi_cell;
  gssize around;
  double distance;
  const VitConfiguration *reference;
  const char *since;
} VitPictureOptions;

void vit_picture_options_init (VitPictureOptions *self);

/* One line of a legend. */
typedef struct
{
  char *label;
  VitSceneColour colour;
} VitPictureKey;

/**
 * VitPictureLegend:
 * @title: what the colours say, with unit; empty for elements
 * @keys: (element-type VitPictureKey): colours that stand for themselves; empty where there is a range
 * @has_range, @low, @high: a range of numbers, whose colours vit_picture_range_colour() gives
 */
typedef struct
{
  char *title;
  GArray *keys;
  gboolean has_range;
  double low;
  double high;
} VitPictureLegend;

void vit_picture_legend_free (VitPictureLegend *self);

/* The colour of a range (viridis, S. van der Walt & N. Smith 2015), @t from 0 to 1. */
VitSceneColour vit_picture_range_colour (double t);

/* Colour of an element as on the screen; that of the table of elements. */
VitSceneColour vit_picture_element_colour (const VitElement *element);

/**
 * vit_picture_build:
 * @scene: gets spheres (one for each atom, in its order), sticks, triangles and cell. Atoms are wrapped into the cell;
 *   neighbours of the picked atom, and all that is shown round an atom, are where they are nearest to it, without cell
 *   in the latter case
 * @configuration: the atoms
 * @profile: (nullable): what is known about them; may be of an older state of the same atoms
 *
 * Returns: the legend. Errors: %VIT_ERROR_INPUT where a colour or a filter needs a profile, a potential or a reference
 * that is not there; those of vit_voronoi_cells(). @scene is as it was then.
 */
VitPictureLegend *vit_picture_build (VitScene *scene, const VitConfiguration *configuration, const VitProfile *profile,
                                     const VitPictureOptions *options, GError **error);

/* "Cu 4127 ⟨0,0,12,0⟩ …": what is to be said about one atom: rows of a name and a text (element-type utf8, in turn).
 * @reference, @since: as in #VitPictureOptions */
GPtrArray *vit_picture_describe_atom (const VitConfiguration *configuration, const VitProfile *profile,
                                      const VitConfiguration *reference, const char *since, gsize atom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitPictureLegend, vit_picture_legend_free)
