"""When the page of a case suggests the skolsköterska: by sickness in the figures, and until she is there."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.casework.nurse_hints import OFFERED, NurseHint, nurse_hint
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.absence.test_sick_leave import SICK, UNTIL, VISIT, lessons, mondays, words
from tests.usecases.circle_of_a_case import let_in
from tests.usecases.pupils_with_days import data_until, pupil

NURSE = "Skolsköterska Vide"


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock("Rektor Rönn")
    opened.clock = Clock(date(2026, 10, 24))
    with opened.work() as work:
        team.add_person(work, NURSE, Role.SCHOOL_NURSE, School.PHRASE, kdf=PRACTICE_KDF)
    yield opened
    opened.close()


def a_case(office: Office, reason: int, step: int = 2) -> UUID:
    with office.work() as work:
        words(work)
        student = pupil(work, "Elvira Blåbärsskog")
        lessons(work, student, dict.fromkeys(mondays(8), reason))
        data_until(work, UNTIL)
        why = "Frånvaron har ökat." if step > 1 else ""
        return cases.open_case(work, student, cases.Opening(step=step, why=why)).value


def hint(office: Office, case_id: UUID) -> NurseHint | None:
    with office.work() as work:
        view = cases.case(work, case_id)
        seen = attendance.absence_of(work, view.line.student.id)
        return nurse_hint(work, view, seen.now if seen else None)


def test_absence_that_is_mostly_sickness_suggests_her_until_she_is_invited(office: Office) -> None:
    case_id = a_case(office, SICK)

    found = hint(office, case_id)
    let_in(office, case_id, NURSE)

    assert found is not None and found.share is not None
    assert found.share.text() == "5,0\N{NO-BREAK SPACE}%"
    assert hint(office, case_id) is None


def test_a_talk_that_has_been_offered_ends_the_suggestion(office: Office) -> None:
    case_id = a_case(office, SICK)
    with office.work() as work:
        duties.do_duty(work, case_id, OFFERED)

    assert hint(office, case_id) is None


@pytest.mark.parametrize(("reason", "step"), [(VISIT, 2), (SICK, 1)])
def test_other_reasons_and_steps_without_her_suggest_nobody(office: Office, reason: int, step: int) -> None:
    assert hint(office, a_case(office, reason, step)) is None
