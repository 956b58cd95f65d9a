"""Encrypted backups: made by themselves, into the user's documents or a folder of one's choice."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import documents_folder, state_folder
from narvaro_desktop.store import backup
from narvaro_desktop.store.generations import sets_in, thin_out
from narvaro_desktop.store.tables import AccessLogRow
from narvaro_desktop.usecases import settings, vaults
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Area, Changes, Office, Work

BETWEEN = timedelta(minutes=15)
FOLDER_NAME = "Säkerhetskopior"
_NO_CHANGE = ("vault.unlock", "vault.lock", "view", "backup.make", "backup.folder")


class FolderMissing(NarvaroError):
    """The folder for backups is not there, e.g. because its disk is not plugged in."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """Where the backups lie and how fresh they are; `is_late` as the rules have it."""

    folder: Path
    newest: datetime | None
    count: int
    is_late: bool
    is_own_folder: bool


def state(work: Work) -> BackupState:
    """How it stands with the backups of this vault, as the folder itself tells."""
    folder, chosen = _folder(work)
    found = sets_in(folder, work.vault.id) if folder.is_dir() else []
    newest = found[0][0].astimezone(SWEDEN) if found else None
    since = newest or _made(work)
    late = work.now - since > timedelta(days=work.rules.days.backup_late) and not _is_practice(work)
    return BackupState(folder, newest, len(found), late, chosen)


def due(work: Work) -> bool:
    """Whether today's backup is still to be made; a practice school needs none."""
    newest = state(work).newest
    return not _is_practice(work) and (newest is None or newest.date() < work.today)


def stale(work: Work) -> bool:
    """Whether to back up before the vault is closed: something has changed since one not quite new."""
    if _is_practice(work):
        return False
    newest = state(work).newest
    if newest is not None and work.now - newest < BETWEEN:
        return False
    since = int(settings.read(work.session, "backed_up", {}).get(work.device, 0))
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
    settings.write(work.session, "backup_folder", str(folder))
    work.log("backup.folder")
    return frozenset({Area.SETTINGS})


def make(office: Office) -> datetime:
    """Make a backup now, proved before it counts, and let old ones go; answers when it was made.

    Called without a transaction, since the copy needs the vault's only connection.

    :raises FolderMissing, CopyRefused, DiskFull, NoRoom, ReadOnlyPlace: none was made, the vault is as before
    """
    with office.work() as work:
        folder, chosen = _folder(work)
        if chosen and not folder.is_dir():
            raise FolderMissing
        work.log("backup.make")
        now = work.now.astimezone(UTC)
    made = backup.back_up(office.vault, folder, _after_newest(folder, office.vault.id, now))
    with office.work() as work:
        known = {head.device: head.sequence for head in made.heads}
        settings.write(work.session, "backed_up", known)
    thin_out(folder, office.vault.id)
    return made.made


def restore(folder: Path, *, state: Path | None = None) -> Path:
    """The backup in `folder` as a vault of its own in the documents; the copy and other vaults stay.

    :raises CopyRefused: something of the set is missing or changed; :raises NoRoom, DiskFull, ReadOnlyPlace:
    """
    target = vaults.free_path("aterstalld")
    target.parent.mkdir(parents=True, exist_ok=True)
    backup.restore(folder, target, state or state_folder(), datetime.now(UTC))
    return target


def _after_newest(folder: Path, vault: str, now: datetime) -> datetime:
    """Now, or the next free second: a set is named by the second in which it was made."""
    taken = [made for made, _path in sets_in(folder, vault)[:1]] if folder.is_dir() else []
    return max([now, *(made + timedelta(seconds=1) for made in taken)])


def _folder(work: Work) -> tuple[Path, bool]:
    """The folder, and whether somebody chose it."""
    chosen = settings.read(work.session, "backup_folder")
    return (Path(chosen), True) if chosen else (documents_folder() / FOLDER_NAME, False)


def _made(work: Work) -> datetime:
    """When the vault was made."""
    return datetime.fromisoformat(work.vault.key_file.header.created)


def _is_practice(work: Work) -> bool:
    return work.vault.key_file.header.practice
