/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-export.h"
#include "figure-view.h"

/* Shared by the files figure-view*.c. */

struct _VitFigureView
{
  GtkWidget parent;
  VitSharedFigure *shared; /* NULL: empty */
  VitPlotTheme theme;
  VitFigureLayout layout;
  GdkTexture *data; /* what is drawn of the figure; NULL: to be drawn */
  GtkWidget *button;
  GtkWidget *menu;
  GtkNativeDialog *chooser;
  GtkEventController *motion;
  GtkEventController *focus;
  double cursor; /* x of the crosshair, NaN if there is none */
  char *label;   /* of accessibility */
  int pointed;   /* bar under the pointer or chosen by keys, −1 for none */
  int selected;
};

/* Bars that can be pointed at; 0 for a figure of curves. */
int vit_figure_view_count_bars (VitFigureView *self);

/* Connects pointer and keys. */
void vit_figure_view_add_controllers (VitFigureView *self);

/* The menu, its button, and what they do. */
void vit_figure_view_class_init_menu (GtkWidgetClass *class);
void vit_figure_view_init_menu (VitFigureView *self);
void vit_figure_view_open_menu (VitFigureView *self, double x, double y);

/* Gives the button its place, shows it while somebody is here. */
void vit_figure_view_allocate_button (VitFigureView *self, int width);
void vit_figure_view_show_button (VitFigureView *self);

/* For tests only. */

/* What the key of @keyval does to a view that has the focus. Returns: whether it does anything. */
gboolean vit_figure_view_press_key (VitFigureView *self, guint keyval);

/* What the readout at the crosshair or at the bar says, on one line; NULL if there is none. Free with g_free(). */
char *vit_figure_view_read (VitFigureView *self);
