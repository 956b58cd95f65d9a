"""I dag for 300 open cases, beside reading the same rows from the same vault with plain SQL."""

import gc
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.teamwork import today
from narvaro_desktop.usecases.work import Office

OPEN_CASES, ROUNDS = 300, 20
_ROWS = (
    "SELECT * FROM case_file JOIN student ON student.id = case_file.student_id "
    "LEFT JOIN duty ON duty.case_id = case_file.id WHERE case_file.closed_on IS NULL"
)


def figures() -> list[Figure]:
    """The practice school of 412 pupils, with cases until there are 300, each with a task of its own."""
    with tempfile.TemporaryDirectory(prefix="narvaro-bench-") as folder:
        office = practice.build(Path(folder), with_files=False).unlock(practice.COUNSELLOR)
        _open_many(office)
        gc.collect()
        gc.disable()  # as in the program, which collects on the window's thread only
        in_turn(2, partial(seconds, partial(_ask, office)))
        ours, floor = in_turn(
            ROUNDS, partial(seconds, partial(_ask, office)), partial(seconds, partial(_read, office))
        )
        gc.enable()
        office.close()
    return [
        Figure(
            name="today",
            what="I dag, the question, 300 open cases",
            ours=milliseconds(ours),
            floor=milliseconds(floor),
            beside="the same rows with plain SQL",
            unit="ms",
            aim=100,
            tried=ROUNDS,
            absolute=True,
        )
    ]


def _open_many(office: Office) -> None:
    with office.work() as work:
        there = {case.student.id for case in cases.open_cases(work)}
        pupils = [one for one in students.everyone(work) if one.id not in there]
        for place, pupil in enumerate(pupils[: OPEN_CASES - len(there)]):
            case_id = cases.open_case(work, pupil.id).value
            due_on = work.today + timedelta(days=place % 20 - 5)
            duties.add_task(work, case_id, "Ring hem", due_on, Role.COUNSELLOR)
    with office.work() as work:
        today.keep_proposals(work)


def _ask(office: Office) -> None:
    with office.work() as work:
        today.today(work)


def _read(office: Office) -> None:
    with office.work() as work:
        work.session.execute(text(_ROWS)).fetchall()
