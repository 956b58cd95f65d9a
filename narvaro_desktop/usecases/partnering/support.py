"""The catalogue of support in a case: what the school's municipality offers, and which gates are open."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import figure
from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.windows import lay_out
from narvaro_desktop.domain.case_terms import Action, Condition, Operator, Resource
from narvaro_desktop.domain.partnering import support as rules
from narvaro_desktop.domain.partnering.collaboration import ContactState, Partner
from narvaro_desktop.domain.partnering.support import COMMON, Catalogue, Gate, Met, Support, SupportType
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import resource
from narvaro_desktop.store.tables import CaseRow, GateAnswerRow, MeasureRow, PartnerContactRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.partnering import consents, own_support
from narvaro_desktop.usecases.partnering.consents import CHANGED, demand_reader
from narvaro_desktop.usecases.work import Area, Changes, Work

_CHOICE = "support_catalogue"
_TERM = "term_to_date"


@dataclass(frozen=True, slots=True)
class Choice:
    """A municipality to choose."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry in a case, with its gates; `asked` if it has been asked for already."""

    entry: Support
    gates: tuple[Met, ...]
    asked: bool

    @property
    def is_open(self) -> bool:
        return all(one.is_met for one in self.gates)


@cache
def catalogues() -> dict[str, Catalogue]:
    """The catalogues that ship with the program, the common one first."""
    paths = sorted(resource("catalogue", "support").glob("*.json"), key=lambda path: path.stem != COMMON)
    found = [rules.catalogue_of(json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return {one.id: one for one in found}


def choices() -> tuple[Choice, ...]:
    """The municipalities to choose among."""
    return tuple(Choice(one.id, one.label) for one in catalogues().values())


def chosen(work: Work) -> str:
    """The key of the school's municipality."""
    key = str(settings.read(work.session, _CHOICE, COMMON))
    return key if key in catalogues() else COMMON


def choose(work: Work, key: str) -> Changes:
    """The school's municipality, chosen once by who decides on the school's templates."""
    work.may(Resource.PACK, Action.DECIDE)
    settings.write(work.session, _CHOICE, catalogues()[key].id)
    work.log("catalogue.choose", catalogue=key)
    return frozenset({Area.SETTINGS, Area.CASES})


def catalogue_for(work: Work, case: CaseRow | None = None) -> Catalogue:
    """The catalogue of the pupil's home municipality, else the school's: it decides what can be asked for."""
    known = catalogues()
    home = rules.of_home(known.values(), case.student.home_municipality) if case else None
    return home or known[chosen(work)]


def entries(work: Work, case: CaseRow | None = None) -> tuple[Support, ...]:
    """What can be seen: the school's own, the municipality's own, then the common ones."""
    return (*own_support.entries(work), *rules.shown(catalogues()[COMMON], catalogue_for(work, case)))


def systems(work: Work, case: CaseRow | None = None) -> tuple[Support, ...]:
    """The other systems in which a case may stand as well, the municipality's own first."""
    shown = entries(work, case)
    return tuple(entry for entry in shown if entry.type is SupportType.SYSTEM and not entry.ended)


def entry_of(work: Work, key: str, case: CaseRow | None = None) -> Support | None:
    """The entry with this key, also where another municipality has been chosen since."""
    found = {entry.key: entry for one in catalogues().values() for entry in one.entries}
    return {**found, **{entry.key: entry for entry in entries(work, case)}}.get(key)


def offers(work: Work, case_id: UUID) -> tuple[Offer, ...]:
    """What can be asked for in a case; systems and what has ended are left out."""
    demand_reader(work, Action.READ)
    case = cases.row_of(work, case_id)
    asked = set(
        work.session.scalars(select(PartnerContactRow.entry).where(PartnerContactRow.case_id == case_id))
    )
    known = _Known(work, case)
    return tuple(
        Offer(entry, known.gates(entry), entry.key in asked)
        for entry in entries(work, case)
        if entry.type is not SupportType.SYSTEM and not entry.ended
    )


def demand(work: Work, case_id: UUID, key: str, reason: str) -> None:
    """Nothing, if the entry's gates are open or there is a reason, which is logged; raises GatesOpen."""
    case = cases.row_of(work, case_id)
    entry = entry_of(work, key, case)
    if entry is None:
        return
    gates = _Known(work, case).gates(entry)
    rules.demand(entry, gates, reason)
    if held := [one.gate.condition.key for one in gates if not one.is_met]:
        work.log("gate.override", student=case.student_id, case=case_id, gates=" ".join(held))


def known(work: Work, case: CaseRow, key: str, asked: Iterable[Condition]) -> frozenset[Condition]:
    """Which of the conditions the case already meets, where `key` may be an entry of the catalogue."""
    entry = entry_of(work, key, case)
    if entry is None:
        return frozenset()
    found = _Known(work, case)
    return frozenset(one for one in asked if found.met(entry, Gate(one)).is_met)


def meet(work: Work, case_id: UUID, key: str, condition: Condition, on: date, who: str) -> Changes:
    """Note that what an entry asks for is there: which day, and which function says so."""
    demand_reader(work, Action.WRITE)
    case = cases.open_row(work, case_id)
    work.session.add(
        GateAnswerRow(
            id=work.new_id(),
            case_id=case_id,
            entry=key,
            condition=condition,
            met_on=on,
            who=who.strip(),
            registered_by=work.actor.id,
            registered_at=work.now,
        )
    )
    work.log("gate.meet", student=case.student_id, case=case_id, gate=condition.key)
    return CHANGED


class _Known:
    """What is known in a case about gates; each thing is looked up once."""

    def __init__(self, work: Work, case: CaseRow) -> None:
        self._work, self._case = work, case
        answers = select(GateAnswerRow).where(GateAnswerRow.case_id == case.id).order_by(GateAnswerRow.met_on)
        self._answers = {(row.entry, row.condition): row for row in work.session.scalars(answers)}
        self._measures = work.session.scalars(select(MeasureRow).where(MeasureRow.case_id == case.id)).all()

    def gates(self, entry: Support) -> tuple[Met, ...]:
        return tuple(self.met(entry, gate) for gate in entry.gates)

    def met(self, entry: Support, gate: Gate) -> Met:
        looked_up = {
            Condition.CONSENT: self._consent,
            Condition.EVALUATED_BEFORE: self._evaluated,
            Condition.SUPPORT_PROGRAMME: self._programme,
            Condition.SOCIAL_SERVICES: self._social_services,
            Condition.ABSENCE_OVER: self._absence,
            Condition.SCHOOL_YEARS: self._school_year,
        }
        if (look := looked_up.get(gate.condition)) is not None:
            return look(entry, gate)
        row = self._answers.get((entry.key, gate.condition))
        why = f"{row.who}, {row.met_on}" if row else _("inte noterat än")
        return Met(gate, row is not None, why, by_hand=True)

    def _consent(self, entry: Support, gate: Gate) -> Met:
        found = consents.sharing(self._work, self._case.id, entry.partner)
        until = _("till {day}").format(day=found.until) if found.until else ""
        why = _("till {whom}: {state}").format(whom=entry.partner.label, state=found.state.label)
        return Met(gate, found.allowed, ", ".join(filter(None, (why, until))))

    def _evaluated(self, _entry: Support, gate: Gate) -> Met:
        done = [row for row in self._measures if row.ended_on is not None and row.outcome is not None]
        if not done:
            return Met(gate, False, _("ingen åtgärd i planen är utvärderad"))
        last = max(done, key=lambda row: row.ended_on or date.min)
        return Met(gate, True, f"{last.title}, {last.ended_on}")

    def _programme(self, _entry: Support, gate: Gate) -> Met:
        found = next((row.support_programme for row in self._measures if row.support_programme), "")
        return Met(gate, bool(found), found or _("ingen åtgärd i planen hänvisar till ett åtgärdsprogram"))

    def _social_services(self, _entry: Support, gate: Gate) -> Met:
        wanted = select(PartnerContactRow).where(
            PartnerContactRow.case_id == self._case.id,
            PartnerContactRow.partner == Partner.SOCIAL_SERVICES,
            PartnerContactRow.state == ContactState.ONGOING,
        )
        row = self._work.session.scalars(wanted).first()
        why = _("kontakten pågår") if row else _("ingen pågående kontakt i Samverkan")
        return Met(gate, row is not None, why)

    def _absence(self, _entry: Support, gate: Gate) -> Met:
        work, state = self._work, attendance.data_state(self._work)
        allowed = work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ)
        if state is None or not allowed:
            return Met(gate, False, _("kan inte beräknas"))
        calendar = settings.calendar(work)
        window = lay_out(calendar, _TERM, state.until)
        number = self._case.student.number
        days = attendance.days_of(work, window.span, [number]).get(number, [])
        found = figure(days, calendar, window.span, state.until, state.source).reported
        over = Limit(gate.tenths // 10, Operator.MORE_THAN).met(found.part, found.whole)
        words = _("{share} t.o.m. {day}, gränsen är mer än {limit} %")
        share = f"{found}" if found.whole else _("kan inte beräknas")
        return Met(gate, over, words.format(share=share, day=state.until, limit=gate.tenths // 10))

    def _school_year(self, entry: Support, gate: Gate) -> Met:
        year, years = self._case.student.school_year, entry.years
        inside = year is not None and years is not None and years[0] <= year <= years[1]
        first, last = years or (0, 0)
        words = _("årskurs {year}, gäller {first}–{last}")
        return Met(gate, inside, words.format(year="–" if year is None else year, first=first, last=last))
