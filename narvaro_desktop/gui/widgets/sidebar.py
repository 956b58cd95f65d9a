"""The sidebar: the mark, the pages with their counts, below them settings and lock, and who is here."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.tokens import SIDEBAR, SIDEBAR_NARROW
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _

_GAP = 4
_RING = 4
"""Room for the focus ring around an entry, which a scroll area would cut."""


class NavItem(Button):
    """An entry with its count at the right; as an icon alone it keeps its name, and a dot for a count."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__(text=words, icon=icon, kind="nav")
        self._words = words
        self._count = 0
        self._narrow = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0, "")

    def set_count(self, count: int, said: str) -> None:
        """Show `count`; `said` is how it is read out, "24 öppna"."""
        self._count = count
        name = f"{self._words}, {said}" if count and said else self._words
        self.setAccessibleName(name)
        self.setToolTip(name if self._narrow else "")
        self.update()

    def fold(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setText("" if narrow else self._words)
        self.setProperty("narrow", narrow)
        self.style().polish(self)
        self.setToolTip(self.accessibleName() if narrow else "")
        self.restyle()

    def is_narrow(self) -> bool:
        return self._narrow

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.px(40) if self._narrow else hint.width() + theme.px(36), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "accent_text" if self.isChecked() else "text2"
        if self._narrow:
            side = theme.px(7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(QRectF(self.width() - side - theme.px(5), theme.px(6), side, side))
        else:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour(token))
            room = QRectF(self.rect()).adjusted(0, 0, -theme.px(11), 0)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(self._count)
            )
        painter.end()


class Avatar(QWidget, theme.Themed):
    """Initials in a soft disc."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.restyle()

    def set_name(self, name: str) -> None:
        self._letters = "".join(word[0] for word in name.split()[:2]).upper()
        self.update()

    def restyle(self) -> None:
        self.setFixedSize(theme.px(32), theme.px(32))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.colour("accent_text"))
        painter.setFont(theme.font("pill"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._letters)
        painter.end()


class _WholeEntries(QScrollArea):
    """Scrolls entries of one height, and cuts none in two."""

    def __init__(self) -> None:
        super().__init__()
        self._entry = 1
        self.verticalScrollBar().valueChanged.connect(self._snap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cut_between()

    def cut_between(self) -> None:
        held, left = self.widget(), 0
        entries = held.findChildren(NavItem) if held is not None else []
        if held is not None and entries and held.minimumSizeHint().height() > self.height():
            self._entry = entries[0].sizeHint().height() + theme.px(0 if entries[0].is_narrow() else _GAP)
            left = (self.height() - theme.px(_RING)) % self._entry
            self.verticalScrollBar().setSingleStep(self._entry)
        self.setViewportMargins(0, 0, 0, left)

    def _snap(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value < bar.maximum():
            bar.setValue(round(value / self._entry) * self._entry)


class Sidebar(QWidget, theme.Themed):
    """`chosen` tells the key of the entry that was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Sidor"))
        self._items: dict[str, NavItem] = {}
        self._narrow = False
        self._mark, self._mark_words = QLabel(), label("Närvaro", "h2")
        self._upper, self._lower = QVBoxLayout(), QVBoxLayout()
        self._avatar, self._name, self._role = Avatar(), label("", "strong"), label("", "caption")
        self._rule = rule()
        whole = QVBoxLayout(self)
        theme.space(whole, (8, 12, 8, 14), 4)
        whole.addLayout(self._top())
        self._area = self._scrolled()
        whole.addWidget(self._area, 1)
        whole.addLayout(self._lower)
        whole.addWidget(self._rule)
        whole.addLayout(self._user())
        self.set_user("", "")
        self.restyle()

    def add_item(self, key: str, words: str, icon: str, below: bool = False) -> NavItem:
        item = NavItem(words, icon)
        item.clicked.connect(lambda: self._pressed(key))
        self._items[key] = item
        (self._lower if below else self._upper).addWidget(item)
        item.fold(self._narrow)
        return item

    def items(self) -> list[NavItem]:
        return list(self._items.values())

    def show_at(self, key: str) -> None:
        """Mark the entry of the page that is shown; none if the page has no entry."""
        for each, item in self._items.items():
            item.setChecked(each == key)
        if key in self._items:
            self._area.ensureWidgetVisible(self._items[key], 0, theme.px(4))

    def set_count(self, key: str, count: int, said: str) -> None:
        self._items[key].set_count(count, said)

    def set_user(self, name: str, role: str) -> None:
        self._avatar.set_name(name)
        self._name.setText(name)
        self._role.setText(role)
        self._show_user()

    def fold(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for item in self._items.values():
            item.fold(narrow)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(SIDEBAR_NARROW if self._narrow else SIDEBAR))
        self._mark.setPixmap(icons.pixmap("footprints", "accent", 22, self.devicePixelRatioF()))
        self._mark_words.setVisible(not self._narrow)
        side = 4 if self._narrow else 8
        if (whole := self.layout()) is not None:
            theme.space(whole, (side, 12, side, 14), 4)
        gap = 0 if self._narrow else _GAP
        theme.space(self._upper, gap=gap)
        theme.space(self._lower, (_RING, 0, _RING, 0), gap)
        self._area.cut_between()
        self._show_user()

    def _show_user(self) -> None:
        known = bool(self._name.text())
        self._avatar.setVisible(known)
        self._rule.setVisible(known)
        for words in (self._name, self._role):
            words.setVisible(known and not self._narrow)

    def _scrolled(self) -> _WholeEntries:
        """The entries in a scroll area, so that a low window at 200 % still shows settings and lock."""
        entries = QWidget()
        entries.setProperty("surface", "clear")
        column = QVBoxLayout(entries)
        theme.space(column, (_RING, _RING, _RING, _RING))
        column.addLayout(self._upper)
        column.addStretch(1)
        area = _WholeEntries()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(entries)
        return area

    def _top(self) -> QHBoxLayout:
        line = QHBoxLayout()
        theme.space(line, (12, 2, 0, 10), 9)
        line.addWidget(self._mark)
        line.addWidget(self._mark_words)
        line.addStretch(1)
        return line

    def _user(self) -> QHBoxLayout:
        words = QVBoxLayout()
        theme.space(words, gap=1)
        words.addWidget(self._name)
        words.addWidget(self._role)
        line = QHBoxLayout()
        theme.space(line, (8, 6, 0, 0), 10)
        line.addWidget(self._avatar)
        line.addLayout(words)
        line.addStretch(1)
        return line

    def _pressed(self, key: str) -> None:
        self.chosen.emit(key)
