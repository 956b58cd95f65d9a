"""A kvittens on what a colleague's laptop sealed: it is read in there, and comes here with the case."""

from pathlib import Path

from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.refusals import PackageRefused
from narvaro_desktop.sealing.within import envelope_within
from narvaro_desktop.store.tables import SentPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.work import Work


class SealedElsewhere(NarvaroError):
    """The kvittens answers a package that another of the school's laptops sealed."""


def answers(work: Work, path: Path) -> bool:
    """Whether the package at `path` says that it answers one that was not sealed here.

    Every laptop's key opens a kvittens to the school; only the one that sealed can tell that it is true.
    """
    if settings.profile(work).kind is not VaultKind.SCHOOL:
        return False
    if not any(line.is_open and not line.is_mine for line in laptops.laptops(work)):
        return False
    try:
        with path.open("rb") as file:
            envelope = envelope_within(file, keys.identities(work))
    except (OSError, PackageRefused):
        return False
    reply = envelope.in_reply_to
    if envelope.kind != "receipt" or reply is None:
        return False
    return work.session.get(SentPackageRow, reply.package_id) is None
