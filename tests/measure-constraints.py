#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the table of constraints in README.md: what S(q) and EXAFS leave open, and how far partial g(r), the potential
energy and both close it, for Cu64Zr36 and Ta.

    tests/measure-constraints.py FOLDER    runs what FOLDER has no result of (about an hour on one core), then prints

Uses build/src/cli/vitrum-cli. FOLDER may be that of tests/measure-recipes.py, which has the first rows."""
import sys

from measure_support import distance_of_polyhedra, estimate, print_head, print_row, read_report, run

glasses = [("Cu64Zr36, round Cu", "cu64zr36", "Cu"), ("Ta", "ta", "all")]
models = [("S(q), EXAFS", ""), ("and g(r)", "-partials"), ("and energy", "-energy"), ("and both", "-energy-partials")]


def partials(report):
    """R² of the partial g(r); of the one there is for an element alone."""
    g = {curve["name"][5:]: curve["R2"] for curve in report["agreement"] if curve["name"].startswith("g(r)")}
    if len(g) > 1:
        g.pop("total")
    return ", ".join("%s %.3f" % (pair.replace("-", "–"), r2) for pair, r2 in g.items())


def main(folder):
    print_head(["", "lowest R² of what was fitted", "R² of partial g(r)", "⟨0,0,12,0⟩, %", "five-edged faces, %",
                "distance of polyhedra (chance)", "energy above the target, eV/atom"])
    for name, base, centre in glasses:
        for k, (title, suffix) in enumerate(models):
            summary = run(folder, base + suffix, 1)
            report = read_report(folder, base + suffix, 1)
            target, model = (report[which]["centres"] for which in ("target", "model"))
            if k == 0:
                print_row(["**%s**: target" % name, "", "", estimate(target[centre]["icosahedra"], 100),
                           estimate(target[centre]["five-edged faces"], 100), "", ""])
            lowest = min((data["R2"], data["name"]) for data in summary["data"] if "R2" in data)
            energy = model["all"]["energy"]["value"] - target["all"]["energy"]["value"]
            print_row([title, "%.4f (%s)" % lowest, partials(report), estimate(model[centre]["icosahedra"], 100),
                       estimate(model[centre]["five-edged faces"], 100), distance_of_polyhedra(report, centre),
                       "%.3f" % energy])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
