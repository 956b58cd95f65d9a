"""What the tests of I dag share: the page in a window, and how one finds and presses what stands there."""

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.today.today_page import TodayPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.simulation import practice
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

TODAY, UNTIL = practice.TODAY, practice.UNTIL


def open_today(qtbot: QtBot, office: Office) -> TodayPage:
    """The window of a vault on I dag, with everything answered."""
    window = SchoolWindow(Runner(office))
    window.resize(1440, 1000)
    window.show()
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    rest(qtbot, page)
    return page


def let_go(page: TodayPage) -> None:
    """Close the page's window, and delete it before the next test."""
    page.window().close()
    page.window().deleteLater()


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
