"""Läs in frånvaro: a wizard for absence files, one by one; nothing is kept before the last button."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.amounts import grouped
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.breaks_dialog import ask_breaks
from narvaro_desktop.gui.forms.ui_import import Ui_Import
from narvaro_desktop.gui.pages.importing.busy import Busy
from narvaro_desktop.gui.pages.importing.columns import ColumnsStep
from narvaro_desktop.gui.pages.importing.done import DoneStep
from narvaro_desktop.gui.pages.importing.file import FileStep
from narvaro_desktop.gui.pages.importing.meaning import MeaningStep
from narvaro_desktop.gui.pages.importing.preview import PreviewStep, unanswered
from narvaro_desktop.gui.pages.importing.profiles_card import ProfilesCard
from narvaro_desktop.gui.pages.importing.rejected import write_rejected
from narvaro_desktop.gui.pages.importing.taking import pasted, sorted_out
from narvaro_desktop.gui.pages.importing.undoing import Undoing
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import ask
from narvaro_desktop.gui.widgets.wizard_frame import WizardFrame
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing.file_in_hand import (
    FileInHand,
    Readable,
    ReadingCancelled,
    keep_file,
    look_at,
    try_file,
)
from narvaro_desktop.usecases.importing.import_facts import Choices, Report, batches
from narvaro_desktop.usecases.importing.import_reading import Look, Trial
from narvaro_desktop.usecases.importing.import_rows import ImportStopped, ManyDeletes
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
        self._waiting: list[Readable] = []
        self._columns_whole = self._meaning_whole = False
        self._undoing = Undoing(
            self, runner, lambda words: self._busy.begin(words), self._undone, self._refused
        )
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
        self._busy = Busy(self, self.wizard, self.bar, self.progress)
        self.bar.hide()
        self.progress.hide()
        self._connect()
        self._stepped(FILE)

    @cached_property
    def file(self) -> FileStep:
        made = FileStep()
        made.chosen.connect(lambda paths: self.take([Path(path) for path in paths]))
        made.undoWanted.connect(self._undoing.ask)
        made.whyWanted.connect(self._undoing.explain)
        made.pasteWanted.connect(self.paste)
        made.add(self.profiles)
        return made

    @cached_property
    def profiles(self) -> ProfilesCard:
        return ProfilesCard(self._runner, self._shell)

    @cached_property
    def columns(self) -> ColumnsStep:
        made = ColumnsStep()
        made.changed.connect(partial(self._now_whole, "columns"))
        made.sheetChosen.connect(lambda sheet: self._look(sheet=sheet))
        made.encodingChosen.connect(lambda encoding: self._look(encoding=encoding))
        made.headerChosen.connect(lambda row: self._look(header_at=row))
        if self.hand is not None:
            made.show_file(self.hand)
        return made

    @cached_property
    def meaning(self) -> MeaningStep:
        made = MeaningStep()
        made.changed.connect(partial(self._now_whole, "meaning"))
        if self.hand is not None:
            made.show_file(self.hand)
        return made

    @cached_property
    def preview(self) -> PreviewStep:
        made = PreviewStep()
        made.encodingChosen.connect(lambda encoding: self._look(encoding=encoding))
        made.chosen.connect(self._try)
        made.saveWanted.connect(self._save_faults)
        made.unitChosen.connect(self._read_unit)
        made.calendarWanted.connect(lambda: self._shell.go("calendar"))
        return made

    @cached_property
    def done(self) -> DoneStep:
        made = DoneStep()
        made.undoWanted.connect(self._undoing.ask)
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
        """Begin with the first file; the others wait. A folder stands for its files, a layout is kept."""
        self._waiting, layouts = sorted_out(paths)
        for path in layouts:
            self.profiles.adopt(path)
        if self._waiting or not layouts:
            self._next_file()
        if not self._waiting and not layouts and self.hand is None and not self._busy.is_on:
            self.bar.say("info", _("I mappen finns ingen fil som kan läsas in."))

    def paste(self) -> None:
        """Begin with the cells on the clipboard."""
        if self.wizard.at != FILE:
            return
        if cells := pasted():
            self._waiting = [cells]
            self._next_file()
        else:
            self.bar.say("info", _("Kopiera rader och rubriker i Excel först."))

    def _connect(self) -> None:
        self.wizard.stepChanged.connect(self._stepped)
        self.wizard.nextPressed.connect(self._go_on)
        self.wizard.cancelled.connect(self._leave)
        self.progress.cancelled.connect(self._busy.stop)
        self._runner.changed.connect(self._changed)
        self._shell.closing.connect(self._busy.stop)
        keys = QShortcut(QKeySequence.StandardKey.Paste, self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.paste)

    def _next_file(self) -> None:
        """Look at the next file that waits, or ask for one."""
        self.hand = None
        if self._waiting:
            self._look(self._waiting.pop(0))
        else:
            self.wizard.restart()

    def _look(self, path: Readable | None = None, **chosen: Any) -> None:
        """Look at a file, or again at the one in hand with another `sheet`, `encoding` or `header_at`."""
        path = path or (self.hand.look.path if self.hand else None)
        if path is None:
            return
        stop = self._busy.begin(_("Tittar på {file} …").format(file=path.name))
        self._run(look_at(path, stop.stopped, **chosen), self._looked)

    def _looked(self, look: Look) -> None:
        self._busy.end()
        if look.before is not None and look.before.read_before is not None:
            day = days.full(look.before.read_before)
            words = _("Redan inläst {day}. Inget har ändrats.").format(day=day)
            self.hand = None
            self._next_file()
            self.bar.say("info", words)
            return
        self.wizard.restart()
        self.hand = FileInHand.of(look)
        if not self.hand.is_plain:
            look.kept.close()  # a person thinks longer than a child should wait
        for made in vars(self).keys() & {"columns", "meaning"}:
            getattr(self, made).show_file(self.hand)
        if not look.found.known:
            self.wizard.go(COLUMNS)
        elif self.hand.is_plain:
            self._try(None)
        else:
            self._ask_meaning()

    def _go_on(self, key: str) -> None:
        """The wizard's button at the right was pressed on the step `key`."""
        if key == COLUMNS:
            self._ask_meaning()
        elif key == MEANING and self.hand:
            self.meaning.keep_in(self.hand)
            self._try(None)
        elif key == PREVIEW and self.hand and self.hand.trial and self.hand.trial.report.is_foreign:
            dialog = ask(self, _("Läs in ändå?"), self.preview.foreign.text(), _("Läs in"), danger=True)
            dialog.accepted.connect(self._keep)
        elif key == PREVIEW:
            self._keep()
        elif key == DONE:
            self._shell.go("today")

    def _ask_meaning(self) -> None:
        assert self.hand is not None
        if not self.hand.found.known:
            self.hand.columns, self.hand.trial = self.columns.columns(), None
        if self.hand.asks_nothing:
            self._try(None)
        else:
            self.meaning.show_file(self.hand)
            self.wizard.go(MEANING)

    def _try(self, choices: Choices | None) -> None:
        """Read the file if need be, and find out what would happen."""
        if self.hand is None:
            return
        self.wizard.prepare(PREVIEW)  # beside the reading each widget would wait for its turn at Python
        stop = self._busy.begin(_("Läser {file} …").format(file=self.hand.look.path.name))
        self._run(try_file(self.hand, choices, stop.tell, stop.stopped), self._tried, choices)

    def _tried(self, trial: Trial) -> None:
        self._busy.end()
        if self.hand is None:
            return
        self.hand.trial = trial
        self.preview.show_trial(self.hand)
        if self.wizard.at == PREVIEW:
            self._name_next()
        else:
            self._runner.in_turns(partial(self.wizard.go, PREVIEW), owner=self)

    def _read_unit(self, unit: str) -> None:
        """Read the rows of another school of the file."""
        if self.hand is not None:
            self.hand.unit, self.hand.trial = unit, None
            self._try(None)

    def _keep(self) -> None:
        if self.hand is None or self.hand.trial is None:
            return
        self.wizard.prepare(DONE)
        stop = self._busy.begin(_("Läser in {file} …").format(file=self.hand.look.path.name))
        choices = replace(self.hand.trial.choices, system=self.preview.system.text().strip())
        self.hand.source = self.hand.source or choices.system
        act = keep_file(self.hand, choices, stop.tell, stop.stopped)
        self._runner.do(act, self._kept, refused=self._refused, owner=self)

    def _kept(self, report: Report) -> None:
        self._busy.end()
        self.hand = None
        self.done.show_report(report, len(self._waiting))
        self._runner.in_turns(partial(self.wizard.go, DONE), partial(self._tell_kept, report), owner=self)

    def _tell_kept(self, report: Report) -> None:
        rows = ngettext("{n} rad är inläst.", "{n} rader är inlästa.", report.imported)
        undo = partial(self._undoing.undo, report.batch or 0)
        self._shell.toast(rows.format(n=grouped(report.imported)), undo)
        if report.first_day and report.last_day:
            ask_breaks(self, self._runner, report.first_day, report.last_day)

    def _undone(self, stayed: int) -> None:
        self._busy.end()
        self.done.show_undone(stayed)
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

    def _refused(self, fault: NarvaroError, choices: Choices | None = None) -> None:
        self._busy.end()
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
        self.wizard.back_button.setVisible(key not in (FILE, DONE))
        self._name_next()
        self._focus_on(key)

    def _focus_on(self, key: str) -> None:
        """Where one goes on by keyboard on the step `key`."""
        if not self.isVisible():
            return
        steps: dict[str, Callable[[], QWidget | None]] = {
            FILE: lambda: self.file.zone.button,
            COLUMNS: lambda: self.columns.first_field,
            MEANING: lambda: self.meaning.first_field,
            PREVIEW: lambda: self.preview.first_field,
        }
        target = steps[key]() if key in steps else None
        (target or self.wizard.next_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _name_next(self) -> None:
        """The button at the right: what it does, and whether it can."""
        at = self.wizard.at
        if at == COLUMNS:
            self.wizard.set_next(_("Nästa"), self._columns_whole)
        elif at == MEANING:
            self.wizard.set_next(_("Nästa"), self._meaning_whole)
        elif at == PREVIEW and self.hand and self.hand.trial:
            count = self.hand.trial.report.imported
            words = ngettext("Läs in {n} rad", "Läs in {n} rader", count).format(n=grouped(count))
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
        if write_rejected(self.hand.trial.report.errors, path):
            self._shell.toast(_("Raderna är sparade."))
        else:
            self.bar.say("bad", _("Filen gick inte att spara där. Välj en annan mapp."))

    def _changed(self, areas: object) -> None:
        if isinstance(areas, frozenset) and Area.ABSENCE in areas:
            self._ask_batches()

    def _ask_batches(self) -> None:
        self._runner.ask(batches, self.file.show_batches, owner=self)
        self.profiles.ask()
