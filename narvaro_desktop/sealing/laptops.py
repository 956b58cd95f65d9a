"""laptops.json: the school's kontaktkort from the first to the newest, and the card of each of its laptops.

A laptop is told by a card of its own, `laptop:<person>`: its age recipient, the key it signs with, and the
public halves of the classes that its person reads.  It counts when the key that it signs with stands on the
school's newest card and has signed the laptop's card too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from narvaro_desktop.sealing import canonical, pieces, wire
from narvaro_desktop.sealing.key_card import KeyCard, SignedCard
from narvaro_desktop.sealing.pieces import Pieces
from narvaro_desktop.sealing.refusals import CardChain, PayloadForm
from narvaro_desktop.sealing.schema import ShapeFault, check, schema

SCHEMA = "narvaro/laptops/1"
PATH = "data/laptops.json"


@dataclass(frozen=True, slots=True)
class _File:
    cards: tuple[Pieces, ...]
    laptops: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class Laptops:
    """The school's cards by serial, and those of its laptops."""

    cards: tuple[SignedCard, ...]
    laptops: tuple[SignedCard, ...]

    def to_bytes(self) -> bytes:
        """The canonical JSON; refused where a reader would refuse it."""
        file = _File(_written(self.cards), _written(self.laptops))
        text = canonical.dumps({"schema": SCHEMA, **wire.to_json(file)})
        self.from_bytes(text)
        return text

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """JsonForm, PayloadForm or CardChain unless the cards are one chain and the laptops stand on it."""
        fields: Any = canonical.loads(text, PATH)
        try:
            check(fields, schema("laptops-1"))
        except ShapeFault as fault:
            raise PayloadForm(entry=PATH, field=fault.where) from None
        file = wire.from_json(_File, fields)
        found = cls(_read(file.cards), _read(file.laptops))
        demand_chain(found.cards)
        if any(not belongs(found.cards[-1].card, laptop) for laptop in found.laptops):
            raise PayloadForm(entry=PATH, field="laptops")
        return found


def demand_chain(cards: Sequence[SignedCard]) -> None:
    """CardChain unless each card follows the one before it, under its card key."""
    for former, signed in pairwise(cards):
        card, before = signed.card, former.card
        follows = card.serial == before.serial + 1 and card.previous == before.hash
        if not follows or card.id != before.id or not signed.signed_by(before.card_key):
            raise CardChain(serial=card.serial, pinned=before.serial)


def belongs(school: KeyCard, laptop: SignedCard) -> bool:
    """Whether the laptop is one of the school's: its key stands on the card, and signed the laptop's own."""
    card = laptop.card
    if card.laptop is None or len(card.signing) != 1 or card.practice != school.practice:
        return False
    key = card.signing[0].key
    return laptop.signed_by(key) and any(entry.key == key for entry in school.signing)


def _written(cards: Sequence[SignedCard]) -> tuple[Pieces, ...]:
    return tuple(pieces.of_text(signed.to_bytes().decode("utf-8")) for signed in cards)


def _read(cards: Sequence[Pieces]) -> tuple[SignedCard, ...]:
    return tuple(SignedCard.from_bytes("".join(each).encode("utf-8")) for each in cards)
