"""The computer locked, handed over or put to sleep: then the vault is locked too, whoever comes next.

Linux    logind and the screen savers, on D-Bus (session_bus.py)
Windows  session and power messages to the window (session_windows.py)
any      a gap in the time that the program itself has been awake, so macOS locks when it wakes up
"""

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.locking.lock import Away

_EVERY: Final = 5_000
_GAP: Final = 60.0


class SessionWatch(QObject):
    """`away` comes with the reason, on the window's thread; it may come twice for one departure.

    It lives as long as the process: a receiver that dies under the bus's own thread takes the program along.
    """

    away = Signal(object)

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts: list[object] = [GapWatch(lambda: self.away.emit(Away.ASLEEP), self)]
        if sys.platform == "linux":
            from narvaro_desktop.gui.locking.session_bus import BusWatch  # only here: loads QtDBus

            self.parts.append(BusWatch(self.away.emit, self))
        elif sys.platform == "win32":
            from narvaro_desktop.gui.locking.session_windows import MessageWatch  # only here: there is user32

            self.parts.append(MessageWatch(self.away.emit, int(window.winId())))


class GapWatch(QObject):
    """Calls `slept` when the clock on the wall has gone a minute further than this machine was awake.

    Windows counts sleep as time awake; there its own messages say it.
    """

    def __init__(
        self,
        slept: Callable[[], None],
        parent: QObject | None = None,
        wall: Callable[[], float] = time.time,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._slept, self._wall, self._awake = slept, wall, awake
        self._ahead = wall() - awake()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_EVERY)

    def look(self) -> None:
        """Compare the clocks; one that is set by hand looks like sleep too, and locking does no harm."""
        ahead = self._wall() - self._awake()
        if ahead - self._ahead > _GAP:
            self._slept()
        self._ahead = ahead
