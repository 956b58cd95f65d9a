"""The anmälan on its way: sealed, printed or made otherwise, handed over, received, answered.

Ej anmäld → Förseglad, inte lämnad ─→ Lämnad → Mottagen → Diarieförd
          → Utskriven, inte lämnad ─↗
          → Anmäld på annat sätt (date, channel, reference) ─→ Lämnad
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import NOTIFICATION
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import CaseRow, DecisionRow, DispatchRow, NotificationRow, SentPackageRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.casework import cases, duties, informing
from narvaro_desktop.usecases.deciding import decision_drafts, decisions, inquiry
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.deciding.notification_papers import Papers, documents_of, papers_of
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.sending import others_cards, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.DECISIONS, Area.PACKAGES, Area.CASES})

_WAITS = (NotificationState.MISSING, NotificationState.SEALED, NotificationState.PRINTED)
_UNMADE = (NotificationState.MISSING, NotificationState.RETURNED)


class NoHuvudman(NarvaroError):
    """No huvudman's kontaktkort is trusted yet; the ceremony comes first."""


class AlreadyHandedOver(NarvaroError):
    """The huvudman has the anmälan, so what it says stands as it was sent: (its id,)."""


class NothingToHandOver(NarvaroError):
    """The anmälan has been neither sealed nor printed, or what was sealed came back: (its id,)."""


@dataclass(frozen=True, slots=True)
class NotificationLine:
    """An anmälan in a list and on the case page."""

    id: UUID
    decision_id: UUID | None
    case_id: UUID
    case_number: str
    student: StudentLine
    state: NotificationState
    decided_on: date
    decided_by: str
    due_on: date | None
    prepared_on: date | None
    handed_over_on: date | None
    channel: Channel | None
    reference: str
    recipient: str
    received_on: date | None
    received_by: str
    registration_number: str
    offered: tuple[OfferedSupport, ...]
    contact: str
    message: str
    file: Path | None
    fingerprint: str
    is_late: bool
    """Not made, and its day is past."""
    is_earlier: bool
    """Decided before the case came into the program."""
    kind: str = "n1"
    """The kind of its package; all but n1 are dispatches, `decided_on` then the day they were made."""
    unanswered_days: int = 0
    """How many days ago it was handed over, where the answer should have come by now."""

    @property
    def waits(self) -> bool:
        """Whether it has not been handed over."""
        return self.state in _WAITS


class Need(Enum):
    """What an anmälan may wait for, the most urgent first."""

    NOTIFY = 1
    HAND_OVER = 2
    INFORM = 3
    ASK_FOR_ANSWER = 4
    TELL_CLOSED = 5


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing that waits for a person; `people` is how many have not been told (INFORM)."""

    kind: Need
    line: NotificationLine
    due_on: date
    is_late: bool
    people: int = 0


def notifications(work: Work, only: UUID | None = None) -> list[NotificationLine]:
    """Every anmälan (of one case, if `only` names it): those that wait first, then the latest.

    None for those who may not read decisions.
    """
    if not _reads(work):
        return []
    wanted = (
        select(NotificationRow, DecisionRow, CaseRow, SentPackageRow)
        .join(DecisionRow, DecisionRow.id == NotificationRow.decision_id)
        .join(CaseRow, CaseRow.id == NotificationRow.case_id)
        .join(CaseRow.student)
        .outerjoin(SentPackageRow, SentPackageRow.package_id == NotificationRow.package_id)
        .where(reach.among(work))
        .order_by(DecisionRow.decided_on.desc())
    )
    if only is not None:
        wanted = wanted.where(NotificationRow.case_id == only)
    late = answers_due(work)
    return sorted(
        (_line(work, late, *found) for found in work.session.execute(wanted)),
        key=lambda line: not line.waits,
    )


def answers_due(work: Work) -> date:
    """The latest day of handing over whose answer should have come by now."""
    calendar, day = settings.calendar(work), work.today
    while calendar.add_working_days(day, work.rules.days.receipt) > work.today:
        day -= timedelta(days=1)
    return day


def unanswered_days(work: Work, row: NotificationRow | DispatchRow, late: date) -> int:
    """How long the answer has been waited for, 0 where it has come or is not due; `late` is `answers_due`."""
    handed_over = row.handed_over_on
    if row.state is not NotificationState.HANDED_OVER or handed_over is None or handed_over > late:
        return 0
    return (work.today - handed_over).days


def begun(
    work: Work, case_id: UUID, notification_id: UUID | None, filled: Filled, decision_id: UUID | None = None
) -> UUID:
    """The anmälan to go on with: one that waits already, that of a decision that was to do without, or that
    of a decision made now in the same act.
    """
    decision_drafts.forget(work, case_id)
    if notification_id is None and decision_id is not None:
        return decisions.notify_of(work, decision_id).value
    return notification_id or decisions.open_inquiry(work, case_id, filled).value


def seal(work: Work, notification_id: UUID, filled: Filled, folder: Path) -> Made[SealedFile]:
    """Seal the anmälan to the trusted huvudman as one file in `folder`. Sealed is not sent.

    :raises ProtectedStudent, MissingFields, FreeTextHeld, NoHuvudman, NumberMissing, NoKeyToSign:
    :raises AlreadyHandedOver:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    card = others_cards.huvudman_card(work)
    if card is None:
        raise NoHuvudman
    row = _still_here(work, notification_id)
    text, paper = documents_of(work, row, filled)
    payload = [PayloadFile("data/notification.json", text), PayloadFile("data/notification.pdf", paper)]
    made = packages.seal_to(work, card, "provider", row.kind, row.id, payload, folder)
    row.state, row.channel = NotificationState.SEALED, Channel.SEALED_FILE
    row.payload, row.paper, row.package_id = text, paper, made.package_id
    row.recipient, row.prepared_at = card.display_name, work.now
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, made)


def print_out(work: Work, notification_id: UUID, filled: Filled) -> Made[Papers]:
    """The anmälan as a paper, and the sheet to copy from; neither is sealed, and that is logged.

    One that is sealed stays so if the paper says the same; if not, the paper is what is handed over.

    :raises AlreadyHandedOver:
    """
    work.may(Resource.PACKAGE, Action.EXPORT)
    row = _still_here(work, notification_id)
    text, papers = papers_of(work, row, filled)
    if row.state is not NotificationState.SEALED or text != row.payload:
        row.state, row.package_id = NotificationState.PRINTED, None
        row.payload, row.paper, row.prepared_at = text, papers.notification, work.now
    work.log("notification.print", case=row.case_id, notification=str(row.id))
    return Made(CHANGED, papers)


def print_to(work: Work, notification_id: UUID, filled: Filled, folder: Path) -> Made[tuple[Path, Path]]:
    """Both papers as files in `folder`: the anmälan, and the sheet to copy from.

    :raises OutboxFull, OutboxReadOnly, OutboxMissing: nothing has been kept
    """
    papers = print_out(work, notification_id, filled).value
    notification = folder / papers.file_name
    sheet = folder / papers.file_name.replace("anmalan", "blad-att-skriva-av", 1)
    packages.put(work, notification, papers.notification)
    packages.put(work, sheet, papers.sheet)
    return Made(CHANGED, (notification, sheet))


def told_otherwise(work: Work, notification_id: UUID, on: date, channel: Channel, reference: str) -> Changes:
    """The anmälan was made in another way: the only one for a pupil with skyddade personuppgifter."""
    work.may(Resource.DECISION, Action.DECIDE)
    return _hand_over(work, notification_id, on, channel, reference)


def hand_over(work: Work, notification_id: UUID, on: date, channel: Channel) -> Changes:
    """The sealed file or the paper has been handed over.

    :raises NothingToHandOver:
    """
    work.may(Resource.DECISION, Action.WRITE)
    if work.session.get_one(NotificationRow, notification_id).state in _UNMADE:
        raise NothingToHandOver(notification_id)
    return _hand_over(work, notification_id, on, channel, "")


def answer_by_hand(
    work: Work,
    notification_id: UUID,
    received_on: date,
    received_by: str,
    registration_number: str,
    offered: Sequence[OfferedSupport],
    message: str,
) -> Changes:
    """The huvudman's answer came by telephone, mail or e-tjänst."""
    work.may(Resource.CASE, Action.WRITE)
    row = work.session.get_one(NotificationRow, notification_id)
    reach.case_row(work, row.case_id)
    if row.state is NotificationState.MISSING:
        raise NothingToHandOver(notification_id)
    return answered(work, row, received_on, received_by, registration_number, offered, "", message)


def answered(
    work: Work,
    row: NotificationRow,
    received_on: date,
    received_by: str,
    registration_number: str,
    offered: Sequence[OfferedSupport],
    contact: str,
    message: str,
) -> Changes:
    """The answer in the case: its state, and each offered support as something to do."""
    if row.handed_over_on is None:
        _hand_over(work, row.id, received_on, row.channel or Channel.OTHER, "")
    known = {key for key in (row.offered_support or "").split(",") if key}
    new = [kind for kind in offered if kind is not OfferedSupport.NONE_NOW and kind.key not in known]
    row.received_on = row.received_on or received_on
    row.received_by = received_by.strip() or row.received_by
    row.registration_number = registration_number.strip() or row.registration_number
    row.contact, row.message = contact.strip() or row.contact, message.strip() or row.message
    row.offered_support = ",".join([*known, *(kind.key for kind in new)]) or None
    is_registered = bool(row.registration_number)
    row.state = NotificationState.REGISTERED if is_registered else NotificationState.RECEIVED
    for kind in new:
        duties.add_task(work, row.case_id, f"Svara huvudmannen om det erbjudna stödet: {kind.swedish}")
    work.log("notification.answered", case=row.case_id, notification=str(row.id))
    return CHANGED


def needing(work: Work) -> list[Needed]:
    """What waits for a person because of an anmälan in an open case, the most urgent first.

    Not made · sealed or printed and not handed over (from the next working day) · no answer after so many
    working days as the rules say · somebody not told of the decision.
    """
    if not _reads(work):
        return []
    calendar, wait = settings.calendar(work), work.rules.days
    needed: list[Needed] = []
    for line in notifications(work):
        case = reach.listed_case(work, line.case_id)
        if case.closed_on is not None:
            continue
        if line.state in _UNMADE:
            needed.append(Needed(Need.NOTIFY, line, line.due_on or line.decided_on, line.is_late))
        elif line.waits and line.prepared_on is not None:
            due_on = calendar.add_working_days(line.prepared_on, wait.hand_over)
            if due_on <= work.today:
                needed.append(Needed(Need.HAND_OVER, line, due_on, due_on < work.today))
        elif line.state is NotificationState.HANDED_OVER and line.handed_over_on and not line.is_earlier:
            due_on = calendar.add_working_days(line.handed_over_on, wait.receipt)
            if due_on <= work.today:
                needed.append(Needed(Need.ASK_FOR_ANSWER, line, due_on, False))
        is_told = line.is_earlier or not reach.is_open(work, case.student)
        if not is_told and (
            left := [one for one in informing.to_inform(work, line.case_id) if one.informed_on is None]
        ):
            due_on = calendar.add_working_days(line.decided_on, wait.inform)
            needed.append(Needed(Need.INFORM, line, due_on, due_on < work.today, len(left)))
    return sorted(needed, key=lambda one: (not one.is_late, one.kind.value, one.due_on))


def outbox(session: Session) -> Path | None:
    """The folder where sealed files were put last."""
    remembered = settings.read(session, "outbox")
    return Path(remembered) if remembered else None


def _reads(work: Work) -> bool:
    return work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ)


def _still_here(work: Work, notification_id: UUID) -> NotificationRow:
    """An anmälan whose words may still change; raises AlreadyHandedOver."""
    row = work.session.get_one(NotificationRow, notification_id)
    reach.case_row(work, row.case_id)
    if row.state not in (*_WAITS, NotificationState.RETURNED):
        raise AlreadyHandedOver(notification_id)
    return row


def _hand_over(work: Work, notification_id: UUID, on: date, channel: Channel, reference: str) -> Changes:
    row = work.session.get_one(NotificationRow, notification_id)
    if row.state in (*_WAITS, NotificationState.RETURNED):
        row.state = NotificationState.HANDED_OVER
    row.channel = channel
    row.handed_over_on, row.handed_over_by = on, work.actor.id
    row.reference = reference.strip() or row.reference
    case = cases.row_of(work, row.case_id)
    if case.step == inquiry.inquiry_step(work, case):
        duties.do_duty(work, row.case_id, NOTIFICATION, on)
    work.log("notification.handed_over", student=case.student_id, case=case.id, channel=channel.key)
    return CHANGED


def _line(
    work: Work, late: date, row: NotificationRow, decision: DecisionRow, case: CaseRow,
    sent: SentPackageRow | None,
) -> NotificationLine:  # fmt: skip
    is_earlier = decision.decided_by is None
    return on_its_way(row, case, sent)(
        decision_id=decision.id,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by_words,
        due_on=row.due_on,
        prepared_on=row.prepared_at.astimezone(work.now.tzinfo).date() if row.prepared_at else None,
        is_late=row.state is NotificationState.MISSING and row.due_on is not None and row.due_on < work.today,
        is_earlier=is_earlier,
        unanswered_days=0 if is_earlier else unanswered_days(work, row, late),
    )


def on_its_way(
    row: NotificationRow | DispatchRow, case: CaseRow, sent: SentPackageRow | None
) -> Callable[..., NotificationLine]:
    """What an anmälan and what is told after it have alike; the caller adds what it was decided by."""
    return partial(
        NotificationLine,
        id=row.id,
        case_id=row.case_id,
        case_number=case.number,
        student=line_of(case.student),
        state=row.state,
        handed_over_on=row.handed_over_on,
        channel=row.channel,
        reference=row.reference or "",
        recipient=row.recipient or "",
        received_on=row.received_on,
        received_by=row.received_by or "",
        registration_number=row.registration_number or "",
        offered=tuple(OfferedSupport.of(key) for key in (row.offered_support or "").split(",") if key),
        contact=row.contact or "",
        message=row.message or "",
        file=Path(sent.folder) / f"narvaro-{sent.package_id}.age" if sent else None,
        fingerprint=sent.root_hash if sent else "",
        kind=row.kind,
    )
