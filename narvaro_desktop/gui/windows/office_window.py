"""A window on an open vault: its pages, made when first wanted, what is looked after, and the lock."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days, role_words
from narvaro_desktop.gui.class_words import texts_of
from narvaro_desktop.gui.dialogs.protection_dialogs import ask_purpose
from narvaro_desktop.gui.dialogs.recovery_dialog import RecoveryDialog, words_of
from narvaro_desktop.gui.guide import Guide
from narvaro_desktop.gui.left_files import show_folder_of
from narvaro_desktop.gui.locking.bookmark import Bookmark, bookmark, return_to
from narvaro_desktop.gui.locking.cover import Cover
from narvaro_desktop.gui.role_words import role_word
from narvaro_desktop.gui.runner import Progress, Runner
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.windows.page_entry import PageEntry
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.privacy import erasing_again
from narvaro_desktop.usecases.privacy.erasing_again import Replayed
from narvaro_desktop.usecases.reach import PurposeNeeded
from narvaro_desktop.usecases.vault import backups, members, older, recovery, renewals, vaults
from narvaro_desktop.usecases.vault.backups import BackupState
from narvaro_desktop.usecases.vault.recovery import Reminder
from narvaro_desktop.usecases.vault.renewals import Renewed
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Office, Work
from narvaro_desktop.wording.privacy import replayed

LOCK, LEAVE = "lock", "leave"
_CALM = 1500
"""Milliseconds from the first page until what may wait is looked after."""


class OfficeWindow(Shell):
    """The shell around one runner. A page is made at its first visit, so that the first one comes at once.

    The program connects `lockWanted`, and in practice `viewWanted`, `anewWanted` and `startWanted`.
    """

    first = "today"
    reminds = True
    startWanted = Signal()
    anewWanted = Signal()
    joined = Signal()
    """The vault of a laptop that asked to join has become the school's, and wants its window."""
    moveWanted = Signal()

    def __init__(self, runner: Runner, entries: Sequence[PageEntry], practice: bool = False) -> None:
        super().__init__(practice)
        self.runner = runner
        self.is_practice = practice
        self._closed = False
        self._unmade = {entry.key: entry for entry in entries}
        for entry in entries:
            is_offered = entry.is_offered(runner.office)
            self.add_page(entry.key, _(entry.title), entry.icon, QWidget(), is_offered, entry.below)
        if practice:
            Guide(self, runner).leaveWanted.connect(self.startWanted)
            self.sidebar.add_item(LEAVE, _("Avsluta övningen"), "log-out", below=True)
            self.lockWanted.connect(
                lambda: self.toast(_("Övningen har ingen egen lösenfras och låses inte."))
            )
        else:
            self.sidebar.add_item(LOCK, _("Lås"), "lock", below=True)
        actor = runner.office.actor
        role_words.use(runner.office.rules.ladder.role_names)
        runner.changed.connect(self._changed)
        runner.saving.connect(self.saving)
        self.set_user(actor.name, role_word(actor.role))
        runner.failed.connect(self._say)
        self.bellPressed.connect(lambda: self.go(self.first))
        self.quarterly = QTimer(self, interval=round(backups.BETWEEN.total_seconds() * 1000))
        self.quarterly.timeout.connect(self._ask_for_more)
        self.cover = Cover(self)
        self._shortcut("Ctrl+Shift+L", self.cover.toggle)

    def _changed(self, changes: Changes) -> None:
        """A pack in use from now on may call roles otherwise; what came may know more than the vault does."""
        if changes - {Area.GUIDE}:
            self.saved_at(self.runner.office.clock.now().time())
        if Area.PACKAGES in changes:
            self.runner.do(older.unsaid, self._say_older, owner=self)
        if Area.SETTINGS in changes or Area.CASES in changes:
            role_words.use(self.runner.office.rules.ladder.role_names)

    @property
    def path(self) -> Path:
        """Where the vault lies."""
        return self.runner.office.vault.path

    @property
    def is_together(self) -> bool:
        """Whether one talks with somebody beside the computer: a meeting, or a talk of the kartläggning."""
        return bool(self.at and getattr(self.page(self.at.key), "is_together", False))

    def go(self, key: str, **what: Any) -> None:
        if key in (LOCK, LEAVE):
            (self.lockWanted if key == LOCK else self.startWanted).emit()
            return
        self._make(key)
        super().go(key, **what)

    def page(self, key: str) -> QWidget:
        self._make(key)
        return super().page(key)

    def begin(self) -> None:
        """Show the first page, or the one where the vault was locked; then look after backup and reserve."""
        if self.first in self._pages:
            self.go(self.first)
        if not self.is_practice:
            self.runner.ask(_bookmark, self._return, owner=self)
            QTimer.singleShot(_CALM, self, self._look_after)
            self.quarterly.start()

    def leave(self, to_return: bool = False) -> None:
        """Stop long work, keep what is typed, back up what has changed, sign the log, close the vault.

        `to_return` also keeps where one is, for the next unlock.
        """
        if self._closed:
            return
        self._closed = True
        self.closing.emit()
        mark = bookmark(self)
        for working in self.findChildren(Progress):
            working.stop()
        for box in self.findChildren(GrowingText):
            box.flush()
        if mark is not None and to_return:
            self.runner.do(partial(_keep_bookmark, text=mark.to_json()))
        office = self.runner.office
        if to_return:
            backups.give_up_long(office.vault)
        self.runner.work_outside(lambda: _end(office, self.is_practice), lambda _none: None, refused=_pass)
        self.runner.close()
        self.setEnabled(False)

    def let_go(self) -> Office:
        """The open vault for another window; this one asks it nothing more."""
        self._closed = True
        self.closing.emit()
        return self.runner.let_go()

    def dress_practice(self, views: Sequence[tuple[str, str]], chosen: str, day: date) -> None:
        """The bar on top: whose view it is, and the day on which the practice school stands still."""
        self.practice.set_views([(key, _(words)) for key, words in views], chosen)
        self.practice.set_date(days.weekday(day))

    def open_recovery(self, reminder: Reminder) -> RecoveryDialog:
        """Print the recovery sheet and type two groups back."""
        dialog = RecoveryDialog(self, self.runner, reminder.kind)
        dialog.open()
        return dialog

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def _return(self, mark: Bookmark | None) -> None:
        if mark is None or mark.page not in self._pages:
            return
        self.go(mark.page, **mark.what)
        self.runner.ask(lambda _work: None, lambda _none: self._focus(mark), owner=self)

    def _focus(self, mark: Bookmark) -> None:
        """The page has its answers by now; its fields may still be on their way into the layout."""
        if not return_to(self, mark):
            QTimer.singleShot(200, self, lambda: return_to(self, mark))

    def _look_after(self) -> None:
        if self._closed:
            return
        if self.reminds:
            self.runner.ask(recovery.reminder, self._remind, owner=self)
        self.runner.ask(backups.due, self._back_up, owner=self)
        self.runner.do(renewals.news, self._say_renewed, owner=self)
        self.runner.ask(erasing_again.standing, self._say_replayed, owner=self)
        if not self.is_practice and (service := vaults.synced_by(self.path)):
            words = _(
                "Valvet ligger i en mapp som {service} håller lika på flera datorer. Skriver två datorer i "
                "det går arbete förlorat."
            )
            self.message("warn", words.format(service=service), _("Flytta valvet"), self.moveWanted.emit)
        if not self.is_practice:
            self.runner.ask(vaults.conflict_copies, self._say_copies, owner=self)

    def _say_renewed(self, found: tuple[Renewed, ...]) -> None:
        """Who lets others in sees whom the new key went to: a name that she does not know is one too many."""
        for one in found:
            words = _(
                "Nyckeln till {texts} är ny eller har nya innehavare: {names}. Kontakta den som "
                "sköter teamet om någon inte ska ha den."
            )
            names = [*one.holders, *([_("återställningsbladet")] if one.has_sheet else [])]
            texts = texts_of(frozenset({one.info_class}))
            self.message("info", words.format(texts=texts, names=", ".join(names)))

    def _say_copies(self, copies: list[Path]) -> None:
        if copies:
            words = _(
                "Bredvid valvet ligger {name}, en kopia som en synktjänst gör när två datorer har skrivit. "
                "Det som skrevs i den finns inte här. Lås, öppna kopian från första fönstret och se efter. "
                "Ta bort den sedan."
            )
            show = partial(show_folder_of, copies[0])
            self.message("warn", words.format(name=copies[0].name), _("Visa i mappen"), show)

    def _say_older(self, is_older: bool) -> None:
        if is_older:
            words = _(
                "Filen visar att valvet är äldre än när det användes senast: något som har skickats härifrån "
                "finns inte kvar här. Fråga IT om valvets fil har bytts ut. Det står i åtkomstloggen."
            )
            self.message("bad", words)

    def _say_replayed(self, found: Replayed) -> None:
        if words := replayed(found):
            self.message("warn" if found.unsure else "info", words)

    def _remind(self, reminder: Reminder | None) -> None:
        if reminder is not None:
            button = _("Skriv ut") if reminder.printed_on is None else _("Kontrollera")
            self.message("warn", words_of(reminder), button, lambda: self.open_recovery(reminder))
        else:
            self.runner.ask(members.is_alone, self._say_alone, owner=self)

    def _say_alone(self, is_alone: bool) -> None:
        if is_alone:
            words = _(
                "Bara du sköter teamet. Glömmer du din lösenfras kan ingen kollega släppa in dig. "
                "Låt en till sköta teamet."
            )
            self.message("warn", words, _("Team"), lambda: self.go("team"))

    def _back_up(self, due: bool) -> None:
        if due and not self._closed:
            office = self.runner.office
            self.runner.work_outside(
                lambda: backups.make(office), self._backed_up, refused=self._backup_failed, owner=self
            )

    def _backed_up(self, _made: datetime) -> None:
        self.runner.changed.emit(frozenset({Area.SETTINGS}))

    def _ask_for_more(self) -> None:
        """Each quarter of an hour: has something changed?"""
        if not self._closed:
            self.runner.ask(backups.stale, self._back_up_again, owner=self)

    def _back_up_again(self, stale: bool) -> None:
        """Without a word: of a stick that is out the day's first backup has told."""
        if stale and not self._closed:
            office = self.runner.office
            self.runner.work_outside(
                lambda: backups.make(office), lambda _made: None, refused=_pass, owner=self
            )

    def _backup_failed(self, error: NarvaroError) -> None:
        self.runner.ask(backups.state, partial(self._say_backup, error), owner=self)

    def _say_backup(self, error: NarvaroError, state: BackupState) -> None:
        reason = wording.say(error)
        words = _("Dagens säkerhetskopia blev inte av. {reason}").format(reason=reason)
        button = _("Inställningar") if "settings" in self._pages else ""
        self.message("bad" if state.is_late else "warn", words, button, lambda: self.go("settings"))

    def _make(self, key: str) -> None:
        """Put the page in the place of the empty widget that stood for it."""
        entry = self._unmade.pop(key, None)
        if entry is None:
            return
        registered = self._pages[key]
        made = entry.make(self.runner, self)
        if not made.accessibleName():
            made.setAccessibleName(registered.title)
        self.pages.addWidget(made)
        self.pages.removeWidget(registered.widget)
        registered.widget.deleteLater()
        self._pages[key] = replace(registered, widget=made)

    def _say(self, error: NarvaroError) -> None:
        if isinstance(error, PurposeNeeded) and self.at is not None:
            ask_purpose(self, self.runner, error.args[0], partial(self.go, self.at.key, **self.at.what))
            return
        self.message("bad", wording.say(error))


def _end(office: Office, practice: bool) -> None:
    """Runs on the vault's thread, last of all; a backup that fails now is told at the next unlock."""
    if practice:
        return
    with office.work() as work:
        stale = backups.stale(work)
    if stale:
        with suppress(NarvaroError):
            backups.make(office)
    vaults.leave(office)


def _bookmark(work: Work) -> Bookmark | None:
    left = drafts.draft(work, "window", "", "place")
    drafts.forget(work, "window", "")
    return Bookmark.from_json(left.text) if left else None


def _keep_bookmark(work: Work, text: str) -> Changes:
    drafts.keep(work, "window", "", "place", InfoClass.OWN, text)
    return NOTHING


def _pass(_error: NarvaroError) -> None:
    """What could not be signed now is signed as found at the next unlock; what is not backed up is later."""
