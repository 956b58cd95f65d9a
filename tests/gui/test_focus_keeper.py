"""The keyboard stays on the page when what had the focus has done its work."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell


class _Acts(Page):
    """A column of buttons that is built anew."""

    def __init__(self) -> None:
        super().__init__("Ärende")
        self.column = QVBoxLayout()
        self.body.addLayout(self.column)
        self.buttons: dict[str, Button] = {}

    def build(self, *words: str) -> None:
        for old in self.buttons.values():
            old.setParent(None)
            old.deleteLater()
        self.buttons = {each: Button(text=each) for each in words}
        for made in self.buttons.values():
            self.column.addWidget(made)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[_Acts]:
    shell, made = Shell(), _Acts()
    shell.add_page("case", "Ärende", "user", made)
    qtbot.addWidget(shell)
    made.build("Lämnad", "Visa filen", "Informera")
    shell.show()
    shell.activateWindow()
    shell.go("case")
    qtbot.waitUntil(lambda: shell.isActiveWindow())
    yield made
    shell.close()


def test_a_button_that_is_hidden_leaves_the_focus_to_the_one_beside_it(page: _Acts, qtbot: QtBot) -> None:
    page.buttons["Informera"].setFocus()

    page.buttons["Informera"].hide()

    qtbot.waitUntil(page.buttons["Visa filen"].hasFocus)


def test_a_list_that_is_built_anew_keeps_the_focus_by_name(page: _Acts, qtbot: QtBot) -> None:
    page.buttons["Visa filen"].setFocus()

    page.build("Försegla på nytt", "Läsbar kopia", "Visa filen")

    qtbot.waitUntil(page.buttons["Visa filen"].hasFocus)


def test_where_a_page_says_where_to_go_it_is_heard(page: _Acts, qtbot: QtBot) -> None:
    page.buttons["Lämnad"].setFocus()

    page.buttons["Lämnad"].hide()
    page.buttons["Informera"].setFocus()
    qtbot.wait(50)

    assert page.buttons["Informera"].hasFocus()


def test_a_page_left_without_a_control_has_the_focus_itself(page: _Acts, qtbot: QtBot) -> None:
    page.buttons["Lämnad"].setFocus()

    page.build()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is page)
