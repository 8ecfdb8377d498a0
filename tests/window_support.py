# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the window as a person does: starts the program, finds its controls by their accessible names (AT-SPI), and asks
for its actions on D-Bus. To be run by tests/with-display.sh."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import accessibility
from gi.repository import Atspi, Gio, GLib

BUILD = os.environ["VITRUM_BUILD_DIR"]
SOURCE = os.environ["VITRUM_SOURCE_DIR"]
PROGRAM = os.path.join(BUILD, "src", "app", "vitrum")
FREEZE = 20  # s without an answer
PATIENCE = float(os.environ.get("VITRUM_PATIENCE", 60))  # s; a busy machine with sanitizers


def wait_for(condition, what, seconds=PATIENCE):
    """Waits until a condition holds and gives its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = condition()
            if value:
                return value
        except (GLib.Error, LookupError, AttributeError):
            pass  # not there yet, or just gone
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


class Actions:
    """What the program does when it is asked to on D-Bus. Windows have numbers; the program itself is None."""

    NAME, PATH = "org.vitrum.Vitrum", "/org/vitrum/Vitrum"

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def ask_bus(self, path, interface, method, parameters):
        # Not by starting another one: it is under test.
        return self.bus.call_sync(self.NAME, path, interface, method, parameters, None, Gio.DBusCallFlags.NO_AUTO_START,
                                  FREEZE * 1000, None).unpack()

    def ask(self, method, parameters, window=1):
        path = self.PATH + (f"/window/{window}" if window is not None else "")
        return self.ask_bus(path, "org.gtk.Actions", method, parameters)

    def call(self, action, parameter=None, window=1):
        parameters = [parameter] if parameter is not None else []
        self.ask("Activate", GLib.Variant("(sava{sv})", (action, parameters, {})), window)

    def set_state(self, action, value, window=1):
        self.ask("SetState", GLib.Variant("(sva{sv})", (action, value, {})), window)

    def describe(self, action, window=1):
        """Whether it can be had, the type of its parameter, and its state in a list."""
        return self.ask("Describe", GLib.Variant("(s)", (action,)), window)[0]

    def get_state(self, action, window=1):
        return self.describe(action, window)[2][0]

    def is_enabled(self, action, window=1):
        return self.describe(action, window)[0]

    def windows(self):
        """The numbers of the open windows."""
        xml = self.ask_bus(self.PATH + "/window", "org.freedesktop.DBus.Introspectable", "Introspect", None)[0]
        return [int(number) for number in re.findall(r'<node name="(\d+)"', xml)]


class Window(Actions):
    """The program under test, with its windows."""

    def __init__(self, *arguments, env=None):
        super().__init__()
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, *arguments], stderr=self.errors,
                                        env={**os.environ, "VITRUM_DATA_DIR": os.path.join(SOURCE, "data"), **(env or {})})
        self.accessibility = accessibility.connect()
        self.application = wait_for(self._find_application, "the program on the accessibility bus")

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError("the program ended: " + self.stderr())
        return accessibility.find_application(self.accessibility, self.process.pid)

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode()

    def find(self, name=None, role=None, seconds=PATIENCE):
        """A control by a pattern of its name, and its role."""
        return wait_for(lambda: self.look(name, role), f"{role or 'control'} named {name!r}", seconds)

    def look(self, name=None, role=None):
        found = self.all(name, role)
        return found[0] if found else None

    def all(self, name=None, role=None):
        pattern = re.compile(name) if name is not None else None
        return [control for control in accessibility.read(self.accessibility, self.application)
                if (pattern is None or pattern.search(control.name)) and (role is None or control.role == role)]

    def press(self, name, role=None):
        control = self.find(name, role)
        control.press()
        return control

    def tab_to(self, name, role=None, most=40, key="Tab"):
        """Presses Tab, or shift+Tab, until a control has the focus."""
        control = self.find(name, role)
        for _ in range(most):
            if control.has_state(Atspi.StateType.FOCUSED):
                return control
            self.type(key)
        raise AssertionError(f"{most} times {key} do not reach {name!r}")

    @staticmethod
    def type(*keys):
        """Keys for what has the focus, by their names in X."""
        for key in keys:
            subprocess.run(["xdotool", "key", key], check=True)
            time.sleep(0.3)

    @staticmethod
    def get_size():
        """Of the active window: width and height as the display has them."""
        result = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"], capture_output=True,
                                text=True, check=True)
        return tuple(int(number) for number in re.findall(r"^(?:WIDTH|HEIGHT)=(\d+)$", result.stdout, re.M))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        """Ends the program as Ctrl+Q does. What it said on standard error."""
        if self.process.poll() is None:
            try:
                self.call("quit", window=None)
            except GLib.Error:
                pass
            self.process.wait(timeout=PATIENCE)
        return self.stderr()


def screenshot(path):
    subprocess.run(["import", "-window", "root", path], check=True)


class WindowCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="vitrum-window-")
        self.settings = tempfile.mkdtemp(prefix="vitrum-settings-")  # what one story leaves, no other finds
        self.window = None

    def tearDown(self):
        if self.window is not None and self.window.process.poll() is None:
            self.window.kill()
        for folder in (self.folder, self.settings):
            shutil.rmtree(folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def start(self, *arguments, env=None):
        self.window = Window(*arguments, env={"XDG_CONFIG_HOME": self.settings, **(env or {})})
        return self.window
