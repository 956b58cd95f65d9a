"""A new report, a report saved as files, and the school's figures sealed for its huvudman."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QWidget

from narvaro_desktop.domain.figures.report import ReportKind
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.gui import left_files
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.deciding import notifications
from narvaro_desktop.usecases.figures import aggregates, reports
from narvaro_desktop.usecases.figures.statistics import Period, custom
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Work


class _OfPeriod(ActDialog):
    """About a period; those with few reported lessons are counted by choice."""

    def __init__(
        self, parent: QWidget, runner: Runner, title: str, text: str, verb: str, period: Period
    ) -> None:
        super().__init__(parent, runner, title, text, verb, wide=True)
        self._period = period
        self.include_all = QCheckBox(_("Räkna också elever med mindre än 80 % rapporterade lektioner"))

    def _look_with(self, make: Callable[[Work], bytes]) -> None:
        """A button that shows the paper before anything is kept."""
        self.look_button = secondary(_("Visa först …"), "eye")
        self.look_button.clicked.connect(lambda: self._runner.ask(make, self._show, owner=self))
        self.add(flowing(self.look_button))

    def _show(self, pdf: bytes) -> None:
        show_paper(self, pdf)


class PeriodDialog(Dialog):
    """Days of one's own; `chosen` is the period when it was accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Egna dagar"), verb=_("Visa"))
        self.first, self.last = DateField(), DateField()
        self._first, self._last = Field(_("Från"), self.first), Field(_("Till"), self.last)
        self.chosen: Period | None = None
        for field in (self._first, self._last):
            self.add(field)

    def may_close(self) -> bool:
        first, last = self.first.day(), self.last.day()
        missing = _("Skriv datum som {example}.").format(example="2026-10-05")
        self._first.say("" if first else missing)
        is_wrong = first is not None and last is not None and last < first
        self._last.say(_("Perioden slutar innan den börjar.") if is_wrong else "" if last else missing)
        if first is None or last is None or is_wrong:
            return False
        self.chosen = custom(first, last)
        return True


class NewReportDialog(_OfPeriod):
    """Freezes the figures of the period; `acted` tells its id."""

    def __init__(self, parent: QWidget, runner: Runner, period: Period) -> None:
        super().__init__(
            parent, runner, _("Ny rapport, {period}").format(period=period.label),
            _("Siffrorna fryses som de är nu. Rapporten ger sedan alltid samma siffror."), _("Frys"), period,
        )  # fmt: skip
        self.kind = Segmented(
            [(one, one.label.capitalize()) for one in ReportKind], _("Slag"), ReportKind.BOARD
        )
        self.add(self.kind)
        self.add(self.include_all)
        self._look_with(self._preview)
        runner.ask(_is_huvudman, self._for_many, owner=self)

    def wish(self) -> Wish | None:
        return partial(
            reports.freeze, kind=self._kind(), period=self._period, include_all=self.include_all.isChecked()
        )

    def _for_many(self, is_huvudman: bool) -> None:
        """A huvudman has the nämnd's alone, and its schools have chosen whom they count."""
        self.kind.setVisible(not is_huvudman)
        self.include_all.setVisible(not is_huvudman)

    def _kind(self) -> ReportKind:
        chosen = self.kind.chosen()
        return chosen if isinstance(chosen, ReportKind) else ReportKind.BOARD

    def _preview(self, work: Work) -> bytes:
        made = reports.preview(work, self._kind(), self._period, include_all=self.include_all.isChecked())
        return reports.paper_of(work, made)


class SaveReportDialog(ActDialog):
    """Paper, tables and database in a folder."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, report_id: UUID) -> None:
        text = _("PDF, CSV, XLSX och en SQLite-databas. Små tal är maskerade i alla.")
        super().__init__(parent, runner, _("Spara rapporten?"), text, _("Spara"), wide=True)
        self._id, self._shell = report_id, shell
        self.folder = FolderField(_("Mapp"))
        self.folder.set_folder(documents_folder())
        self._where = Field(_("Mapp"), self.folder)
        self.add(self._where)
        self.acted.connect(self._saved)

    def wish(self) -> Wish | None:
        folder = self.folder.folder()
        self._where.say("" if folder else _("Välj en mapp."))
        return partial(reports.save, report_id=self._id, folder=folder) if folder else None

    def _saved(self, paths: tuple[Path, ...]) -> None:
        words = _("Rapporten är sparad som {count} filer.").format(count=len(paths))
        self._shell.message("ok", words, _("Visa filerna"), lambda: left_files.show_folder_of(paths[0]))


class FiguresDialog(_OfPeriod):
    """A1: the exact sums of the school, sealed for the huvudman alone."""

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, period: Period) -> None:
        super().__init__(
            parent, runner, _("Lämna skolans siffror, {period}").format(period=period.label),
            _("Skolans summor, utan namn. Filen förseglas för huvudmannen. "
              "Årskurser och orsaker med en till fyra elever maskeras."),
            _("Försegla"), period,
        )  # fmt: skip
        self._shell = shell
        self.folder = FolderField(_("Mapp för den förseglade filen"))
        self._where = Field(_("Mapp"), self.folder)
        self.add(self._where)
        self.add(self.include_all)
        self._look_with(self._preview)
        self.acted.connect(self._sealed)
        runner.ask(lambda work: notifications.outbox(work.session), self._put, owner=self)

    def wish(self) -> Wish | None:
        folder = self.folder.folder()
        self._where.say("" if folder else _("Välj en mapp, till exempel på ett USB-minne."))
        chosen = self.include_all.isChecked()
        return (
            partial(aggregates.seal, period=self._period, folder=folder, include_all=chosen)
            if folder
            else None
        )

    def _put(self, folder: Path | None) -> None:
        self.folder.set_folder(folder or documents_folder())

    def _preview(self, work: Work) -> bytes:
        told = aggregates.told(work, self._period, include_all=self.include_all.isChecked())
        return aggregates.content(work, told)[1]

    def _sealed(self, made: SealedFile) -> None:
        words = _("Siffrorna är förseglade. Lämna filen till huvudmannen.")
        self._shell.message("ok", words, _("Visa filen"), lambda: left_files.show_folder_of(made.path))


def _is_huvudman(work: Work) -> bool:
    return settings.profile(work).kind is VaultKind.HUVUDMAN
