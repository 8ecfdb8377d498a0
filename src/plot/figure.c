/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

static void
layer_free (VitLayer *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->x);
  g_free (self->y);
  g_free (self->extra);
  g_free (self);
}

VitFigure *
vit_figure_new (void)
{
  VitFigure *self = g_new0 (VitFigure, 1);

  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  for (int axis = 0; axis < 2; axis++)
    self->axes[axis].low = self->axes[axis].high = NAN;
  return self;
}

void
vit_figure_free (VitFigure *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  for (int axis = 0; axis < 2; axis++)
    g_free (self->axes[axis].label);
  g_ptr_array_unref (self->layers);
  g_strfreev (self->categories);
  layer_free (self->residual);
  g_free (self->annotation);
  vit_figure_free (self->inset);
  g_free (self);
}

static void
set_text (char **to, const char *text)
{
  char *copy = vit_plot_text_copy (text);

  g_free (*to);
  *to = copy;
}

void
vit_figure_set_title (VitFigure *self, const char *title)
{
  set_text (&self->title, title);
}

void
vit_figure_set_label (VitFigure *self, VitAxis axis, const char *label)
{
  set_text (&self->axes[axis].label, label);
}

void
vit_figure_set_scale (VitFigure *self, VitAxis axis, VitPlotScaleKind kind)
{
  self->axes[axis].kind = kind;
}

void
vit_figure_set_range (VitFigure *self, VitAxis axis, double low, double high)
{
  self->axes[axis].low = low > high ? high : low;
  self->axes[axis].high = low > high ? low : high;
}

void
vit_figure_set_include_zero (VitFigure *self, VitAxis axis, gboolean include_zero)
{
  self->axes[axis].include_zero = include_zero;
}

static double *
copy_doubles (const double *from, gsize n)
{
  return from == NULL ? NULL : g_memdup2 (from, n * sizeof *from);
}

static int
add_layer (VitFigure *self, const VitLayer *layer)
{
  VitLayer *copy = g_memdup2 (layer, sizeof *layer);

  copy->name = vit_plot_text_copy (layer->name);
  copy->x = copy_doubles (layer->x, layer->kind == VIT_LAYER_STEPS ? layer->n + 1 : layer->n);
  copy->y = copy_doubles (layer->y, layer->n);
  copy->extra = copy_doubles (layer->extra, layer->n);
  g_ptr_array_add (self->layers, copy);
  return (int) self->layers->len - 1;
}

/* The members of a layer are not written to before they are copied. */
#define UNCONST(pointer) ((double *) (gintptr) (pointer))

int
vit_figure_add_line (VitFigure *self, const char *name, gsize n, const double *x, const double *y, VitPlotColour colour,
                     VitLineStyle style)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_LINE,
                                       .name = (char *) name,
                                       .n = n,
                                       .x = UNCONST (x),
                                       .y = UNCONST (y),
                                       .colour = colour,
                                       .style = style });
}

int
vit_figure_add_points (VitFigure *self, const char *name, gsize n, const double *x, const double *y,
                       const double *errors, VitPlotColour colour)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_POINTS,
                                       .name = (char *) name,
                                       .n = n,
                                       .x = UNCONST (x),
                                       .y = UNCONST (y),
                                       .extra = UNCONST (errors),
                                       .colour = colour });
}

int
vit_figure_add_steps (VitFigure *self, const char *name, gsize n, const double *edges, const double *values,
                      VitPlotColour colour)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_STEPS,
                                       .name = (char *) name,
                                       .n = n,
                                       .x = n > 0 ? UNCONST (edges) : NULL,
                                       .y = UNCONST (values),
                                       .colour = colour });
}

int
vit_figure_add_band (VitFigure *self, const char *name, gsize n, const double *x, const double *low, const double *high,
                     VitPlotColour colour)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_BAND,
                                       .name = (char *) name,
                                       .n = n,
                                       .x = UNCONST (x),
                                       .y = UNCONST (low),
                                       .extra = UNCONST (high),
                                       .colour = colour });
}

int
vit_figure_add_reference (VitFigure *self, VitAxis axis, double value, const char *label, VitPlotColour colour)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_REFERENCE,
                                       .name = (char *) label,
                                       .n = 1,
                                       .y = &value,
                                       .colour = colour,
                                       .style = VIT_LINE_DASHED,
                                       .axis = axis });
}

void
vit_figure_set_categories (VitFigure *self, gsize n, const char *const *labels)
{
  g_strfreev (self->categories);
  self->categories = g_new0 (char *, n + 1);
  self->n_categories = n;
  for (gsize i = 0; i < n; i++)
    self->categories[i] = vit_plot_text_copy (labels[i] != NULL ? labels[i] : "");
}

int
vit_figure_add_bars (VitFigure *self, const char *name, gsize n, const double *values, const double *errors,
                     VitPlotColour colour)
{
  return add_layer (self, &(VitLayer){ .kind = VIT_LAYER_BARS,
                                       .name = (char *) name,
                                       .n = n,
                                       .y = UNCONST (values),
                                       .extra = UNCONST (errors),
                                       .colour = colour,
                                       .ordinal = self->n_bars++ });
}

void
vit_figure_set_residual (VitFigure *self, gsize n, const double *x, const double *model, const double *target)
{
  g_clear_pointer (&self->residual, layer_free);
  if (n == 0)
    return;
  self->residual = g_new0 (VitLayer, 1);
  self->residual->kind = VIT_LAYER_LINE;
  self->residual->n = n;
  self->residual->x = copy_doubles (x, n);
  self->residual->y = g_new (double, n);
  self->residual->colour = VIT_PLOT_COLOUR_RESIDUAL;
  for (gsize i = 0; i < n; i++)
    self->residual->y[i] = model[i] - target[i];
}

void
vit_figure_set_legend (VitFigure *self, VitCorner corner)
{
  self->legend = corner;
}

void
vit_figure_set_annotation (VitFigure *self, const char *text, VitCorner corner, VitPlotColour colour)
{
  set_text (&self->annotation, text);
  self->annotation_corner = corner;
  self->annotation_colour = colour;
}

void
vit_figure_set_inset (VitFigure *self, VitFigure *inset, VitCorner corner, double width, double height)
{
  vit_figure_free (self->inset);
  self->inset = inset;
  self->inset_corner = corner;
  self->inset_width = CLAMP (width, 0, 1);
  self->inset_height = CLAMP (height, 0, 1);
}

int
vit_figure_get_n_layers (const VitFigure *self)
{
  return (int) self->layers->len;
}
