#!/bin/sh
# From a bare Debian 12 to the demo: installs what is missing, builds, and anneals 10,000 atoms of Cu64Zr36 from random
# positions until they show the X-ray S(q) and both EXAFS spectra of a molecular-dynamics glass. Prints how well they do.
set -eu
cd "$(dirname "$0")/.."
sh data/install-packages.sh
[ -f build/build.ninja ] || meson setup build >/dev/null
meson compile -C build >build/compile.log 2>&1 || { cat build/compile.log; exit 1; }
exec build/src/cli/vitrum-cli run data/recipes/cu64zr36.ini --out build/demo "$@"
