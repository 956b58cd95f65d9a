"""A plan is written, followed up and evaluated; what is late stands first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.plan import Aim, Measure
from narvaro_desktop.domain.plan_terms import Approval, NotDone
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, NextMove, Outcome, Role
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.effects_dialog import EffectsDialog
from narvaro_desktop.gui.dialogs.follow_up_dialog import FollowUpDialog
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.dialogs.plan_dialogs import CarryOverDialog, PlanSignDialog
from narvaro_desktop.gui.dialogs.plan_paper_dialog import PlanPaperDialog
from narvaro_desktop.gui.dialogs.week_dialog import WeekDialog
from narvaro_desktop.gui.pages.plan_page import PlanPage
from narvaro_desktop.gui.pages.plans_page import PlansPage
from narvaro_desktop.gui.pages.today_page import TodayPage
from narvaro_desktop.gui.pages.today_rows import OPEN
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.school_window import SchoolWindow
from narvaro_desktop.usecases import cases, plans, students
from narvaro_desktop.usecases.cases import Opening
from narvaro_desktop.usecases.plans import PlanView
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit

Settle = Callable[[], None]


@pytest.fixture
def case_id(office: Office) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value


@pytest.fixture
def window(office: Office, case_id: UUID, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = SchoolWindow(Runner(office))
    qtbot.addWidget(made)
    made.resize(1440, 1000)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def settle(window: SchoolWindow, qtbot: QtBot) -> Settle:
    def rest() -> None:
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not window.runner.busy)

    return rest


@pytest.fixture
def page(window: SchoolWindow, case_id: UUID, settle: Settle) -> PlanPage:
    window.go("plan", case_id=case_id)
    settle()
    found = window.page("plan")
    assert isinstance(found, PlanPage)
    return found


@pytest.fixture
def today(office: Office) -> date:
    return office.clock.now().date()


def kept(window: SchoolWindow, case_id: UUID) -> PlanView:
    with window.runner.office.work() as work:
        return plans.plan(work, case_id)


def add(window: SchoolWindow, case_id: UUID, today: date, late: int = 0) -> UUID:
    measure = Measure(
        "Utse en vuxen som eleven kan gå till", "Två besök i veckan.", MeasureLevel.STUDENT,
        LegalType.PRACTICAL, Role.MENTOR, "Mentor Al", today - timedelta(days=20),
        today + timedelta(days=14 if not late else -late),
    )  # fmt: skip
    with window.runner.office.work() as work:
        return plans.add_measure(work, case_id, measure).value


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
    assert changing.follow_up_on.day() == today + timedelta(days=14)
    assert not audit(changing)


def test_what_the_plan_says_is_saved_while_it_is_written(
    window: SchoolWindow, page: PlanPage, case_id: UUID, qtbot: QtBot
) -> None:
    page.around.needs.setFocus()
    qtbot.keyClicks(page.around.needs, "Lugn start")

    qtbot.waitUntil(lambda: not window.runner.busy and kept(window, case_id).around.needs == "Lugn start")


def test_a_plan_is_signed_and_saved_as_pdf(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, tmp_path: Path, settle: Settle
) -> None:
    add(window, case_id, today)
    page.shown(case_id=case_id)
    settle()

    page._sign()
    signing = page.findChild(PlanSignDialog)
    assert signing is not None
    signing.verb_button.click()
    settle()
    page._print()
    printing = page.findChild(PlanPaperDialog)
    assert printing is not None
    printing.folder.set_folder(tmp_path)
    printing.verb_button.click()
    settle()

    assert kept(window, case_id).signed is not None
    [paper] = tmp_path.glob("*.pdf")
    assert paper.name.startswith("atgardsplan-")


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


def test_a_signed_plan_stands_still_until_it_is_corrected(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    with window.runner.office.work() as work:
        plans.sign(work, case_id)
    page.shown(case_id=case_id)
    settle()
    assert page.view is not None
    shut = (page.around.needs.isReadOnly(), page.view.may_write, page.view.may_follow_up)
    acts = page._acts(page.view)

    acts["revise"]()
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    dialog.verb_button.click()
    asked = dialog.isVisible()
    dialog._reason.control.setPlainText("Målet är nått.")  # type: ignore[union-attr]
    dialog.verb_button.click()
    settle()

    assert shut == (True, False, True)
    assert asked
    assert (page.view.version, page.view.may_write) == (2, True)
    page._acts(page.view)["version:1"]()
    settle()
    assert (page.view.version, page.view.is_latest, page.cards[0].view.number) == (1, False, 1)
    assert "version 1" in page.notice.text()
    assert not audit(page)
    page.notice.pressed.emit()
    settle()
    assert page.view.is_latest


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


def test_the_measures_are_gone_through_when_the_pupil_changes_class(
    window: SchoolWindow, page: PlanPage, case_id: UUID, today: date, settle: Settle
) -> None:
    add(window, case_id, today)
    with window.runner.office.work() as work:
        cases.row_of(work, case_id).student.class_name = "6A"
    page.shown(case_id=case_id)
    settle()
    said = page.notice.text()
    page.notice.pressed.emit()
    dialog = page.findChild(CarryOverDialog)
    assert dialog is not None
    assert not audit(dialog)
    [edit] = dialog.who.values()
    edit.setText("Mentor Lönn")
    dialog.verb_button.click()
    settle()

    assert "från 5B till 6A" in said
    assert kept(window, case_id).measures[0].measure.responsible == "Mentor Lönn"
    assert page.notice.isHidden()


def test_the_rektor_finds_the_plan_in_i_dag_and_approves_it(
    school: School, office: Office, case_id: UUID, today: date, qtbot: QtBot
) -> None:
    measure = Measure(
        "En vuxen möter eleven", "Fyra morgnar.", MeasureLevel.STUDENT, LegalType.PRACTICAL, Role.MENTOR,
        "Mentor Al", today, today + timedelta(days=14),
    )  # fmt: skip
    with office.work() as work:
        plans.add_measure(work, case_id, measure)
        plans.sign(work, case_id, ask=True)
    office.close()
    made = SchoolWindow(Runner(school.unlock("Rektor Rönn")))
    qtbot.addWidget(made)
    made.resize(1440, 1000)
    made.show()

    made.go("today")
    qtbot.waitUntil(lambda: not made.runner.busy)
    found = made.page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.waiting._tasks))
    [row] = found.waiting._tasks
    found._act(found.waiting, row.key, OPEN)
    shown = made.page("plan")
    assert isinstance(shown, PlanPage)
    qtbot.waitUntil(lambda: shown.view is not None)
    assert shown.view is not None
    assert shown.view.may_approve
    assert not audit(shown)
    shown._approve()
    qtbot.waitUntil(lambda: shown.view is not None and not shown.view.may_approve)

    assert "Åtgärdsplan att godkänna" in row.detail
    assert shown.view.approval is not None
    assert shown.view.approval.approval is Approval.APPROVED
    made.close()


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
