"""What each act changed, and over which writings: clocks that never repeat, heads that the next one names."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from narvaro_desktop.domain.record_id import record_id
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.changes import ChangeRecorder
from narvaro_desktop.store.heads import heads_of
from narvaro_desktop.store.tables import ChangeRow, PersonRow
from narvaro_desktop.store.ticks import Ticks
from narvaro_desktop.store.vault import Vault
from tests.store.conftest import School

WHO = UUID(int=7)
TODAY = 1_790_000_000_000


@dataclass
class Laptop:
    """A session's worth of acts on a vault, under a machine clock that the test sets."""

    vault: Vault
    unix_ms: int = TODAY
    device: str = "a1"
    made: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Unlock anew: what was counted is forgotten."""
        self.ticks = Ticks(self.device, lambda: self.unix_ms)

    def new_id(self) -> UUID:
        self.made += 1
        return record_id(self.made, bytes(10))

    @contextmanager
    def act(self) -> Iterator[Session]:
        with Session(self.vault.engine) as session, session.begin():
            self.recorder = ChangeRecorder(session, WHO, self.ticks, self.new_id)
            yield session


@pytest.fixture
def laptop(school: School) -> Iterator[Laptop]:
    with school.open() as vault:
        yield Laptop(vault)


@pytest.fixture
def person(laptop: Laptop) -> UUID:
    """Someone whose row has been made, named and renamed."""
    row = PersonRow(
        id=record_id(TODAY, bytes(10)), label="Ek", name="Ek", sort_key="ek", role=Role.COUNSELLOR,
        active_from=date(2026, 8, 17), active_to=None,
    )  # fmt: skip
    with laptop.act() as session:
        session.add(row)
        name = row.id
    rename(laptop, name, "Ekman")
    return name


def rename(laptop: Laptop, person: UUID, name: str) -> None:
    with laptop.act() as session:
        session.get_one(PersonRow, person).name = name


def entries(laptop: Laptop, person: UUID) -> list[ChangeRow]:
    with Session(laptop.vault.engine) as session:
        wanted = select(ChangeRow).where(ChangeRow.record == person).order_by(ChangeRow.clock)
        return list(session.scalars(wanted))


def test_each_writing_names_the_one_it_was_made_over(laptop: Laptop, person: UUID) -> None:
    rename(laptop, person, "Ekbom")

    made, first, second = entries(laptop, person)
    assert made.over is None
    assert json.loads(first.over or "") == {"name": [made.clock]}
    assert json.loads(second.over or "") == {"name": [first.clock]}
    assert json.loads(second.before or "") == {"name": "Ekman"}
    assert {made.after, first.after, second.after} == {None}


def test_a_field_that_was_last_written_long_ago_is_found(laptop: Laptop, person: UUID) -> None:
    for number in range(12):
        rename(laptop, person, f"Ek {number}")
    with laptop.act() as session:
        session.get_one(PersonRow, person).role = Role.PRINCIPAL

    made, *_names, last = entries(laptop, person)
    assert json.loads(last.over or "") == {"role": [made.clock]}


def test_a_record_that_is_taken_away_says_over_what(laptop: Laptop, person: UUID) -> None:
    with laptop.act() as session:
        session.delete(session.get_one(PersonRow, person))

    made, named, gone = entries(laptop, person)
    over = json.loads(gone.over or "")
    assert (over["name"], over["role"]) == ([named.clock], [made.clock])
    assert json.loads(gone.before or "")["active_from"] == "2026-08-17"


def hear(laptop: Laptop, person: UUID, clock: str, over: list[str]) -> None:
    """Another laptop's entry comes: it wrote the name over what `over` says."""
    entry = ChangeRow(
        id=UUID(int=99), device="b2", clock=clock, actor=WHO, table_name="person", record=person,
        fields='["name"]', over=json.dumps({"name": over}), after='{"name": "Ekdal"}',
    )  # fmt: skip
    with laptop.act() as session, laptop.recorder.merging(session):
        session.add(entry)


def test_what_came_from_elsewhere_stands_beside_until_it_is_written_over(
    laptop: Laptop, person: UUID
) -> None:
    made, mine = entries(laptop, person)
    theirs = f"{TODAY + 9:013d}-00000-b2"
    hear(laptop, person, theirs, [made.clock])

    with Session(laptop.vault.engine) as session:
        assert heads_of(session, {person: ["name"]}, {person})[person]["name"] == [mine.clock, theirs]
    rename(laptop, person, "Ekelund")
    assert json.loads(entries(laptop, person)[-1].over or "") == {"name": [mine.clock, theirs]}


def test_the_clock_passes_what_it_has_seen(laptop: Laptop, person: UUID) -> None:
    hear(laptop, person, f"{TODAY + 7_200_000:013d}-00003-b2", [])
    rename(laptop, person, "Ekelund")

    assert entries(laptop, person)[-1].clock == f"{TODAY + 7_200_000:013d}-00004-a1"


@pytest.mark.parametrize("turned_back", [0, 1, 86_400_000], ids=["stands still", "by a moment", "by a day"])
def test_no_clock_comes_twice_when_the_machine_was_set_back(
    laptop: Laptop, person: UUID, turned_back: int
) -> None:
    before = [entry.clock for entry in entries(laptop, person)]
    laptop.unix_ms -= turned_back
    laptop.start()
    rename(laptop, person, "Ekbom")

    after = [entry.clock for entry in entries(laptop, person)]
    assert after[:-1] == before
    assert after == sorted(set(after))


def test_what_is_written_while_merging_has_no_entry_of_its_own(laptop: Laptop, person: UUID) -> None:
    with laptop.act() as session, laptop.recorder.merging(session):
        session.get_one(PersonRow, person).name = "Ekdal"

    assert len(entries(laptop, person)) == 2
    assert laptop.recorder.touched == {("person", person): True}
