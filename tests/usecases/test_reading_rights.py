"""Who is told of a decision: nobody whose role may not read decisions, on whatever page."""

from datetime import date

import pytest

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.casework import cases, informing, timeline
from narvaro_desktop.usecases.deciding import decisions, earlier_decision, notifications
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import team
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

SECRET = "Beslutet gäller något som bara några ska läsa."


def test_the_syv_meets_a_case_and_no_decision(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        team.add_person(work, "SYV Asp", Role.CAREER_COUNSELLOR, School.PHRASE, kdf=PRACTICE_KDF)
        student = students.add(work, "Saga Kottelund", "9A").value
        work.session.flush()
        case = cases.open_case(work, student).value
        earlier_decision.record(work, case, date(2026, 9, 1), SECRET, date(2026, 9, 2), "KS 1")
        decisions.waive(work, student, SECRET)
    let_in(office, case, "SYV Asp")
    office.close()

    office = school.unlock("SYV Asp")
    with office.work() as work:
        told = repr(timeline.timeline(work, case))
        asked = (
            notifications.notifications(work),
            decisions.decisions_of(work, case),
            informing.to_inform(work, case),
        )
    office.close()

    assert SECRET not in told
    assert asked == ([], [], [])


def test_whoever_can_unlock_the_vault_stands_in_the_team(school: School) -> None:
    office = school.unlock("Rektor Rönn")
    keys = office.vault.key_file
    with pytest.raises(KeyboardInterrupt), office.work() as work:
        team.add_person(work, "Kurator Al", Role.COUNSELLOR, School.PHRASE, kdf=PRACTICE_KDF)
        raise KeyboardInterrupt
    office.close()
    assert len(office.vault.key_file.active_users) == len(keys.active_users) + 1

    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        names = {person.name for person in team.people(work)}
    office.close()
    assert "Kurator Al" in names
