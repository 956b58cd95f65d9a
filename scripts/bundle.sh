#!/usr/bin/env bash
# Builds dist/narvaro, a folder that runs without Python, and starts it in an empty folder.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

echo "== Building dist/narvaro"
export PYTHONHASHSEED=0 SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 0)
.venv/bin/pyinstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller build_installer.spec
.venv/bin/python scripts/licences.py dist/narvaro/licences
echo "   $(du -sm dist/narvaro | cut -f1) MB in $(find dist/narvaro -type f | wc -l) files"

echo "== Trying it in an empty folder"
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
bare=(env -i HOME="$empty/home" PATH=/usr/bin:/bin LANG=C.UTF-8)
mkdir "$empty/home"
cd "$empty"
"${bare[@]}" QT_QPA_PLATFORM=offscreen "$root/dist/narvaro/narvaro" practice "$empty/ovning"
test -s "$empty/ovning/skola.narvaro"
test -s "$empty/ovning/huvudman.narvaro"
"$root/.venv/bin/python" -c 'import json; print(json.load(open("ovning/losenfraser.json"))["skola.narvaro"]["Kurator Ek"])' >fras
"${bare[@]}" "$root/dist/narvaro/narvaro" import ovning/skola.narvaro ovning/franvaro/lektioner-5B.xlsx \
    --user "Kurator Ek" --passphrase-file fras --dry-run
cd "$root"
scripts/under_x.sh .venv/bin/python -m scripts.first_window "$empty" dist/narvaro/narvaro
echo "== The bundle works: dist/narvaro/narvaro"
