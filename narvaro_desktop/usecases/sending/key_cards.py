"""Kontaktkort to look at and hand out: our number, our card as file and sheet, and a list of the others'."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.key_card import SignedCard, allowed_signers
from narvaro_desktop.sealing.trust import Trust
from narvaro_desktop.store.tables import KeyCardRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.sending.keys import LAPTOP, demand, ensure_card, own_card
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work

_DIGITS: Final = {VaultKind.SCHOOL: 8, VaultKind.HUVUDMAN: 10}
_NUMBER_OF: Final = {VaultKind.SCHOOL: "unit_code", VaultKind.HUVUDMAN: "organisation"}


class NumberMisformed(NarvaroError):
    """Our number must have so many digits: (8,) for a skolenhetskod, (10,) for an organisationsnummer."""


@dataclass(frozen=True, slots=True)
class SignerLine:
    """A key that signs under a card: whose it is, until when, and whether its owner has revoked it."""

    holder: str
    valid_to: date
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class CardLine:
    """A kontaktkort in a list. `control_number` is told of our own alone: another's is heard, never shown."""

    id: UUID
    organisation: str
    display_name: str
    serial: int
    roles: tuple[str, ...]
    contact: str
    is_own: bool
    is_trusted: bool
    trusted_on: date | None
    valid_to: date
    control_number: tuple[str, ...]
    signers: tuple[SignerLine, ...]
    has_ended: bool


def number_needed(work: Work) -> int:
    """How many digits our number has that must be asked for before a card can be made; 0 if it is known."""
    profile = settings.profile(work)
    return 0 if profile.package_id else _DIGITS[profile.kind]


def remember_number(work: Work, number: str) -> Changes:
    """Keep our skolenhetskod or organisationsnummer; raises NumberMisformed."""
    kind = settings.profile(work).kind
    digits = "".join(number.replace("-", "").split())
    if len(digits) != _DIGITS[kind] or not digits.isascii() or not digits.isdigit():
        raise NumberMisformed(_DIGITS[kind])
    return settings.remember(work, **{_NUMBER_OF[kind]: digits})


def make_card(work: Work, number: str) -> Made[SignedCard]:
    """Our card, with `number` kept first if it was lacking; raises NumberMisformed."""
    kept = remember_number(work, number) if number_needed(work) else NOTHING
    made = ensure_card(work)
    return Made(kept | made.changes, made.value)


def card_file(work: Work) -> Made[tuple[str, bytes]]:
    """Our kontaktkort as (file name, content), made if it is lacking; taking it out is logged."""
    demand(work, Action.EXPORT)
    made = _made_card(work)
    work.log("card.export", serial=made.value.card.serial)
    return Made(made.changes, (made.value.card.file_name, made.value.to_bytes()))


def card_sheet(work: Work) -> Made[tuple[str, bytes]]:
    """The kontaktkortsblad with our control digits, as (file name, PDF bytes)."""
    from narvaro_desktop.documents.key_card_sheet import KeyCardSheet, key_card_sheet  # reportlab is slow

    demand(work, Action.EXPORT)
    made = _made_card(work)
    card = made.value.card
    sheet = KeyCardSheet(
        organisation=card.display_name,
        organisation_id=card.id,
        serial=card.serial,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        digits="".join(card.control_number),
        contact=card.contact,
    )
    work.log("card.print", serial=card.serial)
    name = f"kontaktkortsblad-{card.id.partition(':')[2]}-{card.serial}.pdf"
    return Made(made.changes, (name, key_card_sheet(sheet, work.now)))


def cards(work: Work) -> list[CardLine]:
    """The newest card of each organisation that has been read in, and our own first."""
    rows = work.session.scalars(
        select(KeyCardRow)
        .where(KeyCardRow.organisation.not_like(f"{LAPTOP}%"))
        .order_by(KeyCardRow.own.desc(), KeyCardRow.display_name)
    )
    newest: dict[str, KeyCardRow] = {}
    for row in rows:
        if row.organisation not in newest or row.serial > newest[row.organisation].serial:
            newest[row.organisation] = row
    trust = others_cards.trust(work)
    return [_line(work, row, trust) for row in newest.values()]


def senders_file(work: Work) -> Made[tuple[str, bytes]]:
    """Every key that is trusted here as (file name, an OpenSSH `allowed_signers`), for who verifies a package
    without the program; what has been revoked is left out. Taking it out is logged.
    """
    demand(work, Action.EXPORT)
    trust = others_cards.trust(work)
    cards = [
        replace(card, signing=tuple(one for one in card.signing if not trust.is_revoked(card, one.public)))
        for card in trust.cards
    ]
    lines = dict.fromkeys(allowed_signers(cards).splitlines(keepends=True))
    work.log("card.senders", keys=len(lines))
    return Made(NOTHING, ("allowed_signers", "".join(lines).encode("ascii")))


def _made_card(work: Work) -> Made[SignedCard]:
    """Our card as it is; only where there is none yet, one is made."""
    card = own_card(work)
    return Made(NOTHING, card) if card is not None else ensure_card(work)


def _line(work: Work, row: KeyCardRow, trust: Trust) -> CardLine:
    card = SignedCard.from_bytes(row.document).card
    return CardLine(
        id=row.id,
        organisation=row.organisation,
        display_name=row.display_name,
        serial=row.serial,
        roles=card.roles,
        contact=card.contact,
        is_own=row.own,
        is_trusted=row.verified_at is not None,
        trusted_on=row.verified_at.astimezone(work.now.tzinfo).date() if row.verified_at else None,
        valid_to=card.valid_to,
        control_number=card.control_number if row.own else (),
        signers=tuple(
            SignerLine(each.holder, min(each.valid_to, card.valid_to), trust.is_revoked(card, each.public))
            for each in card.signing
        ),
        has_ended=card.valid_to < work.today,
    )
