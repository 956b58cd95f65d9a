"""The main window: pages, ways back, keys, messages; its title never names a person."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import menu_button, primary
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.widgets.sidebar import Sidebar
from narvaro_desktop.gui.windows.shell import Place, Shell


class Shown(Page):
    """A page that remembers what it was asked to show."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.asked: list[dict[str, object]] = []
        self.searching = False

    def shown(self, **what: object) -> None:
        self.asked.append(what)

    def focus_search(self) -> None:
        self.searching = True


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    shell = Shell(practice=True)
    for key, title in (("today", "I dag"), ("students", "Elever"), ("cases", "Ärenden")):
        shell.add_page(key, title, "users", Shown(title))
    shell.add_page("case", "Ärende", "user", Shown("Ärende"), in_sidebar=False)
    shell.go("today")
    qtbot.addWidget(shell)
    shell.resize(1280, 720)
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    return shell


def test_a_page_is_told_whose_it_shows(shell: Shell) -> None:
    shell.go("case", case_id=7)

    page = shell.page("case")
    assert isinstance(page, Shown)
    assert page.asked == [{"case_id": 7}]
    assert shell.at == Place("case", {"case_id": 7})


def test_one_goes_back_the_way_one_came(shell: Shell, qtbot: QtBot) -> None:
    shell.go("cases")
    shell.go("case", case_id=7)

    qtbot.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.at == Place("cases")
    shell.back()
    shell.back()

    assert shell.at == Place("today")


def test_the_title_of_the_window_names_the_page_only(shell: Shell) -> None:
    shell.go("case", case_id=7)
    shell.set_crumbs([("cases", "Ärenden")], "Blåbärsskog, Alva")

    assert shell.windowTitle() == "Ärende – Närvaro"


def test_the_way_here_can_be_gone_back(shell: Shell, qtbot: QtBot) -> None:
    shell.go("case", case_id=7)
    shell.set_crumbs([("cases", "Ärenden")], "Blåbärsskog, Alva")

    with qtbot.waitSignal(shell.wentTo) as went:
        shell.top_bar.crumbPressed.emit("cases")

    assert went.args == ["cases"]


def test_a_count_is_read_out_with_its_words(shell: Shell) -> None:
    shell.set_count("cases", 24, "24 öppna")

    assert [item.accessibleName() for item in shell.sidebar.items()] == [
        "I dag",
        "Elever",
        "Ärenden, 24 öppna",
    ]


def test_lås_is_an_entry_but_no_page(shell: Shell, qtbot: QtBot) -> None:
    shell.add_action("lock", "Lås", "lock", shell.lockWanted.emit)

    with qtbot.waitSignal(shell.lockWanted):
        qtbot.mouseClick(shell.sidebar.items()[-1], Qt.MouseButton.LeftButton)

    assert shell.at == Place("today")
    assert [item.isChecked() for item in shell.sidebar.items()] == [True, False, False, False]


def test_the_bell_says_how_much_is_new(shell: Shell) -> None:
    shell.set_news(3)

    assert shell.top_bar.bell.accessibleName() == "Nytt sedan sist, 3 nya"


def test_the_sidebar_shows_where_one_is(shell: Shell, qtbot: QtBot) -> None:
    students = shell.sidebar.items()[1]

    qtbot.mouseClick(students, Qt.MouseButton.LeftButton)

    assert [item.isChecked() for item in shell.sidebar.items()] == [False, True, False]


@pytest.mark.parametrize(("keys", "signal"), [("N", "quickNoteWanted"), ("L", "lockWanted")])
def test_keys_reach_from_everywhere(shell: Shell, qtbot: QtBot, keys: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(shell, signal)):
        qtbot.keyClick(shell, Qt.Key[f"Key_{keys}"], Qt.KeyboardModifier.ControlModifier)


def test_numbers_go_to_pages_and_ctrl_f_searches_on_them(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    page = shell.page("students")
    assert isinstance(page, Shown)
    assert shell.at == Place("students")
    assert page.searching


def test_a_refusal_stays_until_it_is_closed_or_left(shell: Shell, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    shell.message(
        "bad", "Filen är tom. Inget har ändrats.", "Välj en annan fil", lambda: pressed.append(True)
    )

    assert shell.message_bar.text() == "Filen är tom. Inget har ändrats."
    qtbot.mouseClick(shell.message_bar.button, Qt.MouseButton.LeftButton)
    shell.go("cases")

    assert pressed == [True]
    assert shell.message_bar.text() == ""


def test_what_was_done_can_be_undone_from_the_toast(shell: Shell, qtbot: QtBot) -> None:
    undone: list[bool] = []
    shell.toast("Utkastet togs bort", lambda: undone.append(True))

    qtbot.mouseClick(shell.toasts.undo_button, Qt.MouseButton.LeftButton)

    assert undone == [True]
    assert not shell.toasts.isVisible()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Anmälan är lämnad.", "Anmälan är lämnad"),
        ("Ärendet är lämnat", "Ärendet är lämnat"),
        ("Loggen är sparad. Filen är inte krypterad.", "Loggen är sparad. Filen är inte krypterad."),
        (
            "Kvittensen är förseglad. Lämna filen till skolan",
            "Kvittensen är förseglad. Lämna filen till skolan.",
        ),
        ("Sparad: anmalan.pdf", "Sparad: anmalan.pdf"),
    ],
)
def test_a_toast_of_one_sentence_has_no_full_stop_and_one_of_two_has_both(
    shell: Shell, said: str, shown: str
) -> None:
    shell.toast(said)

    assert shell.toasts._words.text() == shown


def test_saved_is_said_with_the_time(shell: Shell) -> None:
    shell.saved_at(time(14, 2))

    assert shell.top_bar.saved_words() == "Sparat 14:02"


def test_an_act_that_takes_its_time_is_said_to_be_saving(shell: Shell, qtbot: QtBot) -> None:
    shell.saved_at(time(14, 2))

    shell.saving(True)
    qtbot.waitUntil(lambda: shell.top_bar.saved_words() == "Sparar …")

    shell.saving(False)
    assert shell.top_bar.saved_words() == "Sparat 14:02"


def test_the_palette_opens_finds_and_runs(shell: Shell, qtbot: QtBot) -> None:
    ran: list[str] = []
    shell.set_commands([Command("note", "Ny händelse", lambda: ran.append("note"), keys="Ctrl+N")])
    shell.set_people(lambda text: [Command("7", "Blåbärsskog, Alva", lambda: ran.append("alva"), "7B")])
    palette = shell.palette_of_commands

    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(palette.field, "ny h")
    words = [palette.model.index(row, 0).data() for row in range(palette.model.rowCount())]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert words == ["Kommandon", "Ny händelse, Ctrl+N", "Elever", "Blåbärsskog, Alva, 7B"]
    assert ran == ["alva"]
    assert not palette.isVisible()


def test_the_palette_has_what_the_page_offers_once_and_below_what_leads(shell: Shell, qtbot: QtBot) -> None:
    ran: list[str] = []
    page, palette = shell.page("today"), shell.palette_of_commands
    assert isinstance(page, Shown)
    decide, off = primary("Inled utredning"), primary("Signera")
    decide.clicked.connect(lambda: ran.append("decide"))
    off.setEnabled(False)
    more = menu_button("", [("Nytt ärende …", "", lambda: None), ("Avsluta ärendet …", "", lambda: None)])
    page.head.set_actions(decide, off, more)
    qtbot.waitUntil(decide.isVisible)
    leads = Command("next", "Nästa sak", lambda: None, leads=True)
    shell.set_commands([Command("new", "Nytt ärende", lambda: None), leads])

    shell.open_palette()
    words = [palette.model.index(row, 0).data() for row in range(palette.model.rowCount())]
    qtbot.keyClicks(palette.field, "inled")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert words[:5] == ["Kommandon", "Nästa sak", "Inled utredning", "Avsluta ärendet …", "Nytt ärende"]
    assert "Signera" not in words
    assert ran == ["decide"]


@pytest.mark.parametrize("words", ["inled", "avsluta"])
def test_the_palette_does_nothing_of_a_page_that_one_has_left_meanwhile(
    shell: Shell, qtbot: QtBot, words: str
) -> None:
    ran: list[str] = []
    page, palette = shell.page("today"), shell.palette_of_commands
    assert isinstance(page, Shown)
    decide = primary("Inled utredning")
    decide.clicked.connect(lambda: ran.append("decide"))
    more = menu_button("", [("Avsluta ärendet …", "", lambda: ran.append("close"))])
    page.head.set_actions(decide, more)
    qtbot.waitUntil(decide.isVisible)

    shell.open_palette()
    qtbot.keyClicks(palette.field, words)
    qtbot.keyClick(palette.field, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert shell.at == Place("students")
    assert ran == []


def test_the_palettes_keys_stand_below_its_list_where_room_is_short(shell: Shell, qtbot: QtBot) -> None:
    shell.set_commands([Command(str(place), f"Sak {place}", lambda: None) for place in range(20)])
    shell.resize(1280, 360)
    shell.open_palette()
    palette = shell.palette_of_commands
    keys = next(one for one in palette.findChildren(QLabel) if one.text().startswith("↑"))
    QApplication.processEvents()

    below = keys.mapTo(palette, keys.rect().topLeft()).y()
    list_ends = palette.list.mapTo(palette, palette.list.rect().bottomLeft()).y()
    assert list_ends < below
    assert below + keys.height() <= palette.height()


def test_a_toast_hides_nothing_that_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    page = shell.page("today")
    assert isinstance(page, Shown)
    low = primary("Visa filen")
    page.body.addStretch(1)
    page.add(low)
    qtbot.waitUntil(low.isVisible)

    shell.toast("Kvittensen är förseglad.")
    at_the_foot = shell.toasts.y()
    low.setFocus()
    qtbot.waitUntil(lambda: shell.toasts.y() < at_the_foot)

    centre = shell.toasts.parentWidget()
    assert centre is not None
    assert low.mapTo(centre, low.rect().topLeft()).y() > shell.toasts.geometry().bottom()


def test_escape_gives_the_focus_back(shell: Shell, qtbot: QtBot) -> None:
    shell.sidebar.items()[0].setFocus()
    shell.open_palette()

    qtbot.keyClick(shell.palette_of_commands.field, Qt.Key.Key_Escape)

    assert shell.focusWidget() is shell.sidebar.items()[0]


def test_what_the_palette_goes_to_has_the_focus_though_one_came_from_the_sidebar(
    shell: Shell, qtbot: QtBot
) -> None:
    shell.sidebar.items()[0].setFocus()
    shell.open_palette()
    palette = shell.palette_of_commands
    qtbot.keyClicks(palette.field, "gå till")

    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    focused = shell.focusWidget()
    assert focused is not None and not shell.sidebar.isAncestorOf(focused)


def test_with_little_room_the_sidebar_is_icons_with_names(
    shell: Shell, qtbot: QtBot, qapp: QApplication
) -> None:
    assert shell.sidebar.width() == theme.px(228)

    theme.apply_theme(qapp, "light", 1.5)
    shell.resize(1280, 720)

    qtbot.waitUntil(lambda: shell.sidebar.width() == theme.px(56))
    assert [item.accessibleName() for item in shell.sidebar.items()] == ["I dag", "Elever", "Ärenden"]


def test_it_fits_a_small_screen_at_double_text(shell: Shell, qapp: QApplication) -> None:
    theme.apply_theme(qapp, "dark", 2.0)
    shell.practice.set_views([("k", "Kurator"), ("r", "Rektor"), ("m", "Mottagare")], "k")
    shell.practice.set_date("lördag 21 november 2026")
    shell.resize(1280, 720)
    qapp.processEvents()

    assert (shell.width(), shell.height()) == (1280, 720)


def test_a_low_window_at_double_text_cuts_no_entry_of_the_sidebar_in_two(
    qtbot: QtBot, qapp: QApplication
) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    entries = [sidebar.add_item(str(number), "Sida", "users") for number in range(11)]
    sidebar.add_item("settings", "Inställningar", "settings", below=True)
    sidebar.fold(True)
    theme.apply_theme(qapp, "light", 2.0)
    sidebar.resize(sidebar.width(), 610)
    sidebar.show()
    qtbot.waitExposed(sidebar)

    for entry in entries:
        sidebar.show_at(str(entries.index(entry)))
        entry.setFocus()

        assert entry.visibleRegion().boundingRect() == entry.rect()
        seen = [each.visibleRegion().boundingRect().height() for each in entries]
        assert all(height in (0, entry.height()) or height <= theme.px(4) for height in seen), seen
    theme.apply_theme(qapp, "light", 1.0)


def test_the_practice_bar_says_whose_view_it_is(shell: Shell, qtbot: QtBot) -> None:
    shell.practice.set_views([("k", "Kurator"), ("r", "Rektor")], "k")
    wanted: list[str] = []
    shell.viewWanted.connect(wanted.append)

    for button in shell.practice.findChildren(QWidget):
        if button.accessibleName() in ("Visa som Rektor", "Visa som Kurator"):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert wanted == ["r"]
    assert any("påhittade elever" in each.text() for each in shell.practice.findChildren(QLabel))
