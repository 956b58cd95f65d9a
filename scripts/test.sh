#!/usr/bin/env bash
# Every check in turn; goes on after a fault so that one run tells all, and ends with pytest's own closing line.
set -uo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME
export NARVARO_REQUIRE_POSTGRESQL=1

failed=()
check() {
    printf '\n== %s\n' "$1"
    local name=$1 started=$SECONDS
    shift
    if "$@"; then
        echo "   $((SECONDS - started)) s"
    else
        failed+=("$name")
    fi
}
python=.venv/bin/python
pytest=(env PYTHONUNBUFFERED=1 $python -m pytest -q -rfEs --durations=15 --durations-min=0.5)

check "Lint" $python -m ruff check .
check "Format" $python -m ruff format --check -q .
check "Types" $python -m mypy
# Two processes, each with folders of its own; a file's tests stay together, for they share what is made once.
check "Unit tests, no screen" env QT_QPA_PLATFORM=offscreen NARVARO_REQUIRE_VERAPDF=1 \
    "${pytest[@]}" -n 2 --dist loadfile tests --ignore=tests/journeys
if compgen -G 'tests/journeys/test_*.py' >/dev/null; then
    # Two as well, each with a screen: a journey waits for its window more than it works.
    check "Journeys through the real window" "${pytest[@]}" --tx '2*popen//python=scripts/python_under_x.sh' \
        --dist loadfile tests/journeys
fi
if [ ${#failed[@]} -gt 0 ]; then
    printf '\n!! Not green:'
    printf ' %s.' "${failed[@]}"
    echo
    exit 1
fi
