"""What a colleague had written in a text before somebody else wrote over it: both are shown.

Texts that are saved while they are typed have no dialog that asks. After a switch of user the next person
writes in the same text, so what stood there is read back from the change entries of this laptop.
"""

import json
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.store.tables import ChangeRow, PersonRow
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Overwritten:
    """The text that `who` left there, on her last day with it."""

    text: str
    who: str
    on: date


class _Entry(NamedTuple):
    """A change entry: who wrote, and its id."""

    actor: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class Stood:
    """A stored value (bytes as base64), and the entry of the person who wrote it last."""

    value: str
    actor: UUID
    entry: UUID


def overwritten(
    work: Work, column: str, now: Mapping[UUID, str], read: Callable[[UUID, bytes], str | None]
) -> dict[UUID, Overwritten]:
    """By record, what another wrote in `column` before it came to say `now`, where that is not in it still.

    `read` opens the cell of a record, and answers None where the person has no key.
    """
    found = {}
    for record, stood in _stood(work, column, now).items():
        text = read(record, b64decode(stood.value))
        if text and text.strip() not in now[record]:
            found[record] = _said(work, text, stood)
    return found


def overwritten_words(work: Work, record: UUID, now: Mapping[str, str]) -> dict[str, Overwritten]:
    """The same for the columns of one record that everyone reads."""
    found = {}
    for column, words in now.items():
        stood = _stood(work, column, [record]).get(record)
        if stood is not None and stood.value.strip() not in words:
            found[column] = _said(work, stood.value, stood)
    return found


def overwritten_parts(
    work: Work, record: UUID, column: str, now: Mapping[str, str]
) -> dict[str, Overwritten]:
    """The same for the texts in a column that holds JSON of them, by their key in it."""
    stood = _stood(work, column, [record]).get(record)
    before = json.loads(stood.value) if stood is not None else {}
    return {
        key: _said(work, words, stood)
        for key, words in before.items()
        if stood is not None and words.strip() not in now.get(key, "")
    }


def _stood(work: Work, column: str, records: Collection[UUID]) -> dict[UUID, Stood]:
    """What stood in `column` until the person who wrote last began."""
    by_two = (
        select(ChangeRow.record)
        .where(ChangeRow.record.in_(records))
        .group_by(ChangeRow.record)
        .having(func.count(ChangeRow.actor.distinct()) > 1)
    )
    shared = work.session.scalars(by_two).all()
    if not shared:
        return {}
    wanted = (
        select(ChangeRow.record, ChangeRow.actor, ChangeRow.id)
        .where(ChangeRow.record.in_(shared), ChangeRow.fields.contains(f'"{column}"'))
        .order_by(ChangeRow.clock.desc())
    )
    entries: dict[UUID, list[_Entry]] = defaultdict(list)
    for record, actor, entry in work.session.execute(wanted):
        entries[record].append(_Entry(actor, entry))
    turns = {record: turn for record, held in entries.items() if (turn := _turn(held)) is not None}
    before = _before(work, [since.id for since, _theirs in turns.values()])
    return {
        record: Stood(value, theirs.actor, theirs.id)
        for record, (since, theirs) in turns.items()
        if (value := before.get(since.id, {}).get(column))
    }


def _turn(entries: Sequence[_Entry]) -> tuple[_Entry, _Entry] | None:
    """The entry with which the last person began, and another's before it; the latest come first."""
    own = list(takewhile(lambda entry: entry.actor == entries[0].actor, entries))
    return (own[-1], entries[len(own)]) if len(own) < len(entries) else None


def _before(work: Work, entries: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """What stood in a record until each of these entries."""
    wanted = select(ChangeRow.id, ChangeRow.before).where(ChangeRow.id.in_(entries))
    return {entry: json.loads(before) for entry, before in work.session.execute(wanted) if before is not None}


def _said(work: Work, text: str, stood: Stood) -> Overwritten:
    person = work.session.get(PersonRow, stood.actor)
    at = datetime.fromtimestamp((stood.entry.int >> 80) / 1000, UTC)
    return Overwritten(text, person.name if person else "", at.astimezone(SWEDEN).date())
