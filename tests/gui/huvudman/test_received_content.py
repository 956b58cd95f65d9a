"""What an anmälan says: its files are saved from there, and a later correction is one press away."""

from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.domain.deciding.matter import PackageKind
from narvaro_desktop.gui.pages.huvudman.received_content import ReceivedContent
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.usecases.huvudman.register import LaterWord, ReceivedFile, ReceivedLine, ReceivedView

ANMALAN, FILE, CORRECTION = UUID(int=1), UUID(int=2), UUID(int=3)
NOON = datetime(2026, 9, 28, 12, tzinfo=UTC)


def view(later: tuple[LaterWord, ...] = ()) -> ReceivedView:
    line = ReceivedLine(
        ANMALAN, "Elvira Blåbärsskog", PackageKind.N1, "EK-1", 7, "Ekbackens skola", "Rektor Rönn", NOON,
        NOON.date(), "31,5 %", None, "", (), "elvira",
    )  # fmt: skip
    lines = (SentLine("student.name", "Eleven", "Namn", "Elvira Blåbärsskog"),)
    files = (ReceivedFile(FILE, "plan.pdf", 2_000_000),)
    return ReceivedView(line, lines, "", "ab12", "p1", "", "", (), files, later, True)


def test_a_file_of_the_anmalan_is_asked_for_by_its_link(qtbot: QtBot) -> None:
    card = ReceivedContent()
    qtbot.addWidget(card)

    card.show_view(view())

    (button,) = card.findChildren(QPushButton)
    with qtbot.waitSignal(card.fileWanted) as asked:
        button.click()
    assert asked.args == [FILE]


def test_a_correction_stands_above_what_it_corrects_and_opens(qtbot: QtBot) -> None:
    card = ReceivedContent()
    qtbot.addWidget(card)

    card.show_view(view((LaterWord(CORRECTION, NOON, withdraws=False),)))

    (bar,) = card.findChildren(MessageBar)
    assert bar.text().startswith("Det här rättades")
    with qtbot.waitSignal(card.correctionWanted) as asked:
        bar.pressed.emit()
    assert asked.args == [CORRECTION]
