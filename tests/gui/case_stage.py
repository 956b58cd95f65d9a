"""What the tests of the case page stand on: a window on a case in a real vault, and what is seen in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School

PERIOD = cases.Stated(155, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
Open = Callable[..., CasePage]
D = TypeVar("D", bound=QDialog)


def open_a_case(office: Office, **how: object) -> UUID:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        return cases.open_case(work, student, cases.Opening(stated=PERIOD, **how)).value  # type: ignore[arg-type]


@contextmanager
def case_windows(qtbot: QtBot, school: School) -> Iterator[Open]:
    """Opens a window in someone's hands on a case, and closes it afterwards; one at a time."""
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
