"""What an anmälan says, field by field, with its files, and what has come later that changes it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from narvaro_desktop.domain.amounts import size_words
from narvaro_desktop.domain.deciding.disclosure import SentLine
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman.register import LaterWord, ReceivedView

_LABELS = 190


class ReceivedContent(Card):
    """`fileWanted(id)`: to be saved; `correctionWanted(id)`: the package that changes this, to be read."""

    fileWanted = Signal(object)
    correctionWanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(title=_("Anmälan"))

    def show_view(self, view: ReceivedView) -> None:
        self.clear()
        self.set_title(view.line.kind.label)
        for later in view.later:
            self._say_later(later)
        groups: dict[str, list[SentLine]] = {}
        for line in view.lines:
            groups.setdefault(line.group, []).append(line)
        for group, lines in groups.items():
            self.add(_Facts(group, lines))
        if view.files:
            self.add(label(_("Bilagor"), "strong"))
        for file in view.files:
            button = link(_("Spara {name} ({size})").format(name=file.name, size=size_words(file.size)))
            button.clicked.connect(partial(self.fileWanted.emit, file.id))
            self.add(button)

    def _say_later(self, later: LaterWord) -> None:
        """What stands below is no longer all that is true."""
        words = _("Det här rättades {when}.")
        if later.withdraws:
            words = _("Det här togs tillbaka {when}.")
        bar = MessageBar(closable=False)
        self.add(bar)
        bar.say("warn", words.format(when=days.moment(later.received_at)), _("Öppna rättelsen"))
        bar.pressed.connect(partial(self.correctionWanted.emit, later.id))


class _Facts(QWidget, theme.Themed):
    """A group of the anmälan: what is asked to the left, what the school said beside it."""

    _names: tuple[QLabel, ...] = ()

    def __init__(self, title: str, lines: Sequence[SentLine]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 8), 8)
        column.addWidget(label(title, "strong"))
        grid = QGridLayout()
        theme.space(grid, gap=6)
        grid.setColumnStretch(1, 1)
        self._names = tuple(label(line.label, "body2", wrap=True) for line in lines)
        for place, (name, line) in enumerate(zip(self._names, lines, strict=True)):
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.value, "body", wrap=True), place, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        self.restyle()

    def restyle(self) -> None:
        for name in self._names:
            name.setFixedWidth(theme.px(_LABELS))
