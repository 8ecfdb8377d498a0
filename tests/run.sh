#!/bin/sh
# Installs what is missing, builds and runs every test. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
sh data/install-packages.sh
