"""That who sits at the keyboard is who unlocked: the passphrase once more, for a batch of exports."""

import time
from typing import Final

from narvaro_desktop.store.keys import unlock
from narvaro_desktop.usecases.work import NOTHING, Changes, Office, Work

FRESH: Final = 600.0
"""Seconds in which nobody is asked again, after an unlock too."""
TRIES: Final = 5


def is_due(office: Office) -> bool:
    """Whether to ask, before something readable leaves the vault or the team changes; never to practise."""
    return not office.vault.key_file.header.practice and time.monotonic() - office.proved_at > FRESH


def prove(work: Work, passphrase: str) -> Changes:
    """Nothing, if it is the passphrase of who unlocked.

    :raises WrongPassphrase:
    """
    unlock(work.vault.key_file, work.vault.me.label, passphrase, allow_weak=True)
    work.log("passphrase.confirm")
    return NOTHING


def refused(work: Work) -> Changes:
    """Log that a wrong one was typed: an act of its own, since the one that failed is undone."""
    work.log("passphrase.refused")
    return NOTHING
