"""Encrypted backups: made by themselves, into the user's documents or a folder of one's choice."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import state_folder
from narvaro_desktop.store import backup, recovery
from narvaro_desktop.store.errors import SheetOpensNothing
from narvaro_desktop.store.generations import KEPT_AFTER, sets_in, thin_out
from narvaro_desktop.store.tables import AccessLogRow, ErasureRow
from narvaro_desktop.store.vault import Vault
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.privacy import erasing_list
from narvaro_desktop.usecases.privacy.retention import years_before
from narvaro_desktop.usecases.vault import backup_places, vaults
from narvaro_desktop.usecases.vault.backup_places import CHOSEN, folder_of
from narvaro_desktop.usecases.work import Area, Changes, Office, Work

BETWEEN = timedelta(minutes=15)
_QUICK = 24 << 20
"""Bytes that are copied and compared in a quarter of a second."""
_DRILLED = "drilled"
_NO_CHANGE = ("vault.unlock", "vault.lock", "view", "backup.make", "backup.folder", "backup.drill")


class FolderMissing(NarvaroError):
    """The folder for backups is not there, e.g. because its disk is not plugged in."""


class BackupMissing(NarvaroError):
    """There is no backup in the folder yet."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """Where the backups lie and how fresh they are; `is_late` as the rules have it."""

    folder: Path
    newest: datetime | None
    count: int
    is_late: bool
    is_own_folder: bool
    is_on_same_disk: bool
    drilled_on: date | None
    """When somebody last opened a backup with the recovery sheet alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that lies in a folder: where, of which vault, when it was made, and who can unlock it."""

    folder: Path
    vault: str
    made: datetime
    people: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Drilled:
    """A backup opened with nothing but the sheet: when it was made, and how many rows it has."""

    made: datetime
    rows: int


def state(work: Work) -> BackupState:
    """How it stands with the backups of this vault, as the folder itself tells."""
    folder, chosen = folder_of(work)
    found = sets_in(folder, work.vault.id) if folder.is_dir() else []
    newest = found[0][0].astimezone(SWEDEN) if found else None
    since = newest or _made(work)
    late = work.now - since > timedelta(days=work.rules.days.backup_late) and not _needs_none(work)
    drilled = settings.read(work.session, _DRILLED)
    return BackupState(
        folder=folder,
        newest=newest,
        count=len(found),
        is_late=late,
        is_own_folder=chosen,
        is_on_same_disk=_on_same_disk(folder, work.vault.path),
        drilled_on=date.fromisoformat(drilled) if drilled else None,
    )


def due(work: Work) -> bool:
    """Whether today's backup is still to be made, or what was locked too quickly has none.

    A practice school needs none.
    """
    newest = state(work).newest
    return not _needs_none(work) and (newest is None or newest.date() < work.today or stale(work))


def give_up_long(vault: Vault, quick: int = _QUICK) -> None:
    """One locks, which may not wait: a vault that takes long to copy gets its backup when it is next open."""
    with suppress(OSError):  # a file that is gone hinders no lock
        if not vault.is_shared and vault.path.stat().st_size > quick:
            vault.leaving.set()


def stale(work: Work) -> bool:
    """Whether to back up before the vault is closed: something has changed since one not quite new."""
    if _needs_none(work):
        return False
    newest = state(work).newest
    if newest is not None and work.now - newest < BETWEEN:
        return False
    since = int(settings.read(work.session, "backed_up", {}).get(work.device, 0))
    if work.vault.leaving.is_set():
        return False
    changed = select(AccessLogRow.sequence).where(
        AccessLogRow.device == work.device,
        AccessLogRow.sequence > since,
        AccessLogRow.action.not_in(_NO_CHANGE),
    )
    return work.session.execute(changed.limit(1)).first() is not None


def choose_folder(work: Work, folder: Path) -> Changes:
    """Put backups into `folder` from now on, best on another disk.

    :raises FolderMissing:
    """
    work.may(Resource.BACKUP, Action.WRITE)
    if not folder.is_dir():
        raise FolderMissing
    settings.write(work.session, CHOSEN, str(folder))
    work.log("backup.folder")
    return frozenset({Area.SETTINGS})


def make(office: Office) -> datetime:
    """Make a backup now, proved before it counts, and let old ones go; answers when it was made.

    Called without a transaction, since the copy needs the vault's only connection.

    :raises FolderMissing, CopyRefused, DiskFull, NoRoom, ReadOnlyPlace: none was made, the vault is as before
    """
    with office.work() as work:
        folder, chosen = folder_of(work)
        if chosen and not folder.is_dir():
            raise FolderMissing
        work.log("backup.make")
        now = work.now.astimezone(UTC)
    made = backup.back_up(office.vault, folder, _after_newest(folder, office.vault.id, now))
    with office.work() as work:
        known = {head.device: head.sequence for head in made.heads}
        settings.write(work.session, "backed_up", known)
        erasing_list.write(work, [folder])
        limit = _too_old(work)
    thin_out(folder, office.vault.id, limit)
    return made.made


def found_in(folder: Path) -> list[Found]:
    """The backups that lie in `folder`, or near below it, the newest first; nothing of them is opened."""
    found = []
    near = _folders(folder)
    for place in (folder, *near, *(one for here in near for one in _folders(here))):
        with suppress(NarvaroError, OSError):
            told = backup.told_by(place)
            found.append(Found(place, told.vault, told.made.astimezone(SWEDEN), told.people))
    return sorted(found, key=lambda one: one.made, reverse=True)


def near_at_hand() -> list[Found]:
    """The backups in the documents and on the disks and sticks that are plugged in, the newest first."""
    found = {one.folder: one for place in backup_places.usual() for one in found_in(place)}
    return sorted(found.values(), key=lambda one: one.made, reverse=True)


def drill(office: Office, typed: str) -> Drilled:
    """Practise a restore: the newest backup opened with the recovery sheet alone; not in a transaction.

    Where the sheet is younger than the backup, one is made first.

    :raises BackupMissing: there is none yet
    :raises SheetMistyped, SheetOpensNothing, NotEntitled: the sheet
    :raises CopyRefused, VaultDamaged, NoRoom: the backup
    """
    with office.work() as work:
        folder, _chosen = folder_of(work)
    sets = sets_in(folder, office.vault.id) if folder.is_dir() else []
    if not sets:
        raise BackupMissing
    try:
        told = backup.drill(sets[0][1], typed)
    except SheetOpensNothing:
        recovery.open_with_sheet(office.vault.key_file, typed)  # printed after that backup, or not ours
        make(office)
        told = backup.drill(sets_in(folder, office.vault.id)[0][1], typed)
    with office.work() as work:
        settings.write(work.session, _DRILLED, work.today.isoformat())
        work.log("backup.drill")
    return Drilled(told.made.astimezone(SWEDEN), sum(told.rows.values()))


def restore(folder: Path, *, state: Path | None = None) -> Path:
    """The backup in `folder` as a vault of its own in the documents; the copy and other vaults stay.

    What has been gallrat since it was made is erased again when it is unlocked.

    :raises CopyRefused: something of the set is missing or changed; :raises NoRoom, DiskFull, ReadOnlyPlace:
    """
    target = vaults.free_path("aterstalld")
    target.parent.mkdir(parents=True, exist_ok=True)
    home = state or state_folder()
    told = backup.told_by(folder)
    backup.restore(folder, target, home, datetime.now(UTC))
    erasing_list.carry(folder, told.vault, home)
    return target


def _too_old(work: Work) -> datetime | None:
    """Before what moment no backup is kept: eight weeks after a gallring, and by the shortest rule."""
    done = select(func.max(ErasureRow.done_at)).where(ErasureRow.done_at <= work.now - KEPT_AFTER)
    years = [one["years"] for one in settings.read(work.session, "retention", {}).values()]
    limits = [datetime.combine(years_before(work.today, min(years)), time(), UTC)] if years else []
    if (last := work.session.scalar(done)) is not None:
        limits.append(last)
    return max(limits, default=None)


def _after_newest(folder: Path, vault: str, now: datetime) -> datetime:
    """Now, or the next free second: a set is named by the second in which it was made."""
    taken = [made for made, _path in sets_in(folder, vault)[:1]] if folder.is_dir() else []
    return max([now, *(made + timedelta(seconds=1) for made in taken)])


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [one for one in folder.iterdir() if one.is_dir()]
    return []


def _on_same_disk(folder: Path, vault: Path) -> bool:
    """Whether a disk that breaks takes both along; False where the folder is not there."""
    try:
        return folder.stat().st_dev == vault.stat().st_dev
    except OSError:
        return False


def _made(work: Work) -> datetime:
    """When the vault was made."""
    return datetime.fromisoformat(work.vault.key_file.header.created)


def _needs_none(work: Work) -> bool:
    """A practice school can be made anew; a register on a server is copied there, by whoever runs it."""
    return work.vault.key_file.header.practice or work.vault.is_shared
