"""What has been made to leave, anmälan or dispatch alike: handed over, answered, looked for, sent again.

Its id is the anmälan's, or that of one of the rows of a dispatch, which then all go the same way.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import HOME_TOLD, HUVUDMAN_TOLD, RESULT_TOLD, SUPPORT_REQUESTED
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.routines.pack import STATUS_REPORT
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import (
    CaseRow,
    DispatchRow,
    NotificationRow,
    PersonRow,
    SentPackageRow,
    SentPayloadRow,
)
from narvaro_desktop.usecases import plain_files, reach, settings
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.deciding import dispatch_offers, notifications
from narvaro_desktop.usecases.deciding.dispatch_offers import NothingSealed
from narvaro_desktop.usecases.deciding.notifications import CHANGED, Need, Needed, NotificationLine
from narvaro_desktop.usecases.sending import attachments, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work

_TICKS: Final = {
    DispatchKind.HOME: (HOME_TOLD,),
    DispatchKind.RESULT: (RESULT_TOLD,),
    DispatchKind.STATUS: (HUVUDMAN_TOLD, STATUS_REPORT),
    DispatchKind.REQUEST: (SUPPORT_REQUESTED,),
}
"""The duties that are done once it has been handed over."""


Outgoing = NotificationRow | DispatchRow
"""An anmälan, or a dispatch in one of its cases."""


class FileCheck(Enum):
    """What a file is, beside what was sealed."""

    SAME = auto()
    CHANGED = auto()
    ANOTHER = auto()
    """A package that was sealed here, but not this one."""


def everything(work: Work, only: UUID | None = None) -> list[NotificationLine]:
    """Every anmälan and every dispatch (of one case, if `only` names it): those that wait first."""
    found = [*notifications.notifications(work, only), *dispatches(work, only)]
    return sorted(found, key=lambda line: (not line.waits, -line.decided_on.toordinal()))


def dispatches(work: Work, only: UUID | None = None) -> list[NotificationLine]:
    """What has been told after the anmälan, the latest first; none for those who may not read decisions."""
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return []
    wanted = (
        select(DispatchRow, CaseRow, PersonRow.name, SentPackageRow)
        .join(CaseRow, CaseRow.id == DispatchRow.case_id)
        .join(PersonRow, PersonRow.id == DispatchRow.prepared_by)
        .join(CaseRow.student)
        .outerjoin(SentPackageRow, SentPackageRow.package_id == DispatchRow.package_id)
        .where(reach.among(work))
        .order_by(DispatchRow.id.desc())
    )
    if only is not None:
        wanted = wanted.where(DispatchRow.case_id == only)
    late = notifications.answers_due(work)
    return [_line(work, late, *found) for found in work.session.execute(wanted)]


def needing(work: Work) -> list[Needed]:
    """What waits for a person because of what was told after an anmälan: not handed over, not answered, or a
    closed case that the huvudman still has as open.
    """
    calendar, wait, found = settings.calendar(work), work.rules.days, list[Needed]()
    seen = set[str]()
    for line in dispatches(work):
        if line.fingerprint and line.fingerprint in seen:
            continue
        seen.add(line.fingerprint)
        if line.waits and line.prepared_on is not None:
            due_on = calendar.add_working_days(line.prepared_on, wait.hand_over)
            if due_on <= work.today:
                found.append(Needed(Need.HAND_OVER, line, due_on, due_on < work.today))
        elif line.state is NotificationState.RETURNED:
            found.append(Needed(Need.NOTIFY, line, line.decided_on, True))
        elif line.state is NotificationState.HANDED_OVER and line.handed_over_on and line.fingerprint:
            due_on = calendar.add_working_days(line.handed_over_on, wait.receipt)
            if due_on <= work.today:
                found.append(Needed(Need.ASK_FOR_ANSWER, line, due_on, False))
    told = set[UUID]()
    for line in notifications.notifications(work):
        row = reach.listed_case(work, line.case_id)
        if line.case_id not in told and dispatch_offers.is_closing_due(work, row):
            told.add(line.case_id)
            found.append(Needed(Need.TELL_CLOSED, line, row.closed_on or work.today, False))
    return found


def hand_over(work: Work, outgoing_id: UUID, on: date, channel: Channel) -> Changes:
    """The sealed file or the paper has been handed over.

    :raises NothingToHandOver:
    """
    work.may(Resource.DECISION, Action.WRITE)
    if rows := _dispatch(work, outgoing_id):
        return hand_over_rows(work, rows, on, channel)
    return notifications.hand_over(work, outgoing_id, on, channel)


def answer_by_hand(
    work: Work,
    outgoing_id: UUID,
    received_on: date,
    received_by: str,
    registration_number: str,
    offered: Sequence[OfferedSupport],
    message: str,
) -> Changes:
    """The huvudman's answer came by telephone, mail or e-tjänst."""
    rows = _dispatch(work, outgoing_id)
    if not rows:
        return notifications.answer_by_hand(
            work, outgoing_id, received_on, received_by, registration_number, offered, message
        )
    work.may(Resource.CASE, Action.WRITE)
    return answered_rows(work, rows, received_on, received_by, registration_number, offered, "", message)


def of_package(work: Work, sent: SentPackageRow) -> Sequence[Outgoing]:
    """What a package of ours was sealed for: its anmälan, or the rows of its dispatch; none if neither."""
    made = work.session.get(NotificationRow, sent.subject_id)
    return [made] if made is not None else of_batch(work, sent.subject_id)


def answered(
    work: Work, rows: Sequence[Outgoing], received_on: date, received_by: str,
    registration_number: str, offered: Sequence[OfferedSupport], contact: str, message: str,
) -> Changes:  # fmt: skip
    """The answer of a kvittens in the cases of what it answers."""
    told = (received_on, received_by, registration_number, offered, contact, message)
    for row in rows:
        if isinstance(row, NotificationRow):
            notifications.answered(work, row, *told)
    return answered_rows(work, [row for row in rows if isinstance(row, DispatchRow)], *told)


def check_file(work: Work, outgoing_id: UUID, path: Path) -> Made[FileCheck]:
    """Whether the file at `path`, on a USB stick say, is the package as it was sealed.

    :raises NothingSealed, FileUnreadable:
    """
    work.may(Resource.DECISION, Action.READ)
    package_id = _package(work, outgoing_id)
    try:
        found = packages.sha256_of(path)
    except OSError:
        raise plain_files.FileUnreadable from None
    wanted = select(SentPackageRow.package_id).where(SentPackageRow.file_sha256 == found)
    is_ours = work.session.scalars(wanted).first()
    work.log("package.check", package=package_id, same=int(is_ours == package_id))
    if is_ours == package_id:
        return Made(NOTHING, FileCheck.SAME)
    return Made(NOTHING, FileCheck.ANOTHER if is_ours else FileCheck.CHANGED)


def seal_again(work: Work, outgoing_id: UUID, folder: Path) -> Made[SealedFile]:
    """The very same package once more, for a file that was lost: same fingerprint, other bytes.

    :raises NothingSealed, NoKeyToSign, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    package_id = _package(work, outgoing_id)
    text, paper = _payload(work, outgoing_id, package_id)
    payload = [
        PayloadFile("data/notification.json", text),
        PayloadFile("data/notification.pdf", paper),
        *attachments.sent_with(work, package_id),
    ]
    made = packages.seal_again(work, package_id, payload, folder)
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, made)


def of_batch(work: Work, batch: UUID) -> list[DispatchRow]:
    """The rows of a dispatch, one for each case that it tells of."""
    wanted = select(DispatchRow).where(DispatchRow.batch == batch).order_by(DispatchRow.id)
    return list(work.session.scalars(wanted))


def hand_over_rows(
    work: Work, rows: Sequence[DispatchRow], on: date, channel: Channel, reference: str = ""
) -> Changes:
    """The sealed file or the paper has been handed over, for every case that it tells of."""
    for row in rows:
        if row.state in (
            NotificationState.SEALED, NotificationState.PRINTED, NotificationState.RETURNED,
        ):  # fmt: skip
            row.state = NotificationState.HANDED_OVER
        row.channel, row.handed_over_on, row.handed_over_by = channel, on, work.actor.id
        row.reference = reference.strip() or row.reference
        _tick(work, cases.row_of(work, row.case_id), DispatchKind.of(row.kind), on)
        work.log("dispatch.handed_over", case=row.case_id, kind=row.kind, channel=channel.key)
    return CHANGED


def answered_rows(
    work: Work, rows: Sequence[DispatchRow], received_on: date, received_by: str, registration_number: str,
    offered_support: Sequence[OfferedSupport], contact: str, message: str,
) -> Changes:  # fmt: skip
    """The huvudman's answer in every case that the dispatch tells of."""
    for row in rows:
        if row.handed_over_on is None:
            hand_over_rows(work, [row], received_on, row.channel or Channel.OTHER)
        known = {key for key in (row.offered_support or "").split(",") if key}
        new = [one for one in offered_support if one is not OfferedSupport.NONE_NOW and one.key not in known]
        row.received_on = row.received_on or received_on
        row.received_by = received_by.strip() or row.received_by
        row.registration_number = registration_number.strip() or row.registration_number
        row.contact, row.message = contact.strip() or row.contact, message.strip() or row.message
        row.offered_support = ",".join([*sorted(known), *(one.key for one in new)]) or None
        is_registered = bool(row.registration_number)
        row.state = NotificationState.REGISTERED if is_registered else NotificationState.RECEIVED
        for one in new:
            duties.add_task(work, row.case_id, f"Svara huvudmannen om det erbjudna stödet: {one.swedish}")
        work.log("dispatch.answered", case=row.case_id, kind=row.kind)
    return CHANGED


def _tick(work: Work, case: CaseRow, kind: DispatchKind, on: date) -> None:
    place = work.rules.ladders[case.ladder].place(case.step, case.is_returning)
    here = {duty.key for duty in place.duties}
    for key in _TICKS.get(kind, ()):
        if key in here and case.closed_on is None:
            duties.do_duty(work, case.id, key, on)


def _dispatch(work: Work, outgoing_id: UUID) -> list[DispatchRow]:
    """The rows that go together with this one; none for the id of an anmälan."""
    row = work.session.get(DispatchRow, outgoing_id)
    if row is None:
        return []
    cases.row_of(work, row.case_id)
    return of_batch(work, row.batch)


def _package(work: Work, outgoing_id: UUID) -> str:
    rows = _dispatch(work, outgoing_id)
    row = rows[0] if rows else work.session.get_one(NotificationRow, outgoing_id)
    cases.row_of(work, row.case_id)
    if row.package_id is None:
        raise NothingSealed
    return row.package_id


def _payload(work: Work, outgoing_id: UUID, package_id: str) -> tuple[bytes, bytes]:
    kept = work.session.get(SentPayloadRow, package_id)
    if kept is not None and kept.payload:
        return kept.payload, kept.paper
    row = work.session.get(NotificationRow, outgoing_id)
    if row is None or row.payload is None or row.paper is None:
        raise NothingSealed
    return row.payload, row.paper


def _line(
    work: Work, late: date, row: DispatchRow, case: CaseRow, made_by: str, sent: SentPackageRow | None
) -> NotificationLine:
    made_on = row.prepared_at.astimezone(work.now.tzinfo).date()
    return notifications.on_its_way(row, case, sent)(
        decision_id=None,
        decided_on=made_on,
        decided_by=made_by,
        due_on=None,
        prepared_on=made_on,
        is_late=False,
        is_earlier=False,
        unanswered_days=notifications.unanswered_days(work, row, late) if sent else 0,
    )
