"""The lock: after some minutes without a key or a click, and by Ctrl L, the process gives way to a new one.

Only a new process surely has no key left in its memory.  It is told nothing but where the vault lies.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from narvaro_desktop.gui.locking.idleness import Idleness
from narvaro_desktop.gui.locking.waits import CHOSEN_FIRST

IDLE_MINUTES = CHOSEN_FIRST
_WORK = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.Drop,
)


class Away(Enum):
    """Why nobody sits at the computer any more."""

    LOCKED = "locked"
    ASLEEP = "asleep"


class IdleWatch(QObject):
    """`idle` comes once when nobody has worked for so many minutes; the next key starts the wait anew.

    While `is_together` says that one talks with somebody beside the computer, it comes after `together`.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: float = IDLE_MINUTES,
        parent: QObject | None = None,
        together: float = 0,
        is_together: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._is_together = is_together
        self._idleness = Idleness(minutes * 60, together * 60, time.monotonic())
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._over)
        self.set_minutes(minutes, together)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    @property
    def minutes(self) -> int:
        """How long nobody may work, as it is now."""
        limit = self._idleness.together if self._is_together() else self._idleness.idle
        return round(limit / 60)

    def set_minutes(self, minutes: float, together: float) -> None:
        """Wait so long from now on."""
        self._idleness = Idleness(minutes * 60, together * 60, time.monotonic())
        self._wait.start(round(minutes * 60_000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._idleness.since = time.monotonic()
            self._wait.start(round(self._idleness.idle * 1000))
        return False

    def _over(self) -> None:
        left = self._idleness.left(time.monotonic(), self._is_together())
        if left > 0:
            self._wait.start(round(left * 1000) + 1)
        else:
            self.idle.emit()


def command(arguments: Sequence[str]) -> list[str]:
    """How this program is started: the bundle itself, or the interpreter with the package."""
    started = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "narvaro_desktop"]
    return [*started, *arguments]


def start_anew(vault: Path | None) -> None:
    """Become a fresh process that shows the unlock window of `vault`, or the first window; never returns.

    Windows has no exec that keeps the process: there the new one is started and this one ends at once.
    """
    line = command([str(vault)] if vault else [])
    if sys.platform == "win32":
        subprocess.Popen(line, close_fds=True)
        os._exit(0)
    os.execv(line[0], line)
