"""What is done with vaults before one is open; it knows the database, so it comes after the first paint."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from narvaro_desktop import __version__, wording
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.aside import Aside
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.gui.windows.join_window import JoinWindow
from narvaro_desktop.gui.windows.log_window import LogWindow
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.server_choice import Server
from narvaro_desktop.gui.windows.setup_wizard import Answers
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.paths import state_folder
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.vault import backups, recovery, vaults
from narvaro_desktop.usecases.vault.backups import Found
from narvaro_desktop.usecases.work import Office

VIEWS = (
    ("counsellor", N_("Kurator"), practice.COUNSELLOR),
    ("principal", N_("Rektor"), practice.PRINCIPAL),
    ("recipient", N_("Mottagare"), practice.RECIPIENT),
)
"""The views of the practice school: key, word, and who opens a vault for it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open vault and what kind of window it wants. `view` is that of the practice school, else "".

    `is_joining`: it waits for the file of the school that it is to be one of.
    """

    office: Office
    kind: VaultKind
    practice_day: date | None
    view: str = ""
    is_joining: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a vault did not open, in words."""

    words: str
    is_wrong_key: bool
    is_older: bool
    wants_password: bool = False
    """The server of a register lets nobody in without its own password."""
    is_forged: bool = False
    """Somebody has written in a register's log past the program."""


Then = Callable[[OfficeWindow], None]
Refused = Callable[[Refusal], None]


class Desk(QObject):
    """Each act runs beside the window and ends in `then` or in `refused`. `told` names a finished step."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.aside = Aside(self)
        self.offered_phrase = vaults.offered_phrase

    @property
    def busy(self) -> bool:
        return self.aside.busy

    def people(self, path: Path, then: Callable[[list[str]], None], refused: Refused) -> None:
        """Those who can unlock the vault at `path`."""
        self.aside.run(partial(vaults.users, path), then, _told_to(refused))

    def unlock(
        self,
        path: Path,
        person: str,
        passphrase: str,
        then: Then,
        refused: Refused,
        accept_older: bool = False,
        password: str = "",
    ) -> None:
        """`password` is that of a register's server, "" where the computer knows it."""
        act = partial(vaults.unlock, accept_older=accept_older, password=password or None)
        self._open(lambda: act(path, person, passphrase), then, refused)

    def create(self, answers: Answers, then: Then, refused: Refused) -> None:
        """The vault that Kom igång asked for."""
        self._open(partial(_create, answers), then, refused)

    def join_register(self, server: Server, then: Callable[[Path], None], refused: Refused) -> None:
        """A register that colleagues work in; `then` hears which file tells of it here."""
        self.aside.run(partial(_join_register, server), then, _told_to(refused))

    def server_of(self, path: Path) -> str:
        """The server that the file at `path` says a register lies on, "" where it is a vault itself."""
        return register_server.host_in(path)

    def window_of(self, office: Office) -> OfficeWindow:
        """The window of a vault that is open already and has become something else."""
        return window_on(looked_at(office))

    def practise(self, view: str, then: Then, refused: Refused, anew: bool = False) -> None:
        """The practice school seen by `view`."""
        self._open(partial(_practise, view, self.told.emit, anew), then, refused, view)

    def new_passphrase(
        self,
        path: Path,
        sheet: str,
        person: str,
        passphrase: str,
        then: Callable[[], None],
        refused: Refused,
        password: str = "",
    ) -> None:
        """With a recovery sheet, for someone who has forgotten the old one."""
        act = partial(recovery.new_passphrase, path, sheet, person, passphrase, password=password or None)
        self.aside.run(act, lambda _none: then(), _told_to(refused))

    def move(self, path: Path) -> tuple[Path, str]:
        """A vault that nobody has open, out of a synced folder: where it now lies, and how it went."""
        try:
            moved = vaults.move(path)
        except NarvaroError as error:
            return path, wording.say(error)
        return moved, _("Valvet ligger nu i {folder}.").format(folder=moved.parent)

    def backups(self, folders: Sequence[Path], then: Callable[[list[Found]], None]) -> None:
        """Those in `folders`, or else in the usual places."""
        self.aside.run(partial(_backups, folders), then)

    def restore(self, folder: Path, then: Callable[[Path], None], refused: Refused) -> None:
        """A backup as a vault of its own; `then` hears where it lies."""
        self.aside.run(partial(backups.restore, folder), then, _told_to(refused))

    def _open(self, act: Callable[[], Office], then: Then, refused: Refused, view: str = "") -> None:
        self.aside.run(
            lambda: looked_at(act(), view), lambda found: then(window_on(found)), _told_to(refused)
        )


def _backups(folders: Sequence[Path]) -> list[Found]:
    return (
        [one for folder in folders for one in backups.found_in(folder)] if folders else backups.near_at_hand()
    )


def window_on(opened: Opened) -> OfficeWindow:
    """The window that fits the vault, with its runner."""
    runner, is_practice = Runner(opened.office), opened.practice_day is not None
    window: OfficeWindow
    if opened.is_joining:
        window = JoinWindow(runner)
    elif opened.office.actor.role is Role.DATA_PROTECTION_OFFICER:
        window = LogWindow(runner, is_practice)
    elif opened.kind is VaultKind.SCHOOL:
        window = SchoolWindow(runner, is_practice)
    else:
        window = HuvudmanWindow(runner, is_practice)
    runner.setParent(window)
    if opened.practice_day is not None:
        window.dress_practice([(key, words) for key, words, _who in VIEWS], opened.view, opened.practice_day)
    return window


def practice_folder() -> Path:
    """Where the practice school of this version lies; it is nobody's document."""
    return state_folder() / f"ovning-{__version__}"


def _practise(view: str, told: Callable[[str], None], anew: bool) -> Office:
    """Built at the first time, when asked `anew`, and when it is spoilt."""
    folder = practice_folder()
    person = next(person for key, _words, person in VIEWS if key == view)
    there = None if anew else practice.there(folder)
    if there is not None:
        try:
            return there.unlock(person)
        except (NarvaroError, KeyError):
            shutil.rmtree(folder, ignore_errors=True)
    return practice.build(folder, told, with_files=False).unlock(person)


def _create(answers: Answers) -> Office:
    """In the user's documents."""
    path, server = vaults.new_path(answers.kind), answers.server
    if server is not None:
        return register_server.create(
            path, server.address, server.password or None, answers.name, answers.person, answers.passphrase
        )
    office = vaults.create(path, answers.kind, answers.name, answers.person, answers.role, answers.passphrase)
    if answers.joins:
        with office.work() as work:
            join.ask(work)
    return office


def _join_register(server: Server) -> Path:
    path = vaults.new_path(VaultKind.HUVUDMAN)
    register_server.join(path, server.address, server.password or None)
    return path


def looked_at(office: Office, view: str = "") -> Opened:
    """What kind of window an open vault wants."""
    with office.work() as work:
        profile, is_joining = settings.profile(work), join.is_waiting(work)
    return Opened(office, profile.kind, profile.practice_day, view, is_joining)


def _told_to(refused: Refused) -> Callable[[NarvaroError], None]:
    return lambda error: refused(
        Refusal(
            wording.say(error),
            vaults.is_wrong_key(error),
            vaults.is_older(error),
            register_server.is_password_needed(error),
            vaults.is_forged(error),
        )
    )
