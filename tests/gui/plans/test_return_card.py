"""The return is planned week by week."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.week_dialog import WeekDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from tests.gui.audit import audit
from tests.gui.plans.stage import kept
from tests.gui.school_hand import Settle


def test_the_return_is_filled_week_by_week_with_one_press(
    window: SchoolWindow, page: PlanPage, case_id: UUID, settle: Settle
) -> None:
    assert page.view is not None
    hidden = page.schedule.isVisible()
    page._acts(page.view)["week"]()
    dialog = page.findChild(WeekDialog)
    assert dialog is not None
    assert not audit(dialog)
    dialog.minutes.setValue(120)
    dialog.words.setText("Biblioteket")
    dialog.verb_button.click()
    settle()
    page.schedule.same.click()
    settle()
    page.schedule.longer.click()
    settle()

    lines = kept(window, case_id).schedule.lines
    assert not hidden
    assert page.schedule.isVisible()
    assert [line.planned.minutes for line in lines] == [120, 120, 150]
    assert {line.planned.words for line in lines} == {"Biblioteket"}
    assert not audit(page)


def test_a_week_is_opened_from_the_table_and_taken_away(
    window: SchoolWindow, page: PlanPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    assert page.view is not None
    page._keep_week(replace(page.view.schedule.next, minutes=60))
    settle()
    page.schedule.table.selectRow(0)
    qtbot.keyClick(page.schedule.table, Qt.Key.Key_Return)
    dialog = page.findChild(WeekDialog)
    assert dialog is not None
    value = dialog.minutes.value()
    dialog.drop_button.click()
    settle()

    assert value == 60
    assert kept(window, case_id).schedule.lines == ()
