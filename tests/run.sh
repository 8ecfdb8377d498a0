#!/bin/sh
# Installs what is missing, builds, and runs every test: as built for users, under address and undefined-behaviour
# sanitizers, for leaks under valgrind, and what runs on several threads under the thread sanitizer. The last line is
# "N passed, N failed".
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

# GLib is not built for the thread sanitizer, which does not see the locks of its slice allocator.
export G_SLICE=always-malloc TSAN_OPTIONS=halt_on_error=1
run_threads () {
  folder=build-thread
  [ -f "$folder/build.ninja" ] || meson setup "$folder" --werror -Db_sanitize=thread -Db_lundef=false >"$folder.log" 2>&1 ||
    { cat "$folder.log"; return 1; }
  meson compile -C "$folder" test-runner test-project >"$folder.log" 2>&1 ||
    { grep -E "error|warning|FAILED" -A 4 "$folder.log"; return 1; }
  meson test -C "$folder" --no-rebuild --print-errorlogs runner project
}
run_threads || status=1

python3 tests/count-results.py build-test build-sanitize build-thread || status=1
exit $status
