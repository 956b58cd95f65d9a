"""One act at a time: the open vault (`Office`), and the transaction of a question or an action (`Work`).

with office.work() as work:              one Session, one transaction, one chain of log lines
    cases.climb(work, case_id, {})       commits together with its change entries and log lines, or not at all
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, auto
from functools import partial
from typing import Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy.orm import Session

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.record_id import RANDOM_BYTES, record_id
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store import turns
from narvaro_desktop.store.access_log import (
    Event,
    Head,
    append,
    head,
    holds,
    is_checkpoint_due,
    sign_checkpoint,
    whole_row,
)
from narvaro_desktop.store.cells import Place, open_cell, seal_cell
from narvaro_desktop.store.changes import ChangeRecorder
from narvaro_desktop.store.errors import (
    CellRefused,
    ClassNotHeld,
    OlderThanWitness,
    RegisterUnreachable,
    SaveUncertain,
)
from narvaro_desktop.store.log_verify import signers_of
from narvaro_desktop.store.tables import Base
from narvaro_desktop.store.ticks import Ticks
from narvaro_desktop.store.vault import Vault
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import Rules


class Area(Enum):
    """What a page may show, and so what it asks about again when it has changed."""

    STUDENTS = auto()
    ABSENCE = auto()
    CALENDAR = auto()
    SUGGESTIONS = auto()
    CASES = auto()
    NOTES = auto()
    INVESTIGATIONS = auto()
    PLANS = auto()
    MEETINGS = auto()
    PREVENTION = auto()
    DECISIONS = auto()
    PACKAGES = auto()
    TEAM = auto()
    SETTINGS = auto()
    GUIDE = auto()
    """How far the practice school's guide has come: nothing that a person has written."""


Changes = frozenset[Area]
NOTHING: Changes = frozenset()

V = TypeVar("V")
T = TypeVar("T")
R = TypeVar("R", bound=Base)

_MAY_LEAD_MS = 600_000
"""How far the moments in ids may run ahead of the clock; a school of pupils is added within one second."""

_NAMED_ROWS = 40
"""An act that touches more records is bound by one hash over its change entries; it names only those that
stood there before, since an earlier event may answer for them."""


@dataclass(frozen=True, slots=True)
class Made(Generic[V]):
    """What an action changed, and what it made (an id, a count, a report)."""

    changes: Changes
    value: V


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who has unlocked the vault."""

    id: UUID
    label: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the access log before it is written: what was done with whose data, facts without words."""

    action: str
    student: UUID | None
    case: UUID | None
    info_class: InfoClass | None
    facts: dict[str, object]
    purpose: str | None = None


@dataclass(slots=True)
class RecordTimes:
    """The moments in the ids of records: each later than the one before, so that ids tell the order.

    The clock goes by whole seconds, and many records are made in one (RFC 9562, 6.2).
    """

    last: int = 0

    def next(self, unix_ms: int) -> int:
        """`unix_ms`, or just after the last one; a clock that was set far back is followed."""
        ahead = self.last + 1
        self.last = ahead if unix_ms < ahead <= unix_ms + _MAY_LEAD_MS else unix_ms
        return self.last


@dataclass(slots=True)
class Work:
    """One transaction of one person: what every question and action takes first."""

    session: Session
    vault: Vault
    actor: Actor
    now: datetime
    rules: Rules
    device: str
    seen: set[tuple[str, date]]
    times: RecordTimes = field(default_factory=RecordTimes)
    asks: bool = False
    """Whether it changes nothing but the log: what it has read stays true until its end."""
    lines: list[LogLine] = field(default_factory=list)
    _afterwards: list[Callable[[], None]] = field(default_factory=list)
    _if_undone: list[Callable[[], None]] = field(default_factory=list)
    _found: dict[str, object] = field(default_factory=dict)
    _held: set[object] = field(default_factory=set)

    def once(self, key: str, find: Callable[[], T]) -> T:
        """What `find` finds; a question looks once, an act each time, since it may have changed it."""
        if not self.asks:
            return find()
        if key not in self._found:
            self._found[key] = find()
        return cast(T, self._found[key])

    def hold(self, row: R) -> R:
        """Keep a record in a question's hands: the session forgets it, and would read it again each time."""
        if self.asks:
            self._held.add(row)
        return row

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do `act` once the transaction has been kept, e.g. give a file its final name."""
        self._afterwards.append(act)

    def if_undone(self, act: Callable[[], None]) -> None:
        """Do `act` if the transaction is rolled back, e.g. remove a file that was only begun."""
        self._if_undone.append(act)

    def finish(self, kept: bool) -> None:
        """Do what was asked for the end of the transaction."""
        for act in self._afterwards if kept else reversed(self._if_undone):
            act()

    @property
    def today(self) -> date:
        return self.now.date()

    def new_id(self) -> UUID:
        """The id of a new record, a UUIDv7 of this moment; a later record has a higher one."""
        return record_id(self.times.next(int(self.now.timestamp() * 1000)), os.urandom(RANDOM_BYTES))

    def may(self, resource: Resource, action: Action) -> None:
        """Nothing, if the person's role may; raises NotAllowed."""
        self.rules.rights.demand(self.actor.role, resource, action)

    def seal(self, info_class: InfoClass, place: Place, text: str) -> bytes:
        """`text` as ciphertext of its class, bound to its place."""
        return seal_cell(self.vault.cells, info_class, place, text)

    def unseal(self, place: Place, cell: bytes | None) -> str | None:
        """The text of a cell; None where there is none, or where the person lacks the key of its class.

        A cell that is damaged or does not belong where it stands is logged, and hidden alone.
        """
        if cell is None:
            return None
        try:
            return open_cell(self.vault.cells, place, cell)
        except ClassNotHeld:
            return None
        except CellRefused:
            self.log("cell.refused", table=place.table, record=place.row)
            return None

    def view(self, student: UUID, case: UUID | None = None) -> None:
        """Log that the person looks at this pupil: once a day and unlocking, before the text is shown."""
        key = (str(case or student), self.today)
        if key not in self.seen:
            self.seen.add(key)
            self.log("view", student=student, case=case)

    def log(
        self, action: str, *, student: UUID | None = None, case: UUID | None = None,
        info_class: InfoClass | None = None, purpose: str | None = None, **facts: object,
    ) -> None:  # fmt: skip
        """Add a line to the access log, kept with the transaction; facts are ids, counts and dates.

        `purpose` is one of the purposes that a person chooses among where she is asked, never her own words.
        """
        known = {name: value for name, value in sorted(facts.items()) if value is not None}
        self.lines.append(LogLine(action, student, case, info_class, known, purpose))


class Office:
    """The open vault in one person's hands; every question and action goes through `work`."""

    def __init__(self, vault: Vault, rules: Rules, clock: Clock, actor: Actor, device: str) -> None:
        self.vault, self.rules, self.clock, self.actor = vault, rules, clock, actor
        self._device = vault.device or device
        self._seen: set[tuple[str, date]] = set()
        self._ticks = Ticks(self._device, lambda: int(self.clock.now().timestamp() * 1000))
        self._times = RecordTimes()
        self._last: Head | None = None
        self.proved_at = time.monotonic()
        """When the person last typed the passphrase, by a clock that nobody sets."""
        self.wrong_proofs = 0
        """How many wrong ones have been typed since, in however many dialogs."""

    @contextmanager
    def work(self, *, asks: bool = False) -> Iterator[Work]:
        """One transaction: everything that happens inside is kept together, or not at all.

        Who only `asks` holds up nobody else in a register on a server, and waits for nobody.
        """
        now = self.clock.now()
        rules = self.rules.on(now.date())
        engine = self.vault.asking if asks else self.vault.engine
        with Session(engine, expire_on_commit=False) as session:
            seen = set(self._seen)
            work = Work(session, self.vault, self.actor, now, rules, self._device, seen, self._times, asks)
            recorder = ChangeRecorder(session, self.actor.id, self._ticks, work.new_id)
            last: Head | None = None
            try:
                with session.begin():
                    if self.vault.is_shared:
                        self.vault.freshen(session.connection())
                        self.actor = work.actor = replace(self.actor, role=Role.of(self.vault.me.role))
                        self._ticks.look_again()
                    yield work
                    writes = work.lines or recorder.touched or session.new or session.dirty or session.deleted
                    if asks and writes:
                        self.vault.take_turn(session.connection())
                        self.vault.freshen(session.connection())  # whom it waited for may be new
                    session.flush()
                    last = self._write_lines(work, recorder)
                    self.vault.demand_own_file()
            except BaseException as fault:
                if last is None or not self._was_kept(session, last, fault):
                    work.finish(kept=False)
                    raise
            self._seen, self.rules, self._last = work.seen, work.rules, last or self._last
            work.finish(kept=True)

    def close(self) -> None:
        """Close the vault."""
        self.vault.close()

    def _was_kept(self, broken: Session, last: Head, fault: BaseException) -> bool:
        """Whether the act's line is in the log, though the server fell silent before it said so.

        :raises SaveUncertain: it is silent still
        """
        if not isinstance(fault, RegisterUnreachable):
            return False
        broken.invalidate()
        try:
            with Session(self.vault.engine) as session:
                return head(session, UUID(self.vault.id), self._device) == last
        except RegisterUnreachable:
            raise SaveUncertain from None

    def _demand_sound_log(self, session: Session) -> None:
        """:raises OlderThanWitness: what this computer wrote last is gone, or another stands in its place
        :raises LogForged: the newest line of all was put there past the program
        """
        mine, vault = self._last, UUID(self.vault.id)
        if mine is None:  # the first line of an unlocking, which looks at the log itself
            return
        if not holds(session, mine):
            kept = head(session, vault, mine.device).sequence
            raise OlderThanWitness(mine.device, mine.sequence, min(kept, mine.sequence - 1))
        turns.demand_sound_end(session, vault, signers_of(self.vault.key_file))

    def _write_lines(self, work: Work, recorder: ChangeRecorder) -> Head | None:
        """One log line for each thing that was done; the last one binds the records that changed."""
        written: Head | None = None
        if recorder.touched and not work.lines:
            work.log("change")
        if work.lines and self.vault.is_shared:
            self._demand_sound_log(work.session)
        vault, last = UUID(self.vault.id), len(work.lines) - 1
        vouched = partial(turns.in_turn, work.session, self.vault.me) if self.vault.is_shared else None
        few = len(recorder.touched) <= _NAMED_ROWS
        named = [whole_row(*record) for record in recorder.touched if few or record not in recorder.added]
        if named and not few:
            work.lines[last].facts["changes"] = (recorder.rows_hash() or b"").hex()
        for place, line in enumerate(work.lines):
            event = Event(
                device=self._device,
                at=work.now,
                user=self.actor.id,
                role=self.actor.role.key,
                action=line.action,
                student=line.student,
                case=line.case,
                info_class=line.info_class.key if line.info_class else None,
                purpose=line.purpose,
                facts=line.facts,
                changed=named if place == last else (),
                rows_hash=None if few or named else recorder.rows_hash(),
            )
            written = append(work.session, vault, event, vouched)
        if work.lines and is_checkpoint_due(work.session, self._device, work.now):
            sign_checkpoint(work.session, self.vault.me, self._device, work.now)
        return written
