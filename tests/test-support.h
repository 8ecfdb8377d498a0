/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "atoms.h"
#include "configuration.h"
#include "neighbour-list.h"
#include "vector-targets.h"

/* What the tests of structure and observables share: reference tables, random configurations, comparisons; how
 * messages about files begin, and a locale in which files must be read and written alike. */

/**
 * VitTestTable:
 * @n: number of rows
 * @column: columns, each of shape (n)
 *
 * A table of numbers. Rows that begin with '#' are left out; commas and blanks divide columns.
 */
typedef struct
{
  gsize n;
  int n_columns;
  double *column[8];
} VitTestTable;

/* @name is below the root of the repository; a file that has not @n_columns numbers in every row fails the test. */
VitTestTable *vit_test_table_read (const char *name, int n_columns);
void vit_test_table_free (VitTestTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitTestTable, vit_test_table_free)

/* Path of a file below the root of the repository. */
char *vit_test_path (const char *name);

/* Reads a configuration below the root of the repository. */
VitConfiguration *vit_test_configuration_read (const char *name);

/* A cell that must be good. */
VitCell vit_test_cell (const double matrix[3][3]);

/* Orthogonal, and triclinic with all angles far from 90°. */
VitCell vit_test_cell_orthogonal (double a, double b, double c);
VitCell vit_test_cell_triclinic (double a, double b, double c);

/**
 * vit_test_configuration_random:
 * @composition: "Cu64Zr36"; the elements are mixed over the atoms
 * @closest: least distance of all pairs, Å; 0 for an ideal gas
 */
VitConfiguration *vit_test_configuration_random (const VitCell *cell, const char *composition, gsize n_atoms,
                                                 double closest, guint32 seed);

/**
 * vit_test_nearest_image:
 * @vector: (out): from atom @i to the nearest image of atom @j, Å
 *
 * By the plain formula, for comparisons: the fractional difference wrapped into ±½. Returns: its length.
 */
double vit_test_nearest_image (const VitConfiguration *configuration, gsize i, gsize j, double vector[3]);

/* Neighbours within one cut-off for all pairs, Å. */
VitNeighbourList *vit_test_neighbour_list (const VitConfiguration *configuration, double cutoff);

/* A place within ± @step Å of an atom's along each axis. */
VitFixedPoint vit_test_random_place (const VitAtoms *atoms, gsize atom, double step, GRand *rand);

/* Paths of data/feff for one pair, such as "cu_k_zr" (element-type VitFeffPath). */
GPtrArray *vit_test_feff_paths (const char *pair);

/* @n even steps from @first. */
double *vit_test_grid (double first, double step, gsize n);

/* Root of the mean square, of @a and of @a − @b; the largest |a − b| and |a|. */
double vit_test_rms (gsize n, const double *a);
double vit_test_rms_difference (gsize n, const double *a, const double *b);
double vit_test_largest_difference (gsize n, const double *a, const double *b);
double vit_test_largest (gsize n, const double *a);

/* Vector targets that this processor runs, widest last. Returns: how many. */
int vit_test_vector_targets (VitVectorTarget targets[3]);

/* The message must begin with the file's path and line, or with the path only if @line is 0, and hold @part. */
void vit_test_assert_message (const GError *error, const char *path, int line, const char *part);

/* Sets the locale with a decimal comma that the build makes; setlocale (LC_ALL, "C") goes back. */
void vit_test_set_comma_locale (void);
