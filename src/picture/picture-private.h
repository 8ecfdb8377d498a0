/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "picture.h"

/* Colours for things that are told apart by number. */
#define VIT_PICTURE_PALETTE 8
VitSceneColour vit_picture_palette_colour (guint k);

/* Of what has no colour of its own. */
#define VIT_PICTURE_GREY ((VitSceneColour){ 200, 203, 208, 255 })

VitPictureLegend *vit_picture_legend_new (const char *title);
void vit_picture_legend_add (VitPictureLegend *self, VitSceneColour colour, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/**
 * vit_picture_colour_atoms:
 * @colour: (out caller-allocates): opaque colours, shape (n_atoms)
 *
 * Returns: the legend. Errors: %VIT_ERROR_INPUT where something is not there that the colours are to say.
 */
VitPictureLegend *vit_picture_colour_atoms (const VitConfiguration *configuration, const VitProfile *profile,
                                            const VitPictureOptions *options, VitSceneColour *colour, GError **error);

/* Whether there is a profile, and of as many atoms. @what: what needs it, for the message. */
gboolean vit_picture_need_profile (const VitConfiguration *configuration, const VitProfile *profile, const char *what,
                                   GError **error);

/* Vector to the nearest image, Å; where fractional differences within ±½ are the nearest. Returns: its length. */
double vit_picture_nearest (const VitCell *cell, const double from[3], const double to[3], double vector[3]);

/* How far an atom moved since @reference, Å. */
double vit_picture_displacement (const VitConfiguration *configuration, const VitConfiguration *reference, gsize atom);
