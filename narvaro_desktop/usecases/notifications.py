"""The anmälan on its way: sealed, printed or made otherwise, handed over, received, answered.

Ej anmäld → Förseglad, inte lämnad ─→ Lämnad → Mottagen → Diarieförd
          → Utskriven, inte lämnad ─↗
          → Anmäld på annat sätt (date, channel, reference) ─→ Lämnad
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.ladder import NOTIFICATION
from narvaro_desktop.domain.notification import ProtectedStudent
from narvaro_desktop.domain.terms import Channel, Governance, InquiryAnswer, NotificationState, OfferedSupport
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    GuardianRow,
    InformedRow,
    NotificationRow,
    SentPackageRow,
)
from narvaro_desktop.usecases import cases, decisions, duties, inquiry, keys, packages, settings
from narvaro_desktop.usecases.inquiry import Filled
from narvaro_desktop.usecases.packages import SealedFile
from narvaro_desktop.usecases.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.DECISIONS, Area.PACKAGES, Area.CASES})

_WAITS = (NotificationState.MISSING, NotificationState.SEALED, NotificationState.PRINTED)


class NoHuvudman(NarvaroError):
    """No huvudman's kontaktkort is trusted yet; the ceremony comes first."""


@dataclass(frozen=True, slots=True)
class NotificationLine:
    """An anmälan in a list and on the case page."""

    id: UUID
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

    @property
    def waits(self) -> bool:
        """Whether it has not been handed over."""
        return self.state in _WAITS


@dataclass(frozen=True, slots=True)
class Papers:
    """A readable anmälan that is not sealed, and the sheet to copy into an e-tjänst."""

    notification: bytes
    sheet: bytes
    file_name: str


@dataclass(frozen=True, slots=True)
class ToInform:
    """Someone who is to be told of the decision; `guardian_id` None is the pupil."""

    decision_id: UUID
    guardian_id: UUID | None
    name: str
    informed_on: date | None
    how: str


def notifications(work: Work, only: UUID | None = None) -> list[NotificationLine]:
    """Every anmälan (of one case, if `only` names it): those that wait first, then the latest."""
    wanted = (
        select(NotificationRow, DecisionRow, CaseRow)
        .join(DecisionRow, DecisionRow.id == NotificationRow.decision_id)
        .join(CaseRow, CaseRow.id == NotificationRow.case_id)
        .order_by(DecisionRow.decided_on.desc())
    )
    if only is not None:
        wanted = wanted.where(NotificationRow.case_id == only)
    sent = {row.subject_id: row for row in work.session.scalars(select(SentPackageRow))}
    lines = [
        _line(row, decision, case, sent.get(row.id)) for row, decision, case in work.session.execute(wanted)
    ]
    return sorted(lines, key=lambda line: not line.waits)


def seal(work: Work, notification_id: UUID, filled: Filled, folder: Path) -> Made[SealedFile]:
    """Seal the anmälan to the trusted huvudman as one file in `folder`. Sealed is not sent.

    :raises ProtectedStudent, MissingFields, FreeTextHeld, NoHuvudman, NumberMissing, NoKeyToSign:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    card = keys.huvudman_card(work)
    if card is None:
        raise NoHuvudman
    row = work.session.get_one(NotificationRow, notification_id)
    text, paper = _documents(work, row, filled)
    payload = [PayloadFile("data/notification.json", text), PayloadFile("data/notification.pdf", paper)]
    made = packages.seal_to(work, card, "provider", row.kind, row.id, payload, folder)
    row.state, row.channel = NotificationState.SEALED, Channel.SEALED_FILE
    row.payload, row.paper, row.package_id = text, paper, made.package_id
    row.recipient, row.prepared_at = card.display_name, work.now
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, made)


def print_out(work: Work, notification_id: UUID, filled: Filled) -> Made[Papers]:
    """The anmälan as a paper, and the sheet to copy from; neither is sealed, and that is logged."""
    from narvaro_desktop.documents.eservice_sheet import (
        eservice_sheet,
        from_notification,
    )  # reportlab is slow
    from narvaro_desktop.documents.notification_paper import from_json
    from narvaro_desktop.documents.page import file_name

    work.may(Resource.PACKAGE, Action.EXPORT)
    row = work.session.get_one(NotificationRow, notification_id)
    text, paper = _documents(work, row, filled)
    sheet = from_notification(from_json(json.loads(text)), "Kommunens e-tjänst, Prorenata eller DF Respons")
    printed = eservice_sheet(sheet, work.now, secrecy(work))
    if row.state is NotificationState.MISSING:
        row.state = NotificationState.PRINTED
    row.payload, row.paper, row.prepared_at = text, paper, work.now
    work.log("notification.print", case=row.case_id, notification=str(row.id))
    number = work.session.get_one(CaseRow, row.case_id).number
    return Made(CHANGED, Papers(paper, printed, file_name("anmalan", number, work.today)))


def told_otherwise(work: Work, notification_id: UUID, on: date, channel: Channel, reference: str) -> Changes:
    """The anmälan was made in another way: the only one for a pupil with skyddade personuppgifter."""
    work.may(Resource.DECISION, Action.DECIDE)
    return _hand_over(work, notification_id, on, channel, reference)


def hand_over(work: Work, notification_id: UUID, on: date, channel: Channel) -> Changes:
    """The sealed file or the paper has been handed over."""
    work.may(Resource.DECISION, Action.WRITE)
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


def to_inform(work: Work, case_id: UUID) -> list[ToInform]:
    """The pupil and each guardian, and when and how they were told of the case's latest opened utredning."""
    decision = work.session.scalars(
        select(DecisionRow)
        .where(DecisionRow.case_id == case_id, DecisionRow.answer == InquiryAnswer.OPENED)
        .order_by(DecisionRow.decided_on.desc())
    ).first()
    if decision is None:
        return []
    told = {
        row.guardian_id: row
        for row in work.session.scalars(select(InformedRow).where(InformedRow.decision_id == decision.id))
    }
    student = cases.row_of(work, case_id).student
    people: list[tuple[UUID | None, str]] = [(None, student.name)]
    people += [(guardian.id, guardian.name) for guardian in student.guardians]
    return [
        ToInform(
            decision.id,
            guardian_id,
            name,
            told[guardian_id].informed_on if guardian_id in told else None,
            told[guardian_id].how if guardian_id in told else "",
        )
        for guardian_id, name in people
    ]


def inform(work: Work, decision_id: UUID, guardian_id: UUID | None, on: date, how: str) -> Changes:
    """The pupil (None) or a guardian has been told; when all have been, the duty is done."""
    work.may(Resource.CASE, Action.WRITE)
    decision = work.session.get_one(DecisionRow, decision_id)
    work.session.add(
        InformedRow(
            id=work.new_id(),
            decision_id=decision_id,
            guardian_id=guardian_id,
            informed_on=on,
            how=how.strip(),
            registered_by=work.actor.id,
            registered_at=work.now,
        )
    )
    work.session.flush()
    case_id = decision.case_id
    if case_id is not None and all(one.informed_on for one in to_inform(work, case_id)):
        row = cases.row_of(work, case_id)
        if row.step == inquiry.inquiry_step(work, row):
            duties.do_duty(work, case_id, "informed", on)
    work.log("decision.told", student=decision.student_id, case=decision.case_id)
    return frozenset({Area.DECISIONS, Area.CASES})


def guardian_letter(work: Work, decision_id: UUID, guardian_id: UUID, meeting: str = "") -> bytes:
    """The one-page letter to one guardian, as PDF bytes; making it is logged."""
    from narvaro_desktop.documents.guardian_letter import GuardianLetter, guardian_letter  # reportlab is slow

    work.may(Resource.CASE, Action.EXPORT)
    decision = work.session.get_one(DecisionRow, decision_id)
    case = work.session.get_one(CaseRow, decision.case_id)
    if case.student.protected:
        raise ProtectedStudent
    profile = settings.profile(work)
    document: dict[str, Any] = json.loads(decision.document or "{}")
    absence = document.get("absence", {})
    work.log("letter.print", student=decision.student_id, case=decision.case_id)
    letter = GuardianLetter(
        case_id=case.number,
        school=profile.name,
        provider=profile.huvudman,
        guardian=work.session.get_one(GuardianRow, guardian_id).name,
        student=case.student.name,
        decided_on=decision.decided_on,
        share="",
        first_day=date.fromisoformat(absence.get("startDate", decision.decided_on.isoformat())),
        last_day=date.fromisoformat(absence.get("endDate", decision.decided_on.isoformat())),
        contact=profile.contact,
        signed_by=decision.decided_by_words,
        meeting=meeting,
    )
    return guardian_letter(letter, work.now, secrecy(work))


def cover_text(work: Work, notification_id: UUID) -> str:
    """The följebrev for the clipboard: who sends what to whom, without personal data."""
    from narvaro_desktop.documents.cover_letter import CoverLetter, as_text  # reportlab is slow

    row = work.session.get_one(NotificationRow, notification_id)
    sent = work.session.get_one(SentPackageRow, row.package_id)
    path = Path(sent.folder) / f"narvaro-{sent.package_id}.age"
    profile = settings.profile(work)
    letter = CoverLetter(
        sender=profile.name,
        recipient=row.recipient or "",
        package_id=sent.package_id,
        root_hash=sent.root_hash,
        size=path.stat().st_size if path.is_file() else 0,
        contact=profile.contact,
    )
    return as_text(letter, work.now)


def outbox(session: Session) -> Path | None:
    """The folder where sealed files were put last."""
    remembered = settings.read(session, "outbox")
    return Path(remembered) if remembered else None


def secrecy(work: Work) -> str:
    """The classification line of papers."""
    if settings.profile(work).governance is Governance.INDEPENDENT:
        return "Tystnadsplikt enligt 29 kap. 14 § skollagen"
    return "Sekretess kan gälla enligt 23 kap. 2 § OSL"


def _documents(work: Work, row: NotificationRow, filled: Filled) -> tuple[bytes, bytes]:
    """notification.json in its canonical bytes, and the PDF that holds them."""
    from narvaro_desktop.documents.notification import notification  # reportlab is slow
    from narvaro_desktop.documents.notification_paper import from_json

    document = decisions.document_of(work, row.decision_id, filled)
    text = canonical.dumps(document)
    return text, notification(from_json(document), text, work.now, secrecy(work))


def _hand_over(work: Work, notification_id: UUID, on: date, channel: Channel, reference: str) -> Changes:
    row = work.session.get_one(NotificationRow, notification_id)
    row.state, row.channel = NotificationState.HANDED_OVER, channel
    row.handed_over_on, row.handed_over_by = on, work.actor.id
    row.reference = reference.strip() or row.reference
    case = cases.row_of(work, row.case_id)
    if case.step == inquiry.inquiry_step(work, case):
        duties.do_duty(work, row.case_id, NOTIFICATION, on)
    work.log("notification.handed_over", student=case.student_id, case=case.id, channel=channel.key)
    return CHANGED


def _line(
    row: NotificationRow, decision: DecisionRow, case: CaseRow, sent: SentPackageRow | None
) -> NotificationLine:
    return NotificationLine(
        id=row.id,
        case_id=row.case_id,
        case_number=case.number,
        student=line_of(case.student),
        state=row.state,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by_words,
        due_on=row.due_on,
        prepared_on=row.prepared_at.date() if row.prepared_at else None,
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
    )
