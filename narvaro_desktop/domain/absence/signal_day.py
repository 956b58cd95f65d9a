"""A pupil's school day as the early signals see it, and the läsår's weeks that they count in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from narvaro_desktop.domain.absence.absence import DaySums, own_days
from narvaro_desktop.domain.absence.absence_pattern import SubjectLesson
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span, school_dates

LATE_MINUTES: Final = 5
_ATTENDED: Final = 2
"""So many lessons must have been attended for the pupil to have been at school that day."""


@dataclass(frozen=True, slots=True)
class SignalDay:
    """One own school day. `usable` minutes are of reported lessons, `known` ones also of notified lessons.

    `first`: the day's first lesson was missed or begun late while later ones were attended; None where that
    is not known. `subjects`: lessons known and missed by subject on a day at school, else empty.
    """

    day: date
    planned: int
    usable: int
    away: int
    invalid: int
    known: int
    known_away: int
    known_lessons: int
    missed_lessons: int
    whole: bool
    first: bool | None = None
    subjects: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def partly(self) -> bool:
        return 0 < self.missed_lessons < self.known_lessons

    @property
    def share(self) -> float:
        """Of the known minutes, how much was missed."""
        return self.known_away / self.known if self.known else 0.0

    @property
    def a_third(self) -> bool:
        return self.known > 0 and 100 * self.known_away >= 34 * self.known


def signal_days(
    days: Iterable[DaySums], calendar: SchoolCalendar, lessons: Iterable[SubjectLesson] = ()
) -> tuple[SignalDay, ...]:
    """One pupil's own school days, in order; `lessons` may cover the last of them alone."""
    ordered = sorted(lessons, key=lambda one: (one.lesson.day, one.lesson.start))
    by_day = {day: tuple(held) for day, held in groupby(ordered, key=lambda one: one.lesson.day)}
    return tuple(signal_day(day, by_day.get(day.day, ())) for day in own_days(days, calendar))


def signal_day(day: DaySums, lessons: Sequence[SubjectLesson] = ()) -> SignalDay:
    """A day's sums with what its lessons tell, which stand in their order."""
    sums = day.sums
    made = SignalDay(
        day.day,
        sums.planned,
        sums.usable,
        sums.absent,
        sums.invalid,
        day.known,
        sums.absent + sums.unreported_valid,
        day.known_lessons,
        day.missed_lessons,
        day.whole,
    )
    return with_lessons(made, lessons) if lessons else made


def with_lessons(day: SignalDay, lessons: Sequence[SubjectLesson]) -> SignalDay:
    """The same day with what its lessons tell of the first one and of the subjects."""
    planned = [one for one in lessons if one.lesson.planned > 0]
    return replace(day, first=_first(planned), subjects=_subjects(planned))


@lru_cache(maxsize=16)  # the same year for every pupil
def week_mondays(calendar: SchoolCalendar, year: AcademicYear) -> tuple[int, ...]:
    """The läsår's weeks that hold a school day, by the ordinal of their Monday."""
    return tuple(sorted({monday(day) for day in school_dates(calendar, year)}))


def monday(day: date) -> int:
    """The ordinal of the week's Monday."""
    return day.toordinal() - day.weekday()


@lru_cache(maxsize=16)
def openings(calendar: SchoolCalendar, year: AcademicYear) -> frozenset[date]:
    """The school days on which school begins again: Mondays, and the first day after a lov."""
    days = sorted(school_dates(calendar, year))
    after = {day for before, day in pairwise(days) if any(map(calendar.in_break, Span(before, day)))}
    return frozenset(day for day in days if day.weekday() == 0) | after


def _first(lessons: Sequence[SubjectLesson]) -> bool | None:
    if len(lessons) < 1 + _ATTENDED:
        return None
    first = lessons[0].lesson
    later = sum(one.lesson.known and not one.lesson.missed for one in lessons[1:])
    if not first.known or later < _ATTENDED:
        return None
    return first.missed or first.late >= LATE_MINUTES


def _subjects(lessons: Sequence[SubjectLesson]) -> Mapping[str, tuple[int, int]]:
    known = [one for one in lessons if one.lesson.known]
    if sum(not one.lesson.missed for one in known) < _ATTENDED:
        return {}
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in known:
        held, missed = found[one.subject]
        found[one.subject] = (held + 1, missed + one.lesson.missed)
    return dict(found)
