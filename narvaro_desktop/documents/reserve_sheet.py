"""The reservnyckelblad: the secret half of a card's recovery key, for a sealed envelope in a safe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, tokens
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
    "I ett förseglat kuvert i kommunens kassaskåp. Bara på papper.",
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


def reserve_sheet(sheet: ReserveSheet, made: datetime) -> bytes:
    """The PDF, one page; it is printed and never saved."""
    number = sheet.organisation_id.rpartition(":")[2]
    return build(Paper(_KIND, number, sheet.organisation, made, "Förvaras förseglat"), _story(sheet, made))


def _story(sheet: ReserveSheet, made: datetime) -> list[Flowable]:
    numbered = [(f"Grupp {place}", group) for place, group in enumerate(sheet.groups, start=1)]
    rows = [numbered[place : place + _ACROSS] for place in range(0, len(numbered), _ACROSS)]
    return [
        *blocks.opening(sheet.organisation, _KIND, "Öppnar förseglade paket när datorn är borta"),
        *blocks.text(f"Nyckeln börjar med {sheet.prefix}. Sedan kommer grupperna.", "ingress"),
        Groups(rows, tokens.FULL),
        blocks.gap(3 * mm),
        blocks.key_table([("Hör till", sheet.organisation_id), ("Utskriven", str(made.date()))]),
        *blocks.heading("Så används den"),
        *blocks.numbered([step.format(prefix=sheet.prefix) for step in _USE], "anvisning"),
        *blocks.heading("Så förvaras bladet"),
        *blocks.bullets(_KEEP, "anvisning"),
        blocks.together(WritingLines(["Förseglat den", "Förvaras hos (funktion)", "Övat den"])),
    ]
