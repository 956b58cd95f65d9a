"""The lock: after ten minutes without a key or a click, and by Ctrl L, the process gives way to a new one.

Only a new process surely has no key left in its memory.  It is told nothing but where the vault lies.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

IDLE_MINUTES = 10
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
    """`idle` comes once when nobody has worked for so many minutes; the next key starts the wait anew."""

    idle = Signal()

    def __init__(self, minutes: float = IDLE_MINUTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(round(minutes * 60_000))
        self._wait.timeout.connect(self.idle)
        self._wait.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._wait.start()
        return False


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
