"""What the check of a vault finds: nothing in one that was only used, and what somebody put into it."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.store.tables import CaseInvitationRow, PersonRow
from narvaro_desktop.usecases.casework import cases, invitations
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import checks
from narvaro_desktop.usecases.work import Office


def test_a_vault_that_was_only_used_is_whole(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        student = students.add(work, "Saga Kottelund", "5B").value
        work.session.flush()
        cases.open_case(work, student)

    with at_the_principals.work() as work:
        assert checks.verify(work).is_whole


def test_an_invitation_that_nobody_gave_is_found(at_the_principals: Office) -> None:
    with at_the_principals.work() as work:
        student = students.add(work, "Saga Kottelund", "7A").value
        work.session.flush()
        case = cases.open_case(work, student).value
        people = work.session.scalars(select(PersonRow.id).order_by(PersonRow.name)).all()
        invitations.invite(work, case, people[0])

    with at_the_principals.work() as work:
        forged = {"case_id": case, "person_id": people[1], "invited_by": work.actor.id}
        forged |= {"id": work.new_id(), "invited_on": date(2026, 9, 1)}
        work.session.execute(insert(CaseInvitationRow).values(**forged))
    with at_the_principals.work() as work:
        flaws = checks.verify(work).flaws

    assert flaws == (f"put in: case_invitation {forged['id']}",)


def test_the_kurator_does_not_check_the_log(office: Office) -> None:
    with pytest.raises(NotAllowed), office.work() as work:
        checks.verify(work)
