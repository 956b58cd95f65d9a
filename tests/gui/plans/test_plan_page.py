"""A plan is written: what is asked first, what lies behind the button, what is saved while typing."""

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.plan import Aim
from narvaro_desktop.domain.terms import LegalType
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from tests.gui.audit import audit
from tests.gui.plans.stage import add, kept
from tests.gui.school_hand import Settle


def test_a_measure_from_the_catalogue_fills_itself_in(
    window: SchoolWindow, page: PlanPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert isinstance(dialog, MeasureDialog)
    dialog.picker.setFocus()
    qtbot.keyClick(dialog.picker, Qt.Key.Key_Down)
    dialog.picker.activated.emit(dialog.picker.currentIndex())
    dialog.verb_button.click()
    settle()

    [one] = kept(window, case_id).measures
    assert one.measure.catalogue is not None
    assert one.measure.title == page.cards[0].view.measure.title
    assert kept(window, case_id).duties == ()


def test_what_is_lacking_is_said_at_its_field(
    window: SchoolWindow, page: PlanPage, case_id: UUID, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    dialog.title_edit.setText("En vuxen möter eleven")
    dialog.goal.setPlainText("Fyra morgnar av fem.")
    dialog.follow_up_on.set_day(None)

    dialog.verb_button.click()
    settle()

    assert [field.words for field in dialog.form.fields if field.fault()] == ["Följs upp"]
    assert dialog.isVisible()
    assert kept(window, case_id).measures == ()


def test_special_support_asks_for_the_programme_and_stops_nothing(
    window: SchoolWindow, page: PlanPage, case_id: UUID, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    dialog.title_edit.setText("Undervisning i liten grupp")
    dialog.goal.setPlainText("Med på matematiken.")
    dialog.legal_type.setCurrentIndex(dialog.legal_type.findData(LegalType.SPECIAL_SUPPORT))
    said = dialog._programme.text()
    dialog.verb_button.click()
    settle()

    assert "kräver åtgärdsprogram" in said
    assert kept(window, case_id).measures[0].needs_programme


def test_what_the_plan_says_is_saved_while_it_is_written(
    window: SchoolWindow, page: PlanPage, case_id: UUID, qtbot: QtBot
) -> None:
    page.around.needs.setFocus()
    qtbot.keyClicks(page.around.needs, "Lugn start")

    qtbot.waitUntil(lambda: not window.runner.busy and kept(window, case_id).around.needs == "Lugn start")


def test_the_first_screen_asks_only_what_is_needed(
    window: SchoolWindow, page: PlanPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    folded = [dialog.resource.isVisible(), dialog.student_view.isVisible(), dialog.level.isVisible()]
    dialog.title_edit.setFocus()
    qtbot.keyClicks(dialog.title_edit, "En vuxen ringer")
    qtbot.keyClick(dialog.title_edit, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.goal, "Svarar tre dagar av fem.")
    qtbot.keyClick(dialog.goal, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    [one] = kept(window, case_id).measures
    assert folded == [False, False, False]
    assert (one.measure.title, one.measure.goal) == ("En vuxen ringer", "Svarar tre dagar av fem.")
    assert one.measure.follow_up_on is not None


def test_a_goal_is_seen_in_the_words_of_its_scale(
    window: SchoolWindow, page: PlanPage, case_id: UUID, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    dialog.title_edit.setText("Hör av er varje dag")
    dialog.goal.setPlainText("Eleven svarar själv.")
    dialog.more.button.click()
    aim = dialog.aim
    aim.indicator.setCurrentIndex(aim.indicator.findData(Indicator.CONTACT))
    words = aim.now.words.itemText(2)
    aim.now.words.setCurrentIndex(2)
    aim.target.words.setCurrentIndex(4)
    assert not audit(dialog)
    dialog.verb_button.click()
    settle()

    assert words == "1 svarar genom någon annan"
    assert kept(window, case_id).measures[0].measure.aim == Aim(Indicator.CONTACT, 1, 3)


def test_what_lacks_behind_the_button_unfolds_it(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    dialog = page.add_measure()
    assert dialog is not None
    dialog.title_edit.setText("En vuxen möter eleven")
    dialog.goal.setPlainText("Fyra morgnar av fem.")
    dialog.planned_end.set_day(today - timedelta(days=1))

    dialog.verb_button.click()

    assert dialog.more.is_unfolded
    assert [field.words for field in dialog.rest.fields if field.fault()] == ["Till och med"]
    assert kept(window, case_id).measures == ()


def test_the_page_can_be_used_by_everyone(
    look: tuple[str, float], window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today, late=2)
    page.shown(case_id=case_id)
    settle()

    assert not audit(page)
    dialog = page.follow_up(page.cards[0].view)
    assert dialog is not None
    dialog.more.unfold()
    assert not audit(dialog)
    dialog.reject()
    writing = page.add_measure()
    assert writing is not None
    assert not audit(writing)
    writing.more.unfold()
    assert not audit(writing)
