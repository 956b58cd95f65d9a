"""The kurator hands a case over; the rektor answers; the answer comes back once."""

from uuid import UUID

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School

WORDS = "Frånvaron har ökat tre veckor i rad. Jag tror att en utredning behövs."


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student).value
        handovers.hand_over(work, case_id, WORDS)
    return case_id


def test_what_the_kurator_hands_over_waits_for_the_rektor(
    school: School, office: Office, case_id: UUID
) -> None:
    with office.work() as work:
        assert handovers.waiting(work) == []
    office.close()

    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        [one] = handovers.waiting(work)
    rektor.close()

    assert (one.case_id, one.asked_by, one.message) == (case_id, "Kurator Ek", WORDS)
    assert one.student.name == "Elvira Blåbärsskog"


def test_a_case_is_not_handed_over_twice_nor_without_a_word(office: Office, case_id: UUID) -> None:
    with pytest.raises(handovers.AlreadyWaiting), office.work() as work:
        handovers.hand_over(work, case_id, "Igen.")
    with pytest.raises(handovers.MessageMissing), office.work() as work:
        handovers.hand_over(work, case_id, "  ")


def test_the_kurator_cannot_answer_for_the_rektor(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        [one] = handovers.of_case(work, case_id)

    with pytest.raises(NotAllowed), office.work() as work:
        handovers.answer(work, one.id, decided=True)


def test_it_comes_back_with_a_comment_and_is_seen_once(school: School, office: Office, case_id: UUID) -> None:
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        [one] = handovers.waiting(work)
        with pytest.raises(handovers.MessageMissing):
            handovers.answer(work, one.id, decided=False)
        handovers.answer(work, one.id, decided=False, comment="Gör kartläggningen klar först.")
    with pytest.raises(handovers.AlreadyAnswered), rektor.work() as work:
        handovers.answer(work, one.id, decided=True)
    with rektor.work() as work:
        assert handovers.waiting(work) == []
    rektor.close()

    kurator = school.unlock()
    with kurator.work() as work:
        [answer] = handovers.answered_for_me(work)
        handovers.seen(work, answer.id)
    with kurator.work() as work:
        assert handovers.answered_for_me(work) == []
    kurator.close()

    assert (answer.decided, answer.comment) == (False, "Gör kartläggningen klar först.")
    assert answer.answered_by == "Rektor Rönn"


def test_nothing_is_said_to_be_decided_before_it_is(school: School, office: Office, case_id: UUID) -> None:
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        [one] = handovers.waiting(work)
    with pytest.raises(handovers.NothingDecided), rektor.work() as work:
        handovers.answer(work, one.id, decided=True)
    with rektor.work() as work:
        assert [waits.id for waits in handovers.waiting(work)] == [one.id]
        cases.climb(work, case_id, dict.fromkeys(open_duties(work, case_id), "Görs på nästa steg."))
    with rektor.work() as work:
        handovers.answer(work, one.id, decided=True)
        assert handovers.waiting(work) == []
    rektor.close()


def open_duties(work: Work, case_id: UUID) -> list[str]:
    return [line.duty.key for line in cases.case(work, case_id).duties if line.outstanding]


def test_the_decision_itself_is_the_answer(school: School, office: Office, case_id: UUID) -> None:
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        decisions.open_inquiry(work, case_id, Filled())
    with rektor.work() as work:
        assert handovers.waiting(work) == []
    rektor.close()

    kurator = school.unlock()
    with kurator.work() as work:
        [answer] = handovers.answered_for_me(work)
    kurator.close()

    assert answer.decided
