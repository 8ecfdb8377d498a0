# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of project files share: a run without a break to compare with, and programs beside the test."""

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from cli_support import CLI, SOURCE, Case, cli, environment, read_bytes, read_text

RECIPE = os.path.join(SOURCE, "tests", "data", "small.ini")
MOVES = 40000  # a run takes about 1 s


def setUpModule():
    """What every case has: a project that was not run yet, one run without a break, what that ended with, and how long
    it took. Imported by name, it is run before the classes of a module."""
    shared = tempfile.mkdtemp(prefix="vitrum-project-")
    unittest.addModuleCleanup(shutil.rmtree, shared)
    ProjectCase.fresh = os.path.join(shared, "fresh.vitrum")
    ProjectCase.finished = os.path.join(shared, "finished.vitrum")
    made = cli("new", RECIPE, ProjectCase.fresh, "--seed", "3", "--moves", str(MOVES))
    if made.returncode != 0:
        raise AssertionError(made.stderr.decode())
    shutil.copy(ProjectCase.fresh, ProjectCase.finished)
    begin = time.monotonic()
    # One checkpoint at the start and one at the end: nothing but the moves can have made the result.
    ran = cli("run", ProjectCase.finished, "--checkpoint", "0")
    ProjectCase.seconds = time.monotonic() - begin
    if ran.returncode != 0:
        raise AssertionError(ran.stderr.decode())
    ProjectCase.expected = export(ProjectCase.finished, os.path.join(shared, "expected"))


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
    for suffix in ("", "-journal", "-wal", "-shm"):
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
        return shutil.copy(source or self.fresh, self.path(name))

    def log(self, path):
        return json.loads(self.succeed("log", path, "--json"))["checkpoints"]

    def export(self, path, *options):
        folder = tempfile.mkdtemp(dir=self.folder)
        return export(path, os.path.join(folder, "x"), *options)

    def assert_same_end(self, found, expected=None):
        expected = expected or self.expected
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

    def assert_saved_elsewhere(self, text):
        """The whole project, as if there had been room."""
        named = re.search(r"the whole project is saved as (\S+)", text)
        self.assertIsNotNone(named, text)
        self.assertEqual(os.path.dirname(named[1]), self.path("rescue"))
        self.succeed("check", named[1])
        self.assert_same_end(self.export(named[1]))
        self.assert_one_file(named[1])

    def assert_one_file(self, path):
        beside = [name for name in os.listdir(os.path.dirname(path)) if name.startswith(os.path.basename(path))]
        self.assertEqual(beside, [os.path.basename(path)])
