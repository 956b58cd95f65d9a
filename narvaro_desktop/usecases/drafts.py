"""Drafts: text being typed, kept while it is typed, its author's alone until it becomes a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import DraftRow
from narvaro_desktop.usecases.work import NOTHING, Changes, Work

_BEFORE: Final = ":before"
"""What a text would replace lies beside it, under its field and this, after an equals sign."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """What was typed in one field, where the caret stood, and when it was last kept.

    `before` is what stood in the record when it was typed; None where that was not said.
    """

    text: str
    caret: int
    saved_at: datetime
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Where a draft lies: the page, whose record it belongs to ("" for a new one), and the field."""

    page: str
    record: str
    field: str
    saved_at: datetime


def keep(
    work: Work, page: str, record: object, field: str, info_class: InfoClass, text: str, caret: int = 0,
    before: str | None = None,
) -> Changes:  # fmt: skip
    """Keep what has been typed so far; an empty text forgets the draft. `before` is what it would replace.

    It is sealed in the class that the text will have. In a class without keys, or in the class that everyone
    reads, it is sealed for its author alone: what is not yet said belongs to nobody else.
    """
    if not text:
        return forget(work, page, record, field)
    if before is not None:
        keep(work, page, record, field + _BEFORE, info_class, f"={before}")
    place = _place(work, page, record, field)
    sealed_as = _class_for(work, info_class)
    body = work.seal(sealed_as, place, text)
    row = _row(work, page, record, field)
    if row is None:
        row = DraftRow(author_id=work.actor.id, page=page, record=str(record), field=field)
        work.session.add(row)
    row.info_class, row.body, row.caret, row.saved_at = sealed_as, body, caret, work.now
    return NOTHING


def draft(work: Work, page: str, record: object, field: str) -> DraftText | None:
    """What the person left in a field; None where nothing was left, or where its key has been withdrawn."""
    row = _row(work, page, record, field)
    if row is None:
        return None
    text = work.unseal(_place(work, page, record, field), row.body)
    if text is None:
        return None
    first = None if field.endswith(_BEFORE) else draft(work, page, record, field + _BEFORE)
    return DraftText(text, row.caret, row.saved_at, first.text[1:] if first else None)


def drafts(work: Work, page: str, record: object) -> dict[str, DraftText]:
    """Everything the person left on one page for one record, by field."""
    fields = work.session.scalars(
        select(DraftRow.field).where(
            DraftRow.author_id == work.actor.id, DraftRow.page == page, DraftRow.record == str(record)
        )
    ).all()
    found = {field: draft(work, page, record, field) for field in fields if not field.endswith(_BEFORE)}
    return {field: left for field, left in found.items() if left is not None}


def left_behind(work: Work) -> list[Left]:
    """Where the person has drafts, the newest first; without their text."""
    rows = work.session.scalars(
        select(DraftRow).where(DraftRow.author_id == work.actor.id).order_by(DraftRow.saved_at.desc())
    )
    return [
        Left(row.page, row.record, row.field, row.saved_at) for row in rows if not row.field.endswith(_BEFORE)
    ]


def forget(work: Work, page: str, record: object, field: str | None = None) -> Changes:
    """Drop the draft of one field, or of the whole page for this record: it is a record now, or unwanted."""
    wanted = [DraftRow.author_id == work.actor.id, DraftRow.page == page, DraftRow.record == str(record)]
    if field is not None:
        wanted.append(DraftRow.field.in_((field, field + _BEFORE)))
    for row in work.session.scalars(select(DraftRow).where(*wanted)):
        work.session.delete(row)
    return NOTHING


def _class_for(work: Work, info_class: InfoClass) -> InfoClass:
    return info_class if info_class in work.vault.cells.writable else InfoClass.OWN


def _row(work: Work, page: str, record: object, field: str) -> DraftRow | None:
    return work.session.get(DraftRow, (work.actor.id, page, str(record), field))


def _place(work: Work, page: str, record: object, field: str) -> Place:
    return Place("draft", f"{page}/{record}/{field}", str(work.actor.id), "body")
