#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A monkey at the window: pointer, keys, scroll wheel and actions in an order that a seed decides. It fails when the
program crashes, a sanitizer speaks, GTK or GLib complain, nobody answers on D-Bus for 20 s, or memory grows and grows.

The test suite runs a minute of it; half an hour, as before a release, is

    VITRUM_BUILD_DIR=$PWD/build VITRUM_SOURCE_DIR=$PWD \\
        sh tests/with-display.sh /usr/bin/python3 tests/monkey.py --seconds 1800 --seed N

A run is repeated by its seed as far as timing allows: what a click meets depends on how far the program is."""

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

from window_support import BUILD, FREEZE, PROGRAM, SOURCE, Actions

CLI = os.path.join(BUILD, "src", "cli", "vitrum-cli")
SMALL = os.path.join(SOURCE, "tests", "data", "small.ini")

START = 90  # s until the first window, with sanitizers on a busy machine
END = 90  # s from the last window's closing to the end of the program: it writes its project first
SETTLE = 15  # s between looks at the memory
# The last quarter's memory may exceed the second's by so much: caches of fonts, icons and shaders, and what the
# allocator keeps, still grow after a quarter of the time. A leak of one study (some MB) each time grows faster.
GROWTH, GROWTH_MB = 0.25, 64

# What GTK 4.8, libadwaita 1.2 and the bare display say by themselves, each with its reason.
HARMLESS = [
    # No portal, no settings daemon and no GVfs on the display that nobody sees.
    r"Unable to acquire session bus|Unable to acquire the address of the accessibility bus|portal",
    # GTK counts the widgets under a pressed button, and miscounts when one goes away before the release
    # (gtkwidget.c says so itself and puts the count right).
    r"Broken accounting of active state for widget",
    # An empty label in GTK's own window of shortcuts, to which libadwaita gives a negative margin.
    r"GtkLabel 0x[0-9a-f]+ \(label\) reported min width -3, but sizes must be >= 0",
    # A popover or tooltip of a window that was dragged off the screen: GTK 4.8 asks the monitor there, which is none.
    r"gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR \(monitor\)' failed",
    # GTK's file chooser, a heading of which is clicked before its folder is read. Vitrum has no such list.
    r"gtk_tree_sortable_\w+: assertion 'GTK_IS_TREE_SORTABLE \(sortable\)' failed",
    # Mesa without a graphics card.
    r"^libEGL warning|^MESA|^libGL",
]
COMPLAINT = re.compile(r"CRITICAL \*\*|WARNING \*\*|ERROR \*\*|-(CRITICAL|WARNING|ERROR) \*\*")
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|ThreadSanitizer|runtime error:")

# Openbox as a person has it, but for its own menus and keys, which start and end other things than ours.
OPENBOX = """<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew></focus><keyboard/><mouse>
<context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
</context></mouse></openbox_config>"""

KEYS = ("Tab Tab Tab Tab shift+Tab Return Return Escape Escape space Up Down Left Right Home End Page_Up Page_Down "
        "BackSpace Delete F5 F5 F5 F6 F9 shift+F9 F10 Menu F2 plus minus x y z ctrl+z ctrl+z ctrl+shift+z ctrl+d ctrl+r "
        "ctrl+n ctrl+o ctrl+s ctrl+shift+s ctrl+shift+n ctrl+shift+r ctrl+question ctrl+a ctrl+c ctrl+v "
        "ctrl+Tab alt+Left alt+Up ctrl+plus shift+Right ctrl+Right").split()
WORDS = ["Cu64Zr36", "Cu", "glass", "0", "1", "-1", "0.3", "1e9", "-1e308", "nan", "inf", "1e-300", "3,5", "0,0,12,0",
         "<0,0,12,0>", "<b>", "%s%n", "&", "ü", "999999999999999999999", "1:2:3", "K", "2.0:20", " ", "small", "a b"]

# Of the window. A parameter is made when it is needed.
ACTIONS = ["run", "run", "run", "step", "undo", "redo", "rewind", "rewind", "look-live", "look-at", "look-at", "look-at",
           "pick", "compare", "settings-panel", "plots-panel", "new-fit", "open", "save", "save-as", "save-path",
           "start-page", "open-path", "open-path", "open-path", "cancel-opening", "demo", "export-model",
           "export-model-path", "export-curves-path", "export-plots-path", "export-picture-path", "export-report-path",
           "export-report", "show-help-overlay"]


class Failure(Exception):
    """What the monkey is looking for."""


class Monkey:
    def __init__(self, seed, seconds):
        self.random = random.Random(seed)
        self.end = time.monotonic() + seconds
        self.folder = tempfile.mkdtemp(prefix="monkey-", dir=os.environ["HOME"])
        self.program = Actions()
        self.process = None
        self.log = os.path.join(self.folder, "stderr")
        self.read = 0  # bytes of standard error that were looked at
        self.n_events = self.n_restarts = 0
        self.lives = []  # of each process its memory, MB
        self.last = []  # events, for the report
        self.sandbox = self.make_sandbox()
        self.make_files()
        self.make_desktop()

    def make_desktop(self):
        rc = os.path.join(self.folder, "openbox.xml")
        with open(rc, "w", encoding="utf-8") as file:
            file.write(OPENBOX)
        self.openbox = subprocess.Popen(["openbox", "--replace", "--config-file", rc], stderr=subprocess.DEVNULL)
        time.sleep(1)

    def make_files(self):
        self.files = [SMALL]
        for name, moves in (("long", "100000000"), ("short", "3000")):
            path = os.path.join(self.folder, name + ".vitrum")
            subprocess.run([CLI, "new", SMALL, path, "--seed", "3", "--moves", moves], check=True, capture_output=True)
            self.files.append(path)
        broken = os.path.join(self.folder, "broken.vitrum")
        with open(broken, "w", encoding="utf-8") as file:
            file.write("not a project")
        self.files += [broken, os.path.join(self.folder, "absent.ini"), self.folder]

    def make_sandbox(self):
        """A command that starts a program which cannot write outside of HOME, whatever a file chooser is told. Where
        that is not to be had, choosers are only cancelled."""
        command = ["unshare", "--mount", "sh", "-c",
                   'mount --bind "$HOME" "$HOME" && cd "$HOME" && for m in $(cut -d" " -f2 /proc/mounts); do case "$m" in '
                   '"$HOME"|/proc*|/dev*) ;; *) mount -o remount,bind,ro "$m" 2>/dev/null || :;; esac; done; exec "$@"', "sh"]
        probe = os.path.join("/tmp", f"monkey-probe-{os.getpid()}")
        try:
            result = subprocess.run(command + ["touch", probe], capture_output=True, check=False)
        except FileNotFoundError:
            return []
        if os.path.exists(probe):
            os.unlink(probe)
            return []
        return command if result.returncode == 1 else []

    # The program.

    def start(self):
        environment = {**os.environ, "VITRUM_DATA_DIR": os.path.join(SOURCE, "data"),
                       # What was freed is kept for a while to be guarded: little, so that leaks are seen.
                       "ASAN_OPTIONS": "quarantine_size_mb=16:detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=1"}
        arguments = self.random.choice([[], [self.files[1]], [self.files[2]], [SMALL]])
        with open(self.log, "ab") as errors:
            self.process = subprocess.Popen(self.sandbox + [PROGRAM, *arguments], stderr=errors, cwd=self.folder,
                                            env=environment)
        self.lives.append([])
        self.await_answer(START, "the first window", lambda: self.windows())

    def await_answer(self, seconds, what, answer):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.look()
            if self.process is None:
                return False
            if answer():
                return True
            time.sleep(0.2)
        self.explain_freeze()
        raise Failure(f"no answer within {seconds} s: {what}")

    def explain_freeze(self):
        result = subprocess.run(["gdb", "-p", str(self.process.pid), "-batch", "-ex", "bt 40"], capture_output=True,
                                check=False)
        print(result.stdout.decode(errors="replace")[-6000:])

    def windows(self):
        try:
            return self.program.windows()
        except GLib.Error as error:
            self.judge(error)
            return []

    def judge(self, error):
        """Gone, or asleep?"""
        if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT) or "Timeout" in error.message:
            self.explain_freeze()
            raise Failure(f"no answer on D-Bus within {FREEZE} s")

    def check_alive(self):
        self.look()
        if self.process is None:
            return
        try:
            self.program.describe("quit", window=None)
        except GLib.Error as error:
            self.judge(error)
        if not self.windows():
            # The last one was closed: the program writes what there is, and ends.
            try:
                self.process.wait(timeout=END)
            except subprocess.TimeoutExpired:
                self.explain_freeze()
                raise Failure(f"without a window the program is still there after {END} s") from None
            self.look()

    def look(self):
        """Reads what the program said, and whether it lives."""
        if self.process is None:
            return
        code = self.process.poll()
        with open(self.log, "rb") as file:
            file.seek(self.read)
            text = file.read()
        if code is None:
            text = text[:text.rfind(b"\n") + 1]
        self.read += len(text)
        for line in text.decode(errors="replace").splitlines():
            if SANITIZER.search(line) or (COMPLAINT.search(line) and not any(re.search(h, line) for h in HARMLESS)):
                time.sleep(5 if SANITIZER.search(line) else 0)  # the rest of the report
                raise Failure(line)
        if code is not None:
            self.process = None
            if code < 0:
                raise Failure(f"the program was ended by signal {signal.Signals(-code).name}")
            if code != 0:
                raise Failure(f"the program ended with {code}")

    # What it does.

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, check=False, timeout=30)

    def geometry(self):
        """Place and title of one of the program's windows on the screen: mostly the active one."""
        result = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell", "getwindowname"],
                                capture_output=True, text=True, check=False)
        values = dict(re.findall(r"^(X|Y|WIDTH|HEIGHT)=(-?\d+)$", result.stdout, re.M))
        if len(values) < 4:
            return None
        left, top, width, height = (int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        return left, top, width, height, result.stdout.strip().splitlines()[-1]

    def point(self, where):
        left, top, width, height, _ = where
        # The header bar holds most buttons.
        y = self.random.randrange(10, 60) if self.random.random() < 0.15 else self.random.randrange(max(1, height))
        x = self.random.randrange(max(1, width))
        return min(max(left + x, 0), 1439), min(max(top + y, 0), 899)

    def point_and_press(self, where):
        x, y = self.point(where)
        kind = self.random.randrange(10)
        if kind < 4:
            self.xdotool("mousemove", x, y, "click", 1)
        elif kind == 4:
            self.xdotool("mousemove", x, y, "click", self.random.choice([2, 3]))
        elif kind == 5:
            self.xdotool("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)
        elif kind == 6:
            self.xdotool("mousemove", x, y, "click", "--repeat", self.random.randint(1, 8), self.random.choice([4, 5]))
        elif kind < 9:
            button = self.random.choice([1, 1, 1, 2, 3])
            path = ["mousemove", x, y, "mousedown", button]
            for _ in range(self.random.randint(1, 6)):
                path += ["mousemove", *self.point(where), "sleep", 0.02]
            self.xdotool(*path, "mouseup", button)
        else:
            self.xdotool("mousemove", x, y)
        return f"pointer {kind} at {x}, {y}"

    def press_keys(self):
        if self.random.random() < 0.25:
            word = self.random.choice(WORDS)
            self.xdotool("type", "--delay", 5, word)
            return f"typed {word!r}"
        keys = [self.random.choice(KEYS) for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.03:
            keys.append("ctrl+w")
        if self.random.random() < 0.003:
            keys.append("ctrl+q")
        self.xdotool("key", "--delay", 20, *keys)
        return "keys " + " ".join(keys)

    def parameter(self, action):
        number = self.random.randrange(10)
        if action == "look-at":
            return GLib.Variant("x", self.random.choice([0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 999, -1]))
        if action == "pick":
            return GLib.Variant("x", self.random.choice([-1, 0, 7, 299, 300, 10**9, -5]))
        if action == "demo":
            return GLib.Variant("s", self.random.choice(["ta", "no such demo"]))
        if action == "open-path":
            return GLib.Variant("s", self.random.choice(self.files[:3] * 3 + self.files))
        if action.endswith("-path"):
            names = {"save-path": f"saved{number}", "export-model-path": self.random.choice(["m.xyz", "m.data", "m.dump", "m"]),
                     "export-picture-path": "p.png", "export-report-path": "r.pdf"}
            folder = os.path.join(self.folder, "nowhere") if number == 9 else self.folder
            return GLib.Variant("s", os.path.join(folder, names.get(action, f"folder{number}")))
        return None

    def activate(self, action, window):
        try:
            self.program.call(action, window=window)
        except GLib.Error as error:
            self.judge(error)

    def act(self):
        windows = self.windows()
        if not windows:
            return "nothing"
        window, action = self.random.choice(windows), self.random.choice(ACTIONS)
        if self.random.random() < 0.05:
            window, action = None, self.random.choice(["new-window", "about", "dark"])
        parameter = self.parameter(action)
        try:
            if action in ("compare", "settings-panel", "plots-panel", "dark"):
                parameter = GLib.Variant("b", self.random.random() < 0.5)
                self.program.set_state(action, parameter, window)
            else:
                self.program.call(action, parameter, window)
        except GLib.Error as error:
            self.judge(error)
        return f"{'program' if window is None else window}: {action} {parameter if parameter is not None else ''}"

    def event(self):
        where = self.geometry()
        chooses = where is not None and re.match(r"Open|Save|Export|Choose|Select", where[4])
        if chooses and (not self.sandbox or self.random.random() < 0.1):
            self.xdotool("key", "Escape")
            did = "cancelled a file chooser"
        elif self.random.random() < 0.2:
            did = self.act()
        elif where is None or self.random.random() < 0.4:
            did = self.press_keys()
        else:
            did = self.point_and_press(where)
        self.n_events += 1
        self.last = self.last[-40:] + [did]
        time.sleep(self.random.choice([0, 0, 0.02, 0.1, 0.4]))

    # Memory.

    def settle(self):
        """Brings two windows to the start page, so that closing one does not end the program, and weighs it."""
        for _ in range(8):
            self.xdotool("key", "Escape")
        # More than two windows are closed as a person does it.
        for _ in range(6):
            windows = self.windows()
            if len(windows) <= 2:
                break
            self.xdotool("key", "ctrl+w")
            time.sleep(0.3)
            self.xdotool("key", "Escape")
        if len(self.windows()) == 1:
            self.activate("new-window", None)
        for window in self.windows():
            self.activate("start-page", window)
        time.sleep(2)
        self.check_alive()
        if self.process is not None:
            self.lives[-1].append(self.memory())

    def memory(self):
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
                return int(re.search(r"VmRSS:\s+(\d+) kB", file.read()).group(1)) / 1024
        except (OSError, AttributeError):
            return 0.0

    def judge_memory(self):
        """Of the process that lived longest: the middle of its second quarter, and of its last."""
        samples = max(self.lives, key=len)
        if len(samples) < 8:
            return "too short a life to judge its memory"
        quarter = len(samples) // 4
        before, after = statistics.median(samples[quarter:2 * quarter]), statistics.median(samples[-quarter:])
        text = f"memory on the start page: {before:.0f} MB in the second quarter, {after:.0f} MB in the last"
        if after > before * (1 + GROWTH) + GROWTH_MB:
            raise Failure(text)
        return text

    def run(self):
        settled = time.monotonic()
        while time.monotonic() < self.end:
            if self.process is None:
                if self.lives:
                    self.n_restarts += 1
                self.start()
            self.event()
            self.look()
            if self.n_events % 10 == 0:
                self.check_alive()
            if self.process is not None and time.monotonic() - settled > SETTLE:
                self.settle()
                settled = time.monotonic()
        memory = self.memory() if self.process is not None else 0
        verdict = self.judge_memory()
        if self.process is not None:
            self.program.call("quit", window=None)
            try:
                self.process.wait(timeout=END)
            except subprocess.TimeoutExpired:
                self.explain_freeze()
                raise Failure(f"told to quit, it is still there after {END} s") from None
            self.look()
        return memory, verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    monkey = Monkey(options.seed, options.seconds)
    print(f"seed {options.seed}, {'no' if monkey.sandbox else 'any'} writing outside of the temporary home", flush=True)
    try:
        memory, verdict = monkey.run()
    except Failure as failure:
        print(f"FAILED after {monkey.n_events} events (seed {options.seed}): {failure}")
        print("before it:\n  " + "\n  ".join(monkey.last))
        with open(monkey.log, "rb") as file:
            print("standard error ends:\n" + file.read().decode(errors="replace")[-12000:])
        return 1
    finally:
        if monkey.process is not None and monkey.process.poll() is None:
            monkey.process.kill()
        monkey.openbox.terminate()
    print(f"seed {options.seed}: {monkey.n_events} events, {monkey.n_restarts} restarts, {memory:.0f} MB at the end; "
          f"{verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
