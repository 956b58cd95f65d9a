"""Samverkan by hand: a consent, a question that is held without it, a SIP, and what only some may see."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.partnering.collaboration import (
    ConsentAnswer,
    ContactState,
    Ground,
    MeetingKind,
    Partner,
)
from narvaro_desktop.gui.dialogs.concern_dialogs import ConcernDialog
from narvaro_desktop.gui.dialogs.consent_dialog import ConsentDialog
from narvaro_desktop.gui.dialogs.deviation_dialog import DeviationDialog
from narvaro_desktop.gui.dialogs.elsewhere_dialogs import CopySheetDialog, ReferenceDialog
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.dialogs.partner_dialogs import ContactDialog, ReplyDialog
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import CallDialog, HoldDialog
from narvaro_desktop.gui.dialogs.placement_dialog import PlacementDialog
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.dialogs.support_dialog import GateDialog, SupportDialog
from narvaro_desktop.gui.pages.collaboration.collaboration_page import CollaborationPage
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import consents
from narvaro_desktop.usecases.partnering.collaboration import CollaborationView, collaboration
from narvaro_desktop.usecases.partnering.consents import Asked
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle, opened, rest
from tests.usecases.circle_of_a_case import let_in

BUP, SOCIAL = Partner.PSYCHIATRY, Partner.SOCIAL_SERVICES


def looked_at(paper: PaperDialog, settle: Settle) -> str:
    """What the first page says in the program itself, before anything is a file."""
    paper.look_button.click()
    settle()
    looked = paper.findChild(PreviewDialog)
    assert looked is not None
    words = looked.view.pages[0].accessibleDescription()
    looked.reject()
    return words


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Alma Blåbärsskog")
        work.session.flush()
        return cases.open_case(work, student).value


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = opened(office, qtbot)
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    made.close()


def page_of(window: SchoolWindow, case_id: UUID, qtbot: QtBot) -> CollaborationPage:
    window.go("collaboration", case_id=case_id)
    rest(window, qtbot)
    found = window.page("collaboration")
    assert isinstance(found, CollaborationPage)
    return found


@pytest.fixture
def page(window: SchoolWindow, case_id: UUID, qtbot: QtBot) -> CollaborationPage:
    return page_of(window, case_id, qtbot)


def kept(window: SchoolWindow, case_id: UUID) -> CollaborationView:
    with window.runner.office.work() as work:
        return collaboration(work, case_id)


def say_yes(window: SchoolWindow, case_id: UUID, *whom: Partner) -> None:
    with window.runner.office.work() as work:
        for partner in whom:
            consents.ask(work, case_id, Asked(None, partner, ConsentAnswer.GIVEN, work.today, "Skolan"))


def dialog(window: QWidget, kind: type[QDialog]) -> QDialog:
    [found] = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def said(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def accept(made: QDialog, qtbot: QtBot, settle: Settle) -> None:
    assert isinstance(made, Dialog)
    qtbot.mouseClick(made.verb_button, Qt.MouseButton.LeftButton)
    settle()


def test_an_empty_page_says_where_to_begin(page: CollaborationPage, look: tuple[str, float]) -> None:
    assert "Börja med ett samtycke" in said(page)
    assert not audit(page)


def test_a_question_is_held_until_there_is_consent_or_a_reason(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    made: ContactDialog = page.acts.contact()
    made.partner.choose(BUP)
    made.question.set_text("Finns en kontakt?")
    accept(made, qtbot, settle)

    assert made.isVisible()
    assert "Samtycke till BUP saknas." in said(made)
    assert made.because_field.isVisible()
    assert not audit(made)
    made.because.set_text("Vårdnadshavaren ringde med BUP på högtalare.")
    accept(made, qtbot, settle)
    [contact] = kept(window, case_id).contacts
    assert contact.state is ContactState.ASKED
    assert "Varför ändå" in said(page)


def test_a_consent_opens_and_its_withdrawal_closes(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    made: ConsentDialog = page.acts.consent()
    made.giver.setCurrentIndex(1)
    made.partner.choose(SOCIAL)
    assert not audit(made)
    accept(made, qtbot, settle)
    assert "Alma Blåbärsskog" in said(page)

    asked: ContactDialog = page.acts.contact()
    asked.partner.choose(SOCIAL)
    asked.question.set_text("Vad behöver familjen?")
    accept(asked, qtbot, settle)
    assert len(kept(window, case_id).contacts) == 1
    [consent] = kept(window, case_id).consents
    page.acts.on_consent(str(consent.id), "withdraw")
    settle()
    assert "återkallat" in " ".join(one.due for one in page.consents._tasks or ())


def test_an_answer_comes_back_and_says_what_may_be_passed_on(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    say_yes(window, case_id, BUP)
    asked: ContactDialog = page.acts.contact()
    asked.partner.choose(BUP)
    asked.question.set_text("Finns en kontakt?")
    accept(asked, qtbot, settle)
    [contact] = kept(window, case_id).contacts

    page.acts.on_contact(str(contact.id), "reply")
    made = dialog(window, ReplyDialog)
    assert isinstance(made, ReplyDialog)
    made.answer.set_text("Ett första besök är bokat.")
    made.pass_on.set_text("Att besöket är bokat, till mentor.")
    assert not audit(made)
    accept(made, qtbot, settle)

    assert "Får föras vidare: Att besöket är bokat, till mentor." in said(page)


def test_a_sip_is_called_held_and_printed(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    say_yes(window, case_id, BUP, SOCIAL)
    call: CallDialog = page.acts.call(MeetingKind.SIP)
    for partner in (BUP, SOCIAL):
        call.partners.boxes[partner].setChecked(True)
    call.question.set_text("Vad behöver Elvira på morgonen?")
    assert not audit(call)
    accept(call, qtbot, settle)
    [meeting] = kept(window, case_id).meetings
    assert meeting.question == "Vad behöver Elvira på morgonen?"
    assert any("på morgonen?" in one.text() for one in page.findChildren(QLabel))

    page.acts.on_meeting(str(meeting.id), "print")
    paper = dialog(window, PaperDialog)
    assert isinstance(paper, PaperDialog)
    assert all(words in looked_at(paper, settle) for words in ("Kallelse till SIP", "på morgonen?"))
    paper.folder.set_folder(tmp_path)
    accept(paper, qtbot, settle)
    page.acts.on_meeting(str(meeting.id), "hold")
    hold = dialog(window, HoldDialog)
    assert isinstance(hold, HoldDialog)
    hold.owner.setText("kurator")
    accept(hold, qtbot, settle)
    assert "vem som har huvudansvaret" in said(hold)
    hold.lead.setText("BUP")
    hold.lines[0].what.setText("Bokar ett första besök")
    hold.lines[0].who.setText("BUP")
    assert not audit(hold)
    accept(hold, qtbot, settle)

    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert "Blåbärsskog" not in next(tmp_path.glob("*.pdf")).name
    [held] = kept(window, case_id).meetings
    assert (held.lead, held.next_owner, [task.who for task in held.tasks]) == ("BUP", "kurator", ["BUP"])
    page.acts.on_agreed(str(held.tasks[0].id), "done")
    settle()
    assert kept(window, case_id).meetings[0].tasks[0].done_on is not None


def test_nothing_is_written_of_a_tjanstemannamote_before_its_ground_is_chosen(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    call: CallDialog = page.acts.call(MeetingKind.OFFICIALS)

    assert not call.agenda.isEnabled()
    accept(call, qtbot, settle)
    assert "Välj med samtycke eller avidentifierat" in said(call)
    qtbot.mouseClick(call.ground.buttons()[1], Qt.MouseButton.LeftButton)
    assert call.agenda.isEnabled()
    call.partners.boxes[SOCIAL].setChecked(True)
    accept(call, qtbot, settle)
    [meeting] = kept(window, case_id).meetings
    assert meeting.ground is Ground.ANONYMOUS


def test_the_gates_of_learnox_are_shown_noted_and_passed_with_a_reason(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.acts.support("learnox")
    settle()
    made = dialog(window, SupportDialog)
    assert isinstance(made, SupportDialog)
    assert "ingen åtgärd i planen är utvärderad" in said(made)
    assert not audit(made)
    gates = [one.gate for one in made.offer.gates]
    made.noteWanted.emit(made.offer.entry, gates[1])
    note = dialog(window, GateDialog)
    assert isinstance(note, GateDialog)
    note.who.setText("närvaroteamets samordnare")
    assert not audit(note)
    accept(note, qtbot, settle)
    assert "närvaroteamets samordnare" in said(made)
    made.question.set_text("En väg tillbaka.")
    accept(made, qtbot, settle)
    assert "Det här ska finnas först" in said(made)
    made.because.set_text("Rektor beslutar att inte vänta.")
    accept(made, qtbot, settle)

    [contact] = kept(window, case_id).contacts
    assert contact.name.startswith("Learnox")


def test_a_mentor_sees_only_what_she_has_reported_herself(
    school: School, office: Office, case_id: UUID, qtbot: QtBot
) -> None:
    let_in(office, case_id)
    with office.work() as work:
        consents.ask(work, case_id, Asked(None, BUP, ConsentAnswer.GIVEN, date(2026, 10, 1), "Skolan"))
    office.close()
    window = opened(school.unlock("Mentor Al"), qtbot)
    page = page_of(window, case_id, qtbot)

    assert "Samverkan visas inte för din roll. Läses av: kurator, rektor." in said(page)
    assert "BUP" not in said(page)
    made: ConcernDialog = page.acts.concern()
    assert [box.isChecked() for box in made.readers.values()].count(True) == 1
    made.text.set_text("Det eleven berättade.")
    assert not audit(made)
    held = []
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        made.on.set_day(day)
        held.append(made.law.text())
    assert held == ["14 kap. 1 § socialtjänstlagen (2001:453)", "19 kap. 1 § socialtjänstlagen (2025:400)"]
    accept(made, qtbot, lambda: rest(window, qtbot))
    assert "Det eleven berättade." in said(page)
    assert not audit(page)
    window.close()

    other = opened(school.unlock("Kurator Ek"), qtbot)
    assert "Det eleven berättade." not in said(page_of(other, case_id, qtbot))
    rest(other, qtbot)
    other.close()


def test_other_systems_are_noted_and_copied_to_field_by_field(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    made: ReferenceDialog = page.acts.reference()
    assert [made.system.itemText(at) for at in range(made.system.count())] == [
        "Skola24", "Prorenata", "DF Respons", "Kommunens e-tjänst",
    ]  # fmt: skip
    made.system.setCurrentText("Prorenata")
    assert "Journalanteckningar skrivs bara där." in said(made)
    made.number.setText("P-22")
    made.master.setChecked(True)
    assert not audit(made)
    accept(made, qtbot, settle)
    assert "Prorenata: P-22" in said(page)

    page.acts.copy_sheet()
    settle()
    sheet = dialog(window, CopySheetDialog)
    assert isinstance(sheet, CopySheetDialog)
    assert not audit(sheet)
    qtbot.mouseClick(sheet.buttons["Elevens namn"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Elvira Blåbärsskog"
    sheet.reject()


def test_a_deviation_holds_no_name(
    page: CollaborationPage, window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    made: DeviationDialog = page.acts.deviation()
    made.what.set_text("Ingen svarade om Elvira.")
    assert not audit(made)
    accept(made, qtbot, settle)
    assert "Skriv utan namn" in said(made)
    made.what.set_text("Ingen svarade på fyra veckor.")
    accept(made, qtbot, settle)

    [one] = kept(window, case_id).deviations
    page.acts.on_deviation(str(one.id), "print")
    paper = dialog(window, PaperDialog)
    assert isinstance(paper, PaperDialog)
    assert "Ingen svarade på fyra veckor." in looked_at(paper, settle)
    paper.folder.set_folder(tmp_path)
    accept(paper, qtbot, settle)
    page.acts.on_deviation(str(one.id), "sent")
    settle()
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert kept(window, case_id).deviations[0].sent_on is not None


def test_a_workplace_is_added_to_the_register(
    page: CollaborationPage, window: SchoolWindow, qtbot: QtBot, settle: Settle
) -> None:
    page.acts.placements()
    settle()
    made = dialog(window, PlacementDialog)
    assert isinstance(made, PlacementDialog)
    made.company.setText("Snickeriet")
    made.contact.setText("Verkstadschefen")
    assert not audit(made)
    accept(made, qtbot, settle)
    page.acts.placements()
    settle()
    again = dialog(window, PlacementDialog)
    assert "Snickeriet" in said(again)
    again.reject()


def test_the_case_leads_here_and_says_in_a_line_how_it_stands(
    window: SchoolWindow, case_id: UUID, qtbot: QtBot, settle: Settle, page: CollaborationPage
) -> None:
    say_yes(window, case_id, BUP)
    asked: ContactDialog = page.acts.contact()
    asked.partner.choose(BUP)
    asked.question.set_text("Finns en kontakt?")
    accept(asked, qtbot, settle)
    window.go("case", case_id=case_id)
    settle()
    case_page = window.page("case")

    assert "Samverkan: 1 väntar på svar" in said(case_page)
    case_page.outside_link.click()  # type: ignore[attr-defined]
    settle()
    assert window.at is not None and window.at.key == "collaboration"
