"""The main window: sidebar, top bar, practice bar, message bar, the pages, and what floats above them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.focus_keeper import FocusKeeper
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_shell import Ui_Shell
from narvaro_desktop.gui.tab_order import put_in_order
from narvaro_desktop.gui.tokens import NARROW_BELOW
from narvaro_desktop.gui.widgets.command_palette import CommandPalette
from narvaro_desktop.gui.widgets.message_bar import BarKind
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.widgets.toast import Toast
from narvaro_desktop.gui.windows.page_commands import page_commands
from narvaro_desktop.i18n import _

_CALM_MS = 100
"""So long after a page has come up it is put in the order of Tab, which itself asks for it earlier."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: a page and whose it shows."""

    key: str
    what: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Registered:
    title: str
    icon: str
    widget: QWidget
    in_sidebar: bool


class Shell(QMainWindow, theme.Themed):
    """Pages are registered with a key; `go(key, **what)` shows one and calls its `shown(**what)`.

    The title of the window names the page and never a person.
    """

    quickNoteWanted = Signal()
    lockWanted = Signal()
    helpWanted = Signal()
    bellPressed = Signal()
    wentTo = Signal(str)
    viewWanted = Signal(str)
    closing = Signal()

    def __init__(self, practice: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, _Registered] = {}
        self._actions: dict[str, Callable[[], object]] = {}
        self._history: list[Place] = []
        self._pressed: Callable[[], object] | None = None
        self._ui = Ui_Shell()
        self._ui.setupUi(self)
        self.sidebar, self.top_bar, self.pages = self._ui.sidebar, self._ui.topBar, self._ui.pages
        self.practice, self.message_bar = self._ui.practice, self._ui.messageBar
        self.guide = self._ui.guide
        self.practice.setVisible(practice)
        self.toasts = Toast(self._ui.centre)
        self.palette_of_commands = CommandPalette(self._ui.centre)
        self.ring = FocusRing(self)
        self._keeper = FocusKeeper(self, self.pages)
        self._order = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._order.timeout.connect(lambda: put_in_order(self._ui.centre))
        self._connect()
        self._shortcuts()
        self.restyle()

    def add_page(
        self, key: str, title: str, icon: str, widget: QWidget, in_sidebar: bool = True, below: bool = False
    ) -> None:
        """Register a page; `below` puts its entry beside settings and lock."""
        self._pages[key] = _Registered(title, icon, widget, in_sidebar)
        self.pages.addWidget(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(title)
        if in_sidebar:
            self.sidebar.add_item(key, title, icon, below)

    def add_action(self, key: str, title: str, icon: str, act: Callable[[], object]) -> None:
        """An entry below the pages that does something instead of showing a page, such as Lås."""
        item = self.sidebar.add_item(key, title, icon, below=True)
        item.setCheckable(False)
        self._actions[key] = act

    def page(self, key: str) -> QWidget:
        return self._pages[key].widget

    @property
    def at(self) -> Place | None:
        """Where one is now."""
        return self._history[-1] if self._history else None

    def go(self, key: str, **what: Any) -> None:
        """Show a page and remember it for Alt Left."""
        place = Place(key, what)
        if place != self.at:
            self._history.append(place)
        self._show(place)

    def back(self) -> None:
        """To where one was before; at the beginning nothing happens."""
        if len(self._history) > 1:
            self._history.pop()
            self._show(self._history[-1])

    def set_crumbs(self, way: Sequence[tuple[str, str]], here: str) -> None:
        """What the top bar says: the pages above (key, words) and this one. Called by pages from `shown`."""
        self.top_bar.set_crumbs(way, here)

    def set_count(self, key: str, count: int, said: str) -> None:
        """The number at a sidebar entry, and how it is read out ("24 öppna")."""
        self.sidebar.set_count(key, count, said)

    def set_news(self, count: int) -> None:
        """How much is new since last time: the bell says it and takes the accent."""
        self.top_bar.set_news(count)

    def set_user(self, name: str, role: str) -> None:
        self.sidebar.set_user(name, role)

    def saving(self, is_on: bool) -> None:
        """Something is on its way to the vault, or all of it has come there."""
        self.top_bar.saving(is_on)

    def saved_at(self, when: time) -> None:
        self.top_bar.saved_at(when)

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.toasts.say(text, undo)

    def message(
        self, kind: BarKind, text: str, button: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        """Say it on top of the page; it stays until it is closed or one goes to another page."""
        self._pressed = pressed
        self.message_bar.say(kind, text, button)

    def clear_message(self) -> None:
        self.message_bar.hide()

    def set_commands(self, commands: Sequence[Command]) -> None:
        """What the palette offers besides the pages."""
        pages = [self._page_command(key, page) for key, page in self._pages.items() if page.in_sidebar]
        self.palette_of_commands.commands = [*commands, *pages]

    def set_people(self, people: Callable[[str], Sequence[Command]]) -> None:
        """Who the palette finds for what has been typed; it must answer at once."""
        self.palette_of_commands.people = people

    def open_palette(self) -> None:
        palette = self.palette_of_commands
        palette.here = page_commands(self.pages.currentWidget(), palette.commands)
        palette.open_palette()

    def restyle(self) -> None:
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _fold(self) -> None:
        self.sidebar.fold(self.width() < theme.px(NARROW_BELOW))
        self.top_bar.fold(self.width() < theme.px(820))

    def _show(self, place: Place) -> None:
        page = self._pages[place.key]
        self.clear_message()
        self.pages.setCurrentWidget(page.widget)
        self.sidebar.show_at(place.key)
        self.top_bar.set_crumbs((), page.title)
        self.setWindowTitle(_("{page} – Närvaro").format(page=page.title))
        focused = self.focusWidget()
        by_sidebar = focused is not None and self.sidebar.isAncestorOf(focused)
        if not by_sidebar or self.palette_of_commands.is_running:
            page.widget.setFocus()
        shown = getattr(page.widget, "shown", None)
        if callable(shown):
            shown(**place.what)
        self.wentTo.emit(place.key)
        self._order.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, pressed before the page that has just come up was put in order."""
        if self._order.isActive():
            self._order.stop()
            put_in_order(self._ui.centre)
        return super().focusNextPrevChild(forward)

    def _page_command(self, key: str, page: _Registered) -> Command:
        return Command(
            f"page:{key}", _("Gå till {page}").format(page=page.title), lambda: self.go(key), "", page.icon
        )

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._chosen)
        self.top_bar.crumbPressed.connect(self.go)
        self.top_bar.searchPressed.connect(self.open_palette)
        self.top_bar.bellPressed.connect(self.bellPressed)
        self.practice.viewWanted.connect(self.viewWanted)
        self.message_bar.pressed.connect(self._message_pressed)

    def _chosen(self, key: str) -> None:
        if self.at is not None:
            self.sidebar.show_at(self.at.key)
        if key in self._actions:
            self._actions[key]()
        else:
            self.go(key)

    def _message_pressed(self) -> None:
        if self._pressed is not None:
            self._pressed()

    def _shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.open_palette,
            "Ctrl+N": self.quickNoteWanted.emit,
            "Ctrl+F": self._search_on_page,
            "Ctrl+L": self.lockWanted.emit,
            "F1": self.helpWanted.emit,
            "Alt+Left": self.back,
        }
        for keys, act in acts.items():
            self._shortcut(keys, act)
        for number in range(1, 10):
            self._shortcut(f"Ctrl+{number}", partial(self._go_to_number, number))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    def _go_to_number(self, number: int) -> None:
        keys = [key for key, page in self._pages.items() if page.in_sidebar]
        if number <= len(keys):
            self.go(keys[number - 1])

    def _search_on_page(self) -> None:
        search = getattr(self.pages.currentWidget(), "focus_search", None)
        if callable(search):
            search()
