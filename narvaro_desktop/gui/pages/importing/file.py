"""Step one of the import: drop or choose files, and what has been read in before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.gui import choose, days, theme
from narvaro_desktop.gui.forms.ui_import_file import Ui_ImportFile
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.importing.import_facts import BatchLine

_SHOWN = 8


class FileStep(QWidget):
    """`chosen` tells the paths, `pasteWanted` that cells were copied, `undoWanted` the batch to take back,
    `whyWanted` one that cannot be.
    """

    chosen = Signal(list)
    pasteWanted = Signal()
    undoWanted = Signal(int)
    whyWanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportFile()
        self._ui.setupUi(self)
        theme.fit(self)
        sentence = _("Dra hit en eller flera filer, eller en mapp.")
        self.zone = DropZone(sentence=sentence, button=_("Välj filer …"), icon="upload")
        self.zone.dropped.connect(self.chosen)
        self._ui.zone.addWidget(self.zone)
        self.folder = secondary(_("Välj mapp …"), "folder-open")
        self.folder.clicked.connect(self._ask_folder)
        self.paste = secondary(_("Klistra in rader"), "clipboard-list")
        self.paste.setToolTip(_("Kopiera rader och rubriker i Excel, och tryck sedan Ctrl+V här."))
        self.paste.clicked.connect(self.pasteWanted)
        theme.space(self._ui.zone, gap=12)
        self._ui.zone.addLayout(row(self.folder, self.paste))
        self._ui.earlier.hide()
        self._lines: Sequence[BatchLine] = ()

    def add(self, card: QWidget) -> None:
        """Put a card under the earlier inläsningar."""
        self._ui.whole.insertWidget(self._ui.whole.indexOf(self._ui.earlier) + 1, card)

    def show_batches(self, lines: Sequence[BatchLine]) -> None:
        """The latest inläsningar, each with its way back."""
        if tuple(lines) == tuple(self._lines):
            return
        self._lines = tuple(lines)
        empty(self._ui.batches)
        self._ui.earlier.setVisible(bool(lines))
        for line in lines[:_SHOWN]:
            self._ui.batches.addWidget(self._row(line))

    def _ask_folder(self) -> None:
        choose.folder(self, _("Välj mapp"), lambda path: self.chosen.emit([str(path)]))

    def _row(self, line: BatchLine) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        theme.space(across, (0, 4, 0, 4), 12)
        said = _("{day} · {source} · {span} · {rows} rader").format(
            day=days.short(line.imported_on),
            source=line.source,
            span=days.between(Span(line.first, line.last)),
            rows=grouped(line.imported),
        )
        across.addWidget(label(said, "body", wrap=True), 1)
        if line.undone_on is not None:
            across.addWidget(
                Pill(_("Ångrad {day}").format(day=days.short(line.undone_on)), "neutral", "undo-2")
            )
        elif line.may_undo:
            button = quiet(_("Ångra"), "undo-2")
            button.setAccessibleName(_("Ångra inläsningen: {which}").format(which=said))
            button.clicked.connect(lambda _on=False: self.undoWanted.emit(line.id))
            across.addWidget(button)
        else:
            why = quiet(_("Kan inte ångras …"))
            why.setAccessibleName(_("Varför inläsningen inte kan ångras: {which}").format(which=said))
            why.clicked.connect(lambda _on=False: self.whyWanted.emit(line.id))
            across.addWidget(why)
        return whole
