"""What can be told of a case after its anmälan, when that is due, and what of it may be corrected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.dispatch_terms import DispatchKind
from narvaro_desktop.domain.municipality import same_municipality
from narvaro_desktop.domain.terms import NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.sealing.key_card import KeyCard
from narvaro_desktop.store.tables import CaseRow, DecisionRow, DispatchRow, NotificationRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import dispatch_contents, notification_papers
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.work import Work

_LEFT: Final = (
    NotificationState.HANDED_OVER,
    NotificationState.RECEIVED,
    NotificationState.REGISTERED,
    NotificationState.SEALED,
)


class NothingSealed(NarvaroError):
    """What is to be corrected was not sealed, so no package can take its place; print it or tell it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an n5 corrects: an anmälan or a dispatch of the case, its kind and what it said."""

    id: UUID
    kind: str
    sent_on: date
    package_id: str
    content: Mapping[str, Any]


def correctable(work: Work, case_id: UUID) -> list[Subject]:
    """What has left the school about a case and may be corrected or taken back, the latest first."""
    row = cases.row_of(work, case_id)
    found = []
    for made in work.session.scalars(select(NotificationRow).where(NotificationRow.case_id == row.id)):
        if made.state in (*_LEFT, NotificationState.PRINTED) and (made.payload or made.handed_over_on):
            content = json.loads(made.payload) if made.payload else {}
            on = made.handed_over_on or _day(work, made.prepared_at)
            found.append(Subject(made.id, made.kind, on, made.package_id or "", content))
    for told in work.session.scalars(select(DispatchRow).where(DispatchRow.case_id == row.id)):
        if told.kind != DispatchKind.CORRECTION.key and told.content != "{}":
            on = told.handed_over_on or _day(work, told.prepared_at)
            found.append(
                Subject(told.id, told.kind, on, told.package_id or "", _single(json.loads(told.content)))
            )
    standing = (_as_corrected(work, one) for one in found if one.content)
    return sorted((one for one in standing if one.content), key=lambda one: one.sent_on, reverse=True)


def _as_corrected(work: Work, subject: Subject) -> Subject:
    """What the recipient has of it now: with every correction so far, and nothing where it was taken back."""
    wanted = select(DispatchRow.content).where(
        DispatchRow.corrects == subject.id, DispatchRow.state != NotificationState.RETURNED
    )
    content = dict(subject.content)
    for text in work.session.scalars(wanted.order_by(DispatchRow.id)):
        correction = json.loads(text)
        if correction and not correction.get("correctedFields"):
            return replace(subject, content={})
        for key in correction.get("correctedFields", ()):
            content.pop(key, None)
            content |= {key: correction[key]} if key in correction else {}
    return replace(subject, content=content)


def subject_of(work: Work, row: CaseRow, subject: UUID) -> Subject:
    """What an n5 of this case corrects; raises NothingSealed where there is nothing."""
    found = next((one for one in correctable(work, row.id) if one.id == subject), None)
    if found is None:
        raise NothingSealed
    return found


def for_round(work: Work) -> tuple[UUID, ...]:
    """The open cases whose anmälan has reached the huvudman, for a lägesrapport."""
    work.may(Resource.DECISION, Action.READ)
    wanted = (
        select(CaseRow.id)
        .join(NotificationRow, NotificationRow.case_id == CaseRow.id)
        .join(CaseRow.student)
        .where(CaseRow.closed_on.is_(None), NotificationRow.handed_over_on.is_not(None), reach.among(work))
        .order_by(CaseRow.number)
    )
    return tuple(dict.fromkeys(work.session.scalars(wanted)))


def offered(work: Work, case_id: UUID) -> tuple[DispatchKind, ...]:
    """What can be told of the case now, the likeliest first; nothing before an utredning, but a request."""
    if not work.rules.rights.may(work.actor.role, Resource.DECISION, Action.READ):
        return ()
    row = cases.row_of(work, case_id)
    decision, sends = dispatch_contents.decision_of(work, row), work.rules.pack.notification.packages
    if decision is None:
        return (DispatchKind.REQUEST,) if row.closed_on is None else ()
    is_closed = row.closed_on is not None
    wanted = [
        (DispatchKind.CLOSING, is_closed and "n4" in sends),
        (DispatchKind.RESULT, "n2" in sends),
        (DispatchKind.STATUS, not is_closed and "n3" in sends),
        (DispatchKind.REQUEST, not is_closed),
        (DispatchKind.HOME, _tells_home(work, row)),
        (DispatchKind.CORRECTION, bool(correctable(work, case_id))),
    ]
    return tuple(kind for kind, fits in wanted if fits)


def is_closing_due(work: Work, row: CaseRow) -> bool:
    """Whether the huvudman has an anmälan of a case that is closed, and has not been told that it is."""
    if row.closed_on is None or "n4" not in work.rules.pack.notification.packages:
        return False
    told = select(DispatchRow.id).where(
        DispatchRow.case_id == row.id,
        DispatchRow.kind == DispatchKind.CLOSING.key,
        DispatchRow.prepared_at >= datetime.combine(row.closed_on, datetime.min.time(), work.now.tzinfo),
    )
    sent = select(NotificationRow.id).where(
        NotificationRow.case_id == row.id, NotificationRow.handed_over_on.is_not(None)
    )
    return bool(work.session.scalars(sent).first()) and not work.session.scalars(told).first()


def result_on(work: Work, decision: DecisionRow) -> date | None:
    """The day on which the huvudman was told what the utredning of this decision led to."""
    wanted = select(DispatchRow.handed_over_on).where(
        DispatchRow.case_id == decision.case_id,
        DispatchRow.kind == DispatchKind.RESULT.key,
        DispatchRow.handed_over_on >= decision.decided_on,
    )
    return work.session.scalars(wanted.order_by(DispatchRow.handed_over_on)).first()


def home_card(work: Work, row: CaseRow) -> KeyCard | None:
    """The trusted card of the kommun where the pupil lives."""
    home = row.student.home_municipality or ""
    cards = [card for card in others_cards.trusted_cards(work) if "homeMunicipality" in card.roles]
    return next((card for card in reversed(cards) if same_municipality(card.display_name, home)), None)


def _tells_home(work: Work, row: CaseRow) -> bool:
    """Whether the huvudman has left the notice of 7 kap. 22 § to the school, for a pupil from elsewhere."""
    if not work.rules.pack.notification.home_municipality_by_school:
        return False
    return bool(notification_papers.told_home(work, row.student, {}))


def _single(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was said of one case: of a lägesrapport its item."""
    if "items" not in content:
        return content
    frame = {key: value for key, value in content.items() if key not in ("items", "round")}
    return {**frame, **content["items"][0]}


def _day(work: Work, moment: datetime | None) -> date:
    return moment.astimezone(work.now.tzinfo).date() if moment else work.today
