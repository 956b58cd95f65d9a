"""What is done on the case page, each act by its button and its dialog."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Closure, ContactKind, Party, Role
from narvaro_desktop.gui.dialogs.act_dialog import ReasonDialog
from narvaro_desktop.gui.dialogs.close_dialog import CloseDialog
from narvaro_desktop.gui.dialogs.hand_to_dialog import HandToDialog
from narvaro_desktop.gui.dialogs.handover_dialog import AnswerDialog
from narvaro_desktop.gui.dialogs.note_dialogs import CorrectDialog, OlderDialog
from narvaro_desktop.gui.dialogs.step_dialog import StepDialog
from narvaro_desktop.gui.dialogs.task_dialog import TaskDialog
from narvaro_desktop.gui.pages.case.case_duties import ToDoRow
from narvaro_desktop.gui.pages.case.case_notices import NoticeStrip
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.ladder_stair import StepState
from narvaro_desktop.gui.widgets.timeline_row import TimelineRow
from narvaro_desktop.usecases.casework import notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.sharing import handovers
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import Open, case_windows, dialog, press, rest, said


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    """Open a case in a window, as `show(case_id, person, **opening)`."""
    with case_windows(qtbot, school) as opened:
        yield opened


def test_leaving_a_step_names_each_open_duty_and_asks_for_a_sentence(qtbot: QtBot, show: Open) -> None:
    page = show()
    press(qtbot, page, "Gå till nästa steg")
    asked = dialog(page, StepDialog)
    assert "omtankesamtal" in said(asked)

    asked.try_accept()
    assert asked.isVisible()
    assert asked.left_open.one.fault()

    box = asked.left_open.one.control
    assert isinstance(box, GrowingText)
    box.insertPlainText("Gjordes under våren.")
    asked.try_accept()
    rest(qtbot, page)

    assert page.case is not None
    assert page.case.view.line.step == 2
    assert {why for _what, why in page.case.view.left_open} == {"Gjordes under våren."}


def test_each_open_duty_can_have_a_reason_of_its_own(qtbot: QtBot, show: Open) -> None:
    page = show()
    page.acts.move()
    asked = dialog(page, StepDialog)
    press(qtbot, asked, "Skriv ett skäl för var och en")
    for number, field in enumerate(asked.left_open.each.values()):
        field.control.insertPlainText(f"Skäl {number}.")  # type: ignore[attr-defined]
    asked.try_accept()
    rest(qtbot, page)

    assert page.case is not None
    assert {why for _what, why in page.case.view.left_open} == {"Skäl 0.", "Skäl 1.", "Skäl 2."}


def test_a_step_that_is_pressed_on_the_stair_is_skipped_to_with_a_reason(qtbot: QtBot, show: Open) -> None:
    page = show()
    page.stair.stair.stepActivated.emit(3)
    asked = dialog(page, StepDialog)
    assert "Hoppas över: Enkel kartläggning" in said(asked)
    asked.left_open.one.control.insertPlainText("Bråttom.")  # type: ignore[attr-defined]
    asked.try_accept()
    assert asked.why.fault()

    asked.why.control.insertPlainText("Frånvaron ökade fort.")  # type: ignore[attr-defined]
    asked.try_accept()
    rest(qtbot, page)

    states = [step.state for step in page.stair.stair.steps]
    assert states[:3] == [StepState.DONE, StepState.SKIPPED, StepState.CURRENT]
    assert page.stair.stair.steps[1].detail == "Frånvaron ökade fort."


def test_a_case_that_returns_shows_it_at_the_end_of_the_stair(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    page.acts.move(page.case.view.ladder.returning.number)
    asked = dialog(page, StepDialog)
    for field in (asked.left_open.one, asked.why):
        field.control.insertPlainText("Närvaron har ökat.")  # type: ignore[attr-defined]
    asked.try_accept()
    rest(qtbot, page)

    assert page.stair.stair.steps[-1].state is StepState.RETURNING
    assert "Steg Å" in said(page.head)


def test_what_the_kurator_hands_over_comes_back_with_a_comment(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    case_id = page.case.view.line.id
    press(qtbot, page, "Lämna till rektor för beslut")
    rest(qtbot, page)
    asked = dialog(page, HandToDialog)
    assert asked.chosen().role is Role.PRINCIPAL
    assert "Arbetar på den här datorn." in said(asked)
    assert asked.panel.isHidden() and asked.folder_field.isHidden()
    asked.message.insertPlainText("Räcker det här?")
    asked.try_accept()
    rest(qtbot, page)
    assert "Lämnat till rektor, väntar på beslut" in said(page.notices)

    page = show(case_id, "Rektor Rönn")
    assert "Kurator Ek väntar på ditt beslut" in said(page.notices)
    press(qtbot, page.notices, "Svara …")
    answer = dialog(page, AnswerDialog)
    answer.try_accept()
    assert answer.isVisible()
    answer.decided.choose(False)
    answer.comment.insertPlainText("Gör kartläggningen först.")
    answer.try_accept()
    rest(qtbot, page)
    assert not page.notices.findChildren(NoticeStrip)

    page = show(case_id)
    assert "Gör kartläggningen först." in said(page.notices)
    press(qtbot, page.notices, "Jag har sett det")
    rest(qtbot, page)
    assert page.notices.isHidden()


def test_a_refused_act_is_said_in_its_dialog_and_the_words_stay(qtbot: QtBot, show: Open) -> None:
    page = show()
    page.acts.hand_over()
    rest(qtbot, page)
    asked = dialog(page, HandToDialog)
    asked.message.insertPlainText("Två på en gång.")
    assert page.case is not None
    with page._runner.office.work() as work:
        handovers.hand_over(work, page.case.view.line.id, "Hann före.")

    asked.try_accept()
    rest(qtbot, page)

    assert asked.isVisible()
    assert "väntar redan på beslut" in asked.bar.text()
    assert asked.message.text() == "Två på en gång."


def test_a_case_is_closed_with_what_was_learned_and_opened_again(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    number = page.case.view.line.number
    page.acts.close()
    rest(qtbot, page)
    asked = dialog(page, CloseDialog)
    asked.try_accept()
    asked_for = [*asked.form.fields, *asked.left.each.values()]
    assert len([field for field in asked_for if field.fault()]) == 3 + len(asked.left.each) > 4
    asked.closure.setCurrentIndex(asked.closure.findData(Closure.IMPROVED))
    asked.told.setText("Eleven och vårdnadshavarna")
    asked.lesson.insertPlainText("Mötet på morgonen hjälpte.")
    first = next(iter(asked.left.each.values()))
    first.control.insertPlainText("Hanns inte med.")  # type: ignore[attr-defined]
    asked.try_accept()
    assert asked.isVisible(), "ett skäl räcker inte för alla"
    press(qtbot, asked, "Samma skäl på resten")
    asked.try_accept()
    rest(qtbot, page)

    assert "Avslutat: närvaron har ökat" in said(page.head)
    assert page.duties.isHidden()

    press(qtbot, page, "Öppna igen …")
    again = dialog(page, ReasonDialog)
    again._reason.control.insertPlainText("Frånvaron är tillbaka.")  # type: ignore[union-attr]
    again.try_accept()
    rest(qtbot, page)

    assert f"{number}-2" in said(page.head)
    assert page.duties.isVisible()


def test_one_reason_is_enough_where_the_pupil_has_left(qtbot: QtBot, show: Open) -> None:
    page = show()
    page.acts.close()
    rest(qtbot, page)
    asked = dialog(page, CloseDialog)
    asked.closure.setCurrentIndex(asked.closure.findData(Closure.LEFT_SCHOOL))
    asked.told.setText("Vårdnadshavarna")
    asked.lesson.insertPlainText("Den nya skolan fick kontakt med oss i tid.")
    asked.left.one.control.insertPlainText("Eleven har flyttat.")  # type: ignore[attr-defined]
    asked.try_accept()
    rest(qtbot, page)

    assert "Avslutat" in said(page.head)
    assert page.case is not None
    assert {why for _what, why in page.case.view.left_open} == {"Eleven har flyttat."}


def test_a_corrected_note_shows_its_new_text_and_opens_the_old(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    line = page.case.view.line
    with page._runner.office.work() as work:
        call = Written(ContactKind.CALL, "Mamma svarar.", Party.GUARDIAN, True)
        notes.write(work, line.student.id, line.id, call)
    page._ask()
    rest(qtbot, page)
    press(qtbot, page.timeline, "Rätta")
    asked = dialog(page, CorrectDialog)
    asked.box.set_text("Pappa svarar.")
    asked.try_accept()
    assert asked.isVisible()
    asked.why.set_text("Jag skrev fel förälder.")
    asked.party.choose(Party.STUDENT)
    asked.try_accept()
    rest(qtbot, page)

    newest = page.timeline.findChildren(TimelineRow)[0]
    assert "Pappa svarar." in said(newest)
    assert "Läses av: kurator, rektor" in said(newest)
    older = [one for one in newest.findChildren(QPushButton) if one.text().startswith("Rättad")]
    older[0].click()
    older_texts = said(dialog(page, OlderDialog))
    assert "Mamma svarar." in older_texts
    assert "Samtal med vårdnadshavare" in older_texts
    assert "Varför: Jag skrev fel förälder." in older_texts


def test_a_task_of_ones_own_stands_with_the_duties(qtbot: QtBot, show: Open) -> None:
    page = show()
    page.acts.add_task()
    asked = dialog(page, TaskDialog)
    asked.try_accept()
    assert asked._words.fault()
    asked.words.setText("Beställ kartan till skolan")
    asked.try_accept()
    rest(qtbot, page)

    rows = [
        row for row in page.findChildren(ToDoRow) if row.box.accessibleName() == "Beställ kartan till skolan"
    ]
    rows[0].box.click()
    rest(qtbot, page)
    assert page.case is not None
    assert page.case.view.tasks[0].done_on is not None


@pytest.mark.parametrize("act", ["move", "hand_over", "close", "add_task"])
def test_its_dialogs_are_named_and_uncut(qtbot: QtBot, show: Open, act: str) -> None:
    page = show()
    getattr(page.acts, act)()
    rest(qtbot, page)

    assert not audit(dialog(page, QDialog))
