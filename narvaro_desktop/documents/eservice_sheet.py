"""The sheet for copying an anmälan into a municipality's own form: its fields, in its order, one by one."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, swedish
from narvaro_desktop.documents.flowables import TickBox, WritingLines
from narvaro_desktop.documents.notification_paper import NotificationPaper
from narvaro_desktop.documents.page import Paper, build

_KIND = "Blad för e-tjänst"
_MISSING = "Finns inte i ärendet. Fråga utredaren."


@dataclass(frozen=True, slots=True)
class CopyField:
    """One field of the form: its words, and our value ("" where we have none)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class EServiceSheet:
    """The form's name and its fields in the order in which they are copied."""

    case_id: str
    school: str
    form: str
    fields: tuple[CopyField, ...]


def from_notification(paper: NotificationPaper, form: str) -> EServiceSheet:
    """The sheet in the anmälan's own order, for a form whose order nobody has described."""
    fields = [CopyField("Elevens namn", paper.student)]
    if paper.identity:
        fields.append(CopyField(*paper.identity))
    fields += [CopyField("Skola", paper.school), CopyField("Skolenhetskod", paper.school_code)]
    fields += [CopyField(*line) for line in (*paper.schooling, *paper.decision, *paper.period)]
    fields += [CopyField(*line) for line in _absence(paper)]
    fields += [CopyField(f"Samråd: {c.party.lower()}", f"{c.status} {c.day}") for c in paper.consultations]
    fields += [CopyField(*line) for line in paper.support]
    if paper.free_text:
        fields.append(CopyField("Upplysning från skolan", paper.free_text))
    fields.append(CopyField("Kontakt på skolan", paper.contact))
    return EServiceSheet(paper.case_id, paper.school, form, tuple(fields))


def eservice_sheet(sheet: EServiceSheet, made: datetime, secrecy: str) -> bytes:
    """The PDF; it is meant for paper and for destruction once the receipt number is noted."""
    return build(Paper(_KIND, sheet.case_id, sheet.school, made, secrecy), _story(sheet))


def _story(sheet: EServiceSheet) -> list[Flowable]:
    columns = [
        blocks.Column("Nr", 10 * mm), blocks.Column("Fält", 56 * mm), blocks.Column("Skriv in", 84 * mm),
        blocks.Column("Inskrivet", 20 * mm),
    ]  # fmt: skip
    rows = [
        (str(place), field.label, field.value or _MISSING, TickBox())
        for place, field in enumerate(sheet.fields, start=1)
    ]
    return [
        *blocks.opening(sheet.school, "Att skriva in i e-tjänsten", f"{sheet.form} · ärende {sheet.case_id}"),
        *blocks.text(
            "Skriv av fälten uppifrån och ned och kryssa för varje fält när det är inskrivet. "
            "Anteckna kvittensnumret nedan och i ärendet. Förstör sedan bladet.",
            "anvisning",
        ),
        blocks.gap(2 * mm),
        blocks.data_table(columns, rows),
        blocks.together(
            blocks.gap(4 * mm),
            WritingLines(["Kvittensnummer från e-tjänsten", "Inskrivet av", "Datum"]),
        ),
    ]


def _absence(paper: NotificationPaper) -> list[tuple[str, str]]:
    if paper.minutes is None:
        return [("Frånvaro totalt", paper.stated)]
    minutes = paper.minutes
    kinds = (
        ("Frånvaro totalt", minutes.absent),
        ("Giltig frånvaro", minutes.valid),
        ("Ogiltig frånvaro", minutes.invalid),
    )
    lines = [
        (kind, f"{swedish.share(part, minutes.reported)} ({swedish.hours(part)})") for kind, part in kinds
    ]
    return [*lines, ("Planerad tid", swedish.hours(minutes.offered))]
