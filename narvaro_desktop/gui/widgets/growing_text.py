"""A text box that grows with what is written, lets Tab leave it, and tells when the text has come to rest."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from narvaro_desktop.gui import theme

_REST, _LONGEST = 600, 4_000
_AS_NEEDED, _NEVER = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class GrowingText(QPlainTextEdit, theme.Themed):
    """Three to twelve lines. `edited` comes 600 ms after the last key and when the box is left.

    Who writes on without a rest is heard every four seconds: what is kept is never five seconds old.
    """

    edited = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        name: str = "",
        placeholder: str = "",
        lines: int = 3,
        most: int = 12,
    ) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fewest, self._most = lines, most
        self._told = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.flush)
        self._longest = QTimer(self, interval=_LONGEST, singleShot=True)
        self._longest.timeout.connect(self.flush)
        self.textChanged.connect(self._changed)
        self.restyle()

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show `text` without telling; caret and history stay where the text is the same."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._told = text
        self._wait(False)

    def flush(self) -> None:
        """Tell now what has been written since last time."""
        self._wait(False)
        if self.text() != self._told:
            self._told = self.text()
            self.edited.emit(self._told)

    def restyle(self) -> None:
        lines = min(self._most, max(self._fewest, self._lines()))
        bar = _AS_NEEDED if self._lines() > self._most else _NEVER
        if bar is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)
        metrics = QFontMetricsF(theme.font("body"))
        self.setFixedHeight(
            round(metrics.lineSpacing() * lines + theme.px(12) + 2 + 2 * self.document().documentMargin())
        )

    def start_at(self, lines: int) -> None:
        """Be at least so many lines high."""
        self._fewest = lines
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), self.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.flush()
        return super().event(event)

    def _changed(self) -> None:
        self.restyle()
        self._wait(True)

    def _wait(self, is_typing: bool) -> None:
        if not is_typing:
            self._rest.stop()
            self._longest.stop()
            return
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def _lines(self) -> int:
        return round(self.document().size().height())
