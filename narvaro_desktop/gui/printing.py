"""A secret paper on its way to the printer: shown by the computer's PDF program, and removed afterwards."""

import os
import secrets
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from narvaro_desktop.paths import state_folder

FOLDER = "utskrift"


def show_paper(pdf: bytes) -> None:
    """Open the paper in the computer's PDF program, which can only be given a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(lay_paper(pdf))))


def lay_paper(pdf: bytes) -> Path:
    """Put the paper where only this user reads it, under a name of chance, until `remove_papers`."""
    folder = state_folder() / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(6)}.pdf"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pdf)
    return path


def remove_papers() -> None:
    """Overwrite and remove every such paper; called when a dialog closes and at each start."""
    for path in (state_folder() / FOLDER).glob("*.pdf"):
        try:
            path.write_bytes(bytes(path.stat().st_size))
            path.unlink()
        except OSError:
            continue
