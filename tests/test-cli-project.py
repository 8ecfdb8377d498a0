#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Project files from end to end: killed runs, new and refused files, damaged files, and what is exported."""

import contextlib
import csv
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from cli_support import FEFF, SMALL, SOURCE, cli, read_bytes, read_text
from project_support import (MOVES, RECIPE, ProjectCase, count_checkpoints, database, export, integrity, positions,
                             start, wait_until)
from project_support import setUpModule  # unittest runs it before the classes

KILLS = 50


class Kills(ProjectCase):
    def kill(self, k, delay):
        """Kills one run and goes on with it. What is wrong, and whether the kill came before its end."""
        path = self.project(f"k{k}.vitrum")
        process = start("run", path, "--checkpoint", "0.05")
        try:
            process.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            process.kill()
        killed = process.wait(timeout=60) == -signal.SIGKILL
        problems = []
        rows, broken = integrity(path, self.path(f"copy{k}"))
        if rows != ["ok"] or broken:
            problems.append(("integrity_check", rows, broken))
        check = cli("check", path)
        if check.returncode != 0 or b"whole" not in check.stdout:
            problems.append(("check", check.returncode, check.stdout, check.stderr))
        resumed = cli("resume", path)
        if resumed.returncode != 0:
            problems.append(("resume", resumed.returncode, resumed.stderr))
        if cli("check", path).returncode != 0:
            problems.append("not whole after resume")
        for suffix in ("-journal", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                problems.append(suffix + " is left after resume")
        try:
            found = export(path, self.path(f"end{k}"))
            problems += [name + " differs" for name in self.expected if found.get(name) != self.expected[name]]
        except AssertionError as error:
            problems.append(("export", error))
        return killed, [(k, round(delay, 4), problem) for problem in problems]

    def test_a_killed_run_goes_on_to_the_same_bytes(self):
        rng = random.Random(20240612)
        # Two at a time take longer than one.
        delays = [rng.uniform(0, 1.5 * self.seconds) for _ in range(KILLS - 15)]
        delays += [rng.uniform(0, 0.15) for _ in range(8)]
        # While it closes, as far as one can tell when that is.
        delays += [rng.uniform(0.9, 1.3) * self.seconds for _ in range(KILLS - len(delays))]
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(self.kill, range(KILLS), delays))
        self.assertEqual([problem for _, problems in results for problem in problems], [])
        self.assertGreaterEqual(sum(killed for killed, _ in results), KILLS // 3, "too few came before the end")

    def test_a_run_killed_again_and_again_ends_with_the_same_bytes(self):
        path = self.project()
        for k in range(4):
            # Each time after some more checkpoints.
            n = count_checkpoints(path) + 3
            process = start("resume" if k else "run", path, "--checkpoint", "0.03")
            wait_until(lambda: count_checkpoints(path) >= n, process)
            process.kill()
            process.wait()
        self.succeed("resume", path)
        self.assert_same_end(self.export(path))
        self.assert_one_file(path)

    def test_a_half_written_page_is_rolled_back_by_whoever_looks(self):
        path = self.project(source=self.finished)
        before = self.log(path)
        # As a kill leaves it: pages in the file that only the journal can undo.
        script = """if True:
            import os, sqlite3, sys
            connection = sqlite3.connect(sys.argv[1], isolation_level=None)
            connection.execute("PRAGMA cache_size = 1")
            connection.execute("BEGIN")
            connection.execute("UPDATE checkpoint SET moves = moves + 1")
            connection.execute("UPDATE file SET content = zeroblob(length(content))")
            os._exit(0)"""
        subprocess.run([sys.executable, "-c", script, path], check=True)
        self.assertGreater(os.path.getsize(path + "-journal"), 512)
        self.assertIn("whole", self.succeed("check", path))
        self.assertEqual(self.log(path), before)
        self.assert_one_file(path)

    def test_a_kill_loses_no_checkpoint(self):
        path = self.project()
        process = start("run", path, "--checkpoint", "0.03")
        wait_until(lambda: count_checkpoints(path) >= 6, process)
        before = self.log(path)
        process.kill()
        process.wait()
        self.assertEqual(self.log(path)[: len(before)], before)


class OneFile(ProjectCase):
    def test_it_needs_nothing_but_itself(self):
        source = self.path("source-of-it")
        os.makedirs(source)
        shutil.copytree(FEFF, os.path.join(source, "paths-of-feff"))
        shutil.copy(SMALL, os.path.join(source, "small.xyz"))
        with open(os.path.join(source, "r.ini"), "w", encoding="utf-8") as file:
            # One path relative, one absolute.
            text = read_text(RECIPE).replace("../../data/feff", "paths-of-feff")
            text = text.replace("target = small.xyz", "target = " + os.path.join(source, "small.xyz"), 1)
            file.write(text)
        path = os.path.join(source, "p.vitrum")
        self.succeed("new", os.path.join(source, "r.ini"), path, "--seed", "3", "--moves", str(MOVES))
        self.assert_one_file(path)
        os.makedirs(self.path("elsewhere"))
        moved = shutil.move(path, self.path("elsewhere", "q.vitrum"))
        shutil.rmtree(source)
        self.assertEqual(self.stop(moved, 4, "--checkpoint", "0.05"), 130)
        self.assert_one_file(moved)
        # Once more in the middle of a run.
        os.makedirs(self.path("third place"))
        moved = shutil.move(moved, self.path("third place", "ü r.vitrum"))
        self.succeed("resume", moved, "--checkpoint", "0.05", cwd="/")
        self.assert_one_file(moved)
        self.assert_same_end(self.export(moved))
        self.succeed("check", moved)
        content = read_bytes(moved)
        for place in (self.folder, os.path.basename(self.folder), SOURCE, tempfile.gettempdir() + "/",
                      "source-of-it", "elsewhere", "third place"):
            self.assertNotIn(place.encode(), content)

    def test_a_clean_end_leaves_one_file_and_no_session(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.05")
        self.assert_one_file(path)
        with database(path) as connection:
            self.assertEqual(connection.execute("SELECT count(*) FROM session").fetchone()[0], 0)
            self.assertEqual(connection.execute("PRAGMA journal_mode").fetchone()[0], "delete")

    def test_looking_at_it_changes_nothing(self):
        path = self.project(source=self.finished)
        before = read_bytes(path)
        self.succeed("log", path)
        self.succeed("check", path)
        self.export(path)
        self.assertTrue(read_bytes(path) == before)
        self.assert_one_file(path)

    def test_two_exports_are_the_same(self):
        models = []
        for k in range(2):
            self.succeed("export", self.finished, "--curves", self.path(f"c{k}"))
            models.append(read_text(self.path(f"c{k}"), "model.xyz"))
        # A folder that was removed long ago says nothing to anybody.
        for text in (models[0][:1000], read_text(self.path("c0"), "summary.json")):
            self.assertNotIn("/vitrum-", text)
        self.assertTrue(models[0] == models[1])


class New(ProjectCase):
    def test_a_file_that_exists_stays_as_it_was(self):
        for content in (b"something else\n", b"", read_bytes(self.finished)):
            path = self.path("p.vitrum")
            with open(path, "wb") as file:
                file.write(content)
            self.assertIn(path, self.fail_with_2("new", RECIPE, path))
            self.assertTrue(read_bytes(path) == content)
        os.makedirs(self.path("folder.vitrum"))
        self.fail_with_2("new", RECIPE, self.path("folder.vitrum"))
        os.symlink(self.path("target"), self.path("link.vitrum"))
        self.fail_with_2("new", RECIPE, self.path("link.vitrum"))
        self.assertFalse(os.path.exists(self.path("target")))

    def test_a_missing_recipe(self):
        self.assertIn("none.ini", self.fail_with_2("new", self.path("none.ini"), self.path("p.vitrum")))
        self.assertEqual(os.listdir(self.folder), [])

    def test_missing_data(self):
        recipe = self.write("r.ini", read_text(RECIPE))
        self.assertIn("small.xyz", self.fail_with_2("new", recipe, self.path("p.vitrum")))
        self.assertEqual(os.listdir(self.folder), ["r.ini"])

    def refuse_numbers(self, option, *values):
        for value in values:
            text = self.fail_with_2("new", RECIPE, self.path("p.vitrum"), option, value)
            self.assertEqual(os.listdir(self.folder), [])
            self.assertIn(option, text)

    def test_numbers_that_are_none(self):
        self.refuse_numbers("--seed", "0", "-1", "x", "1e10", "nan", "")
        self.refuse_numbers("--moves", "0", "-5", "many", "inf")

    def test_seeds_that_are_not_whole(self):
        self.refuse_numbers("--seed", "1.5")

    def test_moves_that_are_not_whole(self):
        self.refuse_numbers("--moves", "2.5")

    def test_a_killed_new_leaves_a_whole_project_or_none(self):
        rng = random.Random(11)
        begin = time.monotonic()
        self.succeed("new", RECIPE, self.path("timed.vitrum"))
        seconds = time.monotonic() - begin
        for k in range(20):
            path = self.path(f"p{k}.vitrum")
            process = start("new", RECIPE, path, "--seed", "3", "--moves", str(MOVES))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=rng.uniform(0, seconds))
            process.kill()
            process.wait()
            if not os.path.exists(path):
                continue
            check = cli("check", path)
            if check.returncode != 0:
                self.assert_clean_failure(cli("run", path), 1, 2, words=[path])
                continue
            with database(path) as connection:
                for table, n in (("term", 5), ("data_set", 5), ("branch", 1)):
                    self.assertEqual(connection.execute("SELECT count(*) FROM " + table).fetchone()[0], n, table)

    def test_seed_and_moves_are_those_asked_for(self):
        self.assertEqual(self.expected["summary"]["seed"], 3)
        self.assertEqual(self.expected["summary"]["moves"]["attempted"], MOVES)
        self.assertTrue(self.expected["summary"]["finished"])

    def test_it_runs_as_the_recipe_does(self):
        out = self.path("out")
        self.succeed("run", RECIPE, "--seed", "3", "--moves", str(MOVES), "--out", out)
        self.assertEqual(positions(read_bytes(out, "model.xyz")), positions(self.expected["model"]))
        for name in self.expected:
            if name.endswith(".csv"):
                self.assertTrue(read_bytes(out, name) == self.expected[name], name)

    def test_arguments(self):
        self.fail_with_2("new")
        self.fail_with_2("new", RECIPE)
        self.fail_with_2("run", self.fresh, "--checkpoint", "-1")
        self.fail_with_2("resume", self.fresh, "--checkpoint", "soon")
        self.fail_with_2("resume", self.fresh, "--from", "x")


class NoProjects(ProjectCase):
    def commands(self, path):
        return (["run", path], ["resume", path], ["log", path], ["check", path], ["compact", path],
                ["export", path, "--config", self.path("x.xyz")])

    def assert_refused(self, path):
        before = read_bytes(path)
        for command in self.commands(path):
            self.assert_clean_failure(cli(*command), 1, 2, words=[path])
            self.assertTrue(read_bytes(path) == before, command[0] + " has changed it")
        self.assertFalse(os.path.exists(self.path("x.xyz")))
        self.assert_one_file(path)

    def test_texts_and_empty_files(self):
        for content in (b"", b"x", b"[structure]\natoms = 3\n" * 100, bytes(100000), b"SQLite format 3\0",
                        random.Random(5).randbytes(50000)):
            with self.subTest(content=content[:20]):
                path = self.path("p.vitrum")
                with open(path, "wb") as file:
                    file.write(content)
                self.assert_refused(path)

    def test_a_folder(self):
        os.makedirs(self.path("p.vitrum"))
        for command in self.commands(self.path("p.vitrum")):
            self.assert_clean_failure(cli(*command), 1, 2, words=[self.path("p.vitrum")])

    def test_another_database_is_not_touched(self):
        for mode in ("delete", "wal"):
            with self.subTest(mode=mode):
                path = self.path(f"other-{mode}.vitrum")
                with database(path, write=True) as connection:
                    connection.execute("PRAGMA journal_mode = " + mode)
                    # A name that others use, too.
                    connection.execute("CREATE TABLE session (user TEXT)")
                    connection.executemany("INSERT INTO session VALUES (?)", [(f"user {k}",) for k in range(100)])
                self.assert_refused(path)
                with database(path) as connection:
                    self.assertEqual(connection.execute("SELECT count(*) FROM session").fetchone()[0], 100)
                    self.assertEqual(connection.execute("PRAGMA journal_mode").fetchone()[0], mode)

    def test_files_cut_short(self):
        whole = read_bytes(self.finished)
        rng = random.Random(7)
        # Whole pages and more.
        sizes = [1, 15, 16, 99, 100, 512, 4095, 4096, 4097, len(whole) - 4096]
        sizes += [rng.randrange(len(whole) - 4096) for _ in range(20 - len(sizes))]
        for size in sizes:
            with self.subTest(size=size):
                path = self.path("p.vitrum")
                with open(path, "wb") as file:
                    file.write(whole[:size])
                for command in self.commands(path):
                    self.assert_clean_failure(cli(*command), 1, 2, words=[path])

    def damage(self, statement):
        path = self.project(source=self.finished)
        with database(path, write=True) as connection:
            self.assertGreater(connection.execute(statement).rowcount, 0)
        return path

    def test_damaged_states_and_files_are_found(self):
        for statement in ("UPDATE checkpoint SET state = zeroblob (length (state)) WHERE id = 2",
                          "UPDATE checkpoint SET checksum = 'x' WHERE id = 2",
                          "UPDATE file SET content = content || x'20' WHERE name = 'recipe.ini'"):
            with self.subTest(statement=statement):
                path = self.damage(statement)
                check = cli("check", path)
                self.assertEqual(check.returncode, 1)
                self.assertIn(b"checksum", check.stdout)
                for command in (["export", path, "--curves", self.path("curves")], ["resume", path]):
                    self.assertIn("damaged", self.fail_with_2(*command))
                self.assertFalse(os.path.exists(self.path("curves")))

    def assert_found(self, statement):
        path = self.damage(statement)
        self.assertEqual(cli("check", path).returncode, 1, "check says that it is whole")
        result = cli("export", path, "--curves", self.path("curves"))
        if result.returncode == 0:
            self.assertTrue(read_bytes(self.path("curves"), "history.csv") == self.expected["history.csv"])

    def test_damaged_history_is_found(self):
        self.assert_found("UPDATE history SET numbers = zeroblob (length (numbers)) WHERE moves = %d" % (MOVES // 50))

    def test_damaged_data_sets_are_found(self):
        self.assert_found("UPDATE data_set SET target = zeroblob (length (target)) WHERE position = 0")

    def test_damaged_numbers_of_checkpoints_are_found(self):
        self.assert_found("UPDATE checkpoint SET chi2 = 1 WHERE id = 2")

    def test_a_branch_that_is_missing(self):
        path = self.project(source=self.finished)
        with database(path, write=True) as connection:
            connection.execute("DELETE FROM branch")
        self.assert_clean_failure(cli("export", path, "--config", self.path("x.xyz"), "--from", "2"), 1, 2)
        self.assertEqual(cli("check", path).returncode, 1)
        self.assertIn(cli("log", path).returncode, (0, 1, 2))

    def test_a_project_without_checkpoints_has_nothing_to_export(self):
        text = self.fail_with_2("export", self.fresh, "--config", self.path("x.xyz"))
        self.assertIn("checkpoint", text)
        self.assertEqual(self.succeed("log", self.fresh).count("\n"), 1)


class NewerVersions(ProjectCase):
    def newer(self, source):
        path = self.project(source=source)
        with database(path, write=True) as connection:
            connection.execute("PRAGMA user_version = 99")
        return path

    def test_they_are_refused(self):
        path = self.newer(self.finished)
        for command in ("log", "check", "run", "resume", "compact", "export"):
            options = ["--config", self.path("x.xyz")] if command == "export" else []
            text = self.fail_with_2(command, path, *options)
            self.assertIn(path, text)
            self.assertIn("99", text)
            self.assertIn("newer", text)
        self.assert_one_file(path)

    def test_looking_does_not_touch_them(self):
        path = self.newer(self.finished)
        before = read_bytes(path)
        for command in ("log", "check"):
            self.fail_with_2(command, path)
            self.assertTrue(read_bytes(path) == before, command + " has changed it")
        self.assert_one_file(path)

    def test_running_does_not_touch_them(self):
        path = self.newer(self.finished)
        before = read_bytes(path)
        for command in ("run", "resume", "compact"):
            self.fail_with_2(command, path)
            self.assertTrue(read_bytes(path) == before, command + " has changed it")

    def test_whoever_had_them_open_stays_noted(self):
        path = self.newer(self.fresh)
        with database(path, write=True) as connection:
            connection.execute("INSERT INTO session VALUES ('elsewhere', 1, 'vitrum', '2040-01-01T00:00:00Z')")
        before = read_bytes(path)
        self.fail_with_2("resume", path)
        self.assertTrue(read_bytes(path) == before)

    def test_versions_that_never_were(self):
        for version in (0, -1):
            path = self.project(source=self.fresh)
            with database(path, write=True) as connection:
                connection.execute(f"PRAGMA user_version = {version}")
            before = read_bytes(path)
            self.fail_with_2("log", path)
            self.fail_with_2("resume", path)
            self.assertTrue(read_bytes(path) == before)


class Output(ProjectCase):
    def test_log_is_the_same_in_both_forms(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.05")
        self.succeed("resume", path, "--from", "3", "--checkpoint", "0.2")
        found = list(csv.DictReader(io.StringIO(self.succeed("log", path))))
        rows = self.log(path)
        self.assertEqual(len(found), len(rows))
        for line, row in zip(found, rows):
            self.assertEqual(list(line), list(row))
            for key in ("checkpoint", "branch", "parent", "moves", "state_bytes"):
                self.assertEqual(line[key], str(row[key]))
            for key in ("reason", "note", "created"):
                self.assertEqual(line[key], row[key])
            # CSV has nine digits.
            self.assertAlmostEqual(float(line["chi2"]) / row["chi2"], 1, delta=1e-8)
            self.assertRegex(row["created"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual([row["checkpoint"] for row in rows], list(range(1, len(rows) + 1)))
        self.assertEqual(rows[0]["reason"], "start")

    def test_comments_are_kept_and_listed(self):
        path = self.project(source=self.finished)
        self.succeed("log", path, "--comment", "the paper's schedule")
        self.succeed("log", path, "--comment", "here σ was too small", "--at", "2")
        comments = json.loads(self.succeed("log", path, "--json"))["comments"]
        self.assertEqual([(row["checkpoint"], row["comment"]) for row in comments],
                         [(0, "the paper's schedule"), (2, "here σ was too small")])
        self.assertIn("there is no checkpoint 99", self.fail_with_2("log", path, "--comment", "x", "--at", "99"))
        self.assertIn("--at", self.fail_with_2("log", path, "--at", "2"))
        self.succeed("check", path)

    def test_room_for_checkpoints_is_a_setting(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.02", "--room", "0.1")
        with database(path) as connection:
            size, n, made = connection.execute("SELECT sum (length (state)), count (state), count (*) FROM checkpoint"
                                               ).fetchone()
        self.assertLessEqual(size, 100000)
        self.assertLess(n, made)
        self.assertIn("--room", self.fail_with_2("resume", path, "--room", "much"))

    def test_export_needs_to_know_what(self):
        text = self.fail_with_2("export", self.finished)
        self.assertIn("--config", text)
        self.assertIn("--curves", text)
        self.fail_with_2("export", self.finished, "--config", self.path("x.unknown"))

    def test_export_of_three_checkpoints(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.05")
        rows = self.log(path)
        chosen = [rows[0], rows[len(rows) // 2], rows[-1]]
        ends = [self.export(path, "--from", str(row["checkpoint"])) for row in chosen]
        for row, end in zip(chosen, ends):
            self.assertEqual(end["summary"]["moves"]["attempted"], row["moves"])
            self.assertAlmostEqual(end["summary"]["chi2"] / row["chi2"], 1, delta=1e-12)
            self.assertEqual(end["summary"]["finished"], row["moves"] == MOVES)
            last = list(csv.DictReader(io.StringIO(end["history.csv"].decode())))[-1]
            # A row of the history is written every MOVES / 500 moves.
            self.assertLessEqual(int(last["moves"]), row["moves"])
            self.assertGreater(int(last["moves"]), row["moves"] - MOVES // 500)
        for k in range(len(ends[0]["summary"]["data"])):
            self.assertEqual(len({end["summary"]["data"][k]["R2"] for end in ends}), 3)
        self.assertEqual(len({end["model"] for end in ends}), 3)
        self.assert_same_end(ends[-1])

    def test_all_formats_of_configurations(self):
        for name in ("x.xyz", "x.data", "x.dump"):
            self.succeed("export", self.finished, "--config", self.path(name))
            self.assertGreater(os.path.getsize(self.path(name)), 300 * 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
