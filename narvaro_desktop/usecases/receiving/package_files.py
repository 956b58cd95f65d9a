"""Sealed files looked at from the command line: what anyone sees, what a key shows, what is verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.envelope import Envelope
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.keys import AgeIdentity
from narvaro_desktop.sealing.package import Inspection, inspect, open_package
from narvaro_desktop.sealing.reading import Seen
from narvaro_desktop.sealing.trust import Trust
from narvaro_desktop.sealing.within import envelope_within
from narvaro_desktop.usecases import clock
from narvaro_desktop.usecases.plain_files import FileUnreadable, read_small
from narvaro_desktop.usecases.receiving import held_packages, inbox
from narvaro_desktop.usecases.sending import keys, package_opening, packages
from narvaro_desktop.usecases.work import Office, Work

_LARGEST_IDENTITY: Final = 1 << 16
_SECRET: Final = "AGE-SECRET-KEY-1"


class NotAnIdentity(NarvaroError):
    """The file holds no age identity."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a package says of itself; `root` is known only where it was verified."""

    kind: str
    package: str
    created: str
    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    sequence: int
    contents: tuple[tuple[str, int], ...]
    root: str = ""
    came_before: bool = False


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file in a run; `refused` where nothing was kept of it."""

    path: Path
    received: UUID | None = None
    answered: bool = False
    known: bool = False
    refused: NarvaroError | None = None
    waits: bool = False
    """Refused for its sender alone, and kept until the kontaktkort has been checked."""


def outside(path: Path) -> Inspection:
    """Size, hash, number of recipients, and the fault of a header; no key is needed."""
    with path.open("rb") as file:
        return inspect(file)


def inside(path: Path, identities: Sequence[AgeIdentity]) -> Told:
    """What the package says of itself, with nothing verified."""
    with path.open("rb") as file:
        return _told(envelope_within(file, identities))


def glance(work: Work, path: Path) -> Told:
    """The same with the keys of the vault."""
    work.may(Resource.PACKAGE, Action.READ)
    return inside(path, keys.identities(work))


def identities_in(path: Path) -> list[AgeIdentity]:
    """The identities of a file as `age-keygen` writes it; raises NotAnIdentity."""
    try:
        lines = read_small(path, _LARGEST_IDENTITY).decode("ascii").splitlines()
        found = [AgeIdentity(line.strip()) for line in lines if line.startswith(_SECRET)]
    except ValueError:
        raise NotAnIdentity from None
    if not found:
        raise NotAnIdentity
    return found


def verified(work: Work, path: Path) -> Told:
    """Every check of a real reading but the running number, and nothing kept."""
    work.may(Resource.PACKAGE, Action.READ)
    opened = package_opening.open_file(work, path, Seen())
    known = packages.seen(work).packages.get(opened.envelope.package_id) == opened.root_hash
    return _told(opened.envelope, opened.root_hash, came_before=known)


def verified_with(path: Path, identities: Sequence[AgeIdentity], cards: Sequence[Path]) -> Told:
    """The same with an identity and the kontaktkort that the caller trusts.

    The recipient is who holds the identity, since no vault says it.
    """
    with path.open("rb") as file:
        envelope = envelope_within(file, identities)
    trusted = [SignedCard.from_bytes(read_small(card, inbox.LARGEST_CARD)).card for card in cards]
    with path.open("rb") as file:
        opened = open_package(
            file,
            identities=identities,
            own_id=envelope.recipient.id,
            own_laptop=envelope.recipient.id,
            trust=Trust(trusted),
            seen=Seen(),
            now=clock.Clock().now().astimezone(UTC),
            practice=envelope.practice,
        )
    return _told(opened.envelope, opened.root_hash)


def files_in(given: Sequence[Path]) -> Iterator[Path]:
    """The files that were named, and the packages of the folders, each once, by name."""
    paths: list[Path] = []
    for path in given:
        paths += sorted(path.glob("narvaro-*.age")) if path.is_dir() else [path]
    yield from dict.fromkeys(paths)


def unfolded(given: Sequence[Path]) -> list[Path]:
    """What was let fall; in place of a folder its packages, kontaktkort and spärrlistor, if it has any."""
    paths: list[Path] = []
    for path in given:
        held = sorted(path.glob("narvaro-*")) if path.is_dir() else []
        ours = [each for each in held if each.suffix.lower() in (".age", ".json") and each.is_file()]
        paths += ours or [path]
    return list(dict.fromkeys(paths))


def take(office: Office, path: Path) -> FileResult:
    """Read one file in a transaction of its own; what is refused leaves one line in the log."""
    return _taken(office, path, path)


def take_held(office: Office) -> list[FileResult]:
    """Read what has waited for a kontaktkort that is trusted by now."""
    with office.work() as work:
        found = held_packages.ready(work)
    return [_taken(office, Path(f"narvaro-{each}"), each) for each in found]


def _taken(office: Office, path: Path, file: Path | UUID) -> FileResult:
    try:
        with office.work() as work:
            arrived = (
                inbox.receive_held(work, file) if isinstance(file, UUID) else inbox.receive(work, file)
            ).value
    except NarvaroError as refusal:
        if inbox.came_before(refusal):
            return FileResult(path, known=True)
        with office.work() as work:
            waits = inbox.refused(work, refusal, file).value
        return FileResult(path, refused=refusal, waits=waits)
    except OSError:
        return FileResult(path, refused=FileUnreadable())
    return FileResult(path, arrived.received, arrived.answered is not None)


def _told(envelope: Envelope, root: str = "", came_before: bool = False) -> Told:
    return Told(
        kind=envelope.kind,
        package=envelope.package_id,
        created=envelope.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        sender=envelope.sender.id,
        sender_name=envelope.sender.display_name,
        recipient=envelope.recipient.id,
        recipient_name=envelope.recipient.display_name,
        sequence=envelope.sequence,
        contents=tuple((content.path, content.bytes) for content in envelope.contents),
        root=root,
        came_before=came_before,
    )
