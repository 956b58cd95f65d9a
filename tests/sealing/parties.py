"""Two organisations with fixed keys, and the plain package that tests start from."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import BinaryIO

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.envelope import InReplyTo, Recipient, Sender, Signer
from narvaro_desktop.sealing.key_card import Encryption, KeyCard, Signing
from narvaro_desktop.sealing.keys import AgeIdentity, SigningKey
from narvaro_desktop.sealing.package import Opened, PayloadFile, Sealed, open_package, seal
from narvaro_desktop.sealing.reading import Seen, Sink
from narvaro_desktop.sealing.receipt import Receipt
from narvaro_desktop.sealing.trust import Trust

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def age_identity(secret: bytes) -> AgeIdentity:
    """The age identity of 32 given secret bytes (Bech32, BIP 173)."""
    prefix = "age-secret-key-"
    words = _words(secret)
    expanded = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _polymod([*expanded, *words, *[0] * 6]) ^ 1
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return AgeIdentity((prefix + "1" + "".join(_BECH32[word] for word in [*words, *tail])).upper())


def _words(secret: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in secret)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[start : start + 5], 2) for start in range(0, len(bits), 5)]


def _polymod(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if top >> place & 1 else 0
    return check


PROVIDER_IDENTITY = age_identity(b"\1" * 32)
PROVIDER_CARD_KEY = SigningKey(b"\2" * 32)
PROVIDER_KEY = SigningKey(b"\3" * 32)
SCHOOL_IDENTITY = age_identity(b"\4" * 32)
SCHOOL_CARD_KEY = SigningKey(b"\5" * 32)
SCHOOL_KEY = SigningKey(b"\6" * 32)
OTHER_IDENTITY = age_identity(b"\7" * 32)

_FROM, _TO = date(2026, 8, 1), date(2028, 7, 31)
NOW = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
CREATED = datetime(2026, 10, 5, 7, 12, tzinfo=UTC)
PACKAGE_ID = "3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d"
SCHOOL_KINDS = ("n1", "n1h", "n2", "n3", "n4", "n5", "n6", "a1")

PROVIDER_CARD = KeyCard(
    id="organisation:2120000000",
    display_name="Almstads kommun",
    roles=("homeMunicipality", "provider"),
    serial=1,
    previous="",
    valid_from=_FROM,
    valid_to=_TO,
    card_key=PROVIDER_CARD_KEY.public.line,
    encryption=(Encryption(PROVIDER_IDENTITY.recipient, "primary"),),
    signing=(Signing(PROVIDER_KEY.public.line, "Skolpliktshandläggare", ("receipt",), _FROM, _TO),),
    contact="Skolpliktshandläggare, växel 08-000 00 00",
)
SCHOOL_CARD = KeyCard(
    id="schoolUnit:12345678",
    display_name="Ekbackens skola",
    roles=("schoolUnit",),
    serial=1,
    previous="",
    valid_from=_FROM,
    valid_to=_TO,
    card_key=SCHOOL_CARD_KEY.public.line,
    encryption=(Encryption(SCHOOL_IDENTITY.recipient, "primary"),),
    signing=(Signing(SCHOOL_KEY.public.line, "Rektor", SCHOOL_KINDS, _FROM, _TO),),
    contact="Expeditionen, växel 08-000 00 01",
)
SENDER = Sender(SCHOOL_CARD.id, SCHOOL_CARD.display_name, SCHOOL_CARD.hash, Signer("Rektor Ek", "rektor"))
RECIPIENT = Recipient(PROVIDER_CARD.id, PROVIDER_CARD.display_name, "provider", PROVIDER_CARD.hash)

NOTIFICATION: dict[str, Json] = {
    "schema": "narvaro/notification/1",
    "caseId": "K7M2QX4",
    "student": {
        "givenName": "Tuva",
        "familyName": "Blåbärsskog",
        "identityType": "other",
        "identityNumber": "EXEMPEL-1",
    },
    "schoolUnit": {"schoolUnitCode": "12345678", "displayName": "Ekbackens skola"},
    "provider": {"organisationNumber": "2120000000", "displayName": "Almstads kommun"},
    "schoolType": "compulsory",
    "schoolYear": 7,
    "homeMunicipality": {"displayName": "Almstads kommun"},
    "compulsorySchooling": "yes",
    "decision": {
        "decidedOn": "2026-10-05",
        "decidedBy": {"displayName": "Rektor Ek", "title": "rektor"},
        "dueOn": "2026-11-02",
    },
    "absence": {
        "startDate": "2026-08-18",
        "endDate": "2026-10-02",
        "dataDate": "2026-10-02",
        "form": "repeated",
        "offeredSum": 9800,
        "reportedSum": 9600,
        "attendanceSum": 7400,
        "validAbsenceSum": 2000,
        "invalidAbsenceSum": 200,
        "otherAttendanceSum": 0,
    },
    "consultation": {
        "student": {"status": "started", "date": "2026-10-01"},
        "guardian": {"status": "started", "date": "2026-10-01"},
        "healthTeam": {"status": "planned"},
    },
    "investigator": {"displayName": "Kurator Ekeblad", "title": "kurator"},
    "specialSupportInquiry": False,
    "supportNeeded": {"needed": False, "codes": []},
    "contact": "Expeditionen, växel 08-000 00 01",
    "earlierNotificationOpen": False,
}


def pdf_with(text: bytes) -> bytes:
    """The least that the reader asks of a PDF around these JSON bytes."""
    return b"%PDF-1.7\n1 0 obj\n<</Length 1>>\nstream\n" + text + b"\nendstream\nendobj\n%%EOF\n"


def notification_files(fields: dict[str, Json] = NOTIFICATION) -> list[PayloadFile]:
    text = canonical.dumps(fields)
    return [
        PayloadFile("data/notification.json", text),
        PayloadFile("data/notification.pdf", pdf_with(text)),
    ]


def sealed_n1(**changes: object) -> tuple[bytes, Sealed]:
    """A good N1 from the school to the huvudman, but for what `changes` say."""
    out = io.BytesIO()
    sealed = seal_n1_to(out, **changes)
    return out.getvalue(), sealed


def seal_n1_to(out: BinaryIO, **changes: object) -> Sealed:
    """The same, written to `out`."""
    facts: dict[str, object] = {
        "kind": "n1",
        "created": CREATED,
        "sender": SENDER,
        "recipient": RECIPIENT,
        "payload": notification_files(),
        "recipients": PROVIDER_CARD.recipients,
        "signer": SCHOOL_KEY,
        "sequence": 1,
        "previous_root": "",
        "utc_offset_minutes": 120,
        "package_id": PACKAGE_ID,
    }
    return seal(out, **(facts | changes))  # type: ignore[arg-type]


def sealed_receipt(in_reply_to: InReplyTo, receipt: Receipt) -> tuple[bytes, Sealed]:
    """The huvudman's answer."""
    return sealed_n1(
        kind="receipt",
        sender=Sender(
            PROVIDER_CARD.id, "Almstads kommun", PROVIDER_CARD.hash, Signer("Handläggare Al", "handläggare")
        ),
        recipient=Recipient(SCHOOL_CARD.id, SCHOOL_CARD.display_name, "schoolUnit", SCHOOL_CARD.hash),
        payload=[PayloadFile("data/receipt.json", receipt.to_bytes())],
        recipients=SCHOOL_CARD.recipients,
        signer=PROVIDER_KEY,
        in_reply_to=in_reply_to,
        package_id="11111111-2222-4333-8444-555555555555",
    )


def opened(
    file: bytes,
    *,
    identities: Sequence[AgeIdentity] = (PROVIDER_IDENTITY,),
    own_id: str = PROVIDER_CARD.id,
    trust: Trust | None = None,
    seen: Seen | None = None,
    now: datetime = NOW,
    practice: bool = False,
    policy_size: int = 256 << 20,
    sink: Sink | None = None,
    own_laptop: str = "",
) -> Opened:
    """What the huvudman gets from `file`."""
    return open_package(
        io.BytesIO(file),
        identities=identities,
        own_id=own_id,
        trust=trust or Trust([SCHOOL_CARD]),
        seen=seen or Seen(),
        now=now,
        practice=practice,
        policy_size=policy_size,
        sink=sink,
        own_laptop=own_laptop,
    )


def with_signing(card: KeyCard, **changes: object) -> KeyCard:
    """The card with its one signing entry changed."""
    return replace(card, signing=(replace(card.signing[0], **changes),))  # type: ignore[arg-type]
