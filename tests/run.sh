#!/bin/sh
# Installs what is missing, builds, and runs every test: as built for users, under address and undefined-behaviour
# sanitizers, and for leaks under valgrind. The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
sh data/install-packages.sh || { echo "0 passed, 1 failed"; exit 1; }

export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
status=0

run () { # folder, options of meson setup
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] || meson setup "$folder" --werror "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; return 1; }
  meson compile -C "$folder" >"$folder.log" 2>&1 || { grep -E "error|warning|FAILED" -A 4 "$folder.log"; return 1; }
  meson test -C "$folder" --print-errorlogs
}

run build-test || status=1
run build-sanitize -Db_sanitize=address,undefined -Db_lundef=false || status=1

python3 tests/count-results.py build-test build-sanitize || status=1
exit $status
