"""A place to drop files on; the same is done with a button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QLabel, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class DropZone(QFrame, theme.Themed):
    """`dropped` tells the paths of files with one of `suffixes`, however they came; nothing else is taken."""

    dropped = Signal(list)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        sentence: str = "",
        button: str = "",
        suffixes: Sequence[str] = (),
        icon: str = "upload",
        several: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(sentence)
        self._icon, self._suffixes, self._several = icon, tuple(suffixes), several
        self._picture = QLabel()
        self.button = secondary(button or _("Välj fil …"))
        self.button.clicked.connect(self._choose)
        self._words = label(sentence, "body2", wrap=True)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        self._box.addWidget(self._words)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        self._slim: bool | None = None
        self.set_slim(False)

    def set_slim(self, slim: bool) -> None:
        """One line high, where there is something else to look at."""
        if slim == self._slim:
            return
        self._slim = slim
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if slim else way.TopToBottom)
        theme.space(self._box, (16, 8, 12, 8) if slim else (24, 28, 24, 28), 12)
        self._box.setStretchFactor(self._words, int(slim))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._words.setAlignment(left if slim else Qt.AlignmentFlag.AlignCenter)
        self.restyle()

    def restyle(self) -> None:
        size = 20 if self._slim else 32
        self._picture.setPixmap(icons.pixmap(self._icon, "text3", size, self.devicePixelRatioF()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._paths(event.mimeData()):
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        if paths := self._paths(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _paths(self, carried: QMimeData) -> list[str]:
        paths = [url.toLocalFile() for url in carried.urls() if url.isLocalFile()]
        wanted = [path for path in paths if not self._suffixes or Path(path).suffix.lower() in self._suffixes]
        return wanted if self._several else wanted[:1]

    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in self._suffixes) or "*"
        kinds = _("Filer ({kinds})").format(kinds=kinds)
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        start = start if Path(start).is_dir() else QDir.homePath()
        if self._several:
            paths, _kind = QFileDialog.getOpenFileNames(self, self.button.text(), start, kinds)
        else:
            path, _kind = QFileDialog.getOpenFileName(self, self.button.text(), start, kinds)
            paths = [path] if path else []
        if paths:
            self.dropped.emit(paths)

    def _show_over(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().polish(self)
