"""The three copies of a key file: two beside the vault, one in the state folder; the best heals the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from narvaro_desktop.store.errors import KeyFileDamaged, KeyFileMissing, NewerVault
from narvaro_desktop.store.key_file import KeyFile
from narvaro_desktop.store.key_form import MAX_BYTES, is_newer, read_key_file
from narvaro_desktop.store.places import write_whole

BESIDE = (".nyckel", ".nyckel2")
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Copies:
    """The newest valid key file of each root, the best first, and how many copies are not like the best."""

    candidates: tuple[KeyFile, ...]
    to_heal: int

    @property
    def best(self) -> KeyFile:
        return self.candidates[0]


def read_copies(vault: Path, state: Path) -> Copies:
    """The key files of the vault at `vault`; needs no passphrase, so only a slot's pin proves the right one.

    :raises KeyFileMissing: there is no copy at all
    :raises KeyFileDamaged: there are copies and none is valid
    :raises NewerVault: they are of a form that only a newer program knows
    """
    beside = [_read(vault.with_name(vault.name + suffix)) for suffix in BESIDE]
    vaults = {file.header.vault for file in beside if isinstance(file, KeyFile)}
    head = _head(vault)
    kept = [_read(path) for path in sorted(state.glob("*" + BESIDE[0]))]
    own = [
        file
        for file in kept
        if isinstance(file, KeyFile) and (file.header.vault in vaults or file.header.salt == head)
    ]
    found = [file for file in (*beside, *own) if isinstance(file, KeyFile)]
    if not found:
        damaged = [one for one in beside if isinstance(one, KeyFileDamaged)]
        if newer := next(filter(is_newer, damaged), None):
            raise NewerVault(*newer.args[1:])
        raise KeyFileDamaged("all copies") if damaged else KeyFileMissing
    ranked = _best_of_each_root(
        sorted(found, key=lambda file: (file.header.salt == head, file.edition), reverse=True)
    )
    good = sum(file == ranked[0] for file in found)
    return Copies(ranked, len(BESIDE) + 1 - good)


def kept_copy(state: Path, vault: UUID) -> KeyFile | None:
    """What the computer itself has kept of a vault's key file."""
    found = _read(state / f"{vault}{BESIDE[0]}")
    return found if isinstance(found, KeyFile) else None


def write_copies(file: KeyFile, vault: Path, state: Path) -> None:
    """Write all three, one after the other, each whole, so that at any moment two are valid.

    :raises DiskFull, ReadOnlyPlace:
    """
    state.mkdir(parents=True, exist_ok=True)
    for path in copy_paths(file, vault, state):
        write_whole(path, file.to_bytes())


def copy_paths(file: KeyFile, vault: Path, state: Path) -> tuple[Path, ...]:
    """Where the three copies lie."""
    beside = tuple(vault.with_name(vault.name + suffix) for suffix in BESIDE)
    return (*beside, state / f"{file.header.vault}{BESIDE[0]}")


def _read(path: Path) -> KeyFile | KeyFileDamaged | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return KeyFileDamaged("size")
        return read_key_file(path.read_bytes())
    except KeyFileDamaged as fault:
        return fault
    except OSError:
        return None


def _head(vault: Path) -> bytes:
    """The salt that stands first in the vault's file, or nothing."""
    try:
        with vault.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def _best_of_each_root(ranked: Iterable[KeyFile]) -> tuple[KeyFile, ...]:
    """An older edition under the same root never counts; a forged root stands beside the true one."""
    best: dict[bytes, KeyFile] = {}
    for file in ranked:
        best.setdefault(file.header.root, file)
    return tuple(best.values())
