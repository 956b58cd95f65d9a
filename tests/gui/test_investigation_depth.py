"""The fördjupad kartläggning as one works it: the talk, modules, voices side by side, findings, samråd."""

import time
from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.assessment.findings import Cause, FindingKind
from narvaro_desktop.domain.terms import CauseCategory, Depth, Party
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.consultation_dialogs import ConsultationDialog, StanceDialog
from narvaro_desktop.gui.dialogs.finding_dialogs import CauseDialog
from narvaro_desktop.gui.dialogs.layout_dialogs import ModulesDialog, TeacherDialog
from narvaro_desktop.gui.dialogs.working_material_panel import WorkingPapersPanel
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.pages.investigation.voice_parts import ANALYSIS, TOGETHER
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.assessment import consultations, investigations
from narvaro_desktop.usecases.casework import cases, stances, working_material
from narvaro_desktop.usecases.casework.cases import Opening
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.school_hand import Settle, opened
from tests.usecases.circle_of_a_case import let_in

SLOWEST = 0.5
"""Seconds from a key to its paint: a hang guard of ten times the 50 ms that are aimed at."""


@pytest.fixture
def case_id(school: School) -> UUID:
    office = school.unlock()
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Göte Lingontuva")
        students.add_guardian(work, student, "Åsa Blåbärsskog")
        made = cases.open_case(work, student, Opening(step=3, why="Borta länge.")).value
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
    window.go("investigation", case_id=case_id, depth="extended")
    settle()
    found = window.page("investigation")
    assert isinstance(found, InvestigationPage)
    return found


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def dialog(page: InvestigationPage, kind: type[ActDialog]) -> ActDialog:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert found
    return found[-1]


def test_a_talk_goes_on_and_back_by_keys_and_saves_each_answer(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.talk(True)
    cards = page.panels["student"].cards
    assert page.parts.isHidden() and page.head.isHidden() and page.modules.isHidden() is False

    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focus(), "efter lunch")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    third = page.panels["student"].at
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(focus(), Qt.Key.Key_Return, back)

    assert (third, page.panels["student"].at) == ("i1_place", "i1_easiest")
    assert cards["i1_easiest"].box is not None and cards["i1_easiest"].box.text() == "efter lunch"
    assert not audit(page)
    with window.runner.office.work() as work:
        view = investigations.investigation(work, case_id, depth=Depth.EXTENDED)
    reply = view.replies["i1_easiest"].answer
    assert reply is not None and reply.text == "efter lunch"

    qtbot.keyClick(page.window(), Qt.Key.Key_Escape)
    assert page.talk_bar.isHidden() and not page.head.isHidden()


def test_a_long_part_folds_and_a_module_is_one_press_away(page: InvestigationPage, settle: Settle) -> None:
    student = page.panels["student"]
    assert "i7_friends" not in student.cards

    page.modules.buttons["I7"].click()
    settle()

    assert not student.cards["i7_friends"].isHidden()
    assert student.cards["i7_friends"].isAncestorOf(focus())
    assert page.modules.buttons["I7"].text().endswith("0/6")


def test_modules_are_put_away_and_taken_back(page: InvestigationPage, settle: Settle) -> None:
    page.acts.choose_modules()
    chosen = dialog(page, ModulesDialog)
    assert isinstance(chosen, ModulesDialog) and not audit(chosen)
    for key, tick in chosen.ticks.items():
        tick.box.setChecked(key in ("I1", "I2", "I4"))
    chosen.verb_button.click()
    settle()

    assert list(page.modules.buttons) == ["I1", "I2", "I4", "Y1", "Y2"]
    assert page.view is not None and page.view.progress.questions == 14 + 10 + 3


def test_guardians_are_asked_one_by_one_and_stand_side_by_side(
    page: InvestigationPage, qtbot: QtBot, settle: Settle
) -> None:
    page.open_part("guardian")
    page.acts.hear_apart("guardian")
    settle()
    first, second = [key for key in page.panels if key.startswith("guardian:")]
    page.panels[first].focus_on("i2_tried")
    page.panels[first].cards["i2_tried"].restore("Skjuts till dörren.")
    page.voices.missed.emit(page.panels[second].voice, "Nås inte, tre försök.")
    settle()

    page.open_part(TOGETHER)
    texts = [each.text() for each in page.voices.together.findChildren(QWidget) if hasattr(each, "text")]

    assert "Skjuts till dörren." in texts and "Nås inte, tre försök." in texts
    assert "Rösten saknas" in texts and "Göte Lingontuva" in texts
    assert not audit(page)


def test_answers_from_a_subject_are_typed_in(page: InvestigationPage, settle: Settle) -> None:
    page.acts.hear_apart("teacher")
    asked = dialog(page, TeacherDialog)
    assert isinstance(asked, TeacherDialog) and not audit(asked)
    asked.subject.setText("Idrott")
    asked.who.setText("Lärare Ask")
    asked.verb_button.click()
    settle()

    page.open_part("teacher")
    assert page.view is not None
    [speaker] = [one for one in page.view.speakers if one.voice.party is Party.TEACHER and one.voice.who]
    assert speaker.name == "Idrott, Lärare Ask"
    assert len(page.panels[speaker.voice.key].keys) == 13


def test_a_cause_is_added_and_taken_away(page: InvestigationPage, settle: Settle) -> None:
    page.acts.add_finding(FindingKind.CAUSE)
    settle()
    made = dialog(page, CauseDialog)
    assert isinstance(made, CauseDialog) and not audit(made)
    made.verb_button.click()
    assert made.isVisible()  # nothing is chosen
    made.cause.setCurrentIndex(made.cause.findData(CauseCategory.SLEEP))
    made.verb_button.click()
    settle()

    page.open_part(ANALYSIS)
    assert page.view is not None
    [kept] = page.view.findings
    assert isinstance(kept.finding, Cause) and kept.finding.category is CauseCategory.SLEEP
    assert not audit(page)
    page.acts.remove_finding(kept.id)
    settle()
    assert page.view.findings == ()


def test_it_is_asked_once_whether_it_is_an_utredning(page: InvestigationPage, settle: Settle) -> None:
    assert page.inquiry.isVisible() and page.inquiry.yes.isVisible()

    page.inquiry.yes.click()
    settle()
    waits = page.inquiry.decide.isVisible()
    page.acts.say_inquiry(False)
    settle()

    assert waits
    assert page.inquiry.isHidden()


def test_a_samrad_that_failed_says_how_many_times(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, settle: Settle
) -> None:
    assert page.acts.samrad is not None
    page.acts.hear(page.acts.samrad.everyone[1])
    made = dialog(page, ConsultationDialog)
    assert isinstance(made, ConsultationDialog) and not audit(made)
    made.held.buttons()[1].click()
    made.attempts.setValue(3)
    made.verb_button.click()
    settle()

    with window.runner.office.work() as work:
        [heard] = consultations.samrad(work, case_id).heard
    assert (heard.consultation.held, heard.consultation.attempts, heard.with_whom) == (
        False, 3, page.acts.samrad.everyone[1].name,
    )  # fmt: skip


def test_a_stallningstagande_with_worry_says_what_to_do_at_once(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, settle: Settle
) -> None:
    page.acts.take_stance()
    settle()
    made = dialog(page, StanceDialog)
    assert isinstance(made, StanceDialog) and not audit(made)
    made.answer.buttons()[2].click()
    advice = made._advice.text()
    made.why.setPlainText("Eleven berättar att hon är rädd hemma.")
    made.verb_button.click()
    settle()

    assert "Anmäl genast" in advice
    with window.runner.office.work() as work:
        [line] = stances.stances(work, case_id).lines
    assert line.stance is not None and line.readers == ("Kurator Ek", "Rektor Rönn")


def test_another_language_asks_the_same_questions(page: InvestigationPage, settle: Settle) -> None:
    page.acts.speak("en")
    settle()

    assert page.panels["student"].cards["i1_good_day"].question.words.startswith("When did a school day")


def test_typing_never_waits_for_a_save(page: InvestigationPage, qtbot: QtBot, settle: Settle) -> None:
    page.panels["student"].focus_on("i1_place")
    box = page.panels["student"].cards["i1_place"].box
    assert box is not None
    waits = []

    for number in range(150):
        began = time.perf_counter()
        qtbot.keyClick(box, Qt.Key.Key_A)
        box.viewport().repaint()
        QApplication.processEvents()
        waits.append(time.perf_counter() - began)
        if number % 20 == 19:
            box.flush()  # a save begins, and typing goes on
    settle()

    assert sorted(waits)[int(len(waits) * 0.99)] < SLOWEST
    assert len(box.text()) == 150


def test_the_arbetsmaterial_is_answered_for_before_a_case_is_closed(
    window: SchoolWindow, page: InvestigationPage, case_id: UUID, qtbot: QtBot, settle: Settle
) -> None:
    page.panels["student"].cards["i1_place"].restore("Matsalen.")
    settle()
    with window.runner.office.work() as work:
        papers = working_material.working_papers(work, case_id)
    panel = WorkingPapersPanel(papers)
    qtbot.addWidget(panel)
    panel.show()

    first = panel.check()
    panel.facts.buttons()[1].click()
    panel.fate.buttons()[1].click()
    second = panel.check()
    panel.transferred.setPlainText("Eleven undviker matsalen.")

    assert (first, second, panel.check()) == (False, False, True)
    assert panel.settled().destroy and panel.settled().facts
    assert not audit(panel)


def test_the_whole_page_can_be_used_by_everyone(
    look: tuple[str, float], page: InvestigationPage, settle: Settle
) -> None:
    settle()

    for part in ("student", "teacher", ANALYSIS, TOGETHER):
        page.open_part(part)
        assert not audit(page)
