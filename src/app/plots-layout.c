/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the grid, in which order and how wide, as texts that can be kept: "shown wide polyhedra Cu". */
#include "plots-private.h"

#include <string.h>

/* Of plots that the study does not have; a file that somebody damaged may hold any number. */
#define MOST_ABSENT 200

static const char *const states[2][2] = { { "hidden half ", "hidden wide " }, { "shown half ", "shown wide " } };

static VitPlot *
find (VitPlots *self, const char *id)
{
  for (guint k = 0; k < self->plots->len; k++)
    if (g_str_equal (((VitPlot *) self->plots->pdata[k])->id, id))
      return self->plots->pdata[k];
  return NULL;
}

/* What a text of a layout says of which plot; %NULL if it says nothing. */
static const char *
parse (const char *text, gboolean *shown, gboolean *wide)
{
  for (int k = 0; k < 4; k++)
    if (g_str_has_prefix (text, states[k / 2][k % 2]))
      {
        *shown = k / 2 == 1;
        *wide = k % 2 == 1;
        return text + strlen (states[k / 2][k % 2]);
      }
  return NULL;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const VitPlot *first = *(gpointer const *) a, *second = *(gpointer const *) b;

  return first->rank - second->rank;
}

/* What is new stays behind what it came behind; what came first of all, before what it came before. Between two ranks
 * there is one that no text of the layout has. */
static void
rank_new_plots (VitPlots *self)
{
  int last = -1;

  for (guint k = self->plots->len; k-- > 0;)
    if (((VitPlot *) self->plots->pdata[k])->rank >= 0)
      last = ((VitPlot *) self->plots->pdata[k])->rank - 1;
  for (guint k = 0; k < self->plots->len; k++)
    {
      VitPlot *plot = self->plots->pdata[k];

      if (plot->rank < 0)
        plot->rank = last;
      last = plot->rank;
    }
}

void
vit_plots_apply_layout (VitPlots *self)
{
  g_autoptr (GPtrArray) absent = g_ptr_array_new ();

  for (guint k = 0; k < self->layout->len; k++)
    {
      gboolean shown, wide;
      const char *id = parse (self->layout->pdata[k], &shown, &wide);
      VitPlot *plot = id != NULL ? find (self, id) : NULL;

      if (plot != NULL)
        {
          plot->shown = shown;
          plot->wide = wide;
          plot->rank = 2 * (int) k + 1;
          gtk_check_button_set_active (GTK_CHECK_BUTTON (plot->choice), shown);
        }
      else if (id != NULL && absent->len < MOST_ABSENT)
        g_ptr_array_add (absent, vit_plot_new_absent (self, self->layout->pdata[k], 2 * (int) k + 1));
    }
  rank_new_plots (self);
  g_ptr_array_extend_and_steal (self->plots, g_steal_pointer (&absent));
  g_ptr_array_sort (self->plots, compare_ranks);
  g_ptr_array_set_size (self->layout, 0);
}

void
vit_plots_set_layout (VitPlots *self, const char *const *layout)
{
  g_ptr_array_set_size (self->layout, 0);
  for (int k = 0; layout != NULL && layout[k] != NULL; k++)
    g_ptr_array_add (self->layout, g_strdup (layout[k]));
}

char **
vit_plots_get_layout (VitPlots *self)
{
  g_autoptr (GStrvBuilder) layout = g_strv_builder_new ();

  for (guint k = 0; k < self->plots->len; k++)
    {
      const VitPlot *plot = self->plots->pdata[k];
      g_autofree char *text = plot->kind == VIT_PLOT_ABSENT
                                  ? g_strdup (plot->id)
                                  : g_strconcat (states[plot->shown][plot->wide], plot->id, NULL);

      g_strv_builder_add (layout, text);
    }
  for (guint k = 0; k < self->layout->len; k++)
    g_strv_builder_add (layout, self->layout->pdata[k]);
  return g_strv_builder_end (layout);
}
