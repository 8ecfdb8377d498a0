#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as a user sees it: what it prints, what it writes, how it ends."""

import json
import math
import os
import signal
import subprocess
import time
import unittest

from cli_support import (
    Case, CLI, CU_ZR, FEFF, SMALL, TA, cli,
    environment, read_bytes, read_columns, read_reference, read_text,
)
COMPUTE = ["rdf", "sq", "exafs", "voronoi", "coordination", "angles", "order", "clusters", "energy"]
COMMANDS = [[], ["run"], ["balance"], ["compute"], *(["compute", name] for name in COMPUTE), ["compare"], ["report"]]

RECIPE = f"""\
[structure]
composition = Cu64Zr36
atoms = 300
density = 0.0615
closest = Cu-Cu 1.9, Cu-Zr 2.1, Zr-Zr 2.3

[run]
moves = 4000
seed = 3
step = 0.3
acceptance = 0.2

[data X-ray S(q)]
type = xray-sq
target = {SMALL}
range = 0.6:15:0.1
sigma = 0.1 0.02

[data Cu K]
type = exafs
edge = Cu-K
feff = {FEFF}
target = {SMALL}
range = 3:12:0.05
filter = 1.5:3.5
sigma = 0.5 0.1
"""

RESULTS = ["cu-k.csv", "gr.csv", "history.csv", "model.xyz", "summary.json", "x-ray-s-q.csv"]



class Help(Case):
    def test_every_command_explains_itself(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                result = cli(*command, "--help")
                self.assertEqual(result.returncode, 0)
                self.assertEqual(result.stderr, b"")
                text = result.stdout.decode()
                self.assertIn("Usage:", text)
                self.assertIn(" ".join(["vitrum-cli", *command]), text)

    def test_help_names_the_commands(self):
        for parent in ([], ["compute"]):
            text = self.succeed(*parent, "--help")
            for command in COMMANDS:
                if command and command[:-1] == parent:
                    self.assertIn(command[-1], text)

    def test_version(self):
        self.assertRegex(self.succeed("--version"), r"^vitrum-cli \d+\.\d+\S*\n$")


class Compute(Case):
    """Against tests/reference, made with another program. Positions have five decimals in both."""

    def check_rdf(self, glass, reference):
        names, expected = read_reference(reference)
        found_names, found = self.columns("compute", "rdf", glass)
        self.assertEqual(found_names, names)
        self.assert_near(found["r_A"], expected["r_A"], 1e-9)
        for name in names[1:]:
            self.assert_near(found[name], expected[name], 1e-6)

    def test_rdf_of_cu64zr36(self):
        self.check_rdf(CU_ZR, "cu64zr36-gr.csv")

    def test_rdf_of_ta(self):
        self.check_rdf(TA, "ta-gr.csv")

    def check_sq(self, glass, reference):
        names, expected = read_reference(reference)
        found_names, found = self.columns("compute", "sq", glass, "--partials")
        self.assertEqual(found_names, names)
        self.assert_near(found["q_1/A"], expected["q_1/A"], 1e-9)
        for name in names[1:]:
            self.assert_near(found[name], expected[name], 1e-6)

    def test_sq_of_cu64zr36(self):
        self.check_sq(CU_ZR, "cu64zr36-sq.csv")

    def test_sq_of_ta(self):
        self.check_sq(TA, "ta-sq.csv")

    def check_exafs(self, glass, edge, column, reference):
        _, expected = read_reference(reference)
        names, found = self.columns("compute", "exafs", glass, "--edge", edge, "--feff", FEFF, "--kweight", "0")
        self.assertEqual(names, ["k_1/A", "chi"])
        self.assert_near(found["k_1/A"], expected["k_1/A"], 1e-9)
        rms = math.sqrt(sum(value**2 for value in expected[column]) / len(expected[column]))
        self.assert_near(found["chi"], expected[column], 2e-3 * rms)

    def test_exafs_of_cu(self):
        self.check_exafs(CU_ZR, "Cu-K", "chi_cu_k", "cu64zr36-exafs.csv")

    def test_exafs_of_zr(self):
        self.check_exafs(CU_ZR, "Zr-K", "chi_zr_k", "cu64zr36-exafs.csv")

    def test_exafs_of_ta(self):
        self.check_exafs(TA, "Ta-L3", "chi_ta_l3", "ta-exafs.csv")


class ComputeOptions(Case):
    def test_options_of_rdf(self):
        names, columns = self.columns("compute", "rdf", SMALL, "--bin", "0.1", "--rmax", "6")
        self.assertEqual(names, ["r_A", "g_total", "g_CuCu", "g_CuZr", "g_ZrZr"])
        self.assert_near(columns["r_A"], [0.05 + 0.1 * i for i in range(60)], 1e-9)
        # Weighted by concentrations: 0.64², 2 · 0.64 · 0.36, 0.36².
        total = [0.4096 * a + 0.4608 * b + 0.1296 * c for a, b, c in zip(*(columns[name] for name in names[2:]))]
        self.assert_near(columns["g_total"], total, 1e-7)

    def test_reduced_rdf_and_weights(self):
        _, plain = self.columns("compute", "rdf", SMALL)
        rho = 300 / 16.9595911995865**3
        # Z and bound coherent lengths (fm) of Cu and Zr.
        for weights, cu, zr in (("atoms", 1, 1), ("xray", 29, 40), ("neutron", 7.718, 7.16)):
            name = "total" if weights == "atoms" else weights
            names, reduced = self.columns("compute", "rdf", SMALL, "--reduced", "--weights", weights)
            self.assertEqual(names, ["r_A"] + [f"G_{of}_A^-2" for of in (name, "CuCu", "CuZr", "ZrZr")])
            mean = 0.64 * cu + 0.36 * zr
            of_pair = [(0.64 * cu / mean) ** 2, 2 * 0.64 * cu * 0.36 * zr / mean**2, (0.36 * zr / mean) ** 2]
            g = [sum(w * x for w, x in zip(of_pair, row)) for row in zip(plain["g_CuCu"], plain["g_CuZr"], plain["g_ZrZr"])]
            expected = [4 * math.pi * rho * r * (x - 1) for r, x in zip(plain["r_A"], g)]
            self.assert_near(reduced[names[1]], expected, 1e-5)

    def test_options_of_sq(self):
        names, columns = self.columns("compute", "sq", SMALL, "--q", "1:3:0.5", "--radiation", "neutron")
        self.assertEqual(names, ["q_1/A", "S_neutron"])
        self.assert_near(columns["q_1/A"], [1, 1.5, 2, 2.5, 3], 1e-9)
        windowed = self.columns("compute", "sq", SMALL, "--q", "1:3:0.5", "--radiation", "neutron", "--window", "lorch")
        self.assertNotEqual(columns["S_neutron"], windowed[1]["S_neutron"])

    def test_options_of_exafs(self):
        call = ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--k", "3:12:0.05", "--cutoff", "6"]
        names, raw = self.columns(*call, "--kweight", "0")
        names2, weighted = self.columns(*call)
        names3, filtered = self.columns(*call, "--filter", "1.5:3.5")
        _, half = self.columns(*call, "--s02", "0.5")
        self.assertEqual(len(raw["k_1/A"]), 181)
        self.assertNotEqual(names[1], names2[1])
        self.assertEqual(names2, names3)
        name = names2[1]
        # Raw spectra are kept in a basis of their own: 1e-4 of the largest value.
        scale = max(map(abs, weighted[name]))
        self.assert_near([k**2 * y for k, y in zip(raw["k_1/A"], raw[names[1]])], weighted[name], 1e-4 * scale)
        self.assert_near([2 * y for y in half[name]], weighted[name], 1e-6 * scale)
        self.assertGreater(max(abs(a - b) for a, b in zip(filtered[name], weighted[name])), 0.05 * scale)

    def test_first_line_has_names_and_units(self):
        for call, unit in [
            (["compute", "rdf", SMALL], "r_A"),
            (["compute", "sq", SMALL], "q_1/A"),
            (["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF], "k_1/A"),
        ]:
            first = self.succeed(*call).split("\n", 1)[0]
            self.assertEqual(first.split(",")[0], unit)
            self.assertFalse(any(field.replace(".", "").isdigit() for field in first.split(",")))

    def test_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run(
                [CLI, "compute", "rdf", SMALL], stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60
            )
        self.assertEqual(result.returncode, 1)
        self.assertGreater(len(result.stderr), 0)


class BadCalls(Case):
    def test_commands(self):
        for call in [[], ["nonsense"], ["compute"], ["compute", "xyz"], ["--nonsense"], ["compute", "--nonsense"]]:
            with self.subTest(call=call):
                self.fail_with_2(*call)

    def test_arguments(self):
        for call in [
            ["compute", "rdf"],
            ["compute", "rdf", SMALL, SMALL],
            ["compute", "rdf", SMALL, "--nonsense"],
            ["compute", "rdf", SMALL, "--bin"],
            ["compute", "rdf", SMALL, "--bin", "0"],
            ["compute", "rdf", SMALL, "--bin", "x"],
            ["compute", "rdf", SMALL, "--bin", "0,1"],
            ["compute", "rdf", SMALL, "--bin", "nan"],
            ["compute", "rdf", SMALL, "--rmax", "100"],
            ["compute", "rdf", SMALL, "--weights", "mass"],
            ["compute", "sq", SMALL, "--q", "5"],
            ["compute", "sq", SMALL, "--q", "5:1:0.1"],
            ["compute", "sq", SMALL, "--q", "1:5"],
            ["compute", "sq", SMALL, "--radiation", "light"],
            ["compute", "sq", SMALL, "--window", "hann"],
            ["compute", "exafs", SMALL],
            ["compute", "exafs", SMALL, "--edge", "Cu-K"],
            ["compute", "exafs", SMALL, "--edge", "Cu", "--feff", FEFF],
            ["compute", "exafs", SMALL, "--edge", "Ta-L3", "--feff", FEFF],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", os.path.join(FEFF, "ta_l3_ta")],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", "/nowhere"],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--kweight", "7"],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--filter", "x"],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--cutoff", "9"],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--k", "2:40:0.05"],
            ["compare", SMALL],
            ["compare", SMALL, TA],
            ["compare", SMALL, SMALL, "--q", "1:2"],
            ["run"],
        ]:
            with self.subTest(call=call):
                self.fail_with_2(*call)

    def test_files(self):
        broken = self.write("broken.xyz", "3\nLattice=\"9 0 0 0 9 0 0 0 9\"\nCu 0 0 0\nCu 1 x 0\nCu 2 0 0\n")
        empty = self.write("empty.xyz", "")
        for path, part in [(self.path("none.xyz"), "none.xyz"), (broken, "broken.xyz:4"), (empty, "empty.xyz")]:
            for call in [["compute", "rdf", path], ["compute", "sq", path], ["compare", path, SMALL], ["compare", SMALL, path]]:
                with self.subTest(call=call):
                    self.assertIn(part, self.fail_with_2(*call))

    def test_message_begins_with_the_program(self):
        for call in [["nonsense"], ["compute", "rdf"], ["compute", "rdf", "none"], ["run", "none.ini"]]:
            with self.subTest(call=call):
                self.assertTrue(self.fail_with_2(*call).startswith("vitrum-cli"))


class Run(Case):
    def run_recipe(self, *options, text=RECIPE, out="out", **keywords):
        recipe = self.write("small.ini", text)
        return self.succeed("run", recipe, "--out", self.path(out), *options, **keywords)

    def summary(self, out="out"):
        return json.loads(read_text(self.path(out), "summary.json"))

    def test_results_are_written(self):
        text = self.run_recipe()
        self.assertEqual(sorted(os.listdir(self.path("out"))), RESULTS)
        for name in RESULTS:
            self.assertGreater(os.path.getsize(self.path("out", name)), 100)
        self.assertIn("X-ray S(q)", text)
        self.assertIn(self.path("out"), text)

    def test_summary_adds_up(self):
        self.run_recipe()
        summary = self.summary()
        moves = summary["moves"]
        self.assertTrue(summary["finished"])
        self.assertEqual(summary["atoms"], 300)
        self.assertEqual(summary["seed"], 3)
        self.assertEqual(moves["attempted"], 4000)
        rejected = sum(term["rejected"] for term in summary["data"])
        self.assertEqual(moves["attempted"], moves["accepted"] + moves["too_close"] + rejected)
        self.assertLessEqual(moves["evaluated"], moves["attempted"])
        self.assertGreaterEqual(moves["evaluated"], moves["accepted"])
        self.assertGreater(moves["accepted"], 50)
        self.assertGreater(summary["seconds"], 0)
        self.assertLess(summary["seconds"], 100)
        self.assertEqual(sorted(term["name"] for term in summary["data"]), ["Cu K", "X-ray S(q)"])
        for term in summary["data"]:
            self.assertAlmostEqual(term["chi2"], term["weight"] * term["delta2"] / term["sigma"] ** 2, delta=1e-9 * term["chi2"])
            self.assertLess(term["R2"], 1)
        self.assertAlmostEqual(summary["chi2"], sum(term["chi2"] for term in summary["data"]), delta=1e-6 * summary["chi2"])

    def test_curves_are_those_of_the_model(self):
        self.run_recipe()
        summary = {term["name"]: term for term in self.summary()["data"]}
        for name, file in [("X-ray S(q)", "x-ray-s-q.csv"), ("Cu K", "cu-k.csv")]:
            names, columns = read_columns(read_text(self.path("out", file)))
            self.assertEqual(len(names), 3)
            target, model = columns[names[1]], columns[names[2]]
            self.assertTrue(names[1].endswith("_target") and names[2].endswith("_model"))
            mean = sum(target) / len(target)
            residual = sum((a - b) ** 2 for a, b in zip(model, target))
            r2 = 1 - residual / sum((b - mean) ** 2 for b in target)
            delta2 = residual * len(target) / sum(b**2 for b in target)
            self.assertAlmostEqual(summary[name]["R2"], r2, delta=1e-5)
            self.assertAlmostEqual(summary[name]["delta2"], delta2, delta=1e-4 * delta2)
        # The same from the model that was saved, by another way through the program.
        _, columns = read_columns(read_text(self.path("out", "x-ray-s-q.csv")))
        _, computed = self.columns("compute", "sq", self.path("out", "model.xyz"), "--q", "0.6:15:0.1")
        self.assert_near(columns["S_model"], computed["S_xray"], 2e-3)
        _, computed = self.columns(
            "compute", "exafs", self.path("out", "model.xyz"), "--edge", "Cu-K", "--feff", FEFF, "--k", "3:12:0.05", "--filter", "1.5:3.5"
        )
        _, columns = read_columns(read_text(self.path("out", "cu-k.csv")))
        names = list(columns), list(computed)
        self.assert_near(columns[names[0][2]], computed[names[1][1]], 1e-4 * max(map(abs, columns[names[0][2]])))

    def test_rdf_is_that_of_the_model_and_its_target(self):
        self.run_recipe()
        names, columns = read_columns(read_text(self.path("out", "gr.csv")))
        for path, suffix in [(self.path("out", "model.xyz"), "_model"), (SMALL, "_target")]:
            rdf_names, rdf = self.columns("compute", "rdf", path)
            for name in rdf_names[1:]:
                self.assertIn(name + suffix, names)
                self.assert_near(columns[name + suffix], rdf[name], 1e-6)

    def test_history_leads_to_the_summary(self):
        self.run_recipe()
        names, columns = read_columns(read_text(self.path("out", "history.csv")))
        self.assertEqual(names[:4], ["moves", "chi2", "step_A", "acceptance"])
        self.assertEqual(columns["moves"][0], 0)
        self.assertEqual(columns["moves"][-1], 4000)
        self.assertEqual(list(columns["moves"]), sorted(set(columns["moves"])))
        self.assertAlmostEqual(columns["sigma_x-ray-s-q"][0], 0.1)
        self.assertAlmostEqual(columns["sigma_x-ray-s-q"][-1], 0.02)
        for term, slug in zip(self.summary()["data"], ["cu-k", "x-ray-s-q"]):
            self.assertAlmostEqual(columns["R2_" + slug][-1], term["R2"], places=7)
            self.assertAlmostEqual(columns["delta2_" + slug][-1], term["delta2"], delta=1e-8 * term["delta2"])
            self.assertGreater(columns["R2_" + slug][-1], columns["R2_" + slug][0])

    def test_history_ends_with_the_run(self):
        self.run_recipe("--moves", "1999")
        _, columns = read_columns(read_text(self.path("out", "history.csv")))
        self.assertEqual(columns["moves"][-1], 1999)

    def test_what_was_not_fitted_is_compared(self):
        self.run_recipe()
        compared = json.loads(self.succeed("compare", self.path("out", "model.xyz"), SMALL, "--json"))["R2"]
        unfitted = self.summary()["not_fitted_R2"]
        self.assertIn("g(r) Cu-Zr", unfitted)
        for name, value in unfitted.items():
            self.assertAlmostEqual(value, compared[name], delta=1e-4)

    def test_model_is_what_the_recipe_asks_for(self):
        self.run_recipe()
        lines = read_text(self.path("out", "model.xyz")).splitlines()
        self.assertEqual(lines[0], "300")
        self.assertEqual(len(lines), 302)
        symbols = [line.split()[0] for line in lines[2:]]
        self.assertEqual((symbols.count("Cu"), symbols.count("Zr")), (192, 108))
        edge = (300 / 0.0615) ** (1 / 3)
        positions = [[float(x) for x in line.split()[1:4]] for line in lines[2:]]
        limits = {("Cu", "Cu"): 1.9, ("Cu", "Zr"): 2.1, ("Zr", "Zr"): 2.3}
        for i in range(300):
            for j in range(i):
                r = math.sqrt(sum(math.remainder(a - b, edge) ** 2 for a, b in zip(positions[i], positions[j])))
                self.assertGreaterEqual(r, limits[tuple(sorted((symbols[i], symbols[j])))] - 1e-5)

    def test_same_seed_gives_the_same_bytes(self):
        self.run_recipe(out="a")
        self.run_recipe(out="b")
        self.run_recipe("--seed", "4", out="c")
        self.run_recipe("--seed", "3", out="d")
        model = read_bytes(self.path("a", "model.xyz"))
        self.assertEqual(model, read_bytes(self.path("b", "model.xyz")))
        self.assertNotEqual(model, read_bytes(self.path("c", "model.xyz")))
        self.assertEqual(model, read_bytes(self.path("d", "model.xyz")))
        self.assertEqual(read_bytes(self.path("a", "history.csv")), read_bytes(self.path("b", "history.csv")))
        self.assertEqual(self.summary("c")["seed"], 4)

    def test_moves_stand_for_the_whole_schedule(self):
        self.run_recipe("--moves", "2e3")
        summary = self.summary()
        self.assertEqual(summary["moves"]["attempted"], 2000)
        self.assertTrue(summary["finished"])
        for term in summary["data"]:
            self.assertAlmostEqual(term["sigma"], {"X-ray S(q)": 0.02, "Cu K": 0.1}[term["name"]])

    def test_folder_is_named_after_the_recipe(self):
        recipe = self.write("glass.2.ini", RECIPE)
        os.mkdir(self.path("here"))
        self.succeed("run", recipe, "--moves", "100", cwd=self.path("here"))
        self.assertEqual(os.listdir(self.path("here")), ["glass.2-result"])

    def test_folders_are_made_and_files_replaced(self):
        self.run_recipe("--moves", "100", out="a/b/c")
        before = read_bytes(self.path("a/b/c/model.xyz"))
        self.run_recipe("--moves", "200", out="a/b/c")
        self.assertNotEqual(before, read_bytes(self.path("a/b/c/model.xyz")))

    def test_run_goes_on_from_a_model(self):
        self.run_recipe(out="a")
        first = RECIPE.index("composition")
        last = RECIPE.index("closest")
        self.run_recipe(text=RECIPE[:first] + "start = a/model.xyz\n" + RECIPE[last:], out="b")
        _, before = read_columns(read_text(self.path("a", "history.csv")))
        _, after = read_columns(read_text(self.path("b", "history.csv")))
        self.assertAlmostEqual(before["R2_cu-k"][-1], after["R2_cu-k"][0], places=5)

    def test_rdf_as_a_data_set(self):
        self.run_recipe(text=RECIPE + f"\n[data g]\ntype = rdf\ntarget = {SMALL}\npair = Cu-Zr\nrange = 1:8\nsigma = 1\n")
        names, columns = read_columns(read_text(self.path("out", "g.csv")))
        self.assertEqual(names[0], "r_A")
        self.assertEqual(len(columns["r_A"]), 350)

    def test_files_as_data(self):
        self.write("sq.csv", self.succeed("compute", "sq", SMALL, "--q", "0.6:15:0.1"))
        text = RECIPE[: RECIPE.index("[data")] + "[data S]\ntype = xray-sq\nfile = sq.csv\nsigma = 0.1\n"
        self.run_recipe(text=text)
        _, columns = read_columns(read_text(self.path("out", "s.csv")))
        _, expected = read_columns(read_text(self.path("sq.csv")))
        self.assert_near(columns["S_target"], expected["S_xray"], 1e-8)
        self.assertEqual(self.summary()["not_fitted_R2"], {})


class Balance(Case):
    def test_suggestion_balances_the_terms(self):
        recipe = self.write("small.ini", RECIPE)
        terms = json.loads(self.succeed("balance", recipe, "--moves", "1000", "--json"))["terms"]
        self.assertEqual([term["name"] for term in terms], ["Cu K", "X-ray S(q)"])
        changes = [term["suggested_weight"] * term["mean_change"] / term["sigma"] ** 2 for term in terms]
        self.assertAlmostEqual(changes[0], changes[1], delta=1e-6 * changes[0])
        for term in terms:
            self.assertEqual(term["weight"], 1)
            self.assertGreater(term["mean_change_error"], 0)
            self.assertLess(term["mean_change_error"], 0.1 * term["mean_change"])
            self.assertAlmostEqual(term["mean_chi2_change"], term["mean_change"] / term["sigma"] ** 2,
                                   delta=1e-6 * term["mean_chi2_change"])
        text = self.succeed("balance", recipe, "--moves", "1000")
        for term in terms:
            self.assertIn(f"{term['suggested_weight']:.4g}", text)

    def test_options(self):
        recipe = self.write("small.ini", RECIPE)
        self.fail_with_2("balance", recipe, "--moves", "-1")
        self.fail_with_2("balance", recipe, "--moves", "1.5")
        self.fail_with_2("balance", self.path("none.ini"))


class BadRuns(Case):
    def fail_run(self, text, *options):
        recipe = self.write("bad.ini", text)
        message = self.fail_with_2("run", recipe, "--out", self.path("out"), *options)
        self.assertFalse(os.path.exists(self.path("out")))
        return message

    def test_recipes(self):
        for old, new, part in [
            ("[run]", "[ran]", "bad.ini:7"),
            ("moves = 4000", "moves = many", "bad.ini:8"),
            ("density = 0.0615", "density = 0.0615 kg", "bad.ini:4"),
            ("sigma = 0.1 0.02", "sigma = 0", "bad.ini:17"),
            ("edge = Cu-K", "edge = Cu", "bad.ini:21"),
            ("edge = Cu-K", "edge = Ta-L3", "Ta"),
            (f"feff = {FEFF}", "feff = nowhere", "nowhere"),
            (f"target = {SMALL}\nrange = 3", "target = none.xyz\nrange = 3", "none.xyz"),
            ("closest = Cu-Cu 1.9", "closest = Cu-Ta 1.9", "Cu-Ta"),
            ("density = 0.0615", "density = 0.3", "density"),
            ("seed = 3", "seed = 3\nseed = 4", "bad.ini:10"),
        ]:
            with self.subTest(new=new):
                self.assertIn(old, RECIPE)
                self.assertIn(part, self.fail_run(RECIPE.replace(old, new, 1)))

    def test_missing_and_empty_recipes(self):
        self.assertIn("none.ini", self.fail_with_2("run", self.path("none.ini")))
        self.assertIn("bad.ini", self.fail_run(""))
        self.assertIn("bad.ini", self.fail_run("# nothing\n"))

    def test_options(self):
        for option in [["--moves", "0"], ["--moves", "x"], ["--seed", "-1"], ["--seed", "x"], ["--nonsense"]]:
            with self.subTest(option=option):
                self.fail_run(RECIPE, *option)

    def test_options_that_are_no_whole_numbers(self):
        for option in [["--moves", "10.7"], ["--seed", "1.5"]]:
            with self.subTest(option=option):
                self.fail_run(RECIPE, *option)

    def test_a_folder_that_cannot_be_made_is_found_before_the_run(self):
        recipe = self.write("long.ini", RECIPE)
        try:
            result = subprocess.run(
                [CLI, "run", recipe, "--moves", "1e9", "--out", os.path.join(recipe, "out")],
                capture_output=True,
                env=environment(),
                timeout=10,
            )
        except subprocess.TimeoutExpired:
            self.fail("the run was begun although its folder cannot be made")
        self.assertIn(result.returncode, (1, 2))
        self.assertIn("long.ini", result.stderr.decode())


class Signals(Case):
    def start(self, moves="1e9"):
        recipe = self.write("long.ini", RECIPE)
        process = subprocess.Popen(
            [CLI, "run", recipe, "--moves", moves, "--out", self.path("out")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        # Until it catches signals, and then a little into the run.
        for _ in range(600):
            with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
                caught = [int(line.split()[1], 16) for line in file if line.startswith("SigCgt")]
            if caught and caught[0] >> (signal.SIGINT - 1) & 1:
                break
            time.sleep(0.05)
        time.sleep(0.3)
        return process

    def check(self, number):
        process = self.start()
        process.send_signal(number)
        start = time.monotonic()
        stdout, stderr = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - start, 5)
        self.assertEqual(process.returncode, 130, stderr.decode())
        self.assertEqual(sorted(os.listdir(self.path("out"))), RESULTS)
        self.assertIn("X-ray S(q)", stdout.decode())
        summary = json.loads(read_text(self.path("out", "summary.json")))
        self.assertFalse(summary["finished"])
        self.assertGreater(summary["moves"]["attempted"], 0)
        self.assertLess(summary["moves"]["attempted"], 1e9)
        self.succeed("compare", self.path("out", "model.xyz"), SMALL)

    def test_interrupted_runs_keep_what_they_reached(self):
        self.check(signal.SIGINT)

    def test_terminated_runs_keep_what_they_reached(self):
        self.check(signal.SIGTERM)

    def test_interrupted_run_is_the_beginning_of_the_whole(self):
        process = self.start()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        summary = json.loads(read_text(self.path("out", "summary.json")))
        _, columns = read_columns(read_text(self.path("out", "history.csv")))
        self.assertEqual(columns["moves"][-1], summary["moves"]["attempted"])


class Compare(Case):
    NAMES = [f"{curve} {pair}" for curve, pairs in [("g(r)", ["total", "Cu-Cu", "Cu-Zr", "Zr-Zr"]), ("S(q)", ["X-ray", "Cu-Cu", "Cu-Zr", "Zr-Zr"])] for pair in pairs]

    def test_text(self):
        lines = self.succeed("compare", SMALL, SMALL).splitlines()
        self.assertIn("R²", lines[0])
        self.assertEqual(len(lines), 9)
        for line, name in zip(lines[1:], self.NAMES):
            self.assertTrue(line.startswith(name))
            self.assertEqual([float(field) for field in line.split()[-2:]], [1, 0])

    def test_json(self):
        values = json.loads(self.succeed("compare", "--json", SMALL, SMALL))
        self.assertEqual(list(values), ["R2", "delta2"])
        self.assertEqual(list(values["R2"]), self.NAMES)
        for value in values["R2"].values():
            self.assertAlmostEqual(value, 1, places=12)

    def test_text_and_json_agree(self):
        shaken = self.write_shaken()
        values = json.loads(self.succeed("compare", shaken, SMALL, "--json"))
        for line in self.succeed("compare", shaken, SMALL).splitlines()[1:]:
            name, (r2, delta2) = line[:16].strip(), map(float, line.split()[-2:])
            self.assertAlmostEqual(values["R2"][name], r2, delta=1e-6)
            self.assertAlmostEqual(values["delta2"][name], delta2, delta=1e-5 * delta2)
            self.assertLess(r2, 1)
            self.assertGreater(delta2, 0)

    def test_options(self):
        shaken = self.write_shaken()
        coarse = json.loads(self.succeed("compare", shaken, SMALL, "--json", "--bin", "0.2", "--rmax", "6"))["R2"]
        fine = json.loads(self.succeed("compare", shaken, SMALL, "--json"))["R2"]
        high = json.loads(self.succeed("compare", shaken, SMALL, "--json", "--q", "10:20:0.05"))["R2"]
        # Shaking smears the peaks: broad bins hardly see it, large q does.
        self.assertGreater(coarse["g(r) total"], fine["g(r) total"] + 0.05)
        self.assertLess(high["S(q) X-ray"], fine["S(q) X-ray"])
        self.assertEqual(high["g(r) total"], fine["g(r) total"])

    def test_json_is_json_whatever_the_agreement(self):
        # One atom has no pairs of its own kind: g = 1, which nothing can be compared with.
        cell = 'Lattice="9 0 0 0 9 0 0 0 9" Properties=species:S:1:pos:R:3\n'
        one = self.write("one.xyz", "3\n" + cell + "Cu 0 0 0\nCu 3 0 0\nZr 0 4 0\n")
        two = self.write("two.xyz", "4\n" + cell + "Cu 0 0 0\nCu 3 0 0\nZr 0 4 0\nZr 4 4 0\n")
        text = self.succeed("compare", two, one, "--json")

        def refuse(constant):
            raise ValueError(f"{constant} is not JSON")

        self.assertIn("R2", json.loads(text, parse_constant=refuse))


class CommaLocale(Case):
    """Numbers have a point, in and out, where the user's language has a comma."""

    def setUp(self):
        super().setUp()
        self.locale = "de_DE.UTF-8"
        if self.locale not in subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.replace(
            "utf8", "UTF-8"
        ) and not os.path.isdir(os.path.join(os.environ.get("LOCPATH", "/nowhere"), self.locale)):
            subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", self.path(self.locale)], check=False, capture_output=True)
            before = os.environ.get("LOCPATH")
            os.environ["LOCPATH"] = self.folder
            self.addCleanup(lambda: os.environ.pop("LOCPATH") if before is None else os.environ.update(LOCPATH=before))
        # The C library must really have it: else the test would say nothing.
        probe = subprocess.run(["locale", "decimal_point"], capture_output=True, text=True, env=environment(self.locale), check=True)
        self.assertEqual(probe.stdout.strip(), ",")

    def test_compute_and_compare(self):
        for call in [
            ["compute", "rdf", SMALL, "--bin", "0.05"],
            ["compute", "sq", SMALL, "--q", "0.6:10:0.1"],
            ["compute", "exafs", SMALL, "--edge", "Cu-K", "--feff", FEFF, "--filter", "1.5:3.5"],
            ["compare", self.write_shaken(), SMALL, "--json"],
            ["compare", self.write_shaken(), SMALL],
        ]:
            with self.subTest(call=call):
                self.assertEqual(self.succeed(*call), self.succeed(*call, locale=self.locale))

    def test_run(self):
        recipe = self.write("small.ini", RECIPE)
        self.succeed("run", recipe, "--out", self.path("c"))
        self.succeed("run", recipe, "--out", self.path("de"), locale=self.locale)
        for name in RESULTS:
            if name != "summary.json":
                self.assertEqual(read_bytes(self.path("c", name)), read_bytes(self.path("de", name)), name)
        ours, theirs = (json.loads(read_text(self.path(out, "summary.json"))) for out in ("c", "de"))
        for summary in (ours, theirs):
            self.assertGreater(summary.pop("seconds"), 0)
        self.assertEqual(ours, theirs)

    def test_numbers_with_a_comma_are_refused(self):
        self.fail_with_2("compute", "rdf", SMALL, "--bin", "0,05", locale=self.locale)


if __name__ == "__main__":
    unittest.main(verbosity=2)
