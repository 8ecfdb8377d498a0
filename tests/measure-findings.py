#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the table of findings in README.md: what the models that tests/measure-recipes.py made are, beside their
targets.

    tests/measure-findings.py FOLDER       the folder that tests/measure-recipes.py filled (a minute)

Uses build/src/cli/vitrum-cli."""
import sys

from measure_support import distance_of_polyhedra, estimate, print_head, print_row, read_report

runs = [("ta", "Ta", "all"), ("cu50zr50", "Cu50Zr50, round Cu", "Cu"), ("cu64zr36", "Cu64Zr36, round Cu", "Cu")]


def row(name, profile, centre):
    of_centre, of_all = profile["centres"][centre], profile["centres"]["all"]
    networks = profile["networks of icosahedra"]
    return [name, estimate(of_centre["icosahedra"], 100), estimate(of_centre["five-edged faces"], 100),
            estimate(of_centre["effective classes"], 1, 1), "%d" % networks["largest"],
            estimate(of_all["energy"], 1, 4)]


def main(folder):
    print_head(["", "⟨0,0,12,0⟩, %", "five-edged faces, %", "kinds of polyhedra", "largest network", "energy, eV/atom",
                "R² g(r)", "lowest R² of partial g(r)", "distance of polyhedra (chance)"])
    for recipe, name, centre in runs:
        for seed in (1, 2):
            report = read_report(folder, recipe, seed)
            if seed == 1:
                print_row(row("**%s**: target" % name, report["target"], centre) + ["", "", ""])
            g = {curve["name"]: curve["R2"] for curve in report["agreement"] if curve["name"].startswith("g(r)")}
            total = g.pop("g(r) total")
            lowest = min((r2, pair[5:]) for pair, r2 in g.items())
            print_row(row("RMC model, seed %d" % seed, report["model"], centre)
                      + ["%.4f" % total, "%.3f (%s)" % lowest if len(g) > 1 else "",
                         distance_of_polyhedra(report, centre)])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
