#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window, used as a person does: each test is a story."""

import json
import os
import re
import sqlite3
import subprocess
import time
import unittest

from gi.repository import Atspi, GLib

from window_support import BUILD, SOURCE, WindowCase, wait_for

CLI = os.path.join(BUILD, "src", "cli", "vitrum-cli")
SMALL = os.path.join(SOURCE, "tests", "data", "small.ini")
DEMO = os.path.join(SOURCE, "data", "recipes", "cu64zr36.ini")
HANDLE = ": width; drag to move"  # of a plot
WITHOUT_DATA = """[structure]
composition = Cu64Zr36
atoms = 300
density = 0.0615
closest = Cu-Cu 1.9, Cu-Zr 2.1, Zr-Zr 2.3

[run]
moves = 1000

[constraint neighbours]
type = coordination
pair = Cu-Zr
cutoff = 3.6
equal = 6.2
sigma = 0.1
"""
UNSAVED = os.path.join(os.environ["XDG_STATE_HOME"], "vitrum", "unsaved")


def log(path):
    result = subprocess.run([CLI, "log", path, "--json"], capture_output=True, check=True)
    return json.loads(result.stdout)["checkpoints"]


def unsaved():
    """Projects without a name."""
    names = os.listdir(UNSAVED) if os.path.isdir(UNSAVED) else []
    return {name for name in names if name.endswith(".vitrum")}


class Story(WindowCase):
    def project(self, moves="100000000", recipe=SMALL):
        path = self.path(os.path.splitext(os.path.basename(recipe))[0] + ".vitrum")
        subprocess.run([CLI, "new", recipe, path, "--seed", "3", "--moves", moves], check=True, capture_output=True)
        return path

    def open(self, path, **keywords):
        window = self.start(path, **keywords)
        window.find("^Run$", "push button")
        wait_for(lambda: window.is_enabled("run"), "a study that can be run")
        return window

    def run_and_pause(self, window, seconds=1.0):
        window.press("^Run$", "push button")
        window.find("^Pause$", "push button")
        GLib.usleep(int(seconds * 1e6))
        window.press("^Pause$", "push button")
        window.find("^Run$", "push button")

    def assert_clean(self, window):
        """Ended, and without a word on standard error."""
        self.assertEqual(window.close(), "")
        self.assertEqual(window.process.returncode, 0)


class StartPage(Story):
    def test_a_demo_is_one_click_away(self):
        window = self.start()
        window.press("^cu64zr36$", "push button")
        window.find("^Run$", "push button")
        wait_for(lambda: window.is_enabled("run"), "the demo")
        self.run_and_pause(window)
        self.assertIsNotNone(window.find("^X-ray S"))
        self.assert_clean(window)

    def test_the_demo_of_the_command_line_runs(self):
        before = unsaved()
        window = self.start("--demo")
        window.press("^Pause$", "push button")
        window.find("^Run$", "push button")
        self.assertIsNotNone(window.find("^X-ray S"))
        name, = unsaved() - before
        wait_for(lambda: log(os.path.join(UNSAVED, name))[-1]["moves"] > 0, "moves")
        self.assert_clean(window)

    def test_what_is_watched_can_be_fitted(self):
        before = unsaved()
        window = self.open(DEMO)
        window.press("^Run$", "push button")
        switch = window.find("^Potential energy: counts$")
        self.assertFalse(switch.is_on())
        switch.press()
        wait_for(lambda: window.find("^Potential energy: counts$").is_on(), "the energy")
        window.press("^Pause$", "push button")
        name, = unsaved() - before
        wait_for(lambda: "Potential energy on" in [row["note"] for row in log(os.path.join(UNSAVED, name))],
                 "the change in the history")
        self.assert_clean(window)

    def test_a_new_fit_and_its_help_are_there(self):
        window = self.start()
        window.press("New Fit", "push button")
        window.find("^New fit$")
        window.type("Escape")
        window.call("show-help-overlay")
        window.find("^Run or pause$")
        self.assert_clean(window)

    def test_what_cannot_be_opened_is_said(self):
        path = self.path("no.vitrum")
        with open(path, "w", encoding="utf-8") as file:
            file.write("not a project")
        window = self.start(path)
        window.find("could not be opened")
        window.find("expected a Vitrum project")
        window.type("Escape")
        path = self.path("sq.dat")
        with open(path, "w", encoding="utf-8") as file:
            file.write("1 2\n")
        window.call("open-path", GLib.Variant("s", path))
        window.find("go into a new fit")
        self.assert_clean(window)


class Again(Story):
    """The window is found as it was left."""

    def choose_plot(self, window, name):
        """In the menu of the plots."""
        # The button, and what it is made of.
        wait_for(lambda: window.all("^Choose plots$", "push button"), "the menu")[-1].press()
        window.tab_to(f"^{name}$", "check box")
        window.type("space", "Escape")

    @staticmethod
    def list_plots(window):
        """In the order of the grid."""
        return [control.name.removesuffix(HANDLE) for control in window.all(HANDLE + "$")]

    def test_the_window_comes_back_as_it_was_left(self):
        path = self.project()
        window = self.open(path)
        window.find("^Partial g")
        size = window.get_size()
        subprocess.run(["xdotool", "getactivewindow", "windowsize", "1180", "720"], check=True)
        smaller = wait_for(lambda: window.get_size() != size and window.get_size(), "a smaller window")
        window.set_state("settings-panel", GLib.Variant("b", False))
        window.set_state("dark", GLib.Variant("b", True), window=None)
        window.call("colour", GLib.Variant("s", "coordination"))
        window.press("^Perspective$")
        self.choose_plot(window, r"Partial g\(r\)")
        self.choose_plot(window, r"Total g\(r\)")
        window.press("^Polyhedra round Cu: width", "push button")
        # A button that is pressed through its name acts when its animation is over.
        wait_for(lambda: window.look("^Bond angles at Cu", "image").get_size()[1]
                 == window.look("^Polyhedra round Cu", "image").get_size()[1], "two plots side by side")
        plots = self.list_plots(window)
        self.assert_clean(window)

        window = self.open(path)
        self.assertEqual(window.get_size(), smaller)
        self.assertFalse(window.get_state("settings-panel"))
        self.assertFalse(window.all("^Data and constraints$", "label"))
        self.assertTrue(window.get_state("dark", window=None))
        window.find("^Coordination$", "label")
        self.assertTrue(window.find("^Perspective$").is_on())
        self.assertEqual(self.list_plots(window), plots)
        self.assertIn("Total g(r)", plots)
        self.assertNotIn("Partial g(r)", plots)
        # Half of the panel is taken by it now.
        width = window.find("^Polyhedra round Cu", "image").get_size()[0]
        self.assertLess(width, window.find(r"^Total g\(r\)", "image").get_size()[0])
        self.assert_clean(window)

    def test_a_fit_without_data_leaves_their_plots_where_they_were(self):
        path = self.project()
        window = self.open(path)
        window.find("^Partial g")
        plots = self.list_plots(window)
        self.assertLess(plots.index("X-ray S(q)"), plots.index("Partial g(r)"))
        self.assert_clean(window)
        other = self.path("other.ini")
        with open(other, "w", encoding="utf-8") as file:
            file.write(WITHOUT_DATA)
        window = self.open(self.project(recipe=other))
        window.find("^Partial g")
        # Where it would be if the data were there: behind the polyhedra.
        self.assertEqual(self.list_plots(window)[1:3], ["Polyhedra round Cu", "neighbours"])
        self.assertNotIn("X-ray S(q)", self.list_plots(window))
        self.assert_clean(window)
        window = self.open(path)
        window.find("^Partial g")
        self.assertEqual(self.list_plots(window), plots)
        self.assert_clean(window)

    def test_a_plot_is_moved_by_keys_and_keeps_the_focus(self):
        window = self.open(self.project())
        window.find("^Partial g")
        plots = self.list_plots(window)
        window.call("focus", GLib.Variant("s", "plots"))
        window.tab_to("^" + re.escape(plots[1]) + HANDLE)
        window.type("ctrl+Down")
        moved = [plots[0], plots[2], plots[1], *plots[3:]]
        wait_for(lambda: self.list_plots(window) == moved, "the plot behind the next")
        # Twice with the focus that it kept; at the top it stays.
        window.type("ctrl+Up", "ctrl+Up", "ctrl+Up")
        moved = [plots[1], plots[0], *plots[2:]]
        wait_for(lambda: self.list_plots(window) == moved, "the plot at the top")
        self.assertTrue(window.find("^" + re.escape(plots[1]) + HANDLE).has_state(Atspi.StateType.FOCUSED))
        self.assert_clean(window)

    def test_the_history_can_be_a_plot(self):
        window = self.open(self.project())
        self.choose_plot(window, "χ² history")
        self.run_and_pause(window)
        view = window.find("^χ² history$", "image")
        self.assertGreater(view.get_size()[1], 100)
        self.assertEqual(self.list_plots(window).count("χ² history"), 1)
        self.assert_clean(window)

    def test_a_window_that_was_maximised_is_so_again(self):
        window = self.start()
        window.find("New Fit", "push button")
        subprocess.run(["xdotool", "getactivewindow", "windowsize", "1180", "720"], check=True)
        smaller = wait_for(lambda: window.get_size()[0] < 1400 and window.get_size(), "a smaller window")
        window.press("^Maximize$", "push button")
        wait_for(lambda: window.get_size()[0] > 1400, "a maximised window")
        self.assert_clean(window)
        window = self.start()
        window.find("New Fit", "push button")
        wait_for(lambda: window.get_size()[0] > 1400, "a maximised window")
        # GTK calls the button so in both states.
        window.press("^Maximize$", "push button")
        wait_for(lambda: window.get_size() == smaller, "the size of before")
        self.assert_clean(window)

    def test_panes_end_where_they_were_put(self):
        path = self.project()
        window = self.open(path)
        width = window.find("^VitSettingsPanel$").get_size()[0]
        window.call("focus", GLib.Variant("s", "settings"))
        # To the divider, and with it to the right.
        window.type("F8", "ctrl+Right", "ctrl+Right", "Return")
        wider = wait_for(lambda: window.find("^VitSettingsPanel$").get_size()[0] > width
                         and window.find("^VitSettingsPanel$").get_size()[0], "a wider panel")
        self.assert_clean(window)
        window = self.open(path)
        self.assertEqual(window.find("^VitSettingsPanel$").get_size()[0], wider)
        self.assert_clean(window)

    def test_what_compare_hides_comes_back(self):
        window = self.open(self.project())
        window.set_state("compare", GLib.Variant("b", True))
        self.assertFalse(window.get_state("settings-panel"))
        self.assert_clean(window)
        window = self.start()
        window.find("New Fit", "push button")
        self.assertTrue(window.get_state("settings-panel"))
        self.assert_clean(window)

    def test_a_damaged_file_is_as_none(self):
        folder = os.path.join(self.settings, "vitrum")
        os.mkdir(folder)
        kept = os.path.join(folder, "window.ini")
        for text in (b"\xff\x00[window\nwidth=12", b"[window]\nwidth=-7\nheight=900000000000\nsettings-pane=many\n"
                     b"history-pane=40000\ndark=perhaps\ncolour=loud\nplots=shown;shown wide;half wide curve;shown wide no;\n"):
            with open(kept, "wb") as file:
                file.write(text)
            window = self.open(self.project())
            window.find("^Partial g")
            self.assertTrue(window.get_state("settings-panel"))
            self.assertFalse(window.get_state("dark", window=None))
            self.assert_clean(window)
            os.unlink(self.path("small.vitrum"))
            with open(kept, "rb") as file:
                self.assertTrue(file.read().startswith(b"[window]\nwidth=1"))
        # Where nothing can be kept either.
        os.unlink(kept)
        os.rmdir(folder)
        with open(folder, "w", encoding="ascii") as file:
            file.write("not a folder")
        window = self.start()
        window.find("New Fit", "push button")
        self.assert_clean(window)


class Fit(Story):
    def test_settings_act_on_the_running_engine_and_can_be_taken_back(self):
        path = self.project()
        window = self.open(path)
        window.press("^Run$", "push button")
        window.find("^Pause$", "push button")
        slider = window.find("weight, power of ten$", "slider")
        slider.set_value(1.0)
        wait_for(lambda: any("weight of" in (row["note"] or "") and row["note"].endswith(": 10") for row in log(path)),
                 "the weight in the engine")
        window.call("undo")
        wait_for(lambda: any((row["note"] or "").endswith(": 1") for row in log(path)), "the weight taken back")
        switch = window.find(": counts$")
        switch.press()
        wait_for(lambda: any((row["note"] or "").endswith(" off") for row in log(path)), "a term that is off")
        window.press("^Pause$", "push button")
        window.find("^Run$", "push button")
        self.assert_clean(window)

    def test_a_step_is_one_move_of_each_atom(self):
        path = self.project()
        window = self.open(path)
        window.press("^Step$", "push button")
        wait_for(lambda: len(log(path)) >= 2 and log(path)[-1]["reason"] == "pause", "the checkpoint after the step")
        moves = log(path)[-1]["moves"]
        self.assertGreater(moves, 0)
        window.press("^Step$", "push button")
        wait_for(lambda: log(path)[-1]["moves"] == 2 * moves, "the second step")
        self.assert_clean(window)

    def test_looking_back_and_going_on_makes_a_branch(self):
        path = self.project()
        window = self.open(path)
        self.run_and_pause(window, 0.5)
        self.run_and_pause(window, 0.5)
        rows = wait_for(lambda: len(log(path)) >= 3 and log(path), "three checkpoints")
        window.call("look-at", GLib.Variant("x", rows[1]["checkpoint"]))
        button = window.find("^Go on from here$", "push button")
        wait_for(lambda: window.is_enabled("rewind"), "the checkpoint shown")
        button.press()
        wait_for(lambda: not window.is_enabled("rewind"), "the engine back there")
        self.run_and_pause(window, 0.5)
        branch = wait_for(lambda: [row for row in log(path) if row["branch"] == 2], "a branch")
        self.assertEqual(branch[0]["parent"], rows[1]["checkpoint"])
        self.assertEqual(branch[0]["moves"], rows[1]["moves"])
        self.assert_clean(window)

    def test_a_checkpoint_that_cannot_be_read_is_said_to_be_so(self):
        path = self.project()
        window = self.open(path)
        self.run_and_pause(window, 0.3)
        rows = wait_for(lambda: len(log(path)) >= 2 and log(path), "two checkpoints")
        database = sqlite3.connect(path)
        database.execute("UPDATE checkpoint SET state = zeroblob (length (state)) WHERE id = ?", (rows[0]["checkpoint"],))
        database.commit()
        database.close()
        window.call("look-at", GLib.Variant("x", rows[0]["checkpoint"]))
        window.find("^This checkpoint cannot be read$")
        self.assertFalse(window.all("could not be written"))
        self.assert_clean(window)

    def test_a_bar_of_the_voronoi_chart_lights_its_atoms_up(self):
        window = self.open(self.project())
        window.find("analysis up to date", "label")
        button = window.find("^Polyhedra$", "push button")
        self.assertFalse(button.is_on())
        window.call("focus", GLib.Variant("s", "plots"))
        window.tab_to("^Polyhedra round")
        window.type("Right", "Return")
        wait_for(lambda: button.is_on(), "polyhedra of the chosen index")
        window.type("Return")
        wait_for(lambda: not button.is_on(), "the index let go")
        self.assert_clean(window)

    def test_the_timeline_is_scrubbed_with_keys(self):
        path = self.project()
        window = self.open(path)
        self.run_and_pause(window, 0.3)
        self.run_and_pause(window, 0.3)
        wait_for(lambda: len(log(path)) >= 3, "three checkpoints")
        window.call("focus", GLib.Variant("s", "history"))
        window.type("Home")
        window.find("^Go on from here$", "push button")
        window.find("^checkpoint 1, 0.00 million moves", "label")
        window.type("End")
        wait_for(lambda: not window.is_enabled("rewind"), "the live model again")
        self.assert_clean(window)

    def test_killed_and_opened_again_it_is_where_it_was(self):
        path = self.project()
        window = self.open(path)
        self.run_and_pause(window)
        moves = wait_for(lambda: log(path)[-1]["reason"] == "pause" and log(path)[-1]["moves"], "the pause kept")
        window.kill()
        window = self.open(path)
        window.find(r"χ².*%.2f of" % (moves / 1e6), "label")
        self.assert_clean(window)

    def test_atoms_can_be_picked(self):
        window = self.open(self.project())
        window.call("pick", GLib.Variant("x", 6))
        window.find("^Atom 7 · ", "label")
        window.press("^Let the atom go$", "push button")
        wait_for(lambda: not window.all("^Atom 7 · ", "label"), "the atom let go")
        window.call("focus", GLib.Variant("s", "atoms"))
        window.type("Return")
        window.find(r"^Atom \d+ · ", "label")
        window.type("Escape")
        wait_for(lambda: not window.all(r"^Atom \d+ · ", "label"), "the atom let go by a key")
        self.assert_clean(window)

    def test_displacements_are_measured_from_a_checkpoint(self):
        path = self.project()
        window = self.open(path)
        self.run_and_pause(window, 0.5)
        self.run_and_pause(window, 0.3)
        rows = wait_for(lambda: len(log(path)) >= 3 and log(path), "three checkpoints")
        second = rows[1]["checkpoint"]
        window.call("colour", GLib.Variant("s", "displacement"))
        window.call("pick", GLib.Variant("x", 6))
        window.find("^Displacement since the start / Å$", "label")
        window.call("look-at", GLib.Variant("x", second))
        window.press("^Measure displacements from this checkpoint$", "push button")
        window.find(f"^Displacement since checkpoint {second} / Å$", "label")
        window.find(rf"^0\.00 Å since checkpoint {second}$", "label")
        window.call("look-live")
        window.press("^Measure displacements from the start$", "push button")
        window.find("^Displacement since the start / Å$", "label")
        wait_for(lambda: not window.all("^Measure displacements"), "nothing else to be measured from")
        self.assert_clean(window)

    def test_compare_shows_the_target_beside_the_model(self):
        window = self.open(self.project())
        window.set_state("compare", GLib.Variant("b", True))
        window.find("^Target$")
        window.find("^model$", "label")
        window.find("^target$", "label")
        self.assert_clean(window)


CONSTRAINED = """
[structure]
like = {source}/tests/data/small.xyz
closest = Cu-Cu 1.9, Cu-Zr 2.1, Zr-Zr 2.3
[run]
moves = 1e8
step = 0.3
[data X-ray S(q)]
type = xray-sq
target = {source}/tests/data/small.xyz
range = 0.6:12:0.1
sigma = 0.05
[constraint energy]
type = energy
potential = CuZr_mm.eam.fs
temperature = 1500 300
[constraint neighbours]
type = coordination
pair = Cu-Zr
cutoff = 3.6
equal = 5
sigma = 0.1
[constraint order]
type = chemical-order
pair = Cu-Zr
cutoff = 3.6
at-most = -0.05
sigma = 0.05
[constraint icosahedra]
type = voronoi-class
class = 0,0,12,0
centre = Cu
at-least = 0.1
sigma = 0.05
[moves]
swap = 0.1
biased = 0.2
block = 200
"""


class Constraints(Story):
    """A fit of 300 atoms with one constraint of each kind and several kinds of moves."""

    def constrained(self):
        recipe, path = self.path("constrained.ini"), self.path("constrained.vitrum")
        with open(recipe, "w", encoding="utf-8") as file:
            file.write(CONSTRAINED.format(source=SOURCE))
        subprocess.run([CLI, "new", recipe, path, "--seed", "5"], check=True, capture_output=True)
        return path

    @staticmethod
    def changes(path):
        return [row["note"] or "" for row in log(path)]

    @staticmethod
    def percent(window, name):
        """The share of moves of a kind that were accepted."""
        label = wait_for(lambda: [label for label in window.all("^[0-9.]+ %$", "label")
                                  if label.get_description() == name + ": accepted"], f"acceptance of {name}")[0]
        return float(label.name.split()[0])

    def test_each_constraint_has_its_card(self):
        window = self.open(self.constrained())
        for name in ("energy", "neighbours", "order", "icosahedra"):
            window.find(f"^{name}: counts$")
            window.find(f"^{name}: weight, power of ten$", "slider")
        window.find("^energy: schedule of T$")
        window.find("^neighbours: schedule of σ$")
        self.run_and_pause(window, 0.5)
        window.find(r"^−?[0-9.]+ eV/atom$", "label")
        window.find("^wanted 5 · Mean Cu–Zr coordination$", "label")
        window.find("^at most −0.05 · Warren–Cowley", "label")
        window.find("^at least 0.1 · Fraction of ⟨0,0,12,0⟩ round Cu$", "label")
        window.find("^in blocks$", "label")
        window.find(r"^χ² \S+ · undoes [0-9]+ % of the blocks$", "label")
        self.assertFalse(window.all("^R² [0-9.]+ eV"))
        self.assert_clean(window)

    def test_weight_temperature_and_shares_act_on_the_running_engine(self):
        path = self.constrained()
        window = self.open(path)
        # Found before a busy engine makes the window slow to answer.
        weight = window.find("^energy: weight, power of ten$", "slider")
        window.press("^Run$", "push button")
        window.find("^Pause$", "push button")
        weight.set_value(1.0)
        wait_for(lambda: "weight of energy: 10" in self.changes(path), "the weight in the engine")
        self.type_temperature(window, "900")
        wait_for(lambda: "sigma of energy: 900 to 300" in self.changes(path), "the temperature in the engine")
        self.enter_share_of_swaps(window, path, "25", "0.25")
        window.call("undo")
        wait_for(lambda: "share of swap moves: 0.1" in self.changes(path), "the share taken back")
        window.call("redo")
        wait_for(lambda: self.changes(path).count("share of swap moves: 0.25") == 2, "the share made again")
        window.press("^Pause$", "push button")
        window.find("^Run$", "push button")
        for kind in ("displace", "swap", "biased"):
            self.assertLessEqual(self.percent(window, kind), 100)
        self.assertGreater(self.percent(window, "displace"), 0)
        window.find(r"^blocks of 200 moves: [0-9]+ % undone$", "label")
        self.assert_clean(window)
        self.assert_kept(path)

    def enter_share_of_swaps(self, window, path, percent, share):
        """The second entry behind the slider of the step: GTK 4.8 does not say when an entry has the focus."""
        window.call("focus", GLib.Variant("s", "atoms"))
        window.tab_to("^Step size, power of ten$", key="shift+Tab")
        window.type("Tab", "Tab", "ctrl+a", *percent, "Return")
        wait_for(lambda: f"share of swap moves: {share}" in self.changes(path), "the share in the engine")

    def type_temperature(self, window, start):
        """Through the entries that F2 opens at the schedule of the energy."""
        window.call("focus", GLib.Variant("s", "settings"))
        window.tab_to("^energy: schedule of T$", most=80)
        window.type("F2")
        window.find("^T at the start$").set_text(start)
        window.type("Return", "Escape")

    def assert_kept(self, path):
        """What was changed is there again when the project is opened, and the run can go on."""
        window = self.open(path)
        self.assertAlmostEqual(window.find("^energy: weight, power of ten$", "slider").get_value(), 1)
        self.assertEqual(window.find("^Share of swap moves, %$").get_text(0, 2), "25")
        self.assertIn("from 900 K to 300 K", window.find("^energy: schedule of T$").get_description())
        self.run_and_pause(window, 0.3)
        self.assert_clean(window)
        self.assertEqual(subprocess.run([CLI, "check", path], check=False).returncode, 0)


class Files(Story):
    def test_a_fit_without_a_name_is_kept_and_can_be_saved(self):
        before = unsaved()
        window = self.open(SMALL)
        kept, = unsaved() - before
        window.press("^Run$", "push button")
        window.find("^finished$", "label")
        window.call("save-path", GLib.Variant("s", self.path("named")))
        window.find("^named$")
        wait_for(lambda: kept not in unsaved(), "the old file gone")
        window.press("^Step$", "push button")
        wait_for(lambda: log(self.path("named.vitrum"))[-1]["reason"] == "pause", "the step kept in the new file")
        self.assert_clean(window)
        rows = log(self.path("named.vitrum"))
        self.assertGreater(rows[-1]["moves"], 0)
        self.assertEqual(subprocess.run([CLI, "check", self.path("named.vitrum")], check=False).returncode, 0)

    def test_every_kind_of_export(self):
        window = self.open(self.project())
        self.run_and_pause(window, 0.3)
        window.find("analysis up to date", "label")
        for action, name in (("export-model-path", "m.xyz"), ("export-model-path", "m.data"),
                             ("export-curves-path", "curves"), ("export-plots-path", "plots"),
                             ("export-picture-path", "p.png"), ("export-report-path", "r.pdf")):
            window.call(action, GLib.Variant("s", self.path(name)))
            wait_for(lambda: os.path.exists(self.path(name)) and os.path.getsize(self.path(name)) > 0, name)
        wait_for(lambda: "summary.json" in os.listdir(self.path("curves")), "all curves")
        self.assertTrue(any(name.endswith(".pdf") for name in os.listdir(self.path("plots"))))
        self.assertTrue(any(name.endswith(".csv") for name in os.listdir(self.path("plots"))))
        with open(self.path("p.png"), "rb") as file:
            self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")
        with open(self.path("r.pdf"), "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")
        window.call("export-model-path", GLib.Variant("s", self.path("nowhere", "m.xyz")))
        window.find("could not be written")
        self.assert_clean(window)

    def export_plot(self, window, path):
        """From the menu of the first one."""
        window.find("^Partial g")
        window.call("focus", GLib.Variant("s", "plots"))
        window.tab_to("^X-ray S", "image")
        window.type("Menu")
        window.find("^Export as PNG", "menu item")
        window.type("Return")
        window.find("^Export Figure$")
        # What is typed replaces the name that is proposed, once it is selected.
        time.sleep(1)
        subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
        subprocess.run(["xdotool", "type", path], check=True)
        window.type("Return")

    def test_one_plot_is_exported_from_its_menu(self):
        window = self.open(self.project())
        self.export_plot(window, self.path("one.png"))
        window.find("^Written: .*one.png$", "label")
        with open(self.path("one.png"), "rb") as file:
            self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")
        self.assert_clean(window)

    def test_one_plot_that_cannot_be_exported_is_said_to_be_so(self):
        window = self.open(self.project())
        # A folder that is there, so that the dialog lets it pass, but takes no file.
        self.export_plot(window, "/proc/one.png")
        window.find("^This could not be written$", "label")
        window.find("/proc/one.png", "label")
        self.assert_clean(window)

    def test_saving_elsewhere_can_be_cancelled_and_leaves_nothing(self):
        path = self.project()
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("CREATE TABLE filler (x)")
        other.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
                      "INSERT INTO filler SELECT zeroblob (200000) FROM n")
        window = self.open(path)
        # Another program that writes to the file holds up this one for 5 s, and then there is much to copy.
        other.execute("BEGIN IMMEDIATE")
        window.call("save")
        time.sleep(0.2)
        window.call("save-path", GLib.Variant("s", self.path("elsewhere")))
        # Not by its button, for which a busy machine may take longer than the copy.
        window.call("cancel")
        other.execute("ROLLBACK")
        other.close()
        wait_for(lambda: not window.is_enabled("cancel"), "nothing left to cancel")
        wait_for(lambda: not window.all("^Saving the project$", "label"), "the row gone")
        self.assertFalse([name for name in os.listdir(self.folder) if not name.startswith("small.vitrum")])
        self.assertFalse(window.all("could not be"))
        window.find("^small$")
        # It goes on where it was.
        n = len(log(path))
        window.press("^Step$", "push button")
        wait_for(lambda: len(log(path)) > n and log(path)[-1]["reason"] == "pause", "the step kept in the old file")
        # And can be saved elsewhere still.
        window.call("save-path", GLib.Variant("s", self.path("elsewhere")))
        window.find("^elsewhere$")
        self.assert_clean(window)

    def test_saving_elsewhere_goes_on_when_the_window_is_closed(self):
        path = self.project()
        window = self.open(path)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        window.call("save")
        time.sleep(0.5)
        window.call("save-path", GLib.Variant("s", self.path("elsewhere")))
        window.call("quit", window=None)
        other.execute("ROLLBACK")
        other.close()
        self.assert_clean(window)
        self.assertGreaterEqual(len(log(self.path("elsewhere.vitrum"))), 1)

    def test_a_report_can_be_cancelled_and_leaves_nothing(self):
        temporary = self.path("tmp")
        os.mkdir(temporary)
        window = self.open(DEMO, env={"TMPDIR": temporary})
        window.find("analysis up to date", "label")
        window.call("export-report-path", GLib.Variant("s", self.path("r.pdf")))
        window.find("^Reliability report$", "label")
        window.press("^Cancel: Reliability report$", "push button")
        wait_for(lambda: not window.is_enabled("cancel"), "nothing left to cancel")
        wait_for(lambda: not window.all("^Reliability report$", "label"), "the row gone")
        self.assertEqual(os.listdir(self.folder), ["tmp"])
        self.assertEqual(os.listdir(temporary), [])
        self.assertFalse(window.all("could not be written"))
        self.assert_clean(window)

    def test_opening_can_be_cancelled_and_leaves_nothing(self):
        window = self.start()
        window.find("New Fit", "push button")
        before = set(os.listdir(UNSAVED)) if os.path.isdir(UNSAVED) else set()
        window.call("open-path", GLib.Variant("s", DEMO))
        wait_for(lambda: window.is_enabled("cancel"), "the fit being prepared")
        window.call("cancel")
        window.find("^Try it on a glass")
        self.assertEqual(set(os.listdir(UNSAVED)), before)
        self.assert_clean(window)

    def test_quitting_waits_for_no_report(self):
        window = self.open(DEMO)
        window.call("export-report-path", GLib.Variant("s", self.path("r.pdf")))
        window.find("^Reliability report$", "label")
        started = time.monotonic()
        self.assert_clean(window)
        self.assertLess(time.monotonic() - started, 8)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_file_that_another_program_runs_is_shown_read_only(self):
        path = self.project()
        other = subprocess.Popen([CLI, "run", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: len(log(path)) >= 1, "the other program")
            window = self.open(path)
            window.find("read-only")
            self.assert_clean(window)
        finally:
            other.kill()
            other.wait()


if __name__ == "__main__":
    unittest.main(verbosity=2)
