"""A person at the program: real windows on a real screen, real vaults in the person's own folders."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from narvaro_desktop.app import Program
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.desk import looked_at, window_on
from narvaro_desktop.gui.remembered import Remembered
from narvaro_desktop.gui.translator import install_translators
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.setup_wizard import SetupWizard
from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
from narvaro_desktop.paths import documents_folder, state_folder
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import shipped
from tests.conftest import School

D = TypeVar("D", bound=QDialog)
Kind = type[D]
"""Spelled out here: a hand has a `type` of its own."""
READING = 5_000
LONG = 30_000
"""Milliseconds within which anything that a person waits for has come."""


class Hand:
    """Finds what is seen by its words, presses it, and counts how often."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self._qtbot, self.program = qtbot, program
        self.clicks = 0
        self.phrases: dict[str, str] = {}

    @property
    def window(self) -> QWidget:
        """The window that one looks at: a dialog in front, else the program's window."""
        front = QApplication.activeModalWidget()
        assert self.program.window is not None
        return front or self.program.window

    @property
    def office(self) -> OfficeWindow:
        assert isinstance(self.program.window, OfficeWindow)
        return self.program.window

    def turn_to(self) -> None:
        """Sit down at this computer: keys go to the window in front."""
        self.window.raise_()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow, timeout=LONG)

    def press(self, words: str, among: Callable[[], QWidget] | None = None) -> None:
        """Press the button that says `words`, as soon as it is seen."""
        self._qtbot.waitUntil(lambda: bool(self._buttons(words, among)), timeout=LONG)
        self.click(self._buttons(words, among)[0])

    def keys(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """A key with Ctrl, Alt or Shift held."""
        self._qtbot.keyClick(widget, key, held)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """One click in the middle of `widget`, and the answers to it."""
        self.clicks += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked has been answered."""
        self._qtbot.waitUntil(self._calm, timeout=LONG)

    def wait(self, seen: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(seen, timeout=LONG)

    def type(self, widget: QWidget, words: str) -> None:
        self._qtbot.keyClicks(widget, words)

    def write(self, field: QWidget, words: str) -> None:
        """Put words into a field, in place of what stands there; unlike `type` it knows every letter."""
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            assert isinstance(field, QLineEdit)
            field.clear()
            field.insert(words)
            field.editingFinished.emit()
        self.settle()

    def sit_down(self, school: School, person: str, day: date) -> None:
        """`person` at the school's vault on `day`, with the municipality's deadlines on."""
        self.stand_up()
        office = school.unlock(person)
        office.rules, office.clock = shipped(all_deadlines=True), Clock(day)
        self.program._opened(window_on(looked_at(office)))
        self.settle()

    def stand_up(self) -> None:
        """Close the vault, so that another can open it."""
        self.program._leave()

    def show(self, page: str, **what: object) -> None:
        """Go to a page, as from a list or from Ctrl K."""
        self.office.go(page, **what)
        self.settle()

    def case_of(self, student: UUID) -> UUID:
        """The pupil's open case."""
        self.settle()
        with self.office.runner.office.work() as work:
            found = cases.open_case_of(work, student)
        assert found is not None
        return found

    def choose_act(self, words: str) -> None:
        """The entry `words` of a menu that is within reach."""
        menus = [menu for menu in self.window.findChildren(QMenu) if menu.parentWidget().isVisible()]
        [action] = [act for menu in menus for act in menu.actions() if act.text() == words]
        self.clicks += 2
        action.trigger()
        self.settle()

    def dialog(self, kind: Kind[D]) -> D:
        """The dialog of this kind, in front."""
        self.wait(lambda: isinstance(self.window, kind))
        assert isinstance(self.window, kind)
        return self.window

    def seen(self) -> str:
        """Every word that is to be seen or heard in the window, lines apart."""
        words = []
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible():
                words += [str(widget.property("text") or ""), widget.accessibleName()]
                words.append(widget.toPlainText() if isinstance(widget, QPlainTextEdit) else "")
        return "\n".join(filter(None, words)).replace("\N{NO-BREAK SPACE}", " ")

    def read(self, *words: str) -> None:
        """Wait until all of these words are seen."""
        for each in words:
            try:
                self._qtbot.waitUntil(lambda each=each: each in self.seen(), timeout=READING)
            except TimeoutError as late:
                raise AssertionError(f"{each!r} is not to be seen in:\n{self.seen()}") from late

    def drop(self, *paths: Path) -> None:
        """Let files fall on the window; it counts as a click."""
        self.clicks += 1
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        middle = QPointF(self.window.rect().center())
        for kind in (QDragEnterEvent, QDropEvent):
            place = middle.toPoint() if kind is QDragEnterEvent else middle
            event = kind(place, action, mime, button, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.window, event)
        self.settle()

    def set_up(self, card: str, name: str, person: str, role: str = "") -> None:
        """Answer the questions of one of the first window's ways; the phrase is kept on paper.

        Who joins a school is not asked for its name; only a school's people have a `role`.
        """
        self.press(card)
        self.wait(lambda: isinstance(self.program.window, SetupWizard))
        wizard = self.program.window
        assert isinstance(wizard, SetupWizard)
        self.wait(lambda: bool(wizard.choice.text()))
        if name:
            self.type(wizard.name, name)
        self.type(wizard.person, person)
        if role:
            wizard.role.setCurrentText(role)
        self.phrases[person] = wizard.choice.text()
        self.click(wizard._ui.make)

    def unlock(self, vault: str, person: str) -> None:
        """Unlock the vault whose file begins with `vault` as `person`."""
        known = next(one.path for one in self.program.kept.vaults if one.path.name.startswith(vault))
        self.program.show_unlock(known)
        self.settle()
        window = self.program.window
        assert isinstance(window, UnlockWindow)
        self.wait(lambda: window._ui.person.findText(person) >= 0)
        window._ui.person.setCurrentText(person)
        window._ui.passphrase.edit.setText(self.phrases[person])
        self.press("Lås upp")
        self.wait(lambda: isinstance(self.program.window, OfficeWindow))
        self.settle()

    def leave(self) -> None:
        """As when the window is closed, and the program is started again."""
        self.office.leave()
        self.program.show_start()
        self.settle()

    def choose(self, path: Path) -> None:
        """Choose `path` in the file dialog that has opened, if one has."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QFileDialog) and dialog.isVisible():
                dialog.fileSelected.emit(str(path))
                dialog.reject()
        self.settle()

    def _calm(self) -> bool:
        if self.program._desk is not None and self.program.desk.busy:
            return False
        window = self.program.window
        return not (isinstance(window, OfficeWindow) and isValid(window) and window.runner.busy)

    def _buttons(self, words: str, among: Callable[[], QWidget] | None) -> list[QAbstractButton]:
        ground = among() if among else self.window
        found = [button for button in ground.findChildren(QAbstractButton) if button.isVisible()]
        return [
            button
            for button in found
            if button.isEnabled() and words in (button.text(), button.accessibleName())
        ]


@pytest.fixture
def own_folders() -> Iterator[None]:
    """Documents and state are empty at the start, as on a new computer."""
    for folder in (documents_folder(), state_folder()):
        shutil.rmtree(folder, ignore_errors=True)
    yield


@pytest.fixture
def hand(qtbot: QtBot, qapp: QApplication, own_folders: None, tmp_path: Path) -> Iterator[Hand]:
    """The program as it starts on a new computer, and a hand to use it with."""
    with started(qtbot, qapp, tmp_path / "fonster.json") as made:
        yield made


@contextmanager
def started(qtbot: QtBot, qapp: QApplication, kept: Path) -> Iterator[Hand]:
    """The program as it starts on a computer that remembers what stands in `kept`."""
    theme.apply_theme(qapp, "light")
    install_translators(qapp)
    program = Program(qapp, Remembered(file=kept), lambda _vault: None)
    program.begin([])
    made = Hand(qtbot, program)
    yield made
    if isinstance(program.window, OfficeWindow):
        program.window.leave()
    made.settle()
    if program.window is not None:
        program.window.close()
    program.deleteLater()
    for window in QApplication.topLevelWidgets():  # each would be dressed anew before the next journey
        if isinstance(window, OfficeWindow) and not window.isVisible():
            window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
