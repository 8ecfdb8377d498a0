/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reliability.h"

/* Shared by the files reliability*.c. */

#define VIT_OTHER_MATERIAL                                                                                             \
  "Model and target are not the same material: their compositions or densities differ, so that this cannot be "        \
  "compared."

/* Fills in a check (transfer full: @finding) that was made. */
VitCheck *vit_check_new (const char *name, VitCheckState state, double value, char *finding, const char *threshold,
                         const char *const meanings[3]);

/* One that could not be made. @what_it_takes: copied */
VitCheck *vit_check_new_none (const char *name, const char *what_it_takes);

/* Judges a value that is to be small. NaN: could not be checked. */
VitCheckState vit_check_judge (double value, double good, double poor);

/* "15.9 ± 0.6", in per cent. Free with g_free(). */
char *vit_check_percent (VitEstimate estimate);

/* "Cu", "all atoms". */
const char *vit_check_centre (const VitProfile *profile, int element);

/* Local order and chemistry, against the target if there is one, else by what is usual. */
VitCheck *vit_check_order (const VitEvidence *evidence);
VitCheck *vit_check_chemistry (const VitEvidence *evidence);
