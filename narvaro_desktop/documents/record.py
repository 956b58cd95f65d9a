"""A record about the processing itself: who answers for it, what is kept, what it protects against."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, styles
from narvaro_desktop.documents.flowables import WritingLines
from narvaro_desktop.documents.page import Paper, build


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with what stands under it: facts by label, points, or a table with its heads."""

    heading: str
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    to_fill_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """`kind` is the title; no pupil, no case."""

    kind: str
    school: str
    subtitle: str
    parts: tuple[Part, ...]


def record(paper: Record, made: datetime) -> bytes:
    """The PDF."""
    story: list[Flowable] = list(blocks.opening(paper.school, paper.kind, paper.subtitle))
    for part in paper.parts:
        story += blocks.heading(part.heading)
        if part.words:
            story += blocks.text(part.words, part.heading)
        if part.facts:
            story.append(blocks.key_table(part.facts))
        story += blocks.bullets(part.points, part.heading)
        if part.rows:
            columns = [blocks.Column(head, 170 * mm / len(part.heads)) for head in part.heads]
            story.append(blocks.data_table(columns, part.rows))
        for place in range(0, len(part.to_fill_in), 2):
            story.append(WritingLines(list(part.to_fill_in[place : place + 2]), 170 * mm))
        story += blocks.text(" ", part.heading, styles.NOTE) if part.rows else []
    return build(Paper(paper.kind, "", paper.school, made), story)
