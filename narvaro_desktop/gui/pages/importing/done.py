"""Last step of the import: what was read in, the way back, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.forms.ui_import_done import Ui_ImportDone
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing.import_facts import Report


class DoneStep(QWidget):
    """`undoWanted` tells the batch; `anotherWanted` begins anew."""

    undoWanted = Signal(int)
    anotherWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ui = Ui_ImportDone()
        self._ui.setupUi(self)
        theme.fit(self)
        self.undo, self.another = self._ui.undo, self._ui.another
        self._batch: int | None = None
        self.undo.clicked.connect(self._undo)
        self.another.clicked.connect(self.anotherWanted)

    def show_report(self, report: Report, waiting: int) -> None:
        """Say what happened; `waiting` files are still to be read."""
        self._batch = report.batch
        title = ngettext("{n} rad är inläst", "{n} rader är inlästa", report.imported)
        self._ui.title.setText(title.format(n=grouped(report.imported)))
        facts = [
            _("Nya {new}, ändrade {changed}, oförändrade {same}.").format(
                new=grouped(report.new), changed=grouped(report.changed), same=grouped(report.same)
            )
        ]
        if report.students_new:
            added = ngettext("{n} elev lades till.", "{n} elever lades till.", report.students_new)
            facts.append(added.format(n=grouped(report.students_new)))
        if report.deleted:
            gone = ngettext("{n} lektion togs bort.", "{n} lektioner togs bort.", report.deleted)
            facts.append(gone.format(n=grouped(report.deleted)))
        self._ui.facts.setText(" ".join(facts))
        more = ngettext("{n} fil väntar på att läsas in.", "{n} filer väntar på att läsas in.", waiting)
        self._ui.next.setText(
            more.format(n=waiting) if waiting else _("I dag visar vilka elever som siffrorna pekar på.")
        )
        self.another.setText(_("Fortsätt med nästa fil") if waiting else _("Läs in en fil till"))
        self.undo.setEnabled(True)

    def show_undone(self, stayed: int) -> None:
        """The inläsning has been taken back; so many pupils who came with it `stayed`."""
        self._ui.title.setText(_("Inläsningen är ångrad"))
        left = ngettext(
            "{n} elev som kom med filen står kvar: något är skrivet om eleven sedan dess.",
            "{n} elever som kom med filen står kvar: något är skrivet om dem sedan dess.",
            stayed,
        ).format(n=grouped(stayed))
        self._ui.facts.setText(left if stayed else _("Allt är som det var före den."))
        self.undo.setEnabled(False)

    def _undo(self) -> None:
        if self._batch is not None:
            self.undoWanted.emit(self._batch)
