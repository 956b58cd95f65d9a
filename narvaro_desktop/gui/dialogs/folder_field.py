"""A folder to put files in: typed, or chosen in the system's dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from narvaro_desktop.gui import choose, theme
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.i18n import _


class FolderField(QWidget):
    """`changed` when another folder has been written or chosen."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(_("Till exempel ett USB-minne eller en delad mapp"))
        self.edit.editingFinished.connect(self.changed)
        self.button = secondary(_("Välj mapp …"), "folder-open")
        self.button.clicked.connect(self._choose)
        line = QHBoxLayout(self)
        theme.space(line, gap=8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.button)
        self.setFocusProxy(self.edit)

    def folder(self) -> Path | None:
        """The folder written, or None where there is none."""
        written = self.edit.text().strip()
        return Path(written).expanduser() if written else None

    def set_folder(self, folder: Path | None) -> None:
        self.edit.setText(str(folder) if folder else "")

    def _choose(self) -> None:
        choose.folder(self, _("Välj mapp"), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.set_folder(folder)
        self.changed.emit()
