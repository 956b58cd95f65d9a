"""`make evaluate`: how early the signals find pupils, beside the rules of today; also build/evaluate.json."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import mean

from narvaro_desktop.simulation import evaluation
from narvaro_desktop.simulation.evaluation import Judged, Outcome
from narvaro_desktop.simulation.practice import practice_calendar

OUT = Path(__file__).resolve().parent.parent / "build" / "evaluate.json"
UNTIL = date(2027, 6, 11)
TRAINING, TEST = 101, 202
"""Seeds: limits are tuned on the pupils of the first, and tried on those of the second."""

PUPILS = 12_000
AIMS = {"found": 0.95, "within_six_weeks": 0.65, "median_delay_weeks": 5, "mean_lead_weeks": 5}
_HEAD = f"{'':<34}{'found':>8}{'≤ 6 weeks':>11}{'delay':>8}{'lead':>8}{'FA / 100':>10}"


def main(wanted: list[str]) -> int:
    """Simulate, tune, try, print and write."""
    count = int(wanted[0]) if wanted else PUPILS
    training, test = _pupils(TRAINING, count), _pupils(TEST, count)
    ours = evaluation.scorecard()
    limit = evaluation.tuned(training, evaluation.false_alarms(training, ours))
    naive = evaluation.recent(limit)
    rules = {
        "scorecard": ("signals, seven of sixteen points", ours),
        "tuned_total": (f"share away, 20 days, tuned: {100 * limit:.1f} %", naive),
        "twenty_in_four_weeks": ("20 % in four weeks, as used today", evaluation.recent(0.20)),
        "twenty_of_term": ("20 % of the term, as used today", evaluation.of_the_term(0.20)),
    }
    found = {name: evaluation.outcome(test, rule, naive) for name, (_words, rule) in rules.items()}
    print(f"\n{_HEAD}")
    for name, (words, _rule) in rules.items():
        print(_line(words, found[name]))
    rows = {name: evaluation.rows_per_week(test, rule) for name, (_words, rule) in rules.items()}
    print("\nnew rows a week in a school of 1,200: mean, most")
    for name, each in rows.items():
        print(f"{rules[name][0]:<34}{mean(each):8.1f}{max(each):8d}")
    ways = evaluation.by_way(test, ours)
    print("\nwithin six weeks by way of growing: " + ", ".join(f"{w} {s:.0%}" for w, s in ways.items()))
    print((evaluation.__doc__ or "").rpartition("\n\n")[2])
    _write(found, rows, ways, count, limit)
    return 0 if _met(found["scorecard"]) else 1


def _pupils(seed: int, count: int) -> list[Judged]:
    print(f"seed {seed}: a läsår of {count} pupils", flush=True)
    return list(evaluation.pupils(seed, count, practice_calendar(), UNTIL))


def _line(words: str, found: Outcome) -> str:
    return (
        f"{words:<34}{found.found:8.1%}{found.within_six_weeks:11.1%}{found.median_delay_weeks:8.1f}"
        f"{found.mean_lead_weeks:+8.1f}{found.false_alarms_per_100:10.1f}"
    )


def _met(found: Outcome) -> bool:
    """Whether every aim is met, with at most one in a hundred more false alarms than ten."""
    return (
        found.found >= AIMS["found"]
        and found.within_six_weeks >= AIMS["within_six_weeks"]
        and found.median_delay_weeks <= AIMS["median_delay_weeks"]
        and found.mean_lead_weeks >= AIMS["mean_lead_weeks"]
        and found.false_alarms_per_100 <= 11
    )


def _write(
    found: dict[str, Outcome], rows: dict[str, list[int]], ways: dict[str, float], count: int, limit: float
) -> None:
    facts = {
        "figures": {name: {k: round(v, 4) for k, v in asdict(one).items()} for name, one in found.items()},
        "tried": dict.fromkeys(found, count),
        "aims": AIMS,
        "met": _met(found["scorecard"]),
        "seeds": {"training": TRAINING, "test": TEST},
        "tuned_limit": round(limit, 4),
        "within_six_weeks_by_way": {way: round(share, 4) for way, share in ways.items()},
        "rows_per_week_of_1200": {
            name: {"mean": round(mean(each), 2), "most": max(each)} for name, each in rows.items()
        },
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
