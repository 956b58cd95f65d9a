"""The school's Inkorg: the kvittens is let fall, and the case knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import NotificationState, OfferedSupport
from narvaro_desktop.gui.pages.inbox_page import InboxPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.receiving import inbox
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.shots import save
from tests.pairs import Pair, make_pair


@pytest.fixture(scope="module")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The huvudman has answered twice: mottagen, then diarienummer and support."""
    pair = make_pair(school_template, tmp_path_factory.mktemp("par"))
    office = pair.huvudman()
    with office.work() as work:
        received = inbox.receive(work, pair.package).value.received
    assert received is not None
    (pair.folder / "svar").mkdir()
    for name, number in (("1", ""), ("2", "KS 2026/117")):
        with office.work() as work:
            inbox.acknowledge(
                work, received, pair.folder / "svar" / name, contact="Handläggare, växeln",
                registration_number=number, offered=(OfferedSupport.GUIDANCE,) if number else (),
            )  # fmt: skip
    office.close()
    return pair


@pytest.fixture
def pair(template: Pair, tmp_path: Path) -> Pair:
    return template.copy(tmp_path / "par")


@pytest.fixture
def window(pair: Pair, qtbot: QtBot) -> Iterator[SchoolWindow]:
    made = SchoolWindow(Runner(pair.school()))
    made.resize(1280, 900)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("inbox")
    rest(qtbot, made)
    yield made
    made.close()


def test_a_dropped_kvittens_marks_the_anmalan_and_leads_to_the_case(
    qtbot: QtBot, window: SchoolWindow, pair: Pair
) -> None:
    page = inbox_page(window)

    page.drop.dropped.emit([str(answer(pair, 1))])
    rest(qtbot, window)

    assert "Huvudmannen har svarat: Mottagen." in window.message_bar.text()
    assert page.table.model().rowCount() == 1
    assert window.message_bar.button.hasFocus()
    window.message_bar.button.click()
    rest(qtbot, window)
    assert window.at is not None
    assert (window.at.key, window.at.what) == ("case", {"case_id": pair.case})


def test_the_second_kvittens_brings_the_number_and_something_to_do(
    qtbot: QtBot, window: SchoolWindow, pair: Pair
) -> None:
    inbox_page(window).drop.dropped.emit([str(answer(pair, 1)), str(answer(pair, 2))])
    rest(qtbot, window)

    said = window.message_bar.text()
    assert "Diarienummer KS 2026/117." in said
    assert "handledning till skolan" in said
    with window.runner.office.work() as work:
        [line] = notifications.notifications(work, pair.case)
        tasks = [task.words for task in cases.case(work, pair.case).tasks]
    assert line.state is NotificationState.REGISTERED
    assert any("handledning till skolan" in words for words in tasks)


def test_the_same_kvittens_again_changes_nothing(qtbot: QtBot, window: SchoolWindow, pair: Pair) -> None:
    page = inbox_page(window)
    for _time in range(2):
        page.drop.dropped.emit([str(answer(pair, 1))])
        rest(qtbot, window)

    assert window.message_bar.text() == "Paketet är redan mottaget. Inget har ändrats."


def test_a_kvittens_in_the_folder_is_offered(qtbot: QtBot, window: SchoolWindow, pair: Pair) -> None:
    with window.runner.office.work() as work:
        settings.write(work.session, "outbox", str(pair.folder / "svar" / "1"))
    page = inbox_page(window)
    window.go("inbox")
    rest(qtbot, window)
    assert page.waiting.text() == "Det ligger en ny fil till dig i mappen 1."

    page.waiting.button.click()
    rest(qtbot, window)

    assert page.waiting.isHidden()
    assert "Mottagen" in window.message_bar.text()


def test_an_answer_opens_its_case_by_keyboard(qtbot: QtBot, window: SchoolWindow, pair: Pair) -> None:
    page = inbox_page(window)
    page.drop.dropped.emit([str(answer(pair, 1))])
    rest(qtbot, window)

    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    rest(qtbot, window)

    assert window.at is not None
    assert window.at.key == "case"


def test_what_the_school_sealed_itself_is_known_again(qtbot: QtBot, window: SchoolWindow, pair: Pair) -> None:
    inbox_page(window).drop.dropped.emit([str(pair.package)])
    rest(qtbot, window)

    assert "bara mottagaren kan öppna den" in window.message_bar.text()


def test_the_page_can_be_read_in_both_themes_and_at_double_size(
    qtbot: QtBot, window: SchoolWindow, pair: Pair, look: tuple[str, float]
) -> None:
    page = inbox_page(window)
    assert not audit(page)
    page.drop.dropped.emit([str(answer(pair, 2))])
    rest(qtbot, window)
    save(window, "inbox")
    assert not audit(page)
    assert look


def answer(pair: Pair, number: int) -> Path:
    [path] = (pair.folder / "svar" / str(number)).glob("*.age")
    return path


def inbox_page(window: SchoolWindow) -> InboxPage:
    page = window.page("inbox")
    assert isinstance(page, InboxPage)
    return page


def rest(qtbot: QtBot, window: SchoolWindow) -> None:
    for _turn in range(3):
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()
