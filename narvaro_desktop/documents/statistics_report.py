"""A report of figures: to the nämnd, for the rektor, for elevhälsan; and what a school sends its huvudman.

Each figure names its definition; what was masked before it came here is masked.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, charts, styles, swedish, tokens
from narvaro_desktop.documents.page import Attachment, Paper, build
from narvaro_desktop.domain.absence.shares import NOT_COMPUTABLE
from narvaro_desktop.domain.charts.bar_chart import bars
from narvaro_desktop.domain.figures.report import Chart, Line, Report, Section, Table

_WIDE: Final = 720
_CELLS: Final = {1: 60 * mm, 2: 45 * mm, 3: 35 * mm}
_CELL: Final = 23 * mm
_NUMBER: Final = re.compile(r"(?<=\d) ")
"""Between a number and its unit, where no line may end."""


def report(
    told: Report, json: bytes, made: datetime, attached: str = "rapport.json", *, draft: bool = False
) -> bytes:
    """The PDF; `json` (the figures) rides in it uncompressed. A draft is not frozen, and says so."""
    sheet = Paper(swedish.capital(told.title), told.name, told.sender, made, " · ".join(_reach(told)), draft)
    inside = Attachment(attached, "application/json", "Rapportens siffror i maskinläsbar form", json)
    return build(sheet, _story(told, made, draft), inside)


def _reach(told: Report) -> list[str]:
    """How far the figures reach; on every page, since a page is what is quoted."""
    if not told.data_date:
        return ["Ingen frånvaro är inläst"]
    share = [f"rapporteringsgrad {told.coverage}"] if told.coverage else []
    return [f"Uppgifter t.o.m. {told.data_date}", *share]


def _story(told: Report, made: datetime, draft: bool) -> list[Flowable]:
    until = _reach(told)[0]
    frozen = "Nej, ett utkast" if draft else f"{swedish.long_date(made.date())}, {told.name}"
    story = [
        *blocks.opening(
            told.sender, f"{swedish.capital(told.title)}, {told.period}", f"{told.name} · {until}"
        ),
        blocks.key_table([
            ("Period", f"{told.first} – {told.last}"),
            ("Frånvaro", " · ".join(filter(None, (until, told.source)))),
            *([("Rapporteringsgrad", told.coverage)] if told.coverage else []),
            ("Siffrorna frysta", frozen),
            ("Definitioner", f"version {told.definitions}, förklarade sist i rapporten"),
        ]),
    ]  # fmt: skip
    first, *others = told.sections or (None,)
    story += _section(first) if first else []
    if told.notes:
        story += [*blocks.heading("Att veta om siffrorna"), *blocks.bullets(told.notes, "upplysning")]
    for section in others:
        story += _section(section) if section else []
    story += blocks.heading("Definitioner")
    for id_, name, words in told.explained:
        story += [*blocks.subheading(f"{id_} {name}"), *blocks.text(words, "definition")]
    story += blocks.text("Samma siffror ligger i maskinläsbar form inuti den här filen.", "not", styles.NOTE)
    return story


def _section(section: Section) -> list[Flowable]:
    story, pictures = blocks.heading(section.title), [_chart(chart) for chart in section.charts]
    if pictures and not (section.words or section.lines):
        story = [blocks.together(*story, *pictures.pop(0))]
    if len(section.words) > 1:
        story += blocks.bullets(section.words, "text")
    else:
        story += [part for words in section.words for part in blocks.text(words, "text")]
    story += _lines(section.lines)
    story += [blocks.together(*picture) for picture in pictures]
    for table in section.tables:
        story += _table(table)
    return story


def _chart(chart: Chart) -> list[Flowable]:
    head = blocks.paragraph(f"{chart.title} ({chart.unit})", styles.SUBHEADING, "diagram")
    return [head, charts.figure(bars(chart, _WIDE))]


def _lines(lines: Sequence[Line]) -> list[Flowable]:
    """A table of what is known; what is not stands below it in a sentence."""
    known = [one for one in lines if one.text != NOT_COMPUTABLE]
    unknown = [f"{one.name} ({one.definition})" for one in lines if one.text == NOT_COMPUTABLE]
    story = [_known(known)] if known else []
    if unknown:
        words = f"{swedish.capital(NOT_COMPUTABLE)}: {', '.join(unknown)}."
        story += blocks.text(words, "kan inte beräknas", styles.NOTE if known else styles.BODY)
    return story


def _known(lines: Sequence[Line]) -> Flowable:
    columns = [
        blocks.Column("Definition", 22 * mm), blocks.Column("Mått", 78 * mm),
        blocks.Column("Utfall", 70 * mm, right=True),
    ]  # fmt: skip
    said = [
        (one.definition, swedish.capital(one.name), ", ".join(filter(None, (one.text, one.note))))
        for one in lines
    ]
    return blocks.data_table(columns, said)


def _table(table: Table) -> list[Flowable]:
    count = max(1, len(table.columns))
    wide = min(_CELLS.get(count, _CELL), (tokens.FULL - 42 * mm) / count)
    columns = [blocks.Column(table.first, tokens.FULL - count * wide)]
    columns += [
        blocks.Column(_NUMBER.sub(swedish.NBSP, head), wide, right=True) for _key, head in table.columns
    ]
    rows = [(row.name, *row.cells) for row in table.rows]
    story = [*blocks.subheading(table.title)]
    if rows:
        story.append(blocks.data_table(columns, rows, total=table.total))
    else:
        story += blocks.text("Inga uppgifter.", "tabell")
    if table.note:
        story += blocks.text(table.note, "not", styles.NOTE)
    return story
