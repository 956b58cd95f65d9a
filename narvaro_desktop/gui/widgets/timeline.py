"""The timeline: who did what, when; an icon disc for the kind, marks for draft, signed and corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.buttons import Button, quiet
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.timeline_row import TimelineRow
from narvaro_desktop.i18n import _

_AT_ONCE: Final = 10
"""Rows that are made between two turns of the event loop."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `who` and `when` are words; `pills` are (words, kind); `actions` are (id, words).

    `mark` is "draft", "signed", "corrected" or "", `mark_words` its words ("Signerad 12 nov");
    the words of a correction are a button that opens the older text (action "corrected").
    """

    key: str
    title: str
    who: str = ""
    when: str = ""
    icon: str = "file-text"
    kind: Kind = "neutral"
    text: str = ""
    pills: tuple[tuple[str, Kind], ...] = ()
    mark: str = ""
    mark_words: str = ""
    opens: bool = False
    actions: tuple[tuple[str, str], ...] = ()


class Timeline(QWidget):
    """The newest first as given; what is beyond `shown` stands behind "Visa alla"."""

    opened = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self, parent: QWidget | None = None, *, entries: Sequence[Entry] = (), shown: int = 5
    ) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._most = shown
        self._made = 0
        self._groups = Column()
        theme.space(self._groups)
        self._more: Button = quiet("", "chevron-down")
        self._more.clicked.connect(self.show_all)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        whole = Column(self)
        theme.space(whole)
        whole.addLayout(self._groups)
        whole.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.setAccessibleName(_("Tidslinje"))
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these events, folded again; where nothing changed everything stays."""
        if entries and self._entries == tuple(entries):
            return
        self._entries = tuple(entries)
        self._soon.stop()
        empty(self._groups)
        self._made = 0
        self._add(self._most)
        hidden = self._made < len(self._entries)
        self._more.setText(_("Visa alla {n} händelser").format(n=len(self._entries)))
        self._more.setVisible(hidden)

    def show_all(self) -> None:
        """Unfold, and let the first of the unfolded have the focus if it can; the rest follow soon."""
        self._go_on()
        self._more.hide()

    def _go_on(self) -> None:
        self._add(_AT_ONCE)
        if self._made < len(self._entries):
            self._soon.start()

    def _add(self, count: int) -> None:
        """The next rows, in a group of their own: a column of hundreds would be measured whole for each."""
        group = QWidget(self)
        rows = Column(group)
        theme.space(rows)
        entries = self._entries[self._made : self._made + count]
        self._made += len(entries)
        for entry in entries:
            row = TimelineRow(entry, entry is self._entries[-1], group)
            row.opened.connect(self.opened)
            row.chosen.connect(self.chosen)
            rows.addWidget(row)
        self._groups.addWidget(group)
