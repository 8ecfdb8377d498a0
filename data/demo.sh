#!/bin/sh
# From a bare Debian 12 to the demo: installs what is missing, builds, and starts the workbench on 10,000 atoms of
# Cu64Zr36, being annealed from random positions until they show the X-ray S(q) and both EXAFS spectra of a
# molecular-dynamics glass. Without a display, or with options (those of vitrum-cli run, such as --moves 1e6), the same
# is run to its end headless: prints how well the model fits, and whether it can be believed.
set -eu
cd "$(dirname "$0")/.."
sh data/install-packages.sh
[ -f build/build.ninja ] || meson setup build >/dev/null
meson compile -C build >build/compile.log 2>&1 || { cat build/compile.log; exit 1; }
if [ $# -eq 0 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/src/app/vitrum --demo
fi
build/src/cli/vitrum-cli run data/recipes/cu64zr36.ini "$@" --out build/demo
printf '\nCan this model be believed? (build/demo/report.pdf)\n\n'
exec build/src/cli/vitrum-cli report build/demo/model.xyz --recipe data/recipes/cu64zr36.ini --quiet \
  --pdf build/demo/report.pdf --json build/demo/report.json
