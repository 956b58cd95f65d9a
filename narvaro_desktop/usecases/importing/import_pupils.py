"""A pupil list on its way into the vault: who is new, who has another class or name, who has left."""

import json
from typing import Any

from sqlalchemy import select

from narvaro_desktop.absence_files.rows import Pupil, Reading
from narvaro_desktop.store.tables import ImportBatchRow, StudentRow
from narvaro_desktop.usecases.importing.import_facts import Choices
from narvaro_desktop.usecases.importing.import_lost import Lost, Whose
from narvaro_desktop.usecases.importing.import_rows import Counts
from narvaro_desktop.usecases.importing.matching import tokens
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Work


def write_list(
    work: Work, reading: Reading, whose: Whose, lost: Lost, choices: Choices, batch: ImportBatchRow
) -> tuple[Counts, int]:
    """Write the list; how many of its rows, and how many pupils of the vault it lacks.

    What stood before lies in the batch: [number, class, name, the day she left or ""].
    """
    rows = {row.number: row for row in work.session.scalars(select(StudentRow))}
    before: list[list[Any]] = []
    new = changed = same = 0
    met: set[int] = set()
    for place, (pupil, at) in enumerate(zip(reading.pupils, reading.listed, strict=True)):
        number = whose.student_of[place]
        if number is None:
            lost.of_nobody(place, at)
            continue
        row = rows[number]
        if row.added_by_batch == batch.id:
            new += 1
        elif number in met or not _differs(row, pupil):
            same += 1
        else:
            before.append(_as_it_was(row))
            _follow(row, pupil)
            changed += 1
        met.add(number)
    missing = [
        row for row in rows.values() if row.number not in met and not row.protected and not row.left_on
    ]
    for row in missing if choices.mark_left else ():
        before.append(_as_it_was(row))
        row.left_on = choices.data_date
    batch.moved = json.dumps(before)
    work.session.flush()
    return Counts(new, changed, same), len(missing)


def _differs(row: StudentRow, pupil: Pupil) -> bool:
    return bool(row.left_on) or (_name(row, pupil), _class(row, pupil)) != (row.name, row.class_name)


def _follow(row: StudentRow, pupil: Pupil) -> None:
    """Name and class as the list has them; who stands in it goes to the school."""
    students.rename(row, _name(row, pupil), _class(row, pupil))
    row.left_on = None


def _name(row: StudentRow, pupil: Pupil) -> str:
    is_other = bool(pupil.name) and tokens(pupil.name) != tokens(row.name)
    return pupil.name if is_other and pupil.identity.number else row.name


def _class(row: StudentRow, pupil: Pupil) -> str:
    return pupil.class_name.strip() or row.class_name


def _as_it_was(row: StudentRow) -> list[Any]:
    return [row.number, row.class_name, row.name, row.left_on.isoformat() if row.left_on else ""]
