"""What a measure from the catalogue asks for first: what is lacking is a task, what is there is not."""

from uuid import UUID

import pytest

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import LegalType, Role
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.partnering import support
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.usecases.plan_stage import measure


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Månstråle, Alva", "8B").value
        return cases.open_case(work, student, cases.Opening(step=4, why="Kom hit så.")).value


def tasks(office: Office, case_id: UUID, written: Measure) -> dict[str, Role | None]:
    with office.work() as work:
        plans.add_measure(work, case_id, written)
    with office.work() as work:
        return {task.words: task.responsible for task in cases.case(work, case_id).tasks}


def chosen(office: Office, key: str, title: str, **other: object) -> Measure:
    with office.work() as work:
        return measure(work.today, catalogue=key, title=title, **other)


def test_what_is_lacking_is_a_task_of_the_one_who_can_see_to_it(office: Office, case_id: UUID) -> None:
    online = chosen(office, "online_return", "Återskolning", responsible_role=Role.COUNSELLOR)

    found = tasks(office, case_id, online)

    assert found == {
        "Innan Återskolning börjar: minst en tidigare insats som har utvärderats": Role.COUNSELLOR,
        "Innan Återskolning börjar: bedömning tillsammans med huvudmannens stödteam": Role.COUNSELLOR,
        "Innan Återskolning börjar: rektorns beslut": Role.PRINCIPAL,
        "Innan Återskolning börjar: avtal eller kostnad": Role.PRINCIPAL,
    }
    assert tasks(office, case_id, online) == found


def test_what_the_case_or_the_measure_knows_is_not_asked_for(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        support.meet(work, case_id, "special_group", Condition.PRINCIPAL_DECISION, work.today, "Rektor")

    group = chosen(
        office, "special_group", "Liten grupp", legal_type=LegalType.SPECIAL_SUPPORT, support_programme="ÅP 3"
    )

    assert tasks(office, case_id, group) == {}


def test_a_talk_that_the_pupil_wants_asks_for_nothing_and_one_that_nobody_asked_about_does(
    office: Office, case_id: UUID
) -> None:
    assert tasks(office, case_id, chosen(office, "counsellor_talks", "Samtal")) == {}

    silent = chosen(office, "counsellor_talks", "Fler samtal", student_view="")

    assert [*tasks(office, case_id, silent)] == ["Innan Fler samtal börjar: att eleven själv vill"]


def test_a_measure_in_own_words_and_one_without_conditions_ask_for_nothing(
    office: Office, case_id: UUID
) -> None:
    assert tasks(office, case_id, chosen(office, "trusted_adult", "En vuxen")) == {}
    with office.work() as work:
        own = measure(work.today)
    assert tasks(office, case_id, own) == {}


def test_a_task_is_done_like_any_other(office: Office, case_id: UUID) -> None:
    placement = chosen(office, "work_placement", "Praktik")
    tasks(office, case_id, placement)
    with office.work() as work:
        for task in cases.case(work, case_id).tasks:
            duties.do_task(work, task.id)
            assert task.due_on == work.today
        assert all(task.done_on for task in cases.case(work, case_id).tasks)
