"""*Skriv ut beslutet* from where the decision stands on the case page, with the reasons asked for once."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.dialogs.decision_paper_dialog import DecisionPaperDialog
from narvaro_desktop.gui.pages.case.notification_actions import NotificationStrip
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.shots import settle
from tests.usecases.decisions_stage import filled, open_a_case


def shown(shell: Shell, strip: NotificationStrip, qtbot: QtBot) -> DecisionPaperDialog:
    [button] = [one for one in strip.findChildren(QPushButton) if one.text() == "Skriv ut beslutet …"]
    button.click()
    [dialog] = [one for one in strip.findChildren(DecisionPaperDialog) if one.isVisible()]
    settle(dialog)
    return dialog


def test_the_decision_is_put_on_paper_and_its_reasons_are_asked_for_once(
    at_the_principals: Office, qtbot: QtBot, tmp_path: Path, look: tuple[str, float]
) -> None:
    office = at_the_principals
    case_id = open_a_case(office)
    with office.work() as work:
        decisions.open_inquiry(work, case_id, filled(reasons=""))
    runner, shell, page = Runner(office), Shell(), QWidget()
    qtbot.addWidget(shell)
    shell.add_page("case", "Ärende", "user", page)
    shell.resize(1440, 1000)
    strip = NotificationStrip(runner, shell)
    QVBoxLayout(page).addWidget(strip)
    shell.show()
    strip.show(case_id)
    qtbot.waitUntil(lambda: not runner.busy and strip.isVisible())
    settle(strip)
    assert not audit(strip)

    first = shown(shell, strip, qtbot)
    assert not audit(first)
    first.folder.set_folder(tmp_path)
    first.reasons.set_text("Anpassningarna har inte hjälpt.")
    first.try_accept()
    qtbot.waitUntil(lambda: not runner.busy)
    second = shown(shell, strip, qtbot)

    assert [path.name[:7] for path in tmp_path.glob("*.pdf")] == ["beslut-"]
    assert not second.reasons.isVisible()
    with office.work() as work:
        assert decisions.decisions_of(work, case_id)[0].motivation == "Anpassningarna har inte hjälpt."
    second.reject()
    qtbot.waitUntil(lambda: not runner.busy)
