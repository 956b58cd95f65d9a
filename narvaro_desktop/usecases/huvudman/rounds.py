"""Follow-up rounds: each school is asked in its running matters, and answers with a lägesrapport."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.matter import MatterState, PackageKind, Round, next_round
from narvaro_desktop.i18n import _
from narvaro_desktop.store.tables import MatterPackageRow, MatterRow, ReceivedRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import answers, matters
from narvaro_desktop.usecases.huvudman.answers import Answered
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import others_cards
from narvaro_desktop.usecases.work import Made, Work

_ROUND: Final = "round"
_RUNNING: Final = (MatterState.OPEN, MatterState.RESULT)


@dataclass(frozen=True, slots=True)
class SchoolRound:
    """One school in a round: how many matters run there, and how many of them it has told of."""

    name: str
    running: int
    answered: int
    is_trusted: bool


def current(work: Work) -> Round | None:
    """The round that was sent out last."""
    kept: Mapping[str, Any] | None = settings.read(work.session, _ROUND)
    if not kept:
        return None
    return Round(kept["academic_year"], kept["week"], date.fromisoformat(kept["due_on"]))


def proposed(work: Work) -> Round:
    """The round that the calendar says is next."""
    return next_round(work.today)


def schools(work: Work, asked: Round) -> list[SchoolRound]:
    """Where the round stands, school by school; those who have told least come first."""
    work.may(Resource.PACKAGE, Action.READ)
    counts: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    has_told = _told(work, asked)
    for row in _running(work):
        names[row.sender] = row.sender_name
        pair = counts.setdefault(row.sender, [0, 0])
        pair[0] += 1
        pair[1] += has_told(row)
    found = [
        SchoolRound(names[sender], running, answered, others_cards.card_of(work, sender) is not None)
        for sender, (running, answered) in counts.items()
    ]
    return sorted(found, key=lambda one: (one.answered - one.running, one.name))


def send_out(work: Work, asked: Round, folder: Path, *, contact: str) -> Made[Answered]:
    """Ask in every running matter that has not been told of: a kvittens with the question, all or none."""
    work.may(Resource.PACKAGE, Action.SEAL)
    message = _("Uppföljning vecka {week}: lämna en lägesrapport senast {day}.").format(
        week=asked.week, day=asked.due_on.isoformat()
    )
    to_open = matters.packages_to_open(work)
    has_told = _told(work, asked)
    packages = [to_open[row.id] for row in _running(work) if not has_told(row)]
    made = answers.answer_each(work, list(dict.fromkeys(packages)), folder, contact=contact, message=message)
    kept = {
        "academic_year": asked.academic_year, "week": asked.week, "due_on": asked.due_on.isoformat(),
        "sent_at": (_sent_at(work, asked) or work.now).isoformat(),
    }  # fmt: skip
    settings.write(work.session, _ROUND, kept)
    work.log("round.send", week=asked.week, packages=len(made.files))
    return Made(inbox.CHANGED, made)


def _told(work: Work, asked: Round) -> Callable[[MatterRow], bool]:
    """Whether a matter has been told of: in the round's week or later, or at any time since it was asked."""
    sent_at, reported = _sent_at(work, asked), set[UUID]()
    if sent_at is not None:
        wanted = (
            select(MatterPackageRow.matter_id)
            .join(ReceivedRow, ReceivedRow.id == MatterPackageRow.received_id)
            .where(ReceivedRow.kind == PackageKind.N3.key, ReceivedRow.received_at >= sent_at)
        )
        reported = set(work.session.scalars(wanted))
    return lambda row: row.id in reported or asked.is_answered_by(row.last_round)


def _sent_at(work: Work, asked: Round) -> datetime | None:
    """When the round was first sent out."""
    kept: Mapping[str, Any] = settings.read(work.session, _ROUND) or {}
    is_same = (kept.get("academic_year"), kept.get("week")) == (asked.academic_year, asked.week)
    return datetime.fromisoformat(kept["sent_at"]) if is_same and "sent_at" in kept else None


def _running(work: Work) -> list[MatterRow]:
    wanted = select(MatterRow).where(
        MatterRow.state.in_(_RUNNING), MatterRow.sender.startswith("schoolUnit:")
    )
    return list(work.session.scalars(wanted.order_by(MatterRow.sort_key)))
