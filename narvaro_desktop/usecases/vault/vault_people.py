"""Who can unlock a vault, told before the database has been loaded: the key file alone is read."""

from pathlib import Path

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import state_folder
from narvaro_desktop.store.key_copies import read_copies


def names(path: Path, state: Path | None = None) -> list[str]:
    """As `vaults.users` tells them; none where that one has something else to say."""
    try:
        copies = read_copies(path, state or state_folder())
    except (NarvaroError, OSError):
        return []
    return [user.certificate.label for user in copies.best.active_users]
