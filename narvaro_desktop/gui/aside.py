"""Slow work while no vault is open yet: it runs beside the window and answers in it."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from narvaro_desktop.errors import NarvaroError

T = TypeVar("T")


class Aside(QObject):
    """`run` starts a thread for one act; its answer, its refusal or its bug arrives on the GUI thread."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._waiting > 0

    def run(
        self,
        act: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[NarvaroError], None] | None = None,
    ) -> None:
        self._waiting += 1
        Thread(target=self._work, args=(act, then, refused), name="aside", daemon=True).start()

    def _work(
        self,
        act: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[NarvaroError], None] | None,
    ) -> None:
        message: Callable[[], None]
        try:
            message = partial(then, act())
        except NarvaroError as error:
            message = partial(refused, error) if refused else partial(_raise, error)
        except BaseException as bug:
            message = partial(_raise, bug)
        if isValid(self):
            self._delivered.emit(message)

    @Slot(object)
    def _deliver(self, message: Callable[[], None]) -> None:
        self._waiting -= 1
        message()


def _raise(bug: BaseException) -> None:
    raise bug
