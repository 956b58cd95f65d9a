"""A colleague's laptop joins the school: a file there, a call, a file back, a call.

new laptop     ask ──→ narvaro-anslutning-….json
school         read_ask → two groups from the call → accept ──→ narvaro-….age (kind join)
new laptop     offer → two groups from the call → join: the school's people, routines, calendar and cards
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.pack import PackOrigin
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import joining, pieces
from narvaro_desktop.sealing.joining import Join, PackOf, PersonOf, School
from narvaro_desktop.sealing.key_card import LARGEST, KeyCard, SignedCard, groups_to_ask, heard_right
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.laptops import Laptops
from narvaro_desktop.sealing.package import PayloadFile, card_within, open_package
from narvaro_desktop.sealing.refusals import JsonForm, Limits, PackageRefused, PracticeMismatch, StanzaKind
from narvaro_desktop.sealing.trust import Trust
from narvaro_desktop.store.tables import KeyCardRow, PackRow, PersonRow
from narvaro_desktop.usecases import keys, laptops, packages, settings
from narvaro_desktop.usecases.packages import SealedFile
from narvaro_desktop.usecases.plain_files import FileUnreadable, read_small
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.TEAM, Area.SETTINGS, Area.PACKAGES, Area.CALENDAR})
_JOINING, _ORIGINS = "joining", (PackOrigin.SHIPPED,)
_MOST_KEYS: Final = 8


class AlreadyJoined(NarvaroError):
    """The vault belongs to a school already, so it joins no other."""


class NotAnAsk(NarvaroError):
    """The file is none that a new laptop makes to join, or it has been changed."""


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


def ask(work: Work) -> Made[tuple[str, bytes]]:
    """The file by which this new laptop asks to join, as (file name, content); its digits are read aloud."""
    if settings.profile(work).package_id:
        raise AlreadyJoined
    signed = laptops.own_laptop(work)
    settings.write(work.session, _JOINING, True)
    work.log("join.ask", serial=signed.card.serial)
    return Made(CHANGED, (signed.card.file_name, signed.to_bytes()))


def digits(work: Work) -> tuple[str, ...]:
    """The eight groups that this laptop's person reads aloud."""
    return laptops.own_laptop(work).card.control_number


def is_waiting(work: Work) -> bool:
    """Whether this laptop has asked to join and not been let in yet."""
    return bool(settings.read(work.session, _JOINING, False))


def is_ask(path: Path) -> bool:
    """Whether the file is a laptop's card."""
    try:
        return SignedCard.from_bytes(read_small(path, LARGEST)).card.laptop is not None
    except (PackageRefused, FileUnreadable):
        return False


def read_ask(work: Work, path: Path) -> Made[Asked]:
    """The laptop that asks to join; raises NotAnAsk, PracticeMismatch, NotAllowed."""
    keys.demand(work, Action.WRITE)
    try:
        signed = SignedCard.from_bytes(read_small(path, LARGEST))
    except (JsonForm, StanzaKind, Limits):
        raise NotAnAsk from None
    card = signed.card
    if card.laptop is None or len(card.signing) != 1 or not signed.signed_by(card.signing[0].key):
        raise NotAnAsk
    if card.practice != settings.profile(work).is_practice:
        raise PracticeMismatch()
    try:
        role, person = Role.of(card.laptop.role), laptops.person_of(card)
    except ValueError:
        raise NotAnAsk from None
    row = keys.keep_card(work, signed, is_trusted=False)
    work.log("join.read", person=str(person), serial=card.serial)
    return Made(CHANGED, Asked(row.id, person, card.display_name, role, groups_to_ask()))


def accept(
    work: Work, card_id: UUID, asked: Sequence[int], heard: Sequence[str], how: str, folder: Path
) -> Made[SealedFile]:
    """Let the laptop in whose two groups were heard, and seal what it needs of the school into `folder`.

    :raises WrongControlDigits, NoKeyToSign, TooManyLaptops, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    row = work.session.get_one(KeyCardRow, card_id)
    card = SignedCard.from_bytes(row.document).card
    if not heard_right(card, asked, heard):
        raise keys.WrongControlDigits
    school = keys.ensure_card(work).value.card
    if len(school.encryption) >= _MOST_KEYS:
        raise TooManyLaptops(len(school.encryption))
    row.verified_at, row.verified_by, row.verified_how = work.now, work.actor.id, how.strip()
    laptops.own_laptop(work)
    newest = laptops.with_laptop(work, school, card)
    _keep_person(work, laptops.person_of(card), card)
    work.session.flush()
    payload = [
        PayloadFile(joining.PATH, _join_of(work).to_bytes()),
        PayloadFile(LAPTOPS, laptops.told(work).to_bytes()),
        PayloadFile("data/keycard.json", newest.to_bytes()),
    ]
    sealed = packages.seal_to(work, card, "laptop", "join", laptops.person_of(card), payload, folder)
    work.log("join.accept", person=str(laptops.person_of(card)), serial=newest.card.serial)
    return Made(CHANGED, sealed)


def offer(work: Work, path: Path) -> Offer:
    """Which school the join file is from; nothing of it is kept before the call."""
    card = _card_in(work, path)
    return Offer(card.display_name, card.contact, groups_to_ask())


def join(work: Work, path: Path, asked: Sequence[int], heard: Sequence[str]) -> Changes:
    """Become one of the school's laptops; raises WrongControlDigits and the refusals of `sealing`."""
    if settings.profile(work).package_id:
        raise AlreadyJoined
    card = _card_in(work, path)
    if not heard_right(card, asked, heard):
        raise keys.WrongControlDigits
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
    told = Laptops.from_bytes(opened.entries[LAPTOPS])
    if opened.envelope.kind != "join" or told.cards[-1].card != card:
        raise NotAnAsk
    packages.remember_seen(work, opened.envelope, opened.root_hash, opened.file_sha256)
    _take_in(work, Join.from_bytes(opened.entries[joining.PATH]))
    laptops.learn(work, told)
    settings.write(work.session, _JOINING, False)
    work.log("join.done", organisation=card.id, serial=card.serial)
    return CHANGED


def revoke(work: Work, person: UUID) -> Changes:
    """Take a lost laptop's key from the school's card; what it signs from now on is refused.

    :raises LaptopUnknown, NoKeyToSign:
    """
    school, laptop = keys.own_card(work), laptops.card_of_laptop(work, person)
    if school is None or laptop is None:
        raise laptops.LaptopUnknown
    newest = laptops.without_laptop(work, school.card, laptop.card)
    work.log("laptop.revoke", person=str(person), serial=newest.card.serial)
    return CHANGED


def _keep_person(work: Work, person: UUID, card: KeyCard) -> None:
    assert card.laptop is not None
    laptops.keep_people(work, [PersonOf(str(person), card.display_name, card.laptop.role)])
    work.session.get_one(PersonRow, person).active_to = None


def _join_of(work: Work) -> Join:
    profile = settings.profile(work)
    calendar = settings.read(work.session, "calendar")
    packs = work.session.scalars(select(PackRow).where(PackRow.origin.not_in(_ORIGINS)).order_by(PackRow.key))
    return Join(
        school=School(
            name=profile.name,
            unit_code=profile.unit_code,
            governance=profile.governance.key,
            huvudman=profile.huvudman,
            huvudman_id=profile.huvudman_id,
            contact=profile.contact,
            home_municipality=profile.home_municipality,
        ),
        people=laptops.people_told(work),
        packs=tuple(_pack_of(row) for row in packs),
        trusted=tuple(
            pieces.of_text(row.document.decode("utf-8"))
            for row in work.session.scalars(
                select(KeyCardRow).where(
                    KeyCardRow.own.is_(False),
                    KeyCardRow.verified_at.is_not(None),
                    KeyCardRow.organisation.not_like(f"{keys.LAPTOP}%"),
                )
            )
        ),
        calendar=pieces.of_text(json.dumps(calendar, sort_keys=True)) if calendar else (),
    )


def _pack_of(row: PackRow) -> PackOf:
    return PackOf(
        key=row.key,
        document=pieces.of_text(row.document),
        origin=row.origin.key,
        signature=row.signature or "",
        signing_key=row.signing_key or "",
        signer=row.signer or "",
        in_use_from=row.in_use_from,
        turn=row.turn,
    )


def _take_in(work: Work, told: Join) -> None:
    """The school's own things, as settings, people, routines and cards of this vault."""
    school = told.school
    for name in (
        "name",
        "unit_code",
        "governance",
        "huvudman",
        "huvudman_id",
        "contact",
        "home_municipality",
    ):
        if getattr(school, name):
            settings.write(work.session, name, getattr(school, name))
    if told.calendar:
        settings.write(work.session, "calendar", json.loads("".join(told.calendar)))
    laptops.keep_people(work, told.people)
    for pack in told.packs:
        if work.session.scalars(select(PackRow).where(PackRow.key == pack.key)).first() is None:
            work.session.add(_pack_row(work, pack))
    for card in told.trusted:
        signed = SignedCard.from_bytes("".join(card).encode("utf-8"))
        keys.keep_card(work, signed, how="school")
    work.session.flush()


def _pack_row(work: Work, pack: PackOf) -> PackRow:
    return PackRow(
        id=work.new_id(),
        key=pack.key,
        document="".join(pack.document),
        origin=PackOrigin.of(pack.origin),
        signing_key=pack.signing_key or None,
        signature=pack.signature or None,
        signer=pack.signer or None,
        kept_at=work.now,
        kept_by=None,
        in_use_from=pack.in_use_from,
        turn=pack.turn,
    )


def _card_in(work: Work, path: Path) -> KeyCard:
    try:
        with path.open("rb") as file:
            card = card_within(file, keys.identities(work)).card
    except OSError:
        raise FileUnreadable from None
    if card.practice != settings.profile(work).is_practice:
        raise PracticeMismatch()
    return card
