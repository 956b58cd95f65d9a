"""Skyddade personuppgifter, registerutdrag and gallring as they are seen, with the scenarios' numbers."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.privacy_terms import RequestKind
from narvaro_desktop.domain.terms import Channel, ContactKind, InfoClass, NotificationState
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.deciding.decision_ways import Way
from narvaro_desktop.gui.deciding.dispatch_dialog import DispatchDialog, open_dispatch
from narvaro_desktop.gui.dialogs.erasing_dialogs import ConfirmDialog, ProposeDialog, RuleDialog
from narvaro_desktop.gui.dialogs.protection_dialogs import CopiesDialog, ProtectDialog
from narvaro_desktop.gui.dialogs.request_dialogs import AskDialog, ExtractDialog, SaveExtractDialog
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.store.tables import CaseRow, DispatchRow, NotificationRow, StudentRow
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_review
from tests.conftest import School
from tests.faults.pages import plain
from tests.journeys.conftest import Hand
from tests.journeys.test_scenarios import seal
from tests.usecases.decisions_stage import huvudman_office, trust
from tests.usecases.privacy.test_erasing import GUARDIAN as GUARDIAN_OF_F
from tests.usecases.privacy.test_erasing import NAME as ELEV_F
from tests.usecases.privacy.test_erasing import NUMBER as NUMBER_OF_F
from tests.usecases.privacy.test_erasing import elev_f
from tests.usecases.scenario_stage import at_work, lay_out_the_autumn

PRINCIPAL, COUNSELLOR, MENTOR = "Rektor Rönn", "Kurator Ek", "Mentor Al"
SENT, MARKED, TODAY = date(2026, 9, 11), date(2026, 11, 3), date(2026, 11, 20)
ELEV_D, ALIAS = "Elev Dunvide", "Skyddad elev 1"
STATED = cases.Stated(224, date(2026, 8, 24), date(2026, 9, 11), "Skolans frånvarosystem")


def elev_d(school: School, folder: Path) -> tuple[UUID, UUID]:
    """Elev D, whose case is to be notified in September and has begun again in October."""
    with at_work(school, PRINCIPAL, SENT) as office:
        folder.mkdir()
        with huvudman_office(folder) as almstad:
            trust(office, almstad)
        with office.work() as work:
            lay_out_the_autumn(work)
            student = students.add(work, ELEV_D, "5B", parse_identity("20150311-2391")).value
            students.add_guardian(work, student, "Vårdnadshavare Dunvide", "070-000 00 04")
            opening = cases.Opening(step=3, why="Gränsen är nådd.", stated=STATED)
            case = cases.open_case(work, student, opening).value
    return student, case


def test_7_elev_d_gets_sekretessmarkering(hand: Hand, school: School, tmp_path: Path) -> None:
    student, case = elev_d(school, tmp_path / "almstad")
    hand.sit_down(school, PRINCIPAL, SENT)
    hand.show("case", case_id=case)
    hand.press("Inled utredning och anmäl")
    seal(hand, tmp_path)
    hand.stand_up()
    with at_work(school, PRINCIPAL, SENT) as office, office.work() as work:
        [sent] = work.session.scalars(select(NotificationRow)).all()
        notifications.hand_over(work, sent.id, SENT, Channel.SEALED_FILE)
        work.session.get_one(CaseRow, case).closed_on = SENT
        again = cases.open_case(work, student, cases.Opening(step=3, why="Igen.", stated=STATED)).value

    hand.sit_down(school, PRINCIPAL, MARKED)
    hand.show("students", student_id=student)
    hand.dialog(StudentDialog)
    hand.press("Märk som skyddad …")
    marking = hand.dialog(ProtectDialog)
    hand.read("Helst ska en elev med skyddade personuppgifter inte finnas i programmet alls")
    hand.click(marking.verb_button)
    copies = hand.dialog(CopiesDialog)
    package = "Lämnat till huvudman eller hemkommun, 11 september: Almstads kommun"
    hand.read("kopior från tidigare", package, "Säkerhetskopia, 11 september")
    assert hand.seen().count("Lämnat till huvudman") == 2, "one line, with the name of its button"
    hand.press("Klart")
    hand.read("Antecknat")
    hand.click(copies.cancel_button)

    hand.show("case", case_id=again)
    hand.read(ALIAS, "Skyddade personuppgifter")
    assert not _put_out(hand)
    hand.press("Inled utredning och anmäl")
    decision = hand.dialog(DecisionDialog)
    assert decision.ways.way is Way.OTHERWISE
    hand.click(decision._ui.verb)
    hand.wait(lambda: hand.window is hand.program.window)
    with hand.office.runner.office.work() as work:
        [by_hand] = work.session.scalars(
            select(NotificationRow).where(NotificationRow.case_id == again)
        ).all()
    assert (by_hand.state, by_hand.handed_over_on) == (NotificationState.HANDED_OVER, MARKED)
    assert by_hand.package_id is None
    for page in ("today", "students", "cases", "notifications", "log"):
        hand.show(page)
        assert "Dunvide" not in hand.seen(), page
    hand.show("statistics")
    hand.read("Elever med skyddade personuppgifter redovisas inte.")

    hand.sit_down(school, MENTOR, MARKED)
    for page in ("today", "students", "cases"):
        hand.show(page)
        assert not {"Dunvide", ALIAS} & set(hand.seen().split("\n")), page


def _put_out(hand: Hand) -> list[str]:
    """The buttons and entries that would make a paper or a file."""
    found = [
        one.text() for one in hand.window.findChildren(QPushButton) if one.isVisible() and one.isEnabled()
    ]
    return [words for words in found if words.startswith(("Skriv ut", "Spara som", "Spara PDF", "Försegla"))]


def test_12_a_wrong_arskurs_is_corrected_and_a_guardian_is_given_everything(
    hand: Hand, school: School, tmp_path: Path
) -> None:
    student, case = elev_d(school, tmp_path / "almstad")
    hand.sit_down(school, PRINCIPAL, SENT)
    hand.show("case", case_id=case)
    hand.press("Inled utredning och anmäl")
    seal(hand, tmp_path)
    with hand.office.runner.office.work() as work:
        [sent] = work.session.scalars(select(NotificationRow)).all()
        notifications.hand_over(work, sent.id, SENT, Channel.SEALED_FILE)
        said = f"{ELEV_D} och Saga Regnskur satt tillsammans. Sov dåligt."
        notes.write(work, student, case, Written(ContactKind.NOTE, said, info_class=InfoClass.COUNSELLING))
        students.add(work, "Saga Regnskur", "5B")
        students.describe(work, student, class_name="6B")
    corrected(hand, case, tmp_path)
    with hand.office.runner.office.work() as work:
        [correction] = work.session.scalars(select(DispatchRow)).all()
        assert (correction.kind, correction.corrects) == ("n5", sent.id)
        assert json.loads(correction.content)["schoolYear"] == 6
        sealed = [one for one in log_review.lines(work).value.entries if one.action == "package.seal"]
        assert len(sealed) == 2

    hand.show("privacy")
    hand.read("Ingen har begärt något.")
    hand.press("Ny begäran …")
    asked = hand.dialog(AskDialog)
    asked.pupil.setCurrentIndex(asked.pupil.findText(f"{ELEV_D}, 6B"))
    hand.settle()
    asked.kind.setCurrentIndex(asked.kind.findData(RequestKind.EXTRACT))
    asked.asker.setCurrentIndex(1)
    hand.click(asked.verb_button)
    hand.read(f"Registerutdrag: {ELEV_D}", "Svara senast")
    hand.press("Granska och besluta …")
    review = hand.dialog(ExtractDialog)
    hand.read("Texter som nämner andra", "Nämner: Saga, Regnskur")
    hand.click(review.verb_button)
    hand.press("Spara utdraget …")
    save = hand.dialog(SaveExtractDialog)
    save.folder.set_folder(tmp_path)
    hand.click(save.verb_button)
    hand.read("Bifallet av Rektor Rönn")

    [paper] = tmp_path.glob("registerutdrag*.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
    assert "Sov dåligt" in text and "Vilka som har läst och skrivit" in text and "Rektor Rönn" in text
    assert "Saga" not in text and "Regnskur" not in text


def corrected(hand: Hand, case: UUID, folder: Path) -> None:
    """The rättelse of what was sent, by the case's menu."""
    hand.show("case", case_id=case)
    open_dispatch(hand.office, hand.office.runner, hand.office, DispatchKind.CORRECTION, case)
    dialog = hand.dialog(DispatchDialog)
    dialog.ways.seal_folder.set_folder(folder)
    for one in dialog.form.ticks.values():
        if not one.box.isChecked():
            hand.click(one.box)
    hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    hand.press("Jag lämnar den senare")


def test_12_elev_f_who_left_in_2016_is_gallrad_by_two_and_found_by_no_search(
    hand: Hand, school: School
) -> None:
    office = school.unlock(PRINCIPAL)
    student, case = elev_f(office)
    office.close()
    hand.sit_down(school, PRINCIPAL, TODAY)
    hand.show("privacy")
    hand.read("Ingen tid är angiven för frånvaroärende.")
    hand.press("Ange gallringsbeslut …")
    rule = hand.dialog(RuleDialog)
    hand.write(rule.years, "10")
    hand.write(rule.basis, "Gallringsbeslut Almstad 2026-02-11 § 14")
    hand.write(rule.on.edit, "2026-02-11")
    hand.click(rule.verb_button)
    hand.read("Frånvaroärende 10 år efter avslut.", "1 ärende har gått ut.", "§ 14")
    hand.press("Föreslå gallring …")
    hand.click(hand.dialog(ProposeDialog).verb_button)
    hand.read("Väntar på att någon annan låser upp och bekräftar under Dataskydd.")

    hand.sit_down(school, COUNSELLOR, TODAY)
    hand.show("privacy")
    hand.press("Granska och bekräfta …")
    hand.read("Gallringsbeslut Almstad 2026-02-11 § 14", f"Föreslaget av {PRINCIPAL}.")
    hand.click(hand.dialog(ConfirmDialog).verb_button)
    hand.settle()
    with hand.office.runner.office.work() as work:
        assert (work.session.get(StudentRow, student), work.session.get(CaseRow, case)) == (None, None)
    vault = hand.office.runner.office.vault

    hand.sit_down(school, PRINCIPAL, TODAY)
    hand.show("privacy")
    hand.read("Gallrat", f"bekräftat av {COUNSELLOR}")
    assert not {"Fredrika", "Snökulla"} & set(hand.seen().split())
    for words in (ELEV_F, NUMBER_OF_F, NUMBER_OF_F.replace("-", "")):
        assert not hand.office.people.commands(words)
    hand.settle()
    content = plain(vault.path, vault.me.file_key)
    sought = (ELEV_F, GUARDIAN_OF_F, NUMBER_OF_F.replace("-", ""))
    assert [words for words in sought if words.encode() in content] == []
