/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

static const VitCommand commands[] = {
  { "rdf", "total and partial g(r) and G(r)", vit_cli_compute_rdf },
  { "sq", "X-ray, neutron and partial S(q)", vit_cli_compute_sq },
  { "exafs", "EXAFS of one edge", vit_cli_compute_exafs },
  { "voronoi", "Voronoi polyhedra", vit_cli_compute_voronoi },
  { "coordination", "coordination numbers and chemical order", vit_cli_compute_coordination },
  { "angles", "bond-angle distributions", vit_cli_compute_angles },
  { "order", "bond-orientational order", vit_cli_compute_order },
  { "clusters", "connections of icosahedra", vit_cli_compute_clusters },
  { "energy", "potential energy", vit_cli_compute_energy },
  { NULL, NULL, NULL },
};

int
vit_cli_compute (int argc, char **argv)
{
  return vit_cli_dispatch (commands, "Computes what a configuration would show, as comma-separated columns.", argc,
                           argv);
}
