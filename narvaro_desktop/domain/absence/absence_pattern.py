"""When a pupil is away: weekdays, places in the school day, subjects, after lov; giltig and ogiltig.

Everything is counted on reported lessons of the läsår up to the date that the data reach. A kartläggning
keeps the pattern of the day when it was signed.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from narvaro_desktop.domain.absence.absence import DaySums, Figure, LessonTime, figure, own_days
from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_

FIRST_LIMIT: Final = Limit(10)
AFTER_LOV_DAYS: Final = 3
"""So many school days after a lov, a weekend not counted, are looked at apart."""
FEWEST_LESSONS: Final = 5
"""A subject with fewer reported lessons is left out: it would say nothing."""
_DAY: Final = timedelta(days=1)


class LessonPlace(Term):
    """Where in the pupil's day a lesson lies."""

    FIRST = "first", N_("första lektionen")
    MIDDLE = "middle", N_("mitt på dagen")
    LAST = "last", N_("sista lektionen")


@dataclass(frozen=True, slots=True)
class SubjectLesson:
    """A lesson with its subject; "" where the file does not tell."""

    lesson: LessonTime
    subject: str = ""


@dataclass(frozen=True, slots=True)
class AbsencePattern:
    """Shares of reported lesson time; `weekdays` are Monday to Friday, `subjects` the highest first."""

    until: date
    source: str
    span: Span
    total: Share
    valid: Share
    invalid: Share
    coverage: Share
    coverage_known: bool
    weekdays: tuple[Share, ...]
    places: tuple[Share, ...]
    """In the order of `LessonPlace`; empty where lessons are not known one by one."""
    subjects: tuple[tuple[str, Share], ...]
    after_lov: Share
    other_days: Share
    first_reached: date | None
    """The first day on which the usual window stood at 10 % or more."""
    last_attended: date | None

    def as_data(self) -> dict[str, Any]:
        """The JSON form that `from_data` reads."""
        return {
            "until": self.until.isoformat(),
            "source": self.source,
            "first": self.span.first.isoformat(),
            "last": self.span.last.isoformat(),
            "total": _pair(self.total),
            "valid": _pair(self.valid),
            "invalid": _pair(self.invalid),
            "coverage": _pair(self.coverage),
            "coverage_known": self.coverage_known,
            "weekdays": [_pair(each) for each in self.weekdays],
            "places": [_pair(each) for each in self.places],
            "subjects": [[name, *_pair(share)] for name, share in self.subjects],
            "after_lov": _pair(self.after_lov),
            "other_days": _pair(self.other_days),
            "first_reached": self.first_reached.isoformat() if self.first_reached else None,
            "last_attended": self.last_attended.isoformat() if self.last_attended else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "AbsencePattern":
        """The pattern as it was kept."""
        day = date.fromisoformat
        return cls(
            until=day(data["until"]),
            source=data["source"],
            span=Span(day(data["first"]), day(data["last"])),
            total=Share(*data["total"]),
            valid=Share(*data["valid"]),
            invalid=Share(*data["invalid"]),
            coverage=Share(*data["coverage"]),
            coverage_known=data["coverage_known"],
            weekdays=tuple(Share(*each) for each in data["weekdays"]),
            places=tuple(Share(*each) for each in data["places"]),
            subjects=tuple((name, Share(part, whole)) for name, part, whole in data["subjects"]),
            after_lov=Share(*data["after_lov"]),
            other_days=Share(*data["other_days"]),
            first_reached=day(data["first_reached"]) if data["first_reached"] else None,
            last_attended=day(data["last_attended"]) if data["last_attended"] else None,
        )


def absence_pattern(
    days: Iterable[DaySums],
    lessons: Iterable[SubjectLesson],
    calendar: SchoolCalendar,
    until: date,
    source: str = "",
    coverage_known: bool = True,
) -> AbsencePattern:
    """The pattern of one pupil's läsår up to `until`."""
    span = Span(AcademicYear.of(until).span.first, until)
    held = own_days(days, calendar, span)
    whole = figure(held, calendar, span, until, source, coverage_known)
    own = {day.day for day in held}
    given = [each for each in lessons if each.lesson.day in own and each.lesson.planned > 0]
    near = {day.day: _follows_lov(day.day, calendar, span.first) for day in held}
    after = _by(held, lambda day: near[day.day])
    weekdays = _by(held, lambda day: day.day.weekday())
    return AbsencePattern(
        until=until,
        source=source,
        span=span,
        total=whole.total,
        valid=whole.valid,
        invalid=whole.invalid,
        coverage=whole.coverage,
        coverage_known=coverage_known,
        weekdays=tuple(weekdays.get(number, Share(0, 0)) for number in range(5)),
        places=_places(given),
        subjects=_subjects(given),
        after_lov=after.get(True, Share(0, 0)),
        other_days=after.get(False, Share(0, 0)),
        first_reached=_first_reached(held, calendar),
        last_attended=max((day.day for day in held if _attended(day)), default=None),
    )


def _by(days: Iterable[DaySums], key: Callable[[DaySums], Hashable]) -> dict[Hashable, Share]:
    parts: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0])
    for day in days:
        part = parts[key(day)]
        part[0] += day.sums.absent
        part[1] += day.sums.usable
    return {found: Share(*sums) for found, sums in parts.items()}


def _attended(day: DaySums) -> bool:
    return day.sums.usable - day.sums.absent - day.sums.other > 0


def _follows_lov(day: date, calendar: SchoolCalendar, floor: date) -> bool:
    """Whether the day is among the first school days after a lov; the start of a läsår is not."""
    seen, before = 1, day - _DAY
    while before >= floor and seen <= AFTER_LOV_DAYS:
        if calendar.is_school_day(before):
            seen += 1
        elif calendar.in_break(before) and before.weekday() < 5:
            return any(map(calendar.is_school_day, Span(floor, before)))
        before -= _DAY
    return False


def _first_reached(days: Sequence[DaySums], calendar: SchoolCalendar) -> date | None:
    return next((day.day for day in days if _reaches(days, calendar, day.day)), None)


def _reaches(days: Sequence[DaySums], calendar: SchoolCalendar, last: date) -> bool:
    seen: Figure = figure(days, calendar, lay_out(calendar, DEFAULT_WINDOW, last).span, last)
    return seen.suffices and seen.total.reaches(FIRST_LIMIT)


def _places(lessons: Sequence[SubjectLesson]) -> tuple[Share, ...]:
    """The first, the middle and the last lessons of days that have at least three."""
    of_day: dict[date, list[LessonTime]] = defaultdict(list)
    for each in lessons:
        of_day[each.lesson.day].append(each.lesson)
    sums = {place: [0, 0] for place in LessonPlace}
    for held in of_day.values():
        if len(held) < 3:
            continue
        first, *middle, last = sorted(held, key=lambda lesson: lesson.start)
        parts = ((LessonPlace.FIRST, [first]), (LessonPlace.MIDDLE, middle), (LessonPlace.LAST, [last]))
        for place, found in parts:
            for lesson in found:
                _add(sums[place], lesson)
    return tuple(Share(*sums[place]) for place in LessonPlace) if any(s[1] for s in sums.values()) else ()


def _subjects(lessons: Sequence[SubjectLesson]) -> tuple[tuple[str, Share], ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    counts: dict[str, int] = defaultdict(int)
    for each in lessons:
        if each.subject and each.lesson.reported:
            _add(sums[each.subject], each.lesson)
            counts[each.subject] += 1
    found = [(name, Share(*pair)) for name, pair in sums.items() if counts[name] >= FEWEST_LESSONS]
    return tuple(sorted(found, key=lambda one: (-(one[1].tenths or 0), one[0])))


def _add(sums: list[int], lesson: LessonTime) -> None:
    if lesson.reported:
        sums[0] += lesson.valid + lesson.invalid
        sums[1] += lesson.planned


def _pair(share: Share) -> list[int]:
    return [share.part, share.whole]
