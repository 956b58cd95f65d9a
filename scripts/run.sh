#!/usr/bin/env bash
# Opens the practice school; without a screen, does the main job in build/demo and prints each step.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    echo "== Opening the practice school"
    exec .venv/bin/python -m narvaro_desktop --demo
fi
echo "== No screen here: the main job without a window, in build/demo"
rm -rf build/demo
mkdir -p build
export QT_QPA_PLATFORM=offscreen
.venv/bin/python -m narvaro_desktop demo build/demo
echo "8. En bild av ärendesidan"
.venv/bin/python -m scripts.shots --case build/demo/arendesidan.png --school build/demo 2>/dev/null
