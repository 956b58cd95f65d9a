"""A report as it is frozen: every figure with its definition, as it was told, and as a number where it was.

What was masked is masked here too: there is no number behind a "<5".
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class ReportKind(Term):
    BOARD = "board", N_("rapport till nämnden")
    SCHOOL = "school", N_("skolans rapport")
    TEAM = "team", N_("elevhälsans uppföljning")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: `part` of `whole`, or `value` (tenths of a day or point); None where it is not told."""

    definition: str
    key: str
    name: str
    text: str
    part: int | None = None
    whole: int | None = None
    value: int | None = None
    better: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells as they are printed, and as numbers where they are told."""

    name: str
    cells: tuple[str, ...]
    numbers: tuple[int | None, ...]
    key: str = ""
    """What the row is of, whatever it is called (a skolenhetskod, an årskurs)."""


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are (key, head); the last row of one with a `total` is the sum."""

    key: str
    title: str
    first: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length in tenths, None where there is nothing to draw, and what is said of it."""

    label: str
    tenths: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that one compares; `unit` says of what, and which way is better; `sign` stands at the axis."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    sign: str = "%"


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is what it is quoted by: HT2026-1. Days are ISO text."""

    name: str
    kind: str
    title: str
    sender: str
    period: str
    first: str
    last: str
    data_date: str
    source: str
    definitions: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    explained: tuple[tuple[str, str, str], ...] = ()
    """The definitions that the figures name: id, name, text."""
    coverage: str = ""
    """How much of the planned time was reported: `94,0 % osäker`."""

    @property
    def tables(self) -> Iterable[Table]:
        return (table for section in self.sections for table in section.tables)

    @property
    def lines(self) -> Iterable[Line]:
        return (line for section in self.sections for line in section.lines)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def report_of(data: Mapping[str, Any]) -> Report:
    """From `as_data`, by way of JSON."""
    sections = tuple(
        Section(
            one["title"],
            tuple(Line(**line) for line in one["lines"]),
            tuple(_chart(chart) for chart in one["charts"]),
            tuple(_table(table) for table in one["tables"]),
            tuple(one["words"]),
        )
        for one in data["sections"]
    )
    explained = tuple((one[0], one[1], one[2]) for one in data["explained"])
    return Report(**{**data, "notes": tuple(data["notes"]), "sections": sections, "explained": explained})


def _chart(data: Mapping[str, Any]) -> Chart:
    return Chart(data["title"], data["unit"], tuple(Bar(**bar) for bar in data["bars"]), data["sign"])


def _table(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(one["name"], tuple(one["cells"]), tuple(one["numbers"]), one.get("key", ""))
        for one in data["rows"]
    )
    columns = tuple((one[0], one[1]) for one in data["columns"])
    return Table(**{**data, "columns": columns, "rows": rows})
