"""I dag in a window on a real vault: its rows, and its answers."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop.domain.terms import Role, SuggestionAnswer
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.dialogs.suggestion_dialogs import (
    ClassesDialog,
    HigherDialog,
    WaitDialog,
    WaiveDialog,
)
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.store.tables import CaseRow, DecisionRow, SuggestionAnswerRow
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.today_shelf import (
    TODAY,
    at,
    button,
    dialog,
    let_go,
    open_today,
    rest,
    sentences,
    with_absence,
)
from tests.usecases.pupils_with_days import pupil

Open = Callable[[Office], TodayPage]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Open]:
    """I dag of a vault, in a window that is closed afterwards."""
    pages: list[TodayPage] = []

    def opened(office: Office) -> TodayPage:
        pages.append(open_today(qtbot, office))
        return pages[-1]

    yield opened
    for page in pages:
        let_go(page)


def test_an_empty_school_offers_two_buttons_and_the_dialog_of_a_new_case(
    qtbot: QtBot, school: School, show: Open
) -> None:
    page = show(school.unlock())

    assert page.first_case.isVisible() and page.first_import.isVisible()
    assert not audit(page)
    qtbot.mouseClick(page.first_case, Qt.MouseButton.LeftButton)
    assert dialog(page).windowTitle() == "Nytt ärende"


def test_a_proposal_says_why_and_what_it_rests_on(school: School, show: Open) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 24), ("Bo Regnskur", "7B", 12))

    page = show(office)

    (row,) = [row for row in page.findChildren(TaskRow) if row.isVisibleTo(page)]
    assert row.task.sentence == "Alva Granbarr, 7B: 24,0\N{NO-BREAK SPACE}% frånvaro"
    assert "Når gränsen 20 % för utredning och anmälan" in row.task.detail
    assert "100,0\N{NO-BREAK SPACE}% av lektionstiden rapporterad" in row.task.who
    assert list(page.class_lists.heads) == ["7B"]
    assert "t.o.m. 25\N{NO-BREAK SPACE}sep, källa: Skola24" in page.head._subtitle.text()


def test_the_page_is_whole_for_everyone_in_every_look(
    school: School, show: Open, look: tuple[str, float]
) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 24), ("Bo Regnskur", "7B", 12), ("Cia Kottelund", "7B", 13))
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, "Elvira Blåbärsskog", "5B")).value
        duties.add_task(work, case_id, "Ring hem", TODAY - timedelta(days=2), Role.COUNSELLOR)

    page = show(office)

    assert not audit(page)


def test_the_name_of_a_proposal_shows_the_pupil(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 29))
    page = show(office)
    name = next(each for each in page.findChildren(NameButton) if each.isVisibleTo(page))

    qtbot.mouseClick(name, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert dialog(page, StudentDialog).isVisible()
    with office.work() as work:
        assert work.session.scalars(select(CaseRow)).all() == []


def test_a_case_is_opened_a_day_waited_for_and_a_reason_given(
    qtbot: QtBot, school: School, show: Open
) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 29), ("Bo Regnskur", "7B", 27), ("Cia Kottelund", "7B", 24))
    page = show(office)

    qtbot.mouseClick(button(page, "Öppna ärende"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    qtbot.mouseClick(button(page, "Vänta …"), Qt.MouseButton.LeftButton)
    wait = dialog(page, WaitDialog)
    qtbot.mouseClick(wait.verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    qtbot.mouseClick(button(page, "Avstå …"), Qt.MouseButton.LeftButton)
    ask = dialog(page)
    qtbot.mouseClick(ask.verb_button, Qt.MouseButton.LeftButton)
    assert ask.isVisible(), "a reason is asked for"
    qtbot.keyClicks(ask.findChild(QPlainTextEdit), "Benbrott.")
    qtbot.mouseClick(ask.verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    with office.work() as work:
        rows = {row.answer: row for row in work.session.scalars(select(SuggestionAnswerRow))}
    assert set(rows) == {
        SuggestionAnswer.CASE_OPENED,
        SuggestionAnswer.DEFERRED,
        SuggestionAnswer.DECLINED,
    }
    assert rows[SuggestionAnswer.DEFERRED].until == TODAY + timedelta(days=14)
    assert rows[SuggestionAnswer.DECLINED].reason == "Benbrott."
    assert not page._ui.proposed.isVisible()


def test_a_case_is_opened_on_the_proposed_step_with_the_reason_for_it(
    qtbot: QtBot, school: School, show: Open
) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 24))
    page = show(office)

    qtbot.mouseClick(button(page, "På steg 3 …"), Qt.MouseButton.LeftButton)
    asked = dialog(page)
    assert isinstance(asked, HigherDialog)
    assert asked.why.text() == "", "the reason is the person's own"
    qtbot.mouseClick(asked.verb_button, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    qtbot.keyClicks(asked.why, "Har redan haft samtal hemma.")
    qtbot.mouseClick(asked.verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        view = cases.case(work, row.id)
    assert view.line.step == 3
    assert view.skipped[2] == "Har redan haft samtal hemma."


def test_an_answer_is_taken_back_with_angra(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with_absence(office, ("Bo Regnskur", "7B", 12))
    page = show(office)

    qtbot.mouseClick(button(page, "Följs av mentor"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert not page.class_lists.heads
    undo = page._shell.toasts.undo_button
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert list(page.class_lists.heads) == ["7B"]


def test_a_class_list_goes_out_as_a_form_and_its_answer_says_whose_it_is(
    qtbot: QtBot, school: School, show: Open, tmp_path: Path
) -> None:
    office = at(school)
    with_absence(office, ("Bo Regnskur", "7B", 12))
    page = show(office)
    qtbot.mouseClick(button(page, "Som blankett …"), Qt.MouseButton.LeftButton)
    paper = dialog(page, PaperDialog)
    assert not audit(paper)
    paper.folder.set_folder(tmp_path)
    paper.try_accept()
    rest(qtbot, page)

    assert page.class_lists.open is not None
    qtbot.keyClicks(page.class_lists.open.source, "Mentor Al, 25 sep")
    qtbot.mouseClick(button(page, "Följs av mentor"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert [path.name[:13] for path in tmp_path.glob("*.pdf")] == ["klasslista-7B"]
    with office.work() as work:
        assert work.session.scalars(select(SuggestionAnswerRow.reason)).all() == ["Mentor Al, 25 sep"]


def test_the_focus_stays_in_the_list_when_a_row_has_been_answered(
    qtbot: QtBot, school: School, show: Open
) -> None:
    office = at(school)
    with_absence(office, ("Alva Granbarr", "7B", 29), ("Bo Regnskur", "7B", 27))
    page = show(office)
    first = button(page, "Öppna ärende")
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Space)
    rest(qtbot, page)

    held = page.window().focusWidget()
    assert isinstance(held, QPushButton) and page._ui.proposed.isAncestorOf(held)
    assert "Bo Regnskur" in held.accessibleName()


def test_enter_on_a_name_opens_the_case(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, "Elvira Blåbärsskog", "5B")).value
        duties.add_task(work, case_id, "Ring hem", TODAY, Role.COUNSELLOR)
    page = show(office)
    name = next(each for each in page.findChildren(NameButton) if each.isVisibleTo(page))

    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Return)

    at_page = page._shell.at
    assert at_page is not None
    assert (at_page.key, at_page.what) == ("case", {"case_id": case_id})


def test_only_what_is_mine_is_shown_when_asked_for(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with office.work() as work:
        for name, role in (("Elvira Blåbärsskog", Role.COUNSELLOR), ("Bo Regnskur", Role.PRINCIPAL)):
            case_id = cases.open_case(work, pupil(work, name, "5B")).value
            duties.add_task(work, case_id, "Ring hem", TODAY - timedelta(days=1), role)
    page = show(office)
    assert sentences(page) == ["Elvira Blåbärsskog, 5B"]

    mine, others, everything = page.whose.choice.buttons()
    assert others.text() == "Andras (1)"
    qtbot.mouseClick(others, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert sentences(page) == ["Bo Regnskur, 5B"]
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert len(sentences(page)) == 2
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert sentences(page) == ["Elvira Blåbärsskog, 5B"]


def test_one_class_is_chosen_by_keyboard_and_remembered(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with office.work() as work:
        for name, class_name in (("Elvira Blåbärsskog", "5B"), ("Bo Regnskur", "7A")):
            case_id = cases.open_case(work, pupil(work, name, class_name)).value
            duties.add_task(work, case_id, "Ring hem", TODAY - timedelta(days=1), Role.COUNSELLOR)
    page = show(office)
    assert not page.narrowing.isVisible()

    page.whose.more_button.setFocus()
    qtbot.keyClick(page.whose.more_button, Qt.Key.Key_Space)
    page.narrowing.class_name.setFocus()
    qtbot.keyClick(page.narrowing.class_name, Qt.Key.Key_Down)
    qtbot.keyClick(page.narrowing.class_name, Qt.Key.Key_Down)
    rest(qtbot, page)

    assert sentences(page) == ["Bo Regnskur, 7A"]
    assert not audit(page)
    page._shell.go("cases")
    page._shell.go("today")
    rest(qtbot, page)
    assert sentences(page) == ["Bo Regnskur, 7A"] and page.narrowing.isVisible()
    qtbot.mouseClick(page.narrowing.clear_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert len(sentences(page)) == 2


def test_what_the_kurator_hands_over_waits_for_the_rektor(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school)
    with office.work() as work:
        case_id = cases.open_case(work, pupil(work, "Elvira Blåbärsskog", "5B")).value
        handovers.hand_over(work, case_id, "Utredning behövs enligt teamet.")
    office.close()

    page = show(at(school, "Rektor Rönn"))

    assert page._ui.waiting.isVisible()
    (row,) = page.waiting.card.findChildren(TaskRow)
    assert row.task.sentence == "Elvira Blåbärsskog, 5B"
    assert row.task.detail == "Utredning behövs enligt teamet."


def test_the_rektor_waives_for_several_with_a_reason_for_each(
    qtbot: QtBot, school: School, show: Open
) -> None:
    office = at(school, "Rektor Rönn")
    with_absence(office, ("Alva Granbarr", "7B", 29), ("Bo Regnskur", "7B", 27), ("Cia Kottelund", "7B", 24))
    page = show(office)

    qtbot.mouseClick(page.waive_button, Qt.MouseButton.LeftButton)
    waive = dialog(page, WaiveDialog)
    assert not waive.verb_button.isEnabled()
    first, second, _third = waive.findChildren(QLineEdit)
    qtbot.keyClicks(first, "Benbrott.")
    qtbot.keyClicks(second, "Utreds redan.")
    assert waive.verb_button.text() == "Besluta för 2 elever"
    qtbot.mouseClick(waive.verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    (left,) = page.proposed.card.findChildren(TaskRow)
    assert left.task.sentence == "Cia Kottelund, 7B: 24,0\N{NO-BREAK SPACE}% frånvaro"
    with office.work() as work:
        reasons = work.session.scalars(select(DecisionRow.motivation)).all()
    assert sorted(filter(None, reasons)) == ["Benbrott.", "Utreds redan."]


def test_a_mentor_chooses_her_class_and_meets_its_pupils(qtbot: QtBot, school: School, show: Open) -> None:
    office = at(school, "Mentor Al")
    with_absence(office, ("Alva Granbarr", "7B", 24), ("Bo Regnskur", "8A", 24))
    page = show(office)
    assert sentences(page) == ["Ingen klass är vald"]

    qtbot.mouseClick(button(page, "Välj klasser …"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    choose = dialog(page, ClassesDialog)
    assert isinstance(choose, ClassesDialog)
    choose.boxes["8A"].setChecked(True)
    qtbot.mouseClick(choose.verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert sentences(page) == ["Bo Regnskur, 8A: 24,0\N{NO-BREAK SPACE}% frånvaro"]
    assert not page.waive_button.isVisible()


def test_the_recovery_sheet_is_reminded_of_until_it_has_been_checked(
    qtbot: QtBot, school: School, show: Open
) -> None:
    page = show(school.unlock("Rektor Rönn"))
    assert sentences(page) == ["Det finns ingen reserv om lösenfrasen glöms", "Bara du sköter teamet"]

    qtbot.mouseClick(button(page, "Skriv ut …"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert any(each.isVisible() for each in page.window().findChildren(RecoveryDialog))


def test_own_classes_of_the_whole_school_are_everyone(office: Office) -> None:
    with office.work() as work:
        assert suggestions.own_classes(work) is None
