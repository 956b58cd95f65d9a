"""Every table and how it belongs to a person: one map for the registerutdrag, for gallring and for records.

`resources/retention/tables.json` decides for each table its retention class, whether it is in an extract, and
what each column is called there; a table or column that does not stand in it fails a test.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import CaseRow, StudentRow
from narvaro_desktop.store.tables.columns import Base

TECHNICAL: Final = "-"
NUMBER: Final = "student.number"
HEALTH: Final = "hälsa"


@dataclass(frozen=True, slots=True)
class TableDecision:
    """What has been decided for one table. `person` is (column, what it points to), None: no person.

    `holds` says what in it deserves more care than a name: health, family, a number; "" for nothing.
    """

    name: str
    label: str
    person: tuple[str, str] | None
    holds: str
    retention: str
    extract: str
    why: str
    columns: Mapping[str, str]

    @property
    def is_sensitive(self) -> bool:
        """Dataskyddsförordningen artikel 9."""
        return HEALTH in self.holds.split(", ")

    @property
    def table(self) -> Table:
        return Base.metadata.tables[self.name]


@cache
def decisions() -> Mapping[str, TableDecision]:
    """By table."""
    read = json.loads(resource("retention", "tables.json").read_text(encoding="utf-8"))["tables"]
    return {name: _decision(name, entry) for name, entry in read.items()}


def _decision(name: str, entry: Mapping[str, Any]) -> TableDecision:
    columns = entry["columns"]
    named = columns if isinstance(columns, dict) else dict.fromkeys(columns.split(), TECHNICAL)
    person = entry.get("person")
    return TableDecision(
        name=name,
        label=entry["label"],
        person=(person[0], person[1]) if person else None,
        holds=entry["holds"] if person else "",
        retention=entry["retention"],
        extract=entry["extract"],
        why=entry.get("why", ""),
        columns=named,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A pupil's whole record, or some of her cases: rows by table, as they are stored."""

    rows: Mapping[str, tuple[Mapping[str, Any], ...]]

    def ids(self, table: str) -> set[UUID]:
        return {row["id"] for row in self.rows.get(table, ()) if "id" in row}


def whole_of(session: Session, student: StudentRow, cases: Collection[UUID] | None = None) -> Whole:
    """Everything of the pupil; with `cases` what belongs to these cases alone."""
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    wanted = set(cases) if cases is not None else _cases(session, student)
    ids = {"student": {student.id}, "case_file": wanted}
    pending = [one for one in decisions().values() if one.person is not None and one.person[1] != "any"]
    while pending:
        ready = [one for one in pending if not _waits_for(one, pending)]
        for one in ready:
            where = _where(one, student, ids, found, only_cases=cases is not None)
            chosen = () if where is None else session.execute(select(one.table).where(where)).mappings()
            found[one.name] = tuple(dict(row) for row in chosen)
            if "id" in one.table.c:
                ids[one.name] = {row["id"] for row in found[one.name]}
            pending.remove(one)
    return Whole(found)


def _cases(session: Session, student: StudentRow) -> set[UUID]:
    return set(session.scalars(select(CaseRow.id).where(CaseRow.student_id == student.id)))


def _waits_for(one: TableDecision, pending: Collection[TableDecision]) -> bool:
    assert one.person is not None
    parents = {part.partition(".")[0] for part in one.person[1].split("|")}
    return any(other.name in parents and other is not one for other in pending)


def _where(
    one: TableDecision,
    student: StudentRow,
    ids: Mapping[str, set[UUID]],
    found: Mapping[str, tuple[Mapping[str, Any], ...]],
    *,
    only_cases: bool,
) -> ColumnElement[bool] | None:
    assert one.person is not None
    column, parent = one.table.c[one.person[0]], one.person[1]
    case_column = one.table.c.get("case_id")
    if one.name == "case_file":
        return one.table.c.id.in_(ids["case_file"])
    if parent == NUMBER:
        return None if only_cases else column == student.number
    if parent == "log":
        about = [str(case) for case in ids["case_file"]]
        of_cases = one.table.c.case_id.in_(about)
        return of_cases if only_cases else or_(column == str(student.id), of_cases)
    if parent == "student":
        if only_cases:
            return case_column.in_(ids["case_file"]) if case_column is not None else None
        return column == student.id
    if "." in parent:
        table, _dot, key = parent.partition(".")
        return column.in_([row[key] for row in found[table] if row[key]])
    return column.in_({one for table in parent.split("|") for one in ids.get(table, set())})
