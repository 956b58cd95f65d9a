"""What a colleague had written in a text before somebody else wrote over it: both are shown.

Texts that are saved while they are typed have no dialog that asks. After a switch of user the next person
writes in the same text, so what stood there is read back from the change entries of this laptop.
"""

import json
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import takewhile
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
    wanted = (
        select(ChangeRow)
        .where(ChangeRow.record.in_(shared), ChangeRow.fields.contains(f'"{column}"'))
        .order_by(ChangeRow.clock.desc())
    )
    entries: dict[UUID, list[ChangeRow]] = defaultdict(list)
    for entry in work.session.scalars(wanted) if shared else ():
        entries[entry.record].append(entry)
    known = {record: _before_the_last(column, held) for record, held in entries.items()}
    return {record: stood for record, stood in known.items() if stood is not None}


def _before_the_last(column: str, entries: list[ChangeRow]) -> Stood | None:
    """`entries` begin with the latest."""
    last = entries[0].actor
    own = list(takewhile(lambda entry: entry.actor == last, entries))
    if len(own) == len(entries) or own[-1].before is None:
        return None
    value = json.loads(own[-1].before).get(column)
    written = entries[len(own)]
    return Stood(value, written.actor, written.id) if value else None


def _said(work: Work, text: str, stood: Stood) -> Overwritten:
    person = work.session.get(PersonRow, stood.actor)
    at = datetime.fromtimestamp((stood.entry.int >> 80) / 1000, UTC)
    return Overwritten(text, person.name if person else "", at.astimezone(SWEDEN).date())
