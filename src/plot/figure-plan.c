/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-private.h"

#include <math.h>

/* Labels of an axis closer than this, in lines of text, read as one number. */
#define LABEL_GAP 0.8

static double
text_width (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme, const char *text)
{
  double width;

  vit_plot_text_measure (cr, theme, text, plan->font, &width, NULL);
  return width;
}

static double
widest_label (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme, const VitTicks *ticks)
{
  double widest = 0;

  for (gsize i = 0; ticks != NULL && i < ticks->n_major; i++)
    widest = fmax (widest, text_width (plan, cr, theme, ticks->labels[i]));
  return widest;
}

static void
replace_ticks (VitTicks **ticks, const VitPlotScale *scale, double spacing)
{
  vit_ticks_free (*ticks);
  *ticks = vit_ticks_new (scale->kind, scale->low, scale->high, fabs (scale->to - scale->from), spacing);
}

/* Numbers at the y axes. Returns: the width that they take. */
static double
plan_y (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, double top, double bottom)
{
  VitFigureLayout *out = &plan->out;
  double strip = 0, gap = 0.7 * plan->line, widest;

  if (self->residual != NULL && self->n_categories == 0 && bottom - top > 7 * plan->line)
    strip = fmax (2.1 * plan->line, 0.19 * (bottom - top));
  out->panel.y = top;
  out->panel.height = fmax (bottom - top - (strip > 0 ? strip + gap : 0), 1);
  out->residual.y = bottom - strip;
  out->residual.height = strip;
  out->y.from = out->panel.y + out->panel.height;
  out->y.to = out->panel.y;
  replace_ticks (&plan->y, &out->y, fmax (2.3 * plan->line, out->panel.height / 7));
  widest = widest_label (plan, cr, theme, plan->y);
  if (strip > 0)
    {
      out->residual_y.from = bottom;
      out->residual_y.to = bottom - strip;
      vit_ticks_free (plan->residual_y);
      plan->residual_y = vit_ticks_new_pair (VIT_RESIDUAL_TICK * out->residual_y.high);
      widest = fmax (widest, widest_label (plan, cr, theme, plan->residual_y));
    }
  return widest;
}

/* Sets the x axis between @left and @right, with numbers as close as they fit. */
static void
plan_x (VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme, double left, double right)
{
  VitPlotScale *x = &plan->out.x;
  double spacing = fmax (4 * plan->line, (right - left) / 9);

  x->from = left;
  x->to = right;
  plan->out.panel.x = plan->out.residual.x = left;
  plan->out.panel.width = right - left;
  plan->out.residual.width = plan->out.residual.height > 0 ? right - left : 0;
  for (int attempt = 0; attempt < 12; attempt++)
    {
      gboolean fits = TRUE;
      double end = -INFINITY;

      replace_ticks (&plan->x, x, spacing);
      for (gsize i = 0; i < plan->x->n_major; i++)
        {
          double half = text_width (plan, cr, theme, plan->x->labels[i]) / 2;
          double at = vit_plot_scale_to_device (x, plan->x->major[i]);

          fits = fits && at - half > end;
          end = at + half + LABEL_GAP * plan->line;
        }
      if (fits)
        break;
      spacing *= 1.3;
    }
}

/* How far the last number of the x axis stands out at the right. */
static double
x_overhang (const VitFigurePlan *plan, cairo_t *cr, const VitPlotTheme *theme)
{
  double end = 0;

  if (plan->x->n_major > 0)
    end = vit_plot_scale_to_device (&plan->out.x, plan->x->major[plan->x->n_major - 1])
          + text_width (plan, cr, theme, plan->x->labels[plan->x->n_major - 1]) / 2;
  return fmax (0, end - (plan->width - plan->pad / 2));
}

/* Labels level if they fit, else at 45°, else upright, else not all or none. Returns: the height that they take. */
static double
plan_categories (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme, double width)
{
  VitCategoryStyle *style = &plan->categories;
  double slot = width / (double) self->n_categories, widest = 0, most = 0.36 * plan->height;

  for (gsize i = 0; i < self->n_categories; i++)
    widest = fmax (widest, text_width (plan, cr, theme, self->categories[i]));
  *style = (VitCategoryStyle){ 0, 0, 1 };
  if (widest + 0.5 * plan->line <= slot || (self->n_categories == 1 && widest <= width))
    return plan->line;
  if (slot >= 1.5 * plan->line)
    {
      style->angle = G_PI / 4;
      style->width = fmin (widest, fmax (most * G_SQRT2 - plan->line, plan->line));
      return (style->width + plan->line) / G_SQRT2;
    }
  style->angle = G_PI / 2;
  style->stride = (gsize) fmax (1, ceil (plan->line / slot));
  style->width = fmin (widest, most);
  /* Cut off in the middle they would tell nothing. */
  if (style->width < 0.85 * widest)
    style->stride = 0;
  return style->stride == 0 ? 0 : style->width;
}

/* Room for texts round the panels. */
static void
plan_margins (VitFigurePlan *plan, const VitFigure *self, double *top, double *bottom, double *left)
{
  gboolean titled = self->title != NULL || (self->annotation != NULL && self->annotation_corner == VIT_CORNER_TITLE);

  plan->title = titled && plan->height > 8.5 * plan->line;
  plan->x_label = self->axes[VIT_AXIS_X].label != NULL && plan->height > 7.5 * plan->line;
  plan->y_label
      = self->axes[VIT_AXIS_Y].label != NULL && plan->width > 14 * plan->line && plan->height > 7.5 * plan->line;
  *top
      = plan->pad + (plan->title ? 1.25 * plan->title_font + 0.6 * plan->line : 0.3 * plan->line) + plan->raised_height;
  *bottom = plan->height - plan->pad - (plan->x_label ? 1.15 * plan->line : 0);
  *left = plan->pad + (plan->y_label ? 1.25 * plan->line : 0);
}

static void
settle (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  double top, bottom, left, right = plan->width - plan->pad, tick = theme->tick_length + 0.35 * plan->line;
  gboolean numbers = plan->height > 4.2 * plan->line && plan->width > 6 * plan->line;
  double panel_bottom, panel_left, labels = numbers ? plan->line : 0;

  plan_margins (plan, self, &top, &bottom, &left);
  if (theme->boxed)
    tick = 0.5 * plan->line;
  if (!numbers)
    tick = 0;
  panel_bottom = bottom - labels - tick;
  /* The width of the numbers at the y axis depends on the height of the panel, and that on the labels below. */
  for (int pass = 0; pass < 2; pass++)
    {
      double widest = plan_y (plan, self, cr, theme, top, panel_bottom);

      panel_left = left + (numbers && widest < 0.45 * plan->width ? widest + tick : 0);
      if (self->n_categories > 0 && numbers)
        labels = plan_categories (plan, self, cr, theme, right - panel_left);
      panel_bottom = fmax (bottom - labels - tick, top + 1);
    }
  if (panel_left > right - 1)
    panel_left = right - 1;
  plan_x (plan, cr, theme, panel_left, right);
  for (int pass = 0; pass < 2 && self->n_categories == 0 && numbers; pass++)
    {
      right = fmax (right - x_overhang (plan, cr, theme), panel_left + 1);
      plan_x (plan, cr, theme, panel_left, right);
    }
  if (!numbers || plan->empty)
    {
      g_clear_pointer (&plan->x, vit_ticks_free);
      g_clear_pointer (&plan->y, vit_ticks_free);
      g_clear_pointer (&plan->residual_y, vit_ticks_free);
    }
  else if (panel_left - left < tick)
    {
      g_clear_pointer (&plan->y, vit_ticks_free);
      g_clear_pointer (&plan->residual_y, vit_ticks_free);
    }
  plan->out.categories = (VitFigureRect){ 0 };
  if (self->n_categories > 0 && numbers)
    {
      g_clear_pointer (&plan->x, vit_ticks_free);
      plan->out.categories = (VitFigureRect){ panel_left, bottom - labels - tick, right - panel_left, labels + tick };
    }
}

/* Raises the end of the y axis so that @share of the panel is free at the top. */
static void
add_headroom (VitPlotScale *y, double share)
{
  double high;

  share = fmin (share, 0.5);
  if (y->kind == VIT_PLOT_LOG)
    high = pow (10, log10 (y->low) + (log10 (y->high) - log10 (y->low)) / (1 - share));
  else
    high = y->low + (y->high - y->low) / (1 - share);
  if (vit_plot_scale_holds (y->kind, high))
    y->high = high;
}

/* Lowers the start of the y axis where the label of a level line would not stand below it. */
static void
add_footroom (VitFigurePlan *plan, const VitFigure *self)
{
  VitPlotScale *y = &plan->out.y;
  double value, share = vit_figure_get_footroom (plan, self, &value), low;

  if (!(share > 0 && share < 0.4) || y->kind != VIT_PLOT_LINEAR || isfinite (self->axes[VIT_AXIS_Y].low))
    return;
  low = (value - share * y->high) / (1 - share);
  if (vit_plot_scale_holds (y->kind, low))
    y->low = fmin (y->low, low);
}

/* Returns: the share of the height that is needed at the top. */
static double
lay_out (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  settle (plan, self, cr, theme);
  return vit_figure_place (plan, self, cr, theme);
}

/* As lay_out(), with what is needed at the top added to the y axis. */
static void
lay_out_with_headroom (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  double headroom = lay_out (plan, self, cr, theme);

  if (headroom == 0 || isfinite (self->axes[VIT_AXIS_Y].high))
    return;
  add_headroom (&plan->out.y, headroom);
  lay_out (plan, self, cr, theme);
}

/* Where the legend would cover data, the y axis goes on above them if that costs no more than a line above the panel;
 * otherwise, and where it does not help, the legend goes there. */
static void
arrange (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, const VitPlotTheme *theme)
{
  gboolean fixed = isfinite (self->axes[VIT_AXIS_Y].high);
  double high, headroom;

  settle (plan, self, cr, theme);
  add_footroom (plan, self);
  high = plan->out.y.high;
  headroom = lay_out (plan, self, cr, theme);
  if (headroom > 0 && !fixed && !(plan->crowded && headroom * plan->out.panel.height > 1.3 * plan->line))
    {
      add_headroom (&plan->out.y, headroom);
      headroom = lay_out (plan, self, cr, theme);
    }
  if (plan->crowded && vit_figure_raise_legend (plan, self, cr, theme))
    {
      plan->out.y.high = high;
      lay_out_with_headroom (plan, self, cr, theme);
    }
  else if (headroom > 0 && plan->out.y.high == high)
    lay_out_with_headroom (plan, self, cr, theme);
}

VitPlotTheme
vit_figure_fit_theme (const VitPlotTheme *theme, double width, double height)
{
  VitPlotTheme fitted = *theme;
  double least = theme->least_size > 0 ? fmin (theme->least_size / theme->font_size, 1) : 0.7;
  double shrink = CLAMP (fmin (width / 22, height / 14) / theme->font_size, least, 1);

  fitted.font_size *= shrink;
  fitted.title_size *= shrink;
  fitted.line_width *= shrink;
  fitted.point_radius *= shrink;
  fitted.tick_length *= shrink;
  return fitted;
}

void
vit_figure_plan_init (VitFigurePlan *plan, const VitFigure *self, cairo_t *cr, double width, double height,
                      const VitPlotTheme *theme)
{
  double low[2], high[2], half;

  *plan = (VitFigurePlan){ .width = width, .height = height };
  plan->font = theme->font_size;
  plan->title_font = theme->title_size;
  plan->pad = fmax (3, 0.8 * plan->font);
  vit_plot_text_measure (cr, theme, "0", plan->font, NULL, &plan->line);
  plan->references = g_new0 (VitFigureRect, self->layers->len + 1);
  plan->empty = !vit_figure_get_ranges (self, low, high);
  plan->out.x.kind = self->n_categories > 0 ? VIT_PLOT_LINEAR : self->axes[VIT_AXIS_X].kind;
  plan->out.x.low = low[VIT_AXIS_X];
  plan->out.x.high = high[VIT_AXIS_X];
  plan->out.y.kind = self->axes[VIT_AXIS_Y].kind;
  plan->out.y.low = low[VIT_AXIS_Y];
  plan->out.y.high = high[VIT_AXIS_Y];
  half = self->residual != NULL ? vit_figure_get_residual_range (self, low[0], high[0]) : 1;
  plan->out.residual_y = (VitPlotScale){ VIT_PLOT_LINEAR, -half, half, 0, 1 };
  vit_plot_scale_mend (VIT_PLOT_LINEAR, &plan->out.residual_y.low, &plan->out.residual_y.high);
  arrange (plan, self, cr, theme);
}

void
vit_figure_plan_clear (VitFigurePlan *plan)
{
  vit_ticks_free (plan->x);
  vit_ticks_free (plan->y);
  vit_ticks_free (plan->residual_y);
  g_free (plan->references);
}

void
vit_figure_get_layout (const VitFigure *self, cairo_t *cr, double width, double height, const VitPlotTheme *theme,
                       VitFigureLayout *layout)
{
  *layout = (VitFigureLayout){ 0 };
  if (!(width >= 1 && height >= 1 && width < 1e6 && height < 1e6))
    return;

  g_auto (VitFigurePlan) plan = { 0 };

  VitPlotTheme fitted = vit_figure_fit_theme (theme, width, height);

  vit_figure_plan_init (&plan, self, cr, width, height, &fitted);
  *layout = plan.out;
}
