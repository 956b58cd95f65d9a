"""Who is taken up in the weekly närvarogenomgång: pupils pointed out by early signals, and what was answered.

flagged, no answer           → a row, newly flagged first, then by name; never a ranking
a known cause until a day    → waits; ends on the day, at a level 5 points up, or when ogiltig comes on;
                               one about a subject holds back that subject's signal alone
not relevant                 → waits until the flag has gone and come again, or for the same two reasons
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from narvaro_desktop.domain.absence.shares import Change, Share
from narvaro_desktop.domain.absence.signals import FLAG_AT, SignalKind, WeekSignals
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

PER_MEETING: Final = 12
"""So many rows at most: what a team works through in one meeting."""

LONGEST_CAUSE: Final = timedelta(days=60)
_RISE: Final = 5


class AttentionAnswer(Term):
    KNOWN_CAUSE = "known_cause", N_("känd orsak")
    NOT_RELEVANT = "not_relevant", N_("inte aktuellt")
    CASE_OPENED = "case_opened", N_("ärende öppnat")


class KnownCause(Term):
    """Why the signals are on; nothing about health stands here."""

    LEAVE = "leave", N_("beviljad ledighet")
    IN_CASE = "in_case", N_("hanteras i pågående ärende")
    ADAPTED = "adapted", N_("anpassat deltagande i ett ämne")
    TRANSPORT = "transport", N_("skolskjuts eller resväg")
    OTHER = "other", N_("annan orsak, se ärendet")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, at what level (tenths of a percent) and over which data."""

    answer: AttentionAnswer
    data_date: date
    level: int
    invalid_on: bool
    until: date | None = None
    cause: KnownCause | None = None
    subject: str = ""
    reason: str = ""


def waits(given: Given, weeks: Sequence[WeekSignals], today: date) -> bool:
    """Whether the answer still holds the row back, by the pupil's weeks up to now."""
    now = weeks[-1]
    share = Share(*now.level)
    rise = Change.between(share, Share(given.level, 1000))
    if now.has(SignalKind.INVALID) and not given.invalid_on:
        return False
    if rise is not None and rise.reaches(_RISE):
        return False
    if given.answer is AttentionAnswer.KNOWN_CAUSE:
        explains = not given.subject or now.without(given.subject) < FLAG_AT
        return given.until is not None and today <= given.until and explains
    return not any(week.last > given.data_date and not week.flagged for week in weeks)


def begun(weeks: Sequence[WeekSignals]) -> int:
    """For how many weeks without a break the pupil has been pointed out."""
    count = 0
    for week in reversed(weeks):
        if not week.flagged:
            break
        count += 1
    return count


def allowed_until(today: date) -> Span:
    """The days until which a known cause may hold."""
    return Span(today + timedelta(days=1), today + LONGEST_CAUSE)
