"""What is told of a case after its anmälan, on its way: prepared, sealed or printed, handed over, answered.

prepared → Skickas and Skickas inte, what is missing, to whom
seal / print_to / told_otherwise → a row in each case; then `outgoing` as with an anmälan
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource, Withheld
from narvaro_desktop.domain.deciding import disclosure, free_text
from narvaro_desktop.domain.deciding.disclosure import KeptLine, SentLine
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind, DispatchNeed
from narvaro_desktop.domain.terms import Channel, NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.sealing import canonical, profiles
from narvaro_desktop.sealing.envelope import Replaces
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.tables import (
    CaseRow,
    DispatchRow,
    SentPackageRow,
    SentPayloadRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import (
    dispatch_contents,
    dispatch_offers,
    dispatch_papers,
    inquiry,
    notification_papers,
    outgoing,
)
from narvaro_desktop.usecases.deciding.dispatch_contents import Chosen
from narvaro_desktop.usecases.deciding.dispatch_offers import NothingSealed, Subject, subject_of
from narvaro_desktop.usecases.deciding.notifications import CHANGED, NoHuvudman
from narvaro_desktop.usecases.pupils.other_names import others_of
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.sending import attachments, card_keys, others_cards, packages
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Changes, Made, Work


class HomeNotTrusted(NarvaroError):
    """The hemkommun's kontaktkort has not been checked yet: (its id,)."""


class DispatchIncomplete(NarvaroError):
    """It still needs these."""

    def __init__(self, needs: Sequence[DispatchNeed]) -> None:
        super().__init__(*(need.key for need in needs))
        self.needs = tuple(needs)


_NOTHING_CHOSEN: Final = Chosen()


@dataclass(frozen=True, slots=True)
class PreparedDispatch:
    """A dispatch as it would be; `chosen` with what the program proposes, `differing` the sections that an n5
    can correct, `left_out` how many cases a lägesrapport cannot tell of.
    """

    kind: DispatchKind
    case_id: UUID
    case_number: str
    student: StudentLine
    chosen: Chosen
    sent: tuple[SentLine, ...]
    kept: tuple[KeptLine, ...]
    missing: tuple[DispatchNeed, ...]
    differing: tuple[str, ...]
    left_out: int
    profile: str
    huvudman: str
    outbox: Path | None
    today: date
    may_send: bool
    causes_allowed: bool
    attachments_allowed: bool
    subject: Subject | None = None

    @property
    def is_protected(self) -> bool:
        """Whether nothing may be sealed or printed; a lägesrapport of many leaves such pupils out."""
        return self.student.protected and bool(self.case_number)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be told: the kind, the cases (one, but for a lägesrapport), what was chosen, and what an n5
    corrects.
    """

    kind: DispatchKind
    cases: tuple[UUID, ...]
    chosen: Chosen = _NOTHING_CHOSEN
    corrects: UUID | None = None


def prepared(work: Work, wish: Wish) -> PreparedDispatch:
    """What would leave the school; nothing is kept."""
    work.may(Resource.DECISION, Action.READ)
    rows = _rows(work, wish)
    row = rows[0]
    is_home = wish.kind is DispatchKind.HOME
    card = dispatch_offers.home_card(work, row) if is_home else others_cards.huvudman_card(work)
    subject = subject_of(work, row, wish.corrects) if wish.corrects else None
    chosen = dispatch_contents.proposed(work, row, wish.kind, wish.chosen)
    document, differing, left_out, missing = dict[str, Any](), frozenset[str](), 0, tuple[DispatchNeed, ...]()
    if not row.student.protected or len(rows) > 1:
        document, differing, left_out = _document(work, wish, rows, chosen)
        missing = _lacking(wish, document)
    return PreparedDispatch(
        kind=wish.kind,
        case_id=row.id,
        case_number=row.number if len(rows) == 1 else "",
        student=line_of(row.student),
        chosen=chosen,
        sent=(*disclosure.sent(document), *attachments.lines(chosen.attachments)),
        kept=_kept(work, rows, document, bool(chosen.attachments)),
        missing=missing,
        differing=tuple(sorted(differing)),
        left_out=left_out,
        profile=work.rules.pack.notification.profile(wish.kind.key),
        huvudman=card.display_name if card else "",
        outbox=_outbox(work),
        today=work.today,
        may_send=work.rules.rights.may(work.actor.role, Resource.PACKAGE, Action.SEAL),
        causes_allowed=work.rules.pack.notification.cause_allowed,
        attachments_allowed=attachments.are_allowed(work, wish.kind),
        subject=subject,
    )


def seal(work: Work, wish: Wish, folder: Path) -> Made[tuple[UUID, SealedFile]]:
    """Seal it to the trusted huvudman as one file in `folder`; its id and the file. Sealed is not sent.

    :raises ProtectedStudent, DispatchIncomplete, FreeTextHeld, NoHuvudman, NothingSealed:
    :raises AttachmentsNotAllowed, TooManyAttachments, AttachmentTooLarge, AttachmentKind, FileUnreadable:
    """
    work.may(Resource.PACKAGE, Action.SEAL)
    batch, rows, document = _complete(work, wish)
    card, role = _recipient(work, wish, rows[0])
    text = canonical.dumps(document)
    paper = dispatch_papers.paper(work, wish.kind.key, document, card.display_name, text)
    files = attachments.payload(work, wish.kind, wish.chosen.attachments)
    payload = [
        PayloadFile("data/notification.json", text), PayloadFile("data/notification.pdf", paper), *files,
    ]  # fmt: skip
    replaces = _replaces(work, rows[0], wish)
    made = packages.seal_to(work, card, role, wish.kind.key, batch, payload, folder, replaces=replaces)
    work.session.add(SentPayloadRow(package_id=made.package_id, payload=text, paper=paper))
    attachments.keep(work, made.package_id, files)
    _keep(work, wish, batch, rows, document, NotificationState.SEALED, made.package_id, card.display_name)
    settings.write(work.session, "outbox", str(folder))
    return Made(CHANGED, (batch, made))


def print_to(work: Work, wish: Wish, folder: Path) -> Made[tuple[UUID, tuple[Path, ...]]]:
    """A readable PDF in `folder`, a sheet to copy into an e-tjänst, and what is attached. None is sealed, and
    that is logged; its id and the files.

    :raises ProtectedStudent, DispatchIncomplete, FreeTextHeld: and those of attachments, as `seal`
    """
    from narvaro_desktop.documents.page import file_name  # reportlab is slow

    work.may(Resource.PACKAGE, Action.EXPORT)
    batch, rows, document = _complete(work, wish)
    files = attachments.payload(work, wish.kind, wish.chosen.attachments)
    card = others_cards.huvudman_card(work)
    recipient = card.display_name if card else ""
    paper = dispatch_papers.paper(work, wish.kind.key, document, recipient, canonical.dumps(document))
    number = rows[0].number if len(rows) == 1 else "flera"
    path = folder / file_name(wish.kind.swedish, number, work.today)
    sheet = path.with_name(f"blad-att-skriva-av-{path.name}")
    packages.put(work, path, paper)
    packages.put(work, sheet, notification_papers.copy_sheet(work, document, number))
    copied = attachments.copy(work, files, path.stem, folder)
    _keep(work, wish, batch, rows, document, NotificationState.PRINTED, None, "")
    work.log("dispatch.print", case=rows[0].id, kind=wish.kind.key)
    return Made(CHANGED, (batch, (path, sheet, *copied)))


def told_otherwise(work: Work, wish: Wish, on: date, channel: Channel, reference: str) -> Changes:
    """It was told in another way: the only one for a pupil with skyddade personuppgifter."""
    work.may(Resource.DECISION, Action.DECIDE)
    rows = _rows(work, wish)
    content: dict[str, Any] = {}
    batch = work.new_id()
    _keep(work, wish, batch, rows, content, NotificationState.HANDED_OVER, None, "")
    return outgoing.hand_over_rows(work, outgoing.of_batch(work, batch), on, channel, reference)


def _kept(
    work: Work, rows: Sequence[CaseRow], document: Mapping[str, Any], has_attachments: bool
) -> tuple[KeptLine, ...]:
    """What stays at the school; of causes as the municipality's routine has it."""
    lines = disclosure.kept(inquiry.stays(work, rows[0]) if len(rows) == 1 else {})
    reason = _("Enligt kommunens rutin stannar de på skolan.")
    leaves = {
        Withheld.CAUSES: bool(document.get("result", {}).get("causes")),
        Withheld.ATTACHMENTS: has_attachments,
    }
    return tuple(
        replace(line, reason=reason) if line.what is Withheld.CAUSES else line
        for line in lines
        if not leaves.get(line.what)
    )


def _recipient(work: Work, wish: Wish, row: CaseRow) -> tuple[KeyCard, str]:
    """The card to seal to and its role; a correction goes to whoever got what was wrong."""
    subject = subject_of(work, row, wish.corrects) if wish.corrects else None
    told = work.session.get(SentPackageRow, subject.package_id) if subject and subject.package_id else None
    if (
        subject is not None
        and told is not None
        and (card := others_cards.card_of(work, told.recipient)) is not None
    ):
        return card, "homeMunicipality" if subject.kind == DispatchKind.HOME.key else "provider"
    if wish.kind is not DispatchKind.HOME:
        card = others_cards.huvudman_card(work)
        if card is None:
            raise NoHuvudman
        return card, "provider"
    home = dispatch_offers.home_card(work, row)
    if home is None:
        raise HomeNotTrusted(row.student.home_municipality or "")
    card_keys.allow(work, wish.kind.key)
    return home, "homeMunicipality"


def _rows(work: Work, wish: Wish) -> list[CaseRow]:
    return [cases.row_of(work, case_id) for case_id in wish.cases]


def _complete(work: Work, wish: Wish) -> tuple[UUID, list[CaseRow], dict[str, Any]]:
    """The id of the dispatch, the cases that it tells of, and the whole document."""
    rows = _rows(work, wish)
    chosen = dispatch_contents.proposed(work, rows[0], wish.kind, wish.chosen)
    document, _differing, _left = _document(work, wish, rows, chosen)
    if needs := _lacking(wish, document):
        raise DispatchIncomplete(needs)
    others = others_of(work, rows[0].student)
    free_text.accepted(chosen.free_text, work.rules.free_text_stems, chosen.free_text_confirmed, others)
    told = {item["caseId"] for item in document.get("items", ())}
    kept = [row for row in rows if not told or row.number in told]
    returned = _returned(work, wish, kept[0])
    return returned.id if returned else work.new_id(), kept, document


def _returned(work: Work, wish: Wish, row: CaseRow) -> DispatchRow | None:
    """The same told before and sent back: what is made now takes its place."""
    wanted = select(DispatchRow).where(
        DispatchRow.case_id == row.id,
        DispatchRow.kind == wish.kind.key,
        DispatchRow.state == NotificationState.RETURNED,
    )
    return work.session.scalars(wanted.order_by(DispatchRow.id.desc())).first()


def _document(
    work: Work, wish: Wish, rows: list[CaseRow], chosen: Chosen
) -> tuple[dict[str, Any], frozenset[str], int]:
    """The document, held to what the recipient gets of its kind."""
    differing, left_out = frozenset[str](), 0
    if wish.kind is DispatchKind.STATUS:
        document, left = dispatch_contents.status_of(work, rows)
        left_out = len(left)
    elif wish.kind is DispatchKind.CORRECTION:
        assert wish.corrects is not None
        subject = subject_of(work, rows[0], wish.corrects)
        document, differing = dispatch_contents.corrected(
            work, rows[0], subject.kind, subject.content, chosen
        )
    else:
        document = dispatch_contents.document_of(work, rows[0], wish.kind, chosen)
    profile = profiles.WHOLE if chosen.withdraws else work.rules.pack.notification.profile(wish.kind.key)
    return profiles.minimised(document, wish.kind.key, profile), differing, left_out


def _lacking(wish: Wish, document: Mapping[str, Any]) -> tuple[DispatchNeed, ...]:
    needs = dispatch_contents.lacking(wish.kind, document)
    is_empty = wish.kind is DispatchKind.CORRECTION and not document.get("correctedFields")
    return (*needs, DispatchNeed.CORRECTED) if is_empty and not wish.chosen.withdraws else needs


def _replaces(work: Work, row: CaseRow, wish: Wish) -> Replaces | None:
    if wish.corrects is None:
        return None
    subject = subject_of(work, row, wish.corrects)
    sent = work.session.get(SentPackageRow, subject.package_id) if subject.package_id else None
    if sent is None:
        raise NothingSealed
    return Replaces(sent.package_id, sent.root_hash, "withdraw" if wish.chosen.withdraws else "correct")


def _keep(
    work: Work, wish: Wish, batch: UUID, rows: Sequence[CaseRow], document: Mapping[str, Any],
    state: NotificationState, package_id: str | None, recipient: str,
) -> None:  # fmt: skip
    items = {item["caseId"]: item for item in document.get("items", ())}
    for place, row in enumerate(rows):
        own = {**document, "items": [items[row.number]]} if items else document
        made = _returned(work, wish, row)
        if made is None:
            new_id = batch if place == 0 else work.new_id()
            made = DispatchRow(id=new_id, case_id=row.id, kind=wish.kind.key)
            work.session.add(made)
        made.batch, made.corrects, made.content = batch, wish.corrects, json.dumps(own, ensure_ascii=False)
        made.state, made.package_id, made.recipient = state, package_id, recipient or None
        made.prepared_at, made.prepared_by = work.now, work.actor.id
        made.handed_over_on = made.channel = None
    work.session.flush()


def _outbox(work: Work) -> Path | None:
    remembered = settings.read(work.session, "outbox")
    return Path(remembered) if remembered else None
