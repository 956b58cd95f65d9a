"""What an absence file would change in the vault: rows it lacks, and rows that say something else now."""

import json
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import LessonRow
from narvaro_desktop.usecases.importing.import_facts import Relabelled, Report
from narvaro_desktop.usecases.importing.import_rows import KEY, NAMES, same_layout

_LOOKED_AT = 5_000
_SHOWN = 6
_PARTS = ("planned", "valid", "invalid", "other", "reported")


def missing_lessons(session: Session, report: Report, students: Sequence[int]) -> int:
    """The lessons of these pupils, in the days of the file, that the file lacks; once it has been written."""
    if not students or report.first_day is None or report.last_day is None:
        return 0
    lessons = aliased(LessonRow, name="l")
    days = lessons.day.between(report.first_day.toordinal(), report.last_day.toordinal())
    mine = lessons.student.in_(students), days, text(same_layout(report.batch or 0))
    wanted = select(func.count()).select_from(lessons).where(*mine)
    return max(0, (session.scalar(wanted) or 0) - report.imported - report.estimated)


def relabelled(session: Session, report: Report) -> tuple[Relabelled, ...]:
    """What the changed lessons of a batch said and say, in words, the most frequent first."""
    if not report.changed:
        return ()
    columns = ", ".join(f"l.{name}" for name in _PARTS)
    asked = (
        f"SELECT i.row, {columns} FROM before_image i JOIN lesson l ON {KEY} WHERE i.batch = :batch LIMIT :n"
    )
    found: Counter[tuple[str, str]] = Counter()
    for row, *now in session.execute(text(asked), {"batch": report.batch, "n": _LOOKED_AT}):
        before = dict(zip(NAMES, json.loads(row), strict=True))
        said = _words(*(before[name] for name in _PARTS)), _words(*now)
        found[said if said[0] != said[1] else _same(before["planned"], now[0], said[0])] += 1
    return tuple(Relabelled(*words, rows) for words, rows in found.most_common(_SHOWN))


def _same(before: int, now: int, said: str) -> tuple[str, str]:
    """Of a lesson that says the same of the pupil: how long it was, else that something beside it changed."""
    if before == now:
        return said, _("{said}, annat ändrat").format(said=said)
    return _("{n} min").format(n=before), _("{n} min").format(n=now)


def _words(planned: int, valid: int, invalid: int, other: int, reported: int) -> str:
    """What a lesson says of a pupil."""
    if valid and invalid:
        return _("delvis giltig, delvis ogiltig")
    if invalid:
        return _("ogiltig") if invalid >= planned else _("delvis ogiltig")
    if valid:
        return _("giltig") if valid >= planned else _("delvis giltig")
    if not reported:
        return _("inte rapporterad")
    return _("skoluppdrag") if other else _("närvarande")
