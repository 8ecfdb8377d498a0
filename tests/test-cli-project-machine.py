#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Project files where the speed and the rights of the machine matter.

Stops by signals, branches, full disks, places that cannot be written, two programs on one file, thinning out.

Run by hand: see tests/meson.build.
"""

import contextlib
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import unittest

from cli_support import CLI, cli, environment, read_bytes, read_text
from project_support import (MOVES, RECIPE, ProjectCase, count_checkpoints, database, integrity, positions, start,
                             wait_until)
from project_support import setUpModule  # unittest runs it before the classes

STATE_BYTES = 20000  # a checkpoint of the 300 atoms is smaller


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
        self.assertEqual([row["reason"] for row in self.log(self.finished)], ["start", "end"])

    def test_a_stop_says_so(self):
        path = self.project()
        with open(self.path("err"), "wb") as file:
            process = start("run", path, stderr=file)
            wait_until(lambda: count_checkpoints(path) >= 1, process)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=60), 130)
        self.assertRegex(read_text(self.path("err")), r"stopped by a signal after \d+ of %d moves" % MOVES)

    def test_a_run_at_its_end_says_so_and_stays(self):
        path = self.project(source=self.finished)
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
        self.assertTrue(all(row["moves"] >= first[2]["moves"] for row in new))
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
        path = self.project(source=self.finished)
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
        path = self.project(source=self.finished)
        before = read_bytes(path)
        self.assertIn("99", self.fail_with_2("resume", path, "--from", "99"))
        self.assertIn("99", self.fail_with_2("export", path, "--config", self.path("x.xyz"), "--from", "99"))
        self.assertFalse(os.path.exists(self.path("x.xyz")))
        self.assertEqual(len(self.log(path)), 2)
        self.assertEqual(len(read_bytes(path)), len(before))

    def test_from_a_negative_number_is_refused(self):
        path = self.project(source=self.finished)
        self.fail_with_2("resume", path, "--from", "-7")
        self.fail_with_2("export", path, "--config", self.path("x.xyz"), "--from", "-7")


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
        self.assertEqual(positions(read_bytes(named[1])), positions(self.expected["model"]))

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
        path = shutil.copy(self.fresh, os.path.join(self.tmpfs("600k"), "p.vitrum"))
        result = self.run_without_room(path, "--checkpoint", "0.02")
        text = self.assert_clean_failure(result, 1, words=[path, "disk is full", "goes on in memory"])
        self.assert_rescued(text)
        self.assert_saved_elsewhere(text)
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
        path = shutil.copy(self.fresh, os.path.join(folder, "p.vitrum"))
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
        self.assertTrue(read_bytes(path) == read_bytes(self.fresh))

    def test_a_file_system_that_cannot_be_written(self):
        folder = self.path("ro")
        os.makedirs(folder)
        path = shutil.copy(self.finished, os.path.join(folder, "p.vitrum"))
        # One that was killed, with its second file beside it.
        killed = shutil.copy(self.fresh, os.path.join(folder, "killed.vitrum"))
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
        text = self.assert_clean_failure(cli("export", self.finished, "--config", self.path("nowhere", "x.xyz")), 1, 2)
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
                        os.rename(shutil.copy(self.finished, self.path("other")), path)
                    self.assertEqual(process.wait(timeout=60), 1)
                text = read_text(self.path("err"))
                self.assertIn(path + ": the file was removed or replaced", text)
                self.assertIn("goes on in memory", text)
                model = re.search(r"the model is in (\S+)", text)[1]
                self.assert_saved_elsewhere(text)
                self.assertEqual(positions(read_bytes(model)), positions(self.expected["model"]))
                if way == "removed":
                    self.assertFalse(os.path.exists(path))
                else:
                    self.assertTrue(read_bytes(path) == read_bytes(self.finished))
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


class Thinning(ProjectCase):
    LIMIT = 100000

    def set_limit(self, path):
        with database(path, write=True) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('max_bytes', ?)", (str(self.LIMIT),))

    def states(self, path):
        with database(path) as connection:
            return connection.execute("SELECT ifnull (sum (length (state)), 0), count (state), count (*) "
                                      "FROM checkpoint").fetchone()

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
