"""The time of lessons worked out, where a file leaves out every lesson that was attended.

Without it a pupil who missed one lesson would have missed all of her lessons. What a school day of the
pupil's stage usually has, less what the file itself tells, stands as one attended lesson of that day.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import func, select

from narvaro_desktop.absence_files.rows import LessonRow as FileLesson
from narvaro_desktop.absence_files.rows import Reading, Table
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import SchoolForm
from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import ImportBatchRow, LessonRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose
from narvaro_desktop.usecases.importing.import_rows import Lessons
from narvaro_desktop.usecases.work import Work

_FIELDS: Final = FileLesson._fields
_MIDDLE: Final = 5
_COMPULSORY_YEARS: Final = 9


def fill_out(work: Work, reading: Reading, whose: Whose, lost: Lost, batch: ImportBatchRow) -> int:
    """Write the attended time of each school day of the file's pupils; how many days got some."""
    pupils = {number: place for place, number in enumerate(whose.student_of) if number is not None}
    span = Span(date.fromordinal(batch.first_day), date.fromordinal(batch.last_day))
    calendar = settings.calendar(work)
    days = [day.toordinal() for day in span if calendar.is_school_day(day)]
    usual, told = usual_day(work), _told(work, batch)
    row = StudentRow
    years = select(row.number, row.school_year, row.school_form).where(row.number.in_(pupils))
    table = Table()
    for number, year, form in work.session.execute(years):
        whole = usual(year, form)
        minutes = [max(0, whole - told.get((number, day), 0)) for day in days]
        kept = [(day, time) for day, time in zip(days, minutes, strict=True) if time]
        columns = dict.fromkeys(_FIELDS, [0] * len(kept))
        columns |= {"pupil": [pupils[number]] * len(kept), "reported": [1] * len(kept)}
        columns |= {"day": [day for day, _time in kept], "planned": [time for _day, time in kept]}
        table.extend([columns[name] for name in _FIELDS])
    filled = replace(reading, lessons=table, activities=[""], staff=[""], reasons=[""])
    if len(table):
        Lessons(work.session, filled, whose, lost, batch.id, lambda _done, _of: False).write(False, False)
    return len(table)


def _told(work: Work, batch: ImportBatchRow) -> dict[tuple[int, int], int]:
    """The minutes of each pupil's day that some file has told, by pupil and day."""
    row = LessonRow
    wanted = (
        select(row.student, row.day, func.sum(row.planned))
        .where(row.day.between(batch.first_day, batch.last_day), ~((row.start == 0) & (row.activity == 0)))
        .group_by(row.student, row.day)
    )
    return {(student, day): minutes for student, day, minutes in work.session.execute(wanted)}


def usual_day(work: Work) -> Callable[[int | None, SchoolForm], int]:
    """The minutes of a usual school day by årskurs (None: not known) and school form: the routine's own,
    else by the teaching time that the law guarantees.
    """
    own = work.rules.pack.document["calendar"]["stages"]
    told = json.loads(resource("catalogue", "teaching_time.json").read_text(encoding="utf-8"))
    forms, days = {one["form"]: one for one in told["forms"]}, told["school_days_per_year"]

    def minutes(school_year: int | None, form: SchoolForm) -> int:
        in_routine = _in_routine(school_year, form)
        said = (
            one["minutes"] for one in own if "minutes" in one and one["first"] <= in_routine <= one["last"]
        )
        if (found := next(said, None)) is not None:
            return int(found)
        stages = forms[form.key]["stages"]
        year = stages[0]["first"] - 1 if school_year is None else school_year
        of = [one for one in stages if one["first"] <= year <= one["last"]] or stages
        years = sum(one["last"] - one["first"] + 1 for one in of)
        return int(sum(one["hours"] for one in of) * 60 // (years * days))

    return minutes


def _in_routine(school_year: int | None, form: SchoolForm) -> int:
    """The year as routines count it: on from grundskolan's nine."""
    if school_year is None:
        return _MIDDLE
    return school_year + _COMPULSORY_YEARS if form.is_upper_secondary else school_year
