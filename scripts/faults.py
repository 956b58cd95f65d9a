"""The figures of what must never happen, over many random histories; printed and kept in build/faults.json.

handover_lost         writings that some laptop lacks in the end, or tells otherwise than they were written
handover_divergence   histories after which the three laptops do not say the same
"""

import json
import sys
from pathlib import Path

from tests.store.three_laptops import play

_HISTORIES = 1_000
_FIGURES = Path(__file__).resolve().parent.parent / "build" / "faults.json"


def main() -> int:
    """0 if nothing was lost and nobody differs."""
    outcomes = {seed: play(seed) for seed in range(_HISTORIES)}
    lost = sum(outcome.lost for outcome in outcomes.values())
    parted = [seed for seed, outcome in outcomes.items() if outcome.diverged]
    found = {
        "figures": {"handover_lost": lost, "handover_divergence": len(parted)},
        "tried": {
            "handover_lost": sum(outcome.writes for outcome in outcomes.values()),
            "handover_divergence": _HISTORIES,
        },
    }
    kept = json.loads(_FIGURES.read_text()) if _FIGURES.exists() else {}
    found = {part: {**kept.get(part, {}), **figures} for part, figures in found.items()}
    _FIGURES.parent.mkdir(exist_ok=True)
    _FIGURES.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    print(json.dumps(found, sort_keys=True))
    if lost or parted:
        print(f"histories that parted: {parted}", file=sys.stderr)
    return int(bool(lost or parted))


if __name__ == "__main__":
    raise SystemExit(main())
