"""Nytt ärende in a window: a known pupil, a new one, a case that runs already; nothing is asked twice."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.dialogs.running_case import RunningCase
from narvaro_desktop.gui.dialogs.stated_absence import StatedAbsence
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.store.tables import CaseRow, DecisionRow, NotificationRow, StudentRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 9, 25), date(2026, 9, 28)
Open = Callable[[], NewCaseDialog]


@pytest.fixture
def show(qtbot: QtBot, office: Office) -> Iterator[Open]:
    """The dialog, opened with its keys over the list of cases."""
    office.clock = Clock(TODAY)
    windows: list[SchoolWindow] = []

    def opened() -> NewCaseDialog:
        window = SchoolWindow(Runner(office))
        windows.append(window)
        window.resize(1440, 1000)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.go("cases")
        qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        dialog = window.findChild(NewCaseDialog)
        assert isinstance(dialog, NewCaseDialog)
        rest(qtbot, dialog)
        return dialog

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def rest(qtbot: QtBot, dialog: NewCaseDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    QApplication.processEvents()


def parts(dialog: NewCaseDialog) -> tuple[StatedAbsence, RunningCase]:
    assert dialog.absence is not None and dialog.running is not None
    return dialog.absence, dialog.running


def find(qtbot: QtBot, dialog: NewCaseDialog, typed: str) -> None:
    """Type a name and take the first row with Enter."""
    qtbot.keyClicks(dialog.picker.name, typed)
    qtbot.keyClick(dialog.picker.name, Qt.Key.Key_Return)
    rest(qtbot, dialog)


def accept(qtbot: QtBot, dialog: NewCaseDialog) -> None:
    runner = dialog._runner
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)


def test_a_known_pupil_is_found_by_name_and_her_absence_is_not_asked_for(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    with office.work() as work:
        days(work, pupil(work, "Alva Granbarr", "7B"), UNTIL, [DAY // 4] * 25)
        data_until(work, UNTIL)
    dialog = show()
    absence, _running = parts(dialog)

    find(qtbot, dialog, "gran 7b")
    assert "25,0\N{NO-BREAK SPACE}% frånvaro" in absence._known.text()
    assert not absence.share.isVisible()
    shell = dialog._shell
    accept(qtbot, dialog)

    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        assert (row.step, row.opened_on, row.stated_tenths) == (1, TODAY, None)
    assert shell.at is not None and shell.at.what == {"case_id": row.id}


def test_a_case_is_counted_in_the_sidebar_wherever_it_is_opened(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    with office.work() as work:
        pupil(work, "Alva Granbarr", "7B")
    first = show()
    shell, runner = first._shell, first._runner
    first.reject()
    shell.go("today")
    qtbot.waitUntil(lambda: not runner.busy)
    shell.go("settings")
    dialog = NewCaseDialog(shell, runner, shell)
    dialog.open()
    rest(qtbot, dialog)

    find(qtbot, dialog, "gran")
    accept(qtbot, dialog)

    assert "1 öppet" in shell.sidebar._items["cases"].accessibleName()


def test_tab_takes_what_looks_chosen(qtbot: QtBot, office: Office, show: Open) -> None:
    with office.work() as work:
        days(work, pupil(work, "Alva Granbarr", "7B"), UNTIL, [DAY // 4] * 25)
    dialog = show()

    qtbot.keyClicks(dialog.picker.name, "gran")
    qtbot.keyClick(dialog.picker.name, Qt.Key.Key_Tab)
    rest(qtbot, dialog)
    assert dialog.picker.candidate() is not None and not dialog.picker.name.hasFocus()

    dialog.picker.name.clear()
    qtbot.keyClicks(dialog.picker.name, "Bo Regnskur")
    qtbot.keyClick(dialog.picker.name, Qt.Key.Key_Tab)
    rest(qtbot, dialog)
    assert dialog.picker.group.hasFocus() and not dialog.picker.found.isVisible()


def test_a_new_pupil_comes_with_class_typed_absence_and_the_advice(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    dialog = show()
    absence, _running = parts(dialog)
    find(qtbot, dialog, "Alva Granbarr")
    assert "skyddade personuppgifter" in dialog.picker.advice.text() and dialog.picker.advice.isVisible()

    accept(qtbot, dialog)
    assert dialog.picker.group_field.fault(), "the class is asked for"
    dialog.picker.group.setEditText("7B")
    qtbot.keyClicks(absence.share, "24,5")
    accept(qtbot, dialog)
    assert absence.last.day() == TODAY and absence.first.day() == TODAY - timedelta(days=27)
    assert absence.fields["source"].fault()
    absence.first.set_day(date(2026, 8, 31))
    absence.last.set_day(UNTIL)
    qtbot.keyClicks(absence.source, "Skola24")
    assert not absence.fields["source"].fault(), "what is written anew is not wrong before it is tried"
    accept(qtbot, dialog)

    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        stated = (row.stated_tenths, row.stated_from, row.stated_to, row.stated_source)
        assert stated == (245, date(2026, 8, 31), UNTIL, "Skola24")
        assert work.session.scalars(select(StudentRow.class_name)).all() == ["7B"]


def test_a_running_case_brings_its_step_its_decision_and_its_anmalan(
    qtbot: QtBot, office: Office, show: Open
) -> None:
    with office.work() as work:
        pupil(work, "Alva Granbarr", "7B")
    dialog = show()
    _absence, running = parts(dialog)
    find(qtbot, dialog, "alva")
    qtbot.mouseClick(dialog.kind.buttons()[1], Qt.MouseButton.LeftButton)

    running.step.setCurrentIndex(2)
    accept(qtbot, dialog)
    assert running.fields["began"].fault() and running.fields["why"].fault()
    running.began.set_day(date(2026, 8, 20))
    running.why.set_text("Utredningen började i våras.")
    running.decided_on.set_day(date(2026, 8, 26))
    qtbot.keyClicks(running.decided_by, "Rektor Gren")
    running.notified_on.set_day(date(2026, 8, 27))
    qtbot.keyClicks(running.reference, "ET-2026-0412")
    qtbot.keyClicks(running.elsewhere, "Prorenata")
    accept(qtbot, dialog)

    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        decision = work.session.scalars(select(DecisionRow)).one()
        notification = work.session.scalars(select(NotificationRow)).one()
        assert (row.step, row.opened_on, row.registered_on) == (3, date(2026, 8, 20), TODAY)
        assert row.elsewhere == "Prorenata"
        assert (decision.decided_on, decision.registered_on) == (date(2026, 8, 26), TODAY)
        assert notification.state is NotificationState.HANDED_OVER
        assert notification.reference == "ET-2026-0412"


def test_a_pupil_with_an_open_case_leads_to_it(qtbot: QtBot, office: Office, show: Open) -> None:
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, "Alva Granbarr", "7B")).value
    dialog = show()
    shell = dialog._shell

    find(qtbot, dialog, "alva")
    assert not dialog.verb_button.isEnabled()
    qtbot.mouseClick(dialog.bar.button, Qt.MouseButton.LeftButton)

    assert shell.at is not None and shell.at.what == {"case_id": case_id}


def test_enter_in_the_list_takes_the_row_and_presses_nothing_else(qtbot: QtBot, show: Open) -> None:
    dialog = show()
    absence, _running = parts(dialog)
    qtbot.keyClicks(dialog.picker.name, "Alva Granbarr")
    dialog.picker.found.setFocus()

    qtbot.keyClick(dialog.picker.found, Qt.Key.Key_Return)
    rest(qtbot, dialog)

    assert dialog.picker.group_field.isVisible()
    assert not dialog.picker.group_field.fault(), "nobody has had the time to write the class"
    qtbot.keyClicks(absence.share, "23,5")
    qtbot.keyClicks(absence.first.focusProxy() or absence.first, "x")
    accept(qtbot, dialog)
    first, last = absence.fields["first"], absence.fields["last"]
    assert first.fault() and first.y() == last.y()


def test_nothing_is_lost_when_a_percentage_is_no_number(qtbot: QtBot, show: Open) -> None:
    dialog = show()
    absence, _running = parts(dialog)
    find(qtbot, dialog, "Alva Granbarr")
    dialog.picker.group.setEditText("7B")

    for wrong in ("mycket", "101", "12,55", "-3"):
        absence.share.setText(wrong)
        accept(qtbot, dialog)
        assert absence.fields["share"].fault() == "Skriv ett tal mellan 0 och 100, till exempel 24,5."

    assert dialog.isVisible() and dialog.picker.name.text() == "Alva Granbarr"


def test_the_dialog_is_whole_for_everyone_in_every_look(
    qtbot: QtBot, show: Open, look: tuple[str, float]
) -> None:
    dialog = show()
    find(qtbot, dialog, "Alva Granbarr")
    qtbot.mouseClick(dialog.kind.buttons()[1], Qt.MouseButton.LeftButton)
    _absence, running = parts(dialog)
    running.step.setCurrentIndex(2)
    rest(qtbot, dialog)

    assert not audit(dialog)
