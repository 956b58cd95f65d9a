"""The kontaktkort: an organisation's public keys, signed by its card key, checked by voice before use."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from narvaro_desktop.sealing import canonical, wire
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.keys import PublicKey, SigningKey, canonical_recipient
from narvaro_desktop.sealing.refusals import CardSignature, FutureVersion, JsonForm, Limits, StanzaKind
from narvaro_desktop.sealing.schema import ShapeFault, check, schema
from narvaro_desktop.sealing.signature import Signature, namespace, sign

SCHEMA = "narvaro/key-card/1"
LARGEST = 1_048_576
GROUPS = 8
_CONTROL_LABEL = b"narvaro-key-card-v1\0"


@dataclass(frozen=True, slots=True)
class Encryption:
    """An age recipient; `use` is primary, staff or recovery. Packages are sealed to all of a card."""

    recipient: str
    use: str


@dataclass(frozen=True, slots=True)
class Signing:
    """A key that may sign packages of `kinds` from 00:00:00Z of one day to 23:59:59Z of the other."""

    key: str
    holder: str
    kinds: tuple[str, ...]
    valid_from: date
    valid_to: date

    @property
    def public(self) -> PublicKey:
        return PublicKey.from_line(self.key)


@dataclass(frozen=True, slots=True)
class ClassPublic:
    """The public half (hex) of a class's key: who has it may write what the class reads."""

    name: str
    public: str


@dataclass(frozen=True, slots=True)
class LaptopPart:
    """What the card of a laptop says besides: its person's role (stored key), and what she reads."""

    role: str
    classes: tuple[ClassPublic, ...]


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What a card says; `previous` is the hash of the card before it, "" for the first.

    A laptop's own card has the id `laptop:<uuid of its person>` and a `laptop`; nobody else's has.
    """

    id: str
    display_name: str
    roles: tuple[str, ...]
    serial: int
    previous: str
    valid_from: date
    valid_to: date
    card_key: str
    encryption: tuple[Encryption, ...]
    signing: tuple[Signing, ...]
    contact: str
    practice: bool = False
    laptop: LaptopPart | None = None

    def to_bytes(self) -> bytes:
        """The canonical JSON of `card`: what is hashed, signed and read aloud."""
        return canonical.dumps(self.as_json())

    def as_json(self) -> dict[str, Json]:
        return {"schema": SCHEMA, **wire.to_json(self)}

    @property
    def hash(self) -> str:
        """Hex SHA-256 by which envelopes and later cards name this card."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(each.recipient for each in self.encryption)

    @property
    def has_recovery(self) -> bool:
        return any(each.use == "recovery" for each in self.encryption)

    @property
    def file_name(self) -> str:
        if self.laptop is not None:
            return f"narvaro-anslutning-{self.hash[:8]}.json"
        return f"narvaro-kontaktkort-{self.id.partition(':')[2]}-{self.serial}.json"

    @property
    def control_number(self) -> tuple[str, ...]:
        """Eight groups of five digits, read aloud by the owner over the telephone; 132 bits."""
        digest = hashlib.sha512(_CONTROL_LABEL + self.to_bytes()).digest()
        numbers = (int.from_bytes(digest[5 * i : 5 * i + 5], "big") % 100_000 for i in range(GROUPS))
        return tuple(f"{number:05d}" for number in numbers)

    @property
    def qr_text(self) -> str:
        """What the sheet's QR code holds; to scan it does not replace the call."""
        return "NVK1:" + "".join(self.control_number)


def groups_to_ask() -> tuple[int, int]:
    """Two of the eight groups (0–7, ascending), chosen at random for one ceremony."""
    first, second = sorted(secrets.SystemRandom().sample(range(GROUPS), 2))
    return first, second


def heard_right(card: KeyCard, asked: Sequence[int], heard: Sequence[str]) -> bool:
    """Whether the groups typed as heard are those of the card; blanks inside a group do not matter."""
    typed = ["".join(group.split()) for group in heard]
    return len(asked) >= 2 and typed == [card.control_number[place] for place in asked]


@dataclass(frozen=True, slots=True)
class CardSeal:
    """One signature over a card, by a card key."""

    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class SignedCard:
    """A key-card file: the card and the signatures under it, its own card key's always among them."""

    card: KeyCard
    signatures: tuple[CardSeal, ...]

    def to_bytes(self) -> bytes:
        return canonical.dumps(wire.to_json(self) | {"card": self.card.as_json()})

    def signed_by(self, card_key: str) -> bool:
        return any(seal.key == card_key for seal in self.signatures)

    @staticmethod
    def from_bytes(text: bytes) -> "SignedCard":
        """JsonForm, FutureVersion, Limits, StanzaKind or CardSignature unless all of it holds."""
        return _judged(text)


@lru_cache(maxsize=64)
def _judged(text: bytes) -> SignedCard:
    """The signed card; the school's few cards are public, never change, and are read over and over."""
    signed = wire.from_json(SignedCard, signed_fields(text, "card", "key-card-1"))
    _agree(signed.card)
    check_signatures(signed.signatures, "keycard", signed.card.to_bytes(), signed.card.card_key)
    return signed


def sign_card(card: KeyCard, key: SigningKey, former: SigningKey | None = None) -> SignedCard:
    """The card under its own card key and, where the card key was changed, under the former one too."""
    message = card.to_bytes()
    keys = [key] if former is None or former == key else [key, former]
    seals = tuple(CardSeal(each.public.line, sign(each, namespace("keycard"), message)) for each in keys)
    return SignedCard.from_bytes(SignedCard(card, seals).to_bytes())


def signed_fields(text: bytes, part: str, shape: str) -> dict[str, Any]:
    """The fields of an open signed file whose object under `part` has the schema `shape`."""
    if len(text) > LARGEST:
        raise Limits(bytes=len(text))
    fields: dict[str, Any] = canonical.loads(text, part)
    inner = fields.get(part)
    version = inner.get("schema") if isinstance(inner, dict) else None
    own: str = schema(shape)["$id"]
    if isinstance(version, str) and version != own and version.rpartition("/")[0] == own.rpartition("/")[0]:
        raise FutureVersion(schema=version[:80])
    try:
        check(fields, schema(shape))
    except ShapeFault as fault:
        raise JsonForm(entry=part, field=fault.where) from None
    return fields


def check_signatures(seals: Sequence[CardSeal], kind: str, message: bytes, needed: str) -> None:
    """CardSignature unless every seal verifies over `message` and the key `needed` is among them."""
    for seal in seals:
        signature = Signature.parse(seal.signature.encode("utf-8"))
        if (
            signature.key.line != seal.key
            or signature.space != namespace(kind)
            or not signature.verifies(message)
        ):
            raise CardSignature()
    if needed not in [seal.key for seal in seals]:
        raise CardSignature()


def _agree(card: KeyCard) -> None:
    """The rules that join fields, and the keys themselves."""
    fault = next((name for name, holds in _rules(card) if not holds), None)
    if fault is not None:
        raise JsonForm(entry="card", field=fault)
    try:
        for line in (card.card_key, *(each.key for each in card.signing)):
            PublicKey.from_line(line)
    except ValueError:
        raise JsonForm(entry="card", field="signing") from None
    if any(canonical_recipient(text) != text for text in card.recipients):
        raise StanzaKind()


def _rules(card: KeyCard) -> list[tuple[str, bool]]:
    keys = [each.key for each in card.signing]
    return [
        ("roles", list(card.roles) == sorted(set(card.roles))),
        ("previous", (card.serial == 1) == (card.previous == "")),
        ("validTo", card.valid_from <= card.valid_to),
        ("laptop", (card.laptop is not None) == (card.roles == ("laptop",)) == card.id.startswith("laptop:")),
        ("encryption", len(set(card.recipients)) == len(card.recipients)),
        ("signing", len(set(keys)) == len(keys) and card.card_key not in keys),
        ("signing", all(each.valid_from <= each.valid_to for each in card.signing)),
    ]


def allowed_signers(cards: Sequence[KeyCard]) -> str:
    """The trusted signing keys as an OpenSSH allowed_signers file."""
    return "".join(_allowed_line(card, each) for card in cards for each in card.signing)


def _allowed_line(card: KeyCard, entry: Signing) -> str:
    spaces = ",".join(namespace(kind) for kind in entry.kinds)
    start = max(card.valid_from, entry.valid_from)
    end = min(card.valid_to, entry.valid_to) + timedelta(days=1)
    options = f'namespaces="{spaces}",valid-after="{start:%Y%m%d}Z",valid-before="{end:%Y%m%d}Z"'
    return f"{card.id} {options} {entry.key}\n"
