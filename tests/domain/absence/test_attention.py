"""An answer to early signals holds a row back until its day, and one about a subject that subject alone."""

from datetime import date

import pytest

from narvaro_desktop.domain.absence.attention import AttentionAnswer, Given, KnownCause, waits
from narvaro_desktop.domain.absence.signals import Signal, SignalKind, WeekSignals

_MONDAY, _UNTIL = date(2026, 10, 12), date(2026, 11, 6)


def week(*points: tuple[SignalKind, int, str]) -> WeekSignals:
    signals = tuple(Signal(kind, count, {}, subject) for kind, count, subject in points)
    return WeekSignals(8, date(2026, 10, 16), signals, (100, 1000))


def given(subject: str = "") -> Given:
    return Given(AttentionAnswer.KNOWN_CAUSE, _MONDAY, 100, False, _UNTIL, KnownCause.ADAPTED, subject)


@pytest.mark.parametrize(
    ("others", "subject", "holds"),
    [(4, "Musik", True), (8, "Musik", False), (4, "Bild", False), (8, "", True)],
)
def test_a_cause_about_a_subject_holds_back_that_subject_alone(
    others: int, subject: str, holds: bool
) -> None:
    now = week((SignalKind.SUBJECT, 3, "Musik"), (SignalKind.LEVEL, others, ""))

    assert waits(given(subject), [now], _MONDAY) is holds


def test_a_cause_ends_on_its_day() -> None:
    now = week((SignalKind.LEVEL, 8, ""))

    assert [waits(given(), [now], day) for day in (_UNTIL, date(2026, 11, 7))] == [True, False]
