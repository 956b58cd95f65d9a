"""A case on its way between two laptops: handed over, given back, taken in, and where it is now.

kurator   outline (goes, stays) → hand_over ──→ narvaro-….age ──→ take   rektor: decides, comments
          take ←── narvaro-….age ←── give_back                           both may have written: `disputes`
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from narvaro_desktop.domain.case_terms import Action, CaseScope, Resource
from narvaro_desktop.domain.hybrid_clock import next_tick, tick_of
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import wire
from narvaro_desktop.sealing.changes import PATH, ChangesOf, Figures
from narvaro_desktop.sealing.laptops import PATH as LAPTOPS
from narvaro_desktop.sealing.laptops import Laptops
from narvaro_desktop.sealing.package import Opened, PayloadFile
from narvaro_desktop.sealing.reading import CLOCK_SLACK
from narvaro_desktop.sealing.refusals import ClockFault, PayloadForm, Protected
from narvaro_desktop.store.changes import changes_of
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.merging import merge
from narvaro_desktop.store.tables import (
    CaseInvitationRow,
    CaseRow,
    PersonRow,
    TransferRow,
)
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.sending import laptops, packages
from narvaro_desktop.usecases.sending.laptops import LaptopUnknown
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.sharing import handovers, own_pupil, shipping, tellers
from narvaro_desktop.usecases.sharing.travelling import local_fields, records_of
from narvaro_desktop.usecases.vault import older
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset(
    {Area.CASES, Area.DECISIONS, Area.NOTES, Area.INVESTIGATIONS, Area.PLANS, Area.STUDENTS, Area.PACKAGES}
)
HANDOVER, RETURN = "handover", "return"
DECISION, COMMENT, INFORMATION = "decision", "comment", "information"


class ClassUnknown(NarvaroError):
    """The file holds text of a class that this laptop's person does not read."""


class CaseNotHere(NarvaroError):
    """A case came back that is not here: it was never handed over, or it has been weeded."""


class OtherCase(NarvaroError):
    """The file says that it is about one case and writes in another, or does not fit together."""


class NothingToReturn(NarvaroError):
    """The case did not come from a colleague's laptop."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a colleague would get of a case: by table how many records go; by table and class, what stays."""

    person: UUID
    name: str
    role: Role
    goes: Mapping[str, int]
    stays: Mapping[tuple[str, InfoClass], int]


@dataclass(frozen=True, slots=True)
class Taken:
    """A case that came: `entries` are new ones; a closed case stays closed."""

    case: UUID
    kind: str
    sender: str
    entries: int
    is_new: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the case went last, or came from: `is_out` if it left this laptop."""

    kind: str
    is_out: bool
    name: str
    role: Role
    at: datetime


def outline(work: Work, case_id: UUID, person: UUID) -> Outline:
    """What would go to the colleague and what would stay, before anything is sealed.

    :raises LaptopUnknown, Protected, NotAllowed:
    """
    case, receiver, name = _ready(work, case_id, person)
    shipped = shipping.shipment(work, case, receiver)
    return Outline(person, name, receiver.role, shipped.goes, shipped.stays)


def hand_over(
    work: Work, case_id: UUID, person: UUID, message: str, folder: Path, about: str = DECISION
) -> Made[SealedFile]:
    """Seal the case to a colleague's laptop, with what one asks of her.

    :raises MessageMissing, LaptopUnknown, Protected, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    case, receiver, _name = _ready(work, case_id, person)
    handovers.ask_more(work, case_id, message, receiver.role)
    let_in(work, case, receiver.person, receiver.role)
    return _seal(work, case, receiver, HANDOVER, about, folder)


def give_back(work: Work, case_id: UUID, folder: Path, comment: str = "") -> Made[SealedFile]:
    """Seal the case back to whom it came from; `comment` answers what was asked, or adds to the answer.

    :raises MessageMissing, NothingToReturn, LaptopUnknown, Protected:
    :raises OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    reach.case_row(work, case_id)
    came = _latest(work, case_id, is_out=False, kind=HANDOVER)
    if came is None:
        raise NothingToReturn
    case, receiver, _name = _ready(work, case_id, came.person_id)
    waits = handovers.open_rows(work, case_id, work.actor.role)
    for row in waits:
        handovers.answer(work, row.id, decided=False, comment=comment)
    if comment.strip() and not waits:
        handovers.comment(work, case_id, comment.strip(), receiver.role)
    return _seal(work, case, receiver, RETURN, came.about, folder)


def take(work: Work, opened: Opened) -> Made[Taken]:
    """Add to our case what a colleague's laptop knows of it; nothing is overwritten.

    :raises ClassUnknown, CaseNotHere, OtherCase, PackageRefused: nothing may be kept
    """
    work.may(Resource.CASE, Action.WRITE)
    envelope = opened.envelope
    told = ChangesOf.from_bytes(opened.entries[PATH])
    laptops.learn(work, Laptops.from_bytes(opened.entries[LAPTOPS]))
    case_id = UUID(told.case_id)
    former = work.session.get(CaseRow, case_id)
    if former is None and envelope.kind == RETURN:
        raise CaseNotHere
    count = _merged(work, told, envelope.package_id)
    case = work.session.get(CaseRow, case_id)
    if case is None:
        raise OtherCase
    sender = _sender(work, opened)
    tellers.keep(work, [UUID(each.id) for each in told.entries], sender.id)
    _state_figures(work, case, told.figures)
    _keep_transfer(
        work, case_id, sender.id, envelope.kind, told.about, envelope.package_id, False, told.figures
    )
    work.log(
        "case.take", case=case_id, student=case.student_id, kind=envelope.kind, package=envelope.package_id,
        entries=count,
    )  # fmt: skip
    taken = Taken(case_id, envelope.kind, sender.name, count, former is None, case.closed_on is not None)
    return Made(CHANGED, taken)


def whereabouts(work: Work, case_id: UUID) -> Whereabouts | None:
    """Where the case is, by the files that left or came; None if it never left."""
    reach.case_row(work, case_id)
    row = _latest(work, case_id)
    if row is None:
        return None
    person = work.session.get_one(PersonRow, row.person_id)
    return Whereabouts(row.kind, row.is_out, person.name, person.role, row.at.astimezone(SWEDEN))


def _ready(work: Work, case_id: UUID, person: UUID) -> tuple[CaseRow, shipping.Receiver, str]:
    work.may(Resource.CASE, Action.WRITE)
    case = reach.case_row(work, case_id)
    if case.student.protected:
        raise Protected()
    signed, line = laptops.card_of_laptop(work, person), laptops.open_to(work, person)
    if signed is None or line is None:
        raise LaptopUnknown
    return case, shipping.receiver_of(work, signed.card, person), line.name


def let_in(work: Work, case: CaseRow, person: UUID, role: Role) -> None:
    """A colleague who meets only cases she has been given has been given this one."""
    if work.rules.rights.scope(role) is CaseScope.UNIT or case.owner_id == person:
        return
    invited = select(CaseInvitationRow.id).where(
        CaseInvitationRow.case_id == case.id,
        CaseInvitationRow.person_id == person,
        CaseInvitationRow.ended_on.is_(None),
    )
    if work.session.scalars(invited).first() is None:
        work.session.add(
            CaseInvitationRow(
                id=work.new_id(),
                case_id=case.id,
                person_id=person,
                invited_by=work.actor.id,
                invited_on=work.today,
            )
        )


def _seal(
    work: Work, case: CaseRow, receiver: shipping.Receiver, kind: str, about: str, folder: Path
) -> Made[SealedFile]:
    work.session.flush()
    signed = laptops.card_of_laptop(work, receiver.person)
    assert signed is not None
    laptops.own_laptop(work)
    shipped, package_id = shipping.shipment(work, case, receiver), str(uuid4())
    told = ChangesOf(
        case_id=str(case.id),
        about=about,
        people=laptops.people_told(work, {*shipped.people, work.actor.id, receiver.person}),
        entries=shipping.as_told(shipped, receiver, package_id),
        figures=_figures(work, case),
    )
    payload = [
        PayloadFile(PATH, told.to_bytes()),
        PayloadFile(LAPTOPS, laptops.told(work).to_bytes()),
    ]
    sealed = packages.seal_to(
        work, signed.card, "laptop", kind, case.id, payload, folder, package_id=package_id
    )
    _keep_transfer(work, case.id, receiver.person, kind, about, package_id, True, None)
    work.log(
        "case.send", case=case.id, student=case.student_id, kind=kind, person=str(receiver.person),
        package=package_id, entries=len(shipped.entries),
    )  # fmt: skip
    return Made(CHANGED, sealed)


def _figures(work: Work, case: CaseRow) -> Figures | None:
    """The absence as a stated figure: lessons stay where the files were read in."""
    seen = attendance.absence_of(work, case.student_id)
    if seen is None or not seen.now.sums.usable:
        return None
    return Figures(
        tenths=seen.now.total.tenths or 0,
        first=seen.now.span.first,
        last=seen.now.span.last,
        source=seen.state.source,
        data_date=seen.state.until,
        coverage=seen.now.coverage.tenths or 0,
    )


def _judge_clocks(work: Work, told: ChangesOf) -> None:
    """An entry from the future would win every field, and drive our own clock there too."""
    latest = next_tick(0, int((work.now + CLOCK_SLACK).timestamp() * 1000))
    if any(tick_of(one.clock) > latest for one in told.entries):
        raise ClockFault()


def _merged(work: Work, told: ChangesOf, package_id: str) -> int:
    """How many entries were new. What does not fit together, or is about another case, is refused whole."""
    case_id = UUID(told.case_id)
    try:
        _judge_clocks(work, told)
        laptops.keep_people(work, told.people)
        ours = own_pupil.landed(work, told.entries, case_id)
        if ours is None:
            raise OtherCase
        entries = shipping.entries_in(work, ours.entries, ours.student, case_id, package_id)
        recorder = changes_of(work.session)
        older.by_entries(work, entries)
        with work.session.no_autoflush:
            merged = merge(
                work.session, recorder, entries, lambda table, row: local_fields(work.session, table, row)
            )
    except (ClassNotHeld, CellRefused):
        raise ClassUnknown from None
    except (ValueError, KeyError, TypeError, IntegrityError):
        raise PayloadForm(entry=PATH, field="entries") from None
    case = work.session.get(CaseRow, case_id)
    if case is None:
        raise OtherCase
    own = records_of(work.session, case)
    if any(record not in own[table] for table, record in merged.records if table in own):
        raise OtherCase
    return merged.entries


def _state_figures(work: Work, case: CaseRow, figures: Figures | None) -> None:
    """What came is the stated absence here, where nobody has stated one and no file of ours tells more."""
    if figures is None or case.stated_tenths is not None:
        return
    if attendance.absence_of(work, case.student_id) is None:
        with changes_of(work.session).merging(work.session):
            case.stated_tenths, case.stated_source = figures.tenths, figures.source
            case.stated_from, case.stated_to = figures.first, figures.last


def _sender(work: Work, opened: Opened) -> PersonRow:
    """The person of the laptop whose key signed; raises LaptopUnknown."""
    key = opened.signer.entry.key
    for line in laptops.laptops(work):
        signed = laptops.card_of_laptop(work, line.person)
        if signed is not None and signed.card.signing[0].key == key:
            return work.session.get_one(PersonRow, line.person)
    raise LaptopUnknown


def _keep_transfer(
    work: Work, case: UUID, person: UUID, kind: str, about: str, package: str, is_out: bool,
    figures: Figures | None,
) -> None:  # fmt: skip
    work.session.add(
        TransferRow(
            id=work.new_id(),
            case_id=case,
            person_id=person,
            kind=kind,
            is_out=is_out,
            about=about,
            at=work.now,
            package_id=package,
            figures=json.dumps(wire.to_json(figures), sort_keys=True) if figures else None,
        )
    )
    work.session.flush()


def _latest(work: Work, case_id: UUID, *, is_out: bool | None = None, kind: str = "") -> TransferRow | None:
    wanted = select(TransferRow).where(TransferRow.case_id == case_id)
    if is_out is not None:
        wanted = wanted.where(TransferRow.is_out.is_(is_out), TransferRow.kind == kind)
    return work.session.scalars(wanted.order_by(TransferRow.at.desc(), TransferRow.id.desc())).first()
