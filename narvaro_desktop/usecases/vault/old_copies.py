"""Backups that somebody who has left can still unlock: listed, and removed when that is wished.

Changed keys keep what is written from then on from her. A copy that was made before lies under the former
keys; only destroying it helps, and of copies that she has taken herself nobody knows.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.usecases.vault.backup_places import folder_of
from narvaro_desktop.usecases.vault.backups import Found, found_in
from narvaro_desktop.usecases.work import Area, Changes, Work


class NoLaterBackup(NarvaroError):
    """There is no backup yet that only those who are still here can unlock."""


@dataclass(frozen=True, slots=True)
class OldCopy:
    """A backup in the vault's folder: when it was made, and who of those that can unlock it has left."""

    folder: Path
    made: datetime
    left: tuple[str, ...]


def old_copies(work: Work) -> tuple[OldCopy, ...]:
    """Those that somebody who has left can unlock, the newest first; for whoever looks after the team."""
    if not work.vault.me.grants.administrator:
        return ()
    return tuple(OldCopy(one.folder, one.made, left) for one in _own(work) if (left := _left(work, one)))


def remove(work: Work, chosen: Sequence[Path]) -> Changes:
    """Remove old copies from the disk; one that is none of them stays.

    :raises NoLaterBackup: nothing would be left to go back to
    """
    work.may(Resource.BACKUP, Action.WRITE)
    old = {one.folder for one in old_copies(work)} & set(chosen)
    if all(_left(work, one) for one in _own(work)):
        raise NoLaterBackup
    work.log("backup.remove", copies=len(old))
    for folder in old:
        work.afterwards(partial(shutil.rmtree, folder, ignore_errors=True))
    return frozenset({Area.SETTINGS, Area.TEAM})


def _own(work: Work) -> list[Found]:
    folder, _chosen = folder_of(work)
    return [one for one in found_in(folder) if one.vault == work.vault.id] if folder.is_dir() else []


def _left(work: Work, one: Found) -> tuple[str, ...]:
    here = {user.certificate.user for user in work.vault.key_file.active_users}
    return tuple(label for person, label in one.people.items() if person not in here)
