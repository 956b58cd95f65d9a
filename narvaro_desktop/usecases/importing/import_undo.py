"""An import taken back: every row, sum, class and pupil as before it, or not at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.store.tables import BeforeImageRow, ImportBatchRow, LessonRow, StudentRow
from narvaro_desktop.usecases.importing import rollups
from narvaro_desktop.usecases.importing.import_periods import undo_periods
from narvaro_desktop.usecases.importing.import_rows import KEY, NAMES
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Work

_TOUCHED: Final = (
    "SELECT batch, student, day AS first, day AS last, start, activity FROM before_image "
    "WHERE batch > :batch AND row LIKE :ours",
    "SELECT l.batch, l.student, l.day, l.day, l.start, l.activity "
    f"FROM before_image i JOIN lesson l ON {KEY} WHERE i.batch = :batch AND l.batch <> :batch",
    "SELECT batch, student, first_day, last_day, 0, 0 FROM period_before "
    "WHERE batch > :batch AND row LIKE :our_period",
)
"""The lessons and periods of a batch that another one has touched since."""


@dataclass(frozen=True, slots=True)
class Later:
    """A later inläsning that has touched the same rows: how many, of how many pupils, on which days."""

    batch: int
    source: str
    imported_on: date
    rows: int
    pupils: int
    first: date
    last: date


def can_undo(session: Session, batch: int) -> bool:
    """Whether no later batch has touched the same rows."""
    return not any(session.execute(text(f"{each} LIMIT 1"), _marks(batch)).first() for each in _TOUCHED)


def in_the_way(work: Work, batch_id: int) -> tuple[Later, ...]:
    """What has to be undone before this inläsning can be, the latest first."""
    work.may(Resource.ABSENCE, Action.READ)
    found: dict[int, Later] = {}
    to_ask = [batch_id]
    while to_ask:
        for later in _directly(work, to_ask.pop()):
            if later.batch not in found:
                found[later.batch] = later
                to_ask.append(later.batch)
    return tuple(found[batch] for batch in sorted(found, reverse=True))


def _directly(work: Work, batch: int) -> Iterator[Later]:
    """The batches that have touched rows of this one."""
    counted = text(
        "SELECT batch, COUNT(*), COUNT(DISTINCT student), MIN(first), MAX(last) "
        f"FROM ({' UNION '.join(_TOUCHED)}) GROUP BY batch"
    )
    for later, rows, pupils, first, last in work.session.execute(counted, _marks(batch)).all():
        held = work.session.get_one(ImportBatchRow, later)
        day = held.imported_at.astimezone(work.now.tzinfo).date()
        days = date.fromordinal(first), date.fromordinal(last)
        yield Later(later, held.source, day, rows, pupils, *days)


def _marks(batch: int) -> dict[str, object]:
    return {"batch": batch, "ours": f"%, {batch}]", "our_period": f'%"batch": {batch}}}'}


def undo_rows(work: Work, batch: ImportBatchRow) -> None:
    """Put back the rows of `batch`, then the classes that it changed, then the pupils whom it brought."""
    session = work.session
    numbers = list(session.scalars(select(LessonRow.student).where(LessonRow.batch == batch.id).distinct()))
    images = session.scalars(select(BeforeImageRow.row).where(BeforeImageRow.batch == batch.id)).all()
    restored = [dict(zip(NAMES, json.loads(row or "[]"), strict=True)) for row in images]
    session.execute(delete(LessonRow).where(LessonRow.batch == batch.id))
    if restored:
        session.execute(insert(LessonRow), restored)
    session.execute(delete(BeforeImageRow).where(BeforeImageRow.batch == batch.id))
    undo_periods(session, batch.id)
    numbers += [row["student"] for row in restored]
    if numbers:
        rollups.rebuild(session, numbers, batch.first_day, batch.last_day)
    _move_back(session, batch)
    students.take_away(work, batch.id)


def _move_back(session: Session, batch: ImportBatchRow) -> None:
    """Class, and after a pupil list also name and whether she has left, as they stood before."""
    before = {number: told for number, *told in json.loads(batch.moved)}
    if not before:
        return
    for row in session.scalars(select(StudentRow).where(StudentRow.number.in_(before))):
        class_name, *more = before[row.number]
        name, left = more if more else (row.name, None)
        students.rename(row, name, class_name)
        if left is not None:
            row.left_on = date.fromisoformat(left) if left else None
    session.flush()
