"""What the next revision of the routine can build on: lessons and what was left open, never whose."""

from datetime import date

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.usecases.casework import cases, closing
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.routines import pack_lessons
from narvaro_desktop.usecases.work import Office


def close(office: Office, name: str, lesson: str, improved: bool = False, protect: bool = False) -> None:
    with office.work() as work:
        student = students.add(work, f"{name}, Alva", "5B").value
        case = cases.open_case(work, student).value
        whole = Farewell(Closure.LEFT_SCHOOL, None, True, "Alla", lesson, {}, "Eleven har flyttat.")
        closing.close(work, case, whole)
        if improved:
            cases.row_of(work, case).closure = Closure.IMPROVED
        if protect:
            students.protect(work, student)


def test_what_closed_cases_taught_is_read_without_names_the_latest_first(at_the_principals: Office) -> None:
    close(at_the_principals, "Kottelund", "Ring redan första dagen.")
    close(at_the_principals, "Månstråle", "Bestäm en vuxen tidigt.")
    close(at_the_principals, "Regnskur", "Syns inte.", protect=True)

    with at_the_principals.work() as work:
        found = pack_lessons.lessons(work)

    assert [one.words for one in found.lessons] == ["Bestäm en vuxen tidigt.", "Ring redan första dagen."]
    assert {one.sign for one in found.lessons} == {"1"}
    assert dict(found.left_open)["Ha ett omtankesamtal med eleven och vårdnadshavarna"] == 2
    assert "Kottelund" not in repr(found)


def test_two_lasar_stand_beside_each_other(at_the_principals: Office) -> None:
    office = at_the_principals
    office.clock = Clock(date(2026, 5, 4))
    close(office, "Kottelund", "Ring redan första dagen.")
    close(office, "Månstråle", "Fråga eleven först.", improved=True)
    office.clock = Clock(date(2026, 10, 5))
    close(office, "Regnskur", "Bestäm en vuxen tidigt.")

    with office.work() as work:
        now, before = pack_lessons.lessons(work).years

    assert (now.label, now.closed, now.better) == ("2026/27", 1, 0)
    assert (before.label, before.closed, before.better) == ("2025/26", 2, 1)
    assert before.left_open == 2 * now.left_open > 0 and before.most and not now.most


def test_only_who_decides_on_the_routine_reads_them(office: Office) -> None:
    with office.work() as work, pytest.raises(NotAllowed):
        pack_lessons.lessons(work)
