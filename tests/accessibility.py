# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls of a program on the accessibility bus (AT-SPI). A program that draws without a pause answers once a
frame: whoever asks for one thing after the other, as libatspi does, needs a minute for a window of three hundred
controls. Here all that is known to be there is asked for at once, so that a window takes as many frames as it is
deep."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  (the version first)

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
PROPERTIES = "org.freedesktop.DBus.Properties"
TIMEOUT = 20000  # ms


def connect():
    address = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, TIMEOUT, None)
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address.unpack()[0], flags, None, None)


class Control:
    """One of them, as it was when it was read."""

    def __init__(self, bus, sender, path):
        self.bus, self.sender, self.path = bus, sender, path
        self.name, self.role = "", ""
        self.states = set()
        self.children = []

    def call(self, interface, method, parameters=None):
        return self.bus.call_sync(self.sender, self.path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                                  TIMEOUT, None).unpack()

    def press(self):
        self.call("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)))

    def set_value(self, value):
        self.call(PROPERTIES, "Set",
                  GLib.Variant("(ssv)", ("org.a11y.atspi.Value", "CurrentValue", GLib.Variant("d", value))))

    def get_value(self):
        return self.call(PROPERTIES, "Get", GLib.Variant("(ss)", ("org.a11y.atspi.Value", "CurrentValue")))[0]

    def set_text(self, text):
        self.call("org.a11y.atspi.EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def get_text(self, first, end):
        return self.call("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (first, end)))[0]

    def get_description(self):
        return self.call(PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Description")))[0]

    def has_state(self, state):
        """Asks for it anew."""
        self.states = unpack_states(self.call(ACCESSIBLE, "GetState")[0])
        return state in self.states

    def is_on(self):
        return self.has_state(Atspi.StateType.CHECKED) or Atspi.StateType.PRESSED in self.states

    def get_size(self):
        """Width and height on the screen."""
        return self.call("org.a11y.atspi.Component", "GetSize")

    def is_visible(self):
        return Atspi.StateType.VISIBLE in self.states

    def all(self):
        """It, and all that is visible in it, in the order in which it is read out."""
        yield self
        for child in self.children:
            yield from child.all()


def unpack_states(words):
    bits = words[0] | words[1] << 32
    return {Atspi.StateType(k) for k in range(64) if bits >> k & 1 and k < Atspi.StateType.LAST_DEFINED}


class Reader:
    """Reads a control with all that is visible in it."""

    def __init__(self, root):
        self.pending = 0
        self.read(root)
        while self.pending > 0:
            GLib.MainContext.default().iteration(True)

    def ask(self, control, interface, method, parameters, take):
        def answered(bus, result):
            self.pending -= 1
            try:
                take(bus.call_finish(result).unpack()[0])
            except GLib.Error:
                pass  # gone meanwhile

        self.pending += 1
        control.bus.call(control.sender, control.path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, TIMEOUT,
                         None, answered)

    def read(self, control):
        children = []

        def take_name(name):
            control.name = name

        def take_role(role):
            control.role = Atspi.role_get_name(Atspi.Role(role))

        def take_children(addresses):
            children.extend(Control(control.bus, *address) for address in addresses)

        # The bus keeps the order of answers, so that the children are known here.
        def take_states(words):
            control.states = unpack_states(words)
            # What is hidden is not visible; pages of a stack that lie behind are.
            if control.path == ROOT or control.is_visible():
                control.children = children
                for child in children:
                    self.read(child)

        self.ask(control, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name")), take_name)
        self.ask(control, ACCESSIBLE, "GetRole", None, take_role)
        self.ask(control, ACCESSIBLE, "GetChildren", None, take_children)
        self.ask(control, ACCESSIBLE, "GetState", None, take_states)


def find_application(bus, process_id):
    """The program with a process id: its bus name, or None."""
    registry = Control(bus, "org.a11y.atspi.Registry", ROOT)
    for sender, _ in registry.call(ACCESSIBLE, "GetChildren")[0]:
        try:
            found = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                  "GetConnectionUnixProcessID", GLib.Variant("(s)", (sender,)), None,
                                  Gio.DBusCallFlags.NONE, TIMEOUT, None).unpack()[0]
        except GLib.Error:
            continue  # one that has ended, which the registry does not know yet
        if found == process_id:
            return sender
    return None


def read(bus, sender):
    """All controls of a program that are visible."""
    root = Control(bus, sender, ROOT)
    Reader(root)
    return [control for control in root.all() if control is not root and control.is_visible()]
