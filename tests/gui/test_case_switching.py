"""One who goes from case to case faster than the pages come up sees and does nothing of the wrong one."""

from collections.abc import Iterator
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.gui.case_stage import Open, case_windows, rest


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    with case_windows(qtbot, school) as opened:
        yield opened


def both(page: CasePage) -> dict[UUID, str]:
    """The case that is shown, and one more, each with the name that tells it from the other."""
    assert page.case is not None
    with page._runner.office.work() as work:
        student = students.add(work, "Vidar Regnskur", "7A").value
        return {page.case.view.line.id: "Elvira", cases.open_case(work, student).value: "Vidar"}


def window_of(page: CasePage) -> OfficeWindow:
    window = page.window()
    assert isinstance(window, OfficeWindow)
    return window


def seen(page: CasePage) -> str:
    labels = page.window().findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.isVisible())


def test_whoever_goes_to_and_fro_sees_the_case_that_was_asked_for(qtbot: QtBot, show: Open) -> None:
    page = show()
    window, names = window_of(page), both(page)
    first, second = names
    wrong = []

    for turns in (0, 1, 2, 3, 5, 8, 13, 40):
        for at, other in ((second, first), (first, second)):
            window.go("case", case_id=at)
            for _turn in range(turns):
                QApplication.processEvents()
                if names[other] in seen(page):
                    wrong.append((turns, "seen"))
                if page.acts.case is not None and page.acts.case.view.line.id != at:
                    wrong.append((turns, "held"))
    rest(qtbot, page)

    assert wrong == []
    assert page.case is not None and page.case.view.line.id == first
    assert page.head.isVisible() and page.head.title().startswith(names[first])


@pytest.mark.parametrize("act", ["close", "invite", "waive", "hand_over"])
def test_a_dialog_that_the_vault_is_slow_to_open_comes_over_no_other_case(
    qtbot: QtBot, show: Open, act: str
) -> None:
    page = show()
    window, (_first, second) = window_of(page), both(page)
    gate = Event()

    page._runner.work_outside(gate.wait, lambda _passed: None)
    getattr(page.acts, act)()
    window.go("case", case_id=second)
    getattr(page.acts, act)()
    gate.set()
    rest(qtbot, page)
    opened = [one for one in window.findChildren(QDialog) if one.isVisible()]

    assert opened == []
    assert page.case is not None and page.case.view.line.id == second


def test_a_dialog_that_the_vault_is_slow_to_open_waits_under_the_cover(qtbot: QtBot, show: Open) -> None:
    page = show()
    window = window_of(page)
    gate = Event()

    page._runner.work_outside(gate.wait, lambda _passed: None)
    page.acts.decide()
    window.cover.cover()
    gate.set()
    rest(qtbot, page)
    [dialog] = window.findChildren(DecisionDialog)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.cover.uncover()

    assert dialog.isVisible() and not window.cover.is_on
    dialog.reject()
