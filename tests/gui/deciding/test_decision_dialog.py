"""*Inled utredning och anmäl*: by keyboard alone, refusals that lose nothing, three ways out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.case_terms import MissingField
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.terms import (
    Channel,
    NotificationState,
    Party,
    SchoolForm,
)
from narvaro_desktop.gui.deciding.decision_dialog import DecisionDialog, open_decision
from narvaro_desktop.gui.deciding.decision_ways import Way
from narvaro_desktop.gui.dialogs.ceremony_dialog import CeremonyDialog
from narvaro_desktop.gui.dialogs.copy_dialog import CopyDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decision_drafts, decisions
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.deciding.rektors_hand import choose, fill_in, gone, kept, press, tab_to
from tests.gui.shots import save
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust

Open = Callable[..., DecisionDialog]


@pytest.fixture
def runner(at_the_principals: Office, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(at_the_principals)
    yield made
    qtbot.waitUntil(lambda: not made.busy)


@pytest.fixture
def trusted(at_the_principals: Office, tmp_path: Path) -> None:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)


@pytest.fixture
def opened(runner: Runner, qtbot: QtBot) -> Iterator[Open]:
    """The dialog over a shell, as the case page opens it."""
    shell = Shell()
    shell.resize(1440, 1000)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitExposed(shell)

    def act(case_id: UUID, notification_id: UUID | None = None) -> DecisionDialog:
        open_decision(shell, runner, shell, case_id, notification_id)
        qtbot.waitUntil(lambda: not runner.busy)
        dialog = shell.findChild(DecisionDialog)
        assert isinstance(dialog, DecisionDialog)
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        return dialog

    yield act
    shell.close()


@pytest.mark.usefixtures("trusted")
def test_the_whole_decision_by_keyboard_alone(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    form = dialog.form
    assert QApplication.focusWidget() is form.unit_code

    qtbot.keyClicks(form.unit_code, "12345678")
    for line, words in ((form.contact, "Rektor, vxl 08-000 00 00"), (form.municipality, "Almstad")):
        tab_to(qtbot, dialog, line)
        qtbot.keyClicks(line, words)
    for answer in (form.schooling, form.form, *form.consultation._states.values()):
        choose(qtbot, dialog, answer)
    choose(qtbot, dialog, form.special_support)
    choose(qtbot, dialog, form.support.answer)
    tab_to(qtbot, dialog, dialog.ways.seal_folder.edit)
    qtbot.keyClicks(dialog.ways.seal_folder.edit, str(tmp_path / "usb"))
    qtbot.keyClick(dialog.ways.seal_folder.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not runner.busy)

    assert dialog.outcome is not None, dialog.message.text()
    case_id = dialog.prepared.case_id
    [line_kept] = kept(at_the_principals, case_id)
    assert line_kept.state is NotificationState.SEALED
    assert line_kept.file is not None and line_kept.file.is_file()
    tab_to(qtbot, dialog, dialog.outcome.handed_button)
    qtbot.keyClick(dialog.outcome.handed_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not runner.busy)
    assert kept(at_the_principals, line_kept.case_id)[0].state is NotificationState.HANDED_OVER


def test_both_lists_follow_the_typing(at_the_principals: Office, opened: Open, qtbot: QtBot) -> None:
    dialog = opened(open_a_case(at_the_principals))
    assert "Hemkommun" not in {line.label for line in dialog.sent.lines or ()}

    qtbot.keyClicks(dialog.form.municipality, "Bergby")

    def shows() -> bool:
        return ("Hemkommun", "Bergby") in {(line.label, line.value) for line in dialog.sent.lines or ()}

    qtbot.waitUntil(shows)
    assert len(dialog.kept.lines or ()) == 12


@pytest.mark.usefixtures("trusted")
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    dialog.form.contact.setText("Rektor Rönn")
    dialog.form.unit_code.setText("1234")
    dialog.ways.seal_folder.set_folder(tmp_path / "usb")

    press(qtbot, dialog, runner)

    [unit] = dialog.form.fields[MissingField.SCHOOL_UNIT]
    assert unit.fault() == "Skriv åtta siffror."
    assert dialog.message.text().startswith("I anmälan saknas")
    assert QApplication.focusWidget() is dialog.form.unit_code
    assert dialog.form.contact.text() == "Rektor Rönn"
    assert kept(at_the_principals, dialog.prepared.case_id) == []


@pytest.mark.usefixtures("trusted")
def test_a_missing_folder_is_refused_in_the_dialog_and_another_one_is_enough(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    fill_in(dialog)
    press(qtbot, dialog, runner)
    assert dialog.ways._seal_field.fault()

    dialog.ways.seal_folder.set_folder(tmp_path / "media" / "STICKA" / "ut")
    press(qtbot, dialog, runner)
    assert "USB-minnet" in dialog.message.text()
    assert kept(at_the_principals, dialog.prepared.case_id) == []

    dialog.ways.seal_folder.set_folder(tmp_path / "usb")
    press(qtbot, dialog, runner)
    assert dialog.outcome is not None
    assert [path.suffix for path in (tmp_path / "usb").iterdir()] == [".age"]


def test_the_ceremony_comes_at_the_first_seal_and_not_before_the_rest_is_there(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    press(qtbot, dialog, runner)
    assert dialog.findChild(CeremonyDialog) is None

    fill_in(dialog)
    dialog.ways.seal_folder.set_folder(tmp_path / "usb")
    press(qtbot, dialog, runner)
    ceremony = dialog.findChild(CeremonyDialog)
    assert ceremony is not None
    assert kept(at_the_principals, dialog.prepared.case_id) == []

    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    ceremony.reject()
    dialog._trusted()
    qtbot.waitUntil(lambda: not runner.busy)
    assert dialog.outcome is not None


def test_the_decision_can_wait_with_its_anmalan_and_be_taken_up_again(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    case_id = open_a_case(at_the_principals)
    dialog = opened(case_id)
    fill_in(dialog)
    qtbot.mouseClick(dialog._ui.later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy and gone(dialog))
    [waiting] = kept(at_the_principals, case_id)
    assert waiting.state is NotificationState.MISSING

    again = opened(case_id, waiting.id)
    assert again._ui.later.isHidden()
    assert again.prepared.missing == ()
    again.ways.choice.choose(Way.PRINT)
    again.ways._show()
    again.ways.print_folder.set_folder(tmp_path)
    press(qtbot, again, runner)

    assert again.outcome is not None
    [line] = kept(at_the_principals, case_id)
    assert line.state is NotificationState.PRINTED
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_avbryt_leaves_no_decision(at_the_principals: Office, opened: Open, qtbot: QtBot) -> None:
    case_id = open_a_case(at_the_principals)
    dialog = opened(case_id)
    fill_in(dialog)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: gone(dialog))
    with at_the_principals.work() as work:
        assert decisions.decisions_of(work, case_id) == []
        assert cases.case(work, case_id).line.step == 2


def test_what_was_filled_in_is_there_after_a_lock_or_avbryt(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot
) -> None:
    case_id = open_a_case(at_the_principals)
    dialog = opened(case_id)
    fill_in(dialog)
    qtbot.waitUntil(lambda: not dialog._rest.isActive() and not runner.busy)
    dialog.reject()
    qtbot.waitUntil(lambda: gone(dialog))
    with at_the_principals.work() as work:
        kept_so_far = decision_drafts.left(work, case_id)
    assert kept_so_far is not None and kept_so_far.unit_code == "12345678"

    again = opened(case_id)

    assert again.prepared.missing == ()
    assert again.form.municipality.text() == "Almstad"
    qtbot.mouseClick(again._ui.later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)
    with at_the_principals.work() as work:
        assert decision_drafts.left(work, case_id) is None


def test_what_is_filled_in_for_a_made_decision_is_there_after_escape(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot
) -> None:
    case_id = open_a_case(at_the_principals)
    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case_id, Filled())
    dialog = opened(case_id)
    fill_in(dialog)
    dialog.form.municipality.setText("Bergby")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone(dialog) and not runner.busy)

    again = opened(case_id)

    assert again.form.municipality.text() == "Bergby"
    assert again.filled().unit_code == "12345678"


def test_a_case_is_not_decided_twice_while_its_anmalan_waits(at_the_principals: Office, opened: Open) -> None:
    case_id = open_a_case(at_the_principals)
    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case_id, filled())

    dialog = opened(case_id)

    assert dialog._ui.title.text() == "Anmäl till huvudmannen"
    dialog.reject()


def test_a_protected_pupil_has_one_way_out(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot
) -> None:
    case_id = open_a_case(at_the_principals, protected=True)
    dialog = opened(case_id)
    assert [button.text() for button in dialog.ways.choice.buttons()] == ["Anmäl på annat sätt"]
    assert not audit(dialog)

    dialog.ways.handing_over.channel.setCurrentIndex(
        dialog.ways.handing_over.channel.findData(Channel.IN_PERSON)
    )
    press(qtbot, dialog, runner)

    [line] = kept(at_the_principals, case_id)
    assert (line.state, line.channel) == (NotificationState.HANDED_OVER, Channel.IN_PERSON)


def test_both_days_are_shown_where_they_differ(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    assert dialog.form.registered.isHidden()
    edit = dialog.form.decided_on.edit

    edit.setText("2026-09-01")
    edit.editingFinished.emit()

    assert str(dialog.prepared.registered_on) in dialog.form.registered.text()
    edit.setText("2999-01-01")
    edit.editingFinished.emit()
    press(qtbot, dialog, runner)
    assert dialog.form.day.fault() == "Dagen har inte kommit än."


@pytest.mark.usefixtures("trusted")
def test_the_cover_letter_is_copied_and_a_readable_copy_says_what_it_is(
    at_the_principals: Office, runner: Runner, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(open_a_case(at_the_principals))
    fill_in(dialog)
    dialog.ways.seal_folder.set_folder(tmp_path / "usb")
    press(qtbot, dialog, runner)
    assert dialog.outcome is not None

    qtbot.mouseClick(dialog.outcome.cover_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)
    assert "narvaro-" in QGuiApplication.clipboard().text()

    qtbot.mouseClick(dialog.outcome.copy_button, Qt.MouseButton.LeftButton)
    copy = dialog.findChild(CopyDialog)
    assert copy is not None
    qtbot.mouseClick(copy.verb_button, Qt.MouseButton.LeftButton)
    assert copy._field.fault()
    assert not audit(copy)
    copy.reject()


@pytest.mark.usefixtures("trusted")
def test_the_dialog_can_be_used_in_every_look(
    at_the_principals: Office, runner: Runner, qtbot: QtBot, tmp_path: Path, look: tuple[str, float]
) -> None:
    case_id = open_a_case(at_the_principals)
    with at_the_principals.work() as work:
        settings.remember(work, home_municipality="Almstad")
        found = decisions.prepared(work, case_id, filled(special_support=None)), decisions.surroundings(work)
    dialog = DecisionDialog(None, runner, None, found)
    qtbot.addWidget(dialog)
    dialog.form._show_known(True)
    dialog.form._show_more(True)
    dialog.show()
    qtbot.waitExposed(dialog)

    assert not audit(dialog)
    save(dialog, "decision-dialog")
    assert isinstance(dialog.form.investigator, QComboBox)
    assert isinstance(dialog.form.contact, QLineEdit)
    assert dialog.form.consultation.value().keys() >= {Party.STUDENT}


def test_who_may_not_decide_sees_the_lists_and_no_way_out(school: School, qtbot: QtBot) -> None:
    office = school.unlock("Kurator Ek")
    case_id = open_a_case(office)
    with office.work() as work:
        found = decisions.prepared(work, case_id, filled()), decisions.surroundings(work)
    runner = Runner(office)

    dialog = DecisionDialog(None, runner, None, found)
    qtbot.addWidget(dialog)

    assert not dialog._ui.verb.isEnabled() and not dialog._ui.later.isEnabled()
    assert dialog.message.text().startswith("Rektorn fattar beslutet.")
    assert dialog.sent.lines
    runner.close()


def test_a_decision_that_was_to_do_without_is_notified_later(
    at_the_principals: Office, opened: Open, qtbot: QtBot
) -> None:
    # given a decision at a gymnasieskola that stands without an anmälan, about a pupil of age
    case_id = open_a_case(at_the_principals)
    with at_the_principals.work() as work:
        row = cases.row_of(work, case_id)
        of_age = parse_identity("20000101-2384")
        students.describe(work, row.student_id, school_form=SchoolForm.UPPER_SECONDARY, identity=of_age)
        decisions.decide(work, case_id, Filled())

    # when the dialog is opened again
    dialog = opened(case_id)

    # then it is about the anmälan alone, asks for no samråd with guardians, and Avbryt leaves none
    assert not dialog._ui.later.isVisible()
    assert Party.GUARDIAN not in dialog.form.consultation.parties
    dialog.reject()
    assert kept(at_the_principals, case_id) == []
