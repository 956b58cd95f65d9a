"""A measure is followed up: it goes on, changes, ends, or did not come about."""

from datetime import date, timedelta
from uuid import UUID

from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.planning.plan_terms import NotDone
from narvaro_desktop.domain.terms import NextMove, Outcome
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.follow_up_dialog import FollowUpDialog
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.pages.plan.plan_page import PlanPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from tests.gui.audit import audit
from tests.gui.plans.stage import add, kept
from tests.gui.school_hand import Settle


def test_a_follow_up_that_ends_asks_how_it_went(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today, late=3)
    page.shown(case_id=case_id)
    settle()

    dialog = page.follow_up(page.cards[0].view)
    assert isinstance(dialog, FollowUpDialog)
    dialog.verb_button.click()
    assert [field.words for field in dialog.form.fields if field.fault()] == ["Vad såg ni?"]
    dialog.seen.setPlainText("Eleven kommer nu av sig själv.")
    dialog.move_on.choose(NextMove.END)
    dialog.move_on.changed.emit(NextMove.END)
    dialog.verb_button.click()
    settle()

    [one] = kept(window, case_id).measures
    assert (one.ended_on, one.outcome) == (today, Outcome.REACHED)
    assert page.cards[0].view.ended_on == today


def test_a_follow_up_that_goes_on_has_a_next_day(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    page.shown(case_id=case_id)
    settle()
    dialog = page.follow_up(page.cards[0].view)
    assert dialog is not None
    dialog.seen.setPlainText("Tre besök.")
    dialog.next_on.set_day(None)
    dialog.verb_button.click()
    faults = [field.words for field in dialog.form.fields if field.fault()]

    dialog.next_on.set_day(today + timedelta(days=28))
    dialog.verb_button.click()
    settle()

    assert faults == ["Följs upp igen"]
    assert kept(window, case_id).measures[0].measure.follow_up_on == today + timedelta(days=28)


def test_a_follow_up_that_changes_the_measure_opens_it(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, qtbot: QtBot, settle: Settle
) -> None:
    add(window, case_id, today)
    page.shown(case_id=case_id)
    settle()
    dialog = page.follow_up(page.cards[0].view)
    assert dialog is not None
    dialog.seen.setPlainText("För stora steg.")
    dialog.move_on.choose(NextMove.CHANGE)

    dialog.verb_button.click()
    qtbot.waitUntil(lambda: page.findChild(MeasureDialog) is not None)

    changing = page.findChild(MeasureDialog)
    assert changing is not None
    assert changing.title_edit.text() == "Utse en vuxen som eleven kan gå till"
    assert changing.follow_up_on.day() == days.ahead(today, 14)
    assert not audit(changing)


def test_why_a_measure_did_not_come_about_is_one_press(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    page.shown(case_id=case_id)
    settle()
    dialog = page.follow_up(page.cards[0].view)
    assert dialog is not None
    hidden = dialog.not_done.isVisible()
    dialog.carried_out.buttons()[1].click()
    dialog.not_done.buttons()[0].click()
    dialog.seen.setPlainText("Vikarien visste inte.")
    assert not audit(dialog)
    dialog.verb_button.click()
    settle()

    [seen] = kept(window, case_id).measures[0].follow_ups
    assert not hidden
    assert (seen.follow_up.carried_out, seen.follow_up.not_done) == (False, NotDone.RESOURCES)


def test_the_focus_stays_with_the_measure_that_was_followed_up(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, qtbot: QtBot, settle: Settle
) -> None:
    add(window, case_id, today)
    add(window, case_id, today, late=2)
    page.shown(case_id=case_id)
    settle()
    page.cards[1].setFocus()
    measure = page.cards[1].view.id
    dialog = page.follow_up(page.cards[1].view)
    assert dialog is not None
    dialog.seen.setPlainText("Tre besök.")
    dialog.verb_button.click()
    settle()

    assert [card.view.number for card in page.cards] == [1, 2]
    qtbot.waitUntil(lambda: page._held() == measure)
