"""*Skickas* and *Skickas inte*: what an anmälan holds, field by field, and what stays at the school."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.deciding.disclosure import KeptLine, SentLine
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label, rule
from narvaro_desktop.i18n import _, ngettext


class SentCard(Card):
    """What leaves the school; what is still missing stands last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=_("Skickas"))
        self._count = Pill("", "accent", "send")
        self.set_aside(self._count)
        self.lines: tuple[SentLine, ...] | None = None
        self._missing: tuple[Term, ...] = ()

    def show_lines(self, lines: tuple[SentLine, ...], missing: tuple[Term, ...]) -> None:
        """Nothing is drawn anew where nothing has changed."""
        if (lines, missing) == (self.lines, self._missing):
            return
        self.lines, self._missing = lines, missing
        count = ngettext("{count} uppgift", "{count} uppgifter", len(lines)).format(count=len(lines))
        self._count.show_state(count, "accent", "send")
        self.clear()
        for group, found in groupby(lines, key=lambda line: line.group):
            self.add(_group(group, list(found)))
        if missing:
            words = ", ".join(need.label for need in missing)
            self.add(label(_("Saknas: {needs}.").format(needs=words), "warn", wrap=True))


class KeptCard(Card):
    """What stays, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=_("Skickas inte"))
        self.set_aside(Pill(_("stannar på skolan"), "neutral", "lock"))
        self.lines: tuple[KeptLine, ...] | None = None

    def show_lines(self, lines: tuple[KeptLine, ...]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        self.clear()
        for place, line in enumerate(lines):
            if place:
                self.add(rule())
            self.add(_kept(line))


def _group(name: str, lines: Sequence[SentLine]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    theme.space(grid, gap=4)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    grid.addWidget(label(name, "strong"), 0, 0, 1, 2)
    for place, line in enumerate(lines, start=1):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(line.label, "body2", wrap=True), place, 0, top)
        grid.addWidget(label(line.value, "body", wrap=True), place, 1, top)
    return made


def _kept(line: KeptLine) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    theme.space(column, gap=2)
    top = QHBoxLayout()
    theme.space(top, gap=8)
    top.addWidget(label(line.label, "body", wrap=True), 1)
    if line.count:
        top.addWidget(Pill(str(line.count), "neutral"), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    column.addWidget(label(line.reason, "caption", wrap=True))
    return made
