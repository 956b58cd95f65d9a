"""Files outside the vault: read whole where they are small, written whole or not at all."""

import re
from pathlib import Path
from typing import Final

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.errors import ReadOnlyPlace
from narvaro_desktop.store.places import write_whole

_FORMULA: Final = re.compile(
    r'(?:^|[;,|\t\r\n])[ "\0\ufeff]*'  # where a cell begins; in UTF-16 Excel parts them at a tab
    r'(?:[=@＝＠]|[-+－＋](?![\d .,%]*["\t\r\n;,|]|[\d .,%]*$))'  # a number with its sign is no formula
)


class FileUnreadable(NarvaroError):
    """The file is gone, is a folder, or may not be read."""


def demand_file(path: Path) -> None:
    """Nothing, for a file of one's own size; raises FileUnreadable.

    A pipe would be waited for with the vault in hand, and a device never ends.
    """
    if not path.is_file():
        raise FileUnreadable


def read_small(path: Path, largest: int) -> bytes:
    """The content of the file at `path`, or its first `largest` + 1 bytes; raises FileUnreadable."""
    demand_file(path)
    try:
        with path.open("rb") as file:
            return file.read(largest + 1)
    except OSError:
        raise FileUnreadable from None


def has_formulas(path: Path, content: bytes) -> bool:
    """Whether a spreadsheet would run a cell of what somebody else has written.

    Such a file is saved as it came, since it is what was signed; who saves it is told.
    """
    if path.suffix.lower() != ".csv":
        return False
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return _FORMULA.search(content.decode(coding, "replace")) is not None


def write(path: Path, content: bytes) -> Path:
    """Put `content` at `path`, in place of what was there; raises DiskFull or ReadOnlyPlace."""
    try:
        write_whole(path, content)
    except OSError:
        raise ReadOnlyPlace from None
    return path
