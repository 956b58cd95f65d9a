"""The papers around an anmälan: its document and PDF, the letters home, the följebrev of a sealed file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.municipality import same_municipality
from narvaro_desktop.domain.terms import Governance, NotificationState
from narvaro_desktop.sealing import canonical, profiles
from narvaro_desktop.store.tables import (
    DecisionRow,
    DispatchRow,
    GuardianRow,
    NotificationRow,
    SentPayloadRow,
    StudentRow,
)
from narvaro_desktop.usecases import law_profiles, reach, settings
from narvaro_desktop.usecases.deciding import decisions, dispatch_papers, letter_languages
from narvaro_desktop.usecases.deciding.dispatch_papers import lines_of
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.sending import attachments, packages
from narvaro_desktop.usecases.work import Made, Work

PRINTED: Final = "Kommunens e-tjänst, Prorenata eller DF Respons"


@dataclass(frozen=True, slots=True)
class Papers:
    """A readable anmälan that is not sealed, and the sheet to copy into an e-tjänst."""

    notification: bytes
    sheet: bytes
    file_name: str


def documents_of(work: Work, row: NotificationRow, filled: Filled) -> tuple[bytes, bytes]:
    """notification.json in its canonical bytes, as much as the huvudman gets, and the PDF around them."""
    document = _document(work, row, filled)
    text = canonical.dumps(document)
    return text, _paper(work, row, document, text)


def papers_of(work: Work, row: NotificationRow, filled: Filled) -> tuple[bytes, Papers]:
    """The document, and it as two papers: the anmälan, and its fields in the order of an e-tjänst."""
    from narvaro_desktop.documents.eservice_sheet import eservice_sheet, from_notification
    from narvaro_desktop.documents.notification_paper import from_json
    from narvaro_desktop.documents.page import file_name  # reportlab is slow

    document = _document(work, row, filled)
    text, number = canonical.dumps(document), reach.case_row(work, row.case_id).number
    if _is_bare(document):
        printed = copy_sheet(work, document, number)
    else:
        sheet = from_notification(from_json(document), PRINTED)
        printed = eservice_sheet(sheet, work.now, secrecy(work))
    return text, Papers(_paper(work, row, document, text), printed, file_name("anmalan", number, work.today))


def copy_sheet(work: Work, document: Mapping[str, Any], number: str) -> bytes:
    """The fields of any document in the order in which they leave, to copy into an e-tjänst; of several cases
    each by itself.
    """
    from narvaro_desktop.documents.eservice_sheet import CopyField, EServiceSheet, eservice_sheet

    fields = tuple(CopyField(line.label, line.value) for line in lines_of(document))
    school = document["schoolUnit"]["displayName"]
    return eservice_sheet(EServiceSheet(number, school, PRINTED, fields), work.now, secrecy(work))


def open_paper(work: Work, row: NotificationRow | DispatchRow) -> bytes:
    """The PDF without the data inside."""
    if isinstance(row, NotificationRow):
        return _paper(work, row, json.loads(row.payload or b"{}"), b"")
    kept = work.session.get(SentPayloadRow, row.package_id) if row.package_id else None
    document = json.loads(kept.payload if kept and kept.payload else row.content)
    return dispatch_papers.paper(work, row.kind, document, row.recipient or "", b"")


def _document(work: Work, row: NotificationRow, filled: Filled) -> dict[str, Any]:
    whole = decisions.document_of(work, row.decision_id, filled)
    return profiles.minimised(whole, "n1", work.rules.pack.notification.profile("n1"))


def _paper(work: Work, row: NotificationRow, document: Mapping[str, Any], text: bytes) -> bytes:
    from narvaro_desktop.documents.dispatch import DispatchPaper, dispatch  # reportlab is slow
    from narvaro_desktop.documents.notification import notification
    from narvaro_desktop.documents.notification_paper import from_json

    if _is_bare(document):
        school, provider = document["schoolUnit"]["displayName"], document["provider"]["displayName"]
        lines, title = lines_of(document), "Anmälan om frånvaro"
        paper = DispatchPaper("n1", title, document["caseId"], school, provider, lines)
        return dispatch(paper, text, work.now, secrecy(work))
    decision = work.session.get_one(DecisionRow, row.decision_id)
    student = reach.case_row(work, row.case_id).student
    law = work.rules.law.at(law_profiles.of(work, student).inquiry_law, decision.decided_on).citation
    return notification(from_json(document), text, work.now, secrecy(work), law=law)


def _is_bare(document: Mapping[str, Any]) -> bool:
    """Whether the huvudman gets so little that it fills no form."""
    return "absence" not in document


def copy_out(work: Work, outgoing_id: UUID, folder: Path) -> Made[tuple[Path, ...]]:
    """Readable copies of what was sealed, in `folder`, with nothing inside: for a channel that seals by
    itself, such as SDK. The PDF first, then what was attached. None is sealed, and taking them is logged.
    """
    from narvaro_desktop.documents.page import file_name  # reportlab is slow

    work.may(Resource.PACKAGE, Action.EXPORT)
    row = made_to_leave(work, outgoing_id)
    case = reach.case_row(work, row.case_id)
    if case.student.protected:
        raise ProtectedStudent
    name = "anmalan" if isinstance(row, NotificationRow) else DispatchKind.of(row.kind).swedish
    path = folder / file_name(f"{name} oforseglad", case.number, work.today)
    packages.put(work, path, open_paper(work, row))
    files = attachments.sent_with(work, row.package_id) if row.package_id else []
    copied = attachments.copy(work, files, path.stem, folder)
    work.log("notification.copy", student=case.student_id, case=case.id, notification=str(row.id))
    return Made(frozenset(), (path, *copied))


def made_to_leave(work: Work, outgoing_id: UUID) -> NotificationRow | DispatchRow:
    """The anmälan or the dispatch with this id."""
    return work.session.get(DispatchRow, outgoing_id) or work.session.get_one(NotificationRow, outgoing_id)


def guardian_letter(
    work: Work, decision_id: UUID, guardian_id: UUID, meeting: str = "", language: str = ""
) -> bytes:
    """The one-page letter to one guardian, as PDF bytes; making it is logged.

    With `language` (a key of `letter_languages`) the same stands on a second page in that language.
    """
    from narvaro_desktop.documents.guardian_letter import (  # reportlab is slow
        GuardianLetter,
        guardian_letter,
    )
    from narvaro_desktop.documents.notification_paper import total_share

    work.may(Resource.CASE, Action.EXPORT)
    decision = work.session.get_one(DecisionRow, decision_id)
    case = reach.case_row(work, decision.case_id)
    if case.student.protected:
        raise ProtectedStudent
    profile = settings.profile(work)
    document: dict[str, Any] = json.loads(decision.document or "{}")
    absence = document.get("absence", {})
    work.log("letter.print", student=decision.student_id, case=decision.case_id)
    letter = GuardianLetter(
        case_id=case.number,
        school=profile.name,
        provider=profile.huvudman or "huvudmannen",
        guardian=reach.part(work, case, GuardianRow, guardian_id).name,
        student=case.student.given_name,
        decided_on=decision.decided_on,
        share=total_share(document) if "startDate" in absence else "",
        first_day=date.fromisoformat(absence.get("startDate", decision.decided_on.isoformat())),
        last_day=date.fromisoformat(absence.get("endDate", decision.decided_on.isoformat())),
        contact=profile.contact or profile.name,
        signed_by=decision.decided_by_words,
        meeting=meeting.strip(),
        is_reported=_is_reported(work, decision, case.student),
        home_municipality=told_home(work, case.student, document),
    )
    if not language:
        return guardian_letter(letter, work.now, secrecy(work))
    from narvaro_desktop.documents.second_language import letter_in_two, translation

    return letter_in_two(letter, translation(letter_languages.words_in(language)), work.now, secrecy(work))


def _is_reported(work: Work, decision: DecisionRow, student: StudentRow) -> bool:
    """Whether the huvudman is told: by law, or because the school chose to."""
    if not law_profiles.of(work, student).notification_is_optional:
        return True
    rows = work.session.scalars(
        select(NotificationRow.state).where(NotificationRow.decision_id == decision.id)
    )
    return any(state is not NotificationState.MISSING for state in rows)


def told_home(work: Work, student: StudentRow, document: Mapping[str, Any]) -> str:
    """The home municipality that is told of the utredning, "" where it runs the school (7 kap. 22 §)."""
    profile = settings.profile(work)
    home = document.get("homeMunicipality", {}).get("displayName", "") or student.home_municipality or ""
    if law_profiles.of(work, student).notification_is_optional:
        return ""
    if profile.governance is Governance.INDEPENDENT:
        return home
    usual = profile.home_municipality
    return home if usual and not same_municipality(home, usual) else ""


def save_letter(
    work: Work, decision_id: UUID, guardian_id: UUID, folder: Path, meeting: str = "", language: str = ""
) -> Made[Path]:
    """The letter to one guardian in `folder`; its file name tells the ärende and no person."""
    from narvaro_desktop.documents.page import file_name  # reportlab is slow

    letter = guardian_letter(work, decision_id, guardian_id, meeting, language)
    case = reach.case_row(work, work.session.get_one(DecisionRow, decision_id).case_id)
    place = [guardian.id for guardian in case.student.guardians].index(guardian_id) + 1
    path = folder / file_name(f"brev {place}", case.number, work.today)
    packages.put(work, path, letter)
    return Made(frozenset(), path)


def secrecy(work: Work) -> str:
    """The classification line of papers."""
    return law_profiles.secrecy(work)
