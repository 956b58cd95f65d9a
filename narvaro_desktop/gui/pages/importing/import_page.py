"""Läs in frånvaro: a wizard for absence files, one by one; nothing is kept before the last button."""

import csv
import gc
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.breaks_dialog import ask_breaks
from narvaro_desktop.gui.forms.ui_import import Ui_Import
from narvaro_desktop.gui.pages.importing.columns import ColumnsStep
from narvaro_desktop.gui.pages.importing.done import DoneStep
from narvaro_desktop.gui.pages.importing.file import FileStep, spaced
from narvaro_desktop.gui.pages.importing.meaning import MeaningStep
from narvaro_desktop.gui.pages.importing.preview import PreviewStep, unanswered
from narvaro_desktop.gui.runner import Progress, Runner
from narvaro_desktop.gui.widgets.dialog import ask
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing import imports
from narvaro_desktop.usecases.importing.file_in_hand import (
    FileInHand,
    ReadingCancelled,
    keep_file,
    look_at,
    masked_error_report,
    try_file,
)
from narvaro_desktop.usecases.importing.import_reading import Look, Trial
from narvaro_desktop.usecases.importing.import_rows import ImportStopped, ManyDeletes
from narvaro_desktop.usecases.importing.imports import Choices, Report
from narvaro_desktop.usecases.work import Area, Made

FILE, COLUMNS, MEANING, PREVIEW, DONE = "file", "columns", "meaning", "preview", "done"
_STOPPED: Final = (ImportStopped, ReadingCancelled)


class ImportPage(QWidget):
    """The wizard. One file is in hand; the others wait their turn."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._ui = Ui_Import()
        self._ui.setupUi(self)
        self.setProperty("paintsFocus", True)
        self._runner, self._shell = runner, shell
        self.hand: FileInHand | None = None
        self._waiting: list[Path] = []
        self._working: Progress | None = None
        self._focused: QWidget | None = None
        self._columns_whole = self._meaning_whole = False
        steps: list[tuple[str, str, Callable[[], QWidget]]] = [
            (FILE, _("Fil"), lambda: self.file),
            (COLUMNS, _("Kolumner"), lambda: self.columns),
            (MEANING, _("Betydelse"), lambda: self.meaning),
            (PREVIEW, _("Förhandsgranskning"), lambda: self.preview),
            (DONE, _("Läs in"), lambda: self.done),
        ]
        self.wizard = WizardFrame(_("Läs in frånvaro"), steps, wide=True)
        self._ui.place.addWidget(self.wizard)
        self.bar, self.progress = self._ui.bar, self._ui.progress
        self.bar.hide()
        self.progress.hide()
        self._connect()
        self._stepped(FILE)

    @cached_property
    def file(self) -> FileStep:
        made = FileStep()
        made.chosen.connect(lambda paths: self.take([Path(path) for path in paths]))
        made.undoWanted.connect(self._ask_undo)
        return made

    @cached_property
    def columns(self) -> ColumnsStep:
        made = ColumnsStep()
        made.changed.connect(partial(self._now_whole, "columns"))
        made.sheetChosen.connect(lambda sheet: self._look(sheet=sheet))
        made.encodingChosen.connect(lambda encoding: self._look(encoding=encoding))
        if self.hand is not None:
            made.show_file(self.hand)
        return made

    @cached_property
    def meaning(self) -> MeaningStep:
        made = MeaningStep()
        made.changed.connect(partial(self._now_whole, "meaning"))
        return made

    @cached_property
    def preview(self) -> PreviewStep:
        made = PreviewStep()
        made.encodingChosen.connect(lambda encoding: self._look(encoding=encoding))
        made.chosen.connect(self._try)
        made.saveWanted.connect(self._save_faults)
        return made

    @cached_property
    def done(self) -> DoneStep:
        made = DoneStep()
        made.undoWanted.connect(self._ask_undo)
        made.anotherWanted.connect(self._next_file)
        return made

    def shown(self, **what: Any) -> None:
        """`paths` begins with these files, as when they were dropped on another page.

        Who comes back after an import is done begins the next one.
        """
        self._ask_batches()
        if paths := what.get("paths"):
            self.take([Path(path) for path in paths])
        elif self.wizard.at == DONE:
            self._next_file()
        else:
            self._focus_on(self.wizard.at)

    def take(self, paths: list[Path]) -> None:
        """Begin with the first file; the others wait."""
        self._waiting = list(paths)
        self._next_file()

    def _connect(self) -> None:
        self.wizard.stepChanged.connect(self._stepped)
        self.wizard.nextPressed.connect(self._go_on)
        self.wizard.cancelled.connect(self._leave)
        self.progress.cancelled.connect(self._stop)
        self._runner.changed.connect(self._changed)
        self._shell.closing.connect(self._stop)

    def _next_file(self) -> None:
        """Look at the next file that waits, or ask for one."""
        self.hand = None
        if self._waiting:
            self._look(self._waiting.pop(0))
        else:
            self.wizard.restart()

    def _look(self, path: Path | None = None, sheet: str | None = None, encoding: str | None = None) -> None:
        path = path or (self.hand.look.path if self.hand else None)
        if path is None:
            return
        stop = self._begin(_("Tittar på {file} …").format(file=path.name))
        question = look_at(path, sheet, encoding, stop.stopped)
        self._run(question, self._looked)

    def _looked(self, look: Look) -> None:
        self._end()
        if look.before is not None and look.before.read_before is not None:
            day = days.full(look.before.read_before)
            words = _("Redan inläst {day}. Inget har ändrats.").format(day=day)
            self.hand = None
            self._next_file()
            self.bar.say("info", words)
            return
        self.wizard.restart()
        self.hand = FileInHand.of(look)
        if "columns" in vars(self):
            self.columns.show_file(self.hand)
        if not look.found.known:
            self.wizard.go(COLUMNS)
        elif self.hand.asks_period:
            self._ask_meaning()
        else:
            self._try(None)

    def _go_on(self, key: str) -> None:
        """The wizard's button at the right was pressed on the step `key`."""
        if key == COLUMNS:
            self._ask_meaning()
        elif key == MEANING and self.hand:
            self.hand.answers, self.hand.period = (
                self.meaning.answers(),
                self.meaning.period() or self.hand.period,
            )
            self.hand.source, self.hand.trial = self.meaning.source.text().strip(), None
            self._try(None)
        elif key == PREVIEW:
            self._keep()
        elif key == DONE:
            self._shell.go("today")

    def _ask_meaning(self) -> None:
        assert self.hand is not None
        if not self.hand.found.known:
            self.hand.columns = self.columns.columns()
        self.meaning.show_file(self.hand)
        self.wizard.go(MEANING)

    def _try(self, choices: Choices | None) -> None:
        """Read the file if need be, and find out what would happen."""
        if self.hand is None:
            return
        self.wizard.prepare(PREVIEW)  # first: beside the reading each widget would wait for its turn at Python
        stop = self._begin(_("Läser {file} …").format(file=self.hand.look.path.name))
        self._run(try_file(self.hand, choices, stop.tell, stop.stopped), self._tried, choices)

    def _tried(self, trial: Trial) -> None:
        self._end()
        if self.hand is None:
            return
        self.hand.trial = trial
        self.preview.show_trial(self.hand)
        if self.wizard.at == PREVIEW:
            self._name_next()
        else:
            self.wizard.go(PREVIEW)

    def _keep(self) -> None:
        if self.hand is None or self.hand.trial is None:
            return
        self.wizard.prepare(DONE)
        stop = self._begin(_("Läser in {file} …").format(file=self.hand.look.path.name))
        choices = replace(self.hand.trial.choices, system=self.preview.system.text().strip())
        act = keep_file(self.hand, choices, stop.tell, stop.stopped)
        self._runner.do(act, self._kept, refused=self._refused, owner=self)

    def _kept(self, report: Report) -> None:
        self._end()
        self.hand = None
        self.done.show_report(report, len(self._waiting))
        self.wizard.go(DONE)
        rows = ngettext("{n} rad är inläst.", "{n} rader är inlästa.", report.imported)
        undo = partial(self._undo, report.batch or 0)
        self._shell.toast(rows.format(n=spaced(report.imported)), undo)
        if report.first_day and report.last_day:
            ask_breaks(self, self._runner, report.first_day, report.last_day)

    def _ask_undo(self, batch: int) -> None:
        text = _(
            "Raderna tas bort, och det som de ersatte kommer tillbaka. "
            "Elever som kom med filen och inte har något ärende tas bort."
        )
        dialog = ask(self, _("Ångra inläsningen?"), text, _("Ångra inläsningen"))
        dialog.accepted.connect(partial(self._undo, batch))

    def _undo(self, batch: int) -> None:
        stop = self._begin(_("Ångrar …"))
        stop.tell(0, 0)
        self._runner.do(
            partial(imports.undo, batch_id=batch), self._undone, refused=self._refused, owner=self
        )

    def _undone(self) -> None:
        self._end()
        self.done.show_undone()
        self._shell.toast(_("Inläsningen är ångrad."))

    def _run(
        self, question: Callable[..., Any], answer: Callable[[Any], None], choices: Choices | None = None
    ) -> None:
        """Ask the vault; a refusal comes to this page."""
        self._runner.do(
            lambda work: Made(frozenset(), question(work)),
            answer,
            refused=partial(self._refused, choices=choices),
            owner=self,
        )

    def _begin(self, words: str) -> Progress:
        """Show that work is going on; what it tells is shown until `_end`."""
        self.bar.hide()
        self._focused = QApplication.focusWidget()
        gc.freeze()  # or the collector would walk through the whole window each time many rows have gone by
        self.wizard.setEnabled(False)
        self._working = Progress(self)
        self._working.moved.connect(lambda done, of: self.progress.show_progress(words, done, of))
        self.progress.start()
        self.progress.show_progress(words, 0, 0)
        return self._working

    def _end(self) -> None:
        if self._working is not None:
            self._working.deleteLater()
            self._working = None
        gc.unfreeze()
        self.progress.finish()
        self.wizard.setEnabled(True)
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisibleTo(self) and self.isVisible():
            focused.setFocus()

    def _stop(self) -> None:
        if self._working is not None:
            self._working.stop()

    def _refused(self, fault: NarvaroError, choices: Choices | None = None) -> None:
        self._end()
        if isinstance(fault, ManyDeletes) and not fault.rejected and choices is not None:
            self._confirm_deletes(choices, fault)
            return
        self.bar.say("info" if isinstance(fault, _STOPPED) else "bad", wording.say(fault))
        if self.hand is None:
            self._waiting.clear()
            self.wizard.restart()
        self._show_again()

    def _confirm_deletes(self, choices: Choices, fault: ManyDeletes) -> None:
        dialog = ask(self, _("Ersätta perioden?"), wording.say(fault), _("Ersätt perioden"), danger=True)
        dialog.accepted.connect(lambda: self._try(replace(choices, deletes_confirmed=True)))
        dialog.rejected.connect(self._show_again)

    def _show_again(self) -> None:
        """What was found last, with the choices of then."""
        if self.hand is not None and self.hand.trial is not None:
            self.preview.show_trial(self.hand)

    def _now_whole(self, step: str, whole: bool) -> None:
        if step == "columns":
            self._columns_whole = whole
        else:
            self._meaning_whole = whole
        self._name_next()

    def _stepped(self, key: str) -> None:
        if self.hand is None and key not in (FILE, DONE):
            self.wizard.restart()
            return
        self.wizard.cancel_button.setVisible(key not in (FILE, DONE))
        self.wizard.next_button.setVisible(key != FILE)
        self.wizard.back_button.setVisible(key != DONE)
        self._name_next()
        self._focus_on(key)

    def _focus_on(self, key: str) -> None:
        """Where one goes on by keyboard on the step `key`."""
        if not self.isVisible():
            return
        target: QWidget | None = self.wizard.next_button
        if key == FILE:
            target = self.file.zone.button
        elif key == COLUMNS:
            target = next((box for _field, box in self.columns.boxes), None)
        elif key == MEANING:
            target = next((box.buttons()[0] for box in self.meaning.asked.values()), self.meaning.first.edit)
        elif key == PREVIEW:
            target = next((box for _question, box in self.preview.questions), target)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _name_next(self) -> None:
        """The button at the right: what it does, and whether it can."""
        at = self.wizard.at
        if at == COLUMNS:
            self.wizard.set_next(_("Nästa"), self._columns_whole)
        elif at == MEANING:
            self.wizard.set_next(_("Nästa"), self._meaning_whole)
        elif at == PREVIEW and self.hand and self.hand.trial:
            count = self.hand.trial.report.imported
            words = ngettext("Läs in {n} rad", "Läs in {n} rader", count).format(n=spaced(count))
            self.wizard.set_next(words, count > 0)
            left = unanswered(self.preview)
            told = ngettext("{n} elev är inte utpekad än", "{n} elever är inte utpekade än", left)
            self.wizard.say_saved(told.format(n=left) if left else "")
        elif at == DONE:
            self.wizard.set_next(_("Till I dag"))
        if at != PREVIEW:
            self.wizard.say_saved("")

    def _leave(self) -> None:
        """Avbryt: the file is put away; nothing of it was kept."""
        self.hand, self._waiting = None, []
        self.wizard.restart()
        self._shell.toast(_("Inget har lästs in."))

    def _save_faults(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Spara raderna"), _("avvisade-rader.csv"), "*.csv")
        if path:
            self.save_faults(Path(path))

    def save_faults(self, path: Path) -> None:
        """Write the rows that were not read, with numbers masked, for the one who mends the file."""
        if self.hand is None or self.hand.trial is None:
            return
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=";").writerows(masked_error_report(self.hand.trial.report.errors))
        except OSError:
            self.bar.say("bad", _("Filen gick inte att spara där. Välj en annan mapp."))
        else:
            self._shell.toast(_("Raderna är sparade."))

    def _changed(self, areas: object) -> None:
        if isinstance(areas, frozenset) and Area.ABSENCE in areas:
            self._ask_batches()

    def _ask_batches(self) -> None:
        self._runner.ask(imports.batches, self.file.show_batches, owner=self)
