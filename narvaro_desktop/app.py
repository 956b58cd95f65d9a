"""The program with a window: which window is shown when, and how one gives way to the next.

    first window ── practice school ─────────────┐
      │      └───── Kom igång ── new vault ──────┤
      └─ unlock window ── vault ─────────────────┴── school's or huvudman's window ── lock: a new process

Only Qt is loaded before the first window has been painted; `gui.desk`, which knows the database, comes after.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from narvaro_desktop import i18n
from narvaro_desktop.gui import icons, theme
from narvaro_desktop.gui.aside import Aside
from narvaro_desktop.gui.collector import Collector
from narvaro_desktop.gui.locking import lock, lock_words
from narvaro_desktop.gui.locking.clipboard import ClipboardWatch
from narvaro_desktop.gui.locking.lock import Away
from narvaro_desktop.gui.locking.session_watch import SessionWatch
from narvaro_desktop.gui.locking.waits import waits
from narvaro_desktop.gui.remembered import Remembered, remembered
from narvaro_desktop.gui.translator import install_translators
from narvaro_desktop.gui.windows.laying import lay
from narvaro_desktop.gui.windows.start_window import StartWindow
from narvaro_desktop.gui.windows.unlock_window import UnlockWindow
from narvaro_desktop.i18n import _

if TYPE_CHECKING:  # loaded after the first paint, see `desk`
    from narvaro_desktop.gui.desk import Desk, Refusal
    from narvaro_desktop.gui.windows.office_window import OfficeWindow
    from narvaro_desktop.gui.windows.setup_wizard import Answers, SetupWizard

_AFTER_PAINT = 60
"""Milliseconds until the database is loaded: a timer of 0 would come before the first paint."""

_MANIFEST = "manifest.json"
"""What lies beside the vault in a backup, and nowhere else."""

StartAnew = Callable[[Path | None], None]


class Program(QObject):
    """One window at a time. `start_anew` replaces the process; it is told only where the vault lies."""

    def __init__(self, app: QApplication, kept: Remembered, start_anew: StartAnew = lock.start_anew) -> None:
        super().__init__(app)
        self._collector = Collector(self)
        self.kept = kept
        self.window: QWidget | None = None
        self.vault: Path | None = None
        self._session: SessionWatch | None = None
        self._office: OfficeWindow | None = None
        self._desk: Desk | None = None
        self._start_anew = start_anew
        self._aside = Aside(self)
        self._clipboard = ClipboardWatch(self)

    @property
    def desk(self) -> "Desk":
        """What works with vaults; its first use loads the database, if `_when_loaded` has not."""
        if self._desk is None:
            self._desk = _desk_class()(self)
            self._collector.spare()
            self._desk.told.connect(self._say_step)
        return self._desk

    def begin(self, arguments: Sequence[str]) -> None:
        """The window that the arguments ask for; without any, that of the vault used last."""
        if list(arguments) == ["--demo"]:
            self.show_start()
            QTimer.singleShot(_AFTER_PAINT, self, self.practise)
            return
        vaults = [Path(one).absolute() for one in arguments] or [one.path for one in self.kept.present]
        if vaults:
            self.open_file(vaults[0])
        else:
            self.show_start()

    def show_start(self) -> None:
        """The first window."""
        start = StartWindow([vault.path for vault in self.kept.present])
        start.practiseWanted.connect(self.practise)
        start.schoolWanted.connect(partial(self.show_setup, is_school=True))
        start.huvudmanWanted.connect(partial(self.show_setup, is_school=False))
        start.joinWanted.connect(partial(self.show_setup, is_school=True, joins=True))
        start.vaultWanted.connect(self.open_file)
        start.restoreWanted.connect(lambda: self._when_loaded(partial(self._choose_backup, start)))
        self._show(start)
        QTimer.singleShot(_AFTER_PAINT, self, lambda: self._when_loaded(lambda: None))

    def open_file(self, path: Path) -> None:
        """A vault is unlocked where it lies; a backup becomes a vault of its own first."""
        if not (path.parent / _MANIFEST).is_file():
            self.show_unlock(path)
            return
        self.show_start()
        start = self.window
        if isinstance(start, StartWindow):
            start.ask_about_copy(partial(self._restore, path.parent))

    def _choose_backup(self, start: StartWindow) -> None:
        from narvaro_desktop.gui.dialogs.restore_dialog import RestoreDialog

        dialog = RestoreDialog(start, self.desk.backups)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._restore)
        dialog.open()

    def _restore(self, folder: Path) -> None:
        """A backup as a vault of its own, and at once its unlock window."""
        if isinstance(self.window, StartWindow):
            self.window.say("info", _("Säkerhetskopian läggs tillbaka …"))
        self.desk.restore(folder, self._restored, self._refused_at_start)

    def _restored(self, path: Path) -> None:
        words = _("Kopian är återställd. Har du bara återställningsbladet: välj Jag har glömt min lösenfras.")
        self._keep(lambda kept: replace(kept, locked=words))
        self.show_unlock(path)

    def show_unlock(self, path: Path, password: str = "") -> None:
        """The unlock window of a vault, or of a register whose server's `password` has just been typed."""
        unlock = UnlockWindow(path, password)
        unlock.unlockWanted.connect(partial(self._unlock, unlock))
        unlock.forgottenWanted.connect(partial(self._forgotten, unlock))
        unlock.otherWanted.connect(self.show_start)
        if self.kept.locked:
            unlock.say("info", self.kept.locked)
            self._keep(lambda kept: replace(kept, locked=""))
        self._show(unlock)
        QTimer.singleShot(_AFTER_PAINT, unlock, partial(self._name_people, unlock))

    def show_setup(self, is_school: bool, joins: bool = False) -> None:
        """Kom igång, for a school or for a huvudman; `joins` a school that has begun on another computer."""
        from narvaro_desktop.gui.windows.setup_wizard import SetupWizard, kind_of

        setup = SetupWizard(kind_of(is_school), self.desk.offered_phrase, joins=joins)
        setup.backWanted.connect(self.show_start)
        setup.made.connect(partial(self._set_up, setup))
        setup.offer()
        self._show(setup)

    def _set_up(self, setup: "SetupWizard", answers: "Answers") -> None:
        server = answers.server
        if server is not None and server.is_there:
            joined = partial(self.show_unlock, password=server.password)
            self.desk.join_register(server, joined, lambda refusal: setup.refuse(refusal.words))
        else:
            self.desk.create(answers, self._opened, lambda refusal: setup.refuse(refusal.words))

    def practise(self, view: str = "counsellor", anew: bool = False) -> None:
        """The practice school.

        Its passphrases lie beside it, so nothing is won by a process of its own for each view: the former
        vault is closed, then the other one opened. There is never more than one runner.
        """
        self._leave()
        if isinstance(self.window, StartWindow):
            self.window.busy(_("Övningsskolan öppnas …"))
        self._when_loaded(lambda: self.desk.practise(view, self._opened, self._refused_at_start, anew))

    def lock(self, words: str = "") -> None:
        """Close the vault and become a new process that shows its unlock window."""
        self._keep(lambda kept: replace(kept, locked=words or lock_words.locked()))
        self.start_over()

    def move(self) -> None:
        """Close the vault, move it out of the folder that is synced, and unlock it where it now lies."""
        former = self.vault
        if self.window is not None:
            self.window.hide()
        self._leave(to_return=True)
        if former is not None:
            self.vault, said = self.desk.move(former)
            self._keep(lambda kept: replace(kept.with_vault(self.vault or former), locked=said))
        self._start_anew(self.vault)

    def start_over(self) -> None:
        """Close the vault and become a new process, whatever hinders the closing; the window goes first."""
        if self.window is not None:
            self.window.hide()
        try:
            self._clipboard.clear()
            self._leave(to_return=True)
        finally:
            self._start_anew(self.vault)

    def _when_loaded(self, act: Callable[[], None]) -> None:
        """Do `act` once the database has been loaded, beside the window, which goes on answering."""
        if self._desk is not None:
            act()
        else:
            self._aside.run(_desk_class, lambda _loaded: act())

    def _name_people(self, unlock: UnlockWindow) -> None:
        """The names stand there while the database is being loaded, which takes a second or two."""

        def named(names: list[str]) -> None:
            if names and isValid(unlock):
                unlock.show_people(names, self.kept.last_person(unlock.path), is_ready=False)
            self._when_loaded(partial(self._ask_people, unlock))

        if self._desk is None:
            self._aside.run(partial(_early_names, unlock.path), named)
        else:
            self._ask_people(unlock)

    def _ask_people(self, unlock: UnlockWindow) -> None:
        if not isValid(unlock):
            return
        last = self.kept.last_person(unlock.path)
        self.desk.people(
            unlock.path,
            lambda names: unlock.show_people(names, last),
            lambda refusal: unlock.refuse(refusal.words),
        )

    def _unlock(self, unlock: UnlockWindow, person: str, passphrase: str, accept_older: bool = False) -> None:
        def refused(refusal: "Refusal") -> None:
            go_on = partial(self._unlock, unlock, person, passphrase, accept_older=True)
            if refusal.is_older:
                unlock.ask_about_older(go_on)
            elif refusal.is_forged:
                unlock.ask_about_log(go_on)
            elif refusal.wants_password:
                unlock.ask_password(refusal.words, self.desk.server_of(unlock.path))
            elif refusal.is_wrong_key:
                unlock.refuse_key(refusal.words, self.desk.server_of(unlock.path))
            else:
                unlock.refuse(refusal.words)

        self.desk.unlock(
            unlock.path, person, passphrase, self._opened, refused, accept_older, unlock.password
        )

    def _forgotten(self, unlock: UnlockWindow, person: str) -> None:
        from narvaro_desktop.gui.dialogs.forgotten_dialog import ForgottenDialog

        dialog = ForgottenDialog(unlock, person, self.desk.offered_phrase)

        def changed() -> None:
            dialog.accept()
            unlock.say("ok", _("Lösenfrasen är bytt. Lås upp med den nya."))
            unlock.ask_phrase()

        def refused(refusal: "Refusal") -> None:
            dialog.refuse(refusal.words)
            if refusal.wants_password:
                dialog.reject()
                unlock.ask_password(refusal.words, self.desk.server_of(unlock.path))

        dialog.typed.connect(
            lambda sheet, passphrase: self.desk.new_passphrase(
                unlock.path, sheet, person, passphrase, changed, refused, unlock.password
            )
        )
        dialog.open()

    def _opened(self, office: "OfficeWindow") -> None:
        """Show the window of the vault that is now open."""
        office.startWanted.connect(self._to_start)
        office.joined.connect(partial(self._joined, office), Qt.ConnectionType.QueuedConnection)
        if office.is_practice:
            office.viewWanted.connect(self.practise)
            office.anewWanted.connect(self._practise_anew)
        else:
            self._watch(office)
        self._office = office
        self._show(office)
        office.begin()

    def _joined(self, office: "OfficeWindow") -> None:
        """The vault stays open, and gets the window of the school that it belongs to now."""
        self._office = None
        school = self.desk.window_of(office.let_go())
        self._opened(school)
        school.toast(_("Datorn är ansluten till skolan."))

    def _watch(self, office: "OfficeWindow") -> None:
        """Remember where the vault lies, and lock it when nobody works with it."""
        number = self.window.person_number if isinstance(self.window, UnlockWindow) else 0
        self.vault = office.path
        self._keep(lambda kept: kept.with_vault(office.path, number))
        office.moveWanted.connect(self.move, Qt.ConnectionType.QueuedConnection)
        office.lockWanted.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self._watch_idleness(office)
        # Queued: in the midst of a system's message is no place to end a process.
        if self._session is None or sys.platform == "win32":  # there it is the window that is told
            self._session = SessionWatch(office, self)
            self._session.away.connect(self._lock_as_away, Qt.ConnectionType.QueuedConnection)

    def _watch_idleness(self, office: "OfficeWindow") -> None:
        limits = waits(self.kept.idle)
        watch = lock.IdleWatch(limits.idle, office, limits.together, lambda: office.is_together)
        watch.idle.connect(lambda: self.lock(lock_words.idle(watch.minutes)))

    def _lock_as_away(self, why: Away) -> None:
        if self._office is None:  # told twice
            return
        self.lock(lock_words.away(why))

    def _to_start(self) -> None:
        self._leave()
        self.show_start()

    def _practise_anew(self) -> None:
        self._to_start()
        self.practise(anew=True)

    def _leave(self, to_return: bool = False) -> None:
        """Close the open vault, if there is one."""
        if self._office is not None:
            self._office.leave(to_return)
            self._office = None

    def _show(self, window: QWidget) -> None:
        """Put `window` in the place of the one that is shown; the next vault's window lies where its was."""
        former, self.window = self.window, window
        lay(window, former)
        window.show()
        if former is not None:
            former.hide()
            former.deleteLater()

    def _keep(self, change: Callable[[Remembered], Remembered]) -> None:
        """Change what is remembered, as it now stands: settings may have changed it too."""
        self.kept = change(remembered(self.kept.file)).keep()

    def _say_step(self, step: str) -> None:
        if isinstance(self.window, StartWindow):
            self.window.busy(_("Klart: {step}").format(step=step))

    def _refused_at_start(self, refusal: "Refusal") -> None:
        if not isinstance(self.window, StartWindow):
            self.show_start()
        if isinstance(self.window, StartWindow):
            self.window.busy("")
            self.window.say("bad", refusal.words)


def run(arguments: Sequence[str]) -> int:
    """Show the program until its last window is closed."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Närvaro")
    app.setDesktopFileName("narvaro")
    kept = remembered()
    dress(app, kept)
    app.setWindowIcon(icons.icon("footprints", "accent", 64))
    program = Program(app, kept)
    QTimer.singleShot(_AFTER_PAINT, program, partial(_after_paint, program))
    program.begin(arguments)
    return app.exec()


def _early_names(path: Path) -> list[str]:
    from narvaro_desktop.usecases.vault import vault_people

    return vault_people.names(path)


def _desk_class() -> "type[Desk]":
    from narvaro_desktop.gui.desk import Desk

    return Desk


def dress(app: QApplication, kept: Remembered) -> None:
    """Language, theme and text size as remembered, else as the system has them."""
    i18n.use_language(kept.language)
    install_translators(app, kept.language)
    theme.apply_theme(app, kept.theme, kept.scale or theme.system_scale(app))


def _after_paint(program: Program) -> None:
    """What may come when the first window stands there."""
    from narvaro_desktop.gui import crash, printing

    printing.remove_papers()
    crash.CrashWatch(lambda: program.window, program.start_over).install()
