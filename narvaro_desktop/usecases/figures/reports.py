"""Reports: looked at before, frozen under a name, and the same bytes whenever they are asked for again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.figures.report import Report, ReportKind, report_of
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.i18n import _, in_swedish
from narvaro_desktop.store.tables import ReportRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.figures import board_report, report_files, school_report, statistics
from narvaro_desktop.usecases.figures.statistics import Period, custom
from narvaro_desktop.usecases.figures.told_before import changed_little, told_before
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PACKAGES})


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A frozen report in the list."""

    id: UUID
    name: str
    kind: ReportKind
    period: str
    data_date: date | None
    made_on: date


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A frozen report: its figures, their very text, and its paper."""

    line: ReportLine
    report: Report
    text: bytes
    paper: bytes


def reports(work: Work) -> list[ReportLine]:
    """Every frozen report, the latest first."""
    work.may(Resource.REPORT, Action.LIST)
    rows = work.session.scalars(select(ReportRow).order_by(ReportRow.made_at.desc(), ReportRow.id.desc()))
    return [_line(work, row) for row in rows]


@in_swedish()
def preview(work: Work, kind: ReportKind, period: Period, *, include_all: bool = False) -> Report:
    """The report as it would be frozen now, under the name that it would get."""
    work.may(Resource.REPORT, Action.READ)
    made = _maker(work, kind)(work, kind, _named(work, period), include_all)
    known = statistics.book()
    until = date.fromisoformat(made.data_date) if made.data_date else None
    if changed_little(made, told_before(work, period.span, until, known), known):
        words = _("Tal som har ändrats med färre än fem sedan en tidigare rapport döljs: se den rapporten.")
        made = replace(made, notes=(*made.notes, words))
    return replace(made, name=_next_name(work, period))


@in_swedish()
def paper_of(work: Work, report: Report, *, draft: bool = True) -> bytes:
    """The paper of a report; one that is not frozen says on every page that it is a draft."""
    from narvaro_desktop.documents import statistics_report  # reportlab is slow

    work.may(Resource.REPORT, Action.READ)
    return statistics_report.report(report, _text(report), work.now, draft=draft)


def freeze(work: Work, kind: ReportKind, period: Period, *, include_all: bool = False) -> Made[UUID]:
    """Keep the report as it is now, for good."""
    work.may(Resource.REPORT, Action.WRITE)
    report = preview(work, kind, period, include_all=include_all)
    row = ReportRow(
        id=work.new_id(),
        name=report.name,
        kind=kind.key,
        period=period.key,
        first_day=period.span.first,
        last_day=period.span.last,
        data_date=date.fromisoformat(report.data_date) if report.data_date else None,
        definitions=report.definitions,
        body=_text(report).decode("utf-8"),
        paper=paper_of(work, report, draft=False),
        made_at=work.now,
        made_by=work.actor.id,
    )
    work.session.add(row)
    work.session.flush()
    work.log("report.freeze", report=row.name)
    return Made(CHANGED, row.id)


def frozen(work: Work, report_id: UUID) -> FrozenReport:
    """The report as it was frozen."""
    work.may(Resource.REPORT, Action.READ)
    row = work.session.get_one(ReportRow, report_id)
    return FrozenReport(
        _line(work, row), report_of(json.loads(row.body)), row.body.encode("utf-8"), row.paper
    )


def save(work: Work, report_id: UUID, folder: Path) -> Made[tuple[Path, ...]]:
    """The paper, the tables as CSV and XLSX, and an open database, in `folder`; that it was done is logged.

    :raises OutboxFull, OutboxReadOnly, OutboxMissing: nothing has been kept
    """
    work.may(Resource.REPORT, Action.EXPORT)
    held = frozen(work, report_id)
    name = held.line.name
    files = {f"rapport-{name}.pdf": held.paper, f"rapport-{name}.json": held.text}
    files |= report_files.files(held.report, f"rapport-{name}")
    for each, content in files.items():
        packages.put(work, folder / each, content)
    work.log("report.export", report=name)
    return Made(NOTHING, tuple(folder / each for each in files))


def _text(report: Report) -> bytes:
    return json.dumps(report.as_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _named(work: Work, period: Period) -> Period:
    """The period with its name as papers say it, whatever the window speaks."""
    is_huvudman = settings.profile(work).kind is VaultKind.HUVUDMAN
    known = board_report.periods(work) if is_huvudman else statistics.periods(work)
    return next((one for one in known if one.key == period.key), custom(period.span.first, period.span.last))


Maker = Callable[[Work, ReportKind, Period, bool], Report]


def _maker(work: Work, kind: ReportKind) -> Maker:
    """A huvudman's report is of many schools, every other of the school itself."""
    is_huvudman = settings.profile(work).kind is VaultKind.HUVUDMAN
    makers: Mapping[bool, Maker] = {True: board_report.report, False: school_report.report}
    return makers[is_huvudman and kind is ReportKind.BOARD]


def _next_name(work: Work, period: Period) -> str:
    """HT2026-1, then HT2026-2."""
    wanted = select(func.count()).where(ReportRow.period == period.key)
    return f"{period.key}-{(work.session.scalar(wanted) or 0) + 1}"


def _line(work: Work, row: ReportRow) -> ReportLine:
    made_on = row.made_at.astimezone(work.now.tzinfo).date()
    return ReportLine(row.id, row.name, ReportKind.of(row.kind), row.period, row.data_date, made_on)
