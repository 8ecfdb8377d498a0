#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that say what a structure is: compute voronoi, coordination, angles, order, clusters, energy; report."""

import csv
import io
import json
import math
import os
import subprocess
import unittest

from cli_support import CU_ZR, FEFF, SMALL, SOURCE, TA, Case, cli, read_bytes, read_text

RECIPE = os.path.join(SOURCE, "tests", "data", "small.ini")
KINDS = ["voronoi", "coordination", "angles", "order", "clusters", "energy"]


def tables(text):
    """The tables of a command, each as a list of rows."""
    return [list(csv.DictReader(io.StringIO(part))) for part in text.split("\n\n")]


def fcc(path, symbol, a, n):
    """A perfect crystal of n³ cells."""
    sites = [(0, 0, 0), (0.5, 0.5, 0), (0.5, 0, 0.5), (0, 0.5, 0.5)]
    atoms = [((i + s[0]) * a, (j + s[1]) * a, (k + s[2]) * a)
             for i in range(n) for j in range(n) for k in range(n) for s in sites]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'{len(atoms)}\nLattice="{n * a} 0 0 0 {n * a} 0 0 0 {n * a}" Properties=species:S:1:pos:R:3\n')
        file.writelines("%s %.9f %.9f %.9f\n" % (symbol, *x) for x in atoms)
    return path


class Analyses(Case):
    def test_voronoi_of_the_glass(self):
        statistics, classes = tables(self.succeed("compute", "voronoi", CU_ZR, "--centre", "Cu"))
        self.assertEqual(statistics[0]["centre"], "Cu")
        self.assertEqual(int(statistics[0]["atoms"]), 6400)
        reference = read_text(SOURCE, "tests", "reference", "cu64zr36-voronoi.csv")
        self.assertEqual(classes[0]["index"], "⟨0,0,12,0⟩")
        self.assertEqual(int(classes[0]["atoms"]), reference.count(",Cu,0,0,12,0,12,"))
        self.assertAlmostEqual(sum(float(row["fraction"]) for row in classes), 1, places=6)

    def test_centre_selects_atoms(self):
        (all_atoms,) = tables(self.succeed("compute", "voronoi", SMALL, "--per-atom"))
        (zr,) = tables(self.succeed("compute", "voronoi", SMALL, "--per-atom", "--centre", "Zr"))
        self.assertEqual(zr, [row for row in all_atoms if row["element"] == "Zr"])
        self.assertTrue(0 < len(zr) < len(all_atoms))

    def test_thresholds_find_the_crystal(self):
        path = fcc(self.path("fcc.xyz"), "Cu", 3.615, 4)
        _, classes = tables(self.succeed("compute", "voronoi", path, "--min-area", "0.005", "--min-edge", "0.1"))
        self.assertEqual([(row["index"], row["atoms"]) for row in classes], [("⟨0,12,0,0⟩", "256")])

    def test_energies_are_those_of_lammps(self):
        for path, name, potential in ((CU_ZR, "cu64zr36", "CuZr_mm.eam.fs"), (TA, "ta", "CuTa.eam.alloy")):
            (rows,) = tables(self.succeed("compute", "energy", path, "--potential", potential, "--per-atom"))
            reference = [float(line) for line in
                         read_text(SOURCE, "tests", "reference", name + "-energy.csv").splitlines() if line[0] != "#"]
            # Nine digits after the point in the reference, nine significant ones here.
            self.assert_near([float(row["energy_eV"]) for row in rows], reference, 2e-8)
            self.assertEqual(tables(self.succeed("compute", "energy", path))[0][0]["potential"], potential)

    def test_energy_by_lammps(self):
        coeff = "* * CuZr_mm.eam.fs Cu Zr"
        (ours,) = tables(self.succeed("compute", "energy", CU_ZR, "--potential", "CuZr_mm.eam.fs"))
        (rows,) = tables(self.succeed("compute", "energy", CU_ZR, "--pair-style", "eam/fs", "--pair-coeff", coeff))
        self.assertAlmostEqual(float(rows[0]["mean_eV"]), float(ours[0]["mean_eV"]), delta=1e-6)
        self.assertAlmostEqual(float(rows[0]["total_eV"]), float(ours[0]["total_eV"]), delta=1e-2)
        self.assertIn("no_such.eam.fs", self.fail_with_2("compute", "energy", CU_ZR, "--pair-style", "eam/fs",
                                                         "--pair-coeff", "* * no_such.eam.fs Cu Zr"))
        self.assertIn("--pair-style", self.fail_with_2("compute", "energy", CU_ZR, "--pair-coeff", coeff))
        self.assertIn("--per-atom", self.fail_with_2("compute", "energy", CU_ZR, "--pair-style", "eam/fs",
                                                     "--pair-coeff", coeff, "--per-atom"))

    def test_a_crystal_relaxes_to_itself(self):
        path = fcc(self.path("fcc.xyz"), "Cu", 3.615, 4)
        energy, relaxed = tables(self.succeed("compute", "energy", path, "--potential", "Cu_u3.eam", "--relax"))
        shaken = self.write_shaken()
        _, first = tables(self.succeed("compute", "energy", shaken, "--out", self.path("relaxed.xyz")))
        again, _ = tables(self.succeed("compute", "energy", self.path("relaxed.xyz"), "--relax"))
        self.assertAlmostEqual(float(again[0]["mean_eV"]), float(first[0]["mean_eV"]), delta=1e-6)
        # The cohesive energy that this potential was fitted to.
        self.assertAlmostEqual(float(energy[0]["mean_eV"]), -3.54, delta=1e-4)
        self.assertAlmostEqual(float(relaxed[0]["mean_eV"]), float(energy[0]["mean_eV"]), delta=1e-6)

    def test_order_of_a_crystal(self):
        path = fcc(self.path("fcc.xyz"), "Cu", 3.615, 4)
        (rows,) = tables(self.succeed("compute", "order", path))
        means = {row["quantity"]: float(row["mean"]) for row in rows}
        for name, value in (("q4", 0.190941), ("q6", 0.574524), ("w6", -0.013161), ("q6_averaged", 0.574524)):
            self.assertAlmostEqual(means[name], value, delta=1e-6)
        (rows,) = tables(self.succeed("compute", "order", path, "--nearest", "12", "--per-atom"))
        self.assertEqual(len(rows), 256)
        self.assertAlmostEqual(float(rows[17]["q4"]), 0.190941, delta=1e-6)

    def test_angles_of_a_crystal(self):
        path = fcc(self.path("fcc.xyz"), "Cu", 3.615, 4)
        (rows,) = tables(self.succeed("compute", "angles", path, "--bin", "2"))
        density = {float(row["angle_degrees"]): float(row["Cu_centre_all"]) for row in rows}
        # 24, 12, 24 and 6 of 66 angles; the last bin is half as wide.
        for angle, count in ((60, 24), (90, 12), (120, 24), (180, 12)):
            self.assertAlmostEqual(density[angle], count / 66 / 2, delta=1e-6)
        self.assertEqual(density[100], 0)

    def test_coordination_of_the_glass(self):
        pairs, _ = tables(self.succeed("compute", "coordination", CU_ZR, "--cutoff", "Cu-Cu=3.5,Cu-Zr=3.8,Zr-Zr=4.3"))
        found = {(row["centre"], row["neighbour"]): float(row["coordination"]) for row in pairs}
        # tests/reference/make-order.py
        for pair, value in ((("Cu", "Cu"), 6.4019), (("Cu", "Zr"), 5.5083), (("Zr", "Cu"), 9.7925), (("Zr", "Zr"), 5.9939)):
            self.assertAlmostEqual(found[pair], value, delta=1e-4)
        self.assertEqual({row["cutoff_A"] for row in pairs}, {"3.5", "3.8", "4.3"})

    def test_clusters_add_up(self):
        summary, links, networks = tables(self.succeed("compute", "clusters", CU_ZR))
        self.assertEqual(sum(int(row["size"]) * int(row["networks"]) for row in networks), int(summary[0]["polyhedra"]))
        self.assertEqual([row["link"] for row in links], ["vertex", "edge", "face", "interpenetrating"])
        (atoms,) = tables(self.succeed("compute", "clusters", CU_ZR, "--per-atom", "--link", "vertex"))
        self.assertEqual(len(atoms), int(summary[0]["polyhedra"]))
        self.assertGreater(int(atoms[0]["size"]), int(summary[0]["largest"]))

    def test_json_and_csv_agree(self):
        for kind in KINDS:
            options = ["--cutoff", "3.6"] if kind in ("coordination", "angles", "order") else []
            text = self.succeed("compute", kind, SMALL, *options)
            parsed = json.loads(self.succeed("compute", kind, SMALL, "--json", *options))
            for rows, members in zip(tables(text), parsed.values()):
                self.assertEqual(len(rows), len(members), kind)
                for row, member in zip(rows, members):
                    self.assertEqual(list(row), list(member))
                    for name, value in member.items():
                        if isinstance(value, str) or value is None:
                            self.assertEqual(row[name], value or "")
                        else:
                            self.assertTrue(math.isclose(float(row[name]), value, rel_tol=1e-8, abs_tol=1e-12))


class BadInput(Case):
    def test_potentials(self):
        for message, *options in (("Ta", "--potential", "CuZr_mm.eam.fs"),
                                  ("lammps-data", "--potential", "no-such.eam.alloy"),
                                  ("expected", "--potential", SMALL)):
            text = self.fail_with_2("compute", "energy", TA, *options)
            self.assertIn(message, text)

    def test_potential_cut_short(self):
        whole = read_text("/usr/share/lammps/potentials/CuTa.eam.alloy").splitlines(keepends=True)
        path = self.write("Cut.eam.alloy", "".join(whole[:100]))
        text = self.fail_with_2("compute", "energy", TA, "--potential", path)
        self.assertRegex(text, r"Cut\.eam\.alloy:\d+: expected")

    def test_potentials_in_a_folder_of_ones_own(self):
        os.mkdir(self.path("mine"))
        self.write("mine/Ta.eam.alloy", read_text("/usr/share/lammps/potentials/CuTa.eam.alloy"))
        os.environ["LAMMPS_POTENTIALS"] = self.path("mine")
        try:
            self.succeed("compute", "energy", TA, "--potential", "Ta.eam.alloy")
        finally:
            del os.environ["LAMMPS_POTENTIALS"]

    def test_two_atoms(self):
        path = self.write("two.xyz", '2\nLattice="5 0 0 0 5 0 0 0 5" Properties=species:S:1:pos:R:3\nCu 0 0 0\nCu 2 2 2\n')
        for kind in ("coordination", "angles", "order"):
            self.assertIn("Cu-Cu", self.fail_with_1_or_2("compute", kind, path))
        self.assertRegex(self.fail_with_2("compute", "energy", path), r"two\.xyz: .*(cell|cut-off)")
        self.assertRegex(self.fail_with_1_or_2("report", path), r"two\.xyz: ")
        # A tessellation there is.
        self.succeed("compute", "voronoi", path)

    def fail_with_1_or_2(self, *arguments):
        result = cli(*arguments)
        self.assertIn(result.returncode, (1, 2))
        self.assertEqual(result.stdout, b"")
        return result.stderr.decode()

    def test_cell_smaller_than_the_cutoff(self):
        for kind in ("coordination", "angles", "order"):
            self.assertIn("too small", self.fail_with_2("compute", kind, SMALL, "--cutoff", "9"))

    def test_atoms_at_one_place(self):
        path = self.write("same.xyz", '2\nLattice="9 0 0 0 9 0 0 0 9" Properties=species:S:1:pos:R:3\nCu 1 2 3\nCu 1 2 12\n')
        self.assertIn("atoms 1 and 2", self.fail_with_2("compute", "voronoi", path))

    def test_options(self):
        for arguments in (["voronoi", SMALL, "--centre", "Ag"], ["voronoi", SMALL, "--min-area", "2"],
                          ["voronoi", SMALL, "--min-edge", "x"], ["clusters", SMALL, "--index", "1,2,3"],
                          ["clusters", SMALL, "--link", "corner"], ["angles", SMALL, "--bin", "7"],
                          ["order", SMALL, "--nearest", "-1"], ["order", SMALL, "--nearest", "500"],
                          ["coordination", SMALL, "--cutoff", "Cu-Ag=3"], ["energy", SMALL, "--per-atom", "extra"]):
            self.fail_with_2("compute", *arguments)


class Report(Case):
    def pages(self, path):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
        # Letters that the font draws as one.
        return text.replace("ﬁ", "fi").split("\f")[:-1]

    def test_small_model_with_its_recipe(self):
        pdf, data = self.path("report.pdf"), self.path("report.json")
        text = self.succeed("report", SMALL, "--recipe", RECIPE, "--pdf", pdf, "--json", data)
        with open(data, encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual([check["name"] for check in report["checks"]], [line[:18].strip() for line in text.splitlines()])
        # The recipe fits this very configuration.
        states = {check["name"]: check["state"] for check in report["checks"]}
        self.assertEqual(states["Fitted data"], "passed")
        self.assertEqual(states["Data not fitted"], "passed")
        # Three hundred atoms: chance alone may part two samples further than any structure.
        self.assertEqual(states["Local order"], "not checked")
        self.assertEqual(states["Potential energy"], "passed")
        pages = self.pages(pdf)
        whole = "\n".join(pages)
        for words in ("Can this model be believed?", "What was fitted", "Partial g(r)", "Polyhedra round Cu",
                      "Polyhedra round Zr", "Potential energy of all atoms", "Bond angles at Zr", "Chemistry",
                      "Networks of icosahedra", "Check points", f"page {len(pages)} of {len(pages)}"):
            self.assertIn(words, whole)
        self.assertEqual(read_bytes(pdf)[:5], b"%PDF-")

    def test_numbers_are_those_of_compute(self):
        data = self.path("report.json")
        self.succeed("report", TA, "--target", TA, "--json", data)
        with open(data, encoding="utf-8") as file:
            report = json.load(file)
        statistics, classes = tables(self.succeed("compute", "voronoi", TA))
        centre = report["model"]["centres"]["all"]
        self.assertAlmostEqual(centre["five-edged faces"]["value"], float(statistics[0]["faces_5"]), delta=1e-8)
        self.assertEqual(centre["classes"], len(classes))
        reference = [float(line) for line in
                     read_text(SOURCE, "tests", "reference", "ta-energy.csv").splitlines() if line[0] != "#"]
        self.assertAlmostEqual(centre["energy"]["value"], sum(reference) / len(reference), delta=1e-8)
        self.assertEqual(report["differences"]["all"]["Voronoi classes"]["distance"], 0)
        self.assertEqual(report["outliers"], [])

    def test_model_alone(self):
        pdf, data = self.path("report.pdf"), self.path("report.json")
        text = self.succeed("report", SMALL, "--pdf", pdf, "--json", data, "--cutoff", "3.6")
        with open(data, encoding="utf-8") as file:
            report = json.load(file)
        self.assertNotIn("target", report)
        self.assertLess(report["relaxed energy_eV"], report["model"]["centres"]["all"]["energy"]["value"])
        self.assertIn("relaxes to", text)
        self.assertIn("not known what was fitted", "\n".join(self.pages(pdf)))

    def test_every_figure_as_a_file(self):
        beginnings = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-", "csv": b""}
        for form, beginning in beginnings.items():
            folder = self.path("figures", form)
            self.succeed("report", SMALL, "--figures", folder, "--format", form, "--cutoff", "3.6")
            names = [what + "-" + who for what in ("polyhedra", "angles", "coordination", "energy")
                     for who in ("all", "cu", "zr")]
            names += ["x-ray-s-q", "rdf-total", "rdf-partial", "faces", "links", "networks"]
            self.assertEqual(sorted(os.listdir(folder)), sorted(name + "." + form for name in names))
            for name in os.listdir(folder):
                self.assertEqual(read_bytes(folder, name)[: len(beginning)], beginning, name)
        rows = list(csv.DictReader(io.StringIO(read_text(folder, "x-ray-s-q.csv"))))
        self.assertEqual(len(rows), 389)

    def test_a_crystal_is_equal_to_itself(self):
        path = fcc(self.path("fcc.xyz"), "Cu", 3.615, 5)
        data = self.path("report.json")
        self.succeed("report", path, "--target", path, "--json", data, "--pdf", self.path("report.pdf"))
        with open(data, encoding="utf-8") as file:
            states = {check["name"]: check["state"] for check in json.load(file)["checks"]}
        for name in ("Data not fitted", "Local order", "Potential energy", "Outliers"):
            self.assertEqual(states[name], "passed", name)

    def test_another_alloy_is_no_target(self):
        text = self.succeed("report", os.path.join(SOURCE, "data", "glasses", "cu50zr50.xyz"), "--target", CU_ZR)
        lines = {line[:18].strip(): line[18:] for line in text.splitlines()}
        for name in ("Chemistry", "Potential energy"):
            self.assertIn("not the same material", lines[name])

    def test_what_was_fitted_is_not_judged_as_unfitted(self):
        # The small recipe fits the total g(r); this one all partial g(r) too.
        data = "".join(f"\n[data {pair}]\ntype = rdf\npair = {pair}\ntarget = {SMALL}\nrange = 0:7\nsigma = 1 1\n"
                       for pair in ("Cu-Cu", "Zr-Cu", "Zr-Zr"))
        text = read_text(RECIPE).replace("small.xyz", SMALL).replace("../../data/feff", FEFF)
        recipe = self.write("all.ini", text + data)
        self.assertIn("Every partial g(r) was fitted", self.succeed("report", SMALL, "--recipe", recipe))

    def test_no_potential_is_wanted_or_fits(self):
        self.assertIn("--potential", self.succeed("report", SMALL, "--potential", "none"))
        tiny = self.path("tiny.xyz")
        edge = 12.0
        atoms = "".join(f"{'Cu' if (i + j + k) % 3 else 'Zr'} {3 * i} {3 * j} {3 * k}\n"
                        for i in range(4) for j in range(4) for k in range(4))
        with open(tiny, "w", encoding="utf-8") as file:
            file.write(f'64\nLattice="{edge} 0 0 0 {edge} 0 0 0 {edge}" Properties=species:S:1:pos:R:3\n{atoms}')
        # Vitrum's own choice reaches further than this cell; what somebody asks for must fit.
        self.assertIn("not checked", self.succeed("report", tiny, "--cutoff", "3.5"))
        self.assertIn("too small", self.fail_with_2("report", tiny, "--cutoff", "3.5", "--potential", "CuZr_mm.eam.fs"))

    def test_elements_without_a_potential(self):
        path = fcc(self.path("ag.xyz"), "Ag", 4.09, 4)
        pdf = self.path("report.pdf")
        self.assertIn("--potential", self.succeed("report", path, "--pdf", pdf))
        self.assertIn("no potential is known", "\n".join(self.pages(pdf)))

    def test_bad_calls(self):
        self.fail_with_2("report", SMALL, "--target", TA)
        self.fail_with_2("report", SMALL, "--target", "no-such-file")
        self.fail_with_2("report", SMALL, "--recipe", "no-such-file")
        self.fail_with_2("report", SMALL, "--potential", "no-such-file")
        self.fail_with_2("report", SMALL, "--min-area", "3")
        self.fail_with_2("report", SMALL, "--figures", "x", "--format", "gif")
        self.fail_with_2("report", SMALL, "--potential", "CuTa.eam.alloy")
        self.assertIn("no-such-folder", cli("report", SMALL, "--pdf", "/no-such-folder/a.pdf").stderr.decode())


if __name__ == "__main__":
    unittest.main()
