#!/bin/sh
# Runs a command with a display, a session bus and a home of its own, so that a window can be used as a person does, and
# nothing of the machine's user is seen or changed.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" \
  XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" GSETTINGS_BACKEND=memory GTK_A11Y=atspi \
  LIBGL_ALWAYS_SOFTWARE=1 LP_NUM_THREADS=1 NO_AT_BRIDGE=0
mkdir -m 700 "$XDG_RUNTIME_DIR"
exec_in_session='openbox >/dev/null 2>&1 & exec "$@"'
xvfb-run -a -s "-screen 0 ${VITRUM_SCREEN:-1440x900x24}" dbus-run-session -- sh -c "$exec_in_session" sh "$@"
