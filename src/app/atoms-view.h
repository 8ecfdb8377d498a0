/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analyser.h"
#include "camera.h"
#include "picture.h"

#include <gtk/gtk.h>

/**
 * VitAtomsView:
 *
 * The atoms in three dimensions, with what concerns them floating over the view: what colours say, what is shown, the
 * cut, the legend, and the atom that was picked. Drag turns, Shift or the right button pans, the wheel zooms to the
 * pointer, a click picks; keys do the same with what is in the middle. Scenes are built on another thread. Signals,
 * without arguments:
 * - "camera-changed": somebody turned, moved or zoomed
 * - "options-changed": somebody chose other colours, atoms or cuts
 * - "picked": another atom was picked, or none
 */
#define VIT_TYPE_ATOMS_VIEW (vit_atoms_view_get_type ())
G_DECLARE_FINAL_TYPE (VitAtomsView, vit_atoms_view, VIT, ATOMS_VIEW, GtkWidget)

/**
 * vit_atoms_view_set_atoms:
 * @configuration: (transfer full): the atoms
 * @analysis: (nullable): what is known about them, perhaps of an older state
 * @caption: (nullable): what they are
 */
void vit_atoms_view_set_atoms (VitAtomsView *self, VitConfiguration *configuration, VitAnalysis *analysis,
                               const char *caption);

/* Where the atoms were, for displacements, and when ("checkpoint 3"); both copied; %NULL: not known. */
void vit_atoms_view_set_reference (VitAtomsView *self, const VitConfiguration *reference, const char *since);
/* The same as another view. */
void vit_atoms_view_copy_reference (VitAtomsView *self, VitAtomsView *other);

/* Draws the atoms of another configuration (transfer full) over these, as small dark spheres; %NULL: none. */
void vit_atoms_view_set_overlay (VitAtomsView *self, VitConfiguration *configuration);

/* Atoms of a Voronoi index stand out, the others fade; @species as in #VitPictureOptions; %NULL for all alike. */
void vit_atoms_view_set_highlight (VitAtomsView *self, const VitVoronoiIndex *index, int species);

const VitCamera *vit_atoms_view_get_camera (VitAtomsView *self);
void vit_atoms_view_set_camera (VitAtomsView *self, const VitCamera *camera);
void vit_atoms_view_fit (VitAtomsView *self);
/* What the colours say. */
void vit_atoms_view_set_colour (VitAtomsView *self, VitColourBy colour);

/**
 * VitAtomsLook:
 * @colour, @polyhedra, @links: as in #VitPictureOptions
 * @perspective: whether what is far away is smaller
 *
 * How atoms are drawn, whichever they are.
 */
typedef struct
{
  VitColourBy colour;
  gboolean perspective;
  gboolean polyhedra;
  gboolean links;
} VitAtomsLook;

void vit_atoms_view_get_look (VitAtomsView *self, VitAtomsLook *look);
void vit_atoms_view_set_look (VitAtomsView *self, const VitAtomsLook *look);
/* Gives the keyboard to the view. */
void vit_atoms_view_focus (VitAtomsView *self);

/* Beside another view: controls below each other, and no legend, which the other one has. */
void vit_atoms_view_set_compact (VitAtomsView *self, gboolean compact);

/* Shows its atoms as another view does, without controls of its own. */
void vit_atoms_view_follow (VitAtomsView *self, VitAtomsView *other);

gssize vit_atoms_view_get_picked (VitAtomsView *self);
void vit_atoms_view_pick (VitAtomsView *self, gssize atom);

/* Writes what is seen as PNG, at any size, in the background. Errors: those of vit_offscreen_draw() and of writing. */
void vit_atoms_view_save_async (VitAtomsView *self, const char *path, int width, int height, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
gboolean vit_atoms_view_save_finish (VitAtomsView *self, GAsyncResult *result, GError **error);

/* Whether pictures are computed by the processor: then everything else draws less often. */
gboolean vit_atoms_view_is_software (VitAtomsView *self);
