#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of the README from the real window: the demo, annealed for MINUTES (default 2.5).
sh tests/with-display.sh /usr/bin/python3 tests/make-screenshots.py FOLDER [MINUTES], with VITRUM_BUILD_DIR and
VITRUM_SOURCE_DIR set."""

import os
import sys
import time

from gi.repository import GLib

from window_support import SOURCE, Window, screenshot, wait_for


def main():
    folder = sys.argv[1]
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 2.5

    def shoot(name, wait=4):
        time.sleep(wait)
        screenshot(os.path.join(folder, name + ".png"))

    window = Window()
    window.find("New Fit", "push button")
    shoot("start", 1)
    window.call("open-path", GLib.Variant("s", os.path.join(SOURCE, "data", "recipes", "cu64zr36.ini")))
    wait_for(lambda: window.is_enabled("run"), "the demo")
    window.call("run")
    time.sleep(60 * minutes)
    shoot("running")
    window.call("run")
    window.find("analysis up to date", "label")
    window.call("show-index", GLib.Variant("s", "0,0,12,0"))
    window.call("pick", GLib.Variant("x", 4126))
    shoot("polyhedra")
    window.call("pick", GLib.Variant("x", -1))
    window.set_state("compare", GLib.Variant("b", True))
    shoot("compare", 6)
    window.set_state("compare", GLib.Variant("b", False))
    window.call("show-index", GLib.Variant("s", ""))
    window.set_state("dark", GLib.Variant("b", True), window=None)
    shoot("dark")
    window.close()


if __name__ == "__main__":
    main()
