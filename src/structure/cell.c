/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cell.h"

#include "error.h"

#include <math.h>

static void
cross (const double a[3], const double b[3], double out[3])
{
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

gboolean
vit_cell_init (VitCell *self, const double matrix[3][3], GError **error)
{
  double face[3][3];
  double volume, scale = 1;

  for (int i = 0; i < 3; i++)
    {
      double length = sqrt (dot (matrix[i], matrix[i]));

      if (!isfinite (length))
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "cell vector %d is not a finite number", i + 1);
          return FALSE;
        }
      scale *= length;
      cross (matrix[(i + 1) % 3], matrix[(i + 2) % 3], face[i]);
    }

  volume = dot (matrix[0], face[0]);
  if (!(volume > 1e-9 * scale) || !isfinite (volume))
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                   "expected three right-handed cell vectors that enclose a volume, found a volume of %g Å³", volume);
      return FALSE;
    }

  self->volume = volume;
  self->orthogonal = TRUE;
  for (int i = 0; i < 3; i++)
    {
      self->width[i] = volume / sqrt (dot (face[i], face[i]));
      for (int j = 0; j < 3; j++)
        {
          self->matrix[i][j] = matrix[i][j];
          self->inverse[j][i] = face[i][j] / volume;
          if (i != j && matrix[i][j] != 0)
            self->orthogonal = FALSE;
        }
    }
  return TRUE;
}

gboolean
vit_cell_init_parameters (VitCell *self, const double length[3], const double angle[3], GError **error)
{
  double cos_a = cos (angle[0]), cos_b = cos (angle[1]), cos_c = cos (angle[2]), sin_c = sin (angle[2]);
  double matrix[3][3] = { { length[0], 0, 0 },
                          { length[1] * cos_c, length[1] * sin_c, 0 },
                          { length[2] * cos_b, length[2] * (cos_a - cos_b * cos_c) / sin_c, 0 } };
  double rest = length[2] * length[2] - matrix[2][0] * matrix[2][0] - matrix[2][1] * matrix[2][1];

  /* Of angles that lie in one plane rounding leaves 1e-16 of the square, 1e-8 of the length. */
  for (int i = 0; i < 3; i++)
    if (!(length[i] > 0))
      {
        g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "expected edges above zero, found %g Å", length[i]);
        return FALSE;
      }
  matrix[2][2] = rest > 1e-14 * length[2] * length[2] ? sqrt (rest) : 0;
  /* A right angle leaves cos 90° = 6e-17 behind, which would cost the fast path of orthogonal cells. */
  for (int i = 1; i < 3; i++)
    for (int j = 0; j < i; j++)
      if (fabs (matrix[i][j]) < 1e-12 * length[i])
        matrix[i][j] = 0;
  return vit_cell_init (self, (const double (*)[3]) matrix, error);
}

double
vit_cell_inscribed_radius (const VitCell *self)
{
  return 0.5 * MIN (self->width[0], MIN (self->width[1], self->width[2]));
}

static void
multiply (const double in[3], const double matrix[3][3], double out[3])
{
  double x = in[0], y = in[1], z = in[2];

  for (int j = 0; j < 3; j++)
    out[j] = x * matrix[0][j] + y * matrix[1][j] + z * matrix[2][j];
}

void
vit_cell_to_fractional (const VitCell *self, const double in[3], double out[3])
{
  multiply (in, self->inverse, out);
}

void
vit_cell_to_cartesian (const VitCell *self, const double in[3], double out[3])
{
  multiply (in, self->matrix, out);
}

void
vit_cell_triangular (const VitCell *self, double out[3][3])
{
  const double (*m)[3] = self->matrix;
  double normal[3];

  out[0][0] = sqrt (dot (m[0], m[0]));
  out[0][1] = out[0][2] = out[1][2] = 0;
  out[1][0] = dot (m[1], m[0]) / out[0][0];
  cross (m[0], m[1], normal);
  out[1][1] = sqrt (dot (normal, normal)) / out[0][0];
  out[2][0] = dot (m[2], m[0]) / out[0][0];
  out[2][1] = (dot (m[2], m[1]) - out[2][0] * out[1][0]) / out[1][1];
  out[2][2] = self->volume / (out[0][0] * out[1][1]);
}
