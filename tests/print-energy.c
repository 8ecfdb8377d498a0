/* SPDX-License-Identifier: GPL-3.0-or-later */

/* print-energy CONFIGURATION POTENTIAL…: pressure in eV/Å³, then energy and force of each atom, for test-lammps.py. */

#include "configuration-file.h"
#include "eam-energy.h"
#include "eam-file.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitConfiguration) configuration = argc > 2 ? vit_configuration_read (argv[1], &error) : NULL;
  g_autoptr (VitEam) eam = configuration != NULL ? vit_eam_file_read ((const char *const *) (argv + 2), &error) : NULL;
  g_autoptr (VitEamEnergy) energy = eam != NULL ? vit_eam_energy_new (eam, configuration, &error) : NULL;

  if (energy == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: print-energy CONFIGURATION POTENTIAL…");
      return 1;
    }
  printf ("%.15g\n", energy->pressure);
  for (gsize i = 0; i < energy->n_atoms; i++)
    printf ("%.15g %.15g %.15g %.15g\n", energy->energy[i], energy->force[i][0], energy->force[i][1],
            energy->force[i][2]);
  return 0;
}
