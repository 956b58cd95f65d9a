"""Files that have left the vault, shown by the system: the folder they lie in, or the paper itself."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication


def show_folder_of(path: Path) -> bool:
    """Open the folder that `path` lies in; False where there is none."""
    return path.parent.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_paper(path: Path) -> bool:
    """Open a PDF in the system's own reader, from which it can be printed."""
    return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
