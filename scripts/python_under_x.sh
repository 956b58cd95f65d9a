#!/bin/sh
# The Python of one of several processes that run the journeys, each on a screen of its own.
here=$(dirname "$0")
exec "$here/under_x.sh" "$here/../.venv/bin/python" "$@"
