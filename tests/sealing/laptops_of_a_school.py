"""A school with two laptops, with fixed keys: the kurator's sends, the rektor's receives."""

from dataclasses import replace
from datetime import date

from narvaro_desktop.sealing import joining
from narvaro_desktop.sealing.changes import PATH, ChangesOf, EntryOf, Written
from narvaro_desktop.sealing.envelope import Recipient, Sender, Signer
from narvaro_desktop.sealing.joining import Join, PersonOf, School
from narvaro_desktop.sealing.key_card import (
    ClassPublic,
    Encryption,
    KeyCard,
    LaptopPart,
    SignedCard,
    Signing,
    sign_card,
)
from narvaro_desktop.sealing.keys import SigningKey
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.laptops import Laptops
from narvaro_desktop.sealing.package import PayloadFile, Sealed
from narvaro_desktop.sealing.trust import Trust
from tests.sealing.parties import SCHOOL_CARD, SCHOOL_CARD_KEY, SCHOOL_KEY, age_identity, sealed_n1

KURATOR, REKTOR = "3a140286-2bc3-40d6-b6ce-4da9c9904bd8", "8c03c08b-4ea2-4a46-ba0d-f24fe6418f1f"
KURATOR_KEY, REKTOR_IDENTITY = SigningKey(b"\x08" * 32), age_identity(b"\x09" * 32)
_FROM, _TO = date(2026, 8, 1), date(2028, 7, 31)
_CLASS = (ClassPublic("K", "0dffaf98bbe4429f6aaae7b7ea1f53b97969c2ca36368da3c0d572b09aeff579"),)


def laptop(person: str, name: str, role: str, key: SigningKey, recipient: str) -> SignedCard:
    card_key = SigningKey(bytes([key.seed[0] + 0x20]) * 32)
    entry = Signing(key.public.line, f"{name}, {role}", ("handover", "return"), _FROM, _TO)
    card = KeyCard(
        f"laptop:{person}", name, ("laptop",), 1, "", _FROM, _TO, card_key.public.line,
        (Encryption(recipient, "primary"),), (entry,), name, laptop=LaptopPart(role, _CLASS),
    )  # fmt: skip
    return sign_card(card, card_key, key)


OF_KURATOR = laptop(KURATOR, "Kurator Ek", "counsellor", KURATOR_KEY, age_identity(b"\x0a" * 32).recipient)
OF_REKTOR = laptop(REKTOR, "Rektor Rönn", "principal", SCHOOL_KEY, REKTOR_IDENTITY.recipient)
NEXT = replace(
    SCHOOL_CARD,
    serial=2,
    previous=SCHOOL_CARD.hash,
    signing=(
        replace(SCHOOL_CARD.signing[0], kinds=("handover", "join", "n1", "return")),
        OF_KURATOR.card.signing[0],
    ),
)
SCHOOL = Laptops(
    (sign_card(SCHOOL_CARD, SCHOOL_CARD_KEY), sign_card(NEXT, SCHOOL_CARD_KEY)), (OF_KURATOR, OF_REKTOR)
)
TRUST = Trust([NEXT])
_CLOCK = "1790000000000-00000-a1"
CHANGES = ChangesOf(
    case_id="0190f3a0-0000-7000-8000-000000000002",
    about="decision",
    people=(PersonOf(KURATOR, "Kurator Ek", "counsellor"), PersonOf(REKTOR, "Rektor Rönn", "principal")),
    entries=(
        EntryOf(
            "0190f3a0-0000-7000-8000-000000000003", "a1", _CLOCK, KURATOR, "case_file",
            "0190f3a0-0000-7000-8000-000000000002",
            (
                Written("lesson_learned", none=True),
                Written("number", text=("K7M2QX4",)),
                Written("step", number=2),
            ),
            made=True,
        ),
        EntryOf(
            "0190f3a0-0000-7000-8000-000000000004", "a1", "1790000000000-00001-a1", KURATOR, "case_file",
            "0190f3a0-0000-7000-8000-000000000002", (Written("step", (_CLOCK,), number=3),),
        ),
    ),
)  # fmt: skip
JOIN = Join(School("Ekbackens skola", "12345678", "municipal"), CHANGES.people, (), ())
_SENDER = Sender(NEXT.id, NEXT.display_name, NEXT.hash, Signer("Kurator Ek", "kurator"))
_TO_REKTOR = Recipient(OF_REKTOR.card.id, "Rektor Rönn", "laptop", OF_REKTOR.card.hash)


def sealed_handover(**changes: object) -> tuple[bytes, Sealed]:
    """A good handover from the kurator's laptop to the rektor's, but for what `changes` say."""
    payload = [PayloadFile(PATH, CHANGES.to_bytes()), PayloadFile(LAPTOPS, SCHOOL.to_bytes())]
    facts: dict[str, object] = {
        "kind": "handover", "sender": _SENDER, "recipient": _TO_REKTOR, "payload": payload,
        "recipients": OF_REKTOR.card.recipients, "signer": KURATOR_KEY,
    }  # fmt: skip
    return sealed_n1(**(facts | changes))


def sealed_join() -> tuple[bytes, Sealed]:
    """A join, sealed by the school's first laptop."""
    payload = [
        PayloadFile(joining.PATH, JOIN.to_bytes()),
        PayloadFile(LAPTOPS, SCHOOL.to_bytes()),
        PayloadFile("data/keycard.json", SCHOOL.cards[-1].to_bytes()),
    ]
    return sealed_handover(kind="join", payload=payload, signer=SCHOOL_KEY)
