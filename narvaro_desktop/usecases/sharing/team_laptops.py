"""The school's laptops as its team sees them: which there are, what went to each, and who has another now."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import distinct, func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Term, VaultKind
from narvaro_desktop.i18n import N_
from narvaro_desktop.store.errors import NotEntitled
from narvaro_desktop.store.tables import CaseInvitationRow, CaseRow, PersonRow, TransferRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.sending import keys, laptops
from narvaro_desktop.usecases.sending.laptops import LaptopLine
from narvaro_desktop.usecases.vault.team import Person
from narvaro_desktop.usecases.work import Work

_SHUT_OUT: Final = "laptops_shut_out"


class Why(Term):
    """Why a laptop is shut out."""

    LOST = "lost", N_("datorn är borttappad eller stulen")
    LEFT = "left", N_("kollegan har slutat")
    REPLACED = "replaced", N_("datorn byts ut")


@dataclass(frozen=True, slots=True)
class LaptopView:
    """A laptop; `cases` have gone to it or come from it, `shut_on` and `why` are set where it is shut out."""

    line: LaptopLine
    cases: int
    shut_on: date | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The laptops; `may_let_in` where this one holds the school's card, whose newest `serial` it is."""

    laptops: tuple[LaptopView, ...]
    may_let_in: bool
    serial: int


def overview(work: Work) -> Overview:
    """Every laptop of the school, mine first."""
    work.may(Resource.PERSON, Action.READ)
    counted = select(TransferRow.person_id, func.count(distinct(TransferRow.case_id)))
    cases = dict(work.session.execute(counted.group_by(TransferRow.person_id)).all())
    shut = settings.read(work.session, _SHUT_OUT, {})
    own = keys.own_card(work)
    return Overview(
        tuple(_view(line, cases.get(line.person, 0), shut) for line in laptops.laptops(work)),
        holds_card(work),
        own.card.serial if own is not None else 0,
    )


def holds_card(work: Work) -> bool:
    """Whether this laptop can let others into the school: it holds the key of its card, or may make one."""
    if settings.profile(work).kind is not VaultKind.SCHOOL:
        return False
    if keys.own_card(work) is None:
        return work.vault.me.grants.administrator
    try:
        return bool(work.vault.me.newest(keys.CARD))
    except NotEntitled:
        return False


def may_be(work: Work, person: UUID) -> list[Person]:
    """Those in the team who may be the person of a new laptop: they have no open one, and are not I."""
    taken = {line.person for line in laptops.laptops(work) if line.is_open} | {person, work.actor.id}
    rows = work.session.scalars(select(PersonRow).order_by(PersonRow.sort_key))
    found = [Person(row.id, row.name, row.role, row.active_to is None) for row in rows if row.id not in taken]
    return [one for one in found if one.is_active]


def carry_over(work: Work, before: UUID, now: UUID) -> None:
    """Her open cases and invitations follow a person to her new laptop; who had only the old one is gone."""
    row = work.session.get_one(PersonRow, before)
    for case in work.session.scalars(
        select(CaseRow).where(CaseRow.owner_id == before, CaseRow.closed_on.is_(None))
    ):
        case.owner_id = now
    for invited in work.session.scalars(
        select(CaseInvitationRow).where(
            CaseInvitationRow.person_id == before, CaseInvitationRow.ended_on.is_(None)
        )
    ):
        work.session.add(
            CaseInvitationRow(
                id=work.new_id(),
                case_id=invited.case_id,
                person_id=now,
                invited_by=work.actor.id,
                invited_on=work.today,
            )
        )
    if before not in {user.certificate.user for user in work.vault.key_file.active_users}:
        row.active_to = work.today
    work.log("person.laptop", person=str(before), now=str(now))


def note_shut_out(work: Work, person: UUID, why: Why) -> None:
    """Remember when and why a laptop was shut out."""
    shut = settings.read(work.session, _SHUT_OUT, {})
    told = {"on": work.today.isoformat(), "why": why.key}
    settings.write(work.session, _SHUT_OUT, {**shut, str(person): told})


def _view(line: LaptopLine, cases: int, shut: dict[str, dict[str, str]]) -> LaptopView:
    told = shut.get(str(line.person))
    if line.is_open or told is None:
        return LaptopView(line, cases)
    return LaptopView(line, cases, date.fromisoformat(told["on"]), Why.of(told["why"]))
