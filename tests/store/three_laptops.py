"""Three laptops without keys, and chance: they write, send what they know, get files late, twice or never."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.promoting.prevention import RoundMark
from narvaro_desktop.domain.record_id import derived_id, record_id
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.changes import ChangeRecorder
from narvaro_desktop.store.entries import Entry, histories, stored_row
from narvaro_desktop.store.merging import merge
from narvaro_desktop.store.tables import Base, ChangeRow, PersonRow, RoundMarkRow, RoundRow
from narvaro_desktop.store.ticks import Ticks

_BEGAN = 1_790_000_000_000
_ROUND, _WHO = UUID(int=1), UUID(int=2)
_POINTS = ("ljud", "ljus", "platser", "raster")
_WORDS = ("bra", "för mörkt", "stökigt", "")
File = list[Entry]


@dataclass
class Laptop:
    """One laptop: its tables in memory, and a machine clock that may be hours wrong."""

    device: str
    unix_ms: int
    made: int = 0
    written: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What was written here, by clock and field."""

    def __post_init__(self) -> None:
        self.engine = create_engine("sqlite://")
        event.listen(self.engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys = ON"))
        Base.metadata.create_all(self.engine, [RoundRow.__table__, *_NEEDED])
        self.ticks = Ticks(self.device, lambda: self.unix_ms)

    def new_id(self) -> UUID:
        self.made += 1
        return record_id(_BEGAN + self.made, self.device.encode().ljust(10)[:10])

    @contextmanager
    def act(self) -> Iterator[Session]:
        with Session(self.engine) as session, session.begin():
            self.recorder = ChangeRecorder(session, _WHO, self.ticks, self.new_id)
            yield session

    def begin(self) -> None:
        """What all of them work with."""
        day = date(2026, 10, 5)
        at = datetime(2026, 10, 5, 8, tzinfo=ZoneInfo("Europe/Stockholm"))
        with self.act() as session:
            session.add(
                PersonRow(id=_WHO, label="Ek", name="Ek", sort_key="ek", role=Role.MENTOR, active_from=day)
            )
            session.flush()
            session.add(
                RoundRow(
                    id=_ROUND, held_on=day, place="Hus A", version="1", registered_at=at, registered_by=_WHO
                )
            )

    def write(self, chance: Random) -> None:
        """Something about one point: first words, other words, another mark, or nothing of it any more."""
        record = derived_id("round_mark", chance.choice(_POINTS))
        with self.act() as session:
            row = session.get(RoundMarkRow, record)
            if row is not None and chance.random() < 0.15:
                session.delete(row)
                return
            if row is None:
                row = RoundMarkRow(
                    id=record, round_id=_ROUND, point=str(record), mark=RoundMark.WORKS, words=""
                )
                session.add(row)
            if chance.random() < 0.7:
                row.words = f"{chance.choice(_WORDS)}{chance.randrange(3)}"
            if chance.random() < 0.5:
                row.mark = chance.choice(list(RoundMark))
            place = session.get_one(RoundRow, _ROUND)
            if chance.random() < 0.2:
                place.place = f"Hus {chance.randrange(9)}"
            session.flush()
            self._remember(session, [row, place])

    def _remember(self, session: Session, rows: list[Base]) -> None:
        said = {row.id: stored_row(row) for row in rows}  # type: ignore[attr-defined]
        own = select(ChangeRow).where(ChangeRow.record.in_(said), ChangeRow.device == self.device)
        for entry in session.scalars(own):
            for name in json.loads(entry.fields):
                self.written.setdefault((entry.clock, name), said[entry.record][name])

    def file(self) -> File:
        """All that it knows, as it travels."""
        with Session(self.engine) as session:
            found = histories(session, set(session.scalars(select(ChangeRow.record).distinct())))
            return [entry for history in found.values() for entry in history.entries]

    def take(self, file: File) -> None:
        with self.act() as session:
            merge(session, self.recorder, file, lambda _table, _record: {})

    def rows(self) -> dict[UUID, dict[str, Any]]:
        with Session(self.engine) as session:
            models: tuple[type[Base], ...] = (RoundRow, RoundMarkRow)
            return {
                row.id: stored_row(row)  # type: ignore[attr-defined]
                for model in models
                for row in session.scalars(select(model))
            }

    def standing(self) -> dict[tuple[UUID, str], list[tuple[str, Any]]]:
        """For each field of each record that is there: the writings that stand, with their values."""
        file = self.file()
        values = {entry.clock: entry.values for entry in file}
        with Session(self.engine) as session:
            found = histories(session, {entry.record for entry in file})
        return {
            (record, name): [(clock, values[clock].get(name)) for clock in clocks]
            for record, history in found.items()
            if not history.is_gone
            for name, clocks in history.heads.items()
        }


_NEEDED = [PersonRow.__table__, RoundMarkRow.__table__, ChangeRow.__table__]


@dataclass(frozen=True)
class Outcome:
    """What one history came to."""

    writes: int
    lost: int
    diverged: bool


def play(seed: int, steps: int = 14) -> Outcome:
    """One random history, then every laptop hears from every other."""
    chance = Random(seed)
    laptops = [Laptop(device, _BEGAN + chance.randrange(-8, 9) * 3_600_000) for device in ("a1", "b2", "c3")]
    laptops[0].begin()
    for other in laptops[1:]:
        other.take(laptops[0].file())
    underway: list[File] = []
    for _step in range(steps):
        laptop = chance.choice(laptops)
        laptop.unix_ms += chance.randrange(-5_000, 600_000)
        what = chance.random()
        if what < 0.5:
            laptop.write(chance)
        elif what < 0.75:
            underway.append(laptop.file())
        elif underway:
            file = chance.choice(underway)
            chance.shuffle(file)
            laptop.take(file)
            if chance.random() < 0.3:
                underway.remove(file)
    return _compared(laptops)


def _compared(laptops: list[Laptop]) -> Outcome:
    for _round in range(2):
        for giver in laptops:
            for taker in laptops:
                taker.take(giver.file())
    written: Mapping[tuple[str, str], Any] = {
        key: value for laptop in laptops for key, value in laptop.written.items()
    }
    known = [{(entry.clock, name) for entry in laptop.file() for name in entry.fields} for laptop in laptops]
    lost = sum(len(written.keys() - one) for one in known)
    first = laptops[0].standing()
    for (_record, name), stands in first.items():
        lost += sum((clock, name) in written and written[clock, name] != value for clock, value in stands)
    diverged = any(laptop.rows() != laptops[0].rows() or laptop.standing() != first for laptop in laptops[1:])
    for laptop in laptops:
        laptop.engine.dispose()
    return Outcome(len(written), lost, diverged)
