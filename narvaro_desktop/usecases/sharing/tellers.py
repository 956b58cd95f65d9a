"""Whose laptop told of what came: a name in it is that laptop's word, until the named one's own tells it."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select, update

from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import ChangeRow, PersonRow
from narvaro_desktop.usecases.work import Work

_AT_ONCE = 500


def keep(work: Work, entries: Sequence[UUID], sender: UUID) -> None:
    """The sender's laptop has told these: what nobody had told of before, and what she wrote herself."""
    for start in range(0, len(entries), _AT_ONCE):
        these = ChangeRow.id.in_(entries[start : start + _AT_ONCE])
        foreign = ChangeRow.device != work.device
        unsaid = ChangeRow.told_by.is_(None) | (ChangeRow.actor == sender)
        work.session.execute(
            update(ChangeRow)
            .where(these, foreign, unsaid)
            .values(told_by=sender)
            .execution_options(synchronize_session=False)
        )


def of_records(work: Work, records: Collection[UUID]) -> Mapping[UUID, str]:
    """By record: the name of the person whose laptop told that it was made; none for what was made here."""
    found: dict[UUID, str] = {}
    wanted = list(records)
    for start in range(0, len(wanted), _AT_ONCE):
        part = ChangeRow.record.in_(wanted[start : start + _AT_ONCE])
        made = select(ChangeRow.record, PersonRow.name).join(PersonRow, PersonRow.id == ChangeRow.told_by)
        for record, name in work.session.execute(made.where(part, ChangeRow.before.is_(None))):
            found[record] = name
    return found


def of_writing(work: Work, entry: UUID) -> str:
    """The same for one writing; "" for one of this laptop."""
    told = select(PersonRow.name).join(ChangeRow, PersonRow.id == ChangeRow.told_by)
    return work.session.scalars(told.where(ChangeRow.id == entry)).first() or ""


def as_told(who: str, teller: str) -> str:
    """`Kurator Ek`, or `Kurator Ek (enligt datorn hos Rektor Rönn)` where another's laptop says so."""
    if not who or not teller or who == teller or who.startswith(f"{teller},"):
        return who
    return _("{name} (enligt datorn hos {teller})").format(name=who, teller=teller)
