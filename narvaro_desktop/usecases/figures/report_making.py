"""The sections of a report, from figures to what may be told: masked, each with its definition."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.figures.indicators import PUPILS, Book, Figures, Form, Measure
from narvaro_desktop.domain.figures.published import TOTAL, Before, Cell, Shown, cell, table
from narvaro_desktop.domain.figures.report import Bar, Chart, Line, Row, Section, Table
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures.statistics import Goal
from narvaro_desktop.usecases.work import Work

ABSENCE: Final = ("I01_10", "I01_15", "I01_20", "I01_30", "I02", "I03", "I04")
INQUIRIES: Final = ("I06", "I06_waived", "I07", "I08_given", "I08_received", "I09_same", "I09_5",
                    "I09_median")  # fmt: skip
CASES: Final = ("I05_open", "I05_new", "I05_closed", "I05_reopened")
TIMES: Final = ("I10_found", "I10_talk", "I10_inquiry", "I10_measure", "I11", "I12_on_time", "I12_late",
                "I12_missing", "I20_median", "I20_support")  # fmt: skip
PARTNERS: Final = ("I14_social", "I14_care", "I14_sip", "I14_team", "I14_other")
MEASURES: Final = ("I15", "I15_ended", "I15_reached", "I16", "I17", "I22")
COLUMNS: Final = ("I01_20", "I02", "I03", "I06")
FEWER: Final = ("I01_10", "I01_15", "I01_20", "I01_30", "I02", "I03")
_SUPPRESSED: Final = "<5"


class Told:
    """The figures of a whole and its parts, as they may be told together."""

    def __init__(
        self,
        book: Book,
        whole: Figures,
        parts: Mapping[str, Figures],
        keys: Sequence[str],
        before: Sequence[Before] = (),
        again: Mapping[str, Figures] | None = None,
    ) -> None:
        self.book, self.whole = book, whole
        chains = [*book.chains, *((one.of, one.key) for one in book.measures.values()
                                  if one.form is Form.SHARE and one.persons)]  # fmt: skip
        bases = dict.fromkeys(book.measures[key].of for key in keys if key in book.measures)
        self.keys = list(dict.fromkeys([PUPILS, *filter(None, bases), *keys]))
        counted = [key for key in self.keys if self._counts(key)]
        self.cells = table(parts, whole, counted, chains, before=before, again=again)
        every = [key for key in _every(book) if self._counts(key)]
        self._alone = table({}, whole, every, chains, before=before)[TOTAL]

    def _counts(self, key: str) -> bool:
        measure = self.book.measures.get(key)
        return measure is None or (measure.form in (Form.SHARE, Form.COUNT) and measure.persons)

    def cell(self, key: str) -> Cell:
        """A count of the whole: masked together with the parts where these are told, else in its chains."""
        return self.cells[TOTAL].get(key) or self._alone.get(key) or Cell(Shown.UNKNOWN)

    def line(self, key: str, note: str = "") -> Line:
        """The figure with its definition."""
        measure = self.book.measures[key]
        text, part, whole = self._text(measure)
        value = measure.value(self.whole) if measure.form in (Form.DAYS, Form.POINTS) else None
        if value is not None and self.cell(measure.of).shown is not Shown.COUNT:
            text, value = _("för få"), None
        return Line(measure.definition, key, measure.long, text, part, whole, value, measure.better.key, note)

    def lines(self, keys: Iterable[str]) -> tuple[Line, ...]:
        return tuple(self.line(key) for key in keys)

    def _text(self, measure: Measure) -> tuple[str, int | None, int | None]:
        if measure.form in (Form.DAYS, Form.POINTS):
            return measure.text(self.whole), None, None
        if not measure.persons:
            share = measure.share(self.whole)
            return measure.text(self.whole), share.part, share.whole
        count = self.cell(measure.key)
        if count.shown is Shown.UNKNOWN:
            return measure.text(self.whole), None, None
        if measure.form is Form.COUNT:
            return _said(count), count.count, None
        of = self.cell(measure.of)
        if of.shown is not Shown.COUNT:
            return (_said(count) if count.count != 0 else "0"), count.count, None
        if not measure.share(self.whole).computable:
            return measure.text(self.whole), count.count, of.count
        if count.shown is Shown.COUNT:
            return measure.text(self.whole), count.count, of.count
        return _("{part} av {whole}").format(part=_said(count), whole=_said(of)), count.count, of.count

    def row(self, name: str, key: str, columns: Sequence[str], more: Sequence[str] = ()) -> Row:
        """One part's cells, `key` its name in the masking."""
        found = [self.cells[key].get(column) or Cell(Shown.UNKNOWN) for column in columns]
        return Row(name, (*(one.text() for one in found), *more),
                   (*(one.count for one in found), *[None] * len(more)), key)  # fmt: skip

    def bars(self, key: str, names: Mapping[str, str], figures: Mapping[str, Figures]) -> Chart:
        """The shares of the parts; one that is masked says so and has no bar."""
        measure = self.book.measures[key]
        found = []
        for name, label in names.items():
            part, whole = self.cells[name].get(key), self.cells[name].get(measure.of)
            shown = part and whole and part.shown is Shown.COUNT and whole.shown is Shown.COUNT
            share = measure.share(figures[name])
            text = share.text() if shown else _SUPPRESSED if part and part.shown is Shown.SMALL else ".."
            found.append(Bar(label, share.tenths if shown else None, text))
        return chart(self.book, measure, found)


def chart(book: Book, measure: Measure, found: Sequence[Bar]) -> Chart:
    unit = _("andel av eleverna, {better}").format(better=measure.better.label)
    return Chart(f"{measure.definition} {measure.long}", unit, tuple(found))


def trend(
    book: Book, terms: Sequence[tuple[str, Told]], unusual: Collection[str] = (), note: str = ""
) -> Section:
    """The shares term by term, each as it may be told; the report's own term as the report tells it."""
    keys = ("I01_15", "I01_20", "I02", "I03", "I07")
    rows = tuple(_of_term(name, one, keys, name in unusual) for name, one in terms)
    short = {"I03": _("100 %, 1 mån"), "I07": _("Med beslut")}
    heads = tuple((key, short.get(key) or book.measures[key].name) for key in keys)
    high = book.measures["I01_20"]
    bars = [Bar(row.name, row.numbers[1], row.cells[1]) for row in rows]
    pictures = (chart(book, high, bars),) if len(rows) > 1 else ()
    notes = [note] if note else []
    notes += [] if len(rows) > 3 else [_("Jämförelsen blir säkrare med minst fyra terminer.")]
    notes += [_("* Ovanlig period.")] if any(name in unusual for name, _one in terms) else []
    of_terms = Table(
        "terms", _("Terminer, andel av eleverna"), _("Termin"), heads, rows, note=" ".join(notes)
    )
    return Section(_("Utvecklingen över tid"), charts=pictures, tables=(of_terms,))


def _of_term(name: str, told: Told, keys: Sequence[str], is_unusual: bool) -> Row:
    """The shares where both counts are told, else how they are not; a star at a term that was unusual."""
    lines = told.lines(keys)
    shares = [Share(one.part, one.whole) if one.part is not None and one.whole else None for one in lines]
    texts = tuple(
        share.text() if share else told.cell(one.key).text() for share, one in zip(shares, lines, strict=True)
    )
    shown = f"{name} *" if is_unusual else name
    return Row(shown, texts, tuple(share.tenths if share else None for share in shares), name)


def used_table(rows: Sequence[tuple[str, int, str]], head: str) -> Table:
    """Kinds of measures: title, how many began, and a column of words."""
    shown = tuple(
        Row(title, (cell(count).text(), words), (cell(count).count, None)) for title, count, words in rows
    )
    heads = (("started", _("Påbörjade")), ("where", head))
    return Table("interventions", _("I15 Insatser ur katalogen"), _("Insats"), heads, shown)


def goals(told: Told, goals: Iterable[Goal]) -> Section:
    """Each goal of the pack beside what the figure is; nothing where none is set."""
    rows = []
    for goal in goals:
        now = told.line(goal.measure.key).text if goal.measure else _("följs på annat sätt")
        rows.append(Row(goal.name, (f"{goal.value} {goal.unit}".strip(), now), (goal.value, None)))
    if not rows:
        return Section("")
    heads = (("goal", _("Mål")), ("now", _("Utfall")))
    return Section(_("Mål"), tables=(Table("goals", _("I21 Mål och utfall"), _("Mål"), heads, tuple(rows)),))


def causes(told: Told, at_least: frozenset[str] = frozenset()) -> Section:
    """The causes that are named, the most common first; a sum without its smallest parts has no share."""
    keys = [
        key for key in told.book.measures
        if key.startswith("I13_") and (told.whole.get(key) or key in at_least)
    ]  # fmt: skip
    keys.sort(key=lambda key: -(told.whole.get(key) or 0))
    lines = tuple(_partly(told, key) if at_least & {key, "I13_known"} else told.line(key) for key in keys)
    words = () if lines else (_("Orsaker kan inte beräknas, eller är inte angivna i någon kartläggning."),)
    return Section(_("Orsaker"), lines, words=words)


def _partly(told: Told, key: str) -> Line:
    """A sum over those schools that told more than four."""
    line, count = told.line(key), told.cell(key)
    text = count.text() if count.count else _("finns")
    return replace(line, text=text, whole=None, note=_("minst, små tal är inte med"))


def explained(book: Book, sections: Iterable[Section]) -> tuple[tuple[str, str, str], ...]:
    """The definitions that the lines name, in their order."""
    named = {line.definition for section in sections for line in section.lines}
    return tuple((one.id, one.name, one.text) for one in book.definitions if one.id in named)


def coverage_text(share: Share, certain: int) -> str:
    """`78,0 % osäker`; how much was reported."""
    if not share.computable:
        return "–"
    words, is_uncertain = _coverage(share, certain)
    return f"{words} {_('osäker')}" if is_uncertain else words


def coverage_said(share: Share, certain: int) -> str:
    """`93,9 %, osäker`, or "" where nothing is known."""
    if not share.computable:
        return ""
    words, is_uncertain = _coverage(share, certain)
    return _("{share}, osäker").format(share=words) if is_uncertain else words


def _coverage(share: Share, certain: int) -> tuple[str, bool]:
    """The share in words that do not round it up to what is `certain`, and whether it is less."""
    enough = Limit(certain)
    return share.text([enough]), not share.reaches(enough)


def period_words(key: str) -> str:
    """`höstterminen 2026` of HT2026, `läsåret 2026/27` of LÅ2026-27, the days of a time of one's own."""
    season, year = key[:2], key[2:]
    names = {"HT": _("höstterminen {year}"), "VT": _("vårterminen {year}"), "LÅ": _("läsåret {year}")}
    return names[season].format(year=year.replace("-", "/")) if season in names else key.replace("--", " – ")


def not_over(work: Work, span: Span, until: date | None) -> tuple[str, ...]:
    """That the period goes on, so that its figures are not yet those of the whole of it."""
    if until is None or span.last < work.today:
        return ()
    return (_("Perioden är inte slut. Siffrorna gäller till och med {day}.").format(day=until),)


def _said(one: Cell) -> str:
    return _("dolt antal") if one.shown is Shown.HIDDEN else one.text()


def _every(book: Book) -> list[str]:
    bases = (one.of for one in book.measures.values() if one.of)
    return list(dict.fromkeys([PUPILS, *bases, *book.measures]))
