"""One school's report: for its rektor, for a nämnd with one school, and elevhälsan's own follow-up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from narvaro_desktop.domain.counting import Used
from narvaro_desktop.domain.effect import Summary
from narvaro_desktop.domain.identity import LegalSex
from narvaro_desktop.domain.indicators import PUPILS, Figures
from narvaro_desktop.domain.published import cell
from narvaro_desktop.domain.report import Chart, Report, ReportKind, Section, Table
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings, statistics, team_report
from narvaro_desktop.usecases.report_making import (
    ABSENCE,
    CASES,
    FEWER,
    INQUIRIES,
    MEASURES,
    PARTNERS,
    TIMES,
    Told,
    causes,
    coverage_said,
    explained,
    goals,
    trend,
    used_table,
)
from narvaro_desktop.usecases.report_summary import summary
from narvaro_desktop.usecases.statistics import Answered, Axis, Group, Period, book
from narvaro_desktop.usecases.told_before import told_before
from narvaro_desktop.usecases.work import Work


def report(work: Work, kind: ReportKind, period: Period, include_all: bool = False) -> Report:
    """The report without a name yet."""
    found = statistics.answered(work, period, Axis.YEAR, include_all=include_all)
    known = book()
    large = (found.whole.get(PUPILS) or 0) >= known.fewest_pupils
    parts = {group.name: group.figures for group in found.groups} if large else {}
    until = found.source.until
    before = told_before(work, period.span, until, known)
    sexes = statistics.by_sex(work, period, include_all=include_all) if large else {}
    told = Told(known, found.whole, parts, FEWER, before, {sex.key: one for sex, one in sexes.items()})
    spans = {one.key: one.span for one in statistics.periods(work)}
    earlier = [
        (one.name, told if one.name == period.key else _earlier(work, one, spans[one.name], until))
        for one in found.trend
    ]
    changed = [one.name for one in found.trend if statistics.routines_from(work, spans[one.name])]
    note = _("Ny rutin under {terms}.").format(terms=", ".join(changed)) if changed else ""
    terms = trend(known, earlier, found.unusual, note)
    sections = [
        summary(told, period.key, terms),
        Section(_("Frånvaro"), told.lines(ABSENCE)),
        terms,
        _by_year(told, parts),
        _by_sex(told, sexes),
        Section(_("Utredning och anmälan"), told.lines(INQUIRIES)),
        Section(_("Ärenden och tider"), told.lines((*CASES, *TIMES))),
        causes(told),
        Section(_("Samverkan"), told.lines(PARTNERS)),
        Section(_("Åtgärder och insatser"), told.lines(MEASURES), tables=(_used(found),)),
        *(team_report.sections(work, told, period.span) if kind is ReportKind.TEAM else ()),
        goals(told, found.goals),
        Section(_("Hur säkra siffrorna är"), told.lines(("I19",)), words=found.marks),
    ]
    kept = tuple(one for one in sections if one.lines or one.tables or one.charts or one.words)
    source = found.source
    return Report(
        name="",
        kind=kind.key,
        title=kind.label,
        sender=settings.profile(work).name,
        period=period.label,
        first=period.span.first.isoformat(),
        last=period.span.last.isoformat(),
        data_date=source.until.isoformat() if source.until else "",
        source=source.name,
        definitions=known.version,
        notes=(
            *found.marks,
            _("Antal från ett till fyra visas som <5. Tal som annars skulle röja dem döljs (..)."),
        ),
        sections=kept,
        explained=explained(known, kept),
        coverage=coverage_said(source.coverage, known.certain_percent),
    )


def _earlier(work: Work, term: Group, span: Span, until: date | None) -> Told:
    """Another term, beside what was told of it."""
    reach = min(span.last, until) if until else None
    return Told(book(), term.figures, {}, ABSENCE, told_before(work, span, reach, book()))


def _by_sex(told: Told, sexes: Mapping[LegalSex, Figures]) -> Section:
    """Girls and boys beside each other; nothing where nobody's number tells."""
    if not {LegalSex.GIRLS, LegalSex.BOYS} & sexes.keys():
        return Section("")
    rows = tuple(told.row(sex.label.capitalize(), sex.key, (PUPILS, *FEWER)) for sex in sexes)
    table = Table("sexes", _("Elever per kön"), _("Enligt personnummer"), _heads(), rows)
    return Section(_("Flickor och pojkar"), tables=(table,))


def _heads() -> tuple[tuple[str, str], ...]:
    short = {PUPILS: _("Elever"), "I03": _("100 %, 1 mån")}
    return tuple((key, short.get(key) or book().measures[key].name) for key in (PUPILS, *FEWER))


def _by_year(told: Told, parts: dict[str, Figures]) -> Section:
    if not parts:
        words = _("Skolan har färre än {count} elever med uppgifter. Bara summor redovisas.")
        return Section(_("Årskurser"), words=(words.format(count=told.book.fewest_pupils),))
    rows = tuple(told.row(name, name, (PUPILS, *FEWER)) for name in parts)
    table = Table("years", _("Elever per årskurs"), _("Årskurs"), _heads(), rows)
    pictures: tuple[Chart, ...] = (told.bars("I01_20", {name: name for name in parts}, parts),)
    return Section(_("Årskurser"), charts=pictures, tables=(table,))


def _used(found: Answered) -> Table:
    """Each kind of measure with how many ended, and what absence was after it beside before."""
    table = used_table(
        [(one.title, one.started, cell(one.ended).text()) for one in found.used], _("Avslutade")
    )
    heads = (*table.columns, ("change", _("Frånvarons förändring, median")))
    rows = tuple(
        replace(row, cells=(*row.cells, _changed(one)), numbers=(*row.numbers, one.change))
        for row, one in zip(table.rows, found.used, strict=True)
    )
    note = _("Visar förändring, inte orsakssamband. Hög frånvaro sjunker ofta något av sig själv.")
    return replace(table, columns=heads, rows=rows, note=note if rows else "")


def _changed(one: Used) -> str:
    """`−15,0 (n = 6)`; that there are too few, or nothing to compare."""
    if one.change is None:
        return _("för få") if one.seen else "–"
    words = Summary(one.seen, one.change).text()
    return _("{change} procentenheter (n = {n})").format(change=words, n=one.seen)
