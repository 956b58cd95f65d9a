"""The way through the practice school: how far its story has come, read from what has really been done."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.terms import AnswerState, NotificationState, Party, VaultKind
from narvaro_desktop.simulation.practice import ELVIRA
from narvaro_desktop.store.tables import AnswerRow, CaseRow, InvestigationRow, NotificationRow, StudentRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.practice_school.practice import PHRASES_FILE
from narvaro_desktop.usecases.receiving import new_files
from narvaro_desktop.usecases.work import Area, Changes, Work

TRIES: Final = 5
ANSWERS: Final = 3
"""Answers in elevens röst that are wanted."""

_GIVEN, _, _FAMILY = ELVIRA.partition(" ")
_LISTED: Final = f"{_FAMILY}, {_GIVEN}"
_SEEN, _PUT_AWAY = "guide_seen", "guide_put_away"
_NOT_MADE: Final = (NotificationState.MISSING, NotificationState.RETURNED)


class Stop(Enum):
    """What comes next. `number` is which of the five things to try it belongs to."""

    LOOK = "look", 1
    STAIR = "stair", 2
    VOICE = "voice", 3
    SEAL = "seal", 4
    READ = "read", 5
    ACKNOWLEDGE = "acknowledge", 5
    ANSWER = "answer", 5
    END = "end", 6

    @property
    def number(self) -> int:
        return min(self.value[1], TRIES)

    @property
    def behind(self) -> int:
        """How many of the five are done."""
        return self.value[1] - 1


@dataclass(frozen=True, slots=True)
class Guided:
    """Where the story stands, seen from one of the two practice vaults.

    `case_id` is the pupil's case at the school, `received_id` her anmälan at the huvudman; `files` are
    packages that wait to be read in; `is_decided`: an utredning is opened, and its anmälan is not made.
    """

    stop: Stop
    case_id: UUID | None = None
    received_id: UUID | None = None
    answers: int = 0
    files: tuple[Path, ...] = ()
    is_decided: bool = False
    is_by_hand: bool = False
    """Whether the anmälan was made without a file, so that no mottagare has anything to read in."""
    is_earned: bool = True
    """Whether what stands before `stop` has been done; the huvudman cannot tell before a package has come."""

    @property
    def behind(self) -> int:
        """How many of the five are known to be done."""
        return self.stop.behind if self.is_earned else 0


def guided(work: Work) -> Guided | None:
    """Where the story stands; None in a real vault, and when the tips have been put away."""
    profile = settings.profile(work)
    if not profile.is_practice or settings.read(work.session, _PUT_AWAY, False):
        return None
    if profile.kind is VaultKind.HUVUDMAN:
        return _at_huvudman(work)
    return _at_school(work)


def see(work: Work, stop: Stop) -> Changes:
    """What is done by looking has been looked at, whoever looks: the views share the story."""
    seen = {*settings.read(work.session, _SEEN, []), stop.name}
    settings.write(work.session, _SEEN, sorted(seen))
    work.log("practice.see", what=stop.value[0])
    return frozenset({Area.GUIDE})


def put_away(work: Work, away: bool = True) -> Changes:
    """Close the tips, or bring them back."""
    settings.write(work.session, _PUT_AWAY, away)
    work.log("practice.tips", away=away)
    return frozenset({Area.GUIDE})


def _at_school(work: Work) -> Guided | None:
    case_id = _case(work)
    if case_id is None:
        return None
    answers = _answers(work, case_id)
    state, is_by_hand = _state(work, case_id)
    files = tuple(new_files.waiting_files(work)) if state is not None else ()
    return Guided(
        stop=Stop.END if is_by_hand else _school_stop(work, answers, state, files),
        case_id=case_id,
        answers=answers,
        files=files,
        is_decided=state in _NOT_MADE,
        is_by_hand=is_by_hand,
    )


def _school_stop(work: Work, answers: int, state: NotificationState | None, files: tuple[Path, ...]) -> Stop:
    """The furthest that has come counts; who went a way of their own is not sent back."""
    if state in (NotificationState.RECEIVED, NotificationState.REGISTERED):
        return Stop.END
    if state is not None and state not in _NOT_MADE:
        return Stop.ANSWER if files else Stop.READ
    if answers >= ANSWERS or state is not None:
        return Stop.SEAL
    seen = settings.read(work.session, _SEEN, [])
    if answers or Stop.STAIR.name in seen:
        return Stop.VOICE
    return Stop.STAIR if Stop.LOOK.name in seen else Stop.LOOK


def _at_huvudman(work: Work) -> Guided:
    hers = next((line for line in register.received(work) if line.student == _LISTED), None)
    if hers is not None:
        return Guided(Stop.ANSWER if hers.status else Stop.ACKNOWLEDGE, received_id=hers.id)
    files = tuple(new_files.waiting_files(work))
    has_hers = any(_is_new(work, path) for path in files)
    return Guided(Stop.READ if has_hers else Stop.SEAL, files=files, is_earned=has_hers)


def _is_new(work: Work, path: Path) -> bool:
    """Whether a package was sealed after the practice school had been built."""
    built = work.vault.path.parent / PHRASES_FILE
    return not (path.is_file() and built.is_file()) or path.stat().st_mtime >= built.stat().st_mtime


def _case(work: Work) -> UUID | None:
    of_hers: Any = (
        select(CaseRow.id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(StudentRow.given_name == _GIVEN, StudentRow.family_name == _FAMILY)
    )
    found: UUID | None = work.session.scalars(of_hers).first()
    return found


def _answers(work: Work, case_id: UUID) -> int:
    """Answers that the pupil has given in her own words."""
    wanted = (
        select(func.count(AnswerRow.id))
        .join(InvestigationRow, InvestigationRow.id == AnswerRow.investigation_id)
        .where(
            InvestigationRow.case_id == case_id,
            AnswerRow.party == Party.STUDENT,
            AnswerRow.state == AnswerState.ANSWERED,
        )
    )
    return work.session.scalar(wanted) or 0


def _state(work: Work, case_id: UUID) -> tuple[NotificationState | None, bool]:
    """How far the latest anmälan has come, and whether it was made without a file."""
    row = NotificationRow
    wanted = select(row.state, row.package_id).where(row.case_id == case_id).order_by(row.id.desc())
    found = work.session.execute(wanted).first()
    if found is None:
        return None, False
    return found.state, found.state not in _NOT_MADE and found.package_id is None
