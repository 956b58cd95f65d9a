"""A case goes from the kurator's laptop to the rektor's and back, by files alone."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.terms import ContactKind, InfoClass, NotificationState, Party, Role, VaultKind
from narvaro_desktop.sealing.refusals import (
    Duplicate,
    Protected,
)
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.tables import CaseRow, GuardianRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.sharing import disputes, handover_files, handovers
from narvaro_desktop.usecases.work import Office
from tests.usecases.deciding.test_chain import FILLED, trust
from tests.usecases.team_of_laptops import NOTE, Team, elviras_case, handed, me, receive, returned, rows


@pytest.fixture
def case_id(kurator: Office) -> UUID:
    return elviras_case(kurator)


@pytest.fixture
def huvudman(staff: Team) -> Office:
    office = staff.vault("Handläggare Lind", Role.RECIPIENT, VaultKind.HUVUDMAN, "Almstads kommun")
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
        keys.ensure_card(work)
    return office


def test_a_case_goes_to_the_rektor_who_decides_and_comes_back_with_decision_and_receipt(
    staff: Team, kurator: Office, rektor: Office, huvudman: Office, case_id: UUID, tmp_path: Path
) -> None:
    trust(rektor, huvudman)

    taken = receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb")).taken

    assert taken is not None
    assert (taken.case, taken.sender, taken.is_new, taken.is_closed) == (case_id, "Kurator Ek", True, False)
    with rektor.work() as work:
        assert [one.message for one in handovers.waiting(work)] == ["Beslut, tack."]
        assert [note.text for note in notes.notes_of(work, case_id)] == [NOTE.text]
        place = handover_files.whereabouts(work, case_id)
        assert place is not None
        assert (place.kind, place.is_out, place.role) == ("handover", False, Role.COUNSELLOR)
    assert rows(rektor, case_id) == rows(kurator, case_id)

    with rektor.work() as work:
        made = decisions.open_inquiry(work, case_id, FILLED).value
        anmalan = notifications.seal(work, made, FILLED, tmp_path / "usb").value
    trust(huvudman, rektor)
    with huvudman.work() as work:
        arrived = inbox.receive(work, anmalan.path).value
        assert arrived.received is not None
    with huvudman.work() as work:
        view = register.received_one(work, arrived.received)
        answer = inbox.acknowledge(work, view.line.id, tmp_path / "svar", contact="Växel").value
    receive(rektor, answer.path)
    back = returned(rektor, case_id, tmp_path / "usb")

    assert receive(kurator, back).taken is not None
    with kurator.work() as work:
        [line] = notifications.notifications(work, case_id)
        assert line.state is NotificationState.RECEIVED
        assert [one.decided for one in handovers.answered_for_me(work)] == [True]
        assert cases.case(work, case_id).line.step == 3
        place = handover_files.whereabouts(work, case_id)
        assert place is not None
        assert (place.kind, place.is_out, place.role) == ("return", False, Role.PRINCIPAL)
    assert rows(rektor, case_id) == rows(kurator, case_id)


def test_both_edit_the_same_field_and_both_are_shown_until_one_is_chosen(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    for office, source in ((kurator, "Kuratorns lista"), (rektor, "Rektorns lista")):
        with office.work() as work:
            work.session.get_one(CaseRow, case_id).stated_source = source
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb", "Igen."))

    for office in (kurator, rektor):
        with office.work() as work:
            [dispute] = disputes.open_disputes(work, case_id)
            assert dispute.field == "stated_source"
            assert {(one.value, one.who) for one in dispute.choices} == {
                ("Kuratorns lista", "Kurator Ek"), ("Rektorns lista", "Rektor Rönn"),
            }  # fmt: skip
    with rektor.work() as work:
        mine = next(one for one in dispute.choices if one.who == "Rektor Rönn")
        disputes.choose(work, case_id, dispute, mine.clock)
        assert disputes.open_disputes(work, case_id) == []
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))
    with kurator.work() as work:
        assert disputes.open_disputes(work, case_id) == []
        assert work.session.get_one(CaseRow, case_id).stated_source == "Rektorns lista"
    assert rows(rektor, case_id) == rows(kurator, case_id)


def test_only_what_the_colleague_may_read_goes(
    staff: Team, kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    nurse = staff.joined(rektor, "Skolsköterska Ask", Role.SCHOOL_NURSE)
    with kurator.work() as work:
        student = cases.case(work, case_id).line.student.id
        own = notes.Written(ContactKind.NOTE, "Bara för mig.", info_class=InfoClass.OWN)
        notes.write(work, student, case_id, own)
        plain = notes.Written(ContactKind.NOTE, "Bytte plats i dag.", info_class=InfoClass.SCHOOL)
        notes.write(work, student, case_id, plain)
    receive(kurator, _news(rektor, kurator, case_id, tmp_path))

    with kurator.work() as work:
        seen = handover_files.outline(work, case_id, me(nurse))
    assert seen.goes["note"] == 1
    assert seen.stays == {("note", InfoClass.COUNSELLING): 1, ("note", InfoClass.OWN): 1}

    receive(nurse, handed(kurator, nurse, case_id, tmp_path / "usb", "Kan du väga in hälsan?"))
    with nurse.work() as work:
        assert [note.text for note in notes.notes_of(work, case_id)] == ["Bytte plats i dag."]
        assert [one.message for one in handovers.waiting(work)] == ["Kan du väga in hälsan?"]


def _news(rektor: Office, kurator: Office, case_id: UUID, folder: Path) -> Path:
    """The school's newest card comes with any file: here a case to and fro."""
    receive(rektor, handed(kurator, rektor, case_id, folder / "usb", "För kännedom."))
    return returned(rektor, case_id, folder / "usb")


def test_a_protected_pupil_never_travels(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    with kurator.work() as work:
        students.protect(work, cases.case(work, case_id).line.student.id)

    with pytest.raises(Protected):
        handed(kurator, rektor, case_id, tmp_path / "usb")
    assert list((tmp_path / "usb").glob("narvaro-*.part")) == []


def test_a_file_twice_changes_nothing(kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path) -> None:
    file = handed(kurator, rektor, case_id, tmp_path / "usb")
    receive(rektor, file)
    before = rows(rektor, case_id)

    with pytest.raises(Duplicate):
        receive(rektor, file)
    assert rows(rektor, case_id) == before


def test_an_older_file_that_comes_late_takes_nothing_back(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    first = handed(kurator, rektor, case_id, tmp_path / "usb")
    with kurator.work() as work:
        work.session.get_one(CaseRow, case_id).stated_source = "Nyare lista"
    second = handed(kurator, rektor, case_id, tmp_path / "usb", "Nyare.")

    receive(rektor, second)
    receive(rektor, first)

    assert rows(rektor, case_id) == rows(kurator, case_id)
    with rektor.work() as work:
        assert disputes.open_disputes(work, case_id) == []


def test_the_log_still_answers_for_every_row_that_came(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    for office in (kurator, rektor):
        with office.work() as work:
            report = verify(work.session, UUID(office.vault.id), signers_of(office.vault.key_file))
        assert report.findings == ()
        assert report.rows > 0


def test_a_guardian_that_one_took_away_and_the_other_heard_is_still_there(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with rektor.work() as work:
        [guardian] = work.session.scalars(select(GuardianRow.id))
        heard = Consultation(
            party=Party.GUARDIAN, guardian_id=guardian, held=True, form=ContactKind.CALL,
            happened_on=date(2026, 10, 1), summary="Bo vill ha mejl.",
        )  # fmt: skip
        consultations.hear(work, case_id, heard)
    with kurator.work() as work:
        students.remove_guardian(work, guardian)
    there = handed(kurator, rektor, case_id, tmp_path / "usb", "Igen.")
    back = returned(rektor, case_id, tmp_path / "usb")

    receive(rektor, there)
    receive(kurator, back)

    assert rows(rektor, case_id) == rows(kurator, case_id)
    with kurator.work() as work:
        assert work.session.get(GuardianRow, guardian) is not None


def test_a_guardian_that_was_taken_away_is_away_on_both(
    kurator: Office, rektor: Office, case_id: UUID, tmp_path: Path
) -> None:
    with kurator.work() as work:
        student = cases.case(work, case_id).line.student.id
        other = students.add_guardian(work, student, "Fel Person").value
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with kurator.work() as work:
        students.remove_guardian(work, other)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb", "Igen."))

    with rektor.work() as work:
        assert work.session.get(GuardianRow, other) is None
    assert rows(rektor, case_id) == rows(kurator, case_id)
