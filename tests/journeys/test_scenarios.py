"""The scenarios of the närvarotrappa as they are seen: the words and numbers in the window."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from narvaro_desktop.domain.collaboration import ConsentAnswer, Partner
from narvaro_desktop.domain.plan import Measure
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import InquiryAnswer, LegalType, MeasureLevel, Role
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.dialogs.consent_dialog import ConsentDialog
from narvaro_desktop.gui.dialogs.effects_dialog import EffectsDialog
from narvaro_desktop.gui.dialogs.invite_dialog import InviteDialog
from narvaro_desktop.gui.dialogs.partner_meeting_dialogs import CallDialog, HoldDialog
from narvaro_desktop.gui.dialogs.quick_note_dialog import NoteDialog
from narvaro_desktop.gui.dialogs.step_dialog import StepDialog
from narvaro_desktop.gui.dialogs.suggestion_dialogs import HigherDialog, WaiveDialog
from narvaro_desktop.gui.dialogs.support_dialog import SupportDialog
from narvaro_desktop.gui.dialogs.task_dialog import TaskDialog
from narvaro_desktop.gui.dialogs.week_dialog import WeekDialog
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import cases, decisions, duties, investigations, plans, students, team
from tests.conftest import School
from tests.journeys.conftest import Hand
from tests.usecases import pupils_with_days
from tests.usecases.decisions_stage import huvudman_office, trust
from tests.usecases.pupils_with_days import data_until, pupil
from tests.usecases.scenario_stage import (
    FIRST,
    UNTIL_1,
    UNTIL_2,
    UNTIL_3,
    a_pupil,
    at_work,
    lay_days,
    lay_out_the_autumn,
    until,
)  # fmt: skip

PRINCIPAL, COUNSELLOR, MENTOR, NURSE = "Rektor Rönn", "Kurator Ek", "Mentor Al", "Skolsköterska Vide"


def case_of(hand: Hand, student: UUID) -> UUID:
    hand.settle()
    with hand.office.runner.office.work() as work:
        found = cases.open_case_of(work, student)
    assert found is not None
    return found


def test_1_and_2_the_mentor_is_shown_the_signal_and_goes_on_to_the_second_step(
    hand: Hand, school: School
) -> None:
    student = a_pupil(school)

    hand.sit_down(school, MENTOR, UNTIL_1)
    hand.read("Elev Ängsull", "12,0 % frånvaro", "nästan allt giltigt")
    hand.press("Öppna ärende")
    case_id = case_of(hand, student)
    hand.show("case", case_id=case_id)
    hand.read("Steg 1", "12,0 %", "11,5 %", "0,5 %")
    hand.read("omtankesamtal med eleven", "Om 7 dagar")
    hand.choose_act("Ny uppgift …")
    task = hand.dialog(TaskDialog)
    hand.write(task.words, "Omtankesamtal med eleven")
    hand.write(task.due.edit, "2026-09-22")
    hand.click(task.verb_button)
    hand.read("Omtankesamtal med eleven", "Om 4 dagar")

    hand.stand_up()
    with at_work(school, COUNSELLOR, UNTIL_2) as office, office.work() as work:
        until(work, student, UNTIL_2)
    hand.sit_down(school, MENTOR, UNTIL_2)
    hand.show("case", case_id=case_id)
    hand.read("15,5 %")
    hand.press("Gå till nästa steg")
    step = hand.dialog(StepDialog)
    if step.left_open.isVisible():
        step.left_open.one.control.setPlainText("Samtalet är bokat till tisdag.")
    hand.click(step.verb_button)
    hand.read("Steg 2", "Enkel kartläggning", "9 okt")
    hand.show("investigation", case_id=case_id)
    declined(hand, case_id)


def declined(hand: Hand, case_id: UUID) -> None:
    """Two questions that the pupil does not want to answer."""
    page = hand.office.page("investigation")
    assert isinstance(page, InvestigationPage)
    for card in list(page.panels["student"].cards.values())[:2]:
        card.focus_in()
        hand.keys(card, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    hand.settle()
    with hand.office.runner.office.work() as work:
        [line] = investigations.unfinished(work)
    assert line.progress.declined == 2


def test_2_an_invited_nurse_reads_the_case_and_not_what_the_kurator_has_written(
    hand: Hand, school: School
) -> None:
    student = a_pupil(school)
    with at_work(school, PRINCIPAL, UNTIL_2) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=2, why="Frånvaron har ökat.")).value
        team.add_person(work, NURSE, Role.SCHOOL_NURSE, School.PHRASE, kdf=PRACTICE_KDF)

    hand.sit_down(school, COUNSELLOR, UNTIL_2)
    hand.show("case", case_id=case_id)
    note(hand, "Ont i magen på morgonen.")
    hand.read("Ont i magen")
    hand.choose_act("Bjud in en kollega …")
    invite = hand.dialog(InviteDialog)
    invite.who.setCurrentIndex(invite.who.findText(NURSE, Qt.MatchFlag.MatchStartsWith))
    hand.click(invite.verb_button)

    hand.sit_down(school, NURSE, UNTIL_2)
    hand.show("case", case_id=case_id)
    hand.read("Elev Ängsull", "Steg 2", "Texten visas för dem som har nyckeln")
    assert "Ont i magen" not in hand.seen()
    note(hand, "Huvudvärk, sällan feber.")
    hand.read("Huvudvärk, sällan feber.")

    hand.sit_down(school, COUNSELLOR, UNTIL_2)
    hand.show("case", case_id=case_id)
    hand.read("Ont i magen")
    assert "Huvudvärk" not in hand.seen(), "det som elevhälsans medicinska insats skriver är deras"


def note(hand: Hand, words: str) -> None:
    """Ctrl N, the words, Ctrl Enter."""
    hand.keys(hand.office, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = hand.dialog(NoteDialog)
    hand.write(dialog.box, words)
    hand.click(dialog.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)


def test_3_and_5_the_rektor_decides_at_exactly_twenty_and_that_a_broken_leg_needs_no_utredning(
    hand: Hand, school: School, tmp_path: Path
) -> None:
    student = a_pupil(school)
    with at_work(school, COUNSELLOR, UNTIL_3) as office, office.work() as work:
        until(work, student, UNTIL_2)
        until(work, student, UNTIL_3)
        broken_leg = pupil(work, "Elev Björktrast", "7A")
        week = [date(2026, 9, 7) + timedelta(days=n) for n in range(5)]
        lay_days(work, broken_leg, FIRST, UNTIL_3, {**dict.fromkeys(week[:4], (270, 0)), week[4]: (18, 0)})
    monday = date(2026, 10, 5)
    with at_work(school, PRINCIPAL, monday) as office, huvudman_office(tmp_path) as almstad:
        trust(office, almstad)

    hand.sit_down(school, PRINCIPAL, monday)
    hand.read("Elev Ängsull", "20,0 % frånvaro", "Når gränsen 20 %")
    assert "19,0 %" not in hand.seen()
    hand.press("På steg 3 …")
    higher = hand.dialog(HigherDialog)
    hand.write(higher.why, "Gränsen är nådd.")
    hand.click(higher.verb_button)
    case_id = case_of(hand, student)
    hand.show("case", case_id=case_id)
    hand.press("Inled utredning och anmäl")
    hand.read("Skickas", "Skickas inte")
    hand.press("Avbryt")
    assert decided(hand, case_id) == []
    hand.press("Inled utredning och anmäl")
    seal(hand, tmp_path)
    assert decided(hand, case_id) == [(InquiryAnswer.OPENED, monday, date(2026, 11, 2))]
    hand.read("2 nov", "Förseglad, inte lämnad")
    with hand.office.runner.office.work() as work:
        result = next(
            line
            for line in duties.duty_lines(work, cases.row_of(work, case_id))
            if line.duty.key == "result_told"
        )
    assert result.due_on == date(2026, 11, 2)

    hand.show("today")
    hand.read("Elev Björktrast", "21,4 % frånvaro")
    hand.press("Utredning behövs inte …")
    waive = hand.dialog(WaiveDialog)
    why = "Brutet ben i augusti. Plan finns, läraren ringer varje vecka, uppgifterna görs hemma"
    hand.write(waive.reasons[broken_leg], why)
    hand.click(waive.verb_button)
    hand.wait(lambda: hand.window is hand.program.window and "Björktrast" not in hand.seen())
    hand.sit_down(school, PRINCIPAL, date(2026, 11, 9))
    hand.read("Elev Björktrast", "Utredning behövdes inte. I dag skulle frågan tas upp igen.")


def seal(hand: Hand, folder: Path) -> None:
    """What is missing is filled in; the file is made."""
    dialog = hand.dialog(DecisionDialog)
    form = dialog.form
    for line, words in (
        (form.unit_code, "12345678"), (form.contact, "Rektor, 08-000 00 00"), (form.municipality, "Almstad"),
    ):  # fmt: skip
        if line.isVisible() and not line.text():
            hand.write(line, words)
    form.investigator.setCurrentText("Kurator Ek, kurator")
    states = form.consultation._states.values()
    for answer in (form.schooling, form.form, *states, form.special_support, form.support.answer):
        if answer.isVisible() and answer.chosen() is None:
            hand.click(answer.buttons()[0])
    dialog.ways.seal_folder.edit.setText(str(folder / "usb"))
    hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    hand.press("Jag lämnar den senare")
    hand.settle()


def decided(hand: Hand, case_id: UUID) -> list[tuple[InquiryAnswer, date, date | None]]:
    hand.settle()
    with hand.office.runner.office.work() as work:
        return [(one.answer, one.decided_on, one.due_on) for one in decisions.decisions_of(work, case_id)]


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

    hand.sit_down(school, COUNSELLOR, last)
    hand.read("Elev Cikoria", "Borta 20 skoldagar i rad, 12 okt–13 nov")
    hand.press("På steg 5 …")
    higher = hand.dialog(HigherDialog)
    hand.write(higher.why, "Borta en månad.")
    hand.click(higher.verb_button)
    case_id = case_of(hand, student)
    with hand.office.runner.office.work() as work:
        duties.do_duty(work, case_id, "student_contact", date(2026, 11, 2))
    hand.show("case", case_id=case_id)
    hand.read("Steg 5", "100,0 %", "Ha kontakt med eleven", "Senast gjort 2 nov")
    way_back(hand, case_id)
    gates(hand, case_id)
    sip(hand, school, case_id)


def way_back(hand: Hand, case_id: UUID) -> None:
    """An återskolningsplan on the fourth place of the way back."""
    hand.show("plan", case_id=case_id)
    hand.read("Återskolningsplan")
    card = hand.office.page("plan").schedule
    hand.click(card.other)
    week = hand.dialog(WeekDialog)
    week.minutes.setValue(60)
    week.place.setCurrentIndex(5)
    hand.write(week.words, "Biblioteket, med kuratorn")
    hand.click(week.verb_button)
    hand.read("Återskolningsplan")
    with hand.office.runner.office.work() as work:
        [line] = plans.plan(work, case_id).schedule.lines
    assert (line.planned.place, line.planned.minutes) == (4, 60)


def gates(hand: Hand, case_id: UUID) -> None:
    """Learnox is refused until a measure is evaluated and the team's judgement is dated."""
    hand.show("collaboration", case_id=case_id)
    page = hand.office.page("collaboration")
    page.acts.support("learnox")
    support = hand.dialog(SupportDialog)
    hand.read("ingen åtgärd i planen är utvärderad", "saknas")
    hand.write(support.question, "En väg tillbaka.")
    hand.click(support.verb_button)
    hand.read("Det här ska finnas först")
    assert support.isVisible()
    support.reject()
    hand.settle()


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
    hand.write(hold.coordinator, "kurator")
    hand.click(hold.verb_button)
    hand.read("Skriv vem som tar nästa steg.")
    hand.write(hold.owner, "kurator")
    hand.click(hold.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.read("Sak 1", "Sak 4", "BUP")


def test_4_what_is_written_at_home_survives_the_lock_and_stays_with_the_kurator(
    hand: Hand, school: School
) -> None:
    student, day = a_pupil(school), date(2026, 10, 14)
    with at_work(school, COUNSELLOR, day) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Hembesök.")).value

    hand.sit_down(school, COUNSELLOR, day)
    hand.show("investigation", case_id=case_id)
    page = hand.office.page("investigation")
    hand.wait(lambda: page.voices.is_awake)
    page.panels["student"].cards["i1_place"].focus_in()
    box = page.panels["student"].cards["i1_place"].box
    hand.type(box, "Sover till lunch nar det ar")
    hand.program.lock()
    hand.sit_down(school, COUNSELLOR, day)
    hand.show("investigation", case_id=case_id)
    hand.read("Sover till lunch nar det ar")
    hand.show("case", case_id=case_id)
    note(hand, "Grät när vi pratade om morgonen.")
    hand.read("Grät när vi pratade")

    hand.sit_down(school, MENTOR, day)
    hand.show("case", case_id=case_id)
    hand.read("Elev Ängsull", "Texten visas för dem som har nyckeln")
    assert "Grät" not in hand.seen()
    hand.show("investigation", case_id=case_id)
    hand.read("Elevens röst")
    assert "Sover till lunch" not in hand.seen()
    for word in ("Grät", "lunch"):
        found = hand.office.people.commands(word)
        assert not any(word in f"{one.words} {one.hint}" for one in found)
