"""The first lines of a report: what a reader who reads nothing else has to know, in whole sentences.

Only what the report tells further down is said here, so nothing masked comes out this way.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from narvaro_desktop.domain.absence.shares import Share, decimal_text
from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.figures.masking import FEWEST
from narvaro_desktop.domain.figures.report import Row, Section
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.figures.report_making import Told, period_words

_PUPILS: Final = (
    ("I01_20", N_("{many} hade minst 20 procents frånvaro.")),
    ("I02", N_("{many} var borta mer än halva tiden.")),
    ("I03", N_("{many} var borta helt en månad eller mer.")),
)
_DECIDED: Final = N_(
    "För {part} av {whole} elever med minst 20 procents frånvaro ({share}) har rektor beslutat om "
    "utredning ska inledas eller inte."
)
_GIVEN: Final = N_("Av {whole} inledda utredningar är {part} ({share}) anmälda till huvudmannen.")
_HIGH_COLUMN: Final = "I01_20"


def summary(told: Told, period: str, trend: Section, *, compares: bool = True) -> Section:
    """`period` is its key (HT2026), `trend` the section of the terms, which one `compares` or does not."""
    words = tuple(_sentences(told, period, trend if compares else None))
    nothing = _("Ingen frånvaro är inläst för perioden, och inga utredningar är inledda.")
    return Section(_("I korthet"), words=words or (nothing,))


def _sentences(told: Told, period: str, trend: Section | None) -> Iterator[str]:
    for key, words in _PUPILS:
        if many := _many(told, key):
            yield _(words).format(many=many)
    if trend is not None:
        yield from _change(period, trend)
    for key, words in (("I07", _DECIDED), ("I08_given", _GIVEN)):
        line = told.line(key)
        if line.part is not None and line.whole:
            share = Share(line.part, line.whole).text()
            yield _(words).format(part=grouped(line.part), whole=grouped(line.whole), share=share)


def _many(told: Told, key: str) -> str:
    """`286 av 3 812 elever (7,5 %)`, or "" where the count may not be told or is not known."""
    line = told.line(key)
    if line.part is None or not line.whole:
        few = told.cell(key).text(FEWEST) == f"<{FEWEST}" and line.whole
        return _("Färre än fem elever") if few else ""
    if line.part == 0:
        return _("Ingen av {whole} elever").format(whole=grouped(line.whole))
    share = Share(line.part, line.whole).text()
    words = _("{part} av {whole} elever ({share})")
    return words.format(part=grouped(line.part), whole=grouped(line.whole), share=share)


def _change(period: str, trend: Section) -> Iterator[str]:
    """Against the same term a year before, else against the term before."""
    [table] = trend.tables
    place = [key for key, _head in table.columns].index(_HIGH_COLUMN)
    before = _compared_with(period, table.rows)
    if before is None:
        return
    now, then = table.rows[-1].numbers[place], before.numbers[place]
    if now is None or then is None:
        return
    facts = {
        "term": period_words(before.key),
        "change": decimal_text(abs(now - then), 1),
        "then": decimal_text(then, 1),
    }
    words = _("Andelen elever med minst 20 procents frånvaro är densamma som {term}.")
    if now > then:
        words = _(
            "Andelen elever med minst 20 procents frånvaro är {change} procentenheter högre än "
            "{term} ({then} %)."
        )
    elif now < then:
        words = _(
            "Andelen elever med minst 20 procents frånvaro är {change} procentenheter lägre än "
            "{term} ({then} %)."
        )
    yield words.format(**facts)


def _compared_with(period: str, rows: Sequence[Row]) -> Row | None:
    if len(rows) < 2 or rows[-1].key != period:
        return None
    year_before = f"{period[:2]}{int(period[2:]) - 1}"
    return next((row for row in rows if row.key == year_before), rows[-2])
