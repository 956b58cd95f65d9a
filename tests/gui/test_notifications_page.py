"""Anmälningar, the strip on the case page and the dialogs that belong to them."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Channel, InquiryAnswer, NotificationState, OfferedSupport
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.dialogs.answer_dialog import AnswerDialog, HandOverDialog
from narvaro_desktop.gui.dialogs.inform_dialog import InformDialog, open_inform
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.dialogs.waive_dialog import WaiveDialog, open_waive
from narvaro_desktop.gui.pages.case.notification_actions import NotificationStrip
from narvaro_desktop.gui.pages.notifications_page import NotificationsPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases.casework import cases, informing
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.shots import save, settle
from tests.usecases.decisions_stage import PERIOD, filled, huvudman_office, open_a_case, trust

MONDAY = date(2026, 9, 28)


@pytest.fixture
def principal(at_the_principals: Office, tmp_path: Path) -> Office:
    """The rektor on a Monday, with the huvudman's kontaktkort trusted."""
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    at_the_principals.clock = Clock(MONDAY)
    return at_the_principals


@pytest.fixture
def runner(principal: Office, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(principal)
    yield made
    qtbot.waitUntil(lambda: not made.busy)


class CaseStand(QWidget):
    """Where a case page would be: remembers whose it was asked for."""

    case_id: object = None

    def shown(self, case_id: object = None) -> None:
        self.case_id = case_id


@pytest.fixture
def shell(runner: Runner, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell()
    made.resize(1440, 1000)
    made.add_page("notifications", "Anmälningar", "send", NotificationsPage(runner, made))
    made.add_page("case", "Ärende", "user", CaseStand(), in_sidebar=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def page(shell: Shell, runner: Runner, qtbot: QtBot) -> NotificationsPage:
    found = shell.page("notifications")
    assert isinstance(found, NotificationsPage)
    shell.go("notifications")
    qtbot.waitUntil(lambda: not runner.busy)
    return found


@pytest.fixture
def strip(shell: Shell, runner: Runner, qtbot: QtBot) -> NotificationStrip:
    made = NotificationStrip(runner, shell)
    stand = shell.page("case")
    column = QVBoxLayout(stand)
    column.addWidget(made)
    column.addStretch(1)
    shell.go("case")
    return made


def decide(office: Office, case_id: UUID) -> UUID:
    with office.work() as work:
        return decisions.open_inquiry(work, case_id, filled()).value


def sealed(office: Office, folder: Path) -> tuple[UUID, UUID]:
    """(case, anmälan): decided and sealed, not handed over."""
    case_id = open_a_case(office)
    with office.work() as work:
        begun = notifications.begun(work, case_id, None, filled())
        notifications.seal(work, begun, filled(), folder)
    return case_id, begun


def show(page: NotificationsPage, runner: Runner, qtbot: QtBot, key: UUID) -> None:
    page.ask()
    qtbot.waitUntil(lambda: not runner.busy)
    page.table.select_key(key)


def state(office: Office, case_id: UUID) -> NotificationState:
    with office.work() as work:
        return notifications.notifications(work, case_id)[0].state


def test_the_empty_page_says_what_will_stand_here(page: NotificationsPage) -> None:
    assert page.nothing.isVisible()
    assert not page.table.isVisible()
    assert not audit(page)


def test_the_page_lists_what_waits_and_counts_it_in_the_sidebar(
    page: NotificationsPage, principal: Office, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    _case, begun = sealed(principal, tmp_path / "usb")

    show(page, runner, qtbot, begun)

    assert page.model.total == 1
    chosen = page.chosen()
    assert chosen is not None and chosen.state is NotificationState.SEALED
    assert page.bar._count.text() == "1 av 1 anmälan"
    page.bar._chips["missing"].setChecked(True)
    assert page.model.shown == 0 and page.nothing.isVisible()
    page.bar._chips["waits"].setChecked(True)
    assert page.model.shown == 1
    page.bar.clear()
    page.bar.field.setText("finns inte")
    assert page.model.shown == 0
    qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert page.model.shown == 1


def test_a_decision_whose_day_is_past_is_red_with_words(
    page: NotificationsPage, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    begun = decide(principal, open_a_case(principal))
    principal.clock = Clock(MONDAY + timedelta(days=20))

    show(page, runner, qtbot, begun)

    column = [each.title for each in page.model.columns].index("Senast")
    assert page.model.index(0, column).data().startswith("Försenad")
    with principal.work() as work:
        assert notifications.notifications(work)[0].is_late


def test_enter_opens_the_case(
    page: NotificationsPage, shell: Shell, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    show(page, runner, qtbot, decide(principal, case_id))

    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    stand = shell.page("case")
    assert isinstance(stand, CaseStand) and stand.case_id == case_id


def test_lamnad_is_pressed_on_the_page(
    page: NotificationsPage, principal: Office, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    case_id, begun = sealed(principal, tmp_path / "usb")
    show(page, runner, qtbot, begun)
    line = page.chosen()
    assert line is not None
    coming = page.acts(line).next()
    assert coming is not None and coming[0] == "Lämnad"

    coming[2]()
    dialog = page.findChild(HandOverDialog)
    assert dialog is not None and not audit(dialog)
    dialog.handing_over.day_field.set_day(MONDAY + timedelta(days=1))
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert dialog.handing_over.day.fault() == "Dagen har inte kommit än."
    dialog.handing_over.day_field.set_day(MONDAY)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    assert state(principal, case_id) is NotificationState.HANDED_OVER


def test_anmal_nu_takes_the_decision_up_again(
    page: NotificationsPage, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    show(page, runner, qtbot, decide(principal, open_a_case(principal)))
    line = page.chosen()
    assert line is not None
    coming = page.acts(line).next()
    assert coming is not None and coming[0] == "Anmäl nu"

    coming[2]()
    qtbot.waitUntil(lambda: not runner.busy)

    dialog = page.findChild(DecisionDialog)
    assert dialog is not None
    assert dialog._ui.title.text() == "Anmäl till huvudmannen"
    dialog.reject()


def test_an_answer_by_telephone_is_typed_in(
    page: NotificationsPage, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    begun = decide(principal, case_id)
    with principal.work() as work:
        notifications.told_otherwise(work, begun, MONDAY, Channel.ESERVICE, "ET-7")
    show(page, runner, qtbot, begun)
    line = page.chosen()
    assert line is not None

    act = next(act for words, _icon, act in page.acts(line).others() if words == "Skriv in svar")
    act()
    dialog = page.findChild(AnswerDialog)
    assert dialog is not None and not audit(dialog)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert dialog._day.fault() and dialog._who.fault()
    dialog.day_field.set_day(MONDAY)
    dialog.who.setText("Handläggare Lind")
    dialog.number.setText("KS 2026/9")
    dialog.boxes[OfferedSupport.GUIDANCE].setChecked(True)
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    assert state(principal, case_id) is NotificationState.REGISTERED
    with principal.work() as work:
        assert len(cases.case(work, case_id).tasks) == 1


def test_each_is_informed_apart_and_gets_a_letter(
    shell: Shell, principal: Office, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    case_id = open_a_case(principal)
    decide(principal, case_id)
    dialog = open_inform(shell, runner, case_id)
    qtbot.waitUntil(lambda: not runner.busy)
    assert len(dialog.rows) == 3
    settle(dialog)
    assert not audit(dialog)

    qtbot.mouseClick(dialog.rows[0].button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)
    with principal.work() as work:
        people = informing.to_inform(work, case_id)
    assert [one.informed_on for one in people] == [MONDAY, None, None]
    assert dialog.rows[0].button.isHidden() or not dialog.rows[0].button.isVisible()

    dialog.save_letter(people[1], tmp_path / "saknas" / "helt")
    qtbot.waitUntil(lambda: not runner.busy)
    assert "Mappen finns inte" in dialog.message.text()


def test_a_letter_is_had_in_a_second_language_and_looked_at_first(
    shell: Shell, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    decide(principal, case_id)
    dialog = open_inform(shell, runner, case_id)
    qtbot.waitUntil(lambda: not runner.busy)

    dialog.language.setCurrentIndex(dialog.language.findData("pl"))
    assert dialog.language.currentText() == "Svenska och polska (ej granskad)"
    qtbot.mouseClick(dialog.rows[1].look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    shown = dialog.findChild(PreviewDialog)
    assert shown is not None
    swedish, polish = (page.accessibleDescription() for page in shown.view.pages)
    assert "Vi vill förstå varför Elvira" in swedish and "Chcemy zrozumieć, dlaczego Elvira" in polish


def test_guardians_that_are_missing_are_added_from_where_they_are_missed(
    shell: Shell, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    with principal.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case_id = cases.open_case(work, student, cases.Opening(stated=PERIOD)).value
    decide(principal, case_id)
    pupil = partial(StudentDialog, runner=runner, shell=shell, student_id=student)
    dialog = open_inform(shell, runner, case_id, pupil=pupil)
    qtbot.waitUntil(lambda: not runner.busy)
    assert not dialog.meeting.isVisible() and not dialog.language.isVisible()
    settle(dialog)
    assert not audit(dialog)

    qtbot.mouseClick(dialog.message.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)
    [opened] = dialog.findChildren(StudentDialog)
    opened._add_guardian(None).name.setText("Ylva Blåbärsskog")
    qtbot.mouseClick(opened.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    assert (len(dialog.rows), dialog.message.text()) == (2, "") and dialog.meeting.isVisible()


def test_no_letter_is_offered_for_a_protected_pupil(
    shell: Shell, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal, protected=True)
    decide(principal, case_id)

    dialog = open_inform(shell, runner, case_id, is_protected=True)
    qtbot.waitUntil(lambda: not runner.busy)

    assert all(row.letter.isHidden() for row in dialog.rows)
    assert isinstance(dialog, InformDialog)


def test_utredning_behovs_inte_asks_why_and_proposes_a_day(
    shell: Shell, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    with principal.work() as work:
        student = cases.case(work, case_id).line.student.id
        usual = decisions.usual_recheck(work)
    open_waive(shell, runner, shell, student)
    qtbot.waitUntil(lambda: not runner.busy)
    dialog = shell.findChild(WaiveDialog)
    assert dialog is not None and dialog.day_field.day() == usual
    assert not audit(dialog)

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert dialog._why.fault() == "Skriv varför utredning inte behövs."
    qtbot.keyClicks(dialog.why, "En operation som nu är över".replace("ä", "a").replace("ö", "o"))
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)

    with principal.work() as work:
        [line] = decisions.decisions_of(work, case_id)
    assert (line.answer, line.recheck_on) == (InquiryAnswer.WAIVED, usual)


def test_the_strip_is_hidden_until_there_is_a_decision_and_follows_it(
    strip: NotificationStrip, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    strip.show(case_id)
    qtbot.waitUntil(lambda: not runner.busy)
    assert strip.isHidden()

    runner.do(lambda work: decisions.open_inquiry(work, case_id, filled()))
    qtbot.waitUntil(lambda: not runner.busy)

    assert strip.isVisible()
    assert strip.property("surface") == "bad"
    settle(strip)
    assert not audit(strip)


def test_the_strip_says_that_no_utredning_is_needed(
    strip: NotificationStrip, principal: Office, runner: Runner, qtbot: QtBot
) -> None:
    case_id = open_a_case(principal)
    with principal.work() as work:
        decisions.waive(work, cases.case(work, case_id).line.student.id, "Frånvaron har upphört.")

    strip.show(case_id)
    qtbot.waitUntil(lambda: not runner.busy)

    assert strip.isVisible()
    settle(strip)
    assert not audit(strip)


def test_page_and_strip_can_be_used_in_every_look(
    principal: Office, qtbot: QtBot, tmp_path: Path, look: tuple[str, float]
) -> None:
    case_id, begun = sealed(principal, tmp_path / "usb")
    runner = Runner(principal)
    shell = Shell()
    shell.resize(1440, 1000)
    page = NotificationsPage(runner, shell)
    shell.add_page("notifications", "Anmälningar", "send", page)
    qtbot.addWidget(shell)
    shell.show()
    shell.go("notifications")
    show(page, runner, qtbot, begun)
    strip = NotificationStrip(runner, shell)
    page.add(strip)
    strip.show(case_id)
    qtbot.waitUntil(lambda: not runner.busy)

    assert not audit(page)
    save(shell, "notifications-page")
