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
    """The newest first as given; what is beyond `shown` stands behind "Visa alla".

    Where more has happened than was given, `allWanted` asks for it; `set_entries` with all of it unfolds.
    """

    opened = Signal(str)
    chosen = Signal(str, str)
    allWanted = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, entries: Sequence[Entry] = (), shown: int = 5
    ) -> None:
        super().__init__(parent)
        self.is_unfolded = False
        self._entries: tuple[Entry, ...] = ()
        self._count = 0
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

    def set_entries(self, entries: Sequence[Entry], count: int | None = None) -> None:
        """Show these events, of `count` that there are; where nothing changed everything stays."""
        wanted, of = tuple(entries), len(entries) if count is None else count
        if wanted and (self._entries, self._count) == (wanted, of):
            return
        same_so_far = bool(self._made) and wanted[: self._made] == self._entries[: self._made]
        self._entries, self._count = wanted, of
        self._more.setText(_("Visa alla {n} händelser").format(n=of))
        if not (self.is_unfolded and same_so_far):
            self._begin()
        if self.is_unfolded:
            self._go_on()

    def fold(self) -> None:
        """Only the newest from the next events on."""
        self.is_unfolded = False

    def show_all(self) -> None:
        """Unfold, and let the first of the unfolded have the focus if it can; the rest follow soon."""
        self.is_unfolded = True
        if self._count > len(self._entries):
            self.allWanted.emit()
        else:
            self._go_on()

    def _begin(self) -> None:
        self._soon.stop()
        empty(self._groups)
        self._made = 0
        self._add(self._most)
        self._more.setVisible(self._made < self._count)

    def _go_on(self) -> None:
        self._add(_AT_ONCE)
        self._more.hide()
        if self._made < len(self._entries):
            self._soon.start()

    def _add(self, count: int) -> None:
        """The next rows, in a group of their own: a column of hundreds would be measured whole for each."""
        entries = self._entries[self._made : self._made + count]
        if not entries:
            return
        group = QWidget(self)
        rows = Column(group)
        theme.space(rows)
        self._made += len(entries)
        for entry in entries:
            row = TimelineRow(entry, self._made == self._count and entry is entries[-1], group)
            row.opened.connect(self.opened)
            row.chosen.connect(self.chosen)
            rows.addWidget(row)
        self._groups.addWidget(group)
