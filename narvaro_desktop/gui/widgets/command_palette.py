"""Command palette (Ctrl K): commands and pupils in one list that narrows while one types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from narvaro_desktop.gui import announce, icons, theme
from narvaro_desktop.gui.widgets.overlay import SHADOW, Overlay
from narvaro_desktop.gui.widgets.palette_rows import Command, PaletteModel, RowPainter
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _, ngettext

_WIDE = 680
_FROM_TOP = 110
_MOST_ROWS = 9
_BELOW = 16


class CommandPalette(QWidget):
    """A scrim over `host` with the palette on it; `open_palette` and Esc show and hide it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.commands: Sequence[Command] = ()
        self.here: Sequence[Command] = ()
        """What the page offers, above what is offered everywhere."""
        self.people: Callable[[str], Sequence[Command]] = lambda _text: ()
        self._before: QWidget | None = None
        self.is_running = False
        """While a command that was chosen here does what it does."""
        self.model = PaletteModel(self)
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setProperty("paintsFocus", True)
        self.field.setPlaceholderText(_("Sök eller kör kommando"))
        self.field.setAccessibleName(_("Sök elev eller kommando"))
        self.field.textEdited.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Träffar"))
        self._painter = RowPainter(self.list)
        self.list.setItemDelegate(self._painter)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._run)
        self.list.entered.connect(self._point_at)
        self._panel = self._build()
        host.installEventFilter(self)
        self.hide()

    def open_palette(self) -> None:
        """Show everything that can be done; the text field has the focus."""
        self._before = self.window().focusWidget()
        self.field.clear()
        self._narrow("")
        self._search_icon.setPixmap(icons.pixmap("search", "text2", 18, self.devicePixelRatioF()))
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Hide, and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steered(Qt.Key(event.key()))
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("scrim"))
        painter.end()

    def _build(self) -> Overlay:
        panel = Overlay(self)
        self._search_icon = QLabel()
        top = QHBoxLayout()
        theme.space(top, (12, 4, 12, 4), 8)
        top.addWidget(self._search_icon)
        top.addWidget(self.field, 1)
        self._nothing = label(_("Inget passar det du skrev."), "body2")
        keys = label(_("↑ ↓  välj     Enter  kör     Esc  stäng"), "caption")
        whole = self._layout = QVBoxLayout(panel.inner)
        theme.space(whole, (8, 4, 8, 10), 6)
        whole.addLayout(top)
        whole.addWidget(rule())
        whole.addWidget(self.list, 1)
        whole.addWidget(self._nothing)
        whole.addWidget(keys)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        keys.setContentsMargins(12, 0, 12, 0)
        return panel

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        ordered = sorted(self.commands, key=lambda each: not each.leads)
        first = sum(each.leads for each in ordered)
        offered = (*ordered[:first], *self.here, *ordered[first:])
        commands = [each for each in offered if all(word in each.searched for word in words)]
        people = list(self.people(text)) if words else []
        self.model.show_commands(commands, people)
        self._choose(self.model.first())
        self._nothing.setVisible(not commands and not people)
        self._place()
        if words:
            count = len(commands) + len(people)
            announce.say(self.field, ngettext("{n} träff", "{n} träffar", count).format(n=count))

    def _steered(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose(self.model.next(self.list.currentIndex().row(), 1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))
        if command := self.model.command(row):
            self.field.setAccessibleDescription(f"{command.words}, {command.hint}".rstrip(", "))

    def _point_at(self, index: QModelIndex) -> None:
        if self.model.command(index.row()):
            self.list.setCurrentIndex(index)

    def _run(self, index: QModelIndex) -> None:
        if command := self.model.command(index.row()):
            self.close_palette()
            self.is_running = True
            try:
                command.act()
            finally:
                self.is_running = False

    def _place(self) -> None:
        self.setGeometry(QRect(QPoint(0, 0), self._host.size()))
        high = self._painter.height_of(self.model)
        wanted = min(high, theme.px(36) * _MOST_ROWS)
        self.list.setFixedHeight(wanted)
        self.list.setVisible(high > 0)
        wide = min(theme.px(_WIDE), self._host.width() - 32) + 2 * SHADOW
        self._panel.inner.ensurePolished()
        self._layout.activate()
        top = min(theme.px(_FROM_TOP), self._host.height() // 8)
        over = top + self._layout.sizeHint().height() + _BELOW - self._host.height()
        if over > 0:  # the list gives way, so that the keys below it can be read
            self.list.setFixedHeight(max(theme.px(36), wanted - over))
            self._layout.activate()
        tall = self._layout.sizeHint().height() + 2 * SHADOW
        self._panel.setGeometry((self._host.width() - wide) // 2, top - SHADOW, wide, tall)
