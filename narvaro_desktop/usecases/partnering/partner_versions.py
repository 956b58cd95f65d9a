"""What contacts and meetings with partners said before: kept whenever one is written over, never changed.

A correction says why. A contact that went on with a new answer says nothing of why: it is no mistake.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.partnering.collaboration import ContactState, Obstacle
from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.store.tables import (
    CaseRow,
    OutsideMeetingRow,
    OutsideVersionRow,
    PartnerContactRow,
)
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.partnering.consents import demand_reader, sealed, unsealed
from narvaro_desktop.usecases.work import Work

_LABELS: Final = {
    "state": N_("Läge"),
    "question": N_("Fråga"),
    "asked_on": N_("Frågat"),
    "answer": N_("Svar"),
    "may_pass_on": N_("Får föras vidare"),
    "answered_on": N_("Svarade"),
    "obstacle": N_("Hinder"),
    "held_on": N_("Hölls"),
    "summary": N_("Det här kom ni fram till"),
    "tasks": N_("Vem gör vad"),
    "lead": N_("Huvudansvarig"),
    "coordinator": N_("Samordnar"),
    "next_owner": N_("Nästa steg"),
    "follow_up_on": N_("Följs upp"),
}
"""What a version says, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Version:
    """How it stood until `at`. `said` are labels and words; `reason` "" went on, and was no mistake."""

    id: UUID
    at: datetime
    by: UUID
    who: str
    reason: str
    said: tuple[tuple[str, str], ...]
    answered_on: date | None
    """Of a contact: the day of the answer that was replaced."""
    state: ContactState | None
    answer: str


def why(reason: str) -> str:
    """The reason of a correction; raises NoReason."""
    words = clean(reason).strip()
    if not words:
        raise NoReason
    return words


def keep_contact(work: Work, case: CaseRow, row: PartnerContactRow, reason: str = "") -> None:
    """Put the contact as it stands in a version of its own; part of the act that writes over it."""
    texts = {name: unsealed(work, case, row, name) for name in ("question", "answer", "may_pass_on")}
    facts = {"state": row.state.key, "next_owner": row.next_owner or ""}
    days = {"asked_on": row.asked_on, "answered_on": row.answered_on}
    obstacle = {"obstacle": row.obstacle.key if row.obstacle else ""}
    _keep(work, case, row.id, {**texts, **facts, **_dates(days), **obstacle}, reason)


def keep_meeting(work: Work, case: CaseRow, row: OutsideMeetingRow, reason: str) -> None:
    """Put a meeting that was held, with what was agreed, in a version of its own."""
    tasks = [
        {"what": unsealed(work, case, task, "what"), "who": task.who, **_dates({"due_on": task.due_on})}
        for task in row.tasks
    ]
    body: dict[str, Any] = {
        "summary": unsealed(work, case, row, "summary"),
        "lead": row.lead or "",
        "coordinator": row.coordinator or "",
        "next_owner": row.next_owner or "",
        **_dates({"held_on": row.held_on, "follow_up_on": row.follow_up_on}),
        "tasks": tasks,
    }
    _keep(work, case, row.id, body, reason)


def of_case(work: Work, case_id: UUID) -> dict[UUID, tuple[Version, ...]]:
    """By contact or meeting: how it stood before, the latest first."""
    demand_reader(work, Action.READ)
    case = cases.row_of(work, case_id)
    wanted = select(OutsideVersionRow).where(OutsideVersionRow.case_id == case_id)
    rows = work.session.scalars(wanted.order_by(OutsideVersionRow.replaced_at, OutsideVersionRow.id)).all()
    names = team_names.names(work) if rows else {}
    found: dict[UUID, tuple[Version, ...]] = {}
    for row in rows:
        found[row.record] = (_version(work, case, row, names), *found.get(row.record, ()))
    return found


def _keep(work: Work, case: CaseRow, record: UUID, body: Mapping[str, Any], reason: str) -> None:
    row = OutsideVersionRow(
        id=work.new_id(),
        case_id=case.id,
        record=record,
        replaced_at=work.now,
        replaced_by=work.actor.id,
    )
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    row.body = sealed(work, case, row, "body", text) or b""
    row.reason = sealed(work, case, row, "reason", reason)
    work.session.add(row)


def _dates(known: Mapping[str, date | None]) -> dict[str, str]:
    return {name: day.isoformat() if day else "" for name, day in known.items()}


def _version(work: Work, case: CaseRow, row: OutsideVersionRow, names: Mapping[UUID, str]) -> Version:
    body: dict[str, Any] = json.loads(unsealed(work, case, row, "body") or "{}")
    answered, state = body.get("answered_on", ""), body.get("state", "")
    said = ((_(label), _words(name, body.get(name))) for name, label in _LABELS.items())
    return Version(
        id=row.id,
        at=row.replaced_at.astimezone(SWEDEN),
        by=row.replaced_by,
        who=names.get(row.replaced_by, ""),
        reason=unsealed(work, case, row, "reason"),
        said=tuple((label, words) for label, words in said if words),
        answered_on=date.fromisoformat(answered) if answered else None,
        state=ContactState.of(state) if state else None,
        answer=body.get("answer", ""),
    )


def _words(name: str, value: Any) -> str:
    """What a version says of one thing, for people."""
    if name == "tasks":
        return "\n".join(
            ", ".join(filter(None, (one["what"], one["who"], one["due_on"]))) for one in value or ()
        )
    if not value:
        return ""
    terms = {"state": ContactState, "obstacle": Obstacle}
    return terms[name].of(value).label if name in terms else str(value)
