"""Consents that lift secrecy towards a partner: asked, kept, withdrawn, looked up before one shares."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.partnering import collaboration as rules
from narvaro_desktop.domain.partnering.collaboration import (
    Consent,
    ConsentAnswer,
    ConsentState,
    Partner,
    Sharing,
)
from narvaro_desktop.domain.record_id import derived_id
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import CaseRow, ConsentRow, GuardianRow
from narvaro_desktop.usecases import law_profiles, reach
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import guardians
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.CASES})


class ConsentEndsEarly(NarvaroError):
    """The last day lies before the day of the answer."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Someone who can consent: the pupil (`guardian_id` None) or a guardian."""

    guardian_id: UUID | None
    name: str
    custody: str = ""
    """What is known of a guardian's custody, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What someone answered, as it is written down. `until` None holds until it is withdrawn."""

    giver: UUID | None
    partner: Partner
    answer: ConsentAnswer
    answered_on: date
    what: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent as it stands today; `answered_on` None is a guardian whom nobody has asked yet.

    `given` of `guardians` have said yes, where another is still to be asked.
    """

    id: UUID
    giver: str
    partner: Partner
    state: ConsentState
    what: str
    answered_on: date | None
    until: date | None
    withdrawn_on: date | None
    giver_id: UUID | None = None
    given: int = 0
    guardians: int = 0


def reads(work: Work) -> bool:
    """Whether the person reads samverkan: it is written for those who hold the kurativa class."""
    return InfoClass.COUNSELLING in work.vault.cells.readable


def demand_reader(work: Work, action: Action) -> None:
    """Nothing, if the person's role may, and she reads samverkan; raises NotAllowed."""
    work.may(Resource.CASE, action)
    if not reads(work):
        raise NotAllowed(work.actor.role, Resource.CASE, action)


def givers(work: Work, case_id: UUID) -> tuple[Giver, ...]:
    """Those who can consent; a protected pupil and her guardians are not named."""
    demand_reader(work, Action.READ)
    student = cases.row_of(work, case_id).student
    found = [Giver(None, _("Eleven"))]
    for place, guardian in enumerate(student.guardians, 1):
        alias = _("Vårdnadshavare {number}").format(number=place)
        name = alias if student.protected else guardian.name
        found.append(Giver(guardian.id, name, guardians.custody_words(guardian)))
    return tuple(found)


def consents(work: Work, case_id: UUID) -> tuple[ConsentView, ...]:
    """The latest answer of each giver towards each partner, and the guardians who are still to be asked.

    Those that hinder come first, then by last day.
    """
    demand_reader(work, Action.READ)
    case = cases.row_of(work, case_id)
    names = {one.guardian_id: one.name for one in givers(work, case_id)}
    latest = {(row.guardian_id, row.partner): row for row in _rows(work, case_id)}
    views = [_view(work, case, row, names.get(row.guardian_id, "")) for row in latest.values()]
    for partner in sorted({row.partner for row in latest.values()}, key=lambda one: one.key):
        found = sharing(work, case_id, partner)
        views += [_unasked(found, one, names.get(one, "")) for one in found.unasked]
    return tuple(sorted(views, key=lambda one: (one.state is ConsentState.VALID, one.until or date.max)))


def ask(work: Work, case_id: UUID, asked: Asked) -> Made[UUID]:
    """Keep what a giver answered; raises ConsentEndsEarly."""
    demand_reader(work, Action.WRITE)
    case = cases.open_row(work, case_id)
    if asked.until is not None and asked.until < asked.answered_on:
        raise ConsentEndsEarly
    if asked.giver is not None:
        reach.part(work, case, GuardianRow, asked.giver)
    row = ConsentRow(
        id=work.new_id(),
        case_id=case_id,
        guardian_id=asked.giver,
        partner=asked.partner,
        answer=asked.answer,
        answered_on=asked.answered_on,
        until=asked.until if asked.answer is ConsentAnswer.GIVEN else None,
        registered_by=work.actor.id,
        registered_at=work.now,
    )
    row.what = sealed(work, case, row, "what", asked.what)
    work.session.add(row)
    work.log("consent.write", student=case.student_id, case=case_id, answer=asked.answer.key)
    return Made(CHANGED, row.id)


def withdraw(work: Work, consent_id: UUID, on: date) -> Changes:
    """The giver has taken it back: from that day nothing more is shared."""
    demand_reader(work, Action.WRITE)
    row = work.session.get_one(ConsentRow, consent_id)
    case = cases.row_of(work, row.case_id)
    row.withdrawn_on = on
    work.log("consent.withdraw", student=case.student_id, case=case.id)
    return CHANGED


def sharing(work: Work, case_id: UUID, partner: Partner) -> Sharing:
    """Whether one may share with `partner` today."""
    case = cases.row_of(work, case_id)
    own = law_profiles.of(work, case.student).is_own_party
    asked = () if own else tuple(one.id for one in guardians.deciding(case.student))
    return rules.sharing(_values(_rows(work, case_id)), partner, work.today, asked)


def of_all(work: Work) -> dict[UUID, list[Consent]]:
    """Every answer in every case, without its text."""
    found: dict[UUID, list[Consent]] = defaultdict(list)
    for row in work.session.scalars(select(ConsentRow).order_by(ConsentRow.registered_at)):
        found[row.case_id].append(_value(row))
    return found


def share(work: Work, case: CaseRow, partners: Sequence[Partner], reason: str) -> None:
    """Nothing, if every partner's consent holds, or there is a reason, which is logged as such.

    :raises ConsentNeeded: for the first partner it is missing for
    """
    found = [sharing(work, case.id, partner) for partner in partners]
    for one in found:
        rules.demand(one, reason)
    _log_override(work, case, found)


def share_in_sip(work: Work, case: CaseRow, partners: Sequence[Partner], reason: str = "") -> None:
    """Nothing, if every partner's consent holds; `reason` goes past a guardian who has not been asked.

    :raises SipConsentNeeded, ConsentNeeded: for the first partner where it does not
    """
    found = [sharing(work, case.id, partner) for partner in partners]
    for one in found:
        rules.demand_for_sip(one, reason)
    _log_override(work, case, found)


def _log_override(work: Work, case: CaseRow, found: Sequence[Sharing]) -> None:
    held = [one.partner.key for one in found if not one.allowed]
    if held:
        work.log(
            "consent.override", student=case.student_id, case=case.id, partners=len(held),
            info_class=InfoClass.COUNSELLING,
        )  # fmt: skip


def sealed(work: Work, case: CaseRow, row: object, column: str, text: str) -> bytes | None:
    """A text of samverkan as it is stored; None for no text."""
    words = clean(text)
    return work.seal(InfoClass.COUNSELLING, _place(case, row, column), words) if words else None


def unsealed(work: Work, case: CaseRow, row: object, column: str) -> str:
    """A text of samverkan, "" where there is none or it is not the person's to read."""
    return work.unseal(_place(case, row, column), getattr(row, column)) or ""


def _place(case: CaseRow, row: object, column: str) -> Place:
    return Place(row.__tablename__, str(row.id), str(case.id), column)  # type: ignore[attr-defined]


def _rows(work: Work, case_id: UUID) -> Sequence[ConsentRow]:
    wanted = select(ConsentRow).where(ConsentRow.case_id == case_id)
    return work.session.scalars(wanted.order_by(ConsentRow.answered_on, ConsentRow.registered_at)).all()


def _values(rows: Sequence[ConsentRow]) -> list[Consent]:
    return [_value(row) for row in rows]


def _value(row: ConsentRow) -> Consent:
    return Consent(row.guardian_id, row.partner, row.answer, row.answered_on, row.until, row.withdrawn_on)


def _view(work: Work, case: CaseRow, row: ConsentRow, giver: str) -> ConsentView:
    return ConsentView(
        id=row.id,
        giver=giver,
        partner=row.partner,
        state=_value(row).state(work.today),
        what=unsealed(work, case, row, "what"),
        answered_on=row.answered_on,
        until=row.until,
        withdrawn_on=row.withdrawn_on,
        giver_id=row.guardian_id,
    )


def _unasked(found: Sharing, guardian: UUID, giver: str) -> ConsentView:
    """Someone whose answer is missing; the key is of her and the partner, as no record is there yet."""
    key = derived_id("consent", guardian, found.partner.key)
    return ConsentView(
        key, giver, found.partner, ConsentState.MISSING, "", None, None, None, guardian, found.given,
        found.guardians,
    )  # fmt: skip
