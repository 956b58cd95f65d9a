"""An EHT-möte from the first plan to the locked protocol, by keyboard and mouse on a real vault."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.teamwork.meeting import ItemKind
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui.dialogs import meeting_dialogs as dialogs
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.pages.meetings.meeting_agenda import heading_of
from narvaro_desktop.gui.pages.meetings.meeting_page import MeetingPage
from narvaro_desktop.gui.pages.meetings.meeting_room_page import MeetingRoomPage
from narvaro_desktop.gui.pages.meetings.meetings_page import MeetingsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.tables import DutyRow
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.teamwork import meeting_room, meetings
from narvaro_desktop.usecases.teamwork.meeting_room import MeetingView
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui import school_hand
from tests.gui.audit import audit
from tests.gui.school_hand import Settle
from tests.usecases.pupils_with_days import pupil

TODAY = date(2026, 9, 28)
NAMES = ("Elvira Blåbärsskog", "Bo Regnskur", "Cia Kottelund")


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    with opened.work() as work:
        for late, name in enumerate(NAMES):
            case_id = cases.open_case(work, pupil(work, name, "7A"), Opening(opened_on=TODAY)).value
            if late:
                words = f"Ring hem till {late}"
                duties.add_task(work, case_id, words, TODAY - timedelta(days=late), Role.COUNSELLOR)
    yield opened


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = school_hand.opened(office, qtbot)
    yield made
    made.close()


def planned(window: SchoolWindow) -> UUID:
    with window.runner.office.work() as work:
        return meetings.plan(work, TODAY).value


def opened(window: SchoolWindow, settle: Settle) -> MeetingPage:
    window.go("meeting", meeting_id=planned(window))
    settle()
    page = window.page("meeting")
    assert isinstance(page, MeetingPage)
    return page


def held(window: SchoolWindow, settle: Settle) -> MeetingRoomPage:
    window.go("meeting_room", meeting_id=planned(window))
    settle()
    page = window.page("meeting_room")
    assert isinstance(page, MeetingRoomPage)
    return page


def kept(page: MeetingPage | MeetingRoomPage) -> MeetingView:
    assert page.view
    with page._runner.office.work() as work:
        return meeting_room.meeting(work, page.view.id)


def test_a_meeting_is_planned_from_an_empty_list(window: SchoolWindow, settle: Settle, qtbot: QtBot) -> None:
    window.go("meetings")
    settle()
    page = window.page("meetings")
    assert isinstance(page, MeetingsPage)
    assert not audit(page)
    dialog = page.new_meeting()
    assert not audit(dialog)

    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    shown = window.page("meeting")
    assert isinstance(shown, MeetingPage) and shown.view
    assert window.at and window.at.key == "meeting"
    assert [heading_of(item) for item in shown.view.items] == ["Cia Kottelund, 7A", "Bo Regnskur, 7A"]


def test_points_are_moved_removed_and_added(window: SchoolWindow, settle: Settle, qtbot: QtBot) -> None:
    page = opened(window, settle)
    down = page.agenda.rows[0]
    buttons = {button.accessibleName(): button for button in down.findChildren(type(page.call_button))}

    qtbot.mouseClick(buttons["Flytta ned Cia Kottelund, 7A"], Qt.MouseButton.LeftButton)
    settle()
    assert [heading_of(item) for item in kept(page).items] == ["Bo Regnskur, 7A", "Cia Kottelund, 7A"]
    away = page.agenda.rows[0].findChildren(type(page.call_button))[-1]
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(page.add_case_button, Qt.MouseButton.LeftButton)
    settle()
    (dialog,) = [each for each in page.findChildren(dialogs.AddCaseDialog) if each.isVisible()]
    assert not audit(dialog)
    dialog.search.insert("elvira")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    settle()

    assert [heading_of(item) for item in kept(page).items] == ["Cia Kottelund, 7A", "Elvira Blåbärsskog, 7A"]


def test_the_meeting_is_held_by_keyboard_alone_and_each_text_lands_in_its_case(
    window: SchoolWindow, settle: Settle, qtbot: QtBot
) -> None:
    room = held(window, settle)
    first, second = (item.case_id for item in kept(room).items)
    assert first and second

    qtbot.keyClicks(room.text, "Prata om rasterna.")
    qtbot.keyClick(room, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle()
    qtbot.keyClicks(room.text, "Ring mormor.")
    qtbot.keyClicks(room.words, "Boka samtal")
    qtbot.keyClick(room.words, Qt.Key.Key_Return)
    settle()
    qtbot.keyClick(room, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    settle()
    (dialog,) = [each for each in room.findChildren(dialogs.CloseMeetingDialog) if each.isVisible()]
    assert not audit(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    with window.runner.office.work() as work:
        assert [note.text for note in notes.notes_of(work, first)] == ["Prata om rasterna."]
        assert [note.text for note in notes.notes_of(work, second)] == ["Ring mormor."]
        task = work.session.scalars(select(DutyRow).where(DutyRow.words == "Boka samtal")).one()
        assert task.case_id == second
    assert window.at and window.at.key == "meeting"
    locked = window.page("meeting")
    assert isinstance(locked, MeetingPage) and locked.view and locked.view.is_closed
    assert not audit(locked)


def test_the_screen_shows_only_the_case_that_is_spoken_of(window: SchoolWindow, settle: Settle) -> None:
    room = held(window, settle)

    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Kottelund" in words and "Regnskur" not in words and "Blåbärsskog" not in words

    room.hide_button.click()
    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Kottelund" not in words and "C.K." in words


def test_the_pages_are_whole_in_every_look(
    window: SchoolWindow, settle: Settle, look: tuple[str, float]
) -> None:
    page = opened(window, settle)
    with window.runner.office.work() as work:
        assert page.view
        meetings.add_point(work, page.view.id, ItemKind.CONSULTATION, "En elev i mellanstadiet")
        item = page.view.items[0].id
        meeting_room.decide(work, item, "Boka möte med familjen", Role.MENTOR, TODAY + timedelta(days=4))
    window.go("meetings")
    settle()
    assert not audit(window.page("meetings"))
    window.go("meeting", meeting_id=page.view.id)
    settle()
    assert not audit(page)
    window.go("meeting_room", meeting_id=page.view.id)
    settle()
    assert not audit(window.page("meeting_room"))


def test_a_locked_meeting_is_put_right_by_an_addition(
    window: SchoolWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = opened(window, settle)
    assert page.view
    with window.runner.office.work() as work:
        item = page.view.items[0].id
        meeting_room.decide(work, item, "Möte på måndag", Role.MENTOR, TODAY + timedelta(days=7))
        meeting_room.close(work, page.view.id)
    window.go("meeting", meeting_id=page.view.id)
    settle()

    point = page.view.items[0]
    page.agenda.decided.emit(point, point.decisions[0])
    (dialog,) = [each for each in page.findChildren(dialogs.DecisionDialog) if each.isVisible()]
    assert not audit(dialog)
    dialog.words.insert("Möte på tisdag")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    settle()

    first, second = kept(page).items[0].decisions
    assert first.is_replaced and second.replaces == "Möte på måndag"


def test_a_guest_is_called_ticked_off_and_taken_away(
    window: SchoolWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = opened(window, settle)
    dialog = page.call()
    assert not audit(dialog)
    qtbot.keyClicks(dialog.function, "socionom")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    settle()
    guest = kept(page).participants[-1]
    assert (guest.function, guest.is_guest, guest.was_there) == ("socionom", True, True)

    tick = page.findChildren(Tick)[-1]
    tick.box.setFocus()
    qtbot.keyClick(tick.box, Qt.Key.Key_Space)
    settle()
    assert not kept(page).participants[-1].was_there
    assert not audit(page)
    away = next(one for one in page.findChildren(Button) if one.accessibleName() == "Ta bort socionom")
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    settle()
    assert [one.name for one in kept(page).participants] == ["Kurator Ek", "Rektor Rönn"]


def test_the_papers_are_saved_where_one_says(window: SchoolWindow, settle: Settle, tmp_path: Path) -> None:
    page = opened(window, settle)

    page._save_protocol()
    (dialog,) = [each for each in page.findChildren(PaperDialog) if each.isVisible()]
    assert not audit(dialog)
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    settle()

    (made,) = tmp_path.glob("*.pdf")
    assert made.name == "protokoll-EHT-2026-09-28.pdf" and made.read_bytes().startswith(b"%PDF")


def test_a_mentor_is_told_whose_meetings_they_are(school: School, qtbot: QtBot, office: Office) -> None:
    office.close()
    made = SchoolWindow(Runner(school.unlock("Mentor Al")))
    qtbot.addWidget(made)
    made.show()
    made.go("meetings")
    qtbot.waitUntil(lambda: not made.runner.busy)

    page = made.page("meetings")
    assert isinstance(page, MeetingsPage)
    assert page.nothing.isVisibleTo(page) and not page.new_button.isVisibleTo(page)
    made.close()
