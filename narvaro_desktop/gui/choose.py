"""Asking where: files to read, a file to write, a folder. Nothing waits: `then` gets what was chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder


def files(
    parent: QWidget, title: str, suffixes: Sequence[str], then: Callable[[list[Path]], object]
) -> QFileDialog:
    """One or several files to read."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(_("Filer ({kinds})").format(kinds=" ".join(f"*{suffix}" for suffix in suffixes)))
    dialog.filesSelected.connect(lambda chosen: then([Path(path) for path in chosen]))
    dialog.open()
    return dialog


def save(parent: QWidget, title: str, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Where to write a file that is to be called `name`."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> QFileDialog:
    """A folder to put files in."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
    start = documents_folder()
    dialog = QFileDialog(parent, title, str(start) if start.is_dir() else QDir.homePath())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    return dialog
