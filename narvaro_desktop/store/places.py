"""Folders and disks: where a vault may lie, whether there is room, and how a file is put in place whole."""

import os
import re
import shutil
import sys
from pathlib import Path

from narvaro_desktop.store.errors import NetworkShare, NoRoom

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.davfs2"}
)
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "min enhet": "Google Drive",
    "my drive": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "CloudStorage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "synologydrive": "Synology Drive",
    "box sync": "Box",
    "syncthing": "Syncthing",
}
"""How folders begin that a program keeps equal on several computers, in small letters."""
_CONFLICT = re.compile(r"conflict|konflikt|^ \(\d+\)$")
_MOUNTS = Path("/proc/self/mounts")


def refuse_network_share(folder: Path) -> None:
    """:raises NetworkShare: locks and flushes cannot be trusted there"""
    if sys.platform == "win32":
        import ctypes  # only here: costs start-up time elsewhere

        drive = folder.absolute().drive
        if drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4:
            raise NetworkShare("windows")
    elif _MOUNTS.exists():
        found = file_system(folder, _MOUNTS.read_text(errors="surrogateescape"))
        if found in NETWORK:
            raise NetworkShare(found)


def synced_by(folder: Path) -> str:
    """The name of what keeps `folder` equal on several computers, by the names above it; "" if nothing does.

    OneDrive also says it in the environment, whatever its folder is called.
    """
    place = folder.absolute()
    for name in (part.casefold() for part in place.parts):
        for begins, service in _SYNCED.items():
            if name == begins or name.startswith((f"{begins} ", f"{begins}-", f"{begins}_")):
                return service
    roots = (os.environ.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    return "OneDrive" if any(root and place.is_relative_to(root) for root in roots) else ""


def conflict_copies(vault: Path, salt: bytes) -> list[Path]:
    """What a sync service puts beside a vault that two computers have written in: `skola-DESKTOP-4.narvaro`.

    They are known by names like the vault's and by its `salt`, which stands first in the file, or by words
    that services use; what the program itself puts beside a vault is none of them.
    """
    found = []
    for path in sorted(vault.parent.glob(f"*{vault.suffix}")):
        more = path.stem.removeprefix(vault.stem).casefold()
        is_ours = re.fullmatch(r"-\d+", more) or more.startswith("-undan-")
        if path == vault or not path.stem.startswith(vault.stem) or is_ours:
            continue
        if _CONFLICT.search(more) or _begins_with(path, salt):
            found.append(path)
    return found


def file_system(folder: Path, mounts: str) -> str:
    """The type of the file system that `folder` lies on, by a table like /proc/self/mounts; "" if unknown."""
    target, best, kind = os.path.realpath(folder), "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].encode().decode("unicode_escape")
        is_inside = target == point or target.startswith(point.rstrip("/") + "/")
        if is_inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def demand_room(folder: Path, needed: int) -> None:
    """:raises NoRoom: fewer than `needed` bytes are free"""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(needed, free)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place so that a crash leaves the old or the new one: temp, flush, rename, flush folder.

    :raises DiskFull, ReadOnlyPlace:
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        flush_folder(path.parent)
    except OSError as fault:
        from narvaro_desktop.store.connection import explained  # it loads the database; key files do not

        part.unlink(missing_ok=True) if part.exists() else None
        raise explained(fault) or fault from None


def flush_file(path: Path) -> None:
    """Make sure that a file's content has reached the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Make sure that a rename in `folder` has reached the disk; Windows flushes names by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _begins_with(path: Path, head: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False
