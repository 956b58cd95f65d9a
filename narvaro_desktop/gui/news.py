"""What colleagues write in a shared register comes up in this window within seconds."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.usecases.huvudman import meanwhile
from narvaro_desktop.usecases.work import Changes

_BETWEEN = 5_000
"""Milliseconds."""


class News(QObject):
    """Asks while the window has nothing else to do, without a word where the server is silent: acts tell."""

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._heard_to = runner, ""
        self._timer = QTimer(self, interval=_BETWEEN)
        self._timer.timeout.connect(self.ask)
        self._timer.start()
        self.ask()

    def ask(self) -> None:
        """Has anybody else written since the last time?"""
        if not self._runner.busy:
            question = partial(meanwhile.news, self._runner.office, self._heard_to)
            self._runner.work_outside(question, self._hear, refused=_pass, owner=self)

    def _hear(self, found: tuple[str, Changes]) -> None:
        self._heard_to, changes = found
        if changes:
            self._runner.changed.emit(changes)


def _pass(_error: NarvaroError) -> None:
    """The next act says that the server is silent."""
