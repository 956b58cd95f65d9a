"""What has happened with others than the school, as events of the case; nothing of what is most protected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import ConsentRow, OutsideMeetingRow, PartnerContactRow
from narvaro_desktop.usecases import consents, partner_meetings, partners
from narvaro_desktop.usecases.work import Work

PREFIXES = ("asked:", "replied:", "met:", "consented:", "withdrawn:")
"""How the keys begin; the record's id stands behind."""


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """One event with its day; `by` is who wrote it."""

    key: str
    on: date
    title: str
    by: UUID
    text: str = ""


def events(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    """Questions, answers, consents and meetings held, for those who read samverkan."""
    if not consents.reads(work):
        return
    yield from _contacts(work, case_id)
    yield from _meetings(work, case_id)
    yield from _consents(work, case_id)


def _contacts(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    writers = _writers(work, PartnerContactRow, case_id)
    for one in partners.contacts(work, case_id):
        by = writers[one.id]
        if one.asked_on is not None:
            title = _("Fråga till {whom}").format(whom=one.name)
            yield OutsideEvent(f"asked:{one.id}", one.asked_on, title, by, one.question)
        if one.answered_on is not None:
            title = _("Svar från {whom}: {state}").format(whom=one.name, state=one.state.label)
            yield OutsideEvent(f"replied:{one.id}", one.answered_on, title, by, one.answer)


def _meetings(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    writers = _writers(work, OutsideMeetingRow, case_id)
    for one in partner_meetings.meetings(work, case_id):
        if one.held_on is not None:
            whom = ", ".join(partner.label for partner in one.partners)
            title = _("{meeting} med {whom}").format(meeting=one.kind.label, whom=whom)
            yield OutsideEvent(f"met:{one.id}", one.held_on, _capital(title), writers[one.id], one.summary)


def _consents(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    rows = work.session.scalars(select(ConsentRow).where(ConsentRow.case_id == case_id))
    for row in rows:
        title = _("Samtycke till {whom}: {answer}").format(whom=row.partner.label, answer=row.answer.label)
        yield OutsideEvent(f"consented:{row.id}", row.answered_on, title, row.registered_by)
        if row.withdrawn_on is not None:
            title = _("Samtycke till {whom} återkallat").format(whom=row.partner.label)
            yield OutsideEvent(f"withdrawn:{row.id}", row.withdrawn_on, title, row.registered_by)


def _writers(
    work: Work, table: type[PartnerContactRow] | type[OutsideMeetingRow], case_id: UUID
) -> dict[UUID, UUID]:
    found = work.session.execute(select(table.id, table.registered_by).where(table.case_id == case_id))
    return {row.id: row.registered_by for row in found}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
