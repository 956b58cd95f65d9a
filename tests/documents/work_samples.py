"""Samples of what a team decides, asks, plans and agrees on."""

from datetime import date

from narvaro_desktop.documents import (
    class_form,
    closing,
    decision,
    deviation,
    feedback_form,
    investigation,
    meeting,
    plan,
    review,
    routine_answer,
    sip,
)
from narvaro_desktop.domain.terms import (
    AnswerState,
    Depth,
    InquiryAnswer,
    LegalType,
    MeasureLevel,
)
from tests.documents.case_samples import CASE
from tests.documents.notification_samples import LAW

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
