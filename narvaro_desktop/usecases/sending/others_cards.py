"""Others' kontaktkort: read in, trusted after a call; whose signatures count here.

read in → two groups of its kontrollsiffror typed from the call → trusted; a newer card that the trusted one
signs follows by itself
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import wire
from narvaro_desktop.sealing.key_card import (
    LARGEST,
    KeyCard,
    SignedCard,
    groups_to_ask,
    heard_right,
)
from narvaro_desktop.sealing.refusals import JsonForm, Limits, StanzaKind
from narvaro_desktop.sealing.trust import RevocationList, SignedRevocations, Standing, Trust, standing
from narvaro_desktop.store.tables import KeyCardRow, RevocationRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.plain_files import read_small
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work


class WrongControlDigits(NarvaroError):
    """The two groups typed from the call are not those of the card."""


class OwnCardRead(NarvaroError):
    """The card that was read in is our own."""


class NotACard(NarvaroError):
    """The file looks like a kontaktkort and is none, or one that has been changed."""


class NotAHuvudman(NarvaroError):
    """The card that was read in as the huvudman's belongs to a school."""


@dataclass(frozen=True, slots=True)
class CardRead:
    """What reading a card in led to: trusted already, or two groups (0–7) to type from the call."""

    card: UUID
    organisation: str
    display_name: str
    contact: str
    roles: tuple[str, ...]
    is_trusted: bool
    asked: tuple[int, int]

    @property
    def is_huvudman(self) -> bool:
        return "provider" in self.roles


def read_card(work: Work, document: bytes) -> Made[CardRead]:
    """Another organisation's card from its file; raises NotACard or the refusals of `sealing`."""
    try:
        signed = SignedCard.from_bytes(document)
    except (JsonForm, StanzaKind, Limits):
        raise NotACard from None
    if signed.card.laptop is not None:
        raise NotACard
    own = keys.own_card(work)
    if own is not None and own.card.id == signed.card.id:
        return _read_own(work, own.card, signed)
    keys.demand(work, Action.WRITE)
    pinned = _trusted_row(work, signed.card.id)
    former = SignedCard.from_bytes(pinned.document).card if pinned else None
    found = standing(signed, former, settings.profile(work).is_practice)
    known = keys.known_card(work, signed)
    row = known or keys.keep_card(work, signed, is_trusted=False)
    if found is Standing.ROTATED and row.verified_at is None:
        row.verified_at, row.verified_by, row.verified_how = (
            work.now,
            work.actor.id,
            "signed by the former card",
        )
    work.log("card.read", organisation=signed.card.id, serial=signed.card.serial)
    return Made(keys.CHANGED, _as_read(row, signed.card))


def read_huvudman_card(work: Work, path: Path) -> Made[CardRead]:
    """The huvudman's card from its file; a school's is refused with NotAHuvudman."""
    made = read_card(work, read_small(path, LARGEST))
    if not made.value.is_huvudman:
        raise NotAHuvudman
    return made


def ask_again(work: Work, card_id: UUID) -> CardRead:
    """A card that was read in earlier and not trusted yet, with two new groups to type from a call."""
    row = work.session.get_one(KeyCardRow, card_id)
    return _as_read(row, SignedCard.from_bytes(row.document).card)


def trust_card(work: Work, card_id: UUID, asked: Sequence[int], heard: Sequence[str], how: str) -> Changes:
    """Trust the card whose two groups were typed as they were heard; `how` is how the call was made."""
    keys.demand(work, Action.WRITE)
    row = work.session.get_one(KeyCardRow, card_id)
    if not heard_right(SignedCard.from_bytes(row.document).card, asked, heard):
        raise WrongControlDigits
    row.verified_at, row.verified_by, row.verified_how = work.now, work.actor.id, how.strip()
    work.log("card.trust", organisation=row.organisation, serial=row.serial)
    return keys.CHANGED


def log_wrong_digits(work: Work, card_id: UUID) -> Changes:
    """Log that wrong digits were typed: an act of its own, since the one that failed is undone."""
    row = work.session.get_one(KeyCardRow, card_id)
    work.log("card.refused", organisation=row.organisation, serial=row.serial)
    return NOTHING


def trust(work: Work) -> Trust:
    """Whose signatures count here."""
    return Trust(trusted_cards(work), revocations(work))


def revocations(work: Work) -> list[RevocationList]:
    """What others have revoked: of each the newest spärrlista, which holds all."""
    rows = work.session.scalars(
        select(RevocationRow).where(RevocationRow.own.is_(False)).order_by(RevocationRow.serial)
    )
    return list({row.organisation: list_of(row.document) for row in rows}.values())


def list_of(document: bytes) -> RevocationList:
    """A spärrlista that was checked when it was kept."""
    return wire.from_json(SignedRevocations, json.loads(document)).revocation


def trusted_cards(work: Work) -> list[KeyCard]:
    """Every card that was trusted, older ones too: what they signed in their time still stands."""
    rows = work.session.scalars(
        select(KeyCardRow)
        .where(
            KeyCardRow.own.is_(False),
            KeyCardRow.verified_at.is_not(None),
            KeyCardRow.organisation.not_like(f"{keys.LAPTOP}%"),
        )
        .order_by(KeyCardRow.serial)
    )
    return [SignedCard.from_bytes(row.document).card for row in rows]


def card_of(work: Work, organisation: str) -> KeyCard | None:
    """The newest trusted card of an organisation, e.g. `schoolUnit:12345678`."""
    row = _trusted_row(work, organisation)
    return SignedCard.from_bytes(row.document).card if row else None


def huvudman_card(work: Work) -> KeyCard | None:
    """The huvudman that our anmälningar go to: the newest trusted card with that role."""
    providers = [card for card in trusted_cards(work) if "provider" in card.roles]
    return providers[-1] if providers else None


def _read_own(work: Work, own: KeyCard, signed: SignedCard) -> Made[CardRead]:
    """The school's own card, which another of its laptops has put a key on or taken one from."""
    if standing(signed, own, settings.profile(work).is_practice) is not Standing.ROTATED:
        raise OwnCardRead
    row = keys.keep_card(work, signed, own=True)
    work.log("card.read", organisation=signed.card.id, serial=signed.card.serial)
    return Made(keys.CHANGED, _as_read(row, signed.card))


def _as_read(row: KeyCardRow, card: KeyCard) -> CardRead:
    trusted = row.verified_at is not None
    return CardRead(row.id, card.id, card.display_name, card.contact, card.roles, trusted, groups_to_ask())


def _trusted_row(work: Work, organisation: str) -> KeyCardRow | None:
    wanted = (
        select(KeyCardRow)
        .where(
            KeyCardRow.organisation == organisation,
            KeyCardRow.own.is_(False),
            KeyCardRow.verified_at.is_not(None),
        )
        .order_by(KeyCardRow.serial.desc())
    )
    return work.session.scalars(wanted).first()
