"""*Berätta för huvudmannen*: each kind through its dialog, on a real vault, to a file and *Lämnad*."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.terms import Channel, NotificationState, OfferedSupport
from narvaro_desktop.gui.deciding.decision_ways import Way
from narvaro_desktop.gui.deciding.dispatch_dialog import DispatchDialog, open_dispatch, open_round
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.store.tables import CaseRow, DispatchRow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import notifications, outgoing
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.shots import save
from tests.usecases.decisions_stage import PERIOD, huvudman_office, open_a_case, trust
from tests.usecases.notifications_stage import decided_and_sealed

MONDAY = date(2026, 9, 28)


@pytest.fixture
def principal(at_the_principals: Office, tmp_path: Path) -> Office:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)
    at_the_principals.clock = Clock(MONDAY)
    return at_the_principals


@pytest.fixture
def case_id(principal: Office, tmp_path: Path) -> UUID:
    made = open_a_case(principal)
    begun, _file = decided_and_sealed(principal, made, tmp_path)
    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.SEALED_FILE)
    return made


@pytest.fixture
def runner(principal: Office, case_id: UUID, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(principal)
    yield made
    qtbot.waitUntil(lambda: not made.busy)


@pytest.fixture
def stand(runner: Runner, qtbot: QtBot) -> Iterator[tuple[QWidget, Runner, Shell]]:
    shell = Shell()
    qtbot.addWidget(shell)
    shell.resize(1200, 860)
    shell.show()
    yield shell, runner, shell
    qtbot.waitUntil(lambda: not runner.busy)


def opened(
    stand: tuple[QWidget, Runner, Shell], qtbot: QtBot, kind: DispatchKind, case_id: UUID
) -> DispatchDialog:
    parent, runner, shell = stand
    open_dispatch(parent, runner, shell, kind, case_id)
    qtbot.waitUntil(lambda: bool(parent.findChildren(DispatchDialog)))
    [dialog] = parent.findChildren(DispatchDialog)
    return dialog


def press(qtbot: QtBot, dialog: DispatchDialog, runner: Runner) -> None:
    qtbot.mouseClick(dialog._ui.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)


def content(office: Office) -> dict[str, object]:
    with office.work() as work:
        [row] = work.session.query(DispatchRow)
        found: dict[str, object] = json.loads(row.content)
        return found


def test_a_result_is_sealed_and_handed_over(
    stand: tuple[QWidget, Runner, Shell], qtbot: QtBot, principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    dialog = opened(stand, qtbot, DispatchKind.RESULT, case_id)
    save(dialog, "berätta-resultat")
    assert not audit(dialog)
    press(qtbot, dialog, stand[1])
    assert dialog.outcome is None and all(field.fault() for field in dialog.form.fields.values())

    dialog.form.completed_on.set_day(MONDAY)
    dialog.form.follow_up_on.set_day(MONDAY + timedelta(days=14))
    dialog.ways.seal_folder.set_folder(tmp_path)
    press(qtbot, dialog, stand[1])
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert dialog.outcome is not None
    save(dialog, "berätta-förseglad")
    qtbot.mouseClick(dialog.outcome.handed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not stand[1].busy)

    with principal.work() as work:
        [line] = outgoing.dispatches(work)
    assert (line.state, line.kind) == (NotificationState.HANDED_OVER, "n2")


def test_a_request_is_printed_by_keyboard_alone(
    stand: tuple[QWidget, Runner, Shell], qtbot: QtBot, principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    dialog = opened(stand, qtbot, DispatchKind.REQUEST, case_id)
    save(dialog, "berätta-begäran")
    assert not audit(dialog)
    qtbot.keyClick(dialog.form.ticks[OfferedSupport.GUIDANCE].box, Qt.Key.Key_Space)
    dialog.form.words.setFocus()
    qtbot.keyClicks(dialog.form.words, "BUP svarar i oktober")
    dialog.form.words.flush()
    dialog.ways.choice.choose(Way.PRINT)
    dialog.ways._show()
    dialog.ways.print_folder.set_folder(tmp_path)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.form.confirmed is not None and dialog.form.confirmed.isVisible())

    assert dialog.form.confirmed is not None
    qtbot.keyClick(dialog.form.confirmed.box, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.outcome is not None)

    assert content(principal)["request"] == {"support": ["guidance"]}
    assert list(tmp_path.glob("begaran*.pdf"))


def test_a_correction_shows_what_says_something_else_now(
    stand: tuple[QWidget, Runner, Shell], qtbot: QtBot, principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        students.describe(work, work.session.get_one(CaseRow, case_id).student_id, name="Elvira Blåbärskog")
    dialog = opened(stand, qtbot, DispatchKind.CORRECTION, case_id)
    save(dialog, "berätta-rättelse")
    assert not audit(dialog)
    assert list(dialog.form.ticks) == ["student"]

    dialog.form.action.choose(True)
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: all("Blåbär" not in line.value for line in dialog.found.sent))
    dialog.ways.seal_folder.set_folder(tmp_path)
    press(qtbot, dialog, stand[1])
    qtbot.waitUntil(lambda: dialog.outcome is not None)

    assert content(principal)["correctedFields"] == [] and "caseId" not in content(principal)


def test_a_round_tells_of_every_case_from_the_page(
    stand: tuple[QWidget, Runner, Shell], qtbot: QtBot, principal: Office, case_id: UUID, tmp_path: Path
) -> None:
    with principal.work() as work:
        pupil = students.add(work, "Alva Kottelund", "5A").value
        second = cases.open_case(work, pupil, cases.Opening(step=3, why="Pågår.", stated=PERIOD)).value
    begun, _file = decided_and_sealed(principal, second, tmp_path)
    with principal.work() as work:
        notifications.hand_over(work, begun, MONDAY, Channel.PAPER)
    parent, runner, shell = stand

    open_round(parent, runner, shell)
    qtbot.waitUntil(lambda: bool(parent.findChildren(DispatchDialog)))
    [dialog] = parent.findChildren(DispatchDialog)
    save(dialog, "berätta-omgång")
    assert not audit(dialog)
    dialog.ways.seal_folder.set_folder(tmp_path)
    press(qtbot, dialog, runner)
    qtbot.waitUntil(lambda: dialog.outcome is not None)

    with principal.work() as work:
        assert {line.case_id for line in outgoing.dispatches(work)} == {case_id, second}
