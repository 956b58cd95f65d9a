"""Each class's weeks by subject, summed once for each import: what a school's page adds up.

Made again for the weeks that a file touched; for the läsår that the data end in, when a pupil has changed
class or the calendar has changed. Earlier läsår keep the classes that they were lived in.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select, text

from narvaro_desktop.domain.schooldays import AcademicYear, SchoolCalendar, Span
from narvaro_desktop.store.tables import ImportBatchRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.work import NOTHING, Changes, Work

_STAMP: Final = "class_weeks"

_SUMS = """
INSERT INTO class_week (day, class_name, activity, lessons, planned, usable, valid, invalid, unreported_valid,
                        reported_late)
SELECT lesson.day - (lesson.day + 6) % 7 AS monday, student.class_name, lesson.activity, COUNT(*),
       SUM(lesson.planned), SUM(lesson.planned * lesson.reported), SUM(lesson.valid * lesson.reported),
       SUM(lesson.invalid * lesson.reported), SUM(lesson.valid * (1 - lesson.reported)),
       COUNT(*) FILTER (WHERE lesson.reported AND lesson.reported_at >= (lesson.day - 719163 + 8) * 86400)
FROM student JOIN lesson ON lesson.student = student.number
WHERE lesson.day BETWEEN :first AND :last AND lesson.planned > 0 AND NOT student.protected
      AND student.class_name <> '' AND lesson.day NOT IN (SELECT day FROM free_day)
GROUP BY monday, student.class_name, lesson.activity
"""


def is_kept(work: Work, state: DataState) -> bool:
    """Whether the sums are those of today's lessons."""
    return bool(settings.read(work.session, _STAMP) == _stamp(work, state))


def keep(work: Work, state: DataState) -> Changes:
    """Sum again what is not as it was."""
    before: list[Any] | None = settings.read(work.session, _STAMP)
    now = _stamp(work, state)
    if before == now:
        return NOTHING
    calendar = settings.calendar(work)
    for span in _stale(work, state, before, now):
        _sum(work, calendar, span)
    settings.write(work.session, _STAMP, now)
    work.log("class_weeks.sum")
    return NOTHING


def _stale(work: Work, state: DataState, before: Sequence[Any] | None, now: Sequence[Any]) -> list[Span]:
    """The days to sum again."""
    batch = ImportBatchRow
    reach = select(func.min(batch.first_day), func.max(batch.last_day))
    if before is None or before[1] != now[1]:
        first, last = work.session.execute(reach).one()
        return [Span(date.fromordinal(first), date.fromordinal(last))] if first else []
    spans = []
    first, last = work.session.execute(reach.where(batch.id > before[0])).one()
    if first:
        spans.append(Span(date.fromordinal(first), date.fromordinal(last)))
    if before[2] != now[2]:
        spans.append(Span(AcademicYear.of(state.until).span.first, state.until))
    return spans


def _sum(work: Work, calendar: SchoolCalendar, span: Span) -> None:
    """Whole weeks, year by year."""
    first = span.first - timedelta(days=span.first.weekday())
    last = span.last + timedelta(days=6 - span.last.weekday())
    days = {"first": first.toordinal(), "last": last.toordinal()}
    free = [(day.toordinal(),) for day in Span(first, last) if not calendar.is_school_day(day)]
    work.session.execute(text("CREATE TEMP TABLE IF NOT EXISTS free_day (day INTEGER PRIMARY KEY)"))
    work.session.execute(text("DELETE FROM free_day"))
    work.session.connection().exec_driver_sql("INSERT INTO free_day VALUES (?)", free)
    work.session.execute(text("DELETE FROM class_week WHERE day BETWEEN :first AND :last"), days)
    work.session.execute(text(_SUMS), days)


def _stamp(work: Work, state: DataState) -> list[object]:
    """The newest file, how many were undone, and a digest of calendar and classes."""
    batch = ImportBatchRow
    newest, undone = work.session.execute(select(func.max(batch.id), func.count(batch.undone_at))).one()
    row = StudentRow
    places = work.session.execute(select(row.number, row.class_name, row.protected).order_by(row.number))
    told = json.dumps([[*place] for place in places]) + json.dumps(
        settings.read(work.session, "calendar"), sort_keys=True
    )
    return [newest, undone, hashlib.sha256(told.encode()).hexdigest()[:16]]
