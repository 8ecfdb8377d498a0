#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the table of results in README.md: runs the shipped recipes with two seeds and those with the paper's sigma with
one, and prints R2 of all that was and was not fitted.

    tests/measure-recipes.py FOLDER        runs what FOLDER has no result of (about 25 minutes on one core), then prints

Uses build/src/cli/vitrum-cli."""
import sys

from measure_support import print_head, print_row, run

runs = [(recipe, seed) for recipe in ("ta", "cu50zr50", "cu64zr36") for seed in (1, 2)]
runs += [(recipe, 1) for recipe in ("ta-paper", "cu50zr50-paper", "cu64zr36-paper")]
pairs = (("Cu-Cu", "Ta-Ta"), ("Cu-Zr", "Zr-Cu"), ("Zr-Zr",))


def find(values, *names):
    for name in names:
        if name in values:
            return "%.4f" % values[name]
    return ""


def row(recipe, seed, summary):
    fitted = {data["name"]: data["R2"] for data in summary["data"]}
    other = summary["not_fitted_R2"]
    cells = [recipe, str(seed), "%.4g M" % (summary["moves"]["attempted"] / 1e6), "%.1f" % (summary["seconds"] / 60),
             find(fitted, "X-ray S(q)"), find(fitted, "Cu K EXAFS", "Ta L3 EXAFS"), find(fitted, "Zr K EXAFS"),
             find(other, "g(r) total")]
    cells += [find(other, *("g(r) " + pair for pair in names)) for names in pairs]
    return cells


def main(folder):
    print_head(["recipe", "seed", "moves", "minutes", "S(q)", "Cu K or Ta L3", "Zr K", "g(r)", "g Cu–Cu, Ta–Ta", "g Cu–Zr",
                "g Zr–Zr"])
    for recipe, seed in runs:
        print_row(row(recipe, seed, run(folder, recipe, seed)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
