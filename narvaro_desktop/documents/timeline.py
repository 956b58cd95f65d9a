"""The course of a case on paper (tillsynsutdrag): everything in order, who, what and when, the oldest first.

What only some read stands last, on pages of its own that say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles, swedish
from narvaro_desktop.documents.page import TEAM, Paper, build

_KIND: Final = "Ärendets gång"
_TITLE: Final = styles.STRONG.clone("event", spaceAfter=0)
_WHO: Final = styles.SOURCE.clone("who", spaceAfter=2)


@dataclass(frozen=True, slots=True)
class EventLine:
    """What happened on a day; `words` is what was written of it, `note` why that is not here."""

    on: date
    title: str
    who: str = ""
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """Events that only `readers` ("kurator, rektor") read."""

    readers: str
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class TimelinePaper:
    """A case from its first day; `student` is a name or an alias, `facts` are labels with their words."""

    case_id: str
    school: str
    student: str
    facts: tuple[tuple[str, str], ...]
    events: tuple[EventLine, ...]
    circles: tuple[Circle, ...] = ()


def timeline(paper: TimelinePaper, made: datetime, secrecy: str) -> bytes:
    """The PDF."""
    return build(
        Paper(_KIND, paper.case_id, paper.school, made, secrecy, readers=TEAM), _story(paper, made.date())
    )


def _story(paper: TimelinePaper, on: date) -> list[Flowable]:
    story = [
        *blocks.opening(
            paper.school, _KIND, f"Ärende {paper.case_id} · utdrag {swedish.long_date(on)}"
        ),
        blocks.key_table([("Elev", paper.student), *paper.facts]),
        *_by_month(paper.events),
    ]  # fmt: skip
    for circle in paper.circles:
        story += blocks.for_readers(circle.readers)
        story += blocks.heading("Det som bara några läser")
        story += _events(circle.events)
    return story


def _by_month(events: Sequence[EventLine]) -> list[Flowable]:
    if not events:
        return [*blocks.heading("Händelser"), *blocks.text("Inget är antecknat.", "händelser", styles.UNSAID)]
    story: list[Flowable] = []
    for month, of_month in groupby(events, key=lambda one: (one.on.year, one.on.month)):
        story += blocks.heading(swedish.month(date(*month, 1)))
        story += _events(of_month)
    return story


def _events(events: Iterable[EventLine]) -> list[Flowable]:
    story: list[Flowable] = []
    for one in events:
        head = [*blocks.text(f"{one.on}  {one.title}", "händelse", _TITLE)]
        head += blocks.text(one.who, "vem", _WHO)
        head += blocks.text(one.note, "händelse", styles.UNSAID)
        first, *rest = [*head, *blocks.text(swedish.capital(one.words), f"händelsen {one.on}"), blocks.gap(3)]
        first.keepWithNext = 1
        story += [first, *rest]
    return story
