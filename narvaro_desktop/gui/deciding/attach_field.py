"""The files that go with a package: chosen or let fall, and each can be taken away again."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import choose, theme
from narvaro_desktop.gui.widgets.buttons import icon_button, secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending.attachments import MOST, SUFFIXES


class AttachField(QWidget):
    """`changed` when a file has come or gone."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._paths: list[Path] = []
        self.add_button = secondary(_("Lägg till fil …"), "plus")
        self.add_button.clicked.connect(self._choose)
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        theme.space(column, gap=6)
        theme.space(self._rows, gap=4)
        column.addLayout(self._rows)
        column.addLayout(row(self.add_button))
        self.setFocusProxy(self.add_button)
        self.setAcceptDrops(True)

    def paths(self) -> tuple[Path, ...]:
        return tuple(self._paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Add the files, each once."""
        new = [path for path in dict.fromkeys(paths) if path not in self._paths]
        self._paths = [*self._paths, *new][:MOST]
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _choose(self) -> None:
        choose.files(self, _("Lägg till bilaga"), SUFFIXES, self.take)

    def _remove(self, path: Path) -> None:
        self._paths.remove(path)
        self._show()
        self.add_button.setFocus()

    def _show(self) -> None:
        empty(self._rows)
        for path in self._paths:
            away = icon_button("x", _("Ta bort {name}").format(name=path.name), small=True)
            away.clicked.connect(partial(self._remove, path))
            line = row(label(path.name, "body", wrap=True), away, stretch=False)
            line.setStretch(0, 1)
            self._rows.addLayout(line)
        self.add_button.setEnabled(len(self._paths) < MOST)
        self.changed.emit()
