"""A colleague's laptop joins the school: a file there, a call, a file back, a call.

new laptop     ask ──→ narvaro-anslutning-….json
school         read_ask → two groups from the call → accept ──→ narvaro-….age (kind join)
new laptop     offer → two groups from the call → join: the school's people, routines, calendar and cards
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import joining
from narvaro_desktop.sealing.joining import Join, PersonOf
from narvaro_desktop.sealing.key_card import LARGEST, KeyCard, SignedCard, groups_to_ask, heard_right
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.laptops import Laptops, belongs
from narvaro_desktop.sealing.package import PayloadFile, open_package
from narvaro_desktop.sealing.refusals import (
    CardSignature,
    JsonForm,
    Limits,
    NoKey,
    NotAge,
    PayloadForm,
    PracticeMismatch,
    StanzaKind,
)
from narvaro_desktop.sealing.trust import Trust
from narvaro_desktop.sealing.within import card_within
from narvaro_desktop.store.tables import KeyCardRow, PersonRow
from narvaro_desktop.usecases import plain_files, settings
from narvaro_desktop.usecases.plain_files import FileUnreadable, read_small
from narvaro_desktop.usecases.sending import keys, laptops, others_cards, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.sharing import school_told, team_laptops
from narvaro_desktop.usecases.sharing.team_laptops import Why
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.TEAM, Area.SETTINGS, Area.PACKAGES, Area.CALENDAR})
_JOINING: Final = "joining"
_MOST_KEYS: Final = 8


class AlreadyJoined(NarvaroError):
    """The vault belongs to a school already, so it joins no other."""


class NotAnAsk(NarvaroError):
    """The file is none that a new laptop makes to join, or it has been changed."""


class NotAnAnswer(NarvaroError):
    """The file is no school's answer to a laptop that asks to join."""


class NotThisLaptop(NarvaroError):
    """The school's answer was sealed to another laptop."""


class CardElsewhere(NarvaroError):
    """Another of the school's laptops holds its card, and lets laptops in."""


class AskTooOld(NarvaroError):
    """What a laptop asked with is no longer valid."""


class ShutOut(NarvaroError):
    """The laptop was shut out of the school, and its key stays out."""


class WrongDigits(others_cards.WrongControlDigits):
    """What was typed are not the digits of the laptop that asks, or of the school that answers."""


class TooManyLaptops(NarvaroError):
    """The school's card holds as many keys as packages can be sealed to: (how many,)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A laptop that wants to join: whose it is, and two groups (0–7) to type from the call."""

    card: UUID
    person: UUID
    name: str
    role: Role
    asked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """The school that a join file comes from, not trusted yet; two groups to type from the call."""

    school: str
    contact: str
    asked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A laptop that asks to join: its file, its eight groups, and the folder where files are exchanged."""

    file_name: str
    digits: tuple[str, ...]
    folder: Path | None


def ask(work: Work) -> Made[tuple[str, bytes]]:
    """The file by which this new laptop asks to join, as (file name, content); its digits are read aloud."""
    if settings.profile(work).package_id:
        raise AlreadyJoined
    vaults.make_classes(work.vault)
    signed = laptops.own_laptop(work)
    settings.write(work.session, _JOINING, True)
    work.log("join.ask", serial=signed.card.serial)
    return Made(CHANGED, (signed.card.file_name, signed.to_bytes()))


def write_ask(work: Work, folder: Path) -> Made[Path]:
    """Put the file that asks to join into `folder`, where the answer is looked for from then on.

    :raises AlreadyJoined, DiskFull, ReadOnlyPlace:
    """
    name, content = ask(work).value
    written = plain_files.write(folder / name, content)
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, written)


def waiting(work: Work) -> Waiting:
    """What the page of a laptop that asks to join shows."""
    signed = laptops.own_laptop(work)
    folder = settings.read(work.session, "outbox")
    return Waiting(signed.card.file_name, signed.card.control_number, Path(folder) if folder else None)


def digits(work: Work) -> tuple[str, ...]:
    """The eight groups that this laptop's person reads aloud."""
    return laptops.own_laptop(work).card.control_number


def is_waiting(work: Work) -> bool:
    """Whether this laptop has asked to join and not been let in yet."""
    return bool(settings.read(work.session, _JOINING, False))


def read_ask(work: Work, path: Path) -> Made[Asked]:
    """The laptop that asks to join.

    :raises NotAllowed, CardElsewhere, NotAnAsk, AskTooOld, ShutOut, PracticeMismatch, FutureVersion:
    """
    keys.demand(work, Action.WRITE)
    if not team_laptops.holds_card(work):
        raise CardElsewhere
    try:
        signed = SignedCard.from_bytes(read_small(path, LARGEST))
    except (CardSignature, JsonForm, StanzaKind, Limits):
        raise NotAnAsk from None
    card = signed.card
    if card.laptop is None or len(card.signing) != 1 or not signed.signed_by(card.signing[0].key):
        raise NotAnAsk
    if card.practice != settings.profile(work).is_practice:
        raise PracticeMismatch()
    if card.valid_to < work.today:
        raise AskTooOld
    _demand_not_shut_out(work, card)
    try:
        role, person = Role.of(card.laptop.role), laptops.person_of(card)
    except ValueError:
        raise NotAnAsk from None
    row = keys.known_card(work, signed) or keys.keep_card(work, signed, is_trusted=False)
    work.log("join.read", person=str(person), serial=card.serial)
    return Made(CHANGED, Asked(row.id, person, card.display_name, role, groups_to_ask()))


def accept(
    work: Work,
    card_id: UUID,
    asked: Sequence[int],
    heard: Sequence[str],
    how: str,
    folder: Path,
    same_as: UUID | None = None,
) -> Made[SealedFile]:
    """Let the laptop in whose two groups were heard, and seal what it needs of the school into `folder`.

    Its person may be the `same_as` somebody in the team, who had a laptop before: her cases go with her.

    One that stands on the school's card already gets its file anew, and the card stays as it is.

    :raises WrongDigits, ShutOut, NoKeyToSign, TooManyLaptops, NumberMissing:
    :raises OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    row = work.session.get_one(KeyCardRow, card_id)
    signed = SignedCard.from_bytes(row.document)
    card = signed.card
    if not heard_right(card, asked, heard):
        raise WrongDigits
    _demand_not_shut_out(work, card)
    newest = keys.ensure_card(work).value
    row.verified_at, row.verified_by, row.verified_how = work.now, work.actor.id, how.strip()
    laptops.own_laptop(work)
    if not belongs(newest.card, signed):
        if len(newest.card.encryption) >= _MOST_KEYS:
            raise TooManyLaptops(len(newest.card.encryption))
        newest = laptops.with_laptop(work, newest.card, card)
    _keep_person(work, laptops.person_of(card), card)
    work.session.flush()
    if same_as is not None:
        team_laptops.carry_over(work, same_as, laptops.person_of(card))
    payload = [
        PayloadFile(joining.PATH, school_told.told(work).to_bytes()),
        PayloadFile(LAPTOPS, laptops.told(work).to_bytes()),
        PayloadFile("data/keycard.json", newest.to_bytes()),
    ]
    sealed = packages.seal_to(work, card, "laptop", "join", laptops.person_of(card), payload, folder)
    settings.write(work.session, "outbox", str(folder))
    work.log("join.accept", person=str(laptops.person_of(card)), serial=newest.card.serial)
    return Made(CHANGED, sealed)


def offer(work: Work, path: Path) -> Offer:
    """Which school the join file is from; nothing of it is kept before the call.

    :raises NotAnAnswer, NotThisLaptop, AlreadyJoined, PracticeMismatch: and the refusals of `sealing`
    """
    if settings.profile(work).package_id:
        raise AlreadyJoined
    card = _card_in(work, path)
    return Offer(card.display_name, card.contact, groups_to_ask())


def join(work: Work, path: Path, asked: Sequence[int], heard: Sequence[str]) -> Changes:
    """Become one of the school's laptops; raises WrongDigits and the refusals of `sealing`."""
    if settings.profile(work).package_id:
        raise AlreadyJoined
    card = _card_in(work, path)
    if not heard_right(card, asked, heard):
        raise WrongDigits
    try:
        with path.open("rb") as file:
            opened = open_package(
                file,
                identities=keys.identities(work),
                own_id="",
                own_laptop=laptops.laptop_id(work.actor.id),
                trust=Trust([card]),
                seen=packages.seen(work),
                now=work.now.astimezone(UTC),
                practice=settings.profile(work).is_practice,
            )
    except OSError:
        raise FileUnreadable from None
    if opened.envelope.kind != "join":
        raise NotAnAnswer
    told = Laptops.from_bytes(opened.entries[LAPTOPS])
    if told.cards[-1].card != card:
        raise NotAnAnswer
    packages.remember_seen(work, opened.envelope, opened.root_hash, opened.file_sha256)
    school_told.take_in(work, Join.from_bytes(opened.entries[joining.PATH]))
    laptops.learn(work, told)
    settings.write(work.session, _JOINING, False)
    work.log("join.done", organisation=card.id, serial=card.serial)
    return CHANGED


def log_wrong_digits(work: Work) -> Changes:
    """Log that wrong digits were typed: an act of its own, since the one that failed is undone."""
    work.log("join.refused")
    return NOTHING


def revoke(work: Work, person: UUID, why: Why = Why.LOST) -> Changes:
    """Take a lost laptop's key from the school's card; what it signs from now on is refused.

    :raises LaptopUnknown, NoKeyToSign:
    """
    school, laptop = keys.own_card(work), laptops.card_of_laptop(work, person)
    if school is None or laptop is None:
        raise laptops.LaptopUnknown
    newest = laptops.without_laptop(work, school.card, laptop.card)
    team_laptops.note_shut_out(work, person, why)
    work.log("laptop.revoke", person=str(person), serial=newest.card.serial, why=why.key)
    return CHANGED


def _demand_not_shut_out(work: Work, card: KeyCard) -> None:
    """A key that was taken from the school's card never comes back on it."""
    chain = laptops.school_cards(work)
    once = {entry.key for signed in chain for entry in signed.card.signing}
    now = {entry.key for entry in chain[-1].card.signing} if chain else once
    if card.signing[0].key in once - now:
        raise ShutOut


def _keep_person(work: Work, person: UUID, card: KeyCard) -> None:
    assert card.laptop is not None
    laptops.keep_people(work, [PersonOf(str(person), card.display_name, card.laptop.role)])
    work.session.get_one(PersonRow, person).active_to = None


def _card_in(work: Work, path: Path) -> KeyCard:
    """The school's card that rides in its answer."""
    plain_files.demand_file(path)
    try:
        with path.open("rb") as file:
            card = card_within(file, keys.identities(work)).card
    except OSError:
        raise FileUnreadable from None
    except NoKey:
        raise NotThisLaptop from None
    except (NotAge, PayloadForm):
        raise NotAnAnswer from None
    if card.practice != settings.profile(work).is_practice:
        raise PracticeMismatch()
    return card
