"""A sealed file opened with the keys of this vault, and what it means that none of them fits."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.package import Opened, inspect, open_package
from narvaro_desktop.sealing.reading import Seen
from narvaro_desktop.sealing.refusals import NoKey
from narvaro_desktop.store.tables import SentPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.plain_files import FileUnreadable
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.work import Work

Source = Callable[[], BinaryIO]
"""A way to open the sealed bytes from their beginning."""


class SealedHere(NarvaroError):
    """The file is a package that was sealed in this very vault, to be handed to someone else."""


class NoKeyToOpen(NarvaroError):
    """Someone else in this vault holds the key that opens packages."""


def open_file(work: Work, path: Path, seen: Seen) -> Opened:
    """The package at `path`, judged against what was `seen`."""
    return opened(work, lambda: path.open("rb"), seen)


def opened(work: Work, source: Source, seen: Seen) -> Opened:
    """The package behind `source`, judged against what was `seen`.

    :raises FileUnreadable, SealedHere, NoKeyToOpen: and the refusals of `sealing`
    """
    profile = settings.profile(work)
    if laptops.card_of_laptop(work, work.actor.id) is None:
        work.may(Resource.PACKAGE, Action.READ)
    try:
        with source() as file:
            found = open_package(
                file,
                identities=keys.identities(work),
                own_id=profile.package_id,
                own_laptop=laptops.laptop_id(work.actor.id),
                trust=laptops.laptop_trust(work),
                seen=seen,
                now=work.now.astimezone(UTC),
                practice=profile.is_practice,
            )
    except NoKey:
        raise _why_closed(work, source) from None
    except OSError:
        raise FileUnreadable from None
    if found.envelope.kind not in laptops.KINDS:
        work.may(Resource.PACKAGE, Action.READ)
    return found


def _why_closed(work: Work, source: Source) -> NarvaroError:
    """What it means that none of this person's keys opens the file."""
    own = keys.own_card(work)
    try:
        with source() as file:
            found = inspect(file).file_sha256
    except OSError:
        return FileUnreadable()
    ledger = select(SentPackageRow).where(SentPackageRow.file_sha256 == found)
    if work.session.scalars(ledger).first() is not None:
        return SealedHere()
    if own is not None and not keys.identities(work):
        return NoKeyToOpen()
    return NoKey(laptop=int(laptops.card_of_laptop(work, work.actor.id) is not None))
