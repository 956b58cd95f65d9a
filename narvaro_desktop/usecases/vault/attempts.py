"""Those who were refused at the unlock window: noted beside the vault, and logged by whoever gets in next."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store import attempts
from narvaro_desktop.store.access_log import instant
from narvaro_desktop.store.attempts import PASSPHRASE, SHEET, Attempt
from narvaro_desktop.store.key_copies import read_copies
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Work

REFUSED = {PASSPHRASE: "vault.refused", SHEET: "recovery.refused"}
"""The line of the log, by what was wrong. Its facts say when it was and whose name was chosen."""


def refused(path: Path, state: Path, person: str, means: str = PASSPHRASE) -> None:
    """Note that `person`, or whoever chose that name, did not get in; a practice school notes nothing."""
    with suppress(NarvaroError, OSError):
        keys = read_copies(path, state).best
        if keys.header.practice:
            return
        known = {user.certificate.label: user.certificate.user for user in keys.active_users}
        attempts.note(state, keys.header.vault, Attempt(Clock(None).now(), known.get(person), means))


def take_over(work: Work) -> None:
    """Log what was noted. A crash just after may leave it noted, and so logged twice, but never lost."""
    vault = work.vault
    found = attempts.noted(vault.state, UUID(vault.id))
    if not found.is_whole:
        work.log("vault.notes_changed")
    for one in found.noted:
        work.log(REFUSED[one.means], at=instant(one.at), person=_text(one.person), times=one.times)
    if found.noted or not found.is_whole:
        work.afterwards(lambda: attempts.forget(vault.state, UUID(vault.id)))


def _text(person: UUID | None) -> str:
    return str(person) if person else ""
