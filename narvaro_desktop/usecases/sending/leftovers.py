"""Files begun outside the vault, noted before their first byte, so that a crash leaves none of them behind.

The note lies in the computer's folder of the vault and holds paths alone, which name nobody. What a process
has noted, it takes back itself; what it left in a crash, the next one takes away.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.places import write_whole
from narvaro_desktop.store.vault import Vault

SUFFIX: Final = ".pagaende"
PART: Final = ".part"
"""How the name of every file ends that is not whole yet."""
_RUN: Final = uuid4().hex
_MOST: Final = 100

Noted = tuple[str, str]
"""Who began the file, and its path."""


def begin(vault: Vault, path: Path) -> None:
    """Note that the file at `path` is about to be written."""
    _write(vault, {*_read(vault), (_here(), str(path.absolute()))})


def end(vault: Vault, path: Path) -> None:
    """Note that the file at `path` has its name, or is gone."""
    _write(vault, set(_read(vault)) - {(_here(), str(path.absolute()))})


def left_behind(vault: Vault) -> list[Path]:
    """The files that an earlier process began and did not live to finish, as far as they can be reached."""
    noted = [Path(path) for process, path in _read(vault) if process != _here()]
    return [path for path in noted if path.suffix == PART and path.is_file()]


def sweep(vault: Vault) -> int:
    """Remove what is left behind; a stick that is out is swept when it is back. How many files went.

    The note lies outside the vault, where others may write: only what is named as begun goes.
    """
    kept, removed = set(), 0
    noted = _read(vault)
    for process, path in noted:
        part = Path(path)
        if part.suffix != PART:
            continue
        if process == _here() or not part.parent.is_dir():
            kept.add((process, path))
            continue
        try:
            part.unlink()
            removed += 1
        except FileNotFoundError:
            pass
        except OSError:  # another program holds it, or the folder is closed
            kept.add((process, path))
    if kept != set(noted):
        _write(vault, kept)
    return removed


def _here() -> str:
    """This process, in the note; a fork of it is another."""
    return f"{_RUN}-{os.getpid()}"


def _note(vault: Vault) -> Path:
    return vault.state / f"{vault.id}{SUFFIX}"


def _read(vault: Vault) -> list[Noted]:
    """What is noted; nothing where the note is missing or spoilt."""
    try:
        return [(str(process), str(path)) for process, path in json.loads(_note(vault).read_bytes())]
    except (OSError, ValueError, TypeError):
        return []


def _write(vault: Vault, noted: Iterable[Noted]) -> None:
    """Best effort: a note that cannot be written stops nobody from sealing."""
    told = sorted(noted)[-_MOST:]
    with suppress(OSError, NarvaroError):
        if told:
            write_whole(_note(vault), json.dumps(told).encode())
        else:
            _note(vault).unlink(missing_ok=True)
