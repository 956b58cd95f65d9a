"""Uppgift till hemkommunen (skollagen 7 kap. 22 §): made by the huvudman of an anmälan that has come.

proposal → what leaves, and to whom of the kontaktkort that are trusted;  seal → one file for that kommun
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding import disclosure
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.domain.municipality import same_municipality
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing import canonical, profiles
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import ReceivedRow, SentPackageRow, SentPayloadRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import dispatch_papers
from narvaro_desktop.usecases.deciding.dispatches import HomeNotTrusted
from narvaro_desktop.usecases.huvudman import home_corrections
from narvaro_desktop.usecases.huvudman.home_corrections import HomeNeed
from narvaro_desktop.usecases.sending import others_cards, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.PACKAGES, Area.CASES})
KIND = "n1h"
_ROLE = "homeMunicipality"


class NotAnAnmalan(NarvaroError):
    """Only an anmälan that an utredning has been opened is told to the hemkommun: (kind,)."""


class AnmalanTakenBack(NarvaroError):
    """The school has taken the anmälan back, so nobody is to be told of it."""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A kommun that can be told."""

    organisation: str
    name: str


@dataclass(frozen=True, slots=True)
class ToldHome:
    """That a kommun has been told: the file, when it was sealed, and what it is to be told again."""

    package_id: str
    organisation: str
    recipient: str
    sealed_on: date
    path: Path
    is_there: bool
    need: HomeNeed | None
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class HomeProposal:
    """What would leave; `cards` are the kommuner that can be told, the pupil's own first."""

    received: UUID
    student: str
    home: str
    sent: tuple[SentLine, ...]
    cards: tuple[HomeCard, ...]
    is_known: bool
    """The pupil's own kommun stands first."""
    told: tuple[ToldHome, ...]
    outbox: Path | None


def proposal(work: Work, received_id: UUID) -> HomeProposal:
    """What of an anmälan would be told to the hemkommun, and to which; nothing is kept.

    :raises NotAnAnmalan, AnmalanTakenBack:
    """
    work.may(Resource.PACKAGE, Action.READ)
    row = _anmalan(work, received_id)
    document, stands = _document(work, row), home_corrections.as_it_stands(work, row)
    home = stands.get("homeMunicipality", {}).get("displayName", "")
    cards = sorted(_cards(work), key=lambda card: not same_municipality(card.display_name, home))
    outbox = settings.read(work.session, home_corrections.OUTBOX)
    return HomeProposal(
        received=received_id,
        student=_student(document),
        home=home,
        sent=disclosure.sent(document),
        cards=tuple(HomeCard(card.id, card.display_name) for card in cards),
        is_known=bool(cards) and same_municipality(cards[0].display_name, home),
        told=told(work, received_id),
        outbox=Path(outbox) if outbox else None,
    )


def correction(work: Work, received_id: UUID, package_id: str, withdraws: bool) -> HomeProposal:
    """What would be told again to the kommun that got `package_id`: what differs by now, or that all is taken
    back; nothing is kept.

    :raises NothingToCorrect:
    """
    sent = home_corrections.lines(work, received_id, package_id, withdraws)
    [former] = [one for one in told(work, received_id) if one.package_id == package_id]
    named = json.loads(work.session.get_one(SentPayloadRow, package_id).payload)
    outbox = settings.read(work.session, home_corrections.OUTBOX)
    return HomeProposal(
        received=received_id,
        student=_student(named),
        home=former.recipient,
        sent=sent,
        cards=(HomeCard(former.organisation, former.recipient),),
        is_known=True,
        told=(former,),
        outbox=Path(outbox) if outbox else None,
    )


def seal(work: Work, received_id: UUID, organisation: str, folder: Path) -> Made[SealedFile]:
    """Seal the notice to one kommun.

    :raises NotAnAnmalan, AnmalanTakenBack, HomeNotTrusted, OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    row = _anmalan(work, received_id)
    card = next((one for one in _cards(work) if one.id == organisation), None)
    if card is None:
        raise HomeNotTrusted(organisation)
    document = _document(work, row)
    text = canonical.dumps(document)
    sender = settings.profile(work).name
    paper = dispatch_papers.paper(work, KIND, document, card.display_name, text, sender)
    payload = [PayloadFile("data/notification.json", text), PayloadFile("data/notification.pdf", paper)]
    made = packages.seal_to(work, card, _ROLE, KIND, row.id, payload, folder)
    work.session.add(SentPayloadRow(package_id=made.package_id, payload=text, paper=paper))
    settings.write(work.session, home_corrections.OUTBOX, str(folder))
    work.log("home.told", received=str(received_id), organisation=organisation)
    return Made(CHANGED, made)


def told(work: Work, received_id: UUID) -> tuple[ToldHome, ...]:
    """The kommuner that have been told of an anmälan, the latest first."""
    work.may(Resource.PACKAGE, Action.READ)
    received = work.session.get_one(ReceivedRow, received_id)
    wanted = select(SentPackageRow).where(
        SentPackageRow.subject_id == received_id, SentPackageRow.kind == KIND
    )
    rows = work.session.scalars(wanted.order_by(SentPackageRow.sealed_at.desc()))
    return tuple(_told(work, received, row) for row in rows)


def _told(work: Work, received: ReceivedRow, row: SentPackageRow) -> ToldHome:
    card = others_cards.card_of(work, row.recipient)
    path = Path(row.folder) / f"narvaro-{row.package_id}.age"
    return ToldHome(
        package_id=row.package_id,
        organisation=row.recipient,
        recipient=card.display_name if card else row.recipient,
        sealed_on=row.sealed_at.astimezone(work.now.tzinfo).date(),
        path=path,
        is_there=path.is_file(),
        need=home_corrections.need_of(work, received, row),
        is_taken_back=not home_corrections.told_now(work, row),
    )


def _anmalan(work: Work, received_id: UUID) -> ReceivedRow:
    row = work.session.get_one(ReceivedRow, received_id)
    if row.kind != "n1":
        raise NotAnAnmalan(row.kind)
    return row


def _document(work: Work, row: ReceivedRow) -> dict[str, Any]:
    """What came, as it has been corrected since, and of it no more than the hemkommun gets."""
    came = home_corrections.as_it_stands(work, row)
    if not came:
        raise AnmalanTakenBack
    profile = came.get("profile") or work.rules.pack.notification.profile(KIND)
    return profiles.minimised({key: came[key] for key in came if key != "profile"}, KIND, profile)


def _student(document: Mapping[str, Any]) -> str:
    """Whom it is about, as far as the document says."""
    student = document.get("student")
    return f"{student['givenName']} {student['familyName']}" if student else document["caseId"]


def _cards(work: Work) -> list[KeyCard]:
    """The newest trusted card of every kommun."""
    newest = {card.id: card for card in others_cards.trusted_cards(work) if _ROLE in card.roles}
    return sorted(newest.values(), key=lambda card: card.display_name)
