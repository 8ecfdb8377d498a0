/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#define RGB(hex)                                                                                                       \
  {                                                                                                                    \
    ((hex) >> 16) / 255., ((hex) >> 8 & 0xff) / 255., ((hex) &0xff) / 255., 1                                          \
  }

#define FAMILY "Cantarell, DejaVu Sans, sans-serif"

const VitPlotTheme vit_plot_theme_light = {
  .background = RGB (0xffffff),
  .foreground = RGB (0x2e2e33),
  .muted = RGB (0x66666e),
  .grid = RGB (0xebebed),
  .frame = RGB (0xa9a9ae),
  .target = RGB (0x8a8a90),
  .model = RGB (0x1c71d8),
  .residual = RGB (0xc01c28),
  .agreement = RGB (0x1f8a55),
  .palette
  = { RGB (0x1c71d8), RGB (0xe8720c), RGB (0x3c1663), RGB (0x2ab7a5), RGB (0x7a3b10), RGB (0xe0b020), RGB (0xc9508e) },
  .family = FAMILY,
  .font_size = 11,
  .title_size = 12.5,
  .line_width = 1.6,
  .point_radius = 2.2,
  .tick_length = 4,
};

const VitPlotTheme vit_plot_theme_dark = {
  .background = RGB (0x242428),
  .foreground = RGB (0xf2f2f4),
  .muted = RGB (0xa8a8b0),
  .grid = RGB (0x35353a),
  .frame = RGB (0x6b6b73),
  .target = RGB (0xb8b8c0),
  .model = RGB (0x62a0ea),
  .residual = RGB (0xff6b6b),
  .agreement = RGB (0x57d992),
  .palette
  = { RGB (0x5a97e0), RGB (0xffa860), RGB (0xe6d8fc), RGB (0x1a9685), RGB (0xa04a30), RGB (0xfff0a0), RGB (0x8458d0) },
  .family = FAMILY,
  .font_size = 11,
  .title_size = 12.5,
  .line_width = 1.6,
  .point_radius = 2.2,
  .tick_length = 4,
};

const VitPlotTheme vit_plot_theme_print = {
  .background = RGB (0xffffff),
  .foreground = RGB (0x000000),
  .muted = RGB (0x2a2a2a),
  .grid = RGB (0xe4e4e4),
  .frame = RGB (0x000000),
  .target = RGB (0x808080),
  .model = RGB (0x0b3d91),
  .residual = RGB (0x9e1b1b),
  .agreement = RGB (0x14663d),
  .palette
  = { RGB (0x0b4fa8), RGB (0xe0700f), RGB (0x2f0d52), RGB (0x2ab7a5), RGB (0x6e330c), RGB (0xe8b420), RGB (0xb8488a) },
  .family = FAMILY,
  .font_size = 8,
  .title_size = 8.5,
  .line_width = 1,
  .point_radius = 1.5,
  .tick_length = 3,
  .boxed = TRUE,
  .redundant = TRUE,
};

const VitPlotRgba *
vit_plot_theme_get_colour (const VitPlotTheme *self, VitPlotColour colour)
{
  switch (colour)
    {
    case VIT_PLOT_COLOUR_FOREGROUND:
      return &self->foreground;
    case VIT_PLOT_COLOUR_MUTED:
      return &self->muted;
    case VIT_PLOT_COLOUR_TARGET:
      return &self->target;
    case VIT_PLOT_COLOUR_MODEL:
      return &self->model;
    case VIT_PLOT_COLOUR_RESIDUAL:
      return &self->residual;
    case VIT_PLOT_COLOUR_AGREEMENT:
      return &self->agreement;
    default:
      return &self->palette[(guint) (colour - VIT_PLOT_COLOUR_PALETTE) % VIT_PLOT_PALETTE_SIZE];
    }
}

void
vit_plot_set_source (cairo_t *cr, const VitPlotRgba *colour, double opacity)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * opacity);
}
