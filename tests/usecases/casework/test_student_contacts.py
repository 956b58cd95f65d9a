"""How long ago somebody had contact with the pupil: who counts it, from what, and when it is too long."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.terms import ContactKind, Party
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.casework import cases, due, duties, notes
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.casework.student_contacts import LastContact, last_contacts
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

TODAY = date(2026, 11, 13)
"""A Friday, two weeks after the autumn break."""


@pytest.fixture
def case_id(office: Office) -> UUID:
    """On the step that asks for contact every fifth school day."""
    office.clock = Clock(TODAY)
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "8B").value
        opening = Opening(step=5, opened_on=date(2026, 10, 12), why="Hemma sedan länge.")
        return cases.open_case(work, student, opening).value


def contact(office: Office, case_id: UUID) -> LastContact:
    with office.work() as work:
        return last_contacts(work, [cases.row_of(work, case_id)])[case_id]


def talk(office: Office, case_id: UUID, on: date, **other: object) -> UUID:
    facts = {"kind": ContactKind.CALL, "text": "Vi talade.", "party": Party.STUDENT, "reached": True, **other}
    with office.work() as work:
        student = cases.row_of(work, case_id).student_id
        return notes.write(work, student, case_id, Written(happened_on=on, **facts)).value  # type: ignore[arg-type]


def test_a_contact_is_counted_in_school_days_and_red_after_the_fifth(office: Office, case_id: UUID) -> None:
    never = contact(office, case_id)
    assert never.last_on is None and never.is_late

    talk(office, case_id, date(2026, 11, 5))

    assert contact(office, case_id) == LastContact(date(2026, 11, 5), 6, 5)
    assert contact(office, case_id).is_late
    talk(office, case_id, date(2026, 11, 6))
    assert not contact(office, case_id).is_late


def test_nobody_reached_and_talks_with_others_are_no_contact(office: Office, case_id: UUID) -> None:
    yesterday = TODAY - timedelta(days=1)
    talk(office, case_id, yesterday, reached=False)
    talk(office, case_id, yesterday, party=Party.GUARDIAN)
    wrong = talk(office, case_id, yesterday)
    with office.work() as work:
        right = Written(ContactKind.CALL, "Vi talade.", Party.GUARDIAN, True)
        notes.correct(work, wrong, right, "Det var mamma som svarade.")

    assert contact(office, case_id).last_on is None


def test_samrad_and_the_duty_count_too(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        duties.do_duty(work, case_id, "student_contact", date(2026, 11, 9))
    assert contact(office, case_id).last_on == date(2026, 11, 9)

    with office.work() as work:
        met = Consultation(Party.STUDENT, True, ContactKind.MEETING, date(2026, 11, 11), "Vi pratade.")
        consultations.hear(work, case_id, met)

    assert contact(office, case_id).last_on == date(2026, 11, 11)


def test_a_text_one_may_not_read_does_not_tell_of_a_contact(
    school: School, office: Office, case_id: UUID
) -> None:
    talk(office, case_id, TODAY)
    let_in(office, case_id)
    office.close()
    mentor = school.unlock("Mentor Al")
    mentor.clock = Clock(TODAY)

    assert contact(mentor, case_id).last_on is None
    talk(mentor, case_id, TODAY)
    assert contact(mentor, case_id).last_on == TODAY
    mentor.close()


def test_the_list_of_cases_says_it_of_each(office: Office, case_id: UUID) -> None:
    talk(office, case_id, date(2026, 11, 2))

    with office.work() as work:
        [line] = due.standings(work)
        assert settings.calendar(work).is_school_day(TODAY)

    assert (line.contact.last_on, line.contact.is_late) == (date(2026, 11, 2), True)
