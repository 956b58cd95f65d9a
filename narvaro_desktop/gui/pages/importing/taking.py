"""What is taken when files, folders or cells are given to the import: what to read, one after the other."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.importing.file_in_hand import Joined, Pasted, Readable
from narvaro_desktop.usecases.importing.import_profiles import is_profile

SUFFIXES = (
    ".csv",
    ".txt",
    ".tsv",
    ".dat",
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".json",
    ".html",
    ".htm",
)


MOST_FILES = 500
"""So many names of a folder are looked at; one with more is no place for exports."""


def sorted_out(paths: Iterable[Path]) -> tuple[list[Readable], list[Path]]:
    """What to read, folders opened and JSON pages put together, and the layouts among it."""
    files = [file for path in paths for file in _files(path)]
    layouts = [file for file in files if is_profile(file)]
    pages = [file for file in files if file.suffix.lower() == ".json" and file not in layouts]
    others: list[Readable] = [file for file in files if file not in pages and file not in layouts]
    return [*others, *_together(pages)], layouts


def pasted() -> Pasted | None:
    """The cells on the clipboard, None where it holds no text."""
    words = QGuiApplication.clipboard().text()
    return Pasted(words.encode("utf-8", "replace"), _("Inklistrade rader")) if words.strip() else None


def _files(path: Path) -> list[Path]:
    """A file alone, or those of a folder that may be absence files, by name.

    A layout is taken over only by its own name: in a folder it would say unasked how what lies there is read.
    """
    if not path.is_dir():
        return [path]
    try:
        inside = sorted(file for file in islice(path.iterdir(), MOST_FILES) if file.is_file())
    except OSError:
        return []
    named = (file for file in inside if not (file.name.startswith((".", "~$")) or is_profile(file)))
    return [file for file in named if file.suffix.lower() in SUFFIXES]


def _together(pages: Sequence[Path]) -> list[Readable]:
    if len(pages) < 2:
        return list(pages)
    return [Joined(tuple(pages), _("{count} JSON-filer").format(count=len(pages)))]
