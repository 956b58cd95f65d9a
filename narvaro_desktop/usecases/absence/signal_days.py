"""A school's pupils as the early signals see them: their days from the database, beside their classes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import LessonTime
from narvaro_desktop.domain.absence.absence_pattern import SubjectLesson
from narvaro_desktop.domain.absence.signal_day import SignalDay, with_lessons
from narvaro_desktop.domain.absence.signals import USUAL_OPENINGS, Group, PupilYear, excess
from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span, school_dates
from narvaro_desktop.store.tables import ActivityRow, LessonRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work

_SMALL_CLASS, _FEW_SPELLS = 10, 20
_ROW = StudentDayRow
_DAY = (
    _ROW.student, _ROW.day, _ROW.planned, _ROW.usable, _ROW.usable_valid, _ROW.usable_invalid, _ROW.known,
    _ROW.valid, _ROW.known_lessons, _ROW.missed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pupil is compared: her class and årskurs."""

    class_name: str
    school_year: int | None


@dataclass(frozen=True, slots=True)
class Seen:
    """The pupils' days of one läsår up to `until`, ready to be judged."""

    calendar: SchoolCalendar
    year: AcademicYear
    until: date
    places: Mapping[int, Place]
    days: Mapping[int, Sequence[SignalDay]]
    years: Mapping[int, PupilYear]
    groups: Mapping[int, Group]

    def judged(self, number: int, days: Sequence[SignalDay]) -> PupilYear:
        """The pupil's year on other days, compared as before."""
        made = PupilYear(days, self.calendar, self.year)
        made.beside(self.groups[number])
        return made


def seen(work: Work, until: date, school_year: int | None = None) -> Seen:
    """Every pupil's läsår up to `until`, without lessons; `school_year` asks for one årskurs alone.

    Protected pupils and those who have left are not looked at.
    """
    wanted = select(StudentRow.number, StudentRow.class_name, StudentRow.school_year).where(
        StudentRow.left_on.is_(None), StudentRow.protected.is_(False)
    )
    if school_year is not None:
        wanted = wanted.where(StudentRow.school_year == school_year)
    places = {row.number: Place(row.class_name, row.school_year) for row in work.session.execute(wanted)}
    calendar, year = settings.calendar(work), AcademicYear.of(until)
    days = _days(work, calendar, Span(year.span.first, until), places, school_year is not None)
    years = {number: PupilYear(held, calendar, year) for number, held in days.items()}
    groups = _groups(places, years)
    for number, made in years.items():
        made.beside(groups[number])
    return Seen(calendar, year, until, places, days, years, groups)


def lessons(work: Work, numbers: Collection[int], span: Span) -> dict[int, dict[date, list[SubjectLesson]]]:
    """The lessons of some pupils in `span`, by pupil and day, in their order."""
    names = {row.id: row.name for row in work.session.execute(select(ActivityRow.id, ActivityRow.name))}
    row = LessonRow
    wanted = (
        select(row.student, row.day, row.start, row.planned, row.valid, row.invalid, row.other, row.late,
               row.reported, row.activity)
        .where(row.student.in_(list(numbers)))
        .where(row.day.between(span.first.toordinal(), span.last.toordinal()), row.planned > 0)
        .order_by(row.student, row.day, row.start)
    )  # fmt: skip
    found: dict[int, dict[date, list[SubjectLesson]]] = defaultdict(lambda: defaultdict(list))
    for student, day, start, planned, valid, invalid, other, late, reported, activity in work.session.execute(
        wanted
    ):
        on = date.fromordinal(day)
        time = LessonTime(on, start, planned, valid, invalid, other, late, bool(reported))
        found[student][on].append(SubjectLesson(time, names.get(activity, "")))
    return found


def refined(days: Sequence[SignalDay], by_day: Mapping[date, Sequence[SubjectLesson]]) -> list[SignalDay]:
    """The days with what their lessons tell."""
    return [with_lessons(day, by_day[day.day]) if day.day in by_day else day for day in days]


def _days(
    work: Work, calendar: SchoolCalendar, span: Span, numbers: Iterable[int], few: bool
) -> dict[int, list[SignalDay]]:
    dates = {day.toordinal(): day for day in school_dates(calendar, AcademicYear.of(span.last))}
    wanted = select(*_DAY).where(_ROW.day.between(span.first.toordinal(), span.last.toordinal()))
    held = set(numbers)
    if few:
        wanted = wanted.where(_ROW.student.in_(sorted(held)))
    found: dict[int, list[SignalDay]] = defaultdict(list)
    rows = work.session.execute(wanted.order_by(_ROW.student, _ROW.day))
    for student, day, planned, usable, valid, invalid, known, all_valid, lessons_, missed in rows:
        on = dates.get(day)
        if on is None or planned <= 0 or student not in held:
            continue
        away = valid + invalid
        whole = known > 0 and 2 * known >= planned and missed == lessons_
        found[student].append(
            SignalDay(
                on, planned, usable, away, invalid, known, away + all_valid - valid, lessons_, missed, whole
            )
        )
    return found


def _groups(places: Mapping[int, Place], years: Mapping[int, PupilYear]) -> dict[int, Group]:
    """What each pupil is compared with: her class, or her årskurs where the class is small."""
    by_class: dict[str, list[int]] = defaultdict(list)
    by_year: dict[int | None, list[int]] = defaultdict(list)
    for number in years:
        by_class[places[number].class_name].append(number)
        by_year[places[number].school_year].append(number)
    wide = {year: excess([years[n].raw for n in held]) for year, held in by_year.items()}
    near = {
        name: excess([years[n].raw for n in held])
        for name, held in by_class.items()
        if len(held) >= _SMALL_CLASS
    }
    usual = {year: _openings([years[n] for n in held]) for year, held in by_year.items()}
    return {
        number: Group(near.get(place.class_name, wide[place.school_year]), usual[place.school_year])
        for number, place in places.items()
        if number in years
    }


def _openings(years: Iterable[PupilYear]) -> int:
    """Percent of the årskurs's spells that begin on a Monday or after a lov."""
    met, total = (sum(part) for part in zip(*(year.openings() for year in years), strict=True))
    return round(100 * met / total) if total >= _FEW_SPELLS else USUAL_OPENINGS
