#!/bin/sh
# The rooms of src/ and what each may include from (design: layers). A wrong include does not compile, because a room is given the
# headers of only these; this says it in words, and finds a header that stands in two rooms.
set -eu
cd "${VITRUM_SOURCE_DIR:-$(dirname "$0")/..}/src"
failed=0

check () { # room, rooms that it may use
  room=$1
  shift
  for file in "$room"/*.[ch]*; do
    for header in $(sed -n 's/^#include "\([^"]*\)"$/\1/p' "$file"); do
      home=""
      for other in "$room" "$@"; do
        [ -f "$other/$header" ] && home=$other
      done
      case "$header" in *-resources.h) home=generated ;; esac
      if [ -z "$home" ]; then
        echo "$file includes \"$header\", which is in no room that $room may use ($*)"
        failed=1
      fi
    done
  done
}

check structure
check observables structure
check energy structure
check analysis structure observables energy
check plot structure
check refinement structure observables energy
check files structure observables energy analysis refinement
check report structure observables energy analysis plot refinement files
check scene structure
check picture structure observables energy analysis scene
check cli structure observables energy analysis plot refinement files report scene picture
check app structure observables energy analysis plot refinement files report scene picture

twice=$(find . -name '*.h' -printf '%f\n' | sort | uniq -d)
[ -z "$twice" ] || { echo "headers in two rooms: $twice"; failed=1; }

# Only the command line prints, and nothing below main () ends the program.
if grep -nE '\b(printf|puts|fputs|fprintf|exit|abort) \(' structure/*.c observables/*.c energy/*.c analysis/*.[ch]* plot/*.c report/*.c scene/*.c picture/*.c refinement/*.c files/*.c; then
  echo "a library room prints or exits"
  failed=1
fi
exit $failed
