#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pictures in data/images: of the demos for the start page, and for README.md pages of the report on a model that
tests/measure-recipes.py made.

    tests/make-images.py [FOLDER]          the folder that tests/measure-recipes.py filled; without it no report

Uses build/src/cli/vitrum-cli and pdftoppm."""
import os
import subprocess
import sys
import tempfile

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# An icosahedron of each glass, and what is round it.
DEMOS = {"cu64zr36": 421, "cu50zr50": 819, "ta": 1226}


def draw_demos():
    for name, atom in DEMOS.items():
        subprocess.run([os.path.join(root, "build/src/cli/vitrum-cli"), "picture",
                        os.path.join(root, "data/glasses", name + ".xyz"),
                        os.path.join(root, "data/images", "demo-" + name + ".png"), "--size", "416x224", "--transparent",
                        "--no-cell", "--no-axes", "--atom", str(atom), "--around", str(atom), "--distance", "7",
                        "--turn", "20,15"], check=True)


def draw_report(folder):
    with tempfile.TemporaryDirectory() as out:
        pdf = os.path.join(out, "report.pdf")
        subprocess.run([os.path.join(root, "build/src/cli/vitrum-cli"), "report", "--quiet", "--pdf", pdf,
                        os.path.join(folder, "res-cu64zr36-1", "model.xyz"),
                        "--recipe", os.path.join(root, "data/recipes/cu64zr36.ini")],
                       check=True, stdout=subprocess.DEVNULL)
        for page in ("1", "2"):
            subprocess.run(["pdftoppm", "-png", "-r", "72", "-f", page, "-l", page, "-singlefile", pdf,
                            os.path.join(root, "data/images/report-" + page)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    os.makedirs(os.path.join(root, "data/images"), exist_ok=True)
    draw_demos()
    if len(sys.argv) == 2:
        draw_report(sys.argv[1])
