#!/usr/bin/env bash
# Makes .venv and what it needs: scripts/setup.sh run | test | bundle. Does nothing that is already done.
set -euo pipefail
cd "$(dirname "$0")/.."

level=${1:?run, test or bundle}
say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n!! %s\n' "$*" >&2; exit 1; }

# Qt's libraries as measured on a bare Debian 12: the first line shows nothing, the second opens windows.
qt="libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
# A screen of our own, hands and eyes for it, and the foreign programs that open our files.
tools="xvfb xauth xdotool imagemagick x11-xkb-utils openbox dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0
       age openssh-client unzip p7zip-full qpdf poppler-utils strace postgresql"

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null && sudo "$@"
    fi
}

update_lists() {
    say "Fetching Debian's package lists"
    as_root apt-get update -q -o DPkg::Lock::Timeout=300
}

apt_install() {
    say "Installing from Debian: $*"
    compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || update_lists || true
    local install=(env DEBIAN_FRONTEND=noninteractive
        apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
    as_root "${install[@]}" || { update_lists && as_root "${install[@]}"; } ||
        fail "That needs an administrator and a network. Ask one to run: apt-get install $*"
}

installed() {  # a package, or the name it bears since time_t grew to 64 bits
    local states
    states=$(dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null) || true
    grep -qx installed <<<"$states"
}

system_packages() {
    local missing=() package
    if ! command -v apt-get >/dev/null; then
        [ "$(uname -s)" = Darwin ] || say "Not Debian. Needed from the system, by their Debian names:" $*
        return
    fi
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
        if new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    local python
    if ! python=$(find_python); then
        command -v apt-get >/dev/null || fail "Python 3.11 or later is needed."
        apt_install python3 python3-venv
        python=$(find_python) || fail "Python 3.11 or later is needed; this system has only an older one."
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        command -v apt-get >/dev/null || fail "$python lacks venv."
        apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    say "Making .venv with $("$python" -V)"
    "$python" -m venv --clear .venv
}

digest() { .venv/bin/python -c 'import hashlib, sys
print(hashlib.sha256(b"".join(open(name, "rb").read() for name in sys.argv[1:])).hexdigest())' "$@"; }

install_locked() {
    local lock=$1 stamp=.venv/.$1.installed
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest "$lock")" ]; then
        return
    fi
    say "Installing $(grep -c '==' "$lock") packages from $lock, each checked against its hash"
    local pip=(.venv/bin/python -m pip) quiet=()
    [ -t 1 ] || quiet=(-q)
    "${pip[@]}" install --disable-pip-version-check --no-input "${quiet[@]}" --no-deps --require-hashes -r "$lock" ||
        fail "The packages could not be installed. Is there a network? Run the same command again to go on."
    digest "$lock" >"$stamp"
}

# A second maker of age for the tests, where Node is: without it, one of them is skipped and says so.
age_in_node() {
    if command -v npm >/dev/null && [ ! -d build/npm/node_modules/age-encryption ]; then
        npm install --silent --no-fund --no-audit --ignore-scripts --prefix build/npm age-encryption@0.3.1 ||
            say "age-encryption could not be installed: its test is skipped."
    fi
}

# .venv/bin/narvaro: the command line from any folder.
make_launcher() {
    printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/.venv/bin/python" -m narvaro_desktop "$@"\n' "$PWD" "$PWD" >.venv/bin/narvaro
    chmod +x .venv/bin/narvaro
}

# What a user's own settings may not change about the virtual environment.
export PIP_USER=0
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

case $level in
    run) system_packages $qt ;;
    test) system_packages $qt $tools ;;
    bundle) system_packages $qt $tools binutils ;;
    *) fail "run, test or bundle" ;;
esac
new_enough .venv/bin/python || make_venv
[ -x .venv/bin/narvaro ] || make_launcher
if [ "$level" = run ]; then
    # The test lock holds all that the run lock holds, at the same versions (tests/test_pins.py).
    [ -f .venv/.requirements-dev.lock.installed ] || install_locked requirements.lock
    [ ! -f .venv/.requirements-dev.lock.installed ] || install_locked requirements-dev.lock
else
    install_locked requirements-dev.lock
    [ "$level" = bundle ] || install_locked requirements-pdf.lock
    [ "$level" = bundle ] || age_in_node
fi
