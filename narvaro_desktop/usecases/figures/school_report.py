"""One school's report: for its rektor, for a nämnd with one school, and elevhälsan's own follow-up."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from narvaro_desktop.domain.figures.counting import Used
from narvaro_desktop.domain.figures.indicators import PUPILS, Figures
from narvaro_desktop.domain.figures.published import cell
from narvaro_desktop.domain.figures.report import Chart, Report, ReportKind, Section, Table
from narvaro_desktop.domain.identity import LegalSex
from narvaro_desktop.domain.planning.effect import Summary
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.figures import statistics, team_report
from narvaro_desktop.usecases.figures.report_making import (
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
    not_over,
    trend,
    used_table,
)
from narvaro_desktop.usecases.figures.report_summary import summary
from narvaro_desktop.usecases.figures.statistics import Answered, Axis, Group, Period, book
from narvaro_desktop.usecases.figures.told_before import told_before
from narvaro_desktop.usecases.work import Work


def report(work: Work, kind: ReportKind, period: Period, include_all: bool = False) -> Report:
    """The report without a name yet."""
    found = statistics.answered(work, period, Axis.YEAR, include_all=include_all)
    source = found.source
    sections = [
        one for one in _sections(work, kind, found) if one.lines or one.tables or one.charts or one.words
    ]
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
        definitions=book().version,
        notes=(
            *not_over(work, period.span, source.until),
            *found.marks,
            _("Antal från ett till fyra visas som <5. Tal som annars skulle röja dem döljs (..)."),
        ),
        sections=tuple(sections),
        explained=explained(book(), sections),
        coverage=coverage_said(source.coverage, book().certain_percent),
    )


def _sections(work: Work, kind: ReportKind, found: Answered) -> Iterator[Section]:
    """Every section, an empty one too, in order."""
    period = found.period
    large = (found.whole.get(PUPILS) or 0) >= book().fewest_pupils
    parts = {group.name: group.figures for group in found.groups} if large else {}
    sexes = statistics.by_sex(work, period, include_all=found.include_all) if large else {}
    before = told_before(work, period.span, found.source.until, book())
    again = {sex.key: one for sex, one in sexes.items()}
    told = Told(book(), found.whole, parts, FEWER, before, again)
    terms = _trend(work, found, told)
    yield summary(told, period.key, terms)
    yield Section(_("Frånvaro"), told.lines(ABSENCE))
    yield terms
    yield _by_year(told, parts)
    yield _by_sex(told, sexes)
    yield Section(_("Utredning och anmälan"), told.lines(INQUIRIES))
    yield Section(_("Ärenden och tider"), told.lines((*CASES, *TIMES)))
    yield causes(told)
    yield Section(_("Samverkan"), told.lines(PARTNERS))
    yield Section(_("Åtgärder och insatser"), told.lines(MEASURES), tables=(_used(found),))
    if kind is ReportKind.TEAM:
        yield from team_report.sections(work, told, period.span)
    yield goals(told, found.goals)
    yield Section(_("Hur säkra siffrorna är"), told.lines(("I19",)), words=found.marks)


def _trend(work: Work, found: Answered, told: Told) -> Section:
    """The terms, the report's own as it is `told`; a new routine is noted."""
    spans = {one.key: one.span for one in statistics.periods(work)}
    terms = [
        (one.name, told if one.name == found.period.key
         else _earlier(work, one, spans[one.name], found.source.until))
        for one in found.trend
    ]  # fmt: skip
    changed = [one.name for one in found.trend if statistics.routines_from(work, spans[one.name])]
    note = _("Ny rutin under {terms}.").format(terms=", ".join(changed)) if changed else ""
    return trend(book(), terms, found.unusual, note)


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
