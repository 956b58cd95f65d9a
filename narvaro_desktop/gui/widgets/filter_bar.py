"""Above a table: a search field, chips that narrow, and how many of how many are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _


class FilterBar(QWidget, theme.Themed):
    """`searched` tells every key press; `chipsChanged` tells which chips are on (a frozenset of keys)."""

    searched = Signal(str)
    chipsChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name or _("Sök"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.searched)
        self._glass = QLabel()
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.field)
        theme.space(inside, (11, 0, 0, 0))
        inside.addWidget(self._glass, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._count = label("", "caption2")
        self._chips: dict[str, Button] = {}
        lines = QWidget()
        self._line = Flow(lines)
        theme.space(self._line, gap=8)
        top = QHBoxLayout()
        theme.space(top, gap=12)
        top.addWidget(self.field)
        top.addStretch(1)
        top.addWidget(self._count)
        whole = QVBoxLayout(self)
        theme.space(whole, gap=8)
        whole.addLayout(top)
        whole.addWidget(lines)
        self.restyle()

    def restyle(self) -> None:
        self._glass.setPixmap(icons.pixmap("search", "text2", 16, self.devicePixelRatioF()))
        self.field.setTextMargins(theme.px(24), 0, 0, 0)
        self.field.setFixedWidth(theme.px(320))

    def add_chip(self, key: str, words: str, on: bool = False, tip: str = "") -> Button:
        """A chip that can be pressed; while it is on it carries a cross. `tip` says what its words mean."""
        chip = Button(text=words, kind="chip")
        chip.setToolTip(tip)
        chip.setAccessibleDescription(tip)
        chip.setCheckable(True)
        chip.toggled.connect(lambda on: self._turned(chip, on))
        self._chips[key] = chip
        self._line.addWidget(chip)
        chip.setChecked(on)
        return chip

    def chips(self) -> frozenset[str]:
        """The keys of the chips that are on."""
        return frozenset(key for key, chip in self._chips.items() if chip.isChecked())

    def clear(self) -> None:
        """No words and no chips."""
        for chip in self._chips.values():
            chip.setChecked(False)
        self.field.clear()

    def count(self, words: str) -> None:
        """Say how much is shown, "24 av 31 ärenden"."""
        self._count.setText(words)

    def focus_search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _turned(self, chip: Button, on: bool) -> None:
        chip.setProperty("iconName", "x" if on else "")
        if not on:
            chip.setIcon(QIcon())
        self.chipsChanged.emit(self.chips())
