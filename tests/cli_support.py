# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share.

Finds the program in $VITRUM_BUILD_DIR/src/cli/vitrum-cli and data under $VITRUM_SOURCE_DIR.
"""

import csv
import io
import math
import os
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.environ["VITRUM_SOURCE_DIR"]
CLI = os.path.join(os.environ["VITRUM_BUILD_DIR"], "src", "cli", "vitrum-cli")
FEFF = os.path.join(SOURCE, "data", "feff")
CU_ZR = os.path.join(SOURCE, "data", "glasses", "cu64zr36.xyz")
TA = os.path.join(SOURCE, "data", "glasses", "ta.xyz")
SMALL = os.path.join(SOURCE, "tests", "data", "small.xyz")


def environment(locale="C.UTF-8"):
    result = {key: value for key, value in os.environ.items() if not key.startswith("LC_") and key != "LANGUAGE"}
    result["LC_ALL"] = locale
    return result


def cli(*arguments, locale="C.UTF-8", **keywords):
    return subprocess.run([CLI, *arguments], capture_output=True, env=environment(locale), timeout=300, **keywords)


def read_columns(text):
    """Names and columns of a file of comma-separated values; the first line may begin with #."""
    rows = list(csv.reader(io.StringIO(text)))
    names = [name.split("  ")[0].lstrip("# ") for name in rows[0]]
    names = names[: len(rows[1])]
    numbers = [[float(field) if field else math.nan for field in row] for row in rows[1:]]
    return names, dict(zip(names, zip(*numbers)))


def read_reference(name):
    with open(os.path.join(SOURCE, "tests", "reference", name), encoding="utf-8") as file:
        return read_columns(file.read())


def read_bytes(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def read_text(*parts):
    return read_bytes(*parts).decode()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="vitrum-cli-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def write_shaken(self):
        """A copy of SMALL with positions off by up to 0.3 Å."""
        lines = read_text(SMALL).splitlines()
        for i in range(2, len(lines)):
            symbol, *rest = lines[i].split()
            shift = [0.3 * math.sin(7 * i + 3 * axis) for axis in range(3)]
            lines[i] = " ".join([symbol, *(f"{float(x) + dx:.6f}" for x, dx in zip(rest, shift))])
        return self.write("shaken.xyz", "\n".join(lines) + "\n")

    def succeed(self, *arguments, **keywords):
        result = cli(*arguments, **keywords)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout.decode()

    def fail_with_2(self, *arguments, **keywords):
        result = cli(*arguments, **keywords)
        self.assertEqual(result.returncode, 2, (arguments, result.stderr.decode()))
        self.assertEqual(result.stdout, b"", arguments)
        self.assertGreater(len(result.stderr.strip()), 10, arguments)
        return result.stderr.decode()

    def columns(self, *arguments):
        text = self.succeed(*arguments)
        names, columns = read_columns(text)
        self.assertTrue(text.endswith("\n"))
        return names, columns

    def assert_near(self, found, expected, tolerance):
        self.assertEqual(len(found), len(expected))
        worst = max(abs(a - b) for a, b in zip(found, expected))
        self.assertLessEqual(worst, tolerance)
