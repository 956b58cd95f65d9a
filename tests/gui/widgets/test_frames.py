"""Dialogs, wizards, bars and cards: what frames the work."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.buttons import icon_button
from narvaro_desktop.gui.widgets.dialog import Dialog, ask
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.elided_label import ElidedLabel
from narvaro_desktop.gui.widgets.figure_card import FigureCard
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.page import Columns, stack
from narvaro_desktop.gui.widgets.progress_card import ProgressCard
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.widgets.text import body
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame
from tests.gui.conftest import Stage
from tests.gui.specimens import wizard


def test_a_dangerous_dialog_begins_on_avbryt_and_wants_its_reason(qtbot: QtBot, stage: Stage) -> None:
    dialog = ask(
        stage(), "Avsluta ärendet?", "Det kan öppnas igen.", "Avsluta", danger=True, reason="Varför?"
    )
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))
    assert dialog.cancel_button.hasFocus() or dialog.focusWidget() is dialog.cancel_button

    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert accepted == []
    assert dialog._reason is not None
    assert dialog._reason.fault() == "Skriv en mening om varför."
    dialog._reason.control.setPlainText("Närvaron är återställd.")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)

    assert accepted == [True]


def test_escape_is_avbryt(qtbot: QtBot, stage: Stage) -> None:
    dialog = ask(stage(), "Avsluta ärendet?", "", "Avsluta")

    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_escape_asks_before_typed_words_are_thrown_away(qtbot: QtBot, stage: Stage) -> None:
    dialog, field, kept = Dialog(None, "Nytt ärende", verb="Öppna"), QLineEdit("Elvira"), QLineEdit()
    dialog.add(field)
    dialog.add(kept)
    dialog.kept_elsewhere.add(kept)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClicks(kept, "sent")
    qtbot.keyClicks(field, " Regnskur")

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    (sheet,) = dialog.findChildren(Dialog)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert dialog.isVisible() and field.text() == "Elvira Regnskur"

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    again = next(one for one in dialog.findChildren(Dialog) if one.isVisible())
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(again.verb_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_one_writes_at_once_where_a_line_is_empty(qtbot: QtBot) -> None:
    dialog, filled, empty = Dialog(None, "Svar", verb="Spara"), QLineEdit("2026-10-05"), QLineEdit()
    dialog.add(filled)
    dialog.add(empty)
    qtbot.addWidget(dialog)

    dialog.open()
    qtbot.waitUntil(empty.hasFocus)

    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(empty, Qt.Key.Key_Return)


def test_escape_leaves_a_dialog_that_nobody_has_typed_in(qtbot: QtBot) -> None:
    dialog, field = Dialog(None, "Elev", verb="Spara"), QLineEdit()
    dialog.add(field)
    qtbot.addWidget(dialog)
    dialog.open()
    field.setText("Elvira Blåbärsskog")

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_a_wizard_goes_on_when_its_owner_says_so(qtbot: QtBot) -> None:
    frame = wizard()
    qtbot.addWidget(frame)
    frame.show()

    with qtbot.waitSignal(frame.nextPressed) as pressed:
        qtbot.mouseClick(frame.next_button, Qt.MouseButton.LeftButton)
    stayed = frame.at
    frame.go("check")

    assert (pressed.args, stayed, frame.at) == (["map"], "map", "check")


def test_earlier_steps_can_be_gone_back_to_and_later_ones_not_jumped_to(qtbot: QtBot) -> None:
    frame = wizard()
    qtbot.addWidget(frame)
    frame.show()
    first, _here, last = frame._buttons.values()

    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    kept = frame.at
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)

    assert (kept, frame.at) == ("map", "file")
    assert first.accessibleName() == "Steg 1, Välj fil: här"
    assert last.accessibleName() == "Steg 3, Granska: senare"


def test_a_wizard_makes_a_step_when_it_is_come_to(qtbot: QtBot) -> None:
    made = []

    def step(key: str) -> QWidget:
        made.append(key)
        return QWidget()

    frame = WizardFrame("Läs in", [(key, key, partial(step, key)) for key in ("file", "map", "check")])
    qtbot.addWidget(frame)
    at_first = list(made)
    frame.go("check")
    frame.go_back()
    frame.go("check")

    assert (at_first, made) == (["file"], ["file", "check", "map"])


def test_a_wizard_shows_a_step_from_its_top_each_time(qtbot: QtBot) -> None:
    def tall() -> QWidget:
        made = QWidget()
        made.setMinimumHeight(4_000)
        return made

    frame = WizardFrame("Läs in", [("file", "file", QWidget), ("check", "check", tall)])
    qtbot.addWidget(frame)
    frame.resize(600, 400)
    frame.show()
    frame.go("check")
    area = frame.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1_000)
    bar.setValue(1_000)

    frame.restart()
    frame.go("check")

    assert bar.value() == 0


def test_a_wizard_makes_a_step_ahead_without_going_there(qtbot: QtBot) -> None:
    frame = WizardFrame("Läs in", [(key, key, QWidget) for key in ("file", "map", "check")])
    qtbot.addWidget(frame)

    frame.prepare("check")
    qtbot.waitUntil(lambda: frame.pages.count() == 2)

    assert frame.at == "file"


def test_a_message_is_closed_with_its_cross(qtbot: QtBot, stage: Stage) -> None:
    bar = MessageBar(stage())
    bar.say("warn", "Ingen återställning finns än.")

    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.cross, Qt.MouseButton.LeftButton)

    assert bar.text() == ""


def test_long_work_is_cancelled_once(qtbot: QtBot) -> None:
    card = ProgressCard(title="Läser in frånvaro")
    qtbot.addWidget(card)
    card.show()
    card.show_progress("10 av 100 rader", 10, 100)

    with qtbot.waitSignal(card.cancelled):
        qtbot.mouseClick(card.cancel_button, Qt.MouseButton.LeftButton)

    assert not card.cancel_button.isEnabled()
    assert card.bar.value() == 10


def test_a_guide_strip_says_where_one_is_and_asks_to_be_closed(qtbot: QtBot) -> None:
    strip = GuideStrip()
    qtbot.addWidget(strip)
    assert strip.isHidden()

    strip.say(2, 5, 1, "Se trappan och nästa sak att göra.", "Öppna ärendet")

    assert strip.accessibleName() == "Prova 2 av 5: Se trappan och nästa sak att göra."
    assert strip.button.isVisible()
    with qtbot.waitSignal(strip.closed):
        qtbot.mouseClick(strip.cross, Qt.MouseButton.LeftButton)
    strip.say(2, 5, 1, "Tryck på knappen.")
    assert not strip.button.isVisible()


def test_only_files_of_the_right_kind_are_taken(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone(sentence="Släpp en fil här.", suffixes=(".csv",))
    qtbot.addWidget(zone)
    zone.resize(300, 200)
    zone.show()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.docx")])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(zone.dropped) as dropped:
        zone.dropEvent(drop)

    assert dropped.args == [[str(tmp_path / "a.csv")]]


def test_a_figure_is_one_sentence_to_those_who_hear_it(qtbot: QtBot) -> None:
    card = FigureCard(caption="Total frånvaro")
    qtbot.addWidget(card)

    card.show_figure("24,0 %", "↑ 6,0 procentenheter", "warn", "t.o.m. 20 nov", "osäkert")

    assert card.accessibleName() == "Total frånvaro, 24,0 %, ↑ 6,0 procentenheter, osäkert, t.o.m. 20 nov"


def test_a_figure_never_breaks_beside_its_change(qtbot: QtBot) -> None:
    card = FigureCard(caption="Kartläggning", value="9 av 13")
    qtbot.addWidget(card)
    card.show()
    alone = card._value.height()
    card.show_figure("9 av 13", "signerad 22 nov", "ok", "svar")

    for width in range(180, 320):
        card.resize(width, 160)
        QApplication.processEvents()
        assert card._value.height() == alone, width


def test_columns_stack_where_room_is_short(qtbot: QtBot) -> None:
    left, right = stack(body("vänster")), stack(body("höger"))
    columns = Columns(left, right)
    qtbot.addWidget(columns)
    columns.resize(1100, 300)
    columns.show()
    beside = left.y() == right.y()

    columns.resize(500, 300)
    qtbot.waitUntil(lambda: right.y() > left.y())

    assert beside


def test_words_behind_a_tab_get_the_height_they_need(qtbot: QtBot) -> None:
    tabs = Tabs(name="Ärendet")
    long = body("Beslut om kontakt hem varje vecka och anpassad start på måndagar. " * 6)
    tabs.add(stack(long), "Tidslinje")
    tabs.add(QLineEdit(), "Kartläggning")
    qtbot.addWidget(tabs)
    tabs.resize(320, tabs.heightForWidth(320))
    tabs.show()
    qtbot.waitExposed(tabs)

    assert long.height() >= long.heightForWidth(long.width())
    tabs.show_page(1)
    assert not long.isVisible()


def test_what_people_wrote_is_no_markup_in_a_tooltip(qtbot: QtBot) -> None:
    name = 'Ta bort Saga <b>x</b><img src="//annan/dator"> & co'
    button, line = icon_button("x", name), ElidedLabel(name)
    qtbot.addWidget(button)
    qtbot.addWidget(line)

    for tip in (button.toolTip(), line.toolTip()):
        assert "<img" not in tip
        assert QTextDocumentFragment.fromHtml(tip).toPlainText() == name
    assert button.accessibleName() == name


def test_a_dialog_that_grows_keeps_its_buttons_over_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 900, 600)
    window.show()
    dialog = Dialog(window, "Informera", verb="Klart")
    dialog.open()
    dialog.move(200, 400)

    for _number in range(6):
        dialog.add(body("En rad till."))
        dialog.add(GrowingText(lines=3, most=6))
    qtbot.waitUntil(lambda: dialog.height() > 300)

    assert window.geometry().contains(dialog.geometry())
