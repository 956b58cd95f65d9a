"""The pages of absence in a school of 1,200 pupils and three läsår: the school, one pupil, all signals."""

import gc
from collections.abc import Callable
from functools import partial

from sqlalchemy import text

from benchmarks import big_school
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.usecases.absence import attention, pupil_absence, school_absence
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office, Work

ROUNDS = 9
Question = Callable[[Work], object]
_school, _pupil = school_absence.school_absence, pupil_absence.pupil_absence
_WEEKS = "SELECT * FROM class_week WHERE day >= (SELECT max(day) - 366 FROM class_week)"
_DAYS = "SELECT * FROM student_day WHERE student = 8"
_ALL_DAYS = "SELECT * FROM student_day WHERE day >= (SELECT max(day) - 120 FROM class_week)"


def figures() -> list[Figure]:
    """Each question beside reading its rows with plain SQL."""
    big_school.made()
    office = big_school.unlocked()
    with office.work() as work:
        school_absence.keep(work)
        one = students.everyone(work)[7].id
    gc.collect()
    gc.disable()  # as in the program, which collects on the window's thread only
    found = [
        _figure(office, "absence_school", "the school's absence, from its sums", 50, _WEEKS, _school),
        _figure(office, "absence_pupil", "one pupil's absence", 10, _DAYS, partial(_pupil, student_id=one)),
        _figure(office, "absence_signals", "signals of 1,200 pupils", 2000, _ALL_DAYS, attention.attention),
    ]
    gc.enable()
    office.close()
    return found


def _figure(office: Office, name: str, what: str, aim: float, rows: str, question: Question) -> Figure:
    ask = partial(seconds, partial(_ask, office, question))
    read = partial(seconds, partial(_read, office, rows))
    in_turn(2, ask)
    ours, floor = in_turn(ROUNDS, ask, read)
    return Figure(
        name, what, milliseconds(ours), milliseconds(floor), "its rows with plain SQL", "ms", aim, ROUNDS,
        absolute=True,
    )  # fmt: skip


def _ask(office: Office, question: Question) -> None:
    with office.work() as work:
        question(work)


def _read(office: Office, rows: str) -> None:
    with office.work() as work:
        work.session.execute(text(rows)).fetchall()
