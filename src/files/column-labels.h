/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "column-file.h"

/**
 * VitColumnLabels:
 * @names: names of the columns without blanks, quotes and units, shape (n)
 * @units: what stood behind them in brackets, or "", shape (n)
 *
 * The names of the columns in a header.
 */
typedef struct
{
  int n;
  char **names;
  char **units;
} VitColumnLabels;

/**
 * vit_column_labels_find:
 * @header: (element-type utf8): the lines before the first row
 * @n_columns: number of columns
 *
 * The last line of the header that has one name for each column: "# k chi chik", "q (nm^-1), S(q)-1".
 *
 * Returns: (nullable): %NULL if there is none.
 */
VitColumnLabels *vit_column_labels_find (const GPtrArray *header, int n_columns, VitCurveKind kind);
void vit_column_labels_free (VitColumnLabels *self);

/* The first column, counted from 1, that is named q, r or k; 0 if there is none. */
int vit_column_labels_find_x (const VitColumnLabels *self, VitCurveKind kind);

/**
 * vit_column_labels_find_y:
 * @wanted: the form that the user gave, or %VIT_FORM_DETECT for the plainest that the file has
 *
 * Returns: the column, counted from 1, that is named as a curve of @kind; 0 if there is none.
 */
int vit_column_labels_find_y (const VitColumnLabels *self, VitCurveKind kind, VitCurveForm wanted);

/**
 * vit_column_labels_find_pair:
 * @pair: "Cu-Zr"
 * @others: (out): whether there are columns that are named after other pairs
 *
 * Returns: the first column, counted from 1, that is named after this pair of elements in either order: "g_CuZr",
 * "S_Zr-Cu(q)", "Cu-Zr"; 0 if there is none.
 */
int vit_column_labels_find_pair (const VitColumnLabels *self, const char *pair, gboolean *others);

/**
 * vit_column_labels_get_form:
 * @column: counted from 1
 * @weak: (out): whether the name is also in use for another form: "chik" alone may be χ(k)
 *
 * Returns: the form that the name says; %VIT_FORM_DETECT where it says none ("S(q)" is written over all its forms).
 */
VitCurveForm vit_column_labels_get_form (const VitColumnLabels *self, int column, VitCurveKind kind, gboolean *weak);

/* Whether the column is named as an energy or an angle, which are no q, r or k. */
gboolean vit_column_label_is_foreign (const char *name);

/**
 * vit_header_length_unit:
 *
 * Returns: 1 if the unit of the first column is written as nm or nm⁻¹, 0 if as Å or Å⁻¹, -1 if it is not written or
 * both are: in the label of the column, else (q, k) anywhere in the header.
 */
int vit_header_length_unit (const GPtrArray *header, const VitColumnLabels *labels, int x_column, VitCurveKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitColumnLabels, vit_column_labels_free)
