"""The protocol of the evaluation, on pupils whose answer is known, and on a small simulated school."""

from datetime import date

import pytest

from narvaro_desktop.simulation import evaluation
from narvaro_desktop.simulation.behaviour import Kind
from narvaro_desktop.simulation.evaluation import Judged
from narvaro_desktop.simulation.practice import practice_calendar

RULE, SLOW = evaluation.scorecard(), evaluation.recent(0.5)


def pupil(kind: Kind, score: dict[int, int], share: float = 0.0, onset: int | None = None) -> Judged:
    shares = tuple(share if week >= 20 else 0.0 for week in range(36))
    scores = tuple(score.get(week, 0) for week in range(36))
    return Judged(kind, "A" if onset is not None else "", onset, scores, shares, shares)


SEEN = [
    pupil(Kind.ONSET, {9: 7, 12: 7, 13: 8}, 0.6, onset=10),
    pupil(Kind.ONSET, {5: 9}, 0.2, onset=10),
    pupil(Kind.STABLE_HIGH, {4: 16}),
    *(pupil(Kind.PLAIN, {8: 7} if number == 0 else {8: 6}, number / 10) for number in range(10)),
]


def test_a_flag_counts_from_the_week_of_the_onset() -> None:
    found = evaluation.outcome(SEEN, RULE, SLOW)

    assert (found.found, found.within_six_weeks, found.median_delay_weeks) == (0.5, 0.5, 2)
    assert found.mean_lead_weeks == ((20 - 12) + (36 - 36)) / 2


def test_false_alarms_are_of_ordinary_pupils_alone() -> None:
    assert evaluation.false_alarms(SEEN, RULE) == 10


def test_a_tuned_limit_gives_as_many_false_alarms_on_the_pupils_it_was_tuned_on() -> None:
    limit = evaluation.tuned(SEEN, 20)

    assert evaluation.false_alarms(SEEN, evaluation.recent(limit)) == pytest.approx(20, abs=10)


def test_rows_are_counted_where_a_flag_comes_on() -> None:
    many = [SEEN[0]] * evaluation.SCHOOL

    rows = evaluation.rows_per_week(many, RULE)

    assert [week for week, count in enumerate(rows, 1) if count] == [9, 12]


def test_the_signals_point_out_few_ordinary_pupils_of_a_school() -> None:
    seen = list(evaluation.pupils(5, 240, practice_calendar(), date(2027, 6, 11)))

    assert len(seen) == 240
    assert 4 <= evaluation.false_alarms(seen, RULE) <= 17
