"""Läsårets dagar in the window: filled in, taken away, refused in plain words."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.gui.dialogs.school_year_dialog import SchoolYearDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> Iterator[SchoolWindow]:
    shown = SchoolWindow(Runner(office))
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    yield shown
    qtbot.waitUntil(lambda: not shown.runner.busy)
    shown.close()


@pytest.fixture
def dialog(qtbot: QtBot, window: SchoolWindow) -> SchoolYearDialog:
    made = SchoolYearDialog(window, window.runner)
    made.open()
    qtbot.waitUntil(lambda: bool(made.terms))
    return made


def _save(qtbot: QtBot, dialog: SchoolYearDialog) -> None:
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)


def test_the_usual_lov_wait_for_their_days(
    qtbot: QtBot, window: SchoolWindow, dialog: SchoolYearDialog
) -> None:
    autumn = next(line for line in dialog.breaks if line.name.text() == "höstlov")
    begins = AcademicYear.of(window.runner.office.clock.now().date()).begins
    autumn.first.set_day(date(begins, 10, 26))
    autumn.last.set_day(date(begins, 10, 30))
    for line in [each for each in dialog.breaks if each is not autumn]:
        qtbot.mouseClick(line.remove, Qt.MouseButton.LeftButton)
    dialog.staff.setText(f"{begins}-10-02, {begins}-11-20")

    _save(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible())

    with window.runner.office.work() as work:
        calendar = settings.calendar(work)
    assert [lov.name for lov in calendar.breaks] == ["höstlov"]
    assert calendar.staff_days == {date(begins, 10, 2), date(begins, 11, 20)}
    assert all(term.breaks_entered for term in calendar.terms)


def test_a_lov_without_its_last_day_is_not_kept(qtbot: QtBot, dialog: SchoolYearDialog) -> None:
    dialog.breaks[0].first.set_day(date(2026, 10, 26))

    _save(qtbot, dialog)

    assert "första och sista dagen" in dialog.bar.text()
    assert dialog.isVisible()


def test_days_that_are_no_dates_are_said_at_their_field(qtbot: QtBot, dialog: SchoolYearDialog) -> None:
    dialog.staff.setText("2026-10-02, snart")

    _save(qtbot, dialog)

    assert dialog._staff.fault() == "Skriv datum som 2026-10-02."


def test_the_window_asks_for_lov_once_a_case_has_deadlines(qtbot: QtBot, window: SchoolWindow) -> None:
    window._ask_for_lov(())
    assert window.message_bar.text() == ""
    with window.runner.office.work() as work:
        cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value)

    window._ask_for_lov(("höstlov", "sportlov"))

    assert window.message_bar.text().startswith("Läsårets dagar saknar höstlov, sportlov.")
    qtbot.waitUntil(lambda: not window.runner.busy)


def test_everybody_can_enter_the_days(
    qtbot: QtBot, look: tuple[str, float], dialog: SchoolYearDialog
) -> None:
    QApplication.processEvents()

    assert audit(dialog) == []
