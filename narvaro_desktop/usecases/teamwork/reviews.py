"""Närvarogenomgång: once a week somebody goes through the pupils that the figures point at, and signs it off.

The pupils and the answers are those of the class lists of I dag; here stands only that it was done, over
which data, and who was looked at.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    ReviewLineRow,
    ReviewRow,
    StudentRow,
    SuggestionAnswerRow,
)
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.absence import attendance, signals, suggestions
from narvaro_desktop.usecases.absence.attendance import DataState
from narvaro_desktop.usecases.clock import SWEDEN
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.PREVENTION})
_WEEK: Final = timedelta(days=7)


class NothingToReview(NarvaroError):
    """No absence has been read in, so there is nothing to go through."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A pupil of the review; `answer` None waits still."""

    student: StudentLine
    answer: SuggestionAnswer | None


@dataclass(frozen=True, slots=True)
class ClassReview:
    """One class: its pupils, those without an answer first."""

    class_name: str
    pupils: tuple[Looked, ...]

    @property
    def waiting(self) -> int:
        return sum(one.answer is None for one in self.pupils)


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to go through now. `since` is the day of the review before it, or None."""

    state: DataState
    since: date | None
    classes: tuple[ClassReview, ...]
    is_due: bool

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.classes)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review that was signed off."""

    id: UUID
    held_on: date
    data_until: date
    source: str
    signed_at: datetime
    who: str
    words: str
    pupils: int
    unanswered: int


def review(work: Work) -> Review | None:
    """What there is to go through; None before the first absence file."""
    work.may(Resource.PREVENTION, Action.READ)
    work.may(Resource.ABSENCE, Action.READ)
    state = attendance.data_state(work)
    if state is None:
        return None
    last = _last(work)
    waiting = suggestions.suggested(work, state, signals.pointed(work, state))
    since = last.signed_at if last else work.now - _WEEK
    looked = [Looked(one.student, None) for one in waiting] + _answered(work, since)
    return Review(state, last.held_on if last else None, _by_class(looked), is_due(work))


def sign(work: Work, words: str = "") -> Made[UUID]:
    """The review has been made: who was looked at, over which data. Raises NothingToReview."""
    work.may(Resource.PREVENTION, Action.WRITE)
    found = review(work)
    if found is None:
        raise NothingToReview
    row = ReviewRow(
        id=work.new_id(),
        held_on=work.today,
        data_until=found.state.until,
        source=found.state.source,
        words=clean(words),
        signed_at=work.now,
        signed_by=work.actor.id,
    )
    work.session.add(row)
    work.session.flush()
    for each in found.classes:
        for one in each.pupils:
            row.lines.append(
                ReviewLineRow(
                    id=work.new_id(),
                    review_id=row.id,
                    student_id=one.student.id,
                    class_name=each.class_name,
                    answer=one.answer,
                )
            )
    work.log("review.sign", review=str(row.id), pupils=len(row.lines), until=found.state.until.isoformat())
    return Made(CHANGED, row.id)


def reviews(work: Work) -> list[Reviewed]:
    """Those that have been signed off, the newest first."""
    work.may(Resource.PREVENTION, Action.LIST)
    people = team_names.names(work)
    rows = work.session.scalars(
        select(ReviewRow).options(selectinload(ReviewRow.lines)).order_by(ReviewRow.signed_at.desc())
    )
    return [
        Reviewed(
            row.id,
            row.held_on,
            row.data_until,
            row.source,
            row.signed_at.astimezone(SWEDEN),
            people.get(row.signed_by, ""),
            row.words,
            len(row.lines),
            sum(line.answer is None for line in row.lines),
        )
        for row in rows
    ]


def looked_at(work: Work, review_id: UUID) -> tuple[ClassReview, ...]:
    """Who was looked at in a review and how that was answered then, in the person's own classes; looking is
    logged. A pupil who has got skyddade personuppgifter since is left out.
    """
    work.may(Resource.PREVENTION, Action.READ)
    work.may(Resource.ABSENCE, Action.READ)
    mine = suggestions.own_classes(work)
    rows = work.session.execute(
        select(ReviewLineRow, StudentRow)
        .join(StudentRow, StudentRow.id == ReviewLineRow.student_id)
        .where(ReviewLineRow.review_id == review_id, StudentRow.protected.is_(False))
        .order_by(StudentRow.sort_key)
    ).all()
    classes: dict[str, list[Looked]] = defaultdict(list)
    for line, student in rows:
        if mine is None or student.class_name in mine:
            classes[line.class_name].append(Looked(line_of(student), line.answer))
    work.log("review.view", review=str(review_id), pupils=sum(map(len, classes.values())))
    return tuple(
        ClassReview(name, tuple(classes[name])) for name in sorted(classes, key=suggestions.class_key)
    )


def is_due(work: Work) -> bool:
    """Whether a week has gone since the last one."""
    last = _last(work)
    return last is None or work.today - last.held_on >= _WEEK


def _last(work: Work) -> ReviewRow | None:
    return work.session.scalars(select(ReviewRow).order_by(ReviewRow.signed_at.desc()).limit(1)).first()


def _answered(work: Work, since: datetime) -> list[Looked]:
    """The pupils who got an answer since then, each with the latest."""
    mine = suggestions.own_classes(work)
    rows = work.session.execute(
        select(StudentRow, SuggestionAnswerRow.answer)
        .join(SuggestionAnswerRow, SuggestionAnswerRow.student_id == StudentRow.id)
        .where(SuggestionAnswerRow.answered_at > since, StudentRow.protected.is_(False))
        .order_by(SuggestionAnswerRow.answered_at)
    ).all()
    latest = {
        row.id: Looked(line_of(row), answer) for row, answer in rows if mine is None or row.class_name in mine
    }
    return list(latest.values())


def _by_class(looked: Sequence[Looked]) -> tuple[ClassReview, ...]:
    classes: dict[str, dict[UUID, Looked]] = defaultdict(dict)
    for one in looked:
        classes[one.student.class_name].setdefault(one.student.id, one)
    return tuple(
        ClassReview(
            name,
            tuple(
                sorted(classes[name].values(), key=lambda one: (one.answer is not None, one.student.sort_key))
            ),
        )
        for name in sorted(classes, key=suggestions.class_key)
    )
