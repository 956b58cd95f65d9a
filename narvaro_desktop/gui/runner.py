"""The one door from the window to the vault: questions and actions run in order on the vault's own thread."""

import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, Final, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.usecases.work import Changes, Made, Office, Work

T = TypeVar("T")

_TURN_SECONDS: Final = 0.0001
"""How long the vault's thread may keep Python while the window waits. One turn of the event loop asks for it
a thousand times: with Python's own five milliseconds, or with one, a large import kept the window deaf for
0.2 seconds."""
_WORD_SECONDS: Final = 0.1
"""How often the window is told how far a long act has come."""


class Runner(QObject):
    """Asks and does, and never waits.

    `ask` runs a question and gives its answer back on the GUI thread. `do` runs an action in one transaction;
    afterwards `changed` tells which areas to ask about again. A foreseen error rolls back and is told by
    `failed` (or to the caller's own `refused`); any other exception is a bug, raised on the GUI thread.
    """

    changed = Signal(object)
    failed = Signal(object)
    settled = Signal()
    saving = Signal(bool)
    """An action has been asked for, and then: none is under way any more."""
    _delivered = Signal(object, bool)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._waiting = self._acts = 0
        self._closed = False
        sys.setswitchinterval(_TURN_SECONDS)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._turns: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)

    @property
    def busy(self) -> bool:
        """Whether anything asked or done has not been answered yet."""
        return self._waiting > 0

    def ask(
        self, question: Callable[[Work], T], answer: Callable[[T], None], *, owner: QObject | None = None
    ) -> None:
        """Run `question`; call `answer` with what it found, unless `owner` is gone by then."""
        self._submit(question, lambda found: answer(cast(T, found)), None, owner)

    def do(
        self,
        action: Callable[[Work], Changes | Made[Any]],
        then: Callable[..., None] | None = None,
        *,
        refused: Callable[[NarvaroError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `action`; then tell what changed, and call `then` (with the value that was made, if any)."""

        def done(result: Changes | Made[Any]) -> None:
            changes = result.changes if isinstance(result, Made) else result
            if changes:
                self.changed.emit(changes)
            if then is not None and (owner is None or isValid(owner)):
                then(result.value) if isinstance(result, Made) else then()

        self._submit(action, done, refused, None, saves=True)

    def work_outside(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        refused: Callable[[NarvaroError], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run something slow that needs no transaction (read a file, make a paper) on the vault's thread."""

        def done(made: object) -> None:
            then(cast(T, made))

        self._submit(lambda _work: work(), done, refused, owner, transaction=False)

    def in_turns(self, *acts: Callable[[], None], owner: QObject) -> None:
        """Do each of `acts` in a turn of its own, and let the window answer in between.

        What a page builds at first sight, all at once, is felt. Until the last is done the runner is busy.
        """
        self._waiting += len(acts)
        self._turns.extend(partial(_act_for, owner, act) for act in acts)
        self._turn.start()

    def close(self) -> None:
        """Finish what was asked, close the vault and end its thread; what is asked later is not heard."""
        self._thread.submit(self.office.close)
        self.let_go()

    def let_go(self) -> Office:
        """The same, but the vault stays open for another runner."""
        self._closed = True
        self._thread.shutdown(wait=True)
        return self.office

    def _submit(
        self,
        act: Callable[[Work], Any],
        answer: Callable[[Any], None],
        refused: Callable[[NarvaroError], None] | None,
        owner: QObject | None,
        *,
        transaction: bool = True,
        saves: bool = False,
    ) -> None:
        if self._closed:
            return
        self._waiting += 1
        self._acts += saves
        if saves and self._acts == 1:
            self.saving.emit(True)

        def on_vault_thread() -> None:
            try:
                if transaction:
                    with self.office.work(asks=not saves) as work:
                        found = act(work)
                else:
                    found = act(cast(Work, None))
            except NarvaroError as error:
                self._delivered.emit(partial(self._refuse, error, refused, owner), saves)
            except BaseException as bug:
                self._delivered.emit(partial(_raise, bug), saves)
            else:
                self._delivered.emit(partial(_answer, answer, found, owner), saves)

        self._thread.submit(on_vault_thread)

    @Slot(object, bool)
    def _deliver(self, message: Callable[[], None], saves: bool) -> None:
        self._waiting -= 1
        self._acts -= saves
        if saves and not self._acts:
            self.saving.emit(False)
        try:
            message()
        finally:
            if not self._waiting:
                self.settled.emit()

    def _take_turn(self) -> None:
        act = self._turns.popleft()
        if self._turns:
            self._turn.start()
        self._deliver(act, False)

    def _refuse(
        self, error: NarvaroError, refused: Callable[[NarvaroError], None] | None, owner: QObject | None
    ) -> None:
        if refused is not None and (owner is None or isValid(owner)):
            refused(error)
        else:
            self.failed.emit(error)


class Progress(QObject):
    """How far a long act has come, told from the vault's thread to the window, and the wish to stop it."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._next_word = 0.0

    def tell(self, done: int, total: int) -> None:
        """Called by the act as often as it likes: `done` of `total` (0 = unknown).

        The window hears of it some times a second: told of each of thousands it would hear of nothing else.
        """
        now = time.monotonic()
        if now >= self._next_word:
            self._next_word = now + _WORD_SECONDS
            self.moved.emit(done, total)

    def stop(self) -> None:
        """Called by the window: the act ends at its next safe place, with nothing changed."""
        self._stop.set()

    def stopped(self) -> bool:
        return self._stop.is_set()


def _answer(answer: Callable[[Any], None], found: Any, owner: QObject | None) -> None:
    if owner is None or isValid(owner):
        answer(found)


def _act_for(owner: QObject, act: Callable[[], None]) -> None:
    if isValid(owner):
        act()


def _raise(bug: BaseException) -> None:
    raise bug
