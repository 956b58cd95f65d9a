"""A registerutdrag or a copy for a part, on paper: what is remembered, and what was taken out, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, fonts, styles, swedish, tokens
from narvaro_desktop.documents.page import Paper, build

_AS_TABLE: Final = 4
"""A section with more rows than this, all of short fields, is a table."""
_SHORT: Final = 40
_NOTHING: Final = "Inga uppgifter om personen är antecknade."
_PARTED: Final = 800
"""A row of fewer characters stays on one page."""
_SIGNS: Final = 100
"""So many characters stand beside each other in a table."""
_BESIDE: Final = 11
"""Points of a cell beside its words."""

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """`sections` are (label, rows of (field, text)) with masked text already gone.

    `law` is what it rests on, `others` what lets a text about somebody else be taken out.
    """

    title: str
    law: str
    about: tuple[str, ...]
    others: str
    number: str
    school: str
    huvudman: str
    student: str
    asker: str
    asked_on: date
    decided_by: str
    decided_on: date
    answer: str
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    masked: int
    unread: tuple[tuple[str, int], ...]
    apart: tuple[str, ...]


def extract(paper: Extract, made: datetime) -> bytes:
    """The PDF."""
    sheet = Paper(paper.title, paper.number, paper.school, made, "Innehåller känsliga uppgifter")
    story = [*blocks.opening(paper.school, paper.title, paper.law)]
    story += [blocks.key_table(_facts(paper))]
    story += blocks.heading("Om behandlingen")
    for words in paper.about:
        story += blocks.text(words, "om behandlingen")
    if not paper.sections:
        story += [*blocks.heading("Uppgifter"), *blocks.text(_NOTHING, "uppgifter", styles.UNSAID)]
    for label, rows in paper.sections:
        story += _section(label, rows)
    story += blocks.heading("Borttaget och prövat för sig")
    story += blocks.bullets(_left_out(paper), "borttaget")
    return build(sheet, story)


@dataclass(frozen=True, slots=True)
class Preserved:
    """A case as it is kept; nothing is masked, `unread` has a key that its maker lacks."""

    number: str
    school: str
    student: str
    identity: str
    opened_on: date
    closed_on: date | None
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    unread: tuple[tuple[str, int], ...]


def preserved(paper: Preserved, made: datetime) -> bytes:
    """The PDF of a case; one that is open says so."""
    until = swedish.long_date(paper.closed_on) if paper.closed_on else ""
    sheet = Paper("Ärende att bevara", paper.number, paper.school, made, "Innehåller känsliga uppgifter")
    facts = [
        ("Ärende", paper.number),
        ("Elev", " ".join(filter(None, (paper.student, paper.identity)))),
        ("Tid", f"{swedish.long_date(paper.opened_on)} – {until}".strip()),
    ]
    state = "Avslutat frånvaroärende" if until else "Pågående frånvaroärende"
    story = [*blocks.opening(paper.school, "Ärende att bevara", state)]
    story.append(blocks.key_table(facts))
    for label, rows in paper.sections:
        story += _section(label, rows)
    if paper.unread:
        left = [
            f"{_texts(count)} lämnas över av den som får läsa sådana: {label}."
            for label, count in paper.unread
        ]
        story += [*blocks.heading("Lämnas över för sig"), *blocks.bullets(left, "lämnas över")]
    return build(sheet, story)


def _facts(paper: Extract) -> list[tuple[str, str]]:
    return [
        ("Gäller", paper.student),
        ("Begärt av", f"{paper.asker}, {swedish.long_date(paper.asked_on)}"),
        ("Huvudman", paper.huvudman or paper.school),
        ("Granskat och beslutat av", f"{paper.decided_by}, {swedish.long_date(paper.decided_on)}"),
        *([("Svar", paper.answer)] if paper.answer else []),
    ]


def _section(label: str, rows: Sequence[Row]) -> list[Flowable]:
    """The rows below their heading: a table where they are many and short, else one by one."""
    heading = blocks.heading(label)
    heads = [
        head for head in dict.fromkeys(field for row in rows for field, _text in row) if _says(head, rows)
    ]
    lengths = [max([_widest(head), *(len(dict(row).get(head, "")) for row in rows)]) for head in heads]
    is_simple = all(max(Counter(field for field, _text in row).values(), default=0) <= 1 for row in rows)
    is_short = len(rows) >= _AS_TABLE and sum(lengths) <= _SIGNS and max(lengths) <= _SHORT
    if is_simple and is_short:
        columns = [
            blocks.Column(head, width, _is_number(head, rows))
            for head, width in zip(heads, _widths(heads, rows), strict=True)
        ]
        return [
            *heading,
            blocks.data_table(columns, [[dict(row).get(head, "") for head in heads] for row in rows]),
        ]
    story: list[Flowable] = []
    for row in [row for row in rows if row] or [()]:
        parts = [*([] if story else heading), _record(label, row)]
        is_small = sum(len(text) for _field, text in row) < _PARTED
        story += [*([blocks.together(*parts)] if is_small else parts), blocks.gap(3 * mm)]
    return story


def _record(label: str, row: Row) -> Flowable:
    return blocks.key_table(row) if row else blocks.paragraph("Inga uppgifter.", styles.NOTE, label)


def _says(head: str, rows: Sequence[Row]) -> bool:
    """Whether a column of a long table says anything; one of noughts takes room alone."""
    return len(rows) < _AS_TABLE or any(dict(row).get(head, "") not in ("", "0") for row in rows)


def _is_number(head: str, rows: Sequence[Row]) -> bool:
    return all(dict(row).get(head, "").isdigit() for row in rows)


def _widths(heads: Sequence[str], rows: Sequence[Row]) -> list[float]:
    """The columns' widths in points: no word is broken, but where room is short the longest."""
    least, wished = [], []
    for head in heads:
        texts = {dict(row).get(head, "") for row in rows}
        words = {word for text in texts for word in text.split()}
        title = max(fonts.width(word, styles.HEAD.fontName, styles.HEAD.fontSize) for word in head.split())
        least.append(max([title, *(_wide(word) for word in words)]) + _BESIDE)
        wished.append(max([title, *(_wide(text) for text in texts)]) + _BESIDE)
    if sum(least) > tokens.FULL:
        least = [min(one, _wide("2026-09-28") + _BESIDE) for one in least]
    if sum(least) > tokens.FULL:
        return [one * tokens.FULL / sum(least) for one in least]
    room = tokens.FULL - sum(least)
    wants = [wish - need for wish, need in zip(wished, least, strict=True)]
    share = min(1.0, room / sum(wants)) if sum(wants) else 0.0
    left = (room - share * sum(wants)) / len(heads)
    return [need + share * want + left for need, want in zip(least, wants, strict=True)]


def _wide(text: str) -> float:
    return fonts.width(text, styles.CELL.fontName, styles.CELL.fontSize)


def _widest(head: str) -> int:
    return max(len(word) for word in head.split())


def _left_out(paper: Extract) -> list[str]:
    found = []
    if paper.masked:
        gone = "uppgift om en annan person" if paper.masked == 1 else "uppgifter om andra personer"
        found.append(f"{paper.masked} {gone} har tagits bort ({paper.others}).")
    found += [
        f"{_texts(count)} i klassen {label} prövas av den som får läsa sådana texter."
        for label, count in paper.unread
    ]
    found.append(f"Prövas för sig, om det finns: {', '.join(one.lower() for one in paper.apart)}.")
    return found


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texter"
