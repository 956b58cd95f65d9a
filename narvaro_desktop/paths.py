"""Where things lie: the program's own resources, and the user's folders."""

import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder `resources/`: inside a bundle, beside an installed package, or in a checkout."""
    bundled = Path(getattr(sys, "_MEIPASS", _PACKAGE)) / "resources"
    return bundled if bundled.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """One file in `resources/`, named by its path."""
    return resources().joinpath(*parts)


def state_folder() -> Path:
    """This machine's folder for what the program remembers; no personal data lies there in the clear."""
    return Path(platformdirs.user_data_dir("Narvaro", appauthor=False))


def documents_folder() -> Path:
    """The user's documents folder, where vaults and backups are proposed to lie."""
    return Path(platformdirs.user_documents_dir()) / "Närvaro"
