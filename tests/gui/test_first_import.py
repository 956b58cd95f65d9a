"""The first import of a whole school, worked through in I dag."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.absence_files.profiles import Profile
from narvaro_desktop.absence_files.reading import read
from narvaro_desktop.domain.terms import Role, SuggestionAnswer, VaultKind
from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.simulation import files, practice
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow, SuggestionAnswerRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.importing.import_facts import Choices
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.today_shelf import (
    TODAY,
    UNTIL,
    button,
    dialog,
    let_go,
    open_today,
    rest,
)

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
        imports.read_in(work, reading, "Skola24", Choices(data_date=UNTIL))
    office.close()
    return made


@pytest.fixture
def imported(first_import: School, tmp_path: Path) -> School:
    folder = tmp_path / "forsta"
    shutil.copytree(first_import.path.parent, folder)
    return School(folder / "skola.narvaro", folder / "state")


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
