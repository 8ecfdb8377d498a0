/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms-view.h"
#include "renderer.h"

#include <adwaita.h>

/* Shared by the files atoms-view*.c. */

struct _VitAtomsView
{
  GtkWidget parent;

  VitConfiguration *configuration;
  VitAnalysis *analysis;
  VitConfiguration *reference; /* (nullable): where the atoms were, for displacements */
  char *since;                 /* when they were there */
  VitConfiguration *over;      /* (nullable): drawn over these */
  VitPictureOptions options;
  gboolean highlighted; /* the index was chosen elsewhere, not typed here */

  VitScene *scene; /* %NULL until the first one is built */
  VitCamera camera;
  gboolean has_camera;
  gboolean own_camera; /* somebody turned, moved or zoomed: other sizes do not change what is seen */
  gboolean follows;    /* another view, also with its camera */
  gboolean building;
  gboolean outdated; /* while it was built something changed */

  VitRenderer *renderer;
  guint compile_source; /* that compiles the renderer's shaders, one by one */
  gboolean software;
  gint64 drawn;       /* when the last drawing ended, µs */
  gint64 draw_time;   /* how long it took, µs */
  guint draw_source;  /* that draws later */
  guint still_source; /* that draws exactly when the camera has come to rest */
  gboolean moving;
  double drag_x, drag_y;
  gboolean panning;

  GtkWidget *overlay;
  GtkStack *stack;
  GtkGLArea *area;
  AdwStatusPage *no_gl;
  GtkWidget *tools;
  GtkWidget *buttons;
  GtkDropDown *colour;
  GtkWidget *show;
  GtkWidget *cut;
  GtkBox *elements;
  GtkEditable *index;
  GtkCheckButton *hide_others;
  GtkEditable *atom_number;
  GtkAdjustment *around_distance;
  GtkAdjustment *radius_factor;
  GtkDropDown *cut_axis;
  GtkWidget *cut_scale;
  GtkWidget *slab_scale;
  GtkAdjustment *cut_position;
  GtkAdjustment *cut_thickness;
  GtkToggleButton *polyhedra;
  GtkToggleButton *links;
  GtkToggleButton *perspective;
  GtkWidget *fit;
  GtkWidget *inspector;
  gboolean inspector_high; /* it would cover the picked atom from below */
  GtkLabel *atom_title;
  GtkToggleButton *voronoi_cell;
  GtkWidget *unpick;
  GtkGrid *atom_grid;
  GtkBox *legend;
  GtkLabel *caption;
};

/* Connects the area: drawing, and what pointer and keys do with the camera. */
void vit_atoms_view_init_area (VitAtomsView *self);

/* Connects the controls that float over the view; where those are that must not cover others. */
void vit_atoms_view_init_tools (VitAtomsView *self);
void vit_atoms_view_init_places (VitAtomsView *self);

/* Another atom is picked, or the size is another: the inspector goes where it does not cover it. */
void vit_atoms_view_place_inspector (VitAtomsView *self);
void vit_atoms_view_fill_tools (VitAtomsView *self);

/* Builds the scene again, in the background; draws it again as soon as that may be done. */
void vit_atoms_view_rebuild (VitAtomsView *self);
void vit_atoms_view_redraw (VitAtomsView *self);

/* Takes the cut from its controls into the scene. */
void vit_atoms_view_apply_cut (VitAtomsView *self);

void vit_atoms_view_show_legend (VitAtomsView *self, const VitPictureLegend *legend);
void vit_atoms_view_show_atom (VitAtomsView *self);
void vit_atoms_view_get_size (VitAtomsView *self, float *width, float *height);
const VitRenderStyle *vit_atoms_view_get_style (VitAtomsView *self);
