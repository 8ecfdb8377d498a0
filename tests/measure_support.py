# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts that make tables of README.md share: runs of recipes in a folder of results, their reports, rows."""

import json
import os
import subprocess
import tempfile

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
cli = os.path.join(root, "build/src/cli/vitrum-cli")


def recipe_path(recipe):
    return os.path.join(root, "data/recipes", recipe + ".ini")


def result(folder, recipe, seed):
    """The folder of a run's results."""
    return os.path.join(folder, "res-%s-%d" % (recipe, seed))


def run(folder, recipe, seed):
    """Runs a recipe if FOLDER has no result of it. Returns: its summary."""
    out = result(folder, recipe, seed)
    if not os.path.exists(os.path.join(out, "summary.json")):
        subprocess.run([cli, "run", recipe_path(recipe), "--seed", str(seed), "--out", out], check=True,
                       stdout=subprocess.DEVNULL)
    with open(os.path.join(out, "summary.json"), encoding="utf-8") as file:
        return json.load(file)


def read_report(folder, recipe, seed):
    model = os.path.join(result(folder, recipe, seed), "model.xyz")
    with tempfile.TemporaryDirectory() as out:
        path = os.path.join(out, "report.json")
        subprocess.run([cli, "report", model, "--quiet", "--json", path, "--recipe", recipe_path(recipe)], check=True,
                       stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8") as file:
            return json.load(file)


def estimate(value, scale=1, digits=1):
    return ("%.*f ± %.*f" % (digits, scale * value["value"], digits, scale * value["error"])).replace("-", "−")


def distance_of_polyhedra(report, centre):
    distance = report["differences"][centre]["Voronoi classes"]
    return "%s (%.3f)" % (estimate(distance | {"value": distance["distance"]}, 1, 3), distance["chance"])


def print_row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def print_head(cells):
    print_row(cells)
    print_row(["---"] * len(cells))
