"""The lock file beside a vault: one process at a time, and who it is."""

import getpass
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from narvaro_desktop.store.connection import explained
from narvaro_desktop.store.errors import AlreadyOpen

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SUFFIX = ".lock"
_LOCKED_BYTE = 4096  # beyond the text, which Windows would otherwise not let others read


class LockFile:
    """Held from `take` to `release`; the operating system lets go of it when the process dies."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, vault: Path) -> "LockFile":
        """Lock `vault`'s lock file; one left behind by a dead process is taken over.

        :raises AlreadyOpen: a living process holds it
        :raises ReadOnlyPlace, DiskFull:
        """
        path = vault.with_name(vault.name + SUFFIX)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as fault:
            raise explained(fault) or fault from None
        try:
            _lock(descriptor)
        except OSError:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise holder from None
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _words(), 0) if hasattr(os, "pwrite") else os.write(descriptor, _words())
        except OSError as fault:
            os.close(descriptor)
            raise explained(fault) or fault from None
        return cls(descriptor)

    def release(self) -> None:
        """Let go; the file itself stays, since removing it could pull it away from under the next holder."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _words() -> bytes:
    since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    who = {"host": platform.node(), "user": getpass.getuser(), "pid": os.getpid(), "since": since}
    return json.dumps(who, ensure_ascii=False).encode()


def _holder(descriptor: int) -> AlreadyOpen:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = json.loads(os.read(descriptor, _LOCKED_BYTE))
        return AlreadyOpen(str(said["host"]), str(said["user"]), int(said["pid"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return AlreadyOpen()
