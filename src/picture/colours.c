/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-private.h"

#include <math.h>
#include <string.h>

VitSceneColour
vit_picture_range_colour (double t)
{
  /* Every tenth of the way; between them a straight line is off by less than can be seen. */
  static const guint8 viridis[][3]
      = { { 68, 1, 84 },    { 72, 36, 117 },  { 65, 68, 135 },  { 53, 95, 141 },  { 42, 120, 142 }, { 33, 145, 140 },
          { 34, 168, 132 }, { 68, 191, 112 }, { 122, 209, 81 }, { 189, 223, 38 }, { 253, 231, 37 } };
  double at = CLAMP (isnan (t) ? 0 : t, 0, 1) * (G_N_ELEMENTS (viridis) - 1);
  gsize k = MIN ((gsize) at, G_N_ELEMENTS (viridis) - 2);
  guint8 rgb[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8) lrint (viridis[k][c] + (at - (double) k) * (viridis[k + 1][c] - viridis[k][c]));
  return (VitSceneColour){ rgb[0], rgb[1], rgb[2], 255 };
}

VitSceneColour
vit_picture_palette_colour (guint k)
{
  /* After M. Okabe & K. Ito (2008), softer; the green of icosahedra first. */
  static const VitSceneColour palette[VIT_PICTURE_PALETTE]
      = { { 44, 160, 120, 255 },  { 78, 140, 208, 255 }, { 232, 150, 66, 255 }, { 206, 116, 168, 255 },
          { 118, 190, 226, 255 }, { 226, 204, 86, 255 }, { 206, 92, 70, 255 },  { 138, 116, 196, 255 } };

  return palette[k % VIT_PICTURE_PALETTE];
}

/* Colours that the table gives for glassy metals are apart from each other, but shrill: less saturation, and neither
 * black nor white, so that light and shadow can be seen on them. */
VitSceneColour
vit_picture_element_colour (const VitElement *element)
{
  static const struct
  {
    const char *symbol;
    VitSceneColour colour;
  } chosen[] = {
    { "Cu", { 226, 137, 88, 255 } },
    { "Zr", { 134, 178, 220, 255 } },
  };
  double grey = 0.30 * element->colour[0] + 0.59 * element->colour[1] + 0.11 * element->colour[2];
  guint8 rgb[3];

  for (gsize k = 0; k < G_N_ELEMENTS (chosen); k++)
    if (strcmp (chosen[k].symbol, element->symbol) == 0)
      return chosen[k].colour;
  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8) lrint (255 * (0.16 + 0.74 * (0.28 * grey + 0.72 * element->colour[c])));
  return (VitSceneColour){ rgb[0], rgb[1], rgb[2], 255 };
}
