#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Project files from end to end: kills, stops, branches, full disks, removed and damaged files, two programs on one."""

import contextlib
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from cli_support import CLI, FEFF, SMALL, SOURCE, Case, cli, environment, read_bytes, read_text

RECIPE = os.path.join(SOURCE, "tests", "data", "small.ini")
MOVES = 40000  # a run takes about 1 s
KILLS = 50
STATE_BYTES = 20000  # a checkpoint of the 300 atoms is smaller


def setUpModule():
    """A project that was not run yet, and what a run of it without a break ends with."""
    global SHARED, FRESH, FINISHED, EXPECTED, SECONDS
    SHARED = tempfile.mkdtemp(prefix="vitrum-project-")
    unittest.addModuleCleanup(shutil.rmtree, SHARED)
    FRESH = os.path.join(SHARED, "fresh.vitrum")
    FINISHED = os.path.join(SHARED, "finished.vitrum")
    made = cli("new", RECIPE, FRESH, "--seed", "3", "--moves", str(MOVES))
    if made.returncode != 0:
        raise AssertionError(made.stderr.decode())
    shutil.copy(FRESH, FINISHED)
    begin = time.monotonic()
    # One checkpoint at the start and one at the end: nothing but the moves can have made the result.
    ran = cli("run", FINISHED, "--checkpoint", "0")
    SECONDS = time.monotonic() - begin
    if ran.returncode != 0:
        raise AssertionError(ran.stderr.decode())
    EXPECTED = export(FINISHED, os.path.join(SHARED, "expected"))


def export(path, folder, *options):
    """What a project ends with: bytes of the configuration and of each curve, and numbers of the summary."""
    os.makedirs(folder)
    model = os.path.join(folder, "exported.xyz")
    curves = os.path.join(folder, "curves")
    result = cli("export", path, "--config", model, "--curves", curves, *options)
    if result.returncode != 0:
        raise AssertionError((result.returncode, result.stderr.decode()))
    found = {"model": read_bytes(model)}
    for name in sorted(os.listdir(curves)):
        if name.endswith(".csv"):
            found[name] = read_bytes(curves, name)
    summary = json.loads(read_text(curves, "summary.json"))
    for key in ("recipe", "seconds"):
        summary.pop(key)
    found["summary"] = summary
    return found


def start(*arguments, **keywords):
    # Not a pipe: nobody would empty it.
    keywords.setdefault("stdout", subprocess.DEVNULL)
    keywords.setdefault("stderr", subprocess.DEVNULL)
    keywords.setdefault("env", environment())
    return subprocess.Popen([CLI, *arguments], **keywords)


@contextlib.contextmanager
def database(path, write=False):
    connection = sqlite3.connect(path if write else f"file:{path}?mode=ro", uri=not write, timeout=10)
    try:
        yield connection
        if write:
            connection.commit()
    finally:
        connection.close()


def count_checkpoints(path):
    try:
        with database(path) as connection:
            return connection.execute("SELECT count(*) FROM checkpoint").fetchone()[0]
    except sqlite3.Error:
        return 0


def wait_until(condition, process, seconds=60):
    """Waits for something that a process does; False if it ended before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        if process.poll() is not None:
            return condition()
        time.sleep(0.01)
    raise AssertionError("nothing happened within %g s" % seconds)


def integrity(path, folder):
    """What SQLite itself says, of a copy with all that stands beside it."""
    os.makedirs(folder)
    copy = os.path.join(folder, "copy.vitrum")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            shutil.copy(path + suffix, copy + suffix)
    with database(copy, write=True) as connection:
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    shutil.rmtree(folder)
    return rows, broken


def positions(model):
    """Lines of the atoms, without the line that says who wrote them."""
    return model.splitlines()[2:]


class ProjectCase(Case):
    def project(self, name="p.vitrum", source=None):
        return shutil.copy(source or FRESH, self.path(name))

    def log(self, path):
        return json.loads(self.succeed("log", path, "--json"))["checkpoints"]

    def export(self, path, *options):
        folder = tempfile.mkdtemp(dir=self.folder)
        return export(path, os.path.join(folder, "x"), *options)

    def assert_same_end(self, found, expected=None):
        expected = expected or EXPECTED
        self.assertEqual(found.keys(), expected.keys())
        for name in expected:
            # Not assertEqual: its message would be all the bytes.
            self.assertTrue(found[name] == expected[name], name + " differs")

    def assert_clean_failure(self, result, *statuses, words=()):
        text = result.stderr.decode()
        self.assertIn(result.returncode, statuses, text)
        self.assertGreater(len(text.strip()), 20)
        for word in words:
            self.assertIn(word, text)
        for word in ("Traceback", "CRITICAL", "WARNING", "assertion", "Sanitizer"):
            self.assertNotIn(word, text)
        return text

    def stop(self, path, n_checkpoints, *options, number=signal.SIGINT, command="run", delay=0.1):
        """Runs until there are so many checkpoints and a little longer, and stops it. The exit status."""
        process = start(command, path, *options)
        wait_until(lambda: count_checkpoints(path) >= n_checkpoints, process)
        time.sleep(delay)
        if process.poll() is None:
            process.send_signal(number)
        return process.wait(timeout=60)

    def assert_one_file(self, path):
        beside = [name for name in os.listdir(os.path.dirname(path)) if name.startswith(os.path.basename(path))]
        self.assertEqual(beside, [os.path.basename(path)])


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
        for suffix in ("-wal", "-shm"):
            if os.path.exists(path + suffix):
                problems.append(suffix + " is left after resume")
        try:
            found = export(path, self.path(f"end{k}"))
            problems += [name + " differs" for name in EXPECTED if found.get(name) != EXPECTED[name]]
        except AssertionError as error:
            problems.append(("export", error))
        return killed, [(k, round(delay, 4), problem) for problem in problems]

    def test_a_killed_run_goes_on_to_the_same_bytes(self):
        rng = random.Random(20240612)
        # Two at a time take longer than one.
        delays = [rng.uniform(0, 1.5 * SECONDS) for _ in range(KILLS - 15)]
        delays += [rng.uniform(0, 0.15) for _ in range(8)]
        # While it closes, as far as one can tell when that is.
        delays += [rng.uniform(0.9, 1.3) * SECONDS for _ in range(KILLS - len(delays))]
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

    def test_a_kill_loses_no_checkpoint(self):
        path = self.project()
        process = start("run", path, "--checkpoint", "0.03")
        wait_until(lambda: count_checkpoints(path) >= 6, process)
        before = self.log(path)
        process.kill()
        process.wait()
        self.assertEqual(self.log(path)[: len(before)], before)


class Stops(ProjectCase):
    def assert_stopped_and_whole(self, path):
        self.assert_one_file(path)
        self.succeed("check", path)
        # A timer may have made one at the very same move, and on a fast machine the run may have come to its end.
        self.assertIn(self.log(path)[-1]["reason"], ("pause", "stop", "timer", "end"))

    def assert_resumed(self, path, *options):
        self.succeed("resume", path, *options)
        last = self.log(path)[-1]
        self.assertEqual((last["reason"], last["moves"]), ("end", MOVES))
        self.assertEqual({row["branch"] for row in self.log(path)}, {1})
        self.assert_same_end(self.export(path))

    def test_several_stops_do_not_change_the_end(self):
        for interval, number in (("0.03", signal.SIGINT), ("0.1", signal.SIGTERM)):
            with self.subTest(interval=interval, signal=number.name):
                path = self.project(f"p{interval}.vitrum")
                for k in range(3):
                    status = self.stop(path, count_checkpoints(path) + 1, "--checkpoint", interval, number=number,
                                       delay=0.03 * k, command="resume" if k else "run")
                    self.assertEqual(status, 130)
                    self.assert_stopped_and_whole(path)
                    if self.log(path)[-1]["reason"] == "end":
                        break
                self.assert_resumed(path, "--checkpoint", interval)

    def test_stops_without_checkpoints_by_time(self):
        path = self.project()
        for k in range(3):
            with open(self.path("progress"), "wb") as file:
                process = start("resume" if k else "run", path, "--checkpoint", "0", stdout=file, stderr=file)
                # Every tenth of the way it says how far it is.
                wait_until(lambda: "%" in read_text(self.path("progress")), process)
                process.send_signal((signal.SIGTERM, signal.SIGINT)[k % 2])
                self.assertEqual(process.wait(timeout=60), 130)
            self.assert_stopped_and_whole(path)
        self.assertEqual(len(self.log(path)), 4)
        self.assert_resumed(path)

    def test_checkpoints_do_not_change_the_end(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.01")
        self.assertGreater(len(self.log(path)), 10)
        self.assert_same_end(self.export(path))

    def test_no_checkpoints_by_time_with_0(self):
        self.assertEqual([row["reason"] for row in self.log(FINISHED)], ["start", "end"])

    def test_a_stop_says_so(self):
        path = self.project()
        with open(self.path("err"), "wb") as file:
            process = start("run", path, stderr=file)
            wait_until(lambda: count_checkpoints(path) >= 1, process)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=60), 130)
        self.assertRegex(read_text(self.path("err")), r"stopped by a signal after \d+ of %d moves" % MOVES)

    def test_a_run_at_its_end_says_so_and_stays(self):
        path = self.project(source=FINISHED)
        before = self.log(path)
        self.assertIn("come to its end", self.succeed("resume", path))
        self.assertEqual(self.log(path), before)
        self.assert_one_file(path)


class Branches(ProjectCase):
    def test_a_branch_leaves_the_old_one_and_ends_the_same(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.05")
        first = self.log(path)
        early = first[2]["checkpoint"]
        self.succeed("resume", path, "--from", str(early), "--checkpoint", "0.1")
        rows = self.log(path)
        self.assertEqual(rows[: len(first)], first)
        new = rows[len(first):]
        self.assertGreater(len(new), 0)
        self.assertEqual({(row["branch"], row["parent"]) for row in new}, {(2, early)})
        self.assertTrue(all(row["moves"] > first[2]["moves"] for row in new))
        self.assertEqual(new[-1]["moves"], MOVES)
        self.assertEqual(new[-1]["chi2"], first[-1]["chi2"])
        self.assert_same_end(self.export(path))
        self.assert_same_end(self.export(path, "--from", str(first[-1]["checkpoint"])))
        self.succeed("check", path)
        # A branch of the branch.
        parent = new[0]["checkpoint"]
        self.succeed("resume", path, "--from", str(parent), "--checkpoint", "0")
        last = self.log(path)[-1]
        self.assertEqual((last["branch"], last["parent"], last["moves"]), (3, parent, MOVES))
        self.assert_same_end(self.export(path))
        self.succeed("check", path)
        self.assert_one_file(path)

    def test_a_branch_from_the_start(self):
        path = self.project(source=FINISHED)
        self.succeed("resume", path, "--from", "1", "--checkpoint", "0")
        last = self.log(path)[-1]
        self.assertEqual((last["branch"], last["parent"]), (2, 1))
        self.assert_same_end(self.export(path))

    def test_a_stopped_branch_goes_on_as_itself(self):
        path = self.project()
        self.succeed("run", path, "--checkpoint", "0.1")
        n = len(self.log(path))
        self.assertEqual(self.stop(path, n + 1, "--from", "2", "--checkpoint", "0.05", command="resume"), 130)
        self.succeed("resume", path)
        self.assertEqual({(row["branch"], row["parent"]) for row in self.log(path)[n:]}, {(2, 2)})
        self.assert_same_end(self.export(path))

    def test_from_the_newest_is_no_branch(self):
        path = self.project()
        self.assertEqual(self.stop(path, 3, "--checkpoint", "0.05"), 130)
        newest = self.log(path)[-1]["checkpoint"]
        self.succeed("resume", path, "--from", str(newest))
        self.assertEqual({row["branch"] for row in self.log(path)}, {1})
        self.assert_same_end(self.export(path))

    def test_from_a_checkpoint_that_is_not_there(self):
        path = self.project(source=FINISHED)
        before = read_bytes(path)
        self.assertIn("99", self.fail_with_2("resume", path, "--from", "99"))
        self.assertIn("99", self.fail_with_2("export", path, "--config", self.path("x.xyz"), "--from", "99"))
        self.assertFalse(os.path.exists(self.path("x.xyz")))
        self.assertEqual(len(self.log(path)), 2)
        self.assertEqual(len(read_bytes(path)), len(before))

    def test_from_a_negative_number_is_refused(self):
        path = self.project(source=FINISHED)
        self.fail_with_2("resume", path, "--from", "-7")
        self.fail_with_2("export", path, "--config", self.path("x.xyz"), "--from", "-7")


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
        path = self.project(source=FINISHED)
        before = read_bytes(path)
        self.succeed("log", path)
        self.succeed("check", path)
        self.export(path)
        self.assertTrue(read_bytes(path) == before)
        self.assert_one_file(path)

    def test_two_exports_are_the_same(self):
        models = []
        for k in range(2):
            self.succeed("export", FINISHED, "--curves", self.path(f"c{k}"))
            models.append(read_text(self.path(f"c{k}"), "model.xyz"))
        # A folder that was removed long ago says nothing to anybody.
        for text in (models[0][:1000], read_text(self.path("c0"), "summary.json")):
            self.assertNotIn("/vitrum-", text)
        self.assertTrue(models[0] == models[1])


class FullDisk(ProjectCase):
    def run_without_room(self, path, *options, command="run", **keywords):
        os.makedirs(self.path("rescue"), exist_ok=True)
        return subprocess.run([CLI, command, path, *options], capture_output=True, timeout=120,
                              env={**environment(), "TMPDIR": self.path("rescue")}, **keywords)

    def assert_rescued(self, text):
        named = re.search(r"the model is in (\S+)", text)
        self.assertIsNotNone(named, text)
        self.assertEqual(os.path.dirname(named[1]), self.path("rescue"))
        # The run went on in memory, to the same end.
        self.assertEqual(positions(read_bytes(named[1])), positions(EXPECTED["model"]))

    def limited(self, n):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))
        return limit

    def tmpfs(self, size):
        folder = self.path("tmpfs")
        os.makedirs(folder)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no file system can be mounted here: " + mounted.stderr.decode().strip())
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=True)
        return folder

    def test_no_room_for_a_larger_file(self):
        for extra in (0, 40000, 150000):
            with self.subTest(extra=extra):
                path = self.project(f"p{extra}.vitrum")
                limit = os.path.getsize(path) + extra
                result = self.run_without_room(path, "--checkpoint", "0.02", preexec_fn=self.limited(limit))
                text = self.assert_clean_failure(result, 1, words=[path, "goes on in memory"])
                self.assert_rescued(text)
                self.assertEqual(integrity(path, self.path("copy"))[0], ["ok"])
                self.succeed("check", path)
                self.succeed("resume", path, "--checkpoint", "0.05")
                self.assert_same_end(self.export(path))
                self.succeed("check", path)
                self.assert_one_file(path)

    def test_what_was_written_before_stays(self):
        path = self.project()
        self.assertEqual(self.stop(path, 4, "--checkpoint", "0.03"), 130)
        before = self.log(path)
        result = self.run_without_room(path, "--checkpoint", "0.02", command="resume",
                                       preexec_fn=self.limited(60000))
        self.assert_rescued(self.assert_clean_failure(result, 1))
        self.assertEqual(self.log(path)[: len(before)], before)
        for row in before:
            self.succeed("export", path, "--config", self.path("x.xyz"), "--from", str(row["checkpoint"]))
        self.succeed("resume", path)
        self.assert_same_end(self.export(path))

    def test_a_full_file_system(self):
        path = shutil.copy(FRESH, os.path.join(self.tmpfs("600k"), "p.vitrum"))
        result = self.run_without_room(path, "--checkpoint", "0.02")
        text = self.assert_clean_failure(result, 1, words=[path, "disk is full", "goes on in memory"])
        self.assert_rescued(text)
        self.succeed("check", path)
        self.assertGreater(len(self.log(path)), 1)
        # Without more room again: nothing gets worse.
        result = self.run_without_room(path, "--checkpoint", "0.02", command="resume")
        self.assert_clean_failure(result, 1)
        self.succeed("check", path)
        subprocess.run(["mount", "-o", "remount,size=20M", self.path("tmpfs")], check=True)
        self.succeed("resume", path, "--checkpoint", "0.05")
        self.assert_same_end(self.export(path))
        self.assert_one_file(path)

    def test_room_that_comes_back_while_it_runs(self):
        folder = self.tmpfs("20M")
        path = shutil.copy(FRESH, os.path.join(folder, "p.vitrum"))
        with open(os.path.join(folder, "filler"), "wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        # Without this it could not even be opened.
        os.truncate(os.path.join(folder, "filler"), os.path.getsize(os.path.join(folder, "filler")) - 150000)
        with open(self.path("err"), "wb") as file:
            process = start("run", path, "--checkpoint", "0.02", stderr=file)
            wait_until(lambda: "goes on in memory" in read_text(self.path("err")), process)
            os.unlink(os.path.join(folder, "filler"))
            self.assertEqual(process.wait(timeout=60), 0, read_text(self.path("err")))
        self.assertIn("written again", read_text(self.path("err")))
        self.succeed("check", path)
        self.assertEqual(self.log(path)[-1]["reason"], "end")
        self.assert_same_end(self.export(path))
        self.assert_one_file(path)

    def test_a_project_that_cannot_be_made_leaves_nothing(self):
        path = self.path("p.vitrum")
        for limit in (0, 4096, 100000):
            result = cli("new", RECIPE, path, preexec_fn=self.limited(limit))
            self.assert_clean_failure(result, 1, 2)
            self.assertFalse(os.path.exists(path), limit)
        folder = self.tmpfs("100k")
        result = cli("new", RECIPE, os.path.join(folder, "p.vitrum"))
        self.assert_clean_failure(result, 1, 2, words=["full"])
        self.assertEqual(os.listdir(folder), [])


class Places(ProjectCase):
    def test_a_file_that_must_not_be_changed(self):
        path = self.project()
        if subprocess.run(["chattr", "+i", path], capture_output=True).returncode != 0:
            if os.geteuid() == 0:
                self.skipTest("chattr +i does not work here, and modes do not bind root")
            os.chmod(path, 0o444)
        try:
            for command in ("run", "resume", "compact"):
                self.assertIn(path, self.fail_with_2(command, path))
            self.assertEqual(self.succeed("log", path).count("\n"), 1)
            self.succeed("check", path)
        finally:
            subprocess.run(["chattr", "-i", path], capture_output=True)
        self.assertTrue(read_bytes(path) == read_bytes(FRESH))

    def test_a_file_system_that_cannot_be_written(self):
        folder = self.path("ro")
        os.makedirs(folder)
        path = shutil.copy(FINISHED, os.path.join(folder, "p.vitrum"))
        # One that was killed, with its second file beside it.
        killed = shutil.copy(FRESH, os.path.join(folder, "killed.vitrum"))
        process = start("run", killed, "--checkpoint", "0.02")
        wait_until(lambda: count_checkpoints(killed) >= 4, process)
        process.kill()
        process.wait()
        n = len(self.log(killed))
        if (subprocess.run(["mount", "--bind", folder, folder], capture_output=True).returncode != 0
                or subprocess.run(["mount", "-o", "remount,bind,ro", folder], capture_output=True).returncode != 0):
            self.skipTest("nothing can be mounted read-only here")
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=True)
        for command in ("run", "resume", "compact"):
            self.assertIn(path, self.fail_with_2(command, path))
        self.succeed("check", path)
        self.assert_same_end(self.export(path))
        self.assertIn(folder, self.fail_with_2("new", RECIPE, os.path.join(folder, "new.vitrum")))
        # It may be read or be refused; it must not show less than there is.
        result = cli("log", killed)
        if result.returncode == 0:
            self.assertEqual(result.stdout.count(b"\n"), n + 1)
        else:
            self.assert_clean_failure(result, 1, 2, words=[killed])

    def test_a_folder_that_is_not_there(self):
        path = self.path("nowhere", "p.vitrum")
        for command in (["new", RECIPE, path], ["run", path], ["resume", path], ["log", path], ["check", path],
                        ["compact", path], ["export", path, "--config", self.path("x.xyz")]):
            self.assertIn(path, self.fail_with_2(*command))
        self.assertFalse(os.path.exists(self.path("nowhere")))
        text = self.assert_clean_failure(cli("export", FINISHED, "--config", self.path("nowhere", "x.xyz")), 1, 2)
        self.assertIn(self.path("nowhere", "x.xyz"), text)

    def test_a_file_removed_while_it_runs(self):
        for way in ("removed", "replaced"):
            with self.subTest(way=way):
                path = self.project(way + ".vitrum")
                os.makedirs(self.path("rescue"), exist_ok=True)
                with open(self.path("err"), "wb") as file:
                    process = start("run", path, "--checkpoint", "0.05", stderr=file,
                                    env={**environment(), "TMPDIR": self.path("rescue")})
                    wait_until(lambda: count_checkpoints(path) >= 3, process)
                    if way == "removed":
                        os.unlink(path)
                    else:
                        os.rename(shutil.copy(FINISHED, self.path("other")), path)
                    self.assertEqual(process.wait(timeout=60), 1)
                text = read_text(self.path("err"))
                self.assertIn(path + ": the file was removed or replaced", text)
                self.assertIn("goes on in memory", text)
                model = re.search(r"the model is in (\S+)", text)[1]
                self.assertEqual(positions(read_bytes(model)), positions(EXPECTED["model"]))
                if way == "removed":
                    self.assertFalse(os.path.exists(path))
                else:
                    self.assertTrue(read_bytes(path) == read_bytes(FINISHED))
                    self.succeed("check", path)


class TwoPrograms(ProjectCase):
    def setUp(self):
        super().setUp()
        self.file = self.path("p.vitrum")
        # Long enough for others to look at it.
        self.succeed("new", RECIPE, self.file, "--seed", "3", "--moves", "100000000")
        self.process = start("run", self.file, "--checkpoint", "0.1")
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)
        wait_until(lambda: count_checkpoints(self.file) >= 2, self.process)

    def assert_names_owner(self, text):
        for word in (self.file, "vitrum-cli run", str(self.process.pid), socket.gethostname()):
            self.assertIn(word, text)

    def test_the_second_is_told_who_has_it(self):
        self.assert_names_owner(self.fail_with_2("resume", self.file))
        self.assertIsNone(self.process.poll())

    def test_so_is_the_third(self):
        for command in ("resume", "run", "compact", "resume"):
            self.assert_names_owner(self.fail_with_2(command, self.file))

    def test_the_second_leaves_it_alone(self):
        for _ in range(3):
            self.fail_with_2("resume", self.file)
        with database(self.file) as connection:
            sessions = connection.execute("SELECT process, host FROM session").fetchall()
            self.assertEqual(sessions, [(self.process.pid, socket.gethostname())])
            self.assertEqual(connection.execute("PRAGMA journal_mode").fetchone()[0], "wal")
        n = count_checkpoints(self.file)
        wait_until(lambda: count_checkpoints(self.file) > n + 2, self.process)
        self.process.send_signal(signal.SIGINT)
        self.assertEqual(self.process.wait(timeout=60), 130)
        self.succeed("check", self.file)
        self.assert_one_file(self.file)

    def test_others_may_look(self):
        for _ in range(5):
            rows = self.log(self.file)
            self.succeed("check", self.file)
        self.assertGreaterEqual(len(rows), 2)
        self.succeed("export", self.file, "--config", self.path("x.xyz"))
        self.assertIsNone(self.process.poll())
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(timeout=60), 130)
        self.succeed("check", self.file)
        self.assert_one_file(self.file)

    def test_the_place_is_free_after_a_kill(self):
        self.process.kill()
        self.process.wait()
        self.assertEqual(self.stop(self.file, count_checkpoints(self.file) + 1, "--checkpoint", "0.1",
                                   command="resume"), 130)
        self.succeed("check", self.file)


class New(ProjectCase):
    def test_a_file_that_exists_stays_as_it_was(self):
        for content in (b"something else\n", b"", read_bytes(FINISHED)):
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
        self.assertEqual(EXPECTED["summary"]["seed"], 3)
        self.assertEqual(EXPECTED["summary"]["moves"]["attempted"], MOVES)
        self.assertTrue(EXPECTED["summary"]["finished"])

    def test_it_runs_as_the_recipe_does(self):
        out = self.path("out")
        self.succeed("run", RECIPE, "--seed", "3", "--moves", str(MOVES), "--out", out)
        self.assertEqual(positions(read_bytes(out, "model.xyz")), positions(EXPECTED["model"]))
        for name in EXPECTED:
            if name.endswith(".csv"):
                self.assertTrue(read_bytes(out, name) == EXPECTED[name], name)

    def test_arguments(self):
        self.fail_with_2("new")
        self.fail_with_2("new", RECIPE)
        self.fail_with_2("run", FRESH, "--checkpoint", "-1")
        self.fail_with_2("resume", FRESH, "--checkpoint", "soon")
        self.fail_with_2("resume", FRESH, "--from", "x")


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
        whole = read_bytes(FINISHED)
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
        path = self.project(source=FINISHED)
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
            self.assertTrue(read_bytes(self.path("curves"), "history.csv") == EXPECTED["history.csv"])

    def test_damaged_history_is_found(self):
        self.assert_found("UPDATE history SET numbers = zeroblob (length (numbers)) WHERE moves = %d" % (MOVES // 50))

    def test_damaged_data_sets_are_found(self):
        self.assert_found("UPDATE data_set SET target = zeroblob (length (target)) WHERE position = 0")

    def test_damaged_numbers_of_checkpoints_are_found(self):
        self.assert_found("UPDATE checkpoint SET chi2 = 1 WHERE id = 2")

    def test_a_branch_that_is_missing(self):
        path = self.project(source=FINISHED)
        with database(path, write=True) as connection:
            connection.execute("DELETE FROM branch")
        self.assert_clean_failure(cli("export", path, "--config", self.path("x.xyz"), "--from", "2"), 1, 2)
        self.assertEqual(cli("check", path).returncode, 1)
        self.assertIn(cli("log", path).returncode, (0, 1, 2))

    def test_a_project_without_checkpoints_has_nothing_to_export(self):
        text = self.fail_with_2("export", FRESH, "--config", self.path("x.xyz"))
        self.assertIn("checkpoint", text)
        self.assertEqual(self.succeed("log", FRESH).count("\n"), 1)


class NewerVersions(ProjectCase):
    def newer(self, source):
        path = self.project(source=source)
        with database(path, write=True) as connection:
            connection.execute("PRAGMA user_version = 99")
        return path

    def test_they_are_refused(self):
        path = self.newer(FINISHED)
        for command in ("log", "check", "run", "resume", "compact", "export"):
            options = ["--config", self.path("x.xyz")] if command == "export" else []
            text = self.fail_with_2(command, path, *options)
            self.assertIn(path, text)
            self.assertIn("99", text)
            self.assertIn("newer", text)
        self.assert_one_file(path)

    def test_looking_does_not_touch_them(self):
        path = self.newer(FINISHED)
        before = read_bytes(path)
        for command in ("log", "check"):
            self.fail_with_2(command, path)
            self.assertTrue(read_bytes(path) == before, command + " has changed it")
        self.assert_one_file(path)

    def test_running_does_not_touch_them(self):
        path = self.newer(FINISHED)
        before = read_bytes(path)
        for command in ("run", "resume", "compact"):
            self.fail_with_2(command, path)
            self.assertTrue(read_bytes(path) == before, command + " has changed it")

    def test_whoever_had_them_open_stays_noted(self):
        path = self.newer(FRESH)
        with database(path, write=True) as connection:
            connection.execute("INSERT INTO session VALUES ('elsewhere', 1, 'vitrum', '2040-01-01T00:00:00Z')")
        before = read_bytes(path)
        self.fail_with_2("resume", path)
        self.assertTrue(read_bytes(path) == before)

    def test_versions_that_never_were(self):
        for version in (0, -1):
            path = self.project(source=FRESH)
            with database(path, write=True) as connection:
                connection.execute(f"PRAGMA user_version = {version}")
            before = read_bytes(path)
            self.fail_with_2("log", path)
            self.fail_with_2("resume", path)
            self.assertTrue(read_bytes(path) == before)


class Thinning(ProjectCase):
    LIMIT = 100000

    def set_limit(self, path):
        with database(path, write=True) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('max_bytes', ?)", (str(self.LIMIT),))

    def states(self, path):
        with database(path) as connection:
            return connection.execute("SELECT ifnull (sum (length (state)), 0), count (state), count (*) FROM checkpoint"
                                      ).fetchone()

    def test_states_stay_below_the_limit(self):
        path = self.project()
        self.set_limit(path)
        process = start("run", path, "--checkpoint", "0.02")
        largest = 0
        while process.poll() is None:
            with contextlib.suppress(sqlite3.Error):
                largest = max(largest, self.states(path)[0])
            time.sleep(0.03)
        self.assertEqual(process.returncode, 0)
        size, kept, made = self.states(path)
        self.assertGreater(made, 12)
        self.assertGreater(kept, 2)
        self.assertLessEqual(size, self.LIMIT)
        self.assertLessEqual(largest, self.LIMIT)
        rows = self.log(path)
        self.assertEqual(sum(row["state_bytes"] for row in rows), size)
        self.assertLess(rows[-1]["state_bytes"], STATE_BYTES)
        self.assertGreater(rows[-1]["state_bytes"], 0)
        self.succeed("check", path)
        self.assert_same_end(self.export(path))

    def test_branches_stay_below_the_limit(self):
        path = self.project()
        self.set_limit(path)
        self.succeed("run", path, "--checkpoint", "0.02")
        with_state = [row for row in self.log(path) if row["state_bytes"] > 0]
        self.succeed("resume", path, "--from", str(with_state[-2]["checkpoint"]), "--checkpoint", "0.02")
        self.assertLessEqual(self.states(path)[0], self.LIMIT)

    def test_the_newest_can_be_resumed_and_the_thinned_are_refused(self):
        path = self.project()
        self.set_limit(path)
        self.assertEqual(self.stop(path, 10, "--checkpoint", "0.01"), 130)
        rows = self.log(path)
        self.assertGreater(rows[-1]["state_bytes"], 0)
        thinned = [row for row in rows if row["state_bytes"] == 0]
        self.assertGreater(len(thinned), 0)
        for command in (["resume"], ["export", "--config", self.path("x.xyz")]):
            text = self.fail_with_2(*command, path, "--from", str(thinned[0]["checkpoint"]))
            self.assertIn("thinned out", text)
        self.succeed("resume", path, "--checkpoint", "0.02")
        self.assert_same_end(self.export(path))

    def test_compact_gives_room_back(self):
        path = self.project()
        self.assertEqual(self.stop(path, 12, "--checkpoint", "0.01"), 130)
        self.set_limit(path)
        self.succeed("resume", path, "--checkpoint", "0")
        self.assertLess(self.states(path)[1], self.states(path)[2])
        before, rows, end = os.path.getsize(path), self.log(path), self.export(path)
        self.succeed("compact", path)
        self.assertLess(os.path.getsize(path), before)
        self.assertEqual(self.log(path), rows)
        self.succeed("check", path)
        self.assert_one_file(path)
        self.assert_same_end(self.export(path), end)
        self.assert_same_end(end)


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

    def test_export_needs_to_know_what(self):
        text = self.fail_with_2("export", FINISHED)
        self.assertIn("--config", text)
        self.assertIn("--curves", text)
        self.fail_with_2("export", FINISHED, "--config", self.path("x.unknown"))

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
            self.succeed("export", FINISHED, "--config", self.path(name))
            self.assertGreater(os.path.getsize(self.path(name)), 300 * 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
