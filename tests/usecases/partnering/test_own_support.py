"""The school's own entries of the catalogue stand first, ask for what they ask, and leave when they end."""

from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import Partner
from narvaro_desktop.domain.partnering.support import GatesOpen
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import own_support, partners, support
from narvaro_desktop.usecases.partnering.own_support import AnswerDaysWrong, OwnSupport, OwnSupportIncomplete
from narvaro_desktop.usecases.partnering.partners import Question
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

STABLE = OwnSupport(
    "Stallet vid ån", "Ring föreståndaren.", partner=Partner.LEISURE, answer_days=5,
    conditions=(Condition.STUDENT_WISH,),
)  # fmt: skip


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        return cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value).value


def names(office: Office, case_id: UUID) -> list[str]:
    with office.work() as work:
        return [one.entry.name for one in support.offers(work, case_id)]


def ask(office: Office, case_id: UUID, key: UUID) -> None:
    with office.work() as work:
        question = Question(Partner.LEISURE, "Två förmiddagar?", work.today, entry=f"own_{key.hex}")
        partners.ask(work, case_id, question)


def test_an_own_entry_stands_first_and_asks_for_what_it_asks(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        key = own_support.keep(work, STABLE).value

    assert names(office, case_id)[0] == "Stallet vid ån"
    with pytest.raises(GatesOpen):
        ask(office, case_id, key)
    with office.work() as work:
        support.meet(work, case_id, f"own_{key.hex}", Condition.STUDENT_WISH, work.today, "kurator")
    ask(office, case_id, key)


def test_what_is_there_no_longer_keeps_its_name_where_it_was_asked_for(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        key = own_support.keep(work, OwnSupport("Stallet vid ån", "Ring.")).value
    ask(office, case_id, key)

    with office.work() as work:
        own_support.end(work, key)

    assert "Stallet vid ån" not in names(office, case_id)
    with office.work() as work:
        assert own_support.own(work) == {}
        assert [one.name for one in partners.contacts(work, case_id)] == ["Stallet vid ån"]


def test_an_entry_is_changed_in_its_place(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        key = own_support.keep(work, STABLE).value
        own_support.keep(work, OwnSupport("Ridskolan", "Mejla."), key)

    with office.work() as work:
        assert own_support.own(work) == {key: OwnSupport("Ridskolan", "Mejla.")}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (OwnSupport(" ", "Ring."), OwnSupportIncomplete),
        (OwnSupport("Stallet", ""), OwnSupportIncomplete),
        (OwnSupport("Stallet", "Ring.", answer_days=0), AnswerDaysWrong),
        (OwnSupport("Stallet", "Ring.", answer_days=366), AnswerDaysWrong),
    ],
)
def test_what_says_too_little_is_refused(office: Office, said: OwnSupport, refused: type[Exception]) -> None:
    with office.work() as work, pytest.raises(refused):
        own_support.keep(work, said)


def test_who_does_not_work_with_samverkan_changes_nothing(school: School) -> None:
    mentor = school.unlock("Mentor Al")
    with mentor.work() as work, pytest.raises(NotAllowed):
        own_support.keep(work, STABLE)
    mentor.close()


def test_the_log_says_that_somebody_was_asked_and_not_who(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        question = Question(Partner.PSYCHIATRY, "Finns en kontakt?", work.today)
        partners.ask(work, case_id, question, reason="Bråttom.")
        support.meet(work, case_id, "psychiatry", Condition.CONSENT, work.today, "kurator")

    with office.work() as work:
        rows = work.session.scalars(select(AccessLogRow).where(AccessLogRow.case_id == str(case_id))).all()

    assert {row.action for row in rows} >= {"partner.ask", "gate.meet"}
    assert not any("psychiatry" in row.facts for row in rows)
