"""Every follow-up in one list, and what happened after the measures."""

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, Role
from narvaro_desktop.gui.dialogs.effects_dialog import EffectsDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.pages.plans_page import PlansPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.planning import plans
from tests.gui.audit import audit
from tests.gui.plans.stage import add
from tests.gui.school_hand import Settle


def test_the_list_shows_the_late_ones_first_and_opens_the_plan(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, qtbot: QtBot, settle: Settle
) -> None:
    add(window, case_id, today)
    add(window, case_id, today, late=2)
    window.go("plans")
    settle()
    lines = window.page("plans")
    assert isinstance(lines, PlansPage)

    first = lines.rows.row_at(lines.rows.index(0, 0))
    lines.bar._chips["late"].click()
    settle()

    assert first.is_overdue
    assert (lines.rows.shown, lines.rows.total) == (1, 2)
    assert not audit(lines)
    lines.table.selectRow(0)
    qtbot.keyClick(lines.table, Qt.Key.Key_Return)
    assert window.at is not None
    assert window.at.key == "plan"


def test_what_happened_after_the_measures_is_asked_for_from_the_list(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    measure = Measure(
        "Utse en vuxen", "Två besök i veckan.", MeasureLevel.STUDENT, LegalType.PRACTICAL, Role.MENTOR,
        "Mentor Al", today - timedelta(days=20), today + timedelta(days=1), catalogue="trusted_adult",
    )  # fmt: skip
    with window.runner.office.work() as work:
        plans.add_measure(work, case_id, measure)
    window.go("plans")
    settle()
    lines = window.page("plans")
    assert isinstance(lines, PlansPage)

    lines.effects_button.click()
    settle()

    dialog = lines.findChild(EffectsDialog)
    assert dialog is not None
    [told] = [dialog.rows.row_at(dialog.rows.index(0, 0))]
    assert (told.started, told.change.median) == (1, None)
    assert not audit(dialog)
