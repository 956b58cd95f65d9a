"""What can be read like a file: a path, cells that were pasted, or several saved pages of one answer."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Pasted:
    """Cells from a spreadsheet, kept in memory alone: nothing of them is written beside the vault."""

    content: bytes = field(repr=False)
    name: str = ""

    @property
    def suffix(self) -> str:
        return ""

    def is_file(self) -> bool:
        return True

    def open(self, _mode: str = "rb", _buffering: int = -1) -> BinaryIO:
        return io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class Joined:
    """Pages of one answer, each saved as a file of its own, in any order."""

    parts: tuple[Path, ...]
    name: str = ""

    @property
    def suffix(self) -> str:
        return self.parts[0].suffix


Readable = Path | Pasted | Joined
"""Joined pages are only ever read in the child process."""
