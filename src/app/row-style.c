/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-style.h"

void
vit_row_set_error_style (gpointer widget, gboolean wrong)
{
  /* Of a row with a button only the words are red. */
  const char *class = ADW_IS_ACTION_ROW (widget) ? "problem" : "error";

  if (wrong)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}
