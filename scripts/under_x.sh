#!/usr/bin/env bash
# Runs a command on a screen of its own: Xvfb, a window manager, a Swedish keyboard and a session bus.
set -euo pipefail

if [ "${1:-}" != inside ]; then
    export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
    unset WAYLAND_DISPLAY
    runtime=$(mktemp -d)
    trap 'rm -rf "$runtime"' EXIT
    export XDG_RUNTIME_DIR=$runtime
    exec 3>&1 1>&2  # what the command says on its output is said by nobody else
    xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp' dbus-run-session -- "$0" inside "$@"
    exit
fi
shift
setxkbmap se
openbox --config-file /dev/null >/dev/null 2>&1 3>&- &
manager=$!
status=0
"$@" >&3 3>&- || status=$?
kill "$manager" 2>/dev/null || true
exit "$status"
