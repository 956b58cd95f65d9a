"""Främja: a measure from a class, a round, a signed review, and an introduction that is confirmed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.promoting.prevention import RoundMark
from narvaro_desktop.domain.terms import MeasureLevel, Outcome, Role
from narvaro_desktop.gui.dialogs.prevention_dialogs import (
    GroupFollowUpDialog,
    GroupMeasureDialog,
)
from narvaro_desktop.gui.dialogs.school_event_dialogs import EventDialog
from narvaro_desktop.gui.pages.prevention.prevention_page import TABS, PreventionPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.promoting import feedback, prevention, school_events
from narvaro_desktop.usecases.promoting.prevention import GroupMeasure
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.teamwork import reviews
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 9, 25), date(2026, 9, 28)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    with opened.work() as work:
        for place in range(8):
            away = DAY * 12 // 100 if place < 6 else 0
            days(work, pupil(work, f"Elev{place} Granbarr", "7B"), UNTIL, [away] * 25)
        data_until(work, UNTIL)
    yield opened


@pytest.fixture
def page(window: SchoolWindow, settle: Settle) -> PreventionPage:
    window.go("prevention")
    settle()
    found = window.page("prevention")
    assert isinstance(found, PreventionPage)
    return found


def test_every_tab_is_whole_in_every_look(
    window: SchoolWindow, page: PreventionPage, settle: Settle, look: tuple[str, float]
) -> None:
    with window.runner.office.work() as work:
        prevention.keep_round(work, "Matsalen", TODAY, {"canteen": (RoundMark.LACKING, "Högt ljud")})
        reviews.sign(work)
    for tab in TABS:
        window.go("prevention", tab=tab)
        settle()
        assert not audit(page), tab


def test_a_class_becomes_a_measure_by_keyboard(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    window.go("prevention", tab="spots")
    settle()
    page.spots.table.setFocus()
    page.spots.table.selectRow(0)
    qtbot.keyClick(page.spots.table, Qt.Key.Key_Return)
    (dialog,) = [each for each in page.findChildren(GroupMeasureDialog) if each.isVisible()]
    assert dialog.group.text() == "7B" and not audit(dialog)

    qtbot.keyClicks(dialog.title_edit, "Lugnare start")
    dialog.goal.set_text("Fler kommer till första lektionen.")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    with window.runner.office.work() as work:
        (line,) = prevention.measures(work)
    assert (line.measure.group_name, line.measure.level) == ("7B", MeasureLevel.GROUP)
    assert page.tabs.current() == 0


def test_a_measure_is_followed_up_and_ended(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    measure = GroupMeasure(
        "En lugnare matsal", MeasureLevel.SCHOOL, "", "Fler äter.", Role.PRINCIPAL,
        TODAY - timedelta(days=20), TODAY - timedelta(days=1),
    )  # fmt: skip
    with window.runner.office.work() as work:
        made = prevention.add_measure(work, measure).value
    window.go("prevention")
    settle()

    page.measures.followed.emit(str(made))
    (dialog,) = [each for each in page.findChildren(GroupFollowUpDialog) if each.isVisible()]
    assert not audit(dialog)
    qtbot.keyClicks(dialog.seen, "Tolv fler.")
    qtbot.mouseClick(dialog.way.buttons()[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    settle()

    with window.runner.office.work() as work:
        (line,) = prevention.measures(work)
    assert (line.outcome, line.seen[0].seen) == (Outcome.REACHED, "Tolv fler.")


def test_a_round_is_answered_point_by_point(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    dialog = page.new_round()
    assert not audit(dialog)
    qtbot.keyClicks(dialog.place, "Matsalen")
    answer = dialog.answers["canteen"]
    qtbot.mouseClick(answer.mark.buttons()[2], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(answer.words, "Mycket ljud")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    settle()

    with window.runner.office.work() as work:
        (line,) = prevention.rounds(work)
    assert dict(line.marks) == {"canteen": (RoundMark.LACKING, "Mycket ljud")}


def test_the_introduction_is_confirmed_once(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    window.go("prevention", tab="routine")
    settle()

    qtbot.mouseClick(page.introduction.confirm_button, Qt.MouseButton.LeftButton)
    settle()

    assert not page.introduction.confirm_button.isVisible()
    with window.runner.office.work() as work:
        assert routine.introduction(work).confirmed_at is not None


def test_a_point_of_the_implementation_is_ticked_and_keeps_the_focus(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    window.go("prevention", tab="routine")
    settle()
    page.steps.ticks["roles"].box.setFocus()

    qtbot.keyClick(page.steps.ticks["roles"].box, Qt.Key.Key_Space)
    settle()

    assert page.steps.ticks["roles"].is_on() and page.steps.ticks["roles"].box.hasFocus()


def test_a_meeting_outside_cases_is_typed_in_and_come_back_to(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    window.go("prevention", tab="events")
    settle()
    page.events.new_button.click()
    (dialog,) = [each for each in page.findChildren(EventDialog) if each.isVisible()]
    dialog.back_on.set_day(TODAY + timedelta(days=30))
    assert dialog.wish() is None and not audit(dialog)
    dialog.subject.setText("Vägen till första besöket")
    dialog.whom.setText("Enhetschef på BUP")
    qtbot.keyClicks(dialog.owner, "kurator")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    with window.runner.office.work() as work:
        (line,) = school_events.events(work).lines
    page.events.followed.emit(str(line.id))
    settle()

    with window.runner.office.work() as work:
        assert not school_events.events(work).lines[0].waits


def test_the_year_is_ticked_where_the_focus_stays(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    window.go("prevention", tab="year")
    settle()
    page.year.ticks["new_staff"].box.setFocus()

    qtbot.keyClick(page.year.ticks["new_staff"].box, Qt.Key.Key_Space)
    settle()

    assert page.year.ticks["new_staff"].is_on() and page.year.ticks["new_staff"].box.hasFocus()


def test_few_answers_are_refused_in_the_dialog_and_enough_are_kept(
    window: SchoolWindow, page: PreventionPage, settle: Settle, qtbot: QtBot
) -> None:
    dialog = page.new_feedback()
    qtbot.keyClicks(dialog.group, "7B")
    dialog.try_accept()
    settle()
    assert dialog.isVisible() and not audit(dialog)

    for boxes in dialog.counts.values():
        boxes[0].setValue(12)
    dialog.try_accept()
    settle()

    with window.runner.office.work() as work:
        (kept,) = feedback.feedback(work)
    assert kept.agreeing("calm") == (12, 12)


def test_a_word_and_a_guide_are_found(window: SchoolWindow, page: PreventionPage, settle: Settle) -> None:
    window.go("prevention", tab="words", guide="sip")
    settle()
    assert page.words is not None
    assert page.words.guides["sip"].is_unfolded and not page.words.guides["talk"].is_unfolded
    assert page.words.sought.hasFocus()

    page.words.sought.setText("hemmasittare")

    assert page.words.shown == ["Hemmasittare"]
