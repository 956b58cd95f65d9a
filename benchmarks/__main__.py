"""`make bench`: every figure beside its floor, printed and written to build/bench.json."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Figure, write

OUT = Path(__file__).resolve().parent.parent / "build" / "bench.json"
PARTS = (
    "start",
    "unlock",
    "vault",
    "today",
    "absence",
    "casework",
    "freezes",
    "filtering",
    "reading_in",
    "reading_large",
    "sealing",
    "register",
    "handover",
    "municipality",
    "paper",
)


def main(wanted: list[str]) -> int:
    """Measure all parts, or those named."""
    figures: list[Figure] = []
    for part in wanted or PARTS:
        for figure in import_module(f"benchmarks.{part}").figures():
            print(figure.line(), flush=True)
            figures.append(figure)
    write(figures, OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
