"""The pack as a file: canonical JSON, open to read, signed by a person of a school or a huvudman.

It holds no personal data, so it is signed and not sealed, like a kontaktkort: {"pack": …, "signatures": […]}.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.key_card import CardSeal, check_signatures, signed_fields
from narvaro_desktop.sealing.keys import PublicKey, SigningKey
from narvaro_desktop.sealing.refusals import (
    CardSignature,
    JsonForm,
    PackageRefused,
    PracticeMismatch,
    SignatureFault,
    SignerNotAllowed,
    SignerNotValid,
    UnknownSigner,
)
from narvaro_desktop.sealing.signature import namespace, sign
from narvaro_desktop.sealing.trust import Trust

KIND = "pack"
SHAPE = "pack-1"


class PackUnsigned(PackageRefused):
    """The file is a pack that nobody has signed."""

    code = "pack-unsigned"


class PackBroken(PackageRefused):
    """The file is no pack, or one that has been changed; `field` says where its form is left."""

    code = "pack-broken"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature a trusted card vouches for."""

    organisation: str
    display_name: str
    holder: str


@dataclass(frozen=True, slots=True)
class SignedPack:
    """A pack whose signature fits; whether its key is known is asked of `signer`."""

    document: dict[str, Any]
    seal: CardSeal

    def to_bytes(self) -> bytes:
        seals: list[Json] = [{"key": self.seal.key, "signature": self.seal.signature}]
        return canonical.dumps({"pack": self.document, "signatures": seals})

    @property
    def is_practice(self) -> bool:
        return bool(self.document.get("practice"))

    def signer(self, trust: Trust, today: date) -> Signer | None:
        """Who signed, if a trusted card lists the key for packs; None where it is not known."""
        key = PublicKey.from_line(self.seal.key)
        try:
            listed = trust.signers(key, KIND)
        except (UnknownSigner, SignerNotAllowed, SignerNotValid):
            return None
        for each in listed:
            if each.entry.valid_from <= today <= each.entry.valid_to:
                return Signer(each.card.id, each.card.display_name, each.entry.holder)
        return None

    @classmethod
    def from_bytes(cls, text: bytes, practice: bool) -> Self:
        """PackUnsigned, PackBroken, FutureVersion, Limits or PracticeMismatch unless all of it holds."""
        try:
            fields = signed_fields(text, "pack", SHAPE)
            seals = tuple(CardSeal(**each) for each in fields["signatures"])
            check_signatures(seals, KIND, canonical.dumps(fields["pack"]), seals[0].key)
            PublicKey.from_line(seals[0].key)
        except JsonForm as fault:
            if _is_unsigned(text):
                raise PackUnsigned() from None
            raise PackBroken(field=str(fault.facts.get("field", ""))) from None
        except (CardSignature, SignatureFault, ValueError):
            raise PackBroken(field="signatures") from None
        found = cls(fields["pack"], seals[0])
        if found.is_practice and not practice:
            raise PracticeMismatch()
        return found


def sign_pack(document: dict[str, Any], key: SigningKey) -> SignedPack:
    """The document under the signature of `key`; JsonForm where it is not one that may be signed."""
    return SignedPack(
        document, CardSeal(key.public.line, sign(key, namespace(KIND), canonical.dumps(document)))
    )


def _is_unsigned(text: bytes) -> bool:
    try:
        fields = canonical.loads(text, "pack")
    except JsonForm:
        return False
    return isinstance(fields.get("pack", fields.get("ladder")), dict) and not fields.get("signatures")


def content_hash(document: dict[str, Any]) -> str:
    """Hex SHA-256 of the canonical document: what tells two packs of one name and version apart."""
    return hashlib.sha256(canonical.dumps(document)).hexdigest()
