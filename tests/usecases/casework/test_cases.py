"""A case is opened, climbs its ladder and keeps its trail."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.casework.ladder import StepHeld
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office


@pytest.fixture
def elvira(office: Office) -> UUID:
    with office.work() as work:
        return students.add(work, "Elvira Blåbärsskog", "5B").value


def test_a_case_opens_on_the_first_step(office: Office, elvira: UUID) -> None:
    with office.work() as work:
        case_id = cases.open_case(work, elvira).value

    with office.work() as work:
        view = cases.case(work, case_id)
    assert view.line.step == 1
    assert view.line.student.name == "Elvira Blåbärsskog"
    assert view.line.owner == "Kurator Ek"
    assert view.duties


def test_a_step_is_held_until_each_duty_is_done_or_left_open(office: Office, elvira: UUID) -> None:
    with office.work() as work:
        case_id = cases.open_case(work, elvira).value

    with pytest.raises(StepHeld) as held, office.work() as work:
        cases.climb(work, case_id, {})
    with office.work() as work:
        cases.climb(work, case_id, dict.fromkeys(held.value.outstanding, "Gjordes före läsåret."))

    with office.work() as work:
        view = cases.case(work, case_id)
    assert view.line.step == 2
    assert {why for _what, why in view.left_open} == {"Gjordes före läsåret."}


def test_a_running_case_keeps_its_own_date_beside_the_day_of_registration(
    office: Office, elvira: UUID
) -> None:
    began = date(2026, 9, 1)

    with office.work() as work:
        opening = cases.Opening(step=3, opened_on=began, why="Utredning pågår sedan i våras.")
        case_id = cases.open_case(work, elvira, opening).value

    with office.work() as work:
        view = cases.case(work, case_id)
    assert view.line.opened_on == began
    assert view.registered_on == office.clock.now().date()
    assert view.before_here == {1, 2}
    assert view.skipped == {}


def test_a_new_case_on_a_higher_step_skips_those_below_with_its_reason(office: Office, elvira: UUID) -> None:
    with office.work() as work:
        case_id = cases.open_case(work, elvira, cases.Opening(step=3, why="Hemma sedan augusti.")).value

    with office.work() as work:
        view = cases.case(work, case_id)
    assert view.skipped == {1: "Hemma sedan augusti.", 2: "Hemma sedan augusti."}
    assert view.before_here == frozenset()


def test_a_pupil_has_one_open_case(office: Office, elvira: UUID) -> None:
    with office.work() as work:
        cases.open_case(work, elvira)

    with pytest.raises(cases.CaseAlreadyOpen), office.work() as work:
        cases.open_case(work, elvira)
