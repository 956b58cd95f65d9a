#!/usr/bin/env bash
# Builds the wheel, installs it with the locked dependencies into a venv of its own, and tries it there.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== Building the wheel"
rm -rf build/lib build/bdist.* build/wheel
.venv/bin/python -m pip wheel -q --no-deps --no-build-isolation --wheel-dir build/wheel .
ls -s --block-size=K build/wheel/*.whl

echo "== Installing it into build/wheel/venv"
.venv/bin/python -m venv build/wheel/venv
build/wheel/venv/bin/pip install -q --require-hashes -r requirements.lock
build/wheel/venv/bin/pip install -q --no-deps build/wheel/*.whl
scripts/try_program.sh build/wheel/venv/bin/narvaro
echo "== The wheel works: $(echo build/wheel/*.whl)"
