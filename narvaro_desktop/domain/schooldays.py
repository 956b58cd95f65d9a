"""The school's days: terms, lov, staff days, and the deadlines and windows that are counted in them.

Law: skolförordningen (2011:185) 3 kap. 2–3 §§ (the läsår begins in August and ends in June).
A calendar that is asked about a läsår it does not know answers with the usual bounds of one, without lov.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Self

from narvaro_desktop.domain.holidays import easter, is_working_day
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_, _

_DAY = timedelta(days=1)


class Season(Term):
    AUTUMN = "autumn", N_("höstterminen")
    SPRING = "spring", N_("vårterminen")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    @property
    def length(self) -> int:
        """Calendar days."""
        return (self.last - self.first).days + 1

    def meets(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Span") -> "Span":
        """The part of these days that lies in `other`; empty (last before first) where none does."""
        return Span(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """A läsår, named after the calendar year in which it begins."""

    begins: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The läsår of a day; July belongs to the one that has just ended."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @property
    def span(self) -> Span:
        """1 August to 31 July."""
        return Span(date(self.begins, 8, 1), date(self.begins + 1, 7, 31))

    @property
    def label(self) -> str:
        """2026/27"""
        return f"{self.begins}/{(self.begins + 1) % 100:02}"


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A term; `breaks_entered` says that the school has given all its lov, also when it has none."""

    season: Season
    span: Span
    breaks_entered: bool = False

    @property
    def label(self) -> str:
        """höstterminen 2026"""
        return f"{self.season.label} {self.span.first.year}"


@dataclass(frozen=True, slots=True)
class Break:
    """A lov: höstlov, sportlov …"""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(*day.isocalendar()[:2])

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def span(self) -> Span:
        """Monday to Sunday."""
        return Span(self.monday, self.monday + 6 * _DAY)

    @property
    def next(self) -> "IsoWeek":
        return IsoWeek.of(self.monday + 7 * _DAY)

    @property
    def label(self) -> str:
        return _("v. {number}").format(number=self.number)


def weeks_of(span: Span) -> tuple[IsoWeek, ...]:
    """The weeks that a span touches, in order."""
    week, weeks = IsoWeek.of(span.first), []
    while week.monday <= span.last:
        weeks.append(week)
        week = week.next
    return tuple(weeks)


def usual_terms(year: AcademicYear) -> tuple[SchoolTerm, SchoolTerm]:
    """Bounds wide enough for nearly every school, used until it gives its own."""
    autumn = Span(date(year.begins, 8, 10), date(year.begins, 12, 22))
    spring = Span(date(year.begins + 1, 1, 7), date(year.begins + 1, 6, 18))
    return SchoolTerm(Season.AUTUMN, autumn), SchoolTerm(Season.SPRING, spring)


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """What a school says about its läsår; red days are computed and never entered."""

    terms: tuple[SchoolTerm, ...] = ()
    breaks: tuple[Break, ...] = ()
    staff_days: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From the JSON form: terms, breaks, staff_days; dates as ISO text."""
        return cls(
            tuple(
                SchoolTerm(Season.of(term["season"]), _span(term), term.get("breaks_entered", False))
                for term in data["terms"]
            ),
            tuple(Break(lov["name"], _span(lov)) for lov in data["breaks"]),
            frozenset(map(date.fromisoformat, data["staff_days"])),
        )

    def as_data(self) -> dict[str, Any]:
        """The JSON form that `from_data` reads."""
        return {
            "terms": [
                {"season": term.season.key, **_bounds(term.span), "breaks_entered": term.breaks_entered}
                for term in self.terms
            ],
            "breaks": [{"name": lov.name, **_bounds(lov.span)} for lov in self.breaks],
            "staff_days": [day.isoformat() for day in sorted(self.staff_days)],
        }

    def terms_of(self, year: AcademicYear) -> tuple[SchoolTerm, ...]:
        """The terms of a läsår, the usual ones where the school has given none."""
        own = tuple(term for term in self.terms if term.span.meets(year.span))
        return own or usual_terms(year)

    def term_of(self, day: date) -> SchoolTerm | None:
        """The term in which a day lies; None in the holidays between terms."""
        return next((term for term in self.terms_of(AcademicYear.of(day)) if day in term.span), None)

    def in_break(self, day: date) -> bool:
        """Whether a day is lov, or lies between terms."""
        return self.term_of(day) is None or any(day in lov.span for lov in self.breaks)

    def is_school_day(self, day: date) -> bool:
        """Monday to Friday in a term, neither lov, staff day nor red day."""
        return is_working_day(day) and day not in self.staff_days and not self.in_break(day)

    def school_days(self, span: Span) -> int:
        return len(self.school_dates_in(span))

    def school_dates_in(self, span: Span) -> frozenset[date]:
        """Every school day of a span."""
        if span.last < span.first:
            return frozenset()
        begins = range(AcademicYear.of(span.first).begins, AcademicYear.of(span.last).begins + 1)
        years = (school_dates(self, AcademicYear(year)) for year in begins)
        return frozenset(day for dates in years for day in dates if span.first <= day <= span.last)

    def add_school_days(self, start: date, count: int) -> date:
        """The `count`-th school day after `start`; `start` itself for 0."""
        return _school_day_after(self, start, count)

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th arbetsdag after `start`: Monday to Friday, not red; lov counts."""
        return _step(start, count, is_working_day)

    def school_days_back(self, last: date, count: int, floor: date) -> date:
        """The first day of a span to `last` that holds `count` school days, never before `floor`."""
        day = last + _DAY
        while count > 0 and day > floor:
            day -= _DAY
            count -= self.is_school_day(day)
        return day


@lru_cache(maxsize=32)  # a whole school is judged day by day on one calendar
def school_dates(calendar: SchoolCalendar, year: AcademicYear) -> frozenset[date]:
    """Every school day of a läsår."""
    return frozenset(filter(calendar.is_school_day, year.span))


@lru_cache(maxsize=4096)  # hundreds of cases count the same deadlines from the same days
def _school_day_after(calendar: SchoolCalendar, start: date, count: int) -> date:
    return _step(start, count, calendar.is_school_day)


@dataclass(frozen=True, slots=True)
class UsualBreak:
    """A lov that most schools have in `span`, and that this calendar lacks."""

    name: str
    span: Span


def missing_breaks(calendar: SchoolCalendar, first: date, last: date) -> tuple[UsualBreak, ...]:
    """The usual lov that a deadline from `first` to `last` would run over without knowing them."""
    deadline, missing = Span(first, last), []
    for begins in range(AcademicYear.of(first).begins, AcademicYear.of(last).begins + 1):
        for lov in _usual_breaks(AcademicYear(begins)):
            term = calendar.term_of(lov.span.first)
            entered = (term is not None and term.breaks_entered) or any(
                own.span.meets(lov.span) for own in calendar.breaks
            )
            if lov.span.meets(deadline) and not entered:
                missing.append(lov)
    return tuple(missing)


def _usual_breaks(year: AcademicYear) -> tuple[UsualBreak, ...]:
    autumn = IsoWeek(year.begins, 44).monday
    winter = IsoWeek(year.begins + 1, 7).monday
    sunday = easter(year.begins + 1)
    return (
        UsualBreak(_("höstlov"), Span(autumn, autumn + 4 * _DAY)),
        UsualBreak(_("sportlov"), Span(winter, winter + 25 * _DAY)),
        UsualBreak(_("påsklov"), Span(sunday - 6 * _DAY, sunday + 5 * _DAY)),
    )


def _step(start: date, count: int, counts: Callable[[date], bool]) -> date:
    day = start
    while count > 0:
        day += _DAY
        count -= counts(day)
    return day


def _span(data: Mapping[str, str]) -> Span:
    return Span(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))


def _bounds(span: Span) -> dict[str, str]:
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}
