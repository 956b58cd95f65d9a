"""A kartläggning is asked by keyboard, saved while it is written, signed, corrected and saved as PDF."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.terms import AnswerState, Depth, Party
from narvaro_desktop.gui.dialogs.investigation_dialogs import InvestigationPaperDialog, SignDialog
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.pages.investigation.voice_parts import ANALYSIS
from narvaro_desktop.gui.pages.investigations_page import InvestigationsPage
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle, opened
from tests.usecases.circle_of_a_case import let_in

WRITER = Path(__file__).with_name("writer.py")
LOST = 2.5
"""Seconds: a text is kept after 0.8 at the latest; a busy machine is given three times that."""


@pytest.fixture
def case_id(school: School) -> UUID:
    office = school.unlock()
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        made = cases.open_case(work, student, Opening(step=2, why="Talat hemma redan.")).value
    let_in(office, made)
    office.close()
    return made


@pytest.fixture
def window(school: School, case_id: UUID, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = opened(school.unlock(), qtbot)
    yield made
    made.close()


@pytest.fixture
def page(window: SchoolWindow, case_id: UUID, settle: Settle) -> InvestigationPage:
    window.go("investigation", case_id=case_id)
    settle()
    found = window.page("investigation")
    assert isinstance(found, InvestigationPage)
    return found


def kept(window: SchoolWindow, case_id: UUID) -> dict[str, Answer]:
    """What stands in the vault."""
    with window.runner.office.work() as work:
        view = investigations.investigation(work, case_id)
    return {key: reply.answer for key, reply in view.replies.items() if reply.answer is not None}


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_thirteen_questions_are_answered_without_the_mouse(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.waitUntil(lambda: page.panels["student"].cards["i1_feeling"].isAncestorOf(focus()))

    for place in range(13):
        card = next(c for p in page.panels.values() for c in p.cards.values() if c.isAncestorOf(focus()))
        if card.scale is not None:
            qtbot.keyClick(focus(), Qt.Key.Key_Right)
            qtbot.keyClick(focus(), Qt.Key.Key_Space)
        elif place == 3:
            qtbot.keyClick(focus(), Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
        elif place == 4:
            qtbot.keyClick(focus(), Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
        else:
            qtbot.keyClicks(focus(), f"svar {place}")
        qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()

    answers = kept(window, case_id)
    assert len(answers) == 13
    assert answers["i1_feeling"].scale == 1
    assert answers["i1_good_day"].state is AnswerState.DECLINED
    assert answers["i1_adults"].state is AnswerState.NOT_ASKED
    assert answers["i4_pattern"].text == "svar 12"
    assert page.parts.chosen() == ANALYSIS
    assert page.panels[ANALYSIS].cards["y1_summary"].isAncestorOf(focus())


def test_who_reads_a_part_is_said_once_in_it(page: InvestigationPage) -> None:
    for key in ("student", "teacher"):
        panel = page.panels[key]
        panel.wake()
        told = [one.text() for one in panel.findChildren(QLabel) if one.text().startswith("Läses av:")]

        assert len(told) == 1


def test_looking_begins_nothing(window: SchoolWindow, page: InvestigationPage, case_id: UUID) -> None:
    with window.runner.office.work() as work:
        assert investigations.all_investigations(work) == []
    assert page.view is not None
    assert page.view.id is None


def test_who_writes_without_a_pause_is_saved_all_the_same(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot
) -> None:
    box = page.panels["student"].cards["i1_place"].box
    assert box is not None
    box.setFocus()

    def write_on() -> bool:
        qtbot.keyClicks(box, "a")
        return "i1_place" in kept_now()

    def kept_now() -> dict[str, Answer]:
        return {} if window.runner.busy else kept(window, case_id)

    qtbot.waitUntil(write_on, timeout=8000)

    assert box.hasFocus()
    assert set(box.text()) == {"a"}
    saved = window.top_bar.findChildren(QWidget)
    assert any("Sparat" in str(getattr(each, "text", lambda: "")()) for each in saved)


def test_a_killed_program_has_lost_no_more_than_its_last_second(school: School, case_id: UUID) -> None:
    written = subprocess.Popen(
        [sys.executable, str(WRITER), str(school.path), str(school.state), school.PHRASE, str(case_id)],
        stdout=subprocess.PIPE, text=True, cwd=WRITER.parents[2], env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip
    assert written.stdout is not None
    lines = [written.stdout.readline().split() for _letter in range(150)]
    written.kill()
    killed = time.monotonic()
    written.wait()

    office = school.unlock()
    with office.work() as work:
        view = investigations.investigation(work, case_id)
    office.close()

    reply = view.replies["i1_place"].answer
    assert reply is not None
    long_ago = sum(killed - float(at) > LOST for _count, at in lines)
    assert len(reply.text) >= long_ago > 0
    assert reply.text == ("abcdefghij" * 20)[: len(reply.text)]


def test_an_answer_that_gave_way_can_be_had_back(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    card = page.panels["student"].cards["i1_place"]
    card.restore("Matsalen.")
    settle()

    card.decline(AnswerState.DECLINED)
    settle()
    before = kept(window, case_id)["i1_place"]
    window.toasts.undo_button.click()
    settle()

    assert (before.state, before.text) == (AnswerState.DECLINED, "")
    assert kept(window, case_id)["i1_place"].text == "Matsalen."


def test_beside_a_child_one_question_is_shown_at_a_time(page: InvestigationPage, qtbot: QtBot) -> None:
    panel = page.panels["student"]

    page.talk(True)
    first = [key for key, card in panel.cards.items() if not card.isHidden()]
    page.talk_bar.next_button.click()
    second = [key for key, card in panel.cards.items() if not card.isHidden()]
    qtbot.keyClick(page.window(), Qt.Key.Key_Escape)

    assert (first, second) == (["i1_feeling"], ["i1_easiest"])
    assert not any(card.isHidden() for card in panel.cards.values())
    assert page.talk_bar.isHidden() and not page.parts.isHidden()


def test_what_is_lacking_is_said_and_led_to(page: InvestigationPage, qtbot: QtBot, settle: Settle) -> None:
    page.panels["student"].cards["i1_place"].restore("Matsalen.")
    settle()

    page._sign()
    said = page.bar.text()
    page.bar.button.click()

    assert "vårdnadshavares röst" in said and "slutsatsen" in said
    assert page.parts.chosen() == Party.GUARDIAN.key


def test_it_is_signed_and_the_duty_done_then_corrected(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    write_whole(page, settle)

    page._sign()
    dialog = page.findChild(SignDialog)
    assert dialog is not None
    dialog.verb_button.click()
    settle()

    with window.runner.office.work() as work:
        done = {line.duty.key for line in cases.case(work, case_id).duties if line.done_on}
    assert "simple_investigation" in done
    assert page.view is not None and page.view.signed is not None
    box = page.panels["student"].cards["i1_place"].box
    assert box is not None and box.isReadOnly() and box.text() == "Matsalen."
    assert "i1_adults" not in page.panels["student"].cards

    with window.runner.office.work() as work:
        second = investigations.correct(work, page.view.id, "Fel plats.").value  # type: ignore[arg-type]
    page._open_version(second)
    settle()
    box = page.panels["student"].cards["i1_place"].box
    assert box is not None and not box.isReadOnly() and box.text() == "Matsalen."


def test_a_second_one_that_was_signed_stays_on_the_page(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, settle: Settle
) -> None:
    window.go("investigation", case_id=case_id, depth="extended")
    settle()
    assert page.view is not None and page.view.depth is Depth.EXTENDED
    for key in (*page.view.questions.analysis, *page.view.questions.conclusion):
        page.panels[ANALYSIS].focus_on(key)
        page.panels[ANALYSIS].cards[key].restore("Ljudet.")
    page.panels["guardian"].cards["i2_began"].restore("I våras.")
    page.panels["student"].cards["i1_place"].restore("Matsalen.")
    settle()

    page._sign()
    dialog = page.findChild(SignDialog)
    assert dialog is not None
    dialog.verb_button.click()
    settle()

    assert page.view.signed is not None and page.view.depth is Depth.EXTENDED
    assert [one.depth for one in page.view.versions] == [Depth.EXTENDED]


def write_whole(page: InvestigationPage, settle: Settle) -> None:
    page.panels["student"].cards["i1_place"].restore("Matsalen.")
    guardian = page.panels["guardian"]
    guardian.ask_why()
    assert guardian.reason is not None
    guardian.reason.setPlainText("Nås inte, tre försök.")
    guardian.reason.flush()
    page.panels[ANALYSIS].cards["y1_summary"].restore("Ljudet.")
    page.panels[ANALYSIS].cards["y2_needs"].restore("En lugn plats.")
    settle()


def test_a_pdf_is_put_where_one_says(
    window: SchoolWindow, page: InvestigationPage, tmp_path: Path, settle: Settle
) -> None:
    write_whole(page, settle)

    page.acts.print_out()
    dialog = page.findChild(InvestigationPaperDialog)
    assert dialog is not None
    dialog.folder.set_folder(tmp_path)
    dialog.verb_button.click()
    settle()

    [paper] = tmp_path.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def test_without_the_key_one_sees_who_reads(school: School, case_id: UUID, qtbot: QtBot) -> None:
    kurator = school.unlock()
    with kurator.work() as work:
        begun = investigations.begin(work, case_id, Depth.SIMPLE).value
        investigations.answer(work, begun, "i1_place", Answer("i1_place", AnswerState.ANSWERED, "Matsalen."))
    kurator.close()

    window = opened(school.unlock("Mentor Al"), qtbot)
    window.go("investigation", case_id=case_id)
    qtbot.waitUntil(lambda: not window.runner.busy)
    page = window.page("investigation")
    assert isinstance(page, InvestigationPage)
    page.open_part("student")
    card = page.panels["student"].cards["i1_place"]
    assert card.box is not None and card.box.isHidden() and card.box.text() == ""
    assert "Läses av: kurator, rektor" in card._closed.text()
    window.close()


def test_the_list_opens_the_one_going_on(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.panels["student"].cards["i1_place"].restore("Matsalen.")
    settle()

    window.go("investigations")
    settle()
    lines = window.page("investigations")
    assert isinstance(lines, InvestigationsPage)
    assert lines.rows.shown == 1
    assert not audit(lines)
    lines.table.selectRow(0)
    qtbot.keyClick(lines.table, Qt.Key.Key_Return)
    settle()

    assert window.at is not None
    assert window.at.key == "investigation"
    assert page.view is not None and page.view.id is not None


def test_the_page_can_be_used_by_everyone(
    look: tuple[str, float], page: InvestigationPage, settle: Settle
) -> None:
    settle()

    for part in ("student", "guardian", ANALYSIS):
        page.open_part(part)
        assert not audit(page)
