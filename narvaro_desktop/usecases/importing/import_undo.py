"""An import taken back: every row, sum, class and pupil as before it, or not at all."""

import json
from datetime import date

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import BeforeImageRow, ImportBatchRow, LessonRow, StudentRow
from narvaro_desktop.usecases import rollups, students
from narvaro_desktop.usecases.importing.import_periods import undo_periods
from narvaro_desktop.usecases.importing.import_rows import KEY, NAMES
from narvaro_desktop.usecases.work import Work

_LATER_TOUCHED = (
    "SELECT 1 FROM before_image WHERE batch > :batch AND row LIKE :ours LIMIT 1",
    "SELECT 1 FROM period_before WHERE batch > :batch AND row LIKE :our_period LIMIT 1",
    f"SELECT 1 FROM before_image i JOIN lesson l ON {KEY} "
    "WHERE i.batch = :batch AND l.batch <> :batch LIMIT 1",
)


def can_undo(session: Session, batch: int) -> bool:
    """Whether no later batch has touched the same rows."""
    marks = {"batch": batch, "ours": f"%, {batch}]", "our_period": f'%"batch": {batch}}}'}
    return not any(session.execute(text(question), marks).first() for question in _LATER_TOUCHED)


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
