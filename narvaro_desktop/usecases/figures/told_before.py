"""What frozen reports have told of a time, so that a new one beside them gives away no few persons.

Two reports of one term, frozen before and after a pupil came, would tell of that pupil by their difference;
so would a läsår beside its term.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.absence.shares import NOT_COMPUTABLE
from narvaro_desktop.domain.figures.indicators import Book, Form
from narvaro_desktop.domain.figures.published import TOTAL, Before
from narvaro_desktop.domain.figures.report import Report, report_of
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.store.tables import ReportRow
from narvaro_desktop.usecases.work import Work

_SAME: Final = 4
"""A time is nearly the same as another where all but a fourth of the longer is in both."""
_CLOSE: Final = timedelta(days=28)
"""Reports whose data end farther apart differ by what has happened since, not by some pupil or other."""
_AT_AN_END: Final = frozenset({"I05_open"})
"""Counted on a day: it does not add up over time."""
_COUNTED: Final = frozenset({"years", "units", "sexes"})
"""The tables whose cells are counts of the definitions."""


def told_before(work: Work, span: Span, until: date | None, book: Book) -> tuple[Before, ...]:
    """What each earlier report told that overlaps `span`; the data that are told now reach to `until`.

    What adds up over time is compared with all of them: the difference is a count of the time between.
    """
    rows = work.session.scalars(
        select(ReportRow).where(ReportRow.first_day <= span.last, ReportRow.last_day >= span.first)
    )
    adding = frozenset(
        key for one in book.measures.values() if one.form in (Form.COUNT, Form.SHARE) and _adds_up(one.key)
        for key in (one.key, one.of) if key and _adds_up(key)
    )  # fmt: skip
    return tuple(
        Before(
            _counts(report_of(json.loads(row.body)), book),
            frozenset() if _are_alike(row, span, until) else adding,
        )
        for row in rows
    )


def changed_little(report: Report, before: Sequence[Before], book: Book) -> bool:
    """Whether something is hidden in `report` that an earlier one told."""
    now = _counts(report, book)
    return any(
        told is not None and now.get(key, 0) is None and (not one.keys or key[1] in one.keys)
        for one in before for key, told in one.counts.items()
    )  # fmt: skip


def _adds_up(key: str) -> bool:
    return key not in _AT_AN_END and not key.startswith(("pupils", "I01", "I02", "I03", "I04", "I07", "I18"))


def _are_alike(row: ReportRow, span: Span, until: date | None) -> bool:
    if row.data_date and until and abs(row.data_date - until) > _CLOSE:
        return False
    shared = (min(row.last_day, span.last) - max(row.first_day, span.first)).days + 1
    longer = max((row.last_day - row.first_day).days, (span.last - span.first).days) + 1
    return (longer - shared) * _SAME <= longer


def _counts(report: Report, book: Book) -> dict[tuple[str, str], int | None]:
    """What the report tells, by row and column; what it does not know is not there."""
    found: dict[tuple[str, str], int | None] = {}
    for line in report.lines:
        measure = book.measures.get(line.key)
        unknown = line.part is None and line.text == NOT_COMPUTABLE
        if measure is None or unknown or not measure.persons or measure.form in (Form.DAYS, Form.POINTS):
            continue
        found[TOTAL, line.key] = line.part
        if measure.of:
            found.setdefault((TOTAL, measure.of), line.whole)
    for table in report.tables:
        for row in table.rows if table.key in _COUNTED else ():
            for (column, _head), text, number in zip(table.columns, row.cells, row.numbers, strict=True):
                if row.key and text != "–" and (column in book.measures or column == "pupils"):
                    found[row.key, column] = number
    return found
