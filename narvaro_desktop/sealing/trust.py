"""Whom a vault trusts: pinned key cards, what they have revoked, and how a newer card takes over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Self

from narvaro_desktop.sealing import canonical, wire
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.key_card import (
    CardSeal,
    KeyCard,
    SignedCard,
    Signing,
    check_signatures,
    signed_fields,
)
from narvaro_desktop.sealing.keys import PublicKey, SigningKey, recipient_hash
from narvaro_desktop.sealing.refusals import (
    CardChain,
    PracticeMismatch,
    SignerNotAllowed,
    SignerNotValid,
    UnknownSigner,
)
from narvaro_desktop.sealing.signature import namespace, sign

REVOCATION_SCHEMA = "narvaro/revocation/1"


class Standing(Enum):
    """What a card that was just read means for the one that is pinned."""

    FIRST = auto()
    SAME = auto()
    ROTATED = auto()
    NEEDS_CALL = auto()


def standing(signed: SignedCard, pinned: KeyCard | None, practice: bool) -> Standing:
    """FIRST and NEEDS_CALL want the whole ceremony; SAME and ROTATED nothing.

    PracticeMismatch for a card of the other world, CardChain for an older card or a second one with
    the pinned serial.
    """
    card = signed.card
    if card.practice != practice:
        raise PracticeMismatch()
    if pinned is None or pinned.id != card.id:
        return Standing.FIRST
    if card.hash == pinned.hash:
        return Standing.SAME
    if card.serial <= pinned.serial:
        raise CardChain(serial=card.serial, pinned=pinned.serial)
    follows = card.serial == pinned.serial + 1 and card.previous == pinned.hash
    return Standing.ROTATED if follows and signed.signed_by(pinned.card_key) else Standing.NEEDS_CALL


@dataclass(frozen=True, slots=True)
class Revoked:
    """`type` is signing (fingerprint SHA256:…), encryption (hex recipient hash) or card (hex card hash)."""

    type: str
    fingerprint: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A spärrlista; the newest serial holds all that is revoked."""

    id: str
    serial: int
    issued_on: date
    revoked: tuple[Revoked, ...]
    practice: bool = False

    def to_bytes(self) -> bytes:
        return canonical.dumps(self.as_json())

    def as_json(self) -> dict[str, Json]:
        return {"schema": REVOCATION_SCHEMA, **wire.to_json(self)}

    @property
    def file_name(self) -> str:
        return f"narvaro-sparrlista-{self.id.partition(':')[2]}-{self.serial}.json"


@dataclass(frozen=True, slots=True)
class SignedRevocations:
    """A spärrlista file; `read` checks it against the pinned card of its organisation."""

    revocation: RevocationList
    signatures: tuple[CardSeal, ...]

    def to_bytes(self) -> bytes:
        return canonical.dumps(wire.to_json(self) | {"revocation": self.revocation.as_json()})

    @classmethod
    def sign(cls, revocations: RevocationList, key: SigningKey) -> Self:
        seal = CardSeal(key.public.line, sign(key, namespace("revocation"), revocations.to_bytes()))
        return cls(revocations, (seal,))

    @classmethod
    def read(cls, text: bytes, pinned: KeyCard) -> Self:
        """JsonForm, CardSignature, CardChain or PracticeMismatch unless the pinned card key signed it."""
        signed = wire.from_json(cls, signed_fields(text, "revocation", "revocation-1"))
        if signed.revocation.id != pinned.id:
            raise CardChain()
        if signed.revocation.practice != pinned.practice:
            raise PracticeMismatch()
        check_signatures(signed.signatures, "revocation", signed.revocation.to_bytes(), pinned.card_key)
        return signed


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A signing key as one card lists it."""

    card: KeyCard
    entry: Signing

    def valid_at(self, moment: datetime) -> bool:
        day = moment.date()
        return (
            self.entry.valid_from <= day <= self.entry.valid_to
            and self.card.valid_from <= day <= self.card.valid_to
        )


class Trust:
    """The pinned cards by signing key; built once, asked once for each package.

    Former cards of an organisation may be among them: packages signed under them still travel.
    An organisation revokes only what is its own.
    """

    def __init__(self, cards: Iterable[KeyCard], revocations: Iterable[RevocationList] = ()) -> None:
        self.cards = tuple(sorted(cards, key=lambda card: -card.serial))
        self._revoked = frozenset(
            (issued.id, each.type, each.fingerprint) for issued in revocations for each in issued.revoked
        )
        self._keys: Mapping[bytes, tuple[TrustedKey, ...]] = self._indexed()

    def _indexed(self) -> dict[bytes, tuple[TrustedKey, ...]]:
        keys: dict[bytes, tuple[TrustedKey, ...]] = {}
        for card in self.cards:
            for entry in card.signing:
                raw = entry.public.raw
                keys[raw] = (*keys.get(raw, ()), TrustedKey(card, entry))
        return keys

    def signers(self, key: PublicKey, kind: str) -> tuple[TrustedKey, ...]:
        """The cards under which `key` may sign `kind`, newest first; refused when there is none."""
        listed = self._keys.get(key.raw, ())
        if not listed:
            raise UnknownSigner(key=key.fingerprint, kind=kind)
        unrevoked = [each for each in listed if not self.is_revoked(each.card, key)]
        if not unrevoked:
            raise SignerNotValid(key=key.fingerprint, fault="revoked")
        allowed = tuple(each for each in unrevoked if kind in each.entry.kinds)
        if not allowed:
            raise SignerNotAllowed(key=key.fingerprint, kind=kind)
        return allowed

    def recipients(self, card: KeyCard) -> tuple[str, ...]:
        """The recipients of a card that are not revoked: what to seal to."""
        return tuple(
            each
            for each in card.recipients
            if (card.id, "encryption", recipient_hash(each)) not in self._revoked
        )

    def is_revoked(self, card: KeyCard, key: PublicKey) -> bool:
        """Whether its owner has taken back the key, or the whole card."""
        marks = {(card.id, "card", card.hash), (card.id, "signing", key.fingerprint)}
        return not marks.isdisjoint(self._revoked)
