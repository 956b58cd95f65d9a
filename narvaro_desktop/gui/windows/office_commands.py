"""What Ctrl K offers in every window on a vault, and the dialog of keys behind F1."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.guide import guide_of
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.office_window import LEAVE, LOCK, OfficeWindow
from narvaro_desktop.i18n import N_, _

NEXT = "next"
KEYS = (
    ("Ctrl K", N_("Sök elev eller kör kommando")),
    ("Ctrl N", N_("Snabb anteckning")),
    ("Ctrl Shift N", N_("Nytt ärende")),
    ("Ctrl O", N_("Läs in fil")),
    ("Ctrl F", N_("Sök på sidan")),
    ("Ctrl 1–9", N_("Gå till en sida i sidlisten")),
    ("Alt ←", N_("Tillbaka till förra sidan")),
    ("Ctrl L", N_("Lås")),
    ("Ctrl Shift L", N_("Täck sidan")),
    ("F1", N_("Kortkommandon")),
)


def office_commands(window: OfficeWindow) -> list[Command]:
    """The commands that do not depend on whose vault it is."""
    other = N_("Mörka färger") if theme.current().name == "light" else N_("Ljusa färger")
    commands = [
        Command("keys", _("Visa kortkommandon"), lambda: KeysDialog(window).open(), "", "keyboard", "F1"),
        Command("look", _(other), lambda: turn_look(window), "", "moon"),
    ]
    if (guide := guide_of(window)) is not None:
        return [
            *commands,
            Command("tips", _("Visa övningens tips"), guide.bring_back, "", "graduation-cap"),
            Command("anew", _("Börja om övningen"), window.anewWanted.emit, "", "history"),
            Command("leave", _("Avsluta övningen"), lambda: window.go(LEAVE), "", "log-out"),
        ]
    cover = Command("cover", _("Täck sidan"), window.cover.cover, "", "eye-off", "Ctrl+Shift+L")
    return [*commands, cover, Command("lock", _("Lås"), lambda: window.go(LOCK), "", "lock", "Ctrl+L")]


def offer(window: OfficeWindow, own: Sequence[Command]) -> None:
    """Give the palette the window's own commands and those of every window; F1 shows the keys.

    In the practice school its next thing comes first: Ctrl K and Enter lead through it.
    """
    guide = guide_of(window)
    first = [Command(NEXT, _("Nästa sak i övningen"), guide.follow, leads=True)] if guide else []
    window.set_commands([*first, *own, *office_commands(window)])
    window.helpWanted.connect(lambda: KeysDialog(window).open())


def turn_look(window: OfficeWindow) -> None:
    """Light to dark or back, for now; settings remember a choice."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "dark" if theme.current().name == "light" else "light", theme.current().scale)


class KeysDialog(Dialog):
    """Every key that works everywhere."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Kortkommandon"), cancel=_("Stäng"))
        table = QWidget()
        grid = QGridLayout(table)
        theme.space(grid, gap=8)
        for place, (keys, words) in enumerate(KEYS):
            grid.addWidget(label(keys, "strong"), place, 0)
            grid.addWidget(label(_(words), "body", wrap=True), place, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        self.add(table)
