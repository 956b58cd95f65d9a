"""The scenarios of the närvarotrappa as they are seen: the words and numbers in the window."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from shiboken6 import isValid
from sqlalchemy import select

from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.assessment.findings import FindingKind
from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.terms import (
    AnswerState,
    CauseCategory,
    CompulsorySchooling,
    ContactKind,
    Depth,
    InquiryAnswer,
    Party,
    Role,
)
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.dialogs.finding_dialogs import CauseDialog
from narvaro_desktop.gui.dialogs.invite_dialog import InviteDialog
from narvaro_desktop.gui.dialogs.quick_note_dialog import NoteDialog
from narvaro_desktop.gui.dialogs.step_dialog import StepDialog
from narvaro_desktop.gui.dialogs.suggestion_dialogs import HigherDialog, WaiveDialog
from narvaro_desktop.gui.dialogs.task_dialog import TaskDialog
from narvaro_desktop.gui.locking.lock import IdleWatch
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.widgets.todo_list import TaskRow
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import DecisionRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import consultations, investigations
from narvaro_desktop.usecases.assessment.investigation_layout import Layout
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work
from tests.conftest import School
from tests.journeys.conftest import Hand
from tests.usecases.decisions_stage import huvudman_office, trust
from tests.usecases.pupils_with_days import pupil
from tests.usecases.scenario_stage import (
    FIRST,
    UNTIL_1,
    UNTIL_2,
    UNTIL_3,
    a_pupil,
    at_work,
    lay_days,
    until,
)  # fmt: skip

PRINCIPAL, COUNSELLOR, MENTOR, NURSE = "Rektor Rönn", "Kurator Ek", "Mentor Al", "Skolsköterska Vide"


def test_1_and_2_the_mentor_is_shown_the_signal_and_goes_on_to_the_second_step(
    hand: Hand, school: School
) -> None:
    student = a_pupil(school)

    hand.sit_down(school, MENTOR, UNTIL_1)
    hand.read("Elev Ängsull", "12,0 % frånvaro", "nästan allt giltigt, 11,5 %", "förslag steg 1")
    hand.press("Öppna ärende")
    case_id = hand.case_of(student)
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
    hand.read("15,5 %", "3,5 procentenheter sedan 18 sep")
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


def test_2_illness_in_the_kartlaggning_invites_a_nurse_who_reads_the_case_and_her_own_alone(
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
    assert "bjudas in" not in hand.seen()
    hand.show("investigation", case_id=case_id)
    page = hand.office.page("investigation")
    assert isinstance(page, InvestigationPage)
    page.acts.add_finding(FindingKind.CAUSE)
    cause = hand.dialog(CauseDialog)
    cause.cause.setCurrentIndex(cause.cause.findData(CauseCategory.SOMATIC))
    hand.click(cause.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)
    hand.show("case", case_id=case_id)
    hand.read("Ska skolsköterskan bjudas in i ärendet?", "Kartläggningen nämner sjukdom.")
    hand.press("Bjud in …")
    invite = hand.dialog(InviteDialog)
    assert invite.who.currentText().startswith(NURSE)
    hand.click(invite.verb_button)
    hand.wait(lambda: "bjudas in" not in hand.seen())

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
    case_id = hand.case_of(student)
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
    assert len(why) == 84
    hand.write(waive.reasons[broken_leg], why)
    hand.read("Frågan tas upp igen 9 november.")
    hand.click(waive.other_day)
    assert waive.day is not None
    hand.write(waive.day.edit, "2026-11-06")
    hand.click(waive.verb_button)
    hand.wait(lambda: hand.window is hand.program.window and "Björktrast" not in hand.seen())
    with hand.office.runner.office.work() as work:
        counted = Counter(row.answer for row in work.session.scalars(select(DecisionRow)))
    assert counted == {InquiryAnswer.OPENED: 1, InquiryAnswer.WAIVED: 1}, "obehövligt räknas för sig"
    hand.sit_down(school, PRINCIPAL, date(2026, 11, 5))
    assert "Björktrast" not in hand.seen()
    hand.sit_down(school, PRINCIPAL, date(2026, 11, 6))
    hand.read("Elev Björktrast", "Utredning behövdes inte. I dag skulle frågan tas upp igen.")


def test_3_a_decision_that_is_saved_for_later_stands_red_until_it_is_notified(
    hand: Hand, school: School
) -> None:
    student = a_pupil(school)
    with at_work(school, PRINCIPAL, date(2026, 10, 5)) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Gränsen är nådd.")).value

    hand.sit_down(school, PRINCIPAL, date(2026, 10, 5))
    hand.show("case", case_id=case_id)
    hand.press("Inled utredning och anmäl")
    hand.press("Spara beslutet, anmäl senare")
    hand.wait(lambda: hand.window is hand.program.window)
    assert decided(hand, case_id) == [(InquiryAnswer.OPENED, date(2026, 10, 5), date(2026, 11, 2))]
    hand.read("Ej anmäld")
    hand.sit_down(school, PRINCIPAL, date(2026, 10, 13))
    hand.read("Elev Ängsull", "Ej anmäld", "Utredning inleddes 5 okt. Anmälan är försenad 1 dag.")
    [row] = [one for one in hand.office.findChildren(TaskRow) if one.task.due == "Ej anmäld"]
    assert row.task.kind == "bad"
    hand.show("case", case_id=case_id)
    hand.read("Ej anmäld")


def test_an_anmalan_is_made_of_what_is_known_already_and_two_answers(
    hand: Hand, school: School, tmp_path: Path
) -> None:
    student, monday = a_pupil(school), date(2026, 10, 5)
    with at_work(school, COUNSELLOR, UNTIL_3) as office, office.work() as work:
        until(work, student, UNTIL_2)
        until(work, student, UNTIL_3)
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Gränsen är nådd.")).value
        students.describe(
            work, student, home_municipality="Almstad", compulsory_schooling=CompulsorySchooling.YES
        )
        for party in (Party.STUDENT, Party.GUARDIAN, Party.HEALTH_TEAM):
            heard = Consultation(party, True, ContactKind.MEETING, UNTIL_3, "Vi är överens.")
            consultations.hear(work, case_id, heard)
        settings.remember(work, unit_code="12345678", contact="Rektor Rönn, växel 08-000 00 00")
        settings.write(work.session, "outbox", str(tmp_path / "usb"))
    with at_work(school, PRINCIPAL, monday) as office, huvudman_office(tmp_path) as almstad:
        trust(office, almstad)

    hand.sit_down(school, PRINCIPAL, monday)
    hand.show("case", case_id=case_id)
    hand.clicks = 0
    hand.press("Inled utredning och anmäl")
    dialog = hand.dialog(DecisionDialog)
    for answer in (dialog.form.special_support, dialog.form.support.answer):
        hand.click(answer.buttons()[1])
    hand.wait(lambda: not dialog.prepared.missing)
    hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)

    assert hand.clicks == 4, "två av dem är svar som bara rektorn ger"
    assert len(list((tmp_path / "usb").glob("*.age"))) == 1
    hand.press("Jag lämnar den senare")


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


def test_4_a_talk_at_home_survives_the_lock_and_stays_with_the_kurator(hand: Hand, school: School) -> None:
    student, day = a_pupil(school), date(2026, 10, 14)
    with at_work(school, COUNSELLOR, day) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Hembesök.")).value
        last = forty_one_questions(work, case_id)

    hand.sit_down(school, COUNSELLOR, day)
    hand.show("investigation", case_id=case_id)
    page = hand.office.page("investigation")
    assert isinstance(page, InvestigationPage)
    panel = page.panels["student"]
    hand.wait(lambda: panel.is_awake)
    panel.focus_on(last)
    box = panel.cards[last].box
    assert box is not None
    hand.type(box, "Sover till lunch nar det ")
    locking = hand.office
    idle_after_one_more_letter(hand)
    hand.type(box, "ar")
    hand.wait(lambda: not isValid(locking) or not locking.isVisible())

    hand.sit_down(school, COUNSELLOR, day)
    hand.show("investigation", case_id=case_id)
    hand.read("Sover till lunch nar det ar")
    hand.show("case", case_id=case_id)
    hand.read("34 av 41", "7 ej frågade")
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


def forty_one_questions(work: Work, case_id: UUID) -> str:
    """A fördjupad kartläggning of five modules: 33 answers, 7 not asked, and the one that is left."""
    made = investigations.begin(work, case_id, Depth.EXTENDED).value
    kept = ("I1", "I2", "I3", "I4", "I9")
    investigations.lay_out(work, made, Layout(modules=kept))
    asked = investigations.investigation(work, case_id, made).questions.asked
    assert len(asked) == 41
    [last, *others] = sorted(asked, key=lambda one: (one.party is not Party.STUDENT, one.module))
    for place, one in enumerate(others):
        said = AnswerState.NOT_ASKED if place >= 33 else AnswerState.ANSWERED
        words = "Så är det." if said is AnswerState.ANSWERED else ""
        investigations.answer(work, made, one.key, Answer(one.key, said, words))
    return last.key


def idle_after_one_more_letter(hand: Hand) -> None:
    """Ten minutes become a moment."""
    hand.office.findChild(IdleWatch).set_minutes(0.2 / 60, 0)
