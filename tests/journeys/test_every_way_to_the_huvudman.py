"""Without a file and without a seal: a running case, one printed, one told otherwise, one protected."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog
from narvaro_desktop.gui.deciding.decision_ways import Way
from narvaro_desktop.gui.dialogs.answer_dialog import AnswerDialog
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.notifications import NotificationLine
from narvaro_desktop.usecases.pupils import students
from tests.journeys.conftest import Hand

RUNNING, NEW = "Pågår redan", "Nytt ärende"


def test_cases_by_hand_reach_the_huvudman_each_in_its_own_way(hand: Hand, tmp_path: Path) -> None:
    hand.set_up("Kom igång med vår skola", "Ekbackens skola", "Rektor Ronn", "Rektor")
    hand.wait(lambda: isinstance(hand.program.window, SchoolWindow))
    hand.settle()

    a_running_case(hand)
    printed_and_answered_by_telephone(hand, tmp_path)
    told_in_the_eservice(hand)
    a_protected_pupil_is_never_put_into_a_file(hand)


def a_running_case(hand: Hand) -> None:
    """Step, earlier dates and the anmälan of before are typed once, and stand there."""
    today = hand.office.runner.office.clock.now().date()
    began, decided, notified = (today - timedelta(days=days) for days in (60, 30, 28))
    dialog = begin_case(hand, "Alva Lingontuva", "7B")
    hand.press(RUNNING)
    running = dialog.running
    assert running is not None
    running.step.setCurrentIndex(2)
    hand.type(running.began.edit, began.isoformat())
    hand.type(running.why, "Hon hade 30 procent i vintras.")
    hand.type(running.decided_on.edit, decided.isoformat())
    hand.type(running.decided_by, "Rektor Ronn")
    hand.type(running.notified_on.edit, notified.isoformat())
    hand.type(running.reference, "KS 2026/17")
    hand.type(running.elsewhere, "Prorenata")
    case_id = opened(hand, dialog)

    with hand.office.runner.office.work() as work:
        view = cases.case(work, case_id)
        [decision] = decisions.decisions_of(work, case_id)
    line = anmälan(hand, case_id)
    assert (view.line.opened_on, view.registered_on, view.elsewhere) == (began, today, "Prorenata")
    assert (decision.decided_on, line.handed_over_on, line.reference) == (decided, notified, "KS 2026/17")
    assert line.state is NotificationState.HANDED_OVER


def printed_and_answered_by_telephone(hand: Hand, folder: Path) -> None:
    """*Skriv ut*, *Lämnad*, and the answer that came by telephone: its support is a task in the case."""
    case_id = opened(hand, begin_case(hand, "Bo Granbarr", "8A", share="24,5"))
    dialog = decision(hand, "Skriv ut")
    dialog.ways.print_folder.edit.setText(str(folder / "utskrift"))
    hand.click(dialog._ui.verb)
    hand.wait(lambda: dialog.outcome is not None)
    assert anmälan(hand, case_id).state is NotificationState.PRINTED
    assert len(list((folder / "utskrift").glob("*.pdf"))) == 2
    hand.press("Lämnad")
    hand.wait(lambda: hand.window is hand.program.window)
    hand.settle()
    assert anmälan(hand, case_id).state is NotificationState.HANDED_OVER

    answer(hand, "Handlaggaren", "KS 2026/18")
    line = anmälan(hand, case_id)
    assert (line.state, line.registration_number) == (NotificationState.REGISTERED, "KS 2026/18")
    assert line.offered == (OfferedSupport.GUIDANCE,)
    with hand.office.runner.office.work() as work:
        [task] = cases.case(work, case_id).tasks
    assert OfferedSupport.GUIDANCE.label in task.words


def told_in_the_eservice(hand: Hand) -> None:
    """*Anmäl på annat sätt*: day, channel and reference, and it is told."""
    case_id = opened(hand, begin_case(hand, "Cleo Kottelund", "9C", share="31"))
    dialog = decision(hand, "Anmäl på annat sätt")
    hand.type(dialog.ways.handing_over.reference, "E-4711")
    hand.click(dialog._ui.verb)
    hand.wait(lambda: hand.window is hand.program.window)
    line = anmälan(hand, case_id)
    assert (line.state, line.channel, line.reference) == (
        NotificationState.HANDED_OVER,
        Channel.ESERVICE,
        "E-4711",
    )


def a_protected_pupil_is_never_put_into_a_file(hand: Hand) -> None:
    """Neither sealed nor printed: the third way is the only one."""
    case_id = opened(hand, begin_case(hand, "Dag Regnskur", "6A", share="22"))
    with hand.office.runner.office.work() as work:
        students.protect(work, cases.row_of(work, case_id).student_id)
    hand.office.go("case", case_id=case_id)
    hand.settle()
    hand.press("Inled utredning och anmäl")
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    dialog = hand.window
    assert isinstance(dialog, DecisionDialog)
    ways = [button.text() for button in dialog.ways.choice.findChildren(QPushButton) if button.isVisible()]
    assert dialog.ways.way is Way.OTHERWISE
    assert not {"Försegla", "Skriv ut"} & set(ways)
    hand.click(dialog._ui.verb)
    hand.wait(lambda: hand.window is hand.program.window)
    assert anmälan(hand, case_id).state is NotificationState.HANDED_OVER


def begin_case(hand: Hand, name: str, group: str, share: str = "") -> NewCaseDialog:
    """*Nytt ärende* for a pupil whom the program does not know."""
    hand.office.go("today")
    hand.settle()
    hand.press("Nytt ärende")
    hand.wait(lambda: isinstance(hand.window, NewCaseDialog))
    dialog = hand.window
    assert isinstance(dialog, NewCaseDialog)
    hand.wait(lambda: dialog.verb_button.isEnabled())
    hand.type(dialog.picker.name, name)
    hand.keys(dialog.picker.name, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    dialog.picker.group.setEditText(group)
    if share and dialog.absence is not None:
        hand.type(dialog.absence.share, share)  # the last four weeks are proposed
        hand.type(dialog.absence.source, "Egen uppfoljning")
    return dialog


def opened(hand: Hand, dialog: NewCaseDialog) -> UUID:
    """Press the verb; the case's page is there."""
    hand.click(dialog.verb_button)
    hand.wait(lambda: hand.office.at is not None and hand.office.at.key == "case")
    hand.settle()
    case_id = hand.office.at.what["case_id"] if hand.office.at else None
    assert isinstance(case_id, UUID)
    return case_id


def decision(hand: Hand, way: str) -> DecisionDialog:
    """*Inled utredning och anmäl* in one `way`, with what it asks for filled in."""
    hand.press("Inled utredning och anmäl")
    hand.wait(lambda: isinstance(hand.window, DecisionDialog))
    dialog = hand.window
    assert isinstance(dialog, DecisionDialog)
    hand.press(way)
    form = dialog.form
    for line, words in (
        (form.unit_code, "12345678"),
        (form.contact, "Rektor, 08-000 00 00"),
        (form.municipality, "Almstad"),
        (form.huvudman, "Almstads kommun"),
        (form.huvudman_id, "212000-0000"),
    ):
        if line.isVisible() and not line.text():
            line.setFocus()
            hand.type(line, words)
    if not form.investigator.currentText():
        form.investigator.setCurrentText("Kurator Ek, kurator")
    states = form.consultation._states.values()
    for choice in (form.schooling, form.form, *states, form.special_support, form.support.answer):
        if choice.isVisible() and choice.chosen() is None:
            hand.click(choice.buttons()[0])
    return dialog


def answer(hand: Hand, who: str, number: str) -> None:
    """The answer that came by telephone."""
    hand.office.go("notifications")
    hand.settle()
    hand.office.go("case", case_id=current_case(hand))
    hand.settle()
    hand.press("Skriv in svar")
    hand.wait(lambda: isinstance(hand.window, AnswerDialog))
    dialog = hand.window
    assert isinstance(dialog, AnswerDialog)
    hand.type(dialog.day_field.edit, hand.office.runner.office.clock.now().date().isoformat())
    hand.type(dialog.who, who)
    hand.type(dialog.number, number)
    hand.click(dialog.boxes[OfferedSupport.GUIDANCE])
    hand.click(dialog.verb_button)
    hand.wait(lambda: hand.window is hand.program.window)


def current_case(hand: Hand) -> UUID:
    with hand.office.runner.office.work() as work:
        return notifications.notifications(work)[0].case_id


def anmälan(hand: Hand, case_id: UUID) -> NotificationLine:
    hand.settle()
    with hand.office.runner.office.work() as work:
        [line] = notifications.notifications(work, case_id)
    return line
