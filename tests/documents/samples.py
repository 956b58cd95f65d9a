"""One paper of each kind about an evidently invented pupil; run as a program it prints a hash of each."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from narvaro_desktop.documents import (
    class_form,
    closing,
    cover_letter,
    decision,
    deviation,
    dispatch,
    emergency,
    eservice_sheet,
    extract,
    feedback_form,
    follow_up,
    guardian_letter,
    investigation,
    key_card_sheet,
    meeting,
    notification,
    notification_paper,
    plan,
    record,
    recovery_sheet,
    reserve_sheet,
    review,
    routine_answer,
    second_language,
    sip,
    statistics_report,
    teacher_form,
    timeline,
)
from tests.documents import case_samples
from tests.documents import letter_samples as letters
from tests.documents import notification_samples as told
from tests.documents import work_samples as work
from tests.documents.report_sample import REPORT

MADE = datetime(2026, 10, 5, 9, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
SECRECY = "Sekretess kan gälla enligt 23 kap. 2 § OSL"
PEOPLE = ("Alma", "Blåbärsskog", "Ida", "Granbarr", "Ekorrstig", "20130412")


def anmalan(**changes: Any) -> bytes:
    contents = told.document(**changes)
    paper = notification_paper.from_json(contents)
    return notification.notification(paper, told.as_json(contents), MADE, SECRECY, law=told.LAW.citation)


Make = Callable[[Any], bytes]
VALUES: dict[str, tuple[Make, Any]] = {
    "anmälan": (
        lambda one: notification.notification(one, b"{}", MADE, SECRECY, law=told.LAW.citation),
        told.FORM,
    ),
    "brev": (lambda one: guardian_letter.guardian_letter(one, MADE, SECRECY), letters.LETTER),
    "brev på två språk": (
        lambda one: second_language.letter_in_two(one, letters.POLISH, MADE, SECRECY),
        letters.LETTER,
    ),
    "brev på arabiska": (
        lambda one: second_language.letter_in_two(one, letters.ARABIC, MADE, SECRECY),
        letters.LETTER,
    ),
    "brev på persiska": (
        lambda one: second_language.letter_in_two(one, letters.PERSIAN, MADE, SECRECY),
        letters.LETTER,
    ),
    "e-tjänst-blad": (
        lambda one: eservice_sheet.eservice_sheet(one, MADE, SECRECY),
        told.ESERVICE,
    ),
    "kontaktkortsblad": (lambda one: key_card_sheet.key_card_sheet(one, MADE), letters.CARD),
    "återställningsblad": (lambda one: recovery_sheet.recovery_sheet(one, MADE), letters.SHEET),
    "följesedel": (lambda one: cover_letter.cover_letter(one, MADE), letters.COVER),
    "PDF-kuvert": (
        lambda one: cover_letter.cover_letter(one, MADE, b"age-encryption.org/v1"),
        letters.COVER,
    ),
    "beslut": (lambda one: decision.decision(one, MADE, SECRECY), work.DECISION),
    "kartläggning": (lambda one: investigation.investigation(one, MADE, SECRECY), work.INVESTIGATION),
    "åtgärdsplan": (lambda one: plan.plan(one, MADE, SECRECY), work.PLAN),
    "dagordning": (lambda one: meeting.agenda(one, MADE, SECRECY), work.MEETING),
    "mötesprotokoll": (lambda one: meeting.protocol(one, MADE, SECRECY), work.MEETING),
    "närvarogenomgång": (lambda one: review.protocol(one, MADE, SECRECY), work.REVIEW),
    "klasslista": (lambda one: class_form.class_form(one, MADE, SECRECY), work.CLASS_FORM),
    "SIP-kallelse": (lambda one: sip.invitation(one, MADE, SECRECY), work.INVITATION),
    "SIP-plan": (lambda one: sip.meeting_plan(one, MADE, SECRECY), work.MEETING_PLAN),
    "ärendets gång": (lambda one: timeline.timeline(one, MADE, SECRECY), case_samples.TIMELINE),
    "uppföljning": (lambda one: follow_up.follow_up(one, MADE, SECRECY), case_samples.FOLLOW_UP),
    "nödblad": (lambda one: emergency.emergency(one, MADE, SECRECY), case_samples.EMERGENCY),
    "frågor till lärare": (
        lambda one: teacher_form.teacher_form(one, MADE, SECRECY),
        case_samples.TEACHER_FORM,
    ),
    "beslut om avslut": (lambda one: closing.closing(one, MADE, SECRECY), work.CLOSING),
    "återkoppling på rutinen": (lambda one: routine_answer.routine_answer(one, MADE), work.ROUTINE),
    "elevernas svar": (lambda one: feedback_form.feedback_form(one, MADE), work.FEEDBACK),
    "resultat": (lambda one: dispatch.dispatch(one, b"", MADE, SECRECY), told.DISPATCH),
    "reservnyckel": (lambda one: reserve_sheet.reserve_sheet(one, MADE), letters.RESERVE),
    "registerutdrag": (lambda one: extract.extract(one, MADE), case_samples.EXTRACT),
    "ärende att bevara": (lambda one: extract.preserved(one, MADE), case_samples.PRESERVED),
    "registerförteckning": (lambda one: record.record(one, MADE), case_samples.RECORD),
    "avvikelse": (lambda one: deviation.deviation(one, MADE), work.DEVIATION),
    "nämndrapport": (lambda one: statistics_report.report(one, b"{}", MADE), REPORT),
}
"""For each kind, what makes the paper and the sample's values."""
PAPERS: dict[str, Callable[[], bytes]] = {
    kind: partial(make, value) for kind, (make, value) in VALUES.items()
} | {"anmälan": anmalan}
PAGES = dict.fromkeys(PAPERS, 1) | {
    "anmälan": 2,
    "brev på arabiska": 2,
    "brev på persiska": 2,
    "brev på två språk": 2,
    "e-tjänst-blad": 2,
    "kartläggning": 2,
    "åtgärdsplan": 2,
    "ärendets gång": 2,
    "registerutdrag": 2,
    "resultat": 2,
}


if __name__ == "__main__":
    json.dump({kind: sha256(paper()).hexdigest() for kind, paper in PAPERS.items()}, sys.stdout)
