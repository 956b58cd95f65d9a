"""One paper of each kind about an evidently invented pupil; run as a program it prints a hash of each."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
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
from narvaro_desktop.domain import disclosure, law
from narvaro_desktop.domain import notification as facts
from narvaro_desktop.domain.case_terms import ExternalActor
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    AnswerState,
    CompulsorySchooling,
    ConsultationStatus,
    Depth,
    IdentityType,
    InquiryAnswer,
    LegalType,
    MeasureLevel,
    OfferedSupport,
    Party,
    SchoolForm,
)
from narvaro_desktop.paths import resource
from tests.documents import case_samples
from tests.documents.report_sample import REPORT

MADE = datetime(2026, 10, 5, 9, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
SECRECY = "Sekretess kan gälla enligt 23 kap. 2 § OSL"
CASE = "K7M2QF4"
PEOPLE = ("Alma", "Blåbärsskog", "Ida", "Granbarr", "Ekorrstig", "20130412")

DRAFT = facts.Draft(
    case_number=CASE,
    pupil=facts.Pupil("Alma", "Blåbärsskog", IdentityType.PERSONNUMMER, "20130412-2385"),
    school_unit=facts.Organisation("12345678", "Ekbackens skola"),
    provider=facts.Organisation("2120000000", "Almstads kommun"),
    school_form=SchoolForm.COMPULSORY,
    school_year=7,
    home_municipality="Almstads kommun",
    compulsory_schooling=CompulsorySchooling.YES,
    decided_on=date(2026, 10, 5),
    decided_by=facts.Official("Rut Granbarr", "rektor"),
    due_on=date(2026, 11, 2),
    absence=facts.AbsenceFacts(
        date(2026, 9, 7), date(2026, 10, 2), facts.Minutes(5400, 5130, 3899, 936, 295, 0),
        date(2026, 10, 2), date(2026, 9, 28),
    ),
    form=AbsenceForm.REPEATED,
    consultation={
        Party.STUDENT: facts.Consultation(ConsultationStatus.STARTED, date(2026, 9, 30)),
        Party.GUARDIAN: facts.Consultation(ConsultationStatus.PLANNED, date(2026, 10, 7)),
        Party.HEALTH_TEAM: facts.Consultation(ConsultationStatus.STARTED, date(2026, 9, 29)),
    },
    investigator=facts.Official("Kim Ekorrstig", "kurator"),
    special_support=True,
    support_needed=True,
    support=(OfferedSupport.GUIDANCE, OfferedSupport.JOINT_MEETING),
    contact="Rektors expedition, växel 08-000 00 00",
    earlier_open=False,
    ladder_step=3,
    actors={ExternalActor.PSYCHIATRY: True},
    free_text="Skolan har redan prövat senare skolstart. Vi önskar ett gemensamt möte före höstlovet.",
)  # fmt: skip


def document(**changes: Any) -> dict[str, Any]:
    """notification.json of the sample, as the domain builds it."""
    values = {name: getattr(DRAFT, name) for name in DRAFT.__dataclass_fields__}
    return facts.build(facts.Draft(**(values | changes)), ())


def as_json(contents: dict[str, Any]) -> bytes:
    return json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def anmalan(**changes: Any) -> bytes:
    contents = document(**changes)
    paper = notification_paper.from_json(contents)
    return notification.notification(paper, as_json(contents), MADE, SECRECY, law=LAW.citation)


LETTER = guardian_letter.GuardianLetter(
    CASE, "Ekbackens skola", "Almstads kommun", "Ida Blåbärsskog", "Alma", date(2026, 10, 5),
    "24,0\u00a0%", date(2026, 9, 7), date(2026, 10, 2),
    "Kim Ekorrstig, kurator\nTelefon 08-000 00 00 (växel), vardagar 8–16",
    "Rut Granbarr\nrektor, Ekbackens skola", "onsdag 7 oktober kl. 15.30 i rum B12 på Ekbackens skola",
)  # fmt: skip

POLISH = second_language.translation(
    json.loads(resource("letters", "inquiry-pl.json").read_text(encoding="utf-8"))
)

ARABIC = second_language.translation(
    json.loads(resource("letters", "inquiry-ar.json").read_text(encoding="utf-8"))
)
PERSIAN = second_language.translation(
    json.loads(resource("letters", "inquiry-fa.json").read_text(encoding="utf-8"))
)

CARD = key_card_sheet.KeyCardSheet(
    "Almstads kommun", "organisation:2120000000", 1, date(2026, 8, 1), date(2028, 7, 31),
    "5960407633507074108600008345904924382375", "Skolpliktshandläggare, växel 08-000 00 00",
    (("Nyckel för kontaktkort", "SHA256:4A9jyZBOhnKZvcGQ6TRFbf5Gymb41AfYvYaVmWHD+G4"),),
)  # fmt: skip

SHEET = recovery_sheet.RecoverySheet(
    "1", "0198f3c2-77aa-7c11-9b1e-2f60d1a4b7c9", "Skolans uppgifter och elevhälsans samtal",
    (
        recovery_sheet.SheetLine(("7K2M", "Q0F4", "W8XN", "3TBR"), "5H"),
        recovery_sheet.SheetLine(("1C9D", "VZ6E", "G4JP", "SA2Y"), "M8"),
    ),
    "7K2MQ0F4W8XN3TBR1C9DVZ6EG4JPSA2Y",
)  # fmt: skip

COVER = cover_letter.CoverLetter(
    "Ekbackens skola", "Almstads kommun", "3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "ccbc14b957b1910f125fcba18acd1e805b464b03e2c6ce037df04109226d4c50", 48_211,
    "Rektors expedition, växel 08-000 00 00",
)  # fmt: skip

LAW = law.law_book(json.loads(resource("law", "law.json").read_text(encoding="utf-8"))).at(
    "skollagen-7-19a", date(2026, 10, 5)
)
DECISION = decision.DecisionPaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog (20130412-2385)", InquiryAnswer.OPENED, date(2026, 10, 5),
    "Rut Granbarr, rektor",
    "Frånvaron har under fyra veckor varit 24,0 procent. Samtal och senare skolstart har inte räckt.",
    LAW, "Kim Ekorrstig, kurator", ("Sol Månstråle, skolsköterska",),
    told=(decision.Told("Eleven", "Samtal 2026-10-05"), decision.Told("Vårdnadshavare", "Brev 2026-10-05")),
)  # fmt: skip

VOICE = investigation.Section(
    "Elevens röst", "Alma, i samtal med Kim Ekorrstig, kurator, 2026-09-30",
    (
        investigation.Answer("Vilken tid på skoldagen känns lättast?", "Efter lunch, när det är bild."),
        investigation.Answer("Finns det en plats där du helst inte är?", "", AnswerState.DECLINED),
    ),
)  # fmt: skip
GUARDIAN = investigation.Section(
    "Vårdnadshavare", "Ida Blåbärsskog, per telefon med kurator 2026-10-01",
    (
        investigation.Answer("När började ni märka att det tog emot?", "I slutet av årskurs 6."),
        investigation.Answer("Vilken hjälp har ni utanför skolan?", "", AnswerState.NOT_ASKED),
    ),
)  # fmt: skip
SLEEP = investigation.Section(
    "Mående och sömn", "Alma, i samtal med kurator 2026-09-30",
    (investigation.Answer("Hur ser dygnet ut?", "Sover sent. Behöver hjälp att komma i gång."),),
)  # fmt: skip
INVESTIGATION = investigation.InvestigationPaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog", "Grundskola, årskurs 7", Depth.SIMPLE, 1,
    "Kim Ekorrstig, kurator", "Rut Granbarr, rektor, 2026-09-28", VOICE, (GUARDIAN,),
    investigation.Analysis("Dagar som börjar i stor grupp.", "Det blir lugnt hemma.", "Bild och slöjd."),
    (("elev", "Behöver en vuxen som möter vid start."),),
    investigation.Pattern(
        "Källa: skolans frånvarosystem, uppgifter t.o.m. 2026-10-02.",
        (investigation.WeekLine("v. 40", "32,5 %", "22,5 %", "10,0 %", "95,0 %"),),
    ),
    (investigation.Appendix("kurator, skolpsykolog, specialpedagog, rektor", (SLEEP,)),),
    (date(2026, 10, 5), "Kim Ekorrstig, kurator"),
)  # fmt: skip

PLAN = plan.PlanPaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog", 1, "Alma behöver förutsägbara morgnar.",
    (
        plan.PlanMeasure(
            "Lugn start med mentor i grupprummet", "Från 2 till 4 förmiddagar i veckan.",
            MeasureLevel.STUDENT, LegalType.PRACTICAL,
            "Ture Kottelund, mentor", date(2026, 10, 12), date(2026, 10, 30),
            details=(("Mått", "kontakt med skolan: nu 1, att nå 3"), ("Elevens syn", "Bra.")),
            follow_ups=(
                plan.FollowUpLine(date(2026, 10, 19), "Tre morgnar.", "blev av, 3 av 4 som planerat"),
            ),
            effect="Frånvaro 40,0 % före och 20,0 % efter. Visar förändring, inte orsakssamband.",
        ),
        plan.PlanMeasure(
            "Enskild genomgång av matematiken", "Deltar i två av fyra lektioner.", MeasureLevel.STUDENT,
            LegalType.SPECIAL_SUPPORT, "Tova Regnskur, specialpedagog", date(2026, 10, 12),
            date(2026, 11, 6), date(2026, 12, 18), "åtgärdsprogram 2026-10-09",
        ),
    ),
    "Alma tycker att starten med mentor är bra.", "Båda vårdnadshavarna är med på planen.",
    "Fredag 30 oktober 2026 kl. 14.00, rum B12.", (date(2026, 10, 9), "Kim Ekorrstig, kurator"),
    (date(2026, 10, 10), "Rut Rönnblad"), "Morgnarna gick inte som tänkt.",
    (
        plan.PlanMeasure(
            "Skjuts till skolan", "Kommer i tid.", MeasureLevel.HOME, LegalType.PRACTICAL,
            "Ture Kottelund, mentor", date(2026, 9, 1), date(2026, 9, 14), date(2026, 9, 14),
            ended="Avslutad 2026-09-14: delvis. Hjälpte i två veckor.",
        ),
    ),
    (plan.ReturnLine("v. 42", "2 h", "1 h 30 min", "mindre än lagt", "Biblioteket"),),
)  # fmt: skip

MEETING = meeting.MeetingPaper(
    "Ekbackens skola", "EHT", date(2026, 10, 5), ("Kim Ekorrstig, kurator", "Rut Granbarr, rektor"),
    ("Sol Månstråle, skolsköterska",),
    (
        meeting.PaperPoint(
            "A.B. K7M2QF4", "Försenat: Gör en enkel kartläggning.",
            (
                meeting.PaperDecision("Boka ett möte med familjen", "mentor", date(2026, 10, 12)),
                meeting.PaperDecision("Möte på tisdag", "kurator", date(2026, 10, 13), "rättat 2026-10-06"),
            ),
        ),
        meeting.PaperPoint("Konsultation: en elev som tröttnar efter lunch", ""),
    ),
    "2026-10-05 kl. 09.00 av Kim Ekorrstig",
)  # fmt: skip


FORM = notification_paper.from_json(document())
ESERVICE = eservice_sheet.from_notification(FORM, "Almstads kommuns e-tjänst")
INVITATION = sip.Invitation(
    case_id=CASE,
    school="Ekbackens skola",
    kind="SIP",
    about="Alma Blåbärsskog",
    partners=("Skolan", "BUP", "Socialtjänstens öppenvård"),
    on=date(2026, 11, 27),
    time="13.00",
    place="Ekbackens skola, Björken",
    agenda=("Elevens egen bild", "Vad behövs nu?", "Vem gör vad, och när?"),
    contact="Kurator, växel 08-000 00 00",
    is_sip=True,
    called_by="Kim Ekorrstig, kurator",
    question="Vad behöver Alma för att orka komma till skolan på morgonen?",
    consents=(
        sip.ConsentLine(
            "BUP",
            "vårdnadshavare 2026-11-16, till och med 2027-05-16\neleven 2026-11-16",
            "Hur skoldagen fungerar.",
        ),
        sip.ConsentLine("Socialtjänstens öppenvård", "vårdnadshavare 2026-11-16", "Det som behövs på mötet."),
    ),
)
MEETING_PLAN = sip.MeetingPlan(
    case_id=CASE,
    school="Ekbackens skola",
    kind="SIP",
    about="Alma Blåbärsskog",
    partners=INVITATION.partners,
    held_on=date(2026, 11, 27),
    summary="Alla är överens om att börja med morgnarna.",
    tasks=(
        sip.TaskLine("Föräldrastöd hemma två gånger i veckan", "öppenvården", "2026-12-04"),
        sip.TaskLine("Erbjuder ett första besök", "BUP", "Bestäms senare"),
    ),
    lead="öppenvården",
    coordinator="kurator",
    next_owner="kurator",
    follow_up_on=date(2027, 1, 15),
    is_sip=True,
)
DEVIATION = deviation.DeviationPaper(
    school="Ekbackens skola",
    happened_on=date(2026, 10, 2),
    partner="första linjen",
    obstacle="kö eller ingen plats",
    what="Väntetiden var längre än vad som är överenskommet.",
    proposal="En gemensam väg in när skolan redan har kartlagt.",
    contact="Växel 08-000 00 00",
)
REVIEW = review.ReviewPaper(
    school="Ekbackens skola",
    held_on=date(2026, 10, 5),
    data="t.o.m. 2026-10-02, Skola24",
    signed="2026-10-05 kl. 09.12 av Kurator Ek",
    words="Lugn vecka.",
    classes=(("5B", (("E.B.", "ärende öppnat"), ("A.K.", "utan svar"))), ("7B", (("S.R.", "väntar"),))),
)
CLASS_FORM = class_form.ClassForm(
    school="Ekbackens skola",
    class_name="5B",
    until=date(2026, 10, 2),
    pupils=(("E.B.", "K7M2QF4"), ("A.K.", "")),
    back_to="Lämnas i handen till Kurator Ek, kurator. Förstörs när svaren är inskrivna.",
)
CLOSING = closing.ClosingPaper(
    CASE, "Ekbackens skola", "Alma Blåbärsskog", date(2026, 9, 7), date(2026, 10, 5),
    "Rut Granbarr, rektor", "närvaron är återställd", "6,0\u00a0%", "Elev och vårdnadshavare vid möte",
    "En vuxen som möter vid dörren gjorde skillnad.",
    (closing.LeftOpen("Följ upp åtgärdsplanen", "Mentor följer närvaron varje vecka."),),
)  # fmt: skip
FEEDBACK = feedback_form.FeedbackForm(
    "Ekbackens skola",
    ("Trivs du i skolan?", "Finns det en vuxen som du kan prata med?"),
    ("Ja", "Ibland", "Nej"),
)
ROUTINE = routine_answer.RoutineAnswer(
    "Ekbackens skola",
    "Närvarotrappan – standard 2026",
    "2026/27",
    (
        ("Så följs rutinen", ("Steg 2, Enkel kartläggning: 12 i tid, 3 sent", "Steg 3: 4 i tid")),
        ("Det har vi lärt oss", ("Steg 1: Ring redan första dagen.",)),
    ),
)
DISPATCH = dispatch.DispatchPaper(
    "n2", "Resultat av utredningen", CASE, "Ekbackens skola", "Almstads kommun", disclosure.sent(document())
)
RESERVE = reserve_sheet.ReserveSheet(
    "Almstads kommun", "organisation:2120000000", "AGE-SECRET-KEY-1",
    (*(f"{place:04d}" for place in range(14)), "QZ"), "AGE-SECRET-KEY-1EXEMPEL", "age1exempel",
)  # fmt: skip
Make = Callable[[Any], bytes]
VALUES: dict[str, tuple[Make, Any]] = {
    "anmälan": (lambda one: notification.notification(one, b"{}", MADE, SECRECY, law=LAW.citation), FORM),
    "brev": (lambda one: guardian_letter.guardian_letter(one, MADE, SECRECY), LETTER),
    "brev på två språk": (lambda one: second_language.letter_in_two(one, POLISH, MADE, SECRECY), LETTER),
    "brev på arabiska": (lambda one: second_language.letter_in_two(one, ARABIC, MADE, SECRECY), LETTER),
    "brev på persiska": (lambda one: second_language.letter_in_two(one, PERSIAN, MADE, SECRECY), LETTER),
    "e-tjänst-blad": (lambda one: eservice_sheet.eservice_sheet(one, MADE, SECRECY), ESERVICE),
    "kontaktkortsblad": (lambda one: key_card_sheet.key_card_sheet(one, MADE), CARD),
    "återställningsblad": (lambda one: recovery_sheet.recovery_sheet(one, MADE), SHEET),
    "följesedel": (lambda one: cover_letter.cover_letter(one, MADE), COVER),
    "PDF-kuvert": (lambda one: cover_letter.cover_letter(one, MADE, b"age-encryption.org/v1"), COVER),
    "beslut": (lambda one: decision.decision(one, MADE, SECRECY), DECISION),
    "kartläggning": (lambda one: investigation.investigation(one, MADE, SECRECY), INVESTIGATION),
    "åtgärdsplan": (lambda one: plan.plan(one, MADE, SECRECY), PLAN),
    "dagordning": (lambda one: meeting.agenda(one, MADE, SECRECY), MEETING),
    "mötesprotokoll": (lambda one: meeting.protocol(one, MADE, SECRECY), MEETING),
    "närvarogenomgång": (lambda one: review.protocol(one, MADE, SECRECY), REVIEW),
    "klasslista": (lambda one: class_form.class_form(one, MADE, SECRECY), CLASS_FORM),
    "SIP-kallelse": (lambda one: sip.invitation(one, MADE, SECRECY), INVITATION),
    "SIP-plan": (lambda one: sip.meeting_plan(one, MADE, SECRECY), MEETING_PLAN),
    "ärendets gång": (lambda one: timeline.timeline(one, MADE, SECRECY), case_samples.TIMELINE),
    "uppföljning": (lambda one: follow_up.follow_up(one, MADE, SECRECY), case_samples.FOLLOW_UP),
    "nödblad": (lambda one: emergency.emergency(one, MADE, SECRECY), case_samples.EMERGENCY),
    "frågor till lärare": (
        lambda one: teacher_form.teacher_form(one, MADE, SECRECY),
        case_samples.TEACHER_FORM,
    ),
    "beslut om avslut": (lambda one: closing.closing(one, MADE, SECRECY), CLOSING),
    "återkoppling på rutinen": (lambda one: routine_answer.routine_answer(one, MADE), ROUTINE),
    "elevernas svar": (lambda one: feedback_form.feedback_form(one, MADE), FEEDBACK),
    "resultat": (lambda one: dispatch.dispatch(one, b"", MADE, SECRECY), DISPATCH),
    "reservnyckel": (lambda one: reserve_sheet.reserve_sheet(one, MADE), RESERVE),
    "registerutdrag": (lambda one: extract.extract(one, MADE), case_samples.EXTRACT),
    "ärende att bevara": (lambda one: extract.preserved(one, MADE), case_samples.PRESERVED),
    "registerförteckning": (lambda one: record.record(one, MADE), case_samples.RECORD),
    "avvikelse": (lambda one: deviation.deviation(one, MADE), DEVIATION),
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
    "kartläggning": 3,
    "åtgärdsplan": 2,
    "ärendets gång": 2,
    "registerutdrag": 2,
    "resultat": 2,
}


if __name__ == "__main__":
    json.dump({kind: sha256(paper()).hexdigest() for kind, paper in PAPERS.items()}, sys.stdout)
