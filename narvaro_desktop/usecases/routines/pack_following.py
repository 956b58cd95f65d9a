"""How the school follows its routine this läsår: the days of its steps, what failed and why, what waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from narvaro_desktop.domain.case_terms import Action, DeadlineStart, Resource
from narvaro_desktop.domain.casework import duties as rules
from narvaro_desktop.domain.casework.duties import Mark
from narvaro_desktop.domain.partnering.collaboration import ContactState
from narvaro_desktop.domain.routines.pack_following import Followed, followed
from narvaro_desktop.domain.schooldays import AcademicYear, Span
from narvaro_desktop.domain.terms import InquiryAnswer, Term
from narvaro_desktop.store.tables import (
    CaseRow,
    DecisionRow,
    DeviationRow,
    FollowUpRow,
    MeasureRow,
    PartnerContactRow,
    StepChangeRow,
    StudentRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.partnering import consents
from narvaro_desktop.usecases.work import Work


@dataclass(frozen=True, slots=True)
class StepFollowed:
    """A step by its sign and name, and what became of its duties."""

    sign: str
    name: str
    followed: Followed


@dataclass(frozen=True, slots=True)
class Following:
    """One läsår ("2026/27"). `not_come` says why something did not come about, the most frequent first.

    `waiting` answers are waited for from partners, the oldest since `waits_since`.
    """

    label: str
    steps: tuple[StepFollowed, ...]
    not_come: tuple[tuple[str, int], ...]
    waiting: int
    waits_since: date | None

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.not_come or self.waiting)


def following(work: Work) -> Following:
    """For who decides on the routine and reads cases; protected pupils are not counted."""
    work.may(Resource.PACK, Action.DECIDE)
    work.may(Resource.CASE, Action.READ)
    year = AcademicYear.of(work.today)
    first = year.span.first
    asked = _asked(work)
    return Following(
        year.label,
        steps(work, year.span),
        _not_come(work, first),
        len(asked),
        min(asked, default=None),
    )


def steps(work: Work, span: Span) -> tuple[StepFollowed, ...]:
    """What became of the duties of each step that a case came to in `span`."""
    wanted = (
        select(StepChangeRow, CaseRow)
        .join(CaseRow, CaseRow.id == StepChangeRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(StepChangeRow.changed_on.between(span.first, span.last), StudentRow.protected.is_(False))
        .options(selectinload(CaseRow.duties))
        .order_by(StepChangeRow.changed_on)
    )
    latest = {(case.id, change.to_step, change.is_returning): (change, case)
              for change, case in work.session.execute(wanted)}  # fmt: skip
    starts, calendar = _starts(work), settings.calendar(work)
    found: dict[tuple[str, str], Followed] = defaultdict(Followed)
    for change, case in latest.values():
        ladder = work.rules.ladders[change.ladder]
        place = ladder.place(change.to_step, change.is_returning)
        begun = {**starts.get(case.id, {}), DeadlineStart.STEP: change.changed_on}
        marks = {
            duty.key: Mark(duty.done_on, duty.left_open_reason if duty.left_open_on else None)
            for duty in case.duties
            if duty.key and duty.step == change.to_step
        }
        lines = rules.duty_lines(ladder, place, begun, marks, work.today, calendar)
        is_there = case.closed_on is None and (case.step, case.is_returning) == (
            place.number,
            change.is_returning,
        )
        found[place.sign, place.name] += followed(lines, work.today, is_there)
    return tuple(StepFollowed(*key, one) for key, one in sorted(found.items()) if one.asked)


def _starts(work: Work) -> dict[UUID, dict[DeadlineStart, date]]:
    """By case, the days that deadlines are counted from beside the step's own."""
    starts: dict[UUID, dict[DeadlineStart, date]] = defaultdict(dict)
    opened = select(DecisionRow.case_id, DecisionRow.decided_on).where(
        DecisionRow.answer == InquiryAnswer.OPENED
    )
    for of_case, day in work.session.execute(opened.order_by(DecisionRow.decided_on)):
        if of_case is not None:
            starts[of_case][DeadlineStart.DECISION] = day
    began = select(MeasureRow.case_id, MeasureRow.starts_on).order_by(MeasureRow.starts_on.desc())
    for case, day in work.session.execute(began):
        starts[case][DeadlineStart.MEASURES] = day
    return starts


def _not_come(work: Work, first: date) -> tuple[tuple[str, int], ...]:
    told: list[Term] = [
        *_given(work, select(FollowUpRow.not_done).where(FollowUpRow.held_on >= first)),
        *_given(work, select(DeviationRow.obstacle).where(DeviationRow.happened_on >= first)),
    ]
    if consents.reads(work):
        refused = PartnerContactRow.state == ContactState.REFUSED, PartnerContactRow.answered_on >= first
        told += _given(work, select(PartnerContactRow.obstacle).where(*refused))
    return tuple(Counter(one.label for one in told).most_common())


def _given(work: Work, wanted: object) -> Iterable[Term]:
    return [one for one in work.session.scalars(wanted) if one is not None]  # type: ignore[call-overload]


def _asked(work: Work) -> list[date]:
    """Since when each answer from a partner is waited for."""
    if not consents.reads(work):
        return []
    waits = select(PartnerContactRow.asked_on).where(PartnerContactRow.state == ContactState.ASKED)
    return [day for day in work.session.scalars(waits) if day is not None]
