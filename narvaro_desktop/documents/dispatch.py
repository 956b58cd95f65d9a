"""What is told to the huvudman or the home municipality after the anmälan, or in fewer words: its fields in
groups, with the JSON inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import Attachment, Paper, build
from narvaro_desktop.domain.deciding.disclosure import SentLine

_INSIDE = "Samma uppgifter ligger i maskinläsbar form inuti den här filen."
_LEADS = {
    "n1": "Rektor har beslutat att frånvaron ska utredas och anmäler den därför till huvudmannen.",
    "n1h": "Uppgift om en elev som inte fullgör sin skolgång.",
    "n2": "Utredningen är klar. Det här ledde den till.",
    "n3": "Så här står det till i de ärenden som har anmälts.",
    "n4": "Ärendet är avslutat på skolan.",
    "n5": "Det här ersätter eller tar tillbaka uppgifter som har skickats tidigare.",
    "n6": "Skolan behöver stöd eller samordning från huvudmannen.",
}


@dataclass(frozen=True, slots=True)
class DispatchPaper:
    """`number` is the ärende, or "" where there are several; `lines` say in Swedish what the JSON says.

    `law` is what asks for it, as it is cited on the day.
    """

    kind: str
    title: str
    number: str
    sender: str
    recipient: str
    lines: Sequence[SentLine]
    law: str = ""


def dispatch(paper: DispatchPaper, json: bytes, made: datetime, secrecy: str) -> bytes:
    """The PDF; `json` (the very bytes of notification.json) rides in it uncompressed; b"" for none."""
    sheet = Paper(paper.title, paper.number, paper.sender, made, secrecy)
    inside = Attachment("notification.json", "application/json", "Uppgifterna i maskinläsbar form", json)
    return build(sheet, _story(paper, made, bool(json)), inside if json else None)


def _story(paper: DispatchPaper, made: datetime, is_readable: bool) -> list[Flowable]:
    day = swedish.long_date(made.date())
    return [
        *blocks.opening(paper.sender, paper.title, f"Till {paper.recipient or 'huvudmannen'} · {day}"),
        *blocks.text(_LEADS[paper.kind] + (f" Enligt {paper.law}." if paper.law else ""), "ingress"),
        *(flowable for name, found in groupby(paper.lines, key=_group) for flowable in _part(name, found)),
        *(blocks.text(_INSIDE, "not", styles.NOTE) if is_readable else []),
    ]


def _group(line: SentLine) -> str:
    return line.group


def _part(name: str, found: Iterable[SentLine]) -> list[Flowable]:
    """A group's fields; one that is called as its group is the text below it."""
    lines = [(line.label, swedish.capital(line.value)) for line in found]
    if len(lines) == 1 and lines[0][0] == name:
        return [*blocks.heading(name), *blocks.text(lines[0][1], name)]
    return [*blocks.heading(name), blocks.key_table(lines)]
