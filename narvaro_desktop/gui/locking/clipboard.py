"""The clipboard: what was copied here is gone from it after half a minute, and when the vault is locked."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30


class ClipboardWatch(QObject):
    """Watches every copy made while one of our windows has the focus; what others copied is left alone."""

    def __init__(self, parent: QObject | None = None, seconds: float = SECONDS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._copied = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(round(seconds * 1000))
        self._wait.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._look)

    def clear(self) -> None:
        """Empty the clipboard, if what lies there was copied here."""
        copied, self._copied = self._copied, ""
        self._wait.stop()
        if copied and (self._clipboard.ownsClipboard() or self._clipboard.text() == copied):
            self._clipboard.clear()

    def _look(self) -> None:
        text = self._clipboard.text()
        if text and QGuiApplication.focusWindow() is not None:
            self._copied = text
            self._wait.start()
        elif text != self._copied:
            self._copied = ""
            self._wait.stop()
