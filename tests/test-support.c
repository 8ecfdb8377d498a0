/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-support.h"

#include "composition.h"
#include "configuration-file.h"
#include "feff-file.h"
#include "random-packing.h"

#include <locale.h>
#include <math.h>
#include <string.h>

char *
vit_test_path (const char *name)
{
  const char *source = g_getenv ("VITRUM_SOURCE_DIR");

  return g_build_filename (source != NULL ? source : ".", name, NULL);
}

static void
read_row (const char *row, int n_columns, GArray *values)
{
  const char *c = row;

  for (int i = 0; i < n_columns; i++)
    {
      char *end;
      double value;

      while (*c == ',' || g_ascii_isspace (*c))
        c++;
      value = g_ascii_strtod (c, &end);
      if (end == c)
        g_error ("expected %d numbers, found \"%s\"", n_columns, row);
      c = end;
      g_array_append_val (values, value);
    }
}

VitTestTable *
vit_test_table_read (const char *name, int n_columns)
{
  VitTestTable *self = g_new0 (VitTestTable, 1);
  g_autofree char *path = vit_test_path (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_auto (GStrv) row = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_columns, <=, G_N_ELEMENTS (self->column));
  row = g_strsplit (text, "\n", 0);
  for (gsize i = 0; row[i] != NULL; i++)
    if (row[i][0] != '#' && g_strstrip (row[i])[0] != '\0')
      read_row (row[i], n_columns, values);

  self->n_columns = n_columns;
  self->n = values->len / (guint) n_columns;
  g_assert_cmpuint (self->n, >, 0);
  for (int c = 0; c < n_columns; c++)
    {
      self->column[c] = g_new (double, self->n);
      for (gsize i = 0; i < self->n; i++)
        self->column[c][i] = g_array_index (values, double, i *(gsize) n_columns + (gsize) c);
    }
  return self;
}

void
vit_test_table_free (VitTestTable *self)
{
  for (int c = 0; c < self->n_columns; c++)
    g_free (self->column[c]);
  g_free (self);
}

VitConfiguration *
vit_test_configuration_read (const char *name)
{
  g_autofree char *path = vit_test_path (name);
  g_autoptr (GError) error = NULL;
  VitConfiguration *configuration = vit_configuration_read (path, &error);

  g_assert_no_error (error);
  return configuration;
}

VitCell
vit_test_cell (const double matrix[3][3])
{
  g_autoptr (GError) error = NULL;
  VitCell cell;

  vit_cell_init (&cell, matrix, &error);
  g_assert_no_error (error);
  return cell;
}

VitCell
vit_test_cell_orthogonal (double a, double b, double c)
{
  const double matrix[3][3] = { { a, 0, 0 }, { 0, b, 0 }, { 0, 0, c } };
  VitCell cell = vit_test_cell (matrix);

  g_assert_true (cell.orthogonal);
  return cell;
}

VitCell
vit_test_cell_triclinic (double a, double b, double c)
{
  /* Not triangular either: a has components along y and z. */
  const double matrix[3][3]
      = { { 0.96 * a, 0.24 * a, -0.14 * a }, { -0.35 * b, 0.93 * b, 0.12 * b }, { 0.28 * c, 0.31 * c, 0.91 * c } };
  VitCell cell = vit_test_cell (matrix);

  g_assert_false (cell.orthogonal);
  return cell;
}

VitConfiguration *
vit_test_configuration_random (const VitCell *cell, const char *composition, gsize n_atoms, double closest,
                               guint32 seed)
{
  g_autofree guint8 *atoms = g_new (guint8, n_atoms);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  VitComposition parsed;
  VitConfiguration *configuration;
  double limit[VIT_MAX_PAIRS];

  vit_composition_parse (&parsed, composition, &error);
  g_assert_no_error (error);
  vit_composition_get_atoms (&parsed, n_atoms, atoms, &error);
  g_assert_no_error (error);
  for (gsize i = n_atoms - 1; i > 0; i--)
    {
      gsize j = (gsize) g_rand_int_range (rand, 0, (gint32) i + 1);
      guint8 swapped = atoms[i];

      atoms[i] = atoms[j];
      atoms[j] = swapped;
    }
  for (int pair = 0; pair < VIT_MAX_PAIRS; pair++)
    limit[pair] = closest;
  configuration = vit_random_packing (cell, n_atoms, atoms, closest > 0 ? limit : NULL, seed, &error);
  g_assert_no_error (error);
  return configuration;
}

double
vit_test_nearest_image (const VitConfiguration *configuration, gsize i, gsize j, double vector[3])
{
  const VitCell *cell = vit_configuration_get_cell (configuration);
  const double (*position)[3] = vit_configuration_get_positions (configuration);

  for (int a = 0; a < 3; a++)
    vector[a] = position[j][a] - position[i][a];
  vit_cell_to_fractional (cell, vector, vector);
  for (int a = 0; a < 3; a++)
    vector[a] -= round (vector[a]);
  vit_cell_to_cartesian (cell, vector, vector);
  return sqrt (vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
}

VitNeighbourList *
vit_test_neighbour_list (const VitConfiguration *configuration, double cutoff)
{
  double cutoffs[VIT_MAX_PAIRS];
  g_autoptr (GError) error = NULL;
  VitNeighbourList *list;

  for (int pair = 0; pair < VIT_MAX_PAIRS; pair++)
    cutoffs[pair] = cutoff;
  list = vit_neighbour_list_new (configuration, cutoffs, &error);
  g_assert_no_error (error);
  return list;
}

VitFixedPoint
vit_test_random_place (const VitAtoms *atoms, gsize atom, double step, GRand *rand)
{
  VitFixedPoint point = vit_atoms_get (atoms, atom);

  for (int a = 0; a < 3; a++)
    point.f[a] = vit_fixed_add (
        point.f[a], (gint32) (g_rand_double_range (rand, -step, step) / atoms->cell.width[a] * 4294967296.0));
  return point;
}

GPtrArray *
vit_test_feff_paths (const char *pair)
{
  g_auto (GStrv) part = g_strsplit (pair, "_", 3);
  g_autofree char *name = g_build_filename ("data", "feff", pair, NULL), *path = vit_test_path (name);
  g_autoptr (GError) error = NULL;
  int z[2];
  GPtrArray *paths;

  for (int end = 0; end < 2; end++)
    {
      part[2 * end][0] = g_ascii_toupper (part[2 * end][0]);
      z[end] = vit_element_by_symbol (part[2 * end], -1)->z;
    }
  paths = vit_feff_folder_read (path, z[0], z[1], NULL, &error);
  g_assert_no_error (error);
  return paths;
}

double *
vit_test_grid (double first, double step, gsize n)
{
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = first + (double) i * step;
  return x;
}

double
vit_test_rms (gsize n, const double *a)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * a[i];
  return sqrt (sum / (double) n);
}

double
vit_test_rms_difference (gsize n, const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (sum / (double) n);
}

double
vit_test_largest_difference (gsize n, const double *a, const double *b)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    {
      /* fmax would pass over a NaN. */
      g_assert_true (isfinite (a[i]) && isfinite (b[i]));
      largest = fmax (largest, fabs (a[i] - b[i]));
    }
  return largest;
}

double
vit_test_largest (gsize n, const double *a)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (a[i]));
  return largest;
}

int
vit_test_vector_targets (VitVectorTarget targets[3])
{
  static const VitVectorTarget all[] = { VIT_VECTOR_PLAIN, VIT_VECTOR_AVX2, VIT_VECTOR_AVX512 };
  int n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] <= vit_vector_target ())
      targets[n++] = all[i];
  return n;
}

void
vit_test_assert_message (const GError *error, const char *path, int line, const char *part)
{
  g_autofree char *start = line > 0 ? g_strdup_printf ("%s:%d: ", path, line) : g_strconcat (path, ": ", NULL);

  g_test_message ("%s", error->message);
  if (!g_str_has_prefix (error->message, start) || strstr (error->message, part) == NULL)
    g_error ("expected “%s…%s…”, found “%s”", start, part, error->message);
}

void
vit_test_set_comma_locale (void)
{
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    g_error ("the locale de_DE.UTF-8, which the build makes, is missing; LOCPATH says where it is");
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
}
