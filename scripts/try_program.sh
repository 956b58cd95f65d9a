#!/usr/bin/env bash
# Starts a built program in an empty folder: scripts/try_program.sh PROGRAM. The practice school is made, a file
# is read, and the first window comes up.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
program=$(realpath "${1:?the program}")

echo "== Trying it in an empty folder"
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
bare=(env -i HOME="$empty/home" PATH=/usr/bin:/bin LANG=C.UTF-8)
mkdir "$empty/home"
cd "$empty"
"${bare[@]}" QT_QPA_PLATFORM=offscreen "$program" practice "$empty/ovning"
test -s "$empty/ovning/skola.narvaro"
test -s "$empty/ovning/huvudman.narvaro"
"$root/.venv/bin/python" -c 'import json; print(json.load(open("ovning/losenfraser.json"))["skola.narvaro"]["Kurator Ek"])' >fras
"${bare[@]}" "$program" import ovning/skola.narvaro ovning/franvaro/lektioner-5B.xlsx \
    --user "Kurator Ek" --passphrase-file fras --dry-run
cd "$root"
scripts/under_x.sh .venv/bin/python -m scripts.first_window "$empty" "$program"
