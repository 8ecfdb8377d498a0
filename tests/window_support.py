# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the window as a person does: starts the program, finds its controls by their accessible names (AT-SPI), and asks
for its actions on D-Bus. To be run by tests/with-display.sh."""

import os
import re
import signal
import subprocess
import tempfile
import time
import unittest

import pyatspi
from gi.repository import Gio, GLib

BUILD = os.environ["VITRUM_BUILD_DIR"]
SOURCE = os.environ["VITRUM_SOURCE_DIR"]
PROGRAM = os.path.join(BUILD, "src", "app", "vitrum")
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


class Window:
    """The program under test."""

    def __init__(self, *arguments, env=None):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, *arguments], stderr=self.errors,
                                        env={**os.environ, "VITRUM_DATA_DIR": os.path.join(SOURCE, "data"), **(env or {})})
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.application = wait_for(self._find_application, "the program on the accessibility bus")

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError("the program ended: " + self.stderr())
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

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
        found = []

        def visit(node):
            try:
                # What is hidden is not visible; pages of a stack that lie behind are.
                if node is None or not (node is self.application or node.getState().contains(pyatspi.STATE_VISIBLE)):
                    return
                if (pattern is None or pattern.search(node.name or "")) and (role is None or node.getRoleName() == role):
                    if node is not self.application:
                        found.append(node)
                for k in range(node.childCount):
                    visit(node.getChildAtIndex(k))
            except (GLib.Error, LookupError):
                pass

        visit(self.application)
        return found

    def press(self, name, role=None):
        control = self.find(name, role)
        control.queryAction().doAction(0)
        return control

    def tab_to(self, name, most=40, key="Tab"):
        """Presses Tab, or shift+Tab, until a control has the focus."""
        control = self.find(name)
        for _ in range(most):
            if control.getState().contains(pyatspi.STATE_FOCUSED):
                return control
            self.type(key)
        raise AssertionError(f"{most} times {key} do not reach {name!r}")

    @staticmethod
    def type(*keys):
        """Keys for what has the focus, by their names in X."""
        for key in keys:
            subprocess.run(["xdotool", "key", key], check=True)
            time.sleep(0.3)

    # Actions of the window on D-Bus.

    def call(self, action, parameter=None, window=1):
        parameters = [parameter] if parameter is not None else []
        self.bus.call_sync("org.vitrum.Vitrum", f"/org/vitrum/Vitrum/window/{window}", "org.gtk.Actions", "Activate",
                           GLib.Variant("(sava{sv})", (action, parameters, {})), None, Gio.DBusCallFlags.NONE, 20000, None)

    def set_state(self, action, value, window=1):
        """Of a window, or of the program if it is None."""
        path = "/org/vitrum/Vitrum" + (f"/window/{window}" if window is not None else "")
        self.bus.call_sync("org.vitrum.Vitrum", path, "org.gtk.Actions", "SetState",
                           GLib.Variant("(sva{sv})", (action, value, {})), None, Gio.DBusCallFlags.NONE, 20000, None)

    def is_enabled(self, action, window=1):
        answer = self.bus.call_sync("org.vitrum.Vitrum", f"/org/vitrum/Vitrum/window/{window}", "org.gtk.Actions",
                                    "Describe", GLib.Variant("(s)", (action,)), None, Gio.DBusCallFlags.NONE, 20000, None)
        return answer.unpack()[0][0]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        """Ends the program as Ctrl+Q does. What it said on standard error."""
        if self.process.poll() is None:
            try:
                self.bus.call_sync("org.vitrum.Vitrum", "/org/vitrum/Vitrum", "org.gtk.Actions", "Activate",
                                   GLib.Variant("(sava{sv})", ("quit", [], {})), None, Gio.DBusCallFlags.NONE, 20000, None)
            except GLib.Error:
                pass
            self.process.wait(timeout=PATIENCE)
        return self.stderr()


def screenshot(path):
    subprocess.run(["import", "-window", "root", path], check=True)


class WindowCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="vitrum-window-")
        self.window = None

    def tearDown(self):
        if self.window is not None and self.window.process.poll() is None:
            self.window.kill()

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def start(self, *arguments, **keywords):
        self.window = Window(*arguments, **keywords)
        return self.window
