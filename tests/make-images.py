#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of README.md in data/images: pages of the report on a model that tests/measure-recipes.py made.

    tests/make-images.py FOLDER            the folder that tests/measure-recipes.py filled

Uses build/src/cli/vitrum-cli and pdftoppm."""
import os
import subprocess
import sys
import tempfile

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(folder):
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
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(os.path.join(root, "data/images"), exist_ok=True)
    main(sys.argv[1])
