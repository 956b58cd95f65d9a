"""Everything that has happened in a case, in one order: who, what, when. The newest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import Ladder
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.planning.plan_terms import Approval
from narvaro_desktop.domain.record_id import made_at_ms
from narvaro_desktop.domain.terms import InquiryAnswer, Term
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    FollowUpRow,
    InformedRow,
    InvestigationRow,
    MeasureRow,
    StepChangeRow,
)
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Note
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.deciding import outgoing
from narvaro_desktop.usecases.partnering import partner_events
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.planning import plan_versions
from narvaro_desktop.usecases.sharing import handovers, tellers
from narvaro_desktop.usecases.work import Work


class Happening(Term):
    """What kind of event it is; the word is the event's title where it needs no more."""

    OPENED = "opened", N_("Ärendet öppnades")
    CLIMBED = "climbed", N_("Till steg {step}: {name}")
    STEPPED_DOWN = "stepped_down", N_("Tillbaka till steg {step}: {name}")
    RETURNING = "returning", N_("{name}")
    CLOSED = "closed", N_("Ärendet avslutades")
    REOPENED = "reopened", N_("Ärendet öppnades igen")
    PACK_CHANGED = "pack_changed", N_("Ärendet följer den nya rutinen, på steg {step}: {name}")
    NOTE = "note", N_("Anteckning")
    INQUIRY = "inquiry", N_("Utredning inleddes")
    NO_INQUIRY = "no_inquiry", N_("Utredning behövs inte")
    PREPARED = "prepared", N_("Anmälan förseglades")
    PRINTED = "printed", N_("Anmälan skrevs ut")
    NOTIFIED = "notified", N_("Anmälan lämnades till huvudmannen")
    ANSWERED = "answered", N_("Huvudmannen svarade")
    INFORMED = "informed", N_("{name} informerades")
    STARTED = "started", N_("{name} påbörjades")
    SIGNED = "signed", N_("{name} signerades")
    MEASURE = "measure", N_("Åtgärd: {name}")
    ENDED = "ended", N_("Åtgärden avslutades: {name}")
    FOLLOW_UP = "follow_up", N_("Uppföljning: {name}")
    APPROVED = "approved", N_("Åtgärdsplanen godkändes")
    PLAN_RETURNED = "plan_returned", N_("Åtgärdsplanen kom tillbaka med en kommentar")
    OUTSIDE = "outside", N_("Samverkan")
    HANDED_OVER = "handed_over", N_("Lämnat till {name} för beslut")
    SENT_BACK = "sent_back", N_("Tillbaka från {name} med en kommentar")
    DECIDED = "decided", N_("Beslutat av {name}")


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `has_time`: the hour of `at` is known; `registered_on` only where it is another day."""

    key: str
    kind: Happening
    at: datetime
    title: str
    who: str = ""
    text: str = ""
    registered_on: date | None = None
    note: Note | None = None
    record: UUID | None = None
    earlier: tuple[Version, ...] = ()
    """What was said with partners before it was corrected, the latest first."""

    @property
    def has_time(self) -> bool:
        return self.at.time() != time(0)


Source = Callable[["_Told"], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What every source of events needs."""

    work: Work
    case: CaseRow
    ladder: Ladder
    people: Mapping[UUID, str]
    sources: Sequence[Source]
    """Those that the person may read."""

    def who(self, person: UUID | None) -> str:
        return self.people.get(person, "") if person else ""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest events of a case, and how many it has."""

    events: tuple[Event, ...]
    count: int


def timeline(work: Work, case_id: UUID) -> tuple[Event, ...]:
    """The events of a case, the newest first; looking is logged with the case."""
    told = _begin(work, case_id)
    return _in_order(work, [event for source in told.sources for event in source(told)])


def newest(work: Work, case_id: UUID, count: int) -> Newest:
    """The first `count` of the timeline, without opening notes of years; looking is logged with the case."""
    told = _begin(work, case_id)
    events = [event for source in told.sources if source is not _notes for event in source(told)]
    found, of_notes = notes.newest_of(work, case_id, count) if _notes in told.sources else ([], 0)
    total = len(events) + of_notes
    events = sorted([*events, *map(_noted, found)], key=order)[-count:]
    return Newest(_in_order(work, events), total)


def _in_order(work: Work, events: Sequence[Event]) -> tuple[Event, ...]:
    return tuple(sorted(_as_told(work, events), key=order)[::-1])


def _begin(work: Work, case_id: UUID) -> _Told:
    work.may(Resource.CASE, Action.READ)
    row = cases.row_of(work, case_id)
    work.view(row.student_id, case_id)
    people = team_names.names(work)
    may = work.rules.rights.may
    sources = [source for source, what in _SOURCES if may(work.actor.role, what, Action.READ)]
    return _Told(work, row, work.rules.ladders[row.ladder], people, sources)


def _as_told(work: Work, events: Sequence[Event]) -> list[Event]:
    """Whose laptop says who did it, where that is another's."""
    records = [_record_of(event) for event in events]
    told = tellers.of_records(work, {record for record in records if record is not None})
    return [
        replace(event, who=tellers.as_told(event.who, told[record])) if record and record in told else event
        for event, record in zip(events, records, strict=True)
    ]


def _record_of(event: Event) -> UUID | None:
    try:
        return UUID(event.key.rpartition(":")[2])
    except ValueError:
        return None


def order(event: Event) -> tuple[date, time, str]:
    """By day, by time, by id. One that has only a day stands where it was registered, if that was the day."""
    made = event.at if event.has_time else _made(_record_of(event))
    at = made.time() if made is not None and made.date() == event.at.date() else event.at.time()
    return event.at.date(), at, event.key.rpartition(":")[2]


def _made(record: UUID | None) -> datetime | None:
    """When a record with this id was made; None where the id does not tell."""
    if record is None or record.version != 7:
        return None
    return datetime.fromtimestamp(made_at_ms(record) // 1000, SWEDEN)


def _steps(told: _Told) -> Iterator[Event]:
    for change in told.case.changes:
        kind = _kind_of(change)
        place = told.work.rules.ladders[change.ladder].place(change.to_step, change.is_returning)
        yield Event(
            key=f"step:{change.id}",
            kind=kind,
            at=_day(change.changed_on, change.registered_at),
            title=kind.label.format(step=place.sign, name=place.name),
            who=told.who(change.decided_by),
            text=change.reason or "",
            registered_on=_later(change.registered_at, change.changed_on),
        )


def _kind_of(change: StepChangeRow) -> Happening:
    named = {
        cases.CLOSED: Happening.CLOSED,
        cases.REOPENED: Happening.REOPENED,
        cases.PACK_CHANGED: Happening.PACK_CHANGED,
    }
    if change.cause in named:
        return named[change.cause]
    if change.from_step is None:
        return Happening.OPENED
    if change.is_returning:
        return Happening.RETURNING
    return Happening.CLIMBED if change.to_step > change.from_step else Happening.STEPPED_DOWN


def _notes(told: _Told) -> Iterator[Event]:
    yield from map(_noted, notes.notes_of(told.work, told.case.id))


def _noted(note: Note) -> Event:
    return Event(
        key=f"note:{note.id}",
        kind=Happening.NOTE,
        at=note.happened_at,
        title=_contact(note),
        who=note.author,
        text=note.text,
        note=note,
        record=note.id,
    )


def _contact(note: Note) -> str:
    words = note.kind.label[:1].upper() + note.kind.label[1:]
    return words if note.party is None else _("{kind} med {who}").format(kind=words, who=note.party.label)


def _decisions(told: _Told) -> Iterator[Event]:
    rows = told.work.session.scalars(select(DecisionRow).where(DecisionRow.case_id == told.case.id))
    for row in rows:
        opened = row.answer is InquiryAnswer.OPENED
        kind = Happening.INQUIRY if opened else Happening.NO_INQUIRY
        yield Event(
            key=f"decision:{row.id}",
            kind=kind,
            at=_day(row.decided_on),
            title=kind.label,
            who=row.decided_by_words,
            text=row.motivation or "",
            registered_on=row.registered_on if row.registered_on != row.decided_on else None,
        )


def _notifications(told: _Told) -> Iterator[Event]:
    for line in outgoing.everything(told.work, told.case.id):
        what = "" if line.kind == "n1" else DispatchKind.of(line.kind).label
        if line.prepared_on is not None:
            kind = Happening.PREPARED if line.file else Happening.PRINTED
            done = _("{what} förseglades") if line.file else _("{what} skrevs ut")
            title = done.format(what=what) if what else kind.label
            yield Event(f"prepared:{line.id}", kind, _day(line.prepared_on), title, text=line.recipient)
        if line.handed_over_on is not None:
            kind = Happening.NOTIFIED
            words = _joined(line.channel.label if line.channel else "", line.reference)
            title = _("{what} lämnades till huvudmannen").format(what=what) if what else kind.label
            yield Event(f"notified:{line.id}", kind, _day(line.handed_over_on), title, text=words)
        if line.received_on is not None:
            kind = Happening.ANSWERED
            number = line.registration_number
            said = [_("Diarienummer {number}.").format(number=number) if number else "", line.message]
            text = " ".join(filter(None, said))
            yield Event(
                f"answered:{line.id}", kind, _day(line.received_on), kind.label, line.received_by, text
            )


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _informed(told: _Told) -> Iterator[Event]:
    """Those who were told of a decision, one event for each day and way."""
    rows = told.work.session.scalars(
        select(InformedRow)
        .join(DecisionRow, DecisionRow.id == InformedRow.decision_id)
        .where(DecisionRow.case_id == told.case.id)
        .order_by(InformedRow.registered_at)
    ).all()
    known = () if told.case.student.protected else told.case.student.guardians
    names = {guardian.id: guardian.name for guardian in known}
    for row in rows:
        name = names.get(row.guardian_id, "") if row.guardian_id else _("Eleven")
        title = Happening.INFORMED.label.format(name=name or _("Vårdnadshavare"))
        yield Event(
            f"informed:{row.id}",
            Happening.INFORMED,
            _day(row.informed_on),
            title,
            told.who(row.registered_by),
            row.how,
        )


def _investigations(told: _Told) -> Iterator[Event]:
    rows = told.work.session.scalars(select(InvestigationRow).where(InvestigationRow.case_id == told.case.id))
    for row in rows:
        name = row.depth.label[:1].upper() + row.depth.label[1:]
        if row.version == 1:
            title = Happening.STARTED.label.format(name=name)
            at, who = _day(row.started_on), told.who(row.started_by)
            yield Event(f"started:{row.id}", Happening.STARTED, at, title, who, record=row.id)
        if row.signed_at is not None:
            title = Happening.SIGNED.label.format(name=name)
            at, who = row.signed_at.astimezone(SWEDEN), told.who(row.signed_by)
            text = row.correction_reason or ""
            yield Event(f"signed:{row.id}", Happening.SIGNED, at, title, who, text, record=row.id)


def _plan(told: _Told) -> Iterator[Event]:
    rows = told.work.session.execute(
        select(MeasureRow, FollowUpRow)
        .outerjoin(FollowUpRow, FollowUpRow.measure_id == MeasureRow.id)
        .where(MeasureRow.case_id == told.case.id)
    ).all()
    for measure in {measure.id: measure for measure, _seen in rows}.values():
        title = Happening.MEASURE.label.format(name=measure.title)
        at = measure.registered_at.astimezone(SWEDEN)
        who = told.who(measure.registered_by)
        yield Event(f"measure:{measure.id}", Happening.MEASURE, at, title, who, measure.goal)
        if measure.ended_on is not None:
            title = Happening.ENDED.label.format(name=measure.title)
            said = (measure.outcome.label if measure.outcome else "", measure.evaluation or "")
            text = _(". ").join(filter(None, said))
            yield Event(f"ended:{measure.id}", Happening.ENDED, _day(measure.ended_on), title, text=text)
    for measure, seen in rows:
        if seen is not None:
            title = Happening.FOLLOW_UP.label.format(name=measure.title)
            at, who = _day(seen.held_on, seen.registered_at), told.who(seen.registered_by)
            yield Event(f"follow_up:{seen.id}", Happening.FOLLOW_UP, at, title, who, seen.seen)


def _signed_plan(told: _Told) -> Iterator[Event]:
    """Each signed version, and what the rektor answered."""
    for one in plan_versions.versions(told.work, told.case.id):
        name = _("Åtgärdsplanen")
        if one.version > 1:
            name = _("Åtgärdsplanen, version {number},").format(number=one.version)
        title = Happening.SIGNED.label.format(name=name)
        yield Event(f"plan:{one.id}", Happening.SIGNED, one.signed.at, title, one.signed.name, one.reason)
        if one.answered_at is not None:
            approved = one.approval is Approval.APPROVED
            kind = Happening.APPROVED if approved else Happening.PLAN_RETURNED
            yield Event(
                f"plan:answer:{one.id}", kind, one.answered_at, kind.label, one.answered_by, one.comment
            )


def _handovers(told: _Told) -> Iterator[Event]:
    for one in handovers.of_case(told.work, told.case.id):
        kind = Happening.HANDED_OVER
        words = kind.label if one.for_decision else _("Lämnat till {name}")
        title = words.format(name=told.work.rules.ladder.role_name(one.to_role))
        yield Event(f"asked:{one.id}", kind, one.asked_at, title, one.asked_by, one.message)
        if one.answered_at is not None:
            kind = Happening.DECIDED if one.decided else Happening.SENT_BACK
            words = kind.label if one.for_decision else _("Svar från {name}")
            title = words.format(name=told.work.rules.ladder.role_name(one.to_role))
            yield Event(f"reply:{one.id}", kind, one.answered_at, title, one.answered_by, one.comment)


def _outside(told: _Told) -> Iterator[Event]:
    for one in partner_events.events(told.work, told.case.id):
        at, who = _day(one.on), told.who(one.by)
        yield Event(one.key, Happening.OUTSIDE, at, one.title, who, one.text, earlier=one.earlier)


_SOURCES = (
    (_steps, Resource.CASE),
    (_notes, Resource.CASE),
    (_decisions, Resource.DECISION),
    (_notifications, Resource.DECISION),
    (_informed, Resource.DECISION),
    (_investigations, Resource.INVESTIGATION),
    (_plan, Resource.PLAN),
    (_signed_plan, Resource.PLAN),
    (_handovers, Resource.CASE),
    (_outside, Resource.CASE),
)
"""What tells of events, and what one must be allowed to read to be told."""


def _day(day: date, registered: datetime | None = None) -> datetime:
    """The moment of an event: the hour of its registration if that was the same day, else only the day."""
    if registered is not None and (local := registered.astimezone(SWEDEN)).date() == day:
        return local
    return datetime.combine(day, time(0), SWEDEN)


def _later(registered: datetime, day: date) -> date | None:
    local = registered.astimezone(SWEDEN).date()
    return local if local != day else None
