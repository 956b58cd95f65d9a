"""Beside the case: other systems, the register of workplaces, and deviations that name nobody."""

from datetime import date
from uuid import UUID

import pytest

from narvaro_desktop.domain.partnering.collaboration import NameInText, Obstacle, Partner
from narvaro_desktop.usecases.casework import cases, elsewhere
from narvaro_desktop.usecases.casework.elsewhere import Reference, ReferenceIncomplete
from narvaro_desktop.usecases.partnering import deviations, placements
from narvaro_desktop.usecases.partnering.deviations import Deviation
from narvaro_desktop.usecases.partnering.placements import Placement, PlacementIncomplete
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

BUP = Partner.PSYCHIATRY


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student).value


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def test_a_deviation_is_told_without_names(office: Office, case_id: UUID, today: date) -> None:
    said = Deviation(today, BUP, Obstacle.NO_ANSWER, "Ingen svarade om Elvira.")
    with pytest.raises(NameInText), office.work() as work:
        deviations.record(work, said, case_id)
    with office.work() as work:
        whole = Deviation(today, BUP, Obstacle.NO_ANSWER, "Ingen svarade på fyra veckor.")
        made = deviations.record(work, whole, case_id).value
        deviations.send(work, made, today)
        deviations.answer(work, made, today, "En ny rutin för svar.")
        [one] = deviations.deviations(work)

    assert (one.said, one.sent_on, one.answer) == (whole, today, "En ny rutin för svar.")


def test_one_other_system_at_most_is_the_master(office: Office, case_id: UUID, today: date) -> None:
    with office.work() as work:
        elsewhere.refer(work, case_id, Reference("DF Respons", "DF-1", today, is_master=True))
        elsewhere.refer(work, case_id, Reference("Prorenata", "P-22", today, True, "kvitto 9"))
        first, second = elsewhere.references(work, case_id)
        where = cases.case(work, case_id).elsewhere
        elsewhere.take_away(work, second.id)
    with pytest.raises(ReferenceIncomplete), office.work() as work:
        elsewhere.refer(work, case_id, Reference("Skola24", " ", today))

    assert (first.said.system, first.said.receipt, where) == ("Prorenata", "kvitto 9", "Prorenata")
    assert not second.said.is_master


def test_the_copy_sheet_has_one_fact_a_line_and_is_logged(office: Office, case_id: UUID) -> None:
    with office.work() as work:
        lines = {line.label: line.value for line in elsewhere.copy_sheet(work, case_id)}
        actions = [line.action for line in work.lines]

    assert lines["Elevens namn"] == "Elvira Blåbärsskog"
    assert lines["Frånvaro"] == "kan inte beräknas"
    assert "reference.copy" in actions


def test_a_protected_pupil_is_not_named_on_the_copy_sheet(
    school: School, office: Office, case_id: UUID
) -> None:
    office.close()
    rektor = school.unlock("Rektor Rönn")
    with rektor.work() as work:
        students.protect(work, cases.case(work, case_id).line.student.id)
        lines = {line.label: line.value for line in elsewhere.copy_sheet(work, case_id)}
    rektor.close()

    assert lines["Elevens namn"] == lines["Personnummer"] == lines["Hemkommun"] == ""


def test_a_workplace_stands_in_the_register_until_it_ends(office: Office, today: date) -> None:
    with pytest.raises(PlacementIncomplete), office.work() as work:
        placements.add(work, Placement("Snickeriet", ""))
    with office.work() as work:
        made = placements.add(work, Placement("Snickeriet Spånet", "Verkstadschefen, växel 08-000", "Packa"))
    with office.work() as work:
        [one] = placements.placements(work)
        placements.end(work, made.value)
        work.session.flush()
        left = placements.placements(work)

    assert one.said.company == "Snickeriet Spånet"
    assert left == ()
