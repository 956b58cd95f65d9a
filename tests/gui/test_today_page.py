"""I dag in a window on a real vault: its rows, its answers, and the first import of a whole school."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.domain.terms import Role, SuggestionAnswer, VaultKind
from narvaro_desktop.gui.pages.today_page import TodayPage
from narvaro_desktop.gui.recovery_dialog import RecoveryDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.school_window import SchoolWindow
from narvaro_desktop.gui.suggestion_dialogs import ClassesDialog, WaitDialog, WaiveDialog
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.widgets.prompt_card import PromptCard
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.simulation import files, practice
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow, DecisionRow, SuggestionAnswerRow
from narvaro_desktop.usecases import cases, duties, handovers, imports, settings, suggestions, team, vaults
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

TODAY, UNTIL = practice.TODAY, practice.UNTIL
Open = Callable[[Office], TodayPage]


@pytest.fixture(scope="module")
def first_import(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A school of 412 pupils that has just read in its first file, and has no case yet."""
    folder = tmp_path_factory.mktemp("forsta")
    made = School(folder / "skola.narvaro", folder / "state")
    office = vaults.create(
        made.path, VaultKind.SCHOOL, "Ekbackens skola", "Rektor Rönn", Role.PRINCIPAL, School.PHRASE,
        kdf=PRACTICE_KDF, state=made.state, practice_day=TODAY,
    )  # fmt: skip
    lessons = folder / "lektioner.csv"
    lessons.write_bytes(files.lesson_csv(practice.practice_school()))
    found = examine(lessons)
    assert isinstance(found.profile, Profile)
    reading = read(lessons, found.profile)
    with office.work() as work:
        team.add_person(work, "Kurator Ek", Role.COUNSELLOR, School.PHRASE, kdf=PRACTICE_KDF)
        settings.keep_calendar(work, practice.practice_calendar())
        imports.read_in(work, reading, "Skola24", imports.Choices(data_date=UNTIL))
        for number in range(1, 6):
            settings.write(work.session, "closed_prompts", list(range(1, number + 1)))
    office.close()
    return made


@pytest.fixture
def imported(first_import: School, tmp_path: Path) -> School:
    folder = tmp_path / "forsta"
    shutil.copytree(first_import.path.parent, folder)
    return School(folder / "skola.narvaro", folder / "state")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Open]:
    """The window of a vault on I dag, with everything answered; closed afterwards."""
    windows: list[SchoolWindow] = []

    def opened(office: Office) -> TodayPage:
        window = SchoolWindow(Runner(office))
        windows.append(window)
        window.resize(1440, 1000)
        window.show()
        window.go("today")
        page = window.page("today")
        assert isinstance(page, TodayPage)
        rest(qtbot, page)
        return page

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def rest(qtbot: QtBot, page: TodayPage) -> None:
    """Wait until the vault has answered everything."""
    qtbot.waitUntil(lambda: not page._runner.busy, timeout=20_000)
    QApplication.processEvents()


def at(school: School, person: str = "Kurator Ek") -> Office:
    office = school.unlock(person)
    office.clock = Clock(TODAY)
    return office


def with_absence(office: Office, *pupils: tuple[str, str, int]) -> None:
    with office.work() as work:
        for name, class_name, percent in pupils:
            days(work, pupil(work, name, class_name), UNTIL, [DAY * percent // 100] * 25)
        data_until(work, UNTIL)


def button(page: TodayPage, words: str, place: int = 0) -> QAbstractButton:
    found = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.isVisibleTo(page) and each.text() == words and each.isEnabled()
    ]
    return found[place]


def dialog(page: TodayPage, kind: type[Dialog] = Dialog) -> Dialog:
    """The dialog that is open over the page."""
    return next(each for each in page.findChildren(kind) if each.isVisible())


def sentences(page: TodayPage) -> list[str]:
    return [row.task.sentence for row in page.findChildren(TaskRow) if row.isVisibleTo(page)]


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
    assert "t.o.m. 25\N{NO-BREAK SPACE}sep, från Skola24" in page.head._subtitle.text()


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
    qtbot.mouseClick(dialog(page).verb_button, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    with office.work() as work:
        row = work.session.scalars(select(CaseRow)).one()
        view = cases.case(work, row.id)
    assert view.line.step == 3
    assert view.skipped[2].startswith("24,0 % frånvaro. Når gränsen 20 %")


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
    assert len(sentences(page)) == 2

    qtbot.mouseClick(page.whose.buttons()[1], Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert sentences(page) == ["Elvira Blåbärsskog, 5B"]


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


def test_a_practice_prompt_is_closed_for_good(qtbot: QtBot, imported: School, show: Open) -> None:
    office = imported.unlock()
    with office.work() as work:
        settings.write(work.session, "closed_prompts", [1, 2])
    page = show(office)
    (card,) = page.findChildren(PromptCard)
    assert card.accessibleName().startswith("Prova 3 av 5")

    qtbot.mouseClick(card.cross, Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    shown = [each for each in page.findChildren(PromptCard) if each.isVisible()]
    assert [each.accessibleName()[:12] for each in shown] == ["Prova 4 av 5"]


def test_a_first_import_of_412_pupils_is_worked_through_in_at_most_120_clicks(
    qtbot: QtBot, imported: School, show: Open
) -> None:
    page = show(imported.unlock())
    assert page._today is not None
    expected = len(page._today.proposed) + sum(len(each.students) for each in page._today.classes)
    clicks = 0

    def click(target: QAbstractButton) -> None:
        nonlocal clicks
        page.ensureWidgetVisible(target)
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
        clicks += 1

    for number in range(len(page._today.proposed)):
        if number % 2:
            click(button(page, "Avstå …"))
            ask = dialog(page)
            qtbot.keyClicks(ask.findChild(QPlainTextEdit), "Benbrott.")
            click(ask.verb_button)
        else:
            click(button(page, "Öppna ärende"))
        rest(qtbot, page)
    for _turn in range(40):
        if page.class_lists.open is None:
            break
        shown = page.class_lists.open
        if not shown.chosen():
            click(shown.everyone)
        click(shown.buttons[SuggestionAnswer.FOLLOWED])
        rest(qtbot, page)

    assert expected > 60
    assert clicks <= 120
    assert not page._ui.news.isVisible()
    with page._runner.office.work() as work:
        answered = work.session.scalar(select(func.count()).select_from(SuggestionAnswerRow))
        opened = work.session.scalars(select(CaseRow)).all()
    assert answered == expected
    assert {row.step_since for row in opened} == {TODAY}, "no clock starts before the file came"
    print(f"{clicks} clicks for {expected} pupils")


def test_the_recovery_sheet_is_reminded_of_until_it_has_been_checked(
    qtbot: QtBot, school: School, show: Open
) -> None:
    page = show(school.unlock("Rektor Rönn"))
    assert sentences(page) == ["Det finns ingen reserv om lösenfrasen glöms"]

    qtbot.mouseClick(button(page, "Skriv ut …"), Qt.MouseButton.LeftButton)
    rest(qtbot, page)

    assert any(each.isVisible() for each in page.window().findChildren(RecoveryDialog))


def test_own_classes_of_the_whole_school_are_everyone(office: Office) -> None:
    with office.work() as work:
        assert suggestions.own_classes(work) is None
