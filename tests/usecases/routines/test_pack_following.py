"""How the routine is followed: what was done in time, what was late or left open, and never whose."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.partnering.collaboration import ContactState, Obstacle, Partner
from narvaro_desktop.domain.routines.pack_following import Followed
from narvaro_desktop.domain.terms import Closure
from narvaro_desktop.usecases.casework import cases, closing, duties
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.partnering.partners import Question, Reply
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.routines import pack_answers, pack_following
from narvaro_desktop.usecases.routines.pack_following import Following
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office

MONDAY = date(2026, 9, 7)


@pytest.fixture
def rektor(at_the_principals: Office) -> Office:
    at_the_principals.rules, at_the_principals.clock = shipped(all_deadlines=True), Clock(MONDAY)
    return at_the_principals


def opened(office: Office, name: str) -> UUID:
    with office.work() as work:
        return cases.open_case(work, students.add(work, name, "5B").value).value


def of_step_1(office: Office) -> Followed:
    with office.work() as work:
        found = pack_following.following(work)
    return next((one.followed for one in found.steps if one.sign == "1"), Followed())


def test_a_duty_is_in_time_late_or_late_now(rektor: Office) -> None:
    first, second = opened(rektor, "Alva Kottelund"), opened(rektor, "Saga Regnskur")
    with rektor.work() as work:
        line = next(one for one in duties.duty_lines(work, cases.row_of(work, first)) if one.due_on)
        asked = sum(
            one.due_on is not None and one.duty.mandatory and not one.duty.every
            for one in duties.duty_lines(work, cases.row_of(work, first))
        )
        assert line.due_on is not None
    assert of_step_1(rektor) == Followed(), "nothing is due yet"

    with rektor.work() as work:
        duties.do_duty(work, first, line.duty.key, line.due_on)
        duties.do_duty(work, second, line.duty.key, line.due_on + timedelta(days=1))
    rektor.clock = Clock(MONDAY + timedelta(days=60))

    assert of_step_1(rektor) == Followed(in_time=1, late=1, overdue=2 * (asked - 1))


def test_a_protected_pupil_is_not_counted(rektor: Office) -> None:
    case = opened(rektor, "Alva Kottelund")
    rektor.clock = Clock(MONDAY + timedelta(days=60))
    assert of_step_1(rektor).overdue
    with rektor.work() as work:
        students.protect(work, cases.row_of(work, case).student_id)

    assert not of_step_1(rektor).asked


def test_what_did_not_come_about_is_counted_by_why_and_what_waits_by_its_age(rektor: Office) -> None:
    case = opened(rektor, "Alva Kottelund")
    with rektor.work() as work:
        asked = Question(Partner.PSYCHIATRY, "Kan ni träffa eleven?", MONDAY)
        made = [partners.ask(work, case, asked, reason="Bråttom.").value for _time in range(2)]
        partners.answer(work, made[0], Reply(ContactState.REFUSED, MONDAY, obstacle=Obstacle.QUEUE))
        found: Following = pack_following.following(work)

    assert found.not_come == ((Obstacle.QUEUE.label, 1),)
    assert (found.waiting, found.waits_since) == (1, MONDAY)
    assert "Kottelund" not in repr(found) and not found.is_empty


def test_only_who_decides_on_the_routine_reads_it(office: Office) -> None:
    with office.work() as work, pytest.raises(NotAllowed):
        pack_following.following(work)


def test_the_owner_of_the_routine_gets_it_on_paper(rektor: Office) -> None:
    case = opened(rektor, "Alva Kottelund")
    with rektor.work() as work:
        told = Farewell(Closure.LEFT_SCHOOL, None, True, "Alla", "Ring redan första dagen.", {}, "Flyttat.")
        closing.close(work, case, told)
        paper = pack_answers.answer(work)

    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper.pdf)).pages)
    assert "Ring redan första dagen." in said and "Steg 1, Uppmärksamma" in said
    assert "<5 ärenden avslutade, .. med bättre närvaro" in " ".join(said.split())
    assert "Kottelund" not in said + paper.file_name
