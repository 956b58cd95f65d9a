"""Where backups lie, and what those that lie there have seen of the log."""

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


def witnesses(work: Work) -> list[Head]:
    """What the newest backups in the folder have seen of the log, signed by people of this vault."""
    folder, _chosen = folder_of(work)
    seen: list[Head] = []
    with suppress(OSError):
        for _made, place in sets_in(folder, work.vault.id)[:_ASKED]:
            with suppress(NarvaroError):
                seen += backup.told_by(place).heads
    return seen
