/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eam.h"

/* A potential of Debian's lammps-data by its name; "Cu_u3.eam Ni_u3.eam" for more files than one. */
VitEam *vit_test_eam (const char *names);
