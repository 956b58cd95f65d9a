"""The period rows of an absence file: the same pupil, days and source replace what was there."""

import json
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from narvaro_desktop.absence_files.rows import PeriodRow as FilePeriod
from narvaro_desktop.absence_files.rows import Reading
from narvaro_desktop.store.tables import PeriodBeforeRow, PeriodRow
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose
from narvaro_desktop.usecases.importing.import_rows import Counts

KEY: Final = ("student", "first_day", "last_day", "source")
_AMOUNTS: Final = ("unit", "offered", "reported", "valid", "invalid", "other")

_Key = tuple[int, int, int, str]


def write_periods(
    session: Session, reading: Reading, whose: Whose, lost: Lost, batch: int, source: str
) -> Counts:
    """Write the rows, keeping what they replace."""
    there = {
        tuple(getattr(row, name) for name in KEY): row
        for row in session.scalars(select(PeriodRow).where(PeriodRow.source == source))
    }
    fresh: list[dict[str, Any]] = []
    before: list[dict[str, Any]] = []
    changed = same = 0
    for period in filter(lost.keeps, reading.periods):
        number = whose.student_of[period.pupil]
        assert number is not None
        key: _Key = (number, period.first.toordinal(), period.last.toordinal(), source)
        amounts = _amounts(period)
        row = there.get(key)
        if row is None:
            fresh.append({**dict(zip(KEY, key, strict=True)), **amounts, "batch": batch})
        elif all(getattr(row, name) == amount for name, amount in amounts.items()):
            same += 1
        else:
            before.append({"batch": batch, **dict(zip(KEY, key, strict=True)), "row": _as_json(row)})
            for name, amount in {**amounts, "batch": batch}.items():
                setattr(row, name, amount)
            changed += 1
    for table, rows in ((PeriodRow, fresh), (PeriodBeforeRow, before)):
        if rows:
            session.execute(insert(table), rows)
    session.flush()
    return Counts(len(fresh), changed, same)


def undo_periods(session: Session, batch: int) -> None:
    """Put the period rows of a batch back as they were."""
    images = session.scalars(select(PeriodBeforeRow).where(PeriodBeforeRow.batch == batch)).all()
    restored = [{**{name: getattr(image, name) for name in KEY}, **json.loads(image.row)} for image in images]
    session.execute(delete(PeriodRow).where(PeriodRow.batch == batch))
    session.execute(delete(PeriodBeforeRow).where(PeriodBeforeRow.batch == batch))
    if restored:
        session.execute(insert(PeriodRow), restored)


def _amounts(period: FilePeriod) -> dict[str, Any]:
    return {
        "unit": period.unit.key,
        "offered": period.offered,
        "reported": period.reported,
        "valid": period.valid,
        "invalid": period.invalid,
        "other": period.other,
    }


def _as_json(row: PeriodRow) -> str:
    return json.dumps({name: getattr(row, name) for name in (*_AMOUNTS, "batch")})
