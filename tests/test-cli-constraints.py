# SPDX-License-Identifier: GPL-3.0-or-later
"""vitrum-cli run with constraints. An energy by LAMMPS from the recipe to the result: what it reaches, and what is left
when LAMMPS is not there, cannot use the potential, or dies at work. What is said to recipes that make no sense."""

import csv
import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from cli_support import CLI, SMALL, Case, environment, read_bytes, read_text

POTENTIAL = "CuZr_mm.eam.fs"
RECIPE = """\
[structure]
start = {small}
closest = Cu-Cu 1.9, Cu-Zr 2.1, Zr-Zr 2.3

[run]
moves = {moves}
seed = 4
step = 0.1

[moves]
block = 10
swap = 0.05

[data X-ray S(q)]
type = xray-sq
target = {small}
range = 0.6:15:0.1
sigma = 0.05

[constraint energy]
type = energy
{potential}
temperature = 1500 300
"""
BY_LAMMPS = f"pair-style = eam/fs\npair-coeff = * * {POTENTIAL} Cu Zr"


def workers(parent):
    """Processes of LAMMPS that a program has started."""
    found = subprocess.run(["pgrep", "-P", str(parent), "vitrum-lammps"], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


class Lammps(Case):
    def recipe(self, moves, potential=BY_LAMMPS):
        return self.write("recipe.ini", RECIPE.format(small=SMALL, moves=moves, potential=potential))

    def kill_lammps_in_the_middle(self, *arguments):
        """Runs a command and kills its LAMMPS at work. Returns: the exit status and what was said."""
        program = subprocess.Popen([CLI, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        end = time.monotonic() + 60
        while not workers(program.pid) and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(1)  # at work by then
        for pid in workers(program.pid):
            os.kill(pid, signal.SIGKILL)
        out, err = program.communicate(timeout=120)
        return program.returncode, out.decode(), err.decode()

    def test_the_energy_is_that_of_the_model_and_falls(self):
        self.succeed("run", self.recipe(2000), "--out", self.path("result"))
        summary = json.loads(read_text(self.path("result"), "summary.json"))
        energy = summary["data"][1]
        self.assertEqual(energy["name"], "energy")
        self.assertEqual(summary["moves"]["blocks"], 200)
        self.assertEqual(energy["rejected"], summary["moves"]["undone_blocks"])
        model = self.path("result", "model.xyz")
        (row,) = csv.DictReader(self.succeed("compute", "energy", model, "--potential", POTENTIAL).splitlines())
        # the model is written with 8 decimals of Å
        self.assertAlmostEqual(energy["value"], float(row["mean_eV"]), delta=1e-6)
        history = list(csv.DictReader(read_text(self.path("result"), "history.csv").splitlines()))
        self.assertLess(energy["value"], float(history[0]["value_energy"]) - 0.01)

    def test_the_same_seed_gives_the_same_model(self):
        recipe = self.recipe(300)
        for name in "ab":
            self.succeed("run", recipe, "--out", self.path(name))
        self.assertEqual(read_bytes(self.path("a"), "model.xyz"), read_bytes(self.path("b"), "model.xyz"))

    def test_without_lammps_nothing_is_begun(self):
        recipe = self.recipe(300)
        env = environment() | {"VITRUM_LIBLAMMPS": self.path("nowhere.so")}
        result = subprocess.run([CLI, "run", recipe, "--out", self.path("result")], capture_output=True, env=env)
        self.assertEqual(result.returncode, 2)
        for part in (recipe, "[constraint energy]", "nowhere.so", "liblammps0"):
            self.assertIn(part, result.stderr.decode())
        self.assertFalse(os.path.exists(self.path("result")))

    def test_a_potential_for_other_elements(self):
        for potential in ("potential = CuTa.eam.alloy",
                          "pair-style = eam/alloy\npair-coeff = * * CuTa.eam.alloy Cu Zr"):
            message = self.fail_with_2("run", self.recipe(300, potential), "--out", self.path("result"))
            self.assertIn("[constraint energy]", message)
            self.assertIn("Zr", message)
            self.assertFalse(os.path.exists(self.path("result")))

    def test_killed_at_work_it_says_so_and_what_was_reached_is_kept(self):
        status, _, message = self.kill_lammps_in_the_middle("run", self.recipe(1000000), "--out", self.path("result"))
        self.assertNotEqual(status, 0)
        self.assertIn("LAMMPS", message)
        self.assertIn("killed", message.lower())
        summary = json.loads(read_text(self.path("result"), "summary.json"))
        self.assertFalse(summary["finished"])
        self.assertGreater(summary["moves"]["attempted"], 0)
        self.succeed("compute", "energy", self.path("result", "model.xyz"))

    def test_a_project_goes_on_as_if_it_had_not_been_killed(self):
        recipe, moves = self.recipe(6000), 6000
        killed, whole = self.path("killed.vitrum"), self.path("whole.vitrum")
        self.succeed("new", recipe, killed)
        shutil.copy(killed, whole)
        self.succeed("run", whole)
        status, _, message = self.kill_lammps_in_the_middle("run", killed, "--checkpoint", "0.2")
        self.assertNotEqual(status, 0, "LAMMPS was killed too late")
        self.assertIn("LAMMPS", message)
        self.succeed("check", killed)
        self.succeed("run", killed)
        for path in (killed, whole):
            self.succeed("export", path, "--config", path + ".xyz", "--curves", path + ".curves")
            self.assertEqual(json.loads(read_text(path + ".curves", "summary.json"))["moves"]["attempted"], moves)
        self.assertEqual(read_bytes(killed + ".xyz"), read_bytes(whole + ".xyz"))


COORDINATION = "type = coordination\npair = Cu-Zr\ncutoff = 3.6\n"
ENERGY = f"type = energy\npotential = {POTENTIAL}\n"


class Constraints(Case):
    def refuse(self, text, line, *parts):
        """The message names the line, counted from that of the group."""
        head = RECIPE.split("[constraint energy]")[0].format(small=SMALL, moves=100)
        path = self.write("wrong.ini", head + "[constraint x]\n" + text)
        message = self.fail_with_2("run", path, "--out", self.path("result"))
        where = path + (f":{head.count(chr(10)) + line}:" if line else ":")
        self.assertIn(where, message)
        for part in parts:
            self.assertIn(part, message)
        self.assertFalse(os.path.exists(self.path("result")))

    def test_kinds_and_keys(self):
        kinds = "energy, coordination, chemical-order or voronoi-class"
        self.refuse("type = colour\n", 2, kinds, "colour")
        self.refuse("type = energy\npotentail = a\ntemperature = 1\n", 3, "potentail")
        self.refuse(COORDINATION + "sigma = 1\n", 1, "equal, at-least")
        self.refuse(COORDINATION + "equal = 6\nat-most = 7\nsigma = 1\n", 1, "equal, at-least")
        self.refuse(COORDINATION + "equal = 6\n", 1, "sigma")

    def test_values(self):
        voronoi = "type = voronoi-class\ncentre = Cu\nsigma = 1\n"
        self.refuse(voronoi + "class = 0,0,12,0\nat-least = 15\n", 1, "from 0 to 1", "15")
        self.refuse(voronoi + "at-least = 0.15\nclass = 0,0,twelve,0\n", 6, "twelve")
        self.refuse(ENERGY + "temperature = -5\n", 4, "temperature")
        self.refuse(ENERGY + "temperature = 300\nequal = -4\n", 5, "either")
        self.refuse(COORDINATION.replace("Zr", "Al") + "equal = 6\nsigma = 1\n", 3, "Cu, Zr", "Al")

    def test_alone_each_is_a_fit(self):
        start = RECIPE.split("[moves]")[0].format(small=SMALL, moves=2000)
        for text in (ENERGY + "temperature = 300", COORDINATION + "equal = 5\nsigma = 0.01",
                     "type = chemical-order\npair = Cu-Zr\ncutoff = 3.6\nat-most = -0.2\nsigma = 0.001",
                     "type = voronoi-class\nclass = 0,3,6,4\ncentre = all\nat-least = 0.3\nsigma = 0.005"):
            path = self.write("alone.ini", start + "[moves]\nblock = 5\n[constraint x]\n" + text + "\n")
            self.succeed("run", path, "--out", self.path("result"))
            history = list(csv.DictReader(read_text(self.path("result"), "history.csv").splitlines()))
            first, last = float(history[0]["chi2_x"]), float(history[-1]["chi2_x"])
            # σ and T stay, so that χ² can be compared
            self.assertLess(last, first - 1, text)

    def test_files(self):
        self.refuse("type = energy\npotential = missing.eam.fs\ntemperature = 300\n", 0, "missing.eam.fs")
        text = read_text("/usr/share/lammps/potentials", POTENTIAL).splitlines(keepends=True)
        self.write("short.eam.fs", "".join(text[:1000]))
        self.refuse("type = energy\npotential = short.eam.fs\ntemperature = 300\n", 0, "short.eam.fs:")

    def test_moves(self):
        base = "[constraint energy]\n" + ENERGY + "temperature = 300\n"
        head = RECIPE.split("[moves]")[0].format(small=SMALL, moves=100)
        for text, line, parts in (("swap = 0.6\nbiased = 0.6", None, ("at most 1", "1.2")),
                                  ("swap = 1.5", 2, ("swap",)),
                                  ("swap = 0.1\nswap-pairs = Cu-Cu", None, ("swap-pairs", "Cu-Cu")),
                                  ("swap = 0.1\nswap-pairs = Cu-Al", None, ("swap-pairs", "Cu-Al")),
                                  ("block = 0", 2, ("block",)),
                                  ("flip = 0.1", 2, ("flip",))):
            path = self.write("wrong.ini", head + "[moves]\n" + text + "\n" + base)
            message = self.fail_with_2("run", path, "--out", self.path("result"))
            where = path + (f":{head.count(chr(10)) + line}:" if line else ":")
            self.assertIn(where, message)
            for part in parts:
                self.assertIn(part, message)


if __name__ == "__main__":
    unittest.main()
