"""The kontaktkortsblad: an organisation's control digits in large type, read aloud in the first call."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, qr, swedish, tokens
from narvaro_desktop.documents.digits import Groups
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Kontaktkort"
_QR_MARK = "NVK1:"
_STEPS = (
    "Ring varandra genom växeln, på ett nummer som ni hade sedan tidigare. "
    "Använd inte ett nummer från det här bladet, från kortet eller från ett mejl.",
    "Läs upp alla åtta grupper, siffra för siffra, från det här bladet.",
    "Den som tar emot kortet skriver in två av grupperna i Närvaro, så som de hördes.",
    "Stämmer det inte: lägg på, använd inte kortet och ta reda på varför tillsammans.",
)


@dataclass(frozen=True, slots=True)
class KeyCardSheet:
    """What the card says; `digits` are the 40 control digits, `fingerprints` pairs of (what, fingerprint)."""

    organisation: str
    organisation_id: str
    serial: int
    valid_from: date
    valid_to: date
    digits: str
    contact: str
    fingerprints: tuple[tuple[str, str], ...] = ()


def key_card_sheet(card: KeyCardSheet, made: datetime) -> bytes:
    """The PDF, one page; nothing on it is secret."""
    number = f"{card.organisation_id.rpartition(':')[2]}-{card.serial}"
    return build(Paper(_KIND, number, card.organisation, made, "Inga hemligheter på bladet"), _story(card))


def _story(card: KeyCardSheet) -> list[Flowable]:
    return [
        *blocks.opening(
            card.organisation, "Kontaktkort: kontrollsiffror",
            "Visar att ett kontaktkort verkligen kommer från den som det säger",
        ),
        _digits(card),
        *blocks.heading("Så kontrolleras kortet"),
        *blocks.numbered(_STEPS, "anvisning"),
        *blocks.heading("Kortet"),
        blocks.key_table([
            ("Organisation", card.organisation),
            ("Nummer", swedish.organisation(card.organisation_id)),
            ("Kortnummer", str(card.serial)),
            ("Giltigt", swedish.span(card.valid_from, card.valid_to)),
            *([("Kontakt", card.contact)] if card.contact else []),
            *card.fingerprints,
        ]),
        blocks.together(
            *blocks.heading("När kontrollen är gjord"),
            WritingLines(["Vem läste och vem lyssnade", "Datum", "Hur (t.ex. telefon via växeln)"]),
        ),
    ]  # fmt: skip


def _digits(card: KeyCardSheet) -> Flowable:
    """The eight groups in four rows, and the same digits as a code; scanning does not replace the call."""
    groups = [(f"Grupp {place + 1}", card.digits[5 * place : 5 * place + 5]) for place in range(8)]
    beside = 50 * mm
    large = Groups([groups[:4], groups[4:]], tokens.FULL - beside)
    return blocks.side_by_side(
        large, qr.code(_QR_MARK + card.digits, "QR-kod med samma kontrollsiffror"), beside
    )
