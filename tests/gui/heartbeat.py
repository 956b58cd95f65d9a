"""How long the window was deaf: the longest pause between two turns of the event loop."""

import itertools
import time
from typing import Final

from PySide6.QtCore import Qt, QTimer

AIM_SECONDS: Final = 0.1
HANGS_SECONDS: Final = 10 * AIM_SECONDS
"""A test fails when the window hangs; how near the aim is, `make bench` tells."""


class Heartbeat:
    """Beats every five milliseconds from when it is made."""

    def __init__(self) -> None:
        self._beats = [time.perf_counter()]
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start(5)

    def longest(self) -> float:
        """Seconds of the longest pause until now; the heart stops."""
        self._timer.stop()
        beats = [*self._beats, time.perf_counter()]
        return max(after - before for before, after in itertools.pairwise(beats))
