"""The huvudman's register: what has come, what each anmälan says, what was answered, what has not come."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.domain.deciding.matter import WITHDRAW, PackageKind, share_tenths
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.terms import OfferedSupport, ReceiptStatus
from narvaro_desktop.store.tables import ReceivedFileRow, ReceivedRow, SeenPackageRow, SentPackageRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import attachments, others_cards
from narvaro_desktop.usecases.work import Work

_SUFFIXES: Final = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/csv": ".csv",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """An anmälan in the huvudman's register; `status` None has not been answered."""

    id: UUID
    student: str
    kind: PackageKind
    case_number: str
    school_year: int | None
    sender_name: str
    signer: str
    received_at: datetime
    decided_on: date | None
    share: str
    status: ReceiptStatus | None
    registration_number: str
    offered: tuple[OfferedSupport, ...]
    search_key: str

    @property
    def received_on(self) -> date:
        return self.received_at.date()


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A kvittens that was sealed, the file it was put in, and whether that still lies there."""

    package_id: str
    sealed_at: datetime
    path: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that came with the package; `size` in bytes."""

    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class LaterWord:
    """A later package of the same sender that corrects this one, or takes it back."""

    id: UUID
    received_at: datetime
    withdraws: bool


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """One anmälan as the huvudman reads it; `lines` say what the school sent, field by field.

    `answers` are the sealed kvittenser, the latest first.
    """

    line: ReceivedLine
    lines: tuple[SentLine, ...]
    contact: str
    fingerprint: str
    package_id: str
    own_contact: str
    message: str
    answers: tuple[AnswerFile, ...]
    files: tuple[ReceivedFile, ...]
    later: tuple[LaterWord, ...]
    is_sender_trusted: bool


@dataclass(frozen=True, slots=True)
class MissingNumber:
    """A running number that a sender has used and that has not come."""

    sender_name: str
    number: int


def received(work: Work) -> list[ReceivedLine]:
    """The register, the latest first."""
    work.may(Resource.PACKAGE, Action.READ)
    rows = work.session.scalars(select(ReceivedRow).order_by(ReceivedRow.received_at.desc()))
    return [_line(work, row) for row in rows]


def received_one(work: Work, received_id: UUID) -> ReceivedView:
    """One anmälan; looking is logged."""
    work.may(Resource.PACKAGE, Action.READ)
    row = work.session.get_one(ReceivedRow, received_id)
    document = json.loads(row.payload)
    work.view(received_id)
    return ReceivedView(
        line=_line(work, row),
        lines=disclosure.sent(document),
        contact=document.get("contact", ""),
        fingerprint=row.root_hash,
        package_id=row.package_id,
        own_contact=row.contact or settings.profile(work).contact,
        message=row.message or "",
        answers=_answers(work, received_id),
        files=_files(work, received_id),
        later=_later(work, row),
        is_sender_trusted=others_cards.card_of(work, row.sender) is not None,
    )


def by_package(work: Work, package_id: str) -> UUID | None:
    """The anmälan that came in this package, if it stands in the register."""
    work.may(Resource.PACKAGE, Action.READ)
    wanted = select(ReceivedRow.id).where(ReceivedRow.package_id == package_id)
    return work.session.scalars(wanted).first()


def paper(work: Work, received_id: UUID) -> tuple[str, bytes]:
    """(file name without persons, PDF bytes) of an anmälan, for the diarium; taking it out is logged."""
    work.may(Resource.PACKAGE, Action.EXPORT)
    row = work.session.get_one(ReceivedRow, received_id)
    work.log("received.export", received=str(received_id))
    number = json.loads(row.payload).get("caseId", row.package_id[:8])
    return f"anmalan-{number}-{_local(work, row.received_at).date().isoformat()}.pdf", row.paper


def attached(work: Work, file_id: UUID) -> tuple[str, bytes]:
    """(a name that is safe on every disk, content) of a file that came; taking it out is logged."""
    work.may(Resource.PACKAGE, Action.EXPORT)
    row = work.session.get_one(ReceivedFileRow, file_id)
    work.log("received.export", received=str(row.received_id), file=str(file_id))
    return f"bilaga-{str(file_id)[-8:]}{_SUFFIXES[row.media_type]}", row.content


def cover_text(work: Work, package_id: str) -> str:
    """The följebrev of a sealed kvittens, for the clipboard: without personal data."""
    from narvaro_desktop.documents.cover_letter import CoverLetter, as_text  # reportlab is slow

    sent = work.session.get_one(SentPackageRow, package_id)
    profile = settings.profile(work)
    card = others_cards.card_of(work, sent.recipient)
    path = Path(sent.folder) / f"narvaro-{package_id}.age"
    letter = CoverLetter(
        sender=profile.name,
        recipient=card.display_name if card else sent.recipient,
        package_id=package_id,
        root_hash=sent.root_hash,
        size=path.stat().st_size if path.is_file() else 0,
        contact=profile.contact,
    )
    return as_text(letter, _local(work, sent.sealed_at))


def missing_numbers(work: Work) -> list[MissingNumber]:
    """Gaps in the running numbers of each sender's keys: packages that were sealed to us and never came."""
    work.may(Resource.PACKAGE, Action.READ)
    numbers: dict[tuple[str, str], set[int]] = {}
    for row in work.session.scalars(select(SeenPackageRow)):
        numbers.setdefault((row.sender, row.signing_key), set()).add(row.sequence)
    return [
        MissingNumber(_name(work, sender), number)
        for (sender, _key), there in sorted(numbers.items())
        for number in range(1, max(there))
        if number not in there
    ]


def offered_in(row: ReceivedRow) -> tuple[OfferedSupport, ...]:
    """The support that has been offered so far."""
    return tuple(OfferedSupport.of(key) for key in (row.offered_support or "").split(",") if key)


def _files(work: Work, received_id: UUID) -> tuple[ReceivedFile, ...]:
    wanted = (
        select(ReceivedFileRow.id, ReceivedFileRow.name, func.length(ReceivedFileRow.content))
        .where(ReceivedFileRow.received_id == received_id)
        .order_by(ReceivedFileRow.id)
    )
    rows = work.session.execute(wanted)
    return tuple(ReceivedFile(file_id, attachments.plain_name(name), size) for file_id, name, size in rows)


def _later(work: Work, row: ReceivedRow) -> tuple[LaterWord, ...]:
    wanted = select(ReceivedRow).where(
        ReceivedRow.replaces == row.package_id, ReceivedRow.sender == row.sender
    )
    return tuple(
        LaterWord(each.id, _local(work, each.received_at), each.action == WITHDRAW)
        for each in work.session.scalars(wanted.order_by(ReceivedRow.received_at.desc(), ReceivedRow.id))
    )


def _answers(work: Work, received_id: UUID) -> tuple[AnswerFile, ...]:
    rows = work.session.scalars(
        select(SentPackageRow)
        .where(SentPackageRow.subject_id == received_id, SentPackageRow.kind == "receipt")
        .order_by(SentPackageRow.sequence.desc())
    )
    return tuple(_answer_file(work, row) for row in rows)


def _answer_file(work: Work, row: SentPackageRow) -> AnswerFile:
    path = Path(row.folder) / f"narvaro-{row.package_id}.age"
    return AnswerFile(row.package_id, _local(work, row.sealed_at), path, path.is_file())


def _local(work: Work, moment: datetime) -> datetime:
    """A moment of the vault (UTC) by the clock on the wall."""
    return moment.astimezone(work.now.tzinfo)


def _name(work: Work, sender: str) -> str:
    card = others_cards.card_of(work, sender)
    return card.display_name if card else sender.partition(":")[2]


def _line(work: Work, row: ReceivedRow) -> ReceivedLine:
    document: Mapping[str, Any] = json.loads(row.payload)
    student = document.get("student")
    name = f"{student['familyName']}, {student['givenName']}" if student else ""
    return ReceivedLine(
        id=row.id,
        student=name,
        kind=PackageKind.of(row.kind),
        case_number=document.get("caseId", ""),
        school_year=document.get("schoolYear"),
        sender_name=row.sender_name,
        signer=row.signer,
        received_at=_local(work, row.received_at),
        decided_on=_day(document.get("decision", {}).get("decidedOn")),
        share=_share(document.get("absence", {})),
        status=row.status,
        registration_number=row.registration_number or "",
        offered=offered_in(row),
        search_key=search_key(
            f"{name} {document.get('caseId', '')} {row.sender_name} {row.registration_number or ''}"
        ),
    )


def _share(absence: Mapping[str, Any]) -> str:
    """The total absence as people read it."""
    tenths = share_tenths(absence)
    return "" if tenths is None else disclosure.tenths_text(tenths)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
