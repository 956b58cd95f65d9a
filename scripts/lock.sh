#!/usr/bin/env bash
# Writes the three lock files for every platform; `scripts/lock.sh --upgrade` takes new versions.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
.venv/bin/python -m venv "$tool"
"$tool/bin/python" -m pip install -q --disable-pip-version-check uv

# An empty environment: no index address, folder or setting of this machine may reach the files.
compile() {
    env -i PATH=/usr/bin:/bin HOME="$tool" UV_CACHE_DIR="$tool/cache" ${SSL_CERT_FILE:+SSL_CERT_FILE="$SSL_CERT_FILE"} \
        "$tool/bin/uv" pip compile -q --no-config --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' "$@"
}
compile "$@" requirements.in -o requirements.lock
compile "$@" requirements-dev.in -c requirements.lock -o requirements-dev.lock
compile "$@" requirements-pdf.in -c requirements-dev.lock -o requirements-pdf.lock
