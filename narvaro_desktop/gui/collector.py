"""The garbage collector, held to the window's thread: a widget that dies on another thread ends the program.

Python collects on whichever thread happens to allocate, and the vault's thread allocates most of all.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOKS_MS: Final = 1000


class Collector(QObject):
    """Turns the automatic collection off, and collects on this thread as often as Python would have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare(self) -> None:
        """What there is now (the modules that are loaded) stays: no collection walks through it again."""
        gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that has grown past its threshold, if any."""
        grown = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(grown):
            gc.collect(max(place for place, is_grown in enumerate(grown) if is_grown))
