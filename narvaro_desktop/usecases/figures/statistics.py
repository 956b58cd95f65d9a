"""Statistik: the school's own figures for a period, parted in groups, over terms, and against its goals."""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Final

from sqlalchemy import func, select

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.access import OutOfReach, Rights
from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.figures.counting import Counts, Used, figures, used
from narvaro_desktop.domain.figures.indicators import (
    PLANNED,
    PUPILS,
    REPORTED,
    SET_ASIDE,
    Book,
    Figures,
    Measure,
    book_of,
)
from narvaro_desktop.domain.figures.published import cell
from narvaro_desktop.domain.figures.school_facts import PupilFact, SchoolFacts
from narvaro_desktop.domain.identity import LegalSex
from narvaro_desktop.domain.schooldays import AcademicYear, Season, Span
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.domain.terms import Role, Term
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import CaseRow, PackRow, PeriodRow, StudentDayRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.figures.statistics_facts import gathered
from narvaro_desktop.usecases.figures.unusual_times import met
from narvaro_desktop.usecases.work import Work

VERSION: Final = "2026-1"
TERMS_SHOWN: Final = 6


class Axis(Term):
    """What the figures are parted by."""

    WHOLE = "whole", N_("hela skolan")
    CLASS = "class", N_("klass")
    YEAR = "school_year", N_("årskurs")
    STAGE = "stage", N_("stadium")
    FORM = "school_form", N_("skolform")
    SEX = "sex", N_("kön")
    STEP = "step", N_("steg i trappan")
    UNIT = "unit", N_("skolenhet")


@dataclass(frozen=True, slots=True)
class Period:
    """`key` is what a frozen report is called after: HT2026, LÅ2026-27, or the days."""

    key: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the school in figures."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the pack and what the figure is now; `measure` None: it is followed elsewhere."""

    name: str
    value: int
    unit: str
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Source:
    """To which day the figures of absence reach, whence they come, and how much was reported."""

    until: date | None
    name: str
    coverage: Share


@dataclass(frozen=True, slots=True)
class Answered:
    """Every figure of a period; `trend` has the terms, the earliest first.

    `marks`: what has to be said beside the figures, in words.
    """

    period: Period
    axis: Axis
    whole: Figures
    groups: tuple[Group, ...]
    used: tuple[Used, ...]
    trend: tuple[Group, ...]
    goals: tuple[Goal, ...]
    source: Source
    marks: tuple[str, ...]
    include_all: bool = False
    unusual: frozenset[str] = frozenset()
    """Terms (their keys) that are not to be compared without care."""


@cache
def book(version: str = VERSION) -> Book:
    """The definitions of a version."""
    path = resource("statistics", f"definitions-{version}.json")
    return book_of(json.loads(path.read_text(encoding="utf-8")))


def sees_exact(rights: Rights, role: Role) -> bool:
    """Whether the role may see counts of one to four, as whoever could count the pupils herself."""
    return rights.may(role, Resource.REPORT, Action.READ) and rights.scope(role) is CaseScope.UNIT


def periods(work: Work) -> tuple[Period, ...]:
    """The terms and läsår of which something is known, the latest first."""
    work.may(Resource.REPORT, Action.READ)
    return _periods(work)


def custom(first: date, last: date) -> Period:
    """Days that are no term."""
    return Period(
        f"{first}--{last}", _("{first} till {last}").format(first=first, last=last), Span(first, last)
    )


def answered(
    work: Work, period: Period | None = None, axis: Axis = Axis.WHOLE, *, include_all: bool = False
) -> Answered:
    """The figures of a period (the latest term where none is named), exact.

    :raises OutOfReach: for those who may not open every case; they have the reports
    """
    work.may(Resource.REPORT, Action.READ)
    if not sees_exact(work.rules.rights, work.actor.role):
        raise OutOfReach(work.actor.role, Resource.REPORT, work.rules.rights.scope(work.actor.role))
    known = _periods(work)
    asked = period or known[0]
    held = gathered(work)
    terms = [one for one in known if not one.key.startswith("LÅ") and one.span.first <= asked.span.last]
    terms = terms[:TERMS_SHOWN]
    facts = {span: held.over(span, include_all=include_all)
             for span in {asked.span, *(one.span for one in terms)}}  # fmt: skip
    here = facts[asked.span]
    whole = figures(here)
    state = attendance.data_state(work)
    return Answered(
        period=asked,
        axis=axis,
        whole=whole,
        groups=_groups(work, here, axis, asked),
        used=used(here.measures, asked.span),
        trend=tuple(Group(one.key, figures(facts[one.span])) for one in reversed(terms)),
        goals=goals_of(work, asked),
        source=_source(state, asked, whole),
        marks=(*_marks(work, here, whole), *(one.text() for one in met(work, asked.span))),
        include_all=include_all,
        unusual=frozenset(one.key for one in terms if met(work, one.span)),
    )


def by_school_year(work: Work, period: Period, *, include_all: bool = False) -> dict[int, Figures]:
    """The figures of each årskurs (-1 where it is not known)."""
    work.may(Resource.REPORT, Action.READ)
    parts = gathered(work).over(period.span, include_all=include_all).parted(_school_year)
    return {int(str(key)): figures(part) for key, part in parts.items()}


def by_sex(work: Work, period: Period, *, include_all: bool = False) -> dict[LegalSex, Figures]:
    """The figures of girls, of boys, and of those whose number does not tell."""
    work.may(Resource.REPORT, Action.READ)
    parts = gathered(work).over(period.span, include_all=include_all).parted(lambda one: one.sex)
    return {sex: figures(parts[sex]) for sex in LegalSex if sex in parts}


def has_protected(work: Work) -> bool:
    """Whether there are pupils of whom no figure tells."""
    return bool(work.session.scalar(select(func.count()).where(StudentRow.protected)))


def _school_year(one: PupilFact) -> int:
    return -1 if one.school_year is None else one.school_year


def _source(state: DataState | None, period: Period, whole: Counts) -> Source:
    coverage = Share(whole.get(REPORTED) or 0, whole.get(PLANNED) or 0)
    if state is None:
        return Source(None, "", coverage)
    return Source(min(state.until, period.span.last), state.source, coverage)


def _periods(work: Work) -> tuple[Period, ...]:
    """This läsår and the earlier ones with data, each with its terms that have begun."""
    calendar, now = settings.calendar(work), AcademicYear.of(work.today)
    found = []
    for begins in range(now.begins, _first_year(work, now) - 1, -1):
        year = AcademicYear(begins)
        terms = [one for one in calendar.terms_of(year) if one.span.first <= work.today]
        for term in reversed(terms):
            letters = "HT" if term.season is Season.AUTUMN else "VT"
            found.append(Period(f"{letters}{term.span.first.year}", term.label, term.span))
        label = _("läsåret {year}").format(year=year.label)
        found.append(Period(f"LÅ{year.label.replace('/', '-')}", label, year.span))
    return tuple(found)


def _first_year(work: Work, now: AcademicYear) -> int:
    days = [work.session.scalar(select(func.min(StudentDayRow.day))),
            work.session.scalar(select(func.min(PeriodRow.first_day)))]  # fmt: skip
    known = [AcademicYear.of(date.fromordinal(day)).begins for day in days if day]
    opened = work.session.scalar(select(func.min(CaseRow.opened_on)))
    known += [AcademicYear.of(opened).begins] if opened else []
    return max(min(known, default=now.begins), now.begins - 3)


def _groups(work: Work, facts: SchoolFacts, axis: Axis, period: Period) -> tuple[Group, ...]:
    """The parts in the order of the school; classes only for this läsår, since pupils change class."""
    other_year = AcademicYear.of(period.span.last) != AcademicYear.of(work.today)
    if axis is Axis.WHOLE or (axis in (Axis.CLASS, Axis.STEP) and other_year):
        return ()
    stages = work.rules.pack.document["calendar"]["stages"]

    def stage(one: PupilFact) -> str:
        year = -1 if one.school_year is None else one.school_year
        return next((each["name"] for each in stages if each["first"] <= year <= each["last"]), "")

    by: dict[Axis, Callable[[PupilFact], Hashable]] = {
        Axis.CLASS: lambda one: one.class_name,
        Axis.YEAR: _school_year,
        Axis.STAGE: stage,
        Axis.FORM: lambda one: one.school_form.label,
        Axis.SEX: lambda one: one.sex.label,
        Axis.STEP: lambda one: -1 if one.step is None else one.step,
    }
    order = [each["name"] for each in stages]

    def place(key: object) -> tuple[int, str]:
        if isinstance(key, int):
            return key, ""
        return (order.index(str(key)) if key in order else len(order)), sort_key(str(key))

    parts = facts.parted(by[axis])
    return tuple(Group(_name(axis, key), figures(parts[key])) for key in sorted(parts, key=place))


def _name(axis: Axis, key: object) -> str:
    if axis is Axis.YEAR:
        return _("okänd årskurs") if key == -1 else _("åk {year}").format(year=key) if key else _("F")
    if axis is Axis.STEP:
        return _("utan öppet ärende") if key == -1 else _("steg {step}").format(step=key)
    return str(key) or _("utan {axis}").format(axis=axis.label)


def goals_of(work: Work, period: Period) -> tuple[Goal, ...]:
    """The goals of the pack that meet a period."""
    by_target = {one.target: one for one in book().measures.values() if one.target}
    return tuple(
        Goal(one["name"], one["value"], one["unit"], by_target.get(one["indicator"]))
        for one in work.rules.pack.document["targets"]
        if Span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"])).meets(period.span)
    )


def _marks(work: Work, facts: SchoolFacts, whole: Counts) -> tuple[str, ...]:
    """What makes the figures less than they seem, each in a sentence."""
    said = []
    if whole.get(PUPILS) is None:
        said.append(_("Ingen frånvaro är inläst för perioden. Frånvarosiffrorna kan inte beräknas."))
    if facts.include_all:
        said.append(_("Elever med mindre än 80 % rapporterade lektioner är medräknade."))
    elif whole.get(SET_ASIDE):
        said.append(set_aside(whole))
    if has_protected(work):
        said.append(_("Elever med skyddade personuppgifter redovisas inte."))
    for day in routines_from(work, facts.span):
        said.append(_("En ny rutin gäller från {day}.").format(day=day))
    held = [row.ladder for row in work.session.scalars(select(CaseRow)) if _open_in(row, facts.span)]
    if len({key for key, _same in groupby(sorted(held))}) > 1:
        said.append(_("Perioden har ärenden efter mer än en trappa. Steg i olika trappor är inte samma sak."))
    return tuple(said)


def routines_from(work: Work, span: Span) -> tuple[date, ...]:
    """The days in `span` from which another routine holds: figures before and after are of different work."""
    wanted = select(PackRow.in_use_from).where(PackRow.in_use_from.between(span.first, span.last))
    return tuple(sorted({day for day in work.session.scalars(wanted) if day is not None}))


def set_aside(whole: Figures) -> str:
    """Pupils of whom too little is reported; few of them are not counted out."""
    words = _("Elever som inte är medräknade, för att för få lektioner är rapporterade: {count}.")
    return words.format(count=cell(whole.get(SET_ASIDE)).text())


def _open_in(row: CaseRow, span: Span) -> bool:
    return row.opened_on <= span.last and (row.closed_on is None or row.closed_on >= span.first)
