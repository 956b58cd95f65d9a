"""Files that colleagues and the huvudman have put in a folder: looked for at start and on a button."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.sealing.addressed import is_for
from narvaro_desktop.sealing.keys import AgeIdentity
from narvaro_desktop.store.tables import SeenPackageRow, SentPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, laptops, sealed_elsewhere
from narvaro_desktop.usecases.vault.backups import FolderMissing
from narvaro_desktop.usecases.work import Area, Changes, Work

_FILE: Final = re.compile(r"narvaro-([0-9a-f-]{36})\.age")
_MOST_FILES: Final = 2000
"""A folder with more files than this is no place for packages, and is not looked through."""
_WATCHED: Final = "new_files"


def folder(work: Work) -> Path | None:
    """The folder that was chosen to be looked into."""
    chosen = settings.read(work.session, _WATCHED)
    return Path(chosen) if chosen else None


def choose_folder(work: Work, chosen: Path | None) -> Changes:
    """Look into `chosen` from now on, or into none; raises FolderMissing."""
    if chosen is not None and not chosen.is_dir():
        raise FolderMissing
    settings.write(work.session, _WATCHED, str(chosen) if chosen else None)
    work.log("files.folder")
    return frozenset({Area.SETTINGS, Area.PACKAGES})


def waiting_files(work: Work) -> list[Path]:
    """Packages sealed to this person's keys that lie in the chosen folder, or where files were read or put
    last, and were neither sealed nor opened here. A kvittens that another laptop waits for is none of them.

    None for a person who may not open any.
    """
    may_read = work.rules.rights.may(work.actor.role, Resource.PACKAGE, Action.READ)
    identities = keys.identities(work)
    if not identities or not (may_read or laptops.card_of_laptop(work, work.actor.id) is not None):
        return []
    known = {*work.session.scalars(select(SentPackageRow.package_id))}
    known |= {*work.session.scalars(select(SeenPackageRow.package_id))}
    folders = {settings.read(work.session, name) for name in (_WATCHED, "inbox", "outbox")} - {None}
    found = [each for folder in sorted(folders) for each in _packages_in(Path(folder))]
    new = [path for path, package_id in found if package_id not in known]
    ours = [path for path in new if _opens(path, identities)]
    return [path for path in ours if not sealed_elsewhere.answers(work, path)]


def _opens(path: Path, identities: list[AgeIdentity]) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_for(file, identities)
    except OSError:
        return False


def _packages_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files of the folder that are named as packages, with the id in their name."""
    try:
        names = sorted(path.name for path, _place in zip(folder.iterdir(), range(_MOST_FILES), strict=False))
    except OSError:
        return
    for name in names:
        if (found := _FILE.fullmatch(name)) is not None:
            yield folder / name, found.group(1)
