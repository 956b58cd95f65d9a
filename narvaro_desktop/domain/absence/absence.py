"""Absence in figures: lesson minutes, summed by day and by window, with what was not reported beside them.

The shown percentage counts reported lessons alone. The lower bound counts all planned time and takes every
unreported lesson as attended unless it was notified beforehand; where it is higher, it is shown, as "minst".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final, Self

from narvaro_desktop.domain.absence.shares import Change, Limit, Share
from narvaro_desktop.domain.absence.windows import FEWEST_SCHOOL_DAYS, lay_out, preceding
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span, school_dates
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

LEAST_COVERAGE: Final = 80
"""Percent of the lessons that are to be reported, where the municipality says nothing else."""

_UNCERTAIN_BELOW, _SILENT_BELOW = 95, 75


class CoverageMark(Term):
    """What is said beside a figure about the share of lessons that were reported."""

    FULL = "full", ""
    UNCERTAIN = "uncertain", N_("osäkert")
    PRELIMINARY = "preliminary", N_("preliminärt")
    UNKNOWN = "unknown", N_("okänt underlag")


@dataclass(frozen=True, slots=True)
class LessonTime:
    """One lesson of one pupil in minutes; `start` is minutes after midnight.

    `late` is contained in `invalid` (or in `valid` where the source says so). A lesson that is not reported
    may have been notified beforehand: then only `valid` is above 0.
    """

    day: date
    start: int
    planned: int
    valid: int = 0
    invalid: int = 0
    other: int = 0
    late: int = 0
    reported: bool = True

    @property
    def known(self) -> bool:
        return self.reported or self.valid > 0

    @property
    def missed(self) -> bool:
        return self.planned > 0 and self.valid + self.invalid >= self.planned


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes (or lessons, never both). All but `planned` and `unreported_valid` are of reported lessons."""

    planned: int = 0
    usable: int = 0
    valid: int = 0
    invalid: int = 0
    other: int = 0
    late: int = 0
    unreported_valid: int = 0

    @classmethod
    def of(cls, parts: Iterable["Sums"]) -> Self:
        total = cls()
        for part in parts:
            total = total + part
        return total

    def __add__(self, other: "Sums") -> Self:
        return type(self)(
            self.planned + other.planned,
            self.usable + other.usable,
            self.valid + other.valid,
            self.invalid + other.invalid,
            self.other + other.other,
            self.late + other.late,
            self.unreported_valid + other.unreported_valid,
        )

    @property
    def absent(self) -> int:
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True)
class DaySums:
    """One pupil's day. `known` minutes are of lessons that were reported or notified beforehand."""

    day: date
    sums: Sums
    known: int
    known_lessons: int
    missed_lessons: int
    lessons: int

    @property
    def whole(self) -> bool:
        """A whole day away: every known lesson missed, and at least half of the planned time known."""
        enough = self.known > 0 and 2 * self.known >= self.sums.planned
        return enough and self.missed_lessons == self.known_lessons


@dataclass(frozen=True, slots=True)
class Figure:
    """One pupil's absence in a span that ends where the data end (`until`).

    With less than `least_coverage` percent of the lessons reported it is preliminary.
    """

    sums: Sums
    span: Span
    school_days: int
    until: date
    source: str = ""
    coverage_known: bool = True
    least_coverage: int = LEAST_COVERAGE

    @property
    def reported(self) -> Share:
        """Absence in reported lessons."""
        return Share(self.sums.absent, self.sums.usable)

    @property
    def lower(self) -> Share:
        """The lower bound, over all planned time."""
        return Share(self.sums.absent + self.sums.unreported_valid, self.sums.planned)

    @property
    def at_least(self) -> bool:
        """Whether the lower bound is what is shown, with the word "minst"."""
        return self.lower.exceeds(self.reported)

    @property
    def total(self) -> Share:
        """What is shown, and what limits are compared with."""
        lower, reported = self.lower, self.reported
        return lower if lower.exceeds(reported) else reported

    @property
    def valid(self) -> Share:
        """The giltig part of `total`."""
        if self.at_least:
            return Share(self.sums.valid + self.sums.unreported_valid, self.sums.planned)
        return Share(self.sums.valid, self.sums.usable)

    @property
    def invalid(self) -> Share:
        """The ogiltig part of `total`, late minutes included."""
        return Share(self.sums.invalid, self.total.whole)

    @property
    def coverage(self) -> Share:
        """The share of planned time that was reported."""
        return Share(self.sums.usable, self.sums.planned)

    @property
    def mark(self) -> CoverageMark:
        if not self.coverage_known:
            return CoverageMark.UNKNOWN
        if self.is_preliminary:
            return CoverageMark.PRELIMINARY
        return CoverageMark.UNCERTAIN if self._covers_less_than(_UNCERTAIN_BELOW) else CoverageMark.FULL

    @property
    def is_preliminary(self) -> bool:
        """Whether less was reported than the pack wants."""
        return self._covers_less_than(self.least_coverage)

    @property
    def signals(self) -> bool:
        """Whether enough was reported for signals; rules of the ladder are judged all the same."""
        return not self._covers_less_than(_SILENT_BELOW)

    @property
    def suffices(self) -> bool:
        """Whether the pupil had enough school days here for a suggestion."""
        return self.school_days >= FEWEST_SCHOOL_DAYS

    def doubtful(self, limit: Limit) -> bool:
        """Whether the limit is met as shown but not when counted on all planned time."""
        return self.total.reaches(limit) and not self.lower.reaches(limit)

    def _covers_less_than(self, percent: int) -> bool:
        return 100 * self.sums.usable < percent * self.sums.planned


def day_sums(lessons: Iterable[LessonTime]) -> tuple[DaySums, ...]:
    """One pupil's lessons added up by day, the days in order."""
    ordered = sorted(lessons, key=attrgetter("day", "start"))
    return tuple(_day(day, tuple(held)) for day, held in groupby(ordered, key=attrgetter("day")))


def own_days(days: Iterable[DaySums], calendar: SchoolCalendar, span: Span | None = None) -> list[DaySums]:
    """The pupil's school days, in order: school days of the calendar with planned time."""
    own = [day for day in days if (span is None or day.day in span) and day.sums.planned > 0]
    if not own:
        return []
    first, last = (AcademicYear.of(pick(day.day for day in own)).begins for pick in (min, max))
    years = [school_dates(calendar, AcademicYear(begins)) for begins in range(first, last + 1)]
    dates = years[0] if len(years) == 1 else frozenset().union(*years)
    return sorted((day for day in own if day.day in dates), key=attrgetter("day"))


def figure(
    days: Iterable[DaySums],
    calendar: SchoolCalendar,
    span: Span,
    until: date,
    source: str = "",
    coverage_known: bool = True,
) -> Figure:
    """The absence in `span`; days that are no school days never count."""
    counted = own_days(days, calendar, span)
    sums = Sums.of(day.sums for day in counted)
    return Figure(sums, span, len(counted), until, source, coverage_known)


def trend(days: Iterable[DaySums], calendar: SchoolCalendar, window: str, last: date) -> Change | None:
    """The window against the one just before it; None where either has fewer than five school days."""
    held = tuple(days)
    later = lay_out(calendar, window, last)
    now = figure(held, calendar, later.span, last)
    before = figure(held, calendar, preceding(calendar, later).span, last)
    if not (now.suffices and before.suffices):
        return None
    return Change.between(now.total, before.total)


def _day(day: date, lessons: tuple[LessonTime, ...]) -> DaySums:
    planned = [lesson for lesson in lessons if lesson.planned > 0]
    known = [lesson for lesson in planned if lesson.known]
    return DaySums(
        day,
        Sums.of(map(_lesson, planned)),
        known=sum(lesson.planned for lesson in known),
        known_lessons=len(known),
        missed_lessons=sum(lesson.missed for lesson in known),
        lessons=len(planned),
    )


def _lesson(lesson: LessonTime) -> Sums:
    if not lesson.reported:
        return Sums(planned=lesson.planned, unreported_valid=lesson.valid)
    return Sums(lesson.planned, lesson.planned, lesson.valid, lesson.invalid, lesson.other, lesson.late)
