"""Settings: look and language, whose the vault is, backups, recovery sheets, and what this program is."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from narvaro_desktop import __version__, wording
from narvaro_desktop.domain.terms import VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import announce, days, theme
from narvaro_desktop.gui.dialogs.drill_dialog import DrillDialog
from narvaro_desktop.gui.dialogs.passphrase_dialog import PassphraseDialog
from narvaro_desktop.gui.dialogs.recovery_dialog import RecoveryDialog
from narvaro_desktop.gui.dialogs.school_year_dialog import SchoolYearDialog
from narvaro_desktop.gui.forms.ui_settings import Ui_Settings
from narvaro_desktop.gui.locking.lock import IdleWatch
from narvaro_desktop.gui.locking.waits import CHOICES, Waits, waits
from narvaro_desktop.gui.pages.new_files_card import NewFilesCard
from narvaro_desktop.gui.pages.school_kind_card import SchoolKindCard
from narvaro_desktop.gui.remembered import remembered
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.settings import Profile
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.vault import backups, recovery
from narvaro_desktop.usecases.vault.backups import BackupState
from narvaro_desktop.usecases.vault.recovery import SheetKind
from narvaro_desktop.usecases.work import Area, Changes, Work

_SHEETS = {
    SheetKind.VAULT: N_("Bladet för valvet"),
    SheetKind.MEDICAL: N_("Bladet för det som skolsköterska, skolläkare och skolpsykolog skriver"),
    SheetKind.NAMED: N_("Bladet för orosanmälningar och skyddade uppgifter"),
}
_FIELD_WIDTH, _DIGITS_WIDTH = 640, 160
_DIGITS = {"unit_code": 8, "organisation": 10}
_Shown = tuple[Profile, BackupState, dict[SheetKind, bool], bool]


class SettingsPage(Page, theme.Themed):
    """Everything is kept at once: when a choice is made, or a field is left."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Inställningar"))
        self._runner, self._shell = runner, shell
        self._profile: Profile | None = None
        self._lacks_sheet = False
        """Whether the vault's own sheet is still to be printed."""
        form = QWidget()
        self._ui = Ui_Settings()
        self._ui.setupUi(form)
        theme.fit(form)
        self.add(form, 1)
        self.new_files = NewFilesCard(runner, shell)
        self._ui.whole.insertWidget(2, self.new_files)
        self.kind = SchoolKindCard(runner, shell)
        self._ui.whole.insertWidget(2, self.kind)
        self._add_choices()
        self._fields: dict[str, tuple[QLineEdit, QLabel]] = {
            "name": (self._ui.name, self._ui.nameFault),
            "unit_code": (self._ui.unitCode, self._ui.unitCodeFault),
            "huvudman": (self._ui.huvudman, self._ui.huvudmanFault),
            "organisation": (self._ui.organisation, self._ui.organisationFault),
            "contact": (self._ui.contact, self._ui.contactFault),
        }
        for name, (edit, fault) in self._fields.items():
            edit.editingFinished.connect(partial(self._keep, name))
            fault.hide()
        self._ui.backUp.clicked.connect(self._back_up)
        self._ui.drill.clicked.connect(self.open_drill)
        self._ui.changePhrase.clicked.connect(self.change_passphrase)
        self._ui.chooseFolder.clicked.connect(self._choose_folder)
        self._ui.calendar.clicked.connect(self.open_school_year)
        self._ui.version.setText(_("Närvaro {version}").format(version=__version__))
        runner.changed.connect(self._changed)
        self.restyle()

    def restyle(self) -> None:
        for name, (edit, _fault) in self._fields.items():
            edit.setMaximumWidth(theme.px(_DIGITS_WIDTH if name in _DIGITS else _FIELD_WIDTH))

    def shown(self, **what: object) -> None:
        self._ask()
        self.kind.ask()
        self.new_files.ask()

    def open_school_year(self) -> SchoolYearDialog:
        """The terms and lov that deadlines are counted with."""
        dialog = SchoolYearDialog(self.window(), self._runner)
        dialog.open()
        return dialog

    def open_drill(self) -> Dialog:
        """Open the newest backup with the recovery sheet alone; without a sheet it is printed first."""
        if self._lacks_sheet:
            sheet = self._print_sheet(SheetKind.VAULT)
            sheet.accepted.connect(self._drill)
            return sheet
        return self._drill()

    def _drill(self) -> DrillDialog:
        dialog = DrillDialog(self.window(), self._runner)
        dialog.finished.connect(lambda _code: self._ask())
        dialog.open()
        return dialog

    def change_passphrase(self) -> PassphraseDialog:
        """The old one, and one that is offered or written instead."""
        dialog = PassphraseDialog(self.window(), self._runner)
        dialog.accepted.connect(
            lambda: self._shell.toast(_("Lösenfrasen är bytt. Nästa gång låser du upp med den nya."))
        )
        dialog.open()
        return dialog

    def _ask(self) -> None:
        self._runner.ask(_shown, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if Area.SETTINGS in changes and self.isVisible():
            self._ask()

    def _add_choices(self) -> None:
        kept = remembered()
        themes = [("", _("Som datorn")), ("light", _("Ljust")), ("dark", _("Mörkt"))]
        scales = [(scale, f"{round(scale * 100)} %") for scale in theme.SCALES]
        languages = [("sv", "Svenska"), ("en", "English")]
        minutes = [(count, str(count)) for count in CHOICES]
        self.idle = Segmented(minutes, _("Minuter utan arbete"), kept.idle)
        self.idle.changed.connect(self._wait)
        self.themes = Segmented(themes, _("Färger"), kept.theme or "")
        self.scales = Segmented(scales, _("Textstorlek"), theme.current().scale)
        self.languages = Segmented(languages, _("Språk"), kept.language)
        for column, choice in (
            (self._ui.theme, self.themes),
            (self._ui.scale, self.scales),
            (self._ui.language, self.languages),
            (self._ui.idle, self.idle),
        ):
            column.addWidget(choice)
        self.themes.changed.connect(lambda chosen: self._look(theme=chosen or None))
        self.scales.changed.connect(lambda chosen: self._look(scale=chosen))
        self.languages.changed.connect(lambda chosen: replace(remembered(), language=chosen).keep())

    def _wait(self, chosen: int) -> None:
        """Lock after so many minutes, from now on."""
        replace(remembered(), idle=chosen).keep()
        limits = waits(chosen)
        if watch := self.window().findChild(IdleWatch):
            watch.set_minutes(limits.idle, limits.together)
        self._show_waits(limits)

    def _show_waits(self, limits: Waits) -> None:
        words = _("Under samtal och EHT-möten väntar låset {together} minuter. Täck sidan med Ctrl Shift L.")
        if limits.is_bound:
            words = _("Skolans IT låter låset vänta högst {idle} minuter.") + " " + words
        self._ui.idleNote.setText(words.format(idle=limits.idle, together=limits.together))

    def _look(self, **chosen: Any) -> None:
        """Remember the choice on this computer and dress the program at once."""
        kept = replace(remembered(), **chosen).keep()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply_theme(app, kept.theme, kept.scale or theme.current().scale)

    def _show(self, shown: _Shown) -> None:
        profile, backup, sheets, is_joining = shown
        self._profile = profile
        is_school = profile.kind is VaultKind.SCHOOL
        self._ui.profileCardTitle.setText(_("Skolan") if is_school else _("Huvudmannen"))
        self._ui.nameLabel.setText(_("Skolans namn") if is_school else _("Namn"))
        for name, (edit, _fault) in self._fields.items():
            if not edit.hasFocus():
                edit.setText(getattr(profile, name))
        for widget in (self._ui.unitCodeLabel, self._ui.unitCodeHelp, self._ui.unitCode):
            widget.setVisible(is_school)
        self._ui.calendar.setVisible(is_school)
        for card in (self._ui.profileCard, self.new_files):
            card.setVisible(not is_joining)
        self.kind.setVisible(is_school and not is_joining)
        for widget in (self._ui.huvudmanLabel, self._ui.huvudman):
            widget.setVisible(is_school)
        for widget in (self._ui.organisationLabel, self._ui.organisationHelp, self._ui.organisation):
            widget.setVisible(not is_school)
        self._ui.backupCard.setVisible(not profile.is_practice)
        self._ui.phraseCard.setVisible(not profile.is_practice)
        self._ui.lockCard.setVisible(not profile.is_practice)
        self._show_waits(waits(remembered().idle))
        self._ui.recoveryCard.setVisible(bool(sheets) and not profile.is_practice)
        self._lacks_sheet = not sheets.get(SheetKind.VAULT, True)
        self._show_backup(backup)
        self._show_sheets(sheets)

    def _show_backup(self, backup: BackupState) -> None:
        is_shared = self._runner.office.vault.is_shared
        for name in ("backupFolder", "drillState", "backUp", "chooseFolder", "drill"):
            getattr(self._ui, name).setVisible(not is_shared)
        if is_shared:
            words = _("Registret ligger på en server och säkerhetskopieras där, av den som sköter servern.")
            self._ui.backupState.setText(words)
            self._ui.backupFault.hide()
            return
        if backup.newest is None:
            words = _("Ingen säkerhetskopia har gjorts än. Den första görs av sig själv i dag.")
        else:
            words = ngettext(
                "Senast {when}. {count} kopia finns.", "Senast {when}. {count} kopior finns.", backup.count
            ).format(when=days.moment(backup.newest), count=backup.count)
        self._ui.backupState.setText(words)
        place = (
            _(
                "Krypterade, i {folder}, på samma disk som valvet: går den sönder är båda borta. "
                "Välj en annan."
            )
            if backup.is_on_same_disk
            else _("Krypterade, i {folder}. Lägg dem helst på en annan disk.")
        )
        self._ui.backupFolder.setText(place.format(folder=backup.folder))
        drilled = backup.drilled_on
        self._ui.drillState.setText(
            _("Återställningen övades {day}.").format(day=days.full(drilled))
            if drilled
            else _("Ingen har övat att återställa än. Det tar fem minuter, och bör göras varje termin.")
        )
        if self._lacks_sheet:
            self._ui.drillState.setText(_("Skriv ut bladet för valvet, så går det att öva att återställa."))
        self._ui.drill.setEnabled(backup.count > 0)
        self._ui.backupFault.setText(_("Mer än sju dagar utan säkerhetskopia."))
        self._ui.backupFault.setVisible(backup.is_late)

    def _show_sheets(self, sheets: dict[SheetKind, bool]) -> None:
        empty(self._ui.sheets)
        for kind, is_checked in sheets.items():
            pill = Pill(_("Kontrollerat"), "ok") if is_checked else Pill(_("Finns inte på papper än"), "warn")
            button = secondary(_("Skriv ut nytt …") if is_checked else _("Skriv ut …"), "printer")
            button.setAccessibleName(_("Skriv ut: {sheet}").format(sheet=_(_SHEETS[kind])))
            button.clicked.connect(partial(self._print_sheet, kind))
            self._ui.sheets.addWidget(label(_(_SHEETS[kind]), "body", wrap=True))
            self._ui.sheets.addLayout(row(pill, button))

    def _print_sheet(self, kind: SheetKind) -> RecoveryDialog:
        dialog = RecoveryDialog(self.window(), self._runner, kind)
        dialog.open()
        return dialog

    def _keep(self, name: str) -> None:
        """Keep what has been written, if it can be right."""
        edit, fault = self._fields[name]
        written = edit.text().strip()
        digits = "".join(character for character in written if character.isdigit())
        wanted = _DIGITS.get(name)
        if wanted and written and len(digits) != wanted:
            fault.setText(_("Skriv {count} siffror.").format(count=wanted))
            fault.show()
            announce.say(edit, fault.text(), urgent=True)
            return
        fault.hide()
        written = digits if wanted else written
        if (
            self._profile is None
            or written == getattr(self._profile, name)
            or (name == "name" and not written)
        ):
            return
        self._runner.do(lambda work: settings.correct(work, **{name: written}))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Mapp för säkerhetskopior"))
        if chosen:
            self._runner.do(partial(backups.choose_folder, folder=Path(chosen)))

    def _back_up(self) -> None:
        office = self._runner.office
        self._ui.backUp.setEnabled(False)
        self._ui.backUp.setText(_("Kopierar …"))
        self._runner.work_outside(
            lambda: backups.make(office),
            lambda _made: self._backed_up(_("Säkerhetskopian är gjord och kontrollerad.")),
            refused=self._backup_refused,
            owner=self,
        )

    def _backed_up(self, words: str = "") -> None:
        self._ui.backUp.setEnabled(True)
        self._ui.backUp.setText(_("Säkerhetskopiera nu"))
        self._ask()
        if words:
            self._shell.toast(words)

    def _backup_refused(self, error: NarvaroError) -> None:
        self._backed_up()
        self._shell.message("bad", wording.say(error))


def _shown(work: Work) -> _Shown:
    """What the page shows; a laptop that asks to join has nothing of a school to correct yet."""
    sheets = recovery.checked_on_paper(work)
    return settings.profile(work), backups.state(work), sheets, join.is_waiting(work)
