"""Custody decides whom the school asks and tells: one with sole custody, two together, none at all."""

from uuid import UUID

import pytest

from narvaro_desktop.domain.partnering.collaboration import ConsentAnswer, ConsentState, Partner
from narvaro_desktop.domain.privacy_terms import Custody
from narvaro_desktop.domain.terms import Party
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import consents
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office


@pytest.fixture
def family(office: Office) -> tuple[UUID, UUID, UUID]:
    """The case, and its two guardians."""
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        first, second = (students.add_guardian(work, student, name, "").value for name in ("Ek", "Al"))
        return cases.open_case(work, student).value, first, second


def says_yes(office: Office, case_id: UUID, guardian: UUID) -> ConsentState:
    with office.work() as work:
        given = Asked(guardian, Partner.PSYCHIATRY, ConsentAnswer.GIVEN, work.today, "Frånvaron.")
        consents.ask(work, case_id, given)
        return consents.sharing(work, case_id, Partner.PSYCHIATRY).state


@pytest.mark.parametrize(
    ("others", "state"),
    [
        ((None, False), ConsentState.PARTIAL),
        ((Custody.JOINT, False), ConsentState.PARTIAL),
        ((Custody.NONE, False), ConsentState.VALID),
        ((None, True), ConsentState.VALID),
    ],
)
def test_a_consent_needs_those_who_have_custody(
    office: Office, family: tuple[UUID, UUID, UUID], others: tuple[Custody | None, bool], state: ConsentState
) -> None:
    case_id, first, second = family
    with office.work() as work:
        students.set_custody(work, second, *others)

    assert says_yes(office, case_id, first) is state


def test_sole_custody_is_enough(office: Office, family: tuple[UUID, UUID, UUID]) -> None:
    case_id, first, _second = family
    with office.work() as work:
        students.set_custody(work, first, Custody.SOLE, False)

    assert says_yes(office, case_id, first) is ConsentState.VALID
    with office.work() as work:
        assert {one.name: one.custody for one in consents.givers(work, case_id)} == {
            "Eleven": "", "Ek": "ensam vårdnad", "Al": "",
        }  # fmt: skip


def test_who_has_no_custody_is_listed_and_not_waited_for(
    office: Office, family: tuple[UUID, UUID, UUID]
) -> None:
    case_id, first, second = family
    with office.work() as work:
        students.set_custody(work, second, Custody.NONE, False)
        found = consultations.samrad(work, case_id)

    assert [one.name for one in found.lacking if one.party is Party.GUARDIAN] == ["Ek"]
    assert {one.guardian_id: one.custody for one in found.everyone if one.party is Party.GUARDIAN} == {
        first: "", second: "ingen vårdnad",
    }  # fmt: skip
