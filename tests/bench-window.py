#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the window stays awake, and lets the engine work, while a glass of 10,000 atoms is annealed and drawn by the
processor (software OpenGL): the longest time the main loop did not come round, and the engine's speed against that of
vitrum-cli just before and after. To be run by tests/with-display.sh on a machine that does nothing else.

Wanted: no stall of 50 ms apart from drawing, and 60 % of the speed on two cores."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import GLib

from window_support import BUILD, SOURCE, Window, wait_for

CLI = os.path.join(BUILD, "src", "cli", "vitrum-cli")
RECIPE = os.path.join(SOURCE, "data", "recipes", "cu64zr36.ini")
SECONDS = float(os.environ.get("VITRUM_BENCH_SECONDS", 30))
MOST_MS, LEAST_RATIO = 50, 0.6


def run_headless(folder, name, seconds):
    """Moves a second of the same fit without a window. It is interrupted, not shortened: the schedule of sigma, and with
    it the work of a move, is that of the whole."""
    command = [CLI, "run", RECIPE, "--out", os.path.join(folder, name)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        time.sleep(seconds + 2)  # it builds the fit first; its own clock starts after that
        process.send_signal(signal.SIGINT)
        text = process.communicate()[0]
    return float(re.search(r"(\d+) attempted/s", text).group(1))


def run_window(folder):
    """Moves a second in the window, moves, and the meter's figures."""
    stalls = os.path.join(folder, "stalls")
    window = Window(RECIPE, env={"VITRUM_MEASURE_STALLS": stalls})
    wait_for(lambda: window.is_enabled("run"), "the study")
    unsaved = os.path.join(os.environ["XDG_STATE_HOME"], "vitrum", "unsaved")
    path = os.path.join(unsaved, [name for name in os.listdir(unsaved) if name.endswith(".vitrum")][0])

    def last():
        result = subprocess.run([CLI, "log", path, "--json"], capture_output=True, check=True)
        rows = json.loads(result.stdout)["checkpoints"]
        return rows[-1]["moves"] if rows and rows[-1]["reason"] == "pause" else 0

    begin = time.monotonic()
    window.call("run")
    GLib.usleep(int(SECONDS * 1e6))
    window.call("run")
    seconds = time.monotonic() - begin
    moves = wait_for(last, "the checkpoint of the pause")
    time.sleep(2)  # the last analysis
    errors = window.close()
    if errors:
        print(errors, file=sys.stderr)
    with open(stalls, encoding="ascii") as file:
        figures = dict(line.strip().split(" = ") for line in file)
    return moves / seconds, moves, {name: float(value) for name, value in figures.items()}


def main():
    with tempfile.TemporaryDirectory() as folder:
        before = run_headless(folder, "before", SECONDS)
        rate, moves, figures = run_window(folder)
        after = run_headless(folder, "after", moves / before)
    headless = (before + after) / 2
    stall, ratio = figures["longest"], rate / headless
    print(f"main loop, apart from drawing: longest stall {stall:.1f} ms ({'as' if stall < MOST_MS else 'NOT as'} wanted: "
          f"below {MOST_MS}), of which at most {figures['most_work']:.1f} ms its own work, "
          f"99th percentile {figures['percentile_99']:.1f} ms, {figures['rounds']:.0f} rounds; with "
          f"drawing {figures['longest_with_drawing']:.1f} ms")
    print(f"engine: {rate:.0f} moves/s with the window, {before:.0f} and {after:.0f} without it, {moves} moves: "
          f"{100 * ratio:.0f} % ({'as' if ratio >= LEAST_RATIO else 'NOT as'} wanted: at least {100 * LEAST_RATIO:.0f} %)")


if __name__ == "__main__":
    main()
