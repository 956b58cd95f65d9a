"""Files let fall anywhere on the window: an anmälan, a kvittens, a kontaktkort. One intake for each window.

A card that nobody has checked leads into the call; packages that waited for it are read once it is made.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, intake_words
from narvaro_desktop.gui.dialogs.ceremony_dialog import trust_sender
from narvaro_desktop.gui.intake_told import Came, IntakeTold
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import waiting_words
from narvaro_desktop.gui.widgets.palette_rows import Command
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.receiving import held_packages, inbox, new_files, package_files
from narvaro_desktop.usecases.receiving.inbox import Arrived
from narvaro_desktop.usecases.sending.others_cards import CardRead
from narvaro_desktop.usecases.work import Area, Changes

SUFFIXES = (".age", ".json")
_ABSENCE = (".csv", ".xlsx", ".xls", ".ods")
_SELDOM = (".tsv", ".txt", ".dat", ".html", ".htm")
"""Absence files where there is a page for them, else files of no kind."""
_KEYS = "Ctrl+O"
_HEAD = 300
_ROUTINE = "narvaro-rutin-"
_ASK = "narvaro-anslutning-"
_LAYOUT = "narvaro-upplagg-"


class Intake(QObject):
    """Reads files one after another, cards first, and shows what came of them.

    `waiting` tells the packages that lie in the folder and have not been read; looked for when the window
    comes to the front. `counts_waiting` also puts their number at the inbox in the sidebar.
    """

    waiting = Signal(object)
    finished = Signal()
    """All that was taken has been read, and what came of it is shown."""

    def __init__(self, shell: Shell, runner: Runner) -> None:
        super().__init__(shell)
        self._shell, self._runner = shell, runner
        self._queue: list[Path | UUID] = []
        self._held: list[Path] = []
        self._in_hand: Path | UUID | None = None
        self._turned_down: set[Path] = set()
        """What has been refused since the window was opened is not offered once more."""
        self._taken = Came()
        self._told = IntakeTold(shell, runner, self.take)
        self._busy = self._closed = False
        self.counts_waiting = False
        self.absence_page = ""
        """The page that takes absence files, where the window has one."""
        self.let_in: Callable[[Path], object] | None = None
        """Takes the file of a laptop that asks to join, where the window has a school."""
        shell.setAcceptDrops(True)
        shell.installEventFilter(self)
        shell.closing.connect(self._close)
        runner.changed.connect(self._changed)
        QShortcut(QKeySequence(_KEYS), shell).activated.connect(self.choose)

    def command(self) -> Command:
        """For the palette."""
        return Command("read-file", _("Läs in fil …"), self.choose, "", "upload", _KEYS)

    def choose(self) -> None:
        """The same as dropping, by keyboard."""
        kinds = (*SUFFIXES, *_ABSENCE) if self.absence_page else SUFFIXES
        school = bool(self.absence_page)
        choose.files(
            self._shell, _("Läs in fil"), kinds, lambda paths: self._dropped(*sort_out(paths, school))
        )

    def take(self, paths: Sequence[Path]) -> None:
        """Read the files; a card that unlocks a package is read before it, whatever the order.

        A municipality's routines are looked at on their own page, and a laptop that asks to join is called.
        """
        routines = [path for path in paths if path.name.startswith(_ROUTINE)]
        if routines:
            self._shell.go("routines", path=routines[0])
        asks = [path for path in paths if self.let_in is not None and path.name.startswith(_ASK)]
        if self.let_in is not None and asks:
            self._shell.go("team")
            self.let_in(asks[0])
        others = [path for path in paths if path not in (*routines, *asks)]
        others.sort(key=lambda path: path.suffix.lower() != ".json")
        self._queue += others
        self._begin()

    def look(self) -> None:
        """Are there packages that nobody has read?"""
        if not self._closed:
            self._runner.ask(new_files.waiting_files, self._looked, owner=self)
            self._runner.ask(held_packages.ready, self._read_held, owner=self)

    def look_and_say(self) -> None:
        """The same, asked for by hand: it says too that there is nothing."""
        self._runner.ask(new_files.waiting_files, self._say_found, owner=self)

    def _say_found(self, files: list[Path]) -> None:
        self._turned_down.clear()
        self._looked(files)
        if files:
            words = waiting_words(files)
            self._shell.message("info", words, _("Läs in"), lambda: self.take(files))
        else:
            self._shell.toast(_("Inga nya filer till dig."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        paths = _paths(event.mimeData())
        ours, absence = sort_out(paths, bool(self.absence_page))
        if not ours and not (absence and self.absence_page):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._dropped(ours, absence)
        return True

    def _read_held(self, ready: Sequence[UUID]) -> None:
        """A card has been trusted, and what waited for it in the vault may open."""
        self._queue += [each for each in ready if each not in (*self._queue, self._in_hand)]
        self._begin()

    def _looked(self, found: list[Path]) -> None:
        files = [path for path in found if path not in self._turned_down]
        self.waiting.emit(files)
        if self.counts_waiting:
            said = ngettext("{count} ny fil", "{count} nya filer", len(files)).format(count=len(files))
            self._shell.set_count("inbox", len(files), said)

    @property
    def is_reading(self) -> bool:
        """Whether more files are on their way; what they bring is looked at when all have come."""
        return self._busy

    def _changed(self, changes: Changes) -> None:
        if Area.PACKAGES in changes and not self._busy:
            self.look()

    def _close(self) -> None:
        self._closed = True

    def _dropped(self, ours: Sequence[Path], absence: Sequence[Path]) -> None:
        if ours:
            self.take(ours)
        elif absence:
            self._shell.go(self.absence_page, paths=absence)

    def _begin(self) -> None:
        if self._queue and not self._busy:
            self._busy = True
            self._next()

    def _next(self) -> None:
        self._in_hand = None
        if not self._queue:
            self._finish()
            return
        file = self._in_hand = self._queue.pop(0)
        read = inbox.receive_held if isinstance(file, UUID) else inbox.receive
        self._runner.do(
            lambda work: read(work, file),  # type: ignore[arg-type]
            self._came, refused=partial(self._refused, file), owner=self,
        )  # fmt: skip

    def _came(self, arrived: Arrived) -> None:
        self._taken.missing += len(arrived.missing)
        if arrived.received is not None:
            self._taken.received.append(arrived.received)
        elif arrived.answered is not None:
            self._taken.answered.append(arrived.answered)
        elif arrived.figures is not None:
            self._taken.figures += 1
        elif arrived.taken is not None:
            self._taken.cases.append(arrived.taken)
        elif arrived.revoked is not None:
            self._shell.message("warn", intake_words.revoked(arrived.revoked))
        elif arrived.card is not None:
            self._card(arrived.card)
            return
        self._next()

    def _card(self, read: CardRead) -> None:
        if read.is_trusted:
            self._trusted(read)
            return
        dialog = trust_sender(self._shell, self._runner, read, partial(self._trusted, read))
        dialog.rejected.connect(self._next)

    def _trusted(self, read: CardRead) -> None:
        """Packages that waited for this card may open now; those in the vault are looked for at the end."""
        self._taken.cards.append(read.display_name)
        self._turned_down.clear()
        self._queue += [path for path in self._held if path not in self._queue]
        self._held.clear()
        self._next()

    def _refused(self, file: Path | UUID, error: NarvaroError) -> None:
        kept = partial(self._kept, file, error)
        self._runner.do(lambda work: inbox.refused(work, error, file), kept, owner=self)

    def _kept(self, file: Path | UUID, error: NarvaroError, is_held: bool) -> None:
        if isinstance(file, Path):
            self._turned_down.add(file)
        if is_held:
            self._taken.held.append(error)
        else:
            self._taken.refused.append((file, error))
            if isinstance(file, Path) and held_packages.waits_for_card(error):
                self._held.append(file)
        self._next()

    def _finish(self) -> None:
        came, self._taken, self._busy = self._taken, Came(), False
        self._told.say(came)
        self.look()
        self.finished.emit()


def intake(shell: Shell, runner: Runner) -> Intake:
    """The window's intake, made when it is first asked for."""
    return shell.findChild(Intake) or Intake(shell, runner)


def on_drop(taken: Callable[[Sequence[Path]], object]) -> Callable[[list[str]], None]:
    """A slot for DropZone.dropped."""
    return lambda paths: (taken([Path(path) for path in paths]), None)[1]


def sort_out(paths: Sequence[Path], school: bool) -> tuple[list[Path], list[Path]]:
    """(packages, receipts and cards; absence files), which only a school reads."""
    wanted = (*_ABSENCE, *_SELDOM) if school else _ABSENCE
    absence = [path for path in paths if path.suffix.lower() in wanted or (school and _of_import(path))]
    return [path for path in paths if path not in absence], absence


def _of_import(path: Path) -> bool:
    """A folder of absence files, an answer in SS 12000's form, or how another school reads its own."""
    return path.name.startswith(_LAYOUT) or path.is_dir() or _is_answer(path)


def _is_answer(path: Path) -> bool:
    """Whether a JSON file of no name of ours holds what a system has answered: `{"data": […]}` or a list."""
    if path.suffix.lower() != ".json" or path.name.startswith("narvaro-") or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return False
    return head.startswith(b"[") or b'"data"' in head


def _paths(carried: QMimeData) -> list[Path]:
    """The local files among what is carried, and those of ours in a folder."""
    return package_files.unfolded([Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()])
