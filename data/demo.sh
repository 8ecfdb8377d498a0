#!/bin/sh
# From a bare Debian 12 to the demo: installs what is missing, builds, and anneals 10,000 atoms of Cu64Zr36 from random
# positions until they show the X-ray S(q) and both EXAFS spectra of a molecular-dynamics glass. Prints how well they do,
# and whether the model can be believed. Options are those of vitrum-cli run, such as --moves 1e6.
set -eu
cd "$(dirname "$0")/.."
sh data/install-packages.sh
[ -f build/build.ninja ] || meson setup build >/dev/null
meson compile -C build >build/compile.log 2>&1 || { cat build/compile.log; exit 1; }
build/src/cli/vitrum-cli run data/recipes/cu64zr36.ini "$@" --out build/demo
printf '\nCan this model be believed? (build/demo/report.pdf)\n\n'
exec build/src/cli/vitrum-cli report build/demo/model.xyz --recipe data/recipes/cu64zr36.ini --quiet \
  --pdf build/demo/report.pdf --json build/demo/report.json
