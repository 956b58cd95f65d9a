"""Samråd with the pupil, each guardian and the elevhälsa: one record for each, or "försökt, ej nådd"."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment import consultation as rules
from narvaro_desktop.domain.assessment.consultation import Consultation
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.deciding import notification
from narvaro_desktop.domain.terms import InfoClass, InquiryAnswer, Party
from narvaro_desktop.i18n import _
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import CaseRow, ConsultationRow, DecisionRow, GuardianRow
from narvaro_desktop.usecases import law_profiles, reach, team_names
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import inquiry
from narvaro_desktop.usecases.pupils import guardians
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.INVESTIGATIONS, Area.CASES})


@dataclass(frozen=True, slots=True)
class Heard:
    """One samråd as the person may see it; `hidden`: there is a summary, and she lacks its key."""

    id: UUID
    with_whom: str
    consultation: Consultation
    hidden: bool
    by: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Listener:
    """Someone to have samråd with."""

    party: Party
    guardian_id: UUID | None
    name: str
    custody: str = ""
    """What is known of a guardian's custody, in words."""


@dataclass(frozen=True, slots=True)
class Samrad:
    """Every samråd of a case, the newest first; who has not been heard; everyone one may choose.

    `decided` is what the rektor answered of each party when the utredning was opened.
    """

    heard: tuple[Heard, ...]
    lacking: tuple[Listener, ...]
    everyone: tuple[Listener, ...]
    readers: str
    may_write: bool
    decided: Mapping[Party, notification.Consultation]


def samrad(work: Work, case_id: UUID) -> Samrad:
    """What has been heard from whom in this case."""
    work.may(Resource.CASE, Action.READ)
    case = cases.row_of(work, case_id)
    rows = work.session.scalars(select(ConsultationRow).where(ConsultationRow.case_id == case_id)).all()
    names = team_names.names(work)
    everyone = _everyone(work, case)
    asked = [(each.party, each.guardian_id) for each in rows]
    told = {one.id for one in case.student.guardians if guardians.is_told(one)}
    open_ = rules.lacking(asked, [one.guardian_id for one in everyone if one.guardian_id in told])
    heard = [_heard(work, case, each, everyone, names.get(each.registered_by, "")) for each in rows]
    heard.sort(key=lambda one: (one.consultation.happened_on, one.registered_at), reverse=True)
    return Samrad(
        heard=tuple(heard),
        lacking=tuple(one for one in everyone if (one.party, one.guardian_id) in open_),
        everyone=everyone,
        readers=team.readers(work, InfoClass.COUNSELLING),
        may_write=work.rules.rights.may(work.actor.role, Resource.CASE, Action.WRITE)
        and case.closed_on is None,
        decided=_decided(work, case_id),
    )


def hear(work: Work, case_id: UUID, given: Consultation) -> Made[UUID]:
    """Write down a samråd; raises ConsultationIncomplete."""
    work.may(Resource.CASE, Action.WRITE)
    case = cases.open_row(work, case_id)
    kept = rules.complete(given)
    if kept.guardian_id is not None:
        reach.part(work, case, GuardianRow, kept.guardian_id)
    row = ConsultationRow(
        id=work.new_id(),
        case_id=case_id,
        party=kept.party,
        guardian_id=kept.guardian_id,
        held=kept.held,
        attempts=None if kept.held else kept.attempts,
        form=kept.form,
        happened_on=kept.happened_on,
        summary=None,
        registered_at=work.now,
        registered_by=work.actor.id,
    )
    if text := clean(kept.summary).strip():
        row.summary = work.seal(InfoClass.COUNSELLING, _place(row, case), text)
    work.session.add(row)
    work.session.flush()
    work.log("consultation.add", student=case.student_id, case=case_id, party=kept.party.key, held=kept.held)
    return Made(CHANGED, row.id)


def _decided(work: Work, case_id: UUID) -> Mapping[Party, notification.Consultation]:
    opened = select(DecisionRow.document).where(
        DecisionRow.case_id == case_id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    document = work.session.scalars(opened.order_by(DecisionRow.registered_on.desc())).first()
    return inquiry.filled_from(json.loads(document)).consultation if document else {}


def _everyone(work: Work, case: CaseRow) -> tuple[Listener, ...]:
    """Of age, the pupil speaks for herself (föräldrabalken 9 kap. 1 §)."""
    heard: list[Listener] = []
    if not law_profiles.of(work, case.student).is_own_party:
        known = () if case.student.protected else case.student.guardians
        heard = [
            Listener(Party.GUARDIAN, each.id, each.name, guardians.custody_words(each)) for each in known
        ]
        heard = heard or [Listener(Party.GUARDIAN, None, _("Vårdnadshavare"))]
    return (
        Listener(Party.STUDENT, None, _("Eleven")),
        *heard,
        Listener(Party.HEALTH_TEAM, None, _("Elevhälsan")),
    )


def _heard(work: Work, case: CaseRow, row: ConsultationRow, everyone: Sequence[Listener], by: str) -> Heard:
    text = work.unseal(_place(row, case), row.summary)
    name = next(
        (one.name for one in everyone if (one.party, one.guardian_id) == (row.party, row.guardian_id)), ""
    )
    given = Consultation(
        row.party, row.held, row.form, row.happened_on, text or "", row.attempts, row.guardian_id
    )
    hidden = row.summary is not None and text is None
    return Heard(row.id, name or row.party.label, given, hidden, by, row.registered_at)


def _place(row: ConsultationRow, case: CaseRow) -> Place:
    return Place("consultation", str(row.id), str(case.student_id), "summary")
