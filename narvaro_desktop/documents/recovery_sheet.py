"""The återställningsblad: the characters that open a vault when a passphrase is lost; no names, no school."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, qr, tokens
from narvaro_desktop.documents.digits import Groups
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build

_KIND = "Återställningsblad"
_USE = (
    "Öppna Närvaro, välj valvet och sedan ”Jag har glömt min lösenfras”.",
    "Skriv in tecknen rad för rad. De två kontrolltecknen sist på raden visar om något blev fel. "
    "Bokstäverna I, L, O och U förekommer aldrig: det som liknar dem är ettor och nollor.",
    "Välj en ny lösenfras. Skriv sedan ut ett nytt blad i Närvaro och förstör det här.",
)
_KEEP = (
    "I ett förseglat kuvert i ett låst skåp eller kassaskåp, inte i samma rum som datorn.",
    "Bara på papper. Den som har bladet och en kopia av valvet kan läsa allt som bladet öppnar.",
    "Är kuvertet brutet, eller är bladet borta: säg till den som sköter programmet och skriv ut ett nytt.",
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line to type: groups of four characters and the line's two check characters."""

    groups: tuple[str, ...]
    check: str


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """32 characters in eight groups; `opens` says shortly what they open, `code` is the QR's content."""

    serial: str
    vault_id: str
    opens: str
    lines: tuple[SheetLine, ...]
    code: str = ""


def recovery_sheet(sheet: RecoverySheet, made: datetime) -> bytes:
    """The PDF, one page; it is printed and never saved."""
    return build(Paper(_KIND, sheet.serial, "Närvaro", made, "Förvaras förseglat"), _story(sheet, made))


def _story(sheet: RecoverySheet, made: datetime) -> list[Flowable]:
    return [
        *blocks.opening("Närvaro", _KIND, "Öppnar valvet när en lösenfras har glömts bort"),
        _characters(sheet),
        blocks.gap(3 * mm),
        _about(sheet, made),
        *blocks.heading("Så används bladet"),
        *blocks.numbered(_USE, "anvisning"),
        *blocks.heading("Så förvaras bladet"),
        *blocks.bullets(_KEEP, "anvisning"),
        blocks.together(
            WritingLines(["Förseglat den", "Förvaras hos (funktion)", "Kontrollerat den"]),
        ),
    ]  # fmt: skip


def _characters(sheet: RecoverySheet) -> Flowable:
    """The lines in large type, the groups numbered through, each line's check characters last."""
    place = 0
    rows: list[list[tuple[str, str]]] = []
    for line in sheet.lines:
        numbered = [(f"Grupp {place + offset}", group) for offset, group in enumerate(line.groups, start=1)]
        place += len(line.groups)
        rows.append([*numbered, ("Kontroll", line.check)])
    return Groups(rows, tokens.FULL)


def _about(sheet: RecoverySheet, made: datetime) -> Flowable:
    """What the sheet is, with the same characters as a code beside it."""
    rows = [
        ("Bladets nummer", sheet.serial),
        ("Utskrivet", str(made.date())),
        ("Öppnar", sheet.opens),
        ("Valvets id", sheet.vault_id),
    ]
    if not sheet.code:
        return blocks.key_table(rows)
    beside = 50 * mm
    return blocks.side_by_side(
        blocks.key_table(rows, tokens.FULL - beside, 36 * mm),
        qr.code(sheet.code, "QR-kod med samma tecken"),
        beside,
    )
