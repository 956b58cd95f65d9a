"""The case page in a window on a real vault: what it shows, and what can be done there."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Closure, ContactKind, Party
from narvaro_desktop.gui.act_dialog import ReasonDialog
from narvaro_desktop.gui.close_dialog import CloseDialog
from narvaro_desktop.gui.handover_dialog import AnswerDialog
from narvaro_desktop.gui.note_dialogs import CorrectDialog, OlderDialog
from narvaro_desktop.gui.office_window import OfficeWindow
from narvaro_desktop.gui.page_entry import PageEntry
from narvaro_desktop.gui.pages.case_duties import ToDoRow
from narvaro_desktop.gui.pages.case_notices import NoticeStrip
from narvaro_desktop.gui.pages.case_page import CasePage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.step_dialog import StepDialog
from narvaro_desktop.gui.task_dialog import TaskDialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.ladder_stair import StepState
from narvaro_desktop.gui.widgets.timeline_row import TimelineRow
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.usecases import cases, handovers, notes, practice, students
from narvaro_desktop.usecases.notes import Written
from narvaro_desktop.usecases.practice import Practice
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit

PERIOD = cases.Stated(155, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
Open = Callable[..., CasePage]
D = TypeVar("D", bound=QDialog)


def open_a_case(office: Office, **how: object) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, cases.Opening(stated=PERIOD, **how)).value  # type: ignore[arg-type]


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    """Open a window in someone's hands on a case, and close it afterwards; one at a time."""
    windows: list[OfficeWindow] = []

    def opened(case_id: UUID | None = None, person: str = "Kurator Ek", **how: object) -> CasePage:
        close()
        office = school.unlock(person)
        case_id = case_id or open_a_case(office, **how)
        window = OfficeWindow(
            Runner(office), [PageEntry("case", "Ärende", "user", CasePage, in_sidebar=False)]
        )
        windows.append(window)
        window.resize(1440, 1000)
        window.show()
        window.go("case", case_id=case_id)
        page = window.page("case")
        assert isinstance(page, CasePage)
        settle(qtbot, window)
        return page

    def close() -> None:
        while windows:
            window = windows.pop()
            settle(qtbot, window)
            window.close()
            window.deleteLater()

    yield opened
    close()


def settle(qtbot: QtBot, window: OfficeWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    QApplication.processEvents()


def rest(qtbot: QtBot, page: CasePage) -> None:
    window = page.window()
    assert isinstance(window, OfficeWindow)
    settle(qtbot, window)


def said(widget: QWidget) -> str:
    """Every word that is seen in `widget`."""
    shown = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return " | ".join(one.text() for one in shown)


def press(qtbot: QtBot, widget: QWidget, words: str) -> None:
    found = [
        one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(widget)
    ]
    assert found, words
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def dialog(page: CasePage, kind: type[D]) -> D:
    [found] = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def test_the_head_says_who_where_and_who_is_responsible(show: Open) -> None:
    page = show(opened_on=date(2026, 9, 1), elsewhere="Prorenata")

    words = said(page.head)
    assert page.head.title() == "Elvira Blåbärsskog"
    for part in (
        "Öppet",
        "Steg 1",
        "Klass 5B",
        "Ekbackens skola",
        "Ansvarig Kurator Ek",
        "Finns i Prorenata",
    ):
        assert part in words
    assert "Började 1\u00a0sep" in words
    assert "Registrerat" in words


def test_without_data_the_stated_figure_stands_with_its_period_and_source(show: Open) -> None:
    page = show()

    words = said(page)
    assert "15,5\u00a0%" in words
    assert "31\u00a0aug–25\u00a0sep" in words
    assert "Skolans frånvarosystem" in words
    assert "kan inte beräknas" in words
    assert page.heat.isHidden()
    assert page.no_data.isVisible()


def test_a_ticked_duty_is_done_and_can_be_taken_back(qtbot: QtBot, show: Open) -> None:
    page = show()
    row = next(one for one in page.findChildren(ToDoRow) if "omtankesamtal" in one.box.accessibleName())

    row.box.click()
    rest(qtbot, page)

    assert page.case is not None
    done = [line.duty.key for line in page.case.view.duties if line.done_on]
    assert done == ["care_talk"]
    assert "Visa" in page.duties._more.text()

    toast = page.window().toasts  # type: ignore[attr-defined]
    press(qtbot, toast, "Ångra")
    rest(qtbot, page)

    assert not any(line.done_on for line in page.case.view.duties)


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
    for number, field in enumerate(asked.left_open._each):
        field.control.setText(f"Skäl {number}.")  # type: ignore[attr-defined]
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
    asked = dialog(page, ReasonDialog)
    asked._reason.control.insertPlainText("Räcker det här?")  # type: ignore[union-attr]
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
    asked = dialog(page, ReasonDialog)
    asked._reason.control.insertPlainText("Två på en gång.")  # type: ignore[union-attr]
    assert page.case is not None
    with page._runner.office.work() as work:
        handovers.hand_over(work, page.case.view.line.id, "Hann före.")

    asked.try_accept()
    rest(qtbot, page)

    assert asked.isVisible()
    assert "väntar redan på beslut" in asked.bar.text()
    assert asked.reason() == "Två på en gång."


def test_a_case_is_closed_with_what_was_learned_and_opened_again(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    number = page.case.view.line.number
    page.acts.close()
    rest(qtbot, page)
    asked = dialog(page, CloseDialog)
    asked.try_accept()
    assert len([field for field in asked.form.fields if field.fault()]) == 4
    asked.closure.setCurrentIndex(asked.closure.findData(Closure.IMPROVED))
    asked.told.setText("Eleven och vårdnadshavarna")
    asked.lesson.insertPlainText("Mötet på morgonen hjälpte.")
    asked._why_box.insertPlainText("Hanns inte med.")
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
    rest(qtbot, page)

    newest = page.timeline.findChildren(TimelineRow)[0]
    assert "Pappa svarar." in said(newest)
    assert "Läses av: kurator, rektor" in said(newest)
    older = [one for one in newest.findChildren(QPushButton) if one.text().startswith("Rättad")]
    older[0].click()
    assert "Mamma svarar." in said(dialog(page, OlderDialog))


def test_a_mentor_sees_that_there_is_a_note_and_not_what_it_says(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    line = page.case.view.line
    with page._runner.office.work() as work:
        call = Written(ContactKind.CALL, "Mamma svarar.", Party.GUARDIAN, True)
        notes.write(work, line.student.id, line.id, call)

    page = show(line.id, "Mentor Al")

    newest = page.timeline.findChildren(TimelineRow)[0]
    assert "Mamma" not in said(newest)
    assert "Samtal" not in said(newest)
    assert "Läses av: kurator, rektor" in said(newest)


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


def test_a_protected_pupil_is_said_to_be(qtbot: QtBot, show: Open) -> None:
    page = show()
    assert page.case is not None
    with page._runner.office.work() as work:
        students.protect(work, page.case.view.line.student.id)
    page._ask()
    rest(qtbot, page)

    assert "Skyddade personuppgifter" in said(page.notices)


def test_the_page_is_reached_by_keyboard_named_and_uncut(qtbot: QtBot, look: object, show: Open) -> None:
    page = show()

    assert not audit(page)


@pytest.fixture(scope="module")
def practice_school(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """The practice school, made once for this module."""
    return practice.build(tmp_path_factory.mktemp("ovning"), with_files=False)


def test_a_pupil_with_data_has_figures_that_say_where_they_come_from(
    qtbot: QtBot, practice_school: Practice
) -> None:
    office = practice_school.unlock(practice.COUNSELLOR)
    with office.work() as work:
        [case_id] = [line.id for line in cases.open_cases(work) if line.student.name == ELVIRA]
    entry = PageEntry("case", "Ärende", "user", CasePage, in_sidebar=False)
    window = OfficeWindow(Runner(office), [entry])
    window.resize(1440, 1000)
    window.show()
    window.go("case", case_id=case_id)
    settle(qtbot, window)
    page = window.page("case")
    assert isinstance(page, CasePage)

    total = page._ui.figures.total.accessibleName()
    for part in ("15,5\u00a0%", "procentenheter", "t.o.m. 25\u00a0sep", "Övningssystemet", "rapporterat"):
        assert part in total
    assert page.heat.isVisible()
    assert page.trend.isVisible()
    assert page.no_data.isHidden()
    assert "lägre är bättre" in said(page.heat)
    page.heat.toggle.click()
    assert page.heat.table.rowCount() > 0
    assert not audit(page)
    settle(qtbot, window)
    window.close()
    window.deleteLater()


def test_the_page_holds_in_a_small_window(qtbot: QtBot, show: Open) -> None:
    page = show()
    card = page._ui.figures.total
    card.show_figure("15,5 %", "↑ 12,2 procentenheter", "warn", "t.o.m. 25 sep")
    page.window().resize(1280, 720)
    rest(qtbot, page)

    value = card._value
    assert value.width() >= value.fontMetrics().horizontalAdvance(value.text())
    assert not audit(page)
    assert page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("act", ["move", "hand_over", "close", "add_task"])
def test_its_dialogs_are_named_and_uncut(qtbot: QtBot, show: Open, act: str) -> None:
    page = show()
    getattr(page.acts, act)()
    rest(qtbot, page)

    assert not audit(dialog(page, QDialog))
