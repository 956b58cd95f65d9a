"""The practice school's absence files as rows and bytes, in the layouts that the importer reads."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from narvaro_desktop.domain.absence.absence import Sums, day_sums
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.simulation.people import Student
from narvaro_desktop.simulation.school import School, SimLesson

LESSON_HEADER = (
    *("Personnummer", "Namn", "Klass", "Datum", "Starttid", "Sluttid", "Ämne", "Lärare"),
    *("Undervisningstid (min)", "Giltig frånvaro (min)", "Ogiltig frånvaro (min)", "Sen ankomst (min)"),
    *("Frånvaroorsak", "Rapporterad"),
)
PERIOD_HEADER = (
    *("Personnummer", "Namn", "Klass", "Från", "Till", "Undervisningstid (min)", "Ej reg tid (min)"),
    *("Giltig frånvaro (min)", "Ogiltig frånvaro (min)"),
)
GRADEBOOK_HEADER = (
    *("Namn", "Personnr", "Undv. tid", "Ej reg tid", "N min", "GF min", "F min", "N %", "GF %", "F %"),
)
PROTECTED_HEADER = "Skyddade personuppgifter"

Row = tuple[str | int, ...]


def dashed(student: Student) -> str:
    """20151104-9817"""
    return f"{student.personnummer[:8]}-{student.personnummer[8:]}"


def clock(minutes: int) -> str:
    """Minutes after midnight as 08:10."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def lesson_rows(lessons: Iterable[SimLesson], marked: bool = False) -> Iterator[Row]:
    """Header and one row for each lesson; `marked` adds the column for skyddade personuppgifter."""
    yield (*LESSON_HEADER, PROTECTED_HEADER) if marked else LESSON_HEADER
    for student, held in groupby(lessons, key=attrgetter("student")):
        who = (dashed(student), student.name, student.school_class)
        end = ("Ja" if student.protected else "Nej",) if marked else ()
        for lesson in held:
            yield (*who, *_lesson(lesson), *end)


def period_rows(school: School, span: Span | None = None) -> Iterator[Row]:
    """Header and one row for each pupil: the sums of a period, by default all of the läsår so far."""
    yield PERIOD_HEADER
    for student, sums, seen in _sums(school, span):
        yield (
            *(dashed(student), student.name, student.school_class),
            *(seen.first.isoformat(), seen.last.isoformat()),
            *(sums.planned, sums.planned - sums.usable, sums.valid, sums.invalid),
        )


def gradebook_rows(school: School, span: Span | None = None) -> Iterator[Row]:
    """The same as a printed report: title rows, a heading for each class, percent with a decimal comma."""
    found = list(_sums(school, span))
    seen = found[0][2]
    yield (f"Frånvaro {school.name}",)
    yield (f"Period: {seen.first.isoformat()} - {seen.last.isoformat()}",)
    yield ()
    yield GRADEBOOK_HEADER
    for school_class, rows in groupby(found, key=lambda row: row[0].school_class):
        yield (f"Klass: {school_class}",)
        for student, sums, _seen in rows:
            present = sums.usable - sums.absent
            shares = (_percent(part, sums.usable) for part in (present, sums.valid, sums.invalid))
            minutes = (sums.planned, sums.planned - sums.usable, present, sums.valid, sums.invalid)
            yield (student.name, dashed(student), *minutes, *shares)


def csv_bytes(rows: Iterable[Row], encoding: str = "utf-8-sig", delimiter: str = ";") -> bytes:
    """Rows as a CSV file with the line ends of a spreadsheet program."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def lesson_csv(school: School, marked: bool = False, encoding: str = "utf-8-sig") -> bytes:
    """Every lesson of the school as one CSV file."""
    return csv_bytes(lesson_rows(school.lessons(), marked), encoding)


def _lesson(lesson: SimLesson) -> Row:
    return (
        *(lesson.day.isoformat(), clock(lesson.start), clock(lesson.end), lesson.subject, lesson.staff),
        *(lesson.planned, lesson.valid, lesson.invalid, lesson.late),
        *(lesson.reason, "Ja" if lesson.reported else "Nej"),
    )


def _sums(school: School, span: Span | None) -> Iterator[tuple[Student, Sums, Span]]:
    first: date = school.year[0].date
    seen = span or Span(first, school.until)
    for student, lessons in groupby(school.lessons(), key=attrgetter("student")):
        days = day_sums(lesson.time for lesson in lessons if lesson.day in seen)
        yield student, Sums.of(day.sums for day in days), seen


def _percent(part: int, whole: int) -> str:
    tenths = (2000 * part + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10},{tenths % 10}"
