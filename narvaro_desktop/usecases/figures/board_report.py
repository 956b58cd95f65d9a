"""The report to the nämnd: what the schools have told, added up; each school masked, every sum exact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.figures.aggregate import Aggregate, Merged, merged
from narvaro_desktop.domain.figures.indicators import PLANNED, PUPILS, REPORTED, Figures
from narvaro_desktop.domain.figures.masking import FEWEST
from narvaro_desktop.domain.figures.published import TOTAL
from narvaro_desktop.domain.figures.report import Line, Report, ReportKind, Row, Section, Table
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.figures import aggregates, statistics
from narvaro_desktop.usecases.figures.report_making import (
    ABSENCE,
    CASES,
    COLUMNS,
    INQUIRIES,
    MEASURES,
    PARTNERS,
    TIMES,
    Told,
    causes,
    coverage_said,
    coverage_text,
    explained,
    goals,
    not_over,
    period_words,
    trend,
    used_table,
)
from narvaro_desktop.usecases.figures.report_summary import summary
from narvaro_desktop.usecases.figures.statistics import (
    VERSION,
    Answered,
    Axis,
    Group,
    Period,
    Source,
    book,
)
from narvaro_desktop.usecases.figures.told_before import told_before
from narvaro_desktop.usecases.figures.unusual_times import met
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.work import Work

_MOST = 80
_MEDIANS_APART = frozenset({"I09_median", "I10_found", "I10_talk", "I10_inquiry", "I10_measure", "I16",
                            "I20_median"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Collected:
    """What has come for a period; `missing` are schools with a known kontaktkort that have sent none."""

    period: Period
    units: tuple[Aggregate, ...]
    missing: tuple[str, ...]
    others: tuple[str, ...]
    """Schools that counted by other definitions, and are left out."""


def periods(work: Work) -> tuple[Period, ...]:
    """The periods for which some school has sent its figures, the latest first."""
    found = {one.told.period: one.told for one in aggregates.received(work)}
    return tuple(Period(key, period_words(key), Span(told.first, told.last)) for key, told in found.items())


def collected(work: Work, period: Period) -> Collected:
    """The schools' figures of a period, by name."""
    work.may(Resource.REPORT, Action.READ)
    here = [one for one in aggregates.received(work) if one.told.period == period.key]
    units = sorted((one.told for one in here), key=lambda one: sort_key(one.name))
    came = {one.sender for one in here}
    schools = [card for card in others_cards.trusted_cards(work) if card.id.startswith("schoolUnit:")]
    return Collected(
        period,
        tuple(one for one in units if one.definitions == VERSION),
        tuple(sorted((card.display_name for card in schools if card.id not in came), key=sort_key)),
        tuple(one.name for one in units if one.definitions != VERSION),
    )


def answered(work: Work, period: Period) -> Answered:
    """Every question of the schools together, and of each; exact, for those to whom they were sealed."""
    held, known = collected(work, period), book()
    whole = merged(held.units, known)
    terms = [(one.key, merged(collected(work, one).units, known).figures) for one in _terms(work, period)]
    days = [one.data_date for one in held.units if one.data_date]
    return Answered(
        period=period,
        axis=Axis.UNIT,
        whole=whole.figures,
        groups=tuple(Group(one.name, one.figures) for one in held.units),
        used=tuple(one for one, _units in whole.used),
        trend=tuple(Group(name, figures) for name, figures in terms),
        goals=statistics.goals_of(work, period),
        source=Source(min(days, default=None), _source(days, len(held.units)), _coverage(whole)),
        marks=(*_notes(held, whole)[1:], *(one.text() for one in met(work, period.span))),
        unusual=frozenset(one.key for one in _terms(work, period) if met(work, one.span)),
    )


def report(work: Work, kind: ReportKind, period: Period, include_all: bool = False) -> Report:
    """The report without a name yet; what a school told is told, `include_all` was its own choice."""
    held, known = collected(work, period), book()
    whole, until = merged(held.units, known), _until(held)
    sections = [
        one for one in _sections(work, held, whole) if one.lines or one.tables or one.charts or one.words
    ]
    return Report(
        name="",
        kind=kind.key,
        title=kind.label,
        sender=settings.profile(work).name,
        period=period.label,
        first=period.span.first.isoformat(),
        last=period.span.last.isoformat(),
        data_date=until.isoformat() if until else "",
        source=_source([one.data_date for one in held.units if one.data_date], len(held.units)),
        definitions=known.version,
        notes=(
            *not_over(work, period.span, until),
            *_notes(held, whole),
            *(one.text() for one in met(work, period.span)),
        ),
        sections=tuple(sections),
        explained=explained(known, sections),
        coverage=coverage_said(_coverage(whole), known.certain_percent),
    )


def _sections(work: Work, held: Collected, whole: Merged) -> Iterator[Section]:
    """Every section, an empty one too, in order."""
    period, known, count = held.period, book(), len(held.units)
    parts = {one.unit: one.figures for one in held.units}
    told = Told(known, whole.figures, parts, COLUMNS, told_before(work, period.span, _until(held), known))
    others = _other_schools(work, period)
    terms = _trend(work, period, told, others)
    yield summary(told, period.key, terms, compares=not others)
    yield Section(_("Frånvaro i kommunens skolor"), _lines(told, whole, ABSENCE, count))
    yield terms
    yield _units(told, held)
    yield Section(_("Utredning och anmälan"), _lines(told, whole, INQUIRIES, count))
    yield Section(_("Ärenden och tider"), _lines(told, whole, (*CASES, *TIMES), count))
    yield causes(told, whole.at_least)
    yield Section(_("Samverkan"), _lines(told, whole, PARTNERS, count))
    yield Section(
        _("Åtgärder och insatser"), _lines(told, whole, MEASURES, count), tables=(_used(whole, count),)
    )
    yield goals(told, statistics.goals_of(work, period))
    yield _quality(told, held)


def _trend(work: Work, period: Period, told: Told, note: str) -> Section:
    """The terms, the report's own as it is `told`."""
    terms = _terms(work, period)
    figures = [(one.key, told if one.key == period.key else _earlier(work, one)) for one in terms]
    unusual = frozenset(one.key for one in terms if met(work, one.span))
    return trend(book(), figures, unusual, note)


def _earlier(work: Work, period: Period) -> Told:
    """The sums of another term, beside what was told of it."""
    held = collected(work, period)
    figures = merged(held.units, book()).figures
    return Told(book(), figures, {}, ABSENCE, told_before(work, period.span, _until(held), book()))


def _until(held: Collected) -> date | None:
    """The day that every school's figures reach."""
    return min((one.data_date for one in held.units if one.data_date), default=None)


def _other_schools(work: Work, period: Period) -> str:
    """That the terms are not of the same schools, and so are not the same thing; "" where they are."""
    units = {one.key: {unit.unit for unit in collected(work, one).units} for one in _terms(work, period)}
    if len({frozenset(held) for held in units.values()}) < 2:
        return ""
    counts = ", ".join(f"{name}: {len(held)}" for name, held in units.items())
    return _(
        "Terminerna bygger inte på samma skolor ({counts}) och går därför inte att jämföra rakt av."
    ).format(counts=counts)


def _coverage(whole: Merged) -> Share:
    return Share(whole.figures.get(REPORTED) or 0, whole.figures.get(PLANNED) or 0)


def _lines(told: Told, whole: Merged, wanted: Sequence[str], units: int) -> tuple[Line, ...]:
    kept = [key for key in wanted if key not in _MEDIANS_APART]
    return tuple(
        told.line(key, _told_by(whole.silent[key], units) if key in whole.silent else "")
        for key in kept
    )  # fmt: skip


def _units(told: Told, held: Collected) -> Section:
    """Every school, with how much was reported; the sum stands below."""
    if not held.units:
        return Section(_("Skolenheter"), words=(_("Ingen skola har lämnat siffror för perioden."),))
    heads = (PUPILS, *COLUMNS)
    named = {PUPILS: _("Elever"), "I06": _("Inledda utr."), "I03": _("100 %, 1 mån")}
    columns = [(key, named.get(key) or told.book.measures[key].name) for key in heads]
    columns.append(("notified", _("Anmälda")))
    names = {one.unit: _name(one) for one in held.units}
    rows = [told.row(names[one.unit], one.unit, heads, (_notified(one),)) for one in held.units]
    given = told.line("I08_given")
    share = (
        Share(given.part or 0, given.whole or 0).text() if given.part is not None and given.whole else ".."
    )
    rows.append(told.row(_("Alla skolenheter"), TOTAL, heads, (share,)))
    note = _("<5 är ett antal från ett till fyra. Tal som annars skulle röja ett sådant visas som ..")
    counts = Table(
        "units", _("Antal per skolenhet"), _("Skolenhet"), tuple(columns), tuple(rows), total=True, note=note
    )
    figures: Mapping[str, Figures] = {one.unit: one.figures for one in held.units}
    chart = told.bars("I01_20", {one.unit: one.name for one in held.units}, figures)
    bars = tuple(
        replace(bar, text=f"{bar.text} {_('osäker')}") if bar.tenths and _is_uncertain(one) else bar
        for bar, one in zip(chart.bars, held.units, strict=True)
    )
    return Section(_("Skolenheter"), charts=(replace(chart, bars=bars),), tables=(counts,))


def _name(one: Aggregate) -> str:
    """The school, with a mark where its figures are uncertain."""
    return _("{school} (osäker)").format(school=one.name) if _is_uncertain(one) else one.name


def _notified(one: Aggregate) -> str:
    """How many of a school's utredningar are notified, so coarse that no few are pointed out."""
    given, opened = one.figures.get("I08_given"), one.figures.get("I06")
    if given is None or opened is None:
        return "–"
    if opened < FEWEST:
        return ".." if opened else "–"
    if given == opened:
        return _("alla")
    return _("≥ 80 %") if 100 * given >= _MOST * opened else _("< 80 %")


def _quality(told: Told, held: Collected) -> Section:
    """How much was reported at each school; figures of a school below the limit are marked."""
    certain = told.book.certain_percent
    rows = tuple(
        Row(one.name,
            (coverage_text(one.coverage, certain), one.data_date.isoformat() if one.data_date else "–"),
            (one.coverage.tenths, None))
        for one in held.units
    )  # fmt: skip
    heads = (("coverage", _("Rapporterat")), ("until", _("T.o.m.")))
    table = Table("quality", _("I19 Rapporteringsgrad"), _("Skolenhet"), heads, rows)
    missing = _("Har inte lämnat siffror: {schools}.").format(schools=", ".join(held.missing))
    words = (missing,) if held.missing else ()
    return Section(_("Hur säkra siffrorna är"), tables=(table,) if rows else (), words=words)


def _told_by(told: int, units: int) -> str:
    words = ngettext("{told} av {units} skola", "{told} av {units} skolor", units)
    return words.format(told=told, units=units)


def _used_by(count: int, units: int) -> str:
    words = ngettext("{count} av {units} skolenhet", "{count} av {units} skolenheter", units)
    return words.format(count=count, units=units)


def _used(whole: Merged, units: int) -> Table:
    rows = [(one.title, one.started, _used_by(at, units)) for one, at in whole.used]
    return used_table(rows, _("Var"))


def _notes(held: Collected, whole: Merged) -> tuple[str, ...]:
    """What has to be known before the figures are read."""
    said = [_("Antal från ett till fyra visas som <5. Tal som annars skulle röja dem döljs (..).")]
    if any(one.leaves_out_protected for one in held.units):
        said.append(_("Elever med skyddade personuppgifter redovisas inte."))
    certain = book().certain_percent
    uncertain = [one.name for one in held.units if _is_uncertain(one)]
    if uncertain:
        words = _("Osäkra siffror, mindre än {percent} % av lektionerna rapporterade: {schools}.")
        said.append(words.format(percent=certain, schools=", ".join(uncertain)))
    if whole.figures.get("set_aside"):
        said.append(statistics.set_aside(whole.figures))
    if held.missing:
        words = _("Har inte lämnat siffror: {schools}.")
        said.append(words.format(schools=", ".join(held.missing)))
    if held.others:
        words = _("Räknar med andra definitioner och är inte med: {schools}.")
        said.append(words.format(schools=", ".join(held.others)))
    if len({one.ladder for one in held.units}) > 1:
        said.append(_("Skolorna arbetar efter olika trappor. Steg i olika trappor är inte samma sak."))
    return tuple(said)


def _is_uncertain(one: Aggregate) -> bool:
    coverage = one.coverage
    return coverage.computable and 100 * coverage.part < book().certain_percent * coverage.whole


def _terms(work: Work, period: Period) -> list[Period]:
    """The terms up to this one, the earliest first."""
    found = [
        one for one in periods(work) if not one.key.startswith("LÅ") and one.span.last <= period.span.last
    ]
    return sorted(found, key=lambda one: one.span.first)[-6:]


def _source(days: Sequence[date], units: int) -> str:
    words = ngettext("{units} skolenhets egna siffror", "{units} skolenheters egna siffror", units)
    words = words.format(units=units)
    if days and min(days) != max(days):
        words += _(", den senaste t.o.m. {day}").format(day=max(days).isoformat())
    return words
