/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The vector code of the sine transform; sine-transform.c includes it once for each target, with
 *
 *     NAME(f)  name of a function or type of this target
 *     TARGET   attribute of its functions. Each needs it, also those that are inlined: the compiler takes vectors that
 *              the target of a function does not have apart before it inlines the function
 *     LANES    floats in a register
 *     GROUP    registers of wave numbers done together
 *     SPLIT    sums that the coarse points are dealt out among; 2 GROUP SPLIT sums hide the delay of an addition
 *
 * and undefines these at its end. */

#define INLINE TARGET VIT_ALWAYS_INLINE
#define FLOATS NAME (Floats)
#define UNALIGNED_FLOATS NAME (UnalignedFloats)
#define HALF_FLOATS NAME (HalfFloats)
#define DOUBLES NAME (Doubles)
#define UNALIGNED_DOUBLES NAME (UnalignedDoubles)
#define DOUBLE_LANES (LANES / 2)

typedef float FLOATS __attribute__ ((vector_size (4 * LANES), aligned (4 * LANES)));
typedef float UNALIGNED_FLOATS __attribute__ ((vector_size (4 * LANES), aligned (4)));
typedef float HALF_FLOATS __attribute__ ((vector_size (2 * LANES), aligned (2 * LANES)));
typedef double DOUBLES __attribute__ ((vector_size (4 * LANES), aligned (4 * LANES)));
typedef double UNALIGNED_DOUBLES __attribute__ ((vector_size (4 * LANES), aligned (8)));

/* Sorts the bins by phase and weighs them. @d is a constant where this is inlined, so that the loads become shuffles;
 * bins past the last whole group of D are done one by one. */
INLINE void
NAME (sort_phases) (VitSineTransform *self, int d, const gint32 *restrict row)
{
  int whole = self->n_bins / d;

  for (int phase = 0; phase < d; phase++)
    {
      float *restrict a = self->fine[phase][0] + PAD, *restrict b = self->fine[phase][1] + PAD;
      const float *restrict scale_a = self->scale[phase][0], *restrict scale_b = self->scale[phase][1];

      for (int j = 0; j < whole; j++)
        {
          float count = (float) row[d * j + phase];

          a[j] = count * scale_a[j];
          b[j] = count * scale_b[j];
        }
      for (int j = whole; j < self->n_fine; j++)
        {
          float count = d * j + phase < self->n_bins ? (float) row[d * j + phase] : 0;

          a[j] = count * scale_a[j];
          b[j] = count * scale_b[j];
        }
    }
}

INLINE void
NAME (gather) (VitSineTransform *self, int d, float *restrict coarse)
{
  /* Coarse point m is at (m − LEFT); the fine bins under its window are those of j = m − LEFT − t, t = −4 … 5. */
  for (int m = 0; m < self->n_coarse; m += LANES)
    {
      FLOATS sum[2] = { { 0 }, { 0 } };

      for (int phase = 0; phase < d; phase++)
        for (int part = 0; part < 2; part++)
          {
            const float *fine = self->fine[phase][part] + m + PAD - LEFT + TAPS / 2 - 1;

            for (int t = 0; t < TAPS; t++)
              sum[t & 1] += *(const UNALIGNED_FLOATS *) (fine - t) * self->tap[phase][part][t];
          }
      *(FLOATS *) (coarse + m) = sum[0] + sum[1];
    }
}

INLINE void
NAME (coarsen) (VitSineTransform *self, const gint32 *row, float *coarse)
{
#define CASE(D)                                                                                                        \
  case D:                                                                                                              \
    NAME (sort_phases) (self, D, row);                                                                                 \
    NAME (gather) (self, D, coarse);                                                                                   \
    break
  switch (self->factor)
    {
      CASE (2);
      CASE (3);
      CASE (4);
      CASE (6);
      CASE (8);
    default:
      for (int k = 0; k < self->n_bins; k++)
        coarse[k] = (float) row[k] * self->scale[0][0][k];
    }
#undef CASE
}

/* A group of wave numbers for two histograms, of which both are read once. */
INLINE void
NAME (multiply_pair) (const VitSineTransform *self, const float *matrix, const float *a, const float *b, float *out_a,
                      float *out_b)
{
  FLOATS sum_a[SPLIT][GROUP] = { { { 0 } } }, sum_b[SPLIT][GROUP] = { { { 0 } } };

  for (int m = 0; m < self->n_coarse; m += SPLIT)
    for (int s = 0; s < SPLIT; s++)
      for (int v = 0; v < GROUP; v++)
        {
          FLOATS sine = ((const FLOATS *) (matrix + (m + s) * BLOCK))[v];

          sum_a[s][v] += sine * a[m + s];
          sum_b[s][v] += sine * b[m + s];
        }
  for (int v = 0; v < GROUP; v++)
    for (int s = 1; s < SPLIT; s++)
      {
        sum_a[0][v] += sum_a[s][v];
        sum_b[0][v] += sum_b[s][v];
      }
  for (int v = 0; v < GROUP; v++)
    {
      ((FLOATS *) out_a)[v] = sum_a[0][v];
      ((FLOATS *) out_b)[v] = sum_b[0][v];
    }
}

INLINE void
NAME (multiply_single) (const VitSineTransform *self, const float *matrix, const float *a, float *out)
{
  FLOATS sum[2 * SPLIT][GROUP] = { { { 0 } } };

  for (int m = 0; m < self->n_coarse; m += 2 * SPLIT)
    for (int s = 0; s < 2 * SPLIT; s++)
      for (int v = 0; v < GROUP; v++)
        sum[s][v] += ((const FLOATS *) (matrix + (m + s) * BLOCK))[v] * a[m + s];
  for (int v = 0; v < GROUP; v++)
    {
      for (int s = 1; s < 2 * SPLIT; s++)
        sum[0][v] += sum[s][v];
      ((FLOATS *) out)[v] = sum[0][v];
    }
}

TARGET static void
NAME (apply) (VitSineTransform *self, int n_rows, const gint32 *rows, int stride, float *out)
{
  gsize length = self->n_blocks * BLOCK;
  int row;

  for (row = 0; row < n_rows; row++)
    NAME (coarsen) (self, rows + (gsize) row * (gsize) stride, self->coarse[row]);
  for (gsize q = 0; q < length; q += GROUP * LANES)
    {
      const float *matrix = self->matrix + q / BLOCK * (gsize) self->n_coarse * BLOCK + q % BLOCK;

      for (row = 0; row + 1 < n_rows; row += 2)
        NAME (multiply_pair) (self, matrix, self->coarse[row], self->coarse[row + 1], out + (gsize) row * length + q,
                              out + (gsize) (row + 1) * length + q);
      if (row < n_rows)
        NAME (multiply_single) (self, matrix, self->coarse[row], out + (gsize) row * length + q);
    }
}

INLINE void
NAME (coarsen_linear) (VitSineTransform *self, const gint32 *restrict row)
{
  int d = self->factor;

  for (int k = 0; k < self->n_bins && d == 1; k++)
    self->exact_coarse[k] = (double) row[k] * (double) self->scale[0][0][k];
  if (d == 1)
    return;
  for (int k = 0; k < self->n_bins; k++)
    for (int part = 0; part < 2; part++)
      self->exact_fine[k % d][part][k / d + PAD] = (double) row[k] * (double) self->scale[k % d][part][k / d];
  for (int m = 0; m < self->n_coarse; m += DOUBLE_LANES)
    {
      DOUBLES sum[2] = { { 0 }, { 0 } };

      /* As in gather(). */
      for (int phase = 0; phase < d; phase++)
        for (int part = 0; part < 2; part++)
          {
            const double *fine = self->exact_fine[phase][part] + m + PAD - LEFT + TAPS / 2 - 1;

            for (int t = 0; t < TAPS; t++)
              sum[t & 1] += *(const UNALIGNED_DOUBLES *) (fine - t) * (double) self->tap[phase][part][t];
          }
      *(DOUBLES *) (self->exact_coarse + m) = sum[0] + sum[1];
    }
}

TARGET static void
NAME (apply_linear) (VitSineTransform *self, const gint32 *row, double *out)
{
  gsize length = self->n_blocks * BLOCK;

  NAME (coarsen_linear) (self, row);
  for (gsize q = 0; q < length; q += 4 * DOUBLE_LANES)
    {
      const float *matrix = self->matrix + q / BLOCK * (gsize) self->n_coarse * BLOCK + q % BLOCK;
      DOUBLES sum[4] = { { 0 } };

      for (int m = 0; m < self->n_coarse; m++)
        for (int v = 0; v < 4; v++)
          sum[v] += __builtin_convertvector(((const HALF_FLOATS *) (matrix + m * BLOCK))[v], DOUBLES)
                    * self->exact_coarse[m];
      for (int v = 0; v < 4; v++)
        ((DOUBLES *) (out + q))[v] = sum[v];
    }
}

#undef INLINE
#undef FLOATS
#undef UNALIGNED_FLOATS
#undef HALF_FLOATS
#undef DOUBLES
#undef UNALIGNED_DOUBLES
#undef DOUBLE_LANES
#undef NAME
#undef TARGET
#undef LANES
#undef GROUP
#undef SPLIT
