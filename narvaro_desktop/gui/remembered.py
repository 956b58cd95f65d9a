"""What this computer remembers: the look, the language and the vaults used. No personal data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from narvaro_desktop.gui.locking.waits import CHOICES, CHOSEN_FIRST
from narvaro_desktop.paths import state_folder

FILE_NAME = "fonster.json"
_MOST = 8


@dataclass(frozen=True, slots=True)
class KnownVault:
    """A vault used before: where it lies, and the place in its list of the person who used it last."""

    path: Path
    person: int = 0


@dataclass(frozen=True, slots=True)
class Remembered:
    """`theme` and `scale` None follow the system; `locked` says how the vault was left, until it is said.

    `idle` is how many minutes without work lock the vault.

    The newest vault stands first. A vault's path names no school, as long as nobody has renamed it.
    """

    theme: str | None = None
    scale: float | None = None
    language: str = "sv"
    vaults: tuple[KnownVault, ...] = ()
    locked: str = ""
    idle: int = CHOSEN_FIRST
    file: Path = field(default_factory=lambda: state_folder() / FILE_NAME, compare=False)

    @property
    def present(self) -> tuple[KnownVault, ...]:
        """Those vaults that still lie where they lay."""
        return tuple(vault for vault in self.vaults if vault.path.is_file())

    def last_person(self, path: Path) -> int:
        return next((vault.person for vault in self.vaults if vault.path == path), 0)

    def with_vault(self, path: Path, person: int = 0) -> "Remembered":
        others = [vault for vault in self.vaults if vault.path != path]
        return replace(self, vaults=(KnownVault(path, person), *others)[:_MOST])

    def keep(self) -> "Remembered":
        """Write it down; what cannot be written is simply not remembered."""
        told = {
            "theme": self.theme,
            "scale": self.scale,
            "language": self.language,
            "locked": self.locked,
            "idle": self.idle,
            "vaults": [{"path": str(vault.path), "person": vault.person} for vault in self.vaults],
        }
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_suffix(".part")
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self.file)
        except OSError:
            pass
        return self


def remembered(file: Path | None = None) -> Remembered:
    """What was written down last; a missing or spoilt file is as good as the first start."""
    file = file or state_folder() / FILE_NAME
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return _read(told, file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Remembered(file=file)


def _read(told: Mapping[str, Any], file: Path) -> Remembered:
    scale = told.get("scale")
    vaults = (KnownVault(Path(one["path"]), int(one["person"])) for one in told.get("vaults", ()))
    return Remembered(
        theme=told["theme"] if told.get("theme") in ("light", "dark") else None,
        scale=float(scale) if scale else None,
        language="en" if told.get("language") == "en" else "sv",
        vaults=tuple(vaults)[:_MOST],
        locked=str(told.get("locked", "")),
        idle=told["idle"] if told.get("idle") in CHOICES else CHOSEN_FIRST,
        file=file,
    )
