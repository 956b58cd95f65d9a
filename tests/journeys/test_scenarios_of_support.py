"""The scenarios of long absence as they are seen: a way back, support to ask for, a SIP, and what helped."""

from datetime import date, timedelta
from uuid import UUID

from narvaro_desktop.domain.case_terms import Condition
from narvaro_desktop.domain.partnering.collaboration import ConsentAnswer, Partner
from narvaro_desktop.domain.planning.plan import Evaluation, FollowUp, Measure
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import ContactKind, LegalType, MeasureLevel, NextMove, Outcome, Party, Role
from narvaro_desktop.gui.dialogs.consent_dialog import ConsentDialog
from narvaro_desktop.gui.dialogs.effects_dialog import EffectsDialog
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import CallDialog, HoldDialog
from narvaro_desktop.gui.dialogs.suggestion_dialogs import HigherDialog
from narvaro_desktop.gui.dialogs.support_dialog import GateDialog, SupportDialog
from narvaro_desktop.gui.dialogs.week_dialog import WeekDialog
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.casework import cases, duties, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.journeys.conftest import Hand
from tests.usecases import pupils_with_days
from tests.usecases.pupils_with_days import data_until, pupil
from tests.usecases.scenario_stage import FIRST, at_work, lay_days, lay_out_the_autumn

COUNSELLOR, MENTOR = "Kurator Ek", "Mentor Al"


def test_11_the_effect_of_learnox_for_six_pupils_and_for_four(hand: Hand, school: School) -> None:
    shares = [(100, 85), (96, 81), (92, 90), (88, 60), (100, 100), (74, 52)]
    last = date(2026, 11, 20)
    with at_work(school, COUNSELLOR, last) as office, office.work() as work:
        lay_out_the_autumn(work)
        for key, few in (("learnox", shares), ("radsparken", shares[:4])):
            for number, (before, after) in enumerate(few):
                learner = pupil(work, f"Elev Kottelund {key} {number}", "8C")
                weekdays = [day for day in Span(FIRST, last) if day.weekday() < 5]
                away = [(before if day < STARTED else after) * DAYS_MINUTES for day in weekdays]
                pupils_with_days.days(work, learner, last, away)
                case_id = cases.open_case(work, learner, cases.Opening(step=5, why="Hemma länge.")).value
                plans.add_measure(work, case_id, measure(key))
        data_until(work, last)

    hand.sit_down(school, COUNSELLOR, last)
    hand.show("plans")
    hand.press("Vad hände efter åtgärderna?")
    effects = hand.dialog(EffectsDialog)
    hand.wait(effects.table.isVisible)
    hand.read("Det visar förändring, inte orsakssamband")
    rows = effects.table.model()
    shown = {tuple(str(rows.index(row, at).data()) for at in (1, 3)) for row in range(rows.rowCount())}
    assert shown == {("6", "−15,0 (n = 6)"), ("4", "för få (n = 4)")}
    effects.reject()


STARTED, DAYS_MINUTES = date(2026, 9, 28), 3
"""300 minutes a day: a percent of it is three minutes."""


def measure(key: str) -> Measure:
    return Measure(
        "Undervisning på distans en till en", "Tre lektioner i veckan.", MeasureLevel.EXTERNAL,
        LegalType.EXTERNAL, Role.PRINCIPAL, "", STARTED, STARTED + timedelta(days=28), catalogue=key,
    )  # fmt: skip


def test_6_and_9_a_month_at_home_leads_to_a_way_back_a_gate_and_a_sip(hand: Hand, school: School) -> None:
    first, last = date(2026, 10, 12), date(2026, 11, 13)
    with at_work(school, COUNSELLOR, last) as office, office.work() as work:
        lay_out_the_autumn(work)
        student = pupil(work, "Elev Cikoria", "8C")
        students.describe(work, student, home_municipality="Huddinge")
        for guardian in ("Alma Cikoria", "Otto Cikoria"):
            students.add_guardian(work, student, guardian)
        lay_days(work, student, FIRST, date(2026, 10, 9), {})
        lay_days(work, student, first, last, dict.fromkeys(Span(first, last), (270, 0)))
        data_until(work, last)
    with at_work(school, MENTOR, last) as office, office.work() as work:
        suggestions.choose_classes(work, ["8C"])

    hand.sit_down(school, COUNSELLOR, last)
    hand.read("Elev Cikoria", "Borta 20 skoldagar i rad, 12 okt–13 nov")
    hand.press("På steg 5 …")
    higher = hand.dialog(HigherDialog)
    hand.write(higher.why, "Borta en månad.")
    hand.click(higher.verb_button)
    case_id = hand.case_of(student)
    with hand.office.runner.office.work() as work:
        call = Written(ContactKind.CALL, "", Party.STUDENT, True, happened_on=date(2026, 11, 2))
        notes.write(work, student, case_id, call)
        duties.do_duty(work, case_id, "student_contact", date(2026, 11, 2))
    hand.show("case", case_id=case_id)
    hand.read("Steg 5", "100,0 %", "Ha kontakt med eleven", "Senast gjort 2 nov")
    hand.read("Elevkontakt: 9 skoldagar sedan")
    pills = [one for one in hand.office.findChildren(Pill) if one.text() == "Elevkontakt: 9 skoldagar sedan"]
    assert [pill._kind for pill in pills] == ["bad"]
    way_back(hand, case_id)
    gates(hand, case_id, last)
    sip(hand, school, case_id)


def way_back(hand: Hand, case_id: UUID) -> None:
    """An återskolningsplan from the first to the fourth place on the way back."""
    hand.show("plan", case_id=case_id)
    hand.read("Återskolningsplan")
    card = hand.office.page("plan").schedule
    for place, minutes, where in ((1, 0, "Kuratorn hälsar genom mamma"), (4, 60, "Biblioteket")):
        hand.click(card.other)
        week = hand.dialog(WeekDialog)
        week.minutes.setValue(minutes)
        week.place.setCurrentIndex(place + 1)
        hand.write(week.words, where)
        hand.click(week.verb_button)
        hand.wait(lambda: hand.window is hand.program.window)
    with hand.office.runner.office.work() as work:
        lines = plans.plan(work, case_id).schedule.lines
    assert [(line.planned.place, line.planned.minutes) for line in lines] == [(1, 0), (4, 60)]


def gates(hand: Hand, case_id: UUID, day: date) -> None:
    """Rådsparken is asked for; Learnox first when a measure is evaluated and the judgement is dated."""
    hand.show("collaboration", case_id=case_id)
    page = hand.office.page("collaboration")
    page.acts.consent(Partner.PROVIDER)
    hand.click(hand.dialog(ConsentDialog).verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    page.acts.support("radsparken")
    support = hand.dialog(SupportDialog)
    note_gate(hand, support, Condition.STUDENT_WISH, "kurator, i samtal")
    hand.write(support.question, "En första promenad.")
    hand.click(support.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.read("Rådsparken")

    refused_learnox(hand, page)
    evaluate_one(hand, case_id, day)
    support = refused_learnox(hand, page, stay=True)
    for condition, who in (
        (Condition.TEAM_ASSESSMENT, "Närvaroteamet"),
        (Condition.PRINCIPAL_DECISION, "rektor"),
    ):
        note_gate(hand, support, condition, who)
    hand.read(f"Närvaroteamet, {day}")
    hand.click(support.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.read("Learnox")


def note_gate(hand: Hand, support: SupportDialog, condition: Condition, who: str) -> None:
    """Say that what is asked for first is there, today."""
    place = next(n for n, one in enumerate(support.offer.gates) if one.gate.condition is condition)
    support.gates.acted.emit(str(place), "note")
    gate = hand.dialog(GateDialog)
    hand.write(gate.who, who)
    hand.click(gate.verb_button)
    hand.wait(lambda: hand.window is support)


def refused_learnox(hand: Hand, page: object, stay: bool = False) -> SupportDialog:
    page.acts.support("learnox")  # type: ignore[attr-defined]
    support = hand.dialog(SupportDialog)
    hand.read("saknas", "inte noterat än")
    assert ("ingen åtgärd i planen är utvärderad" in hand.seen()) is not stay
    hand.write(support.question, "En väg tillbaka.")
    hand.click(support.verb_button)
    hand.read("Det här ska finnas först")
    assert support.isVisible()
    if not stay:
        support.reject()
        hand.settle()
    return support


def evaluate_one(hand: Hand, case_id: UUID, day: date) -> None:
    """A measure of the plan is followed up and ended with what it led to."""
    with hand.office.runner.office.work() as work:
        made = plans.add_measure(work, case_id, measure("")).value
        seen = FollowUp(day, True, "Hon svarar i telefon.", NextMove.END)
        plans.follow_up(work, made, seen, Evaluation(day, Outcome.PARTLY, ""))


def sip(hand: Hand, school: School, case_id: UUID) -> None:
    """Consent from the pupil and one guardian, the other not reached; called, held with four tasks."""
    called, held = date(2026, 11, 16), date(2026, 11, 27)
    hand.sit_down(school, COUNSELLOR, called)
    hand.show("collaboration", case_id=case_id)
    page = hand.office.page("collaboration")
    for partner in (Partner.PSYCHIATRY, Partner.SOCIAL_SERVICES):
        for place, answer in (
            (0, ConsentAnswer.GIVEN),
            (1, ConsentAnswer.GIVEN),
            (2, ConsentAnswer.NOT_REACHED),
        ):
            page.acts.consent(partner)
            consent = hand.dialog(ConsentDialog)
            consent.giver.setCurrentIndex(place)
            hand.click(next(one for one in consent.answer.buttons() if one.text().lower() == answer.label))
            assert consent.on.day() == called
            hand.click(consent.verb_button)
            hand.wait(lambda: hand.window is hand.program.window)
    hand.read("ej nådd")
    hand.choose_act("SIP …")
    call = hand.dialog(CallDialog)
    hand.read("Ej nådd: Otto Cikoria. Vad har ni beslutat, och varför?")
    for partner in (Partner.PSYCHIATRY, Partner.SOCIAL_SERVICES):
        call.partners.boxes[partner].setChecked(True)
    hand.write(call.on.edit, held.isoformat())
    hand.write(call.decision, "Försökt 3 gånger. Vi går vidare.")
    hand.click(call.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)

    hand.sit_down(school, COUNSELLOR, held)
    hand.show("collaboration", case_id=case_id)
    page = hand.office.page("collaboration")
    [meeting] = page.view.meetings
    page.acts.on_meeting(str(meeting.id), "hold")
    hold = hand.dialog(HoldDialog)
    for number in range(4):
        line = hold.lines[number] if number < len(hold.lines) else hold.add_line()
        hand.write(line.what, f"Sak {number + 1}")
        hand.write(line.who, "BUP")
        hand.write(line.due.edit, f"2026-12-0{number + 1}")
    hand.write(hold.lead, "BUP")
    assert hold.coordinator.isVisible()
    hand.write(hold.coordinator, "kurator")
    hand.write(hold.summary, "Alla börjar med morgnarna.")
    hand.click(hold.verb_button)
    hand.read("Skriv vem som tar nästa steg.")
    hand.write(hold.owner, "kurator")
    hand.click(hold.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.read("Sak 1", "Sak 4", "BUP", "Alla börjar med morgnarna.")

    hand.sit_down(school, MENTOR, held)
    hand.show("collaboration", case_id=case_id)
    hand.read("Elev Cikoria", "Samverkan visas inte för din roll. Läses av: kurator, rektor.")
    assert "Alla börjar med morgnarna" not in hand.seen()
