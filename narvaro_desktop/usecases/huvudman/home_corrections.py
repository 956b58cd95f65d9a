"""What a hemkommun has been told, beside what the school says by now: corrected or taken back by an n5.

the school's n1 and its n5 → as it stands   our n1h and our n5 → what the kommun has   differ → a need
"""

import json
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import canonical, profiles
from narvaro_desktop.sealing.envelope import Envelope, Replaces
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import ReceivedRow, SentPackageRow, SentPayloadRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import dispatch_papers
from narvaro_desktop.usecases.sending import others_cards, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PACKAGES, Area.CASES})
KIND: Final = "n5"
OUTBOX: Final = "outbox_home"
"""Where files to other kommuner were put last; kvittenser to schools have a folder of their own."""
_WITHDRAW: Final = "withdraw"
_FRAME: Final = ("schema", "schoolUnit", "provider", "contact")
_UNCORRECTED: Final = frozenset({*_FRAME, "caseId", "profile", "correctedFields"})

Document = Mapping[str, Any]
"""A notification.json; {} for what has been taken back."""


class NothingToCorrect(NarvaroError):
    """The kommun has what the school says now, or has been told that it is taken back."""


class HomeNeed(Enum):
    """What a hemkommun that has been told is to be told again."""

    CORRECT = auto()
    WITHDRAW = auto()


def as_it_stands(work: Work, row: ReceivedRow) -> Document:
    """An anmälan with what its sender has corrected since; {} where it has been taken back."""
    found: dict[str, Any] = json.loads(row.payload)
    wanted = select(ReceivedRow).where(
        ReceivedRow.replaces == row.package_id, ReceivedRow.sender == row.sender, ReceivedRow.kind == KIND
    )
    for correction in work.session.scalars(wanted.order_by(ReceivedRow.received_at, ReceivedRow.id)):
        if correction.action == _WITHDRAW:
            return {}
        found = _corrected(found, json.loads(correction.payload))
    return found


def told_now(work: Work, sent: SentPackageRow) -> Document:
    """What the kommun has by now of what was sealed to it; {} where it has been taken back."""
    found: dict[str, Any] = json.loads(work.session.get_one(SentPayloadRow, sent.package_id).payload)
    for row in _corrections(work, sent):
        replaced = Envelope.from_bytes(row.envelope).replaces
        if replaced is not None and replaced.action == _WITHDRAW:
            return {}
        found = _corrected(found, json.loads(work.session.get_one(SentPayloadRow, row.package_id).payload))
    return found


def need_of(work: Work, received: ReceivedRow, sent: SentPackageRow) -> HomeNeed | None:
    """What the kommun is to be told again of an anmälan; None where it has what stands."""
    told, stands = told_now(work, sent), as_it_stands(work, received)
    if not told:
        return None
    if not stands:
        return HomeNeed.WITHDRAW
    return HomeNeed.CORRECT if _differing(told, _told_of(stands, told)) else None


def lines(work: Work, received_id: UUID, package_id: str, withdraws: bool) -> tuple[SentLine, ...]:
    """What would leave; of a withdrawal nothing about the pupil.

    :raises NothingToCorrect:
    """
    work.may(Resource.PACKAGE, Action.READ)
    received, sent = _rows(work, received_id, package_id)
    return disclosure.sent(_document(work, received, sent, withdraws))


def seal(
    work: Work, received_id: UUID, package_id: str, folder: Path, *, withdraws: bool
) -> Made[SealedFile]:
    """Seal a correction, or that all is taken back, to the kommun that got `package_id`.

    :raises NothingToCorrect, SenderNotTrusted, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    received, sent = _rows(work, received_id, package_id)
    card = others_cards.card_of(work, sent.recipient)
    if card is None:
        raise NothingToCorrect
    document = _document(work, received, sent, withdraws)
    text = canonical.dumps(document)
    sender = settings.profile(work).name
    paper = dispatch_papers.paper(work, KIND, document, card.display_name, text, sender)
    payload = [PayloadFile("data/notification.json", text), PayloadFile("data/notification.pdf", paper)]
    action = _WITHDRAW if withdraws else "correct"
    made = packages.seal_to(
        work, card, "homeMunicipality", KIND, received.id, payload, folder,
        replaces=Replaces(sent.package_id, sent.root_hash, action),
    )  # fmt: skip
    work.session.add(SentPayloadRow(package_id=made.package_id, payload=text, paper=paper))
    settings.write(work.session, OUTBOX, str(folder))
    work.log("home.corrected", received=str(received_id), organisation=card.id, how=action)
    return Made(CHANGED, made)


def _document(work: Work, received: ReceivedRow, sent: SentPackageRow, withdraws: bool) -> dict[str, Any]:
    told, stands = told_now(work, sent), as_it_stands(work, received)
    if not told or (not stands and not withdraws):
        raise NothingToCorrect
    frame = {key: told[key] for key in _FRAME if key in told}
    if withdraws:
        return {**frame, "correctedFields": []}
    now = _told_of(stands, told)
    wrong = sorted(_differing(told, now))
    if not wrong:
        raise NothingToCorrect
    found = {**frame, "caseId": told["caseId"], "correctedFields": wrong}
    found |= {key: now[key] for key in wrong if key in now}
    return profiles.minimised(found, KIND, told.get("profile", profiles.WHOLE))


def _rows(work: Work, received_id: UUID, package_id: str) -> tuple[ReceivedRow, SentPackageRow]:
    """The anmälan and the notice that was made of it."""
    sent = work.session.get_one(SentPackageRow, package_id)
    if sent.subject_id != received_id:
        raise NothingToCorrect
    return work.session.get_one(ReceivedRow, received_id), sent


def _corrections(work: Work, sent: SentPackageRow) -> list[SentPackageRow]:
    """What we have corrected of it, the first first."""
    wanted = select(SentPackageRow).where(
        SentPackageRow.subject_id == sent.subject_id,
        SentPackageRow.recipient == sent.recipient,
        SentPackageRow.kind == KIND,
    )
    rows = work.session.scalars(wanted.order_by(SentPackageRow.sealed_at, SentPackageRow.sequence))
    return [row for row in rows if _replaced(row) == sent.package_id]


def _replaced(row: SentPackageRow) -> str:
    replaces = Envelope.from_bytes(row.envelope).replaces
    return replaces.package_id if replaces else ""


def _corrected(document: Document, correction: Document) -> dict[str, Any]:
    found = dict(document)
    for key in correction.get("correctedFields", ()):
        found.pop(key, None)
        found |= {key: correction[key]} if key in correction else {}
    return found


def _told_of(stands: Document, told: Document) -> dict[str, Any]:
    """What of it the kommun would be told, by the profile of what it has."""
    whole = {key: value for key, value in stands.items() if key != "profile"}
    return profiles.minimised(whole, "n1h", told.get("profile", profiles.WHOLE))


def _differing(told: Document, now: Document) -> set[str]:
    return {key for key in {*told, *now} if told.get(key) != now.get(key) and key not in _UNCORRECTED}
