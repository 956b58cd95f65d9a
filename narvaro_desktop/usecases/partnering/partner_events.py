"""What has happened with others than the school, as events of the case; nothing of what is most protected.

Who does not read samverkan sees that something is there, by whom and when, and no more: neither with whom,
nor whether it was a question, a meeting or a consent, nor how it went.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.partnering.collaboration import ContactState
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import ConsentRow, OutsideMeetingRow, PartnerContactRow
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.partnering import consents, partner_meetings, partners
from narvaro_desktop.usecases.partnering.partner_versions import Version
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Work

PREFIXES = ("asked:", "replied:", "met:", "consented:", "withdrawn:", "outside:")
"""How the keys begin; the record's id stands behind."""


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """One event with its day; `by` is who wrote it. `earlier` is what it said before it was corrected."""

    key: str
    on: date
    title: str
    by: UUID
    text: str = ""
    earlier: tuple[Version, ...] = ()


def events(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    """Questions, answers, consents and meetings held; who reads none of it sees that, by whom and when."""
    if not consents.reads(work):
        yield from _hidden(work, case_id)
        return
    yield from _contacts(work, case_id)
    yield from _meetings(work, case_id)
    yield from _consents(work, case_id)


def _hidden(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    """One for each day on which someone wrote of samverkan."""
    readers = team.readers(work, InfoClass.COUNSELLING)
    text = _("Texten visas för dem som har nyckeln. {readers}").format(readers=readers)
    seen = set()
    for table in (PartnerContactRow, OutsideMeetingRow, ConsentRow):
        rows = work.session.execute(
            select(table.id, table.registered_at, table.registered_by).where(table.case_id == case_id)
        )
        for row in sorted(rows, key=lambda one: (one.registered_at, one.id)):
            on = row.registered_at.astimezone(SWEDEN).date()
            if (on, row.registered_by) not in seen:
                seen.add((on, row.registered_by))
                yield OutsideEvent(f"outside:{row.id}", on, _("Samverkan"), row.registered_by, text)


def _contacts(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    writers = _writers(work, PartnerContactRow, case_id)
    for one in partners.contacts(work, case_id):
        by = writers[one.id]
        corrected = tuple(each for each in one.earlier if each.reason)
        if one.asked_on is not None:
            title = _("Fråga till {whom}").format(whom=one.name)
            yield OutsideEvent(f"asked:{one.id}", one.asked_on, title, by, one.question, corrected)
        if one.answered_on is not None:
            title = _replied(one.name, one.state)
            yield OutsideEvent(f"replied:{one.id}", one.answered_on, title, by, one.answer)
        for each in one.earlier:
            if each.answered_on is not None and each.state is not None and not each.reason:
                title = _replied(one.name, each.state)
                yield OutsideEvent(f"replied:{each.id}", each.answered_on, title, by, each.answer)


def _meetings(work: Work, case_id: UUID) -> Iterator[OutsideEvent]:
    writers = _writers(work, OutsideMeetingRow, case_id)
    for one in partner_meetings.meetings(work, case_id):
        if one.held_on is not None:
            whom = ", ".join(partner.label for partner in one.partners)
            title = _("{meeting} med {whom}").format(meeting=one.kind.label, whom=whom)
            by = writers[one.id]
            yield OutsideEvent(f"met:{one.id}", one.held_on, _capital(title), by, one.summary, one.earlier)


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


def _replied(whom: str, state: ContactState) -> str:
    return _("Svar från {whom}: {state}").format(whom=whom, state=state.label)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
