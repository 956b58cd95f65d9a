"""Ctrl N: a contact in ten seconds, wherever one is; nothing that was typed is lost."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import ContactKind, InfoClass, Party
from narvaro_desktop.gui.dialogs.quick_note_dialog import NoteDialog
from narvaro_desktop.gui.quick_note import QuickNotes
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Note
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit


def _empty(_runner: Runner, _shell: Shell) -> QWidget:
    return QWidget()


@pytest.fixture
def office(school: School) -> Office:
    """The kurator's office; the window closes it."""
    return school.unlock()


@pytest.fixture
def elvira(office: Office) -> UUID:
    """Elvira's case; Tage has none."""
    with office.work() as work:
        students.add(work, "Tage Kottelund", "7A")
        return cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value).value


@pytest.fixture
def window(qtbot: QtBot, office: Office, elvira: UUID) -> Iterator[OfficeWindow]:
    """A window with a list, a case page and Ctrl N."""
    pages = [
        PageEntry("today", "I dag", "layout-dashboard", _empty),
        PageEntry("case", "Ärende", "user", _empty),
    ]
    made = OfficeWindow(Runner(office), pages)
    made.quick_notes = QuickNotes(made.runner, made)  # type: ignore[attr-defined]
    made.show()
    made.go("today")
    yield made
    settle(qtbot, made)
    made.close()
    made.deleteLater()


def settle(qtbot: QtBot, window: OfficeWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    QApplication.processEvents()


def open_note(qtbot: QtBot, window: OfficeWindow) -> NoteDialog:
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    [dialog] = [one for one in window.findChildren(NoteDialog) if one.isVisible()]
    return dialog


def written(office: Office, case_id: UUID) -> list[Note]:
    with office.work() as work:
        return notes.notes_of(work, case_id)


def test_on_a_case_one_types_and_saves_with_ctrl_enter(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    assert dialog._ui.name.text() == "Elvira Blåbärsskog"

    qtbot.keyClicks(dialog.box, "Mamma ringer igen i morgon")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)

    [note] = written(office, elvira)
    assert note.text == "Mamma ringer igen i morgon"
    assert (note.kind, note.party, note.reached) == (ContactKind.CALL, Party.GUARDIAN, True)
    assert note.readers == "Läses av: kurator, rektor"
    assert window.toasts._words.text() == "Sparat: samtal med vårdnadshavare"
    assert not window.findChildren(NoteDialog)


def test_enter_on_a_pupil_in_the_list_saves_nothing(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    dialog = open_note(qtbot, window)
    qtbot.keyClicks(dialog.search, "elv")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)

    qtbot.keyClick(dialog.matches, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert dialog.isVisible() and dialog._ui.name.text() == "Elvira Blåbärsskog"
    assert written(office, elvira) == []


def test_from_a_list_the_pupil_is_searched_for_by_keyboard(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    dialog = open_note(qtbot, window)
    assert dialog.search.isVisible()

    qtbot.keyClicks(dialog.search, "elv")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert dialog._ui.name.text() == "Elvira Blåbärsskog"
    qtbot.keyClicks(dialog.box, "Kort samtal")
    dialog.try_accept()
    settle(qtbot, window)

    assert [note.text for note in written(office, elvira)] == ["Kort samtal"]


def test_without_a_pupil_nothing_is_saved_and_the_words_stay(qtbot: QtBot, window: OfficeWindow) -> None:
    dialog = open_note(qtbot, window)
    dialog.box.insertPlainText("Vem var det?")

    dialog.try_accept()

    assert dialog.isVisible()
    assert "Välj vilken elev" in dialog.bar.text()
    assert dialog.box.text() == "Vem var det?"
    dialog.reject()


def test_what_is_typed_stands_there_again_after_avbryt(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    dialog.box.insertPlainText("Halvfärdig tanke")
    dialog.reject()
    settle(qtbot, window)

    dialog = open_note(qtbot, window)
    assert dialog.box.text() == "Halvfärdig tanke"
    assert dialog.box.textCursor().atEnd()
    dialog.try_accept()
    settle(qtbot, window)

    with office.work() as work:
        assert drafts.left_behind(work) == []
    assert [note.text for note in written(office, elvira)] == ["Halvfärdig tanke"]


def test_a_contact_that_fits_a_duty_offers_to_tick_it(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    [box] = dialog._boxes()
    assert "omtankesamtal" in box.text()

    dialog.reached.choose(False)
    dialog.reached.changed.emit(False)
    assert dialog._boxes() == []
    dialog.reached.choose(True)
    dialog.reached.changed.emit(True)
    dialog._boxes()[0].click()
    dialog.try_accept()
    settle(qtbot, window)

    with office.work() as work:
        view = cases.case(work, elvira)
    assert [line.duty.key for line in view.duties if line.done_on] == ["care_talk"]


def test_a_plain_note_asks_for_words_and_not_for_whom(
    qtbot: QtBot, window: OfficeWindow, office: Office, elvira: UUID
) -> None:
    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    dialog.kind.choose(ContactKind.NOTE)
    dialog.kind.changed.emit(ContactKind.NOTE)
    assert dialog._party.isHidden()

    dialog.try_accept()
    assert dialog._text.fault() == "Skriv några ord."
    dialog.box.insertPlainText("Schemat ändrat.")
    dialog.readers.choose(InfoClass.SCHOOL)
    dialog.try_accept()
    settle(qtbot, window)

    [note] = written(office, elvira)
    assert (note.party, note.reached) == (None, None)
    assert note.readers == "Läses av: alla i teamet"


def test_a_day_to_come_is_refused_at_its_field(qtbot: QtBot, window: OfficeWindow, elvira: UUID) -> None:
    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    dialog.day.edit.setText("2099-01-01")

    dialog.try_accept()

    assert "har inte varit" in dialog._day.fault()
    dialog.reject()


def test_the_dialog_is_named_in_order_and_uncut(
    qtbot: QtBot, look: object, window: OfficeWindow, elvira: UUID
) -> None:
    dialog = open_note(qtbot, window)
    assert not audit(dialog)
    dialog.reject()
    settle(qtbot, window)

    window.go("case", case_id=elvira)
    dialog = open_note(qtbot, window)
    assert not audit(dialog)
    dialog.reject()
