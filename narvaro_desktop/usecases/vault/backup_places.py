"""Where backups lie, and what those that lie there have seen of the log."""

import getpass
import sys
from contextlib import suppress
from pathlib import Path

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.store import backup
from narvaro_desktop.store.access_log import Head
from narvaro_desktop.store.generations import sets_in
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.work import Work

FOLDER_NAME = "Säkerhetskopior"
CHOSEN = "backup_folder"
_ASKED = 3
"""How many of the newest backups are asked what they have seen."""


def folder_of(work: Work) -> tuple[Path, bool]:
    """The folder, and whether somebody chose it."""
    chosen = settings.read(work.session, CHOSEN)
    return (Path(chosen), True) if chosen else (documents_folder() / FOLDER_NAME, False)


def usual() -> list[Path]:
    """Where a backup is looked for first: the user's documents, other disks, and what is plugged in."""
    documents = documents_folder()
    return [documents.parent, documents, *(one for one in _plugged_in() if one.is_dir())]


def _plugged_in() -> list[Path]:
    """The roots of sticks and other disks, as the system shows them."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ"]
    above = [Path("/Volumes")] if sys.platform == "darwin" else [Path("/mnt"), *_of_user()]
    found: list[Path] = []
    for folder in above:
        with suppress(OSError):
            found += folder.iterdir()
    return found


def _of_user() -> list[Path]:
    """Where Linux mounts what somebody plugs in."""
    return [Path(root, getpass.getuser()) for root in ("/media", "/run/media")]


def witnesses(work: Work) -> list[Head]:
    """What the newest backups in the folder have seen of the log, signed by people of this vault."""
    folder, _chosen = folder_of(work)
    seen: list[Head] = []
    with suppress(OSError):
        for _made, place in sets_in(folder, work.vault.id)[:_ASKED]:
            with suppress(NarvaroError):
                seen += backup.told_by(place).heads
    return seen
