"""Which records something in the vault still needs: asked before they are taken away."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import FromClause, select
from sqlalchemy.orm import Session

from narvaro_desktop.store.tables import AliasRow, LessonRow, PeriodRow
from narvaro_desktop.store.tables.columns import Base


def needed(session: Session, table: FromClause, records: Collection[UUID]) -> set[UUID]:
    """Those of `records` (rows of `table`) that a row of any table points to."""
    pointing = [
        column
        for other in Base.metadata.tables.values()
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    return {
        found
        for column in pointing
        for found in session.scalars(select(column).where(column.in_(records)).distinct())
    }


def with_absence(session: Session, numbers: Collection[int]) -> set[int]:
    """Those of the pupils with these numbers who have absence rows, or a spelling that is explained."""
    return {
        found
        for row in (LessonRow, PeriodRow, AliasRow)
        for found in session.scalars(select(row.student).where(row.student.in_(numbers)).distinct())
    }
