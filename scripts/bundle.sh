#!/usr/bin/env bash
# Builds dist/narvaro, a folder that runs without Python, and starts it in an empty folder.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== Building dist/narvaro"
export PYTHONHASHSEED=0 SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 0)
.venv/bin/pyinstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller build_installer.spec
.venv/bin/python scripts/licences.py dist/narvaro/licences
echo "   $(du -sm dist/narvaro | cut -f1) MB in $(find dist/narvaro -type f | wc -l) files"

scripts/try_program.sh dist/narvaro/narvaro
echo "== The bundle works: dist/narvaro/narvaro"
