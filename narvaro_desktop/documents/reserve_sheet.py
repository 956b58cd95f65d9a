"""The reservnyckelblad: the secret half of a card's recovery key, for a sealed envelope in a safe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from textwrap import wrap

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, qr, swedish, tokens
from narvaro_desktop.documents.digits import Groups
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Reservnyckel"
_ACROSS = 5
_USE = (
    "Skriv av nyckeln i en textfil: först {prefix}, sedan grupperna utan mellanrum.",
    "Öppna filen med age: age -d -i nyckel.txt -o paket.zip narvaro-….age",
    "Radera textfilen när du är klar, och skriv ut en ny reservnyckel i Närvaro.",
)
_KEEP = (
    "I ett förseglat kuvert i ett kassaskåp. Bara på papper.",
    "Den som har bladet kan öppna alla paket som förseglas till er från och med i dag.",
    "Öva en gång om året: Kontaktkort → Prova reservnyckeln.",
)


@dataclass(frozen=True, slots=True)
class ReserveSheet:
    """Whose it is, the fixed beginning of the key, and the rest in groups."""

    organisation: str
    organisation_id: str
    prefix: str
    groups: Sequence[str]
    code: str = ""
    recipient: str = ""
    """The whole key, for the QR code; and whom it opens for, whose SHA-256 tells which key this is."""


def reserve_sheet(sheet: ReserveSheet, made: datetime) -> bytes:
    """The PDF, one page; it is printed and never saved."""
    number = sheet.organisation_id.rpartition(":")[2]
    return build(Paper(_KIND, number, sheet.organisation, made, "Förvaras förseglat"), _story(sheet, made))


def _about(sheet: ReserveSheet, made: datetime) -> Flowable:
    """Whose the key is, with the same characters as a code beside it."""
    digest = sha256(sheet.recipient.encode()).hexdigest()
    rows = [
        ("Hör till", swedish.organisation(sheet.organisation_id)),
        ("Utskriven", str(made.date())),
        *(
            [("Mottagarens SHA-256", "\n".join(map(swedish.in_fours, wrap(digest, 32))))]
            if sheet.recipient
            else []
        ),
    ]
    if not sheet.code:
        return blocks.key_table(rows)
    beside = 50 * mm
    return blocks.side_by_side(
        blocks.key_table(rows, tokens.FULL - beside, 36 * mm),
        qr.code(sheet.code, "QR-kod med hela nyckeln"),
        beside,
    )


def _story(sheet: ReserveSheet, made: datetime) -> list[Flowable]:
    numbered = [(f"Grupp {place}", group) for place, group in enumerate(sheet.groups, start=1)]
    rows = [numbered[place : place + _ACROSS] for place in range(0, len(numbered), _ACROSS)]
    return [
        *blocks.opening(sheet.organisation, _KIND, "Öppnar förseglade paket när datorn är borta"),
        *blocks.text(f"Nyckeln börjar med {sheet.prefix}. Sedan kommer grupperna.", "ingress"),
        Groups(rows, tokens.FULL),
        blocks.gap(3 * mm),
        _about(sheet, made),
        *blocks.heading("Så används den"),
        *blocks.numbered([step.format(prefix=sheet.prefix) for step in _USE], "anvisning"),
        *blocks.heading("Så förvaras bladet"),
        *blocks.bullets(_KEEP, "anvisning"),
        blocks.together(WritingLines(["Förseglat den", "Förvaras hos (funktion)", "Övat den"])),
    ]
