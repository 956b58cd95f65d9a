"""The case on its ladder: opened, seen, moved."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from narvaro_desktop.domain.case_terms import Action, Resource, Track
from narvaro_desktop.domain.casework import case_number, ladder
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.ladder import Ladder, Step
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.terms import Closure, Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import (
    CaseRow,
    StepChangeRow,
    StudentRow,
)
from narvaro_desktop.usecases import reach, settings, team_names
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.casework import duties
from narvaro_desktop.usecases.pupils.students import StudentLine, line_of
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.CASES, Area.SUGGESTIONS})
CLOSED, REOPENED, PACK_CHANGED = "closed", "reopened", "pack"
"""Causes of the changes that end a case, begin it again, and move it to another pack; others are rules of
the ladder, or `manual`."""


class CaseAlreadyOpen(NarvaroError):
    """The pupil has an open case already: (its number,)."""


class CaseClosed(NarvaroError):
    """The case is closed, and stands still until it is opened again: (its number,)."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An absence that a person has typed, in tenths of a percent, with its period and where it comes from."""

    tenths: int
    first: date
    last: date
    source: str


@dataclass(frozen=True, slots=True)
class Opening:
    """How a case begins. A running one may begin on any step, earlier than it is registered."""

    step: int = 1
    opened_on: date | None = None
    why: str = ""
    cause: str = "manual"
    figures: str | None = None
    stated: Stated | None = None
    elsewhere: str = ""
    first_reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: who, where it stands, since when, and what is due next."""

    id: UUID
    number: str
    student: StudentLine
    step: int
    sign: str
    step_name: str
    is_returning: bool
    step_since: date
    opened_on: date
    owner: str
    next_words: str
    next_due: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as its page shows it. `duties` are those of the step it stands on."""

    line: CaseLine
    ladder: Ladder
    place: Step
    school: str
    born: int | None
    """The year the pupil was born, where the number tells."""
    registered_on: date
    closure: Closure | None
    elsewhere: str
    stated: Stated | None
    passed: Mapping[int, date]
    """The steps that the case has left upwards, and when it left each."""
    skipped: Mapping[int, str]
    """The steps that were never stood on, and why."""
    track: Track | None
    before_here: frozenset[int]
    """The steps of a running case that lay behind it when it came into the program."""
    duties: tuple[DutyLine, ...]
    tasks: tuple["Task", ...]
    left_open: tuple[tuple[str, str], ...]
    """Duties of earlier steps that were left open: (what, why)."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do that the ladder does not know of, e.g. a support that the huvudman has offered."""

    id: UUID
    words: str
    responsible: Role | None
    due_on: date | None
    done_on: date | None


def open_cases(work: Work) -> list[CaseLine]:
    """Every case that is not closed, the one that has waited longest on its step first."""
    work.may(Resource.CASE, Action.LIST)
    rows = work.session.scalars(
        select(CaseRow)
        .join(CaseRow.student)
        .options(contains_eager(CaseRow.student))
        .where(CaseRow.closed_on.is_(None), StudentRow.protected.is_(False), reach.among(work))
        .order_by(CaseRow.step_since, StudentRow.sort_key)
    ).all()
    owners = team_names.names(work)
    return [_line(work, row, owners) for row in rows]


def case(work: Work, case_id: UUID) -> CaseView:
    """One case; looking is logged."""
    work.may(Resource.CASE, Action.READ)
    row = row_of(work, case_id)
    work.view(row.student_id, case_id)
    chosen = work.rules.ladders[row.ladder]
    passed, skipped, before_here = _trail(row, chosen)
    stated = None
    if row.stated_tenths is not None and row.stated_from and row.stated_to:
        stated = Stated(row.stated_tenths, row.stated_from, row.stated_to, row.stated_source or "")
    return CaseView(
        line=_line(work, row, team_names.names(work)),
        ladder=chosen,
        place=chosen.place(row.step, row.is_returning),
        school=settings.profile(work).name,
        born=_born(row.student),
        registered_on=row.registered_on,
        closure=row.closure,
        elsewhere=row.elsewhere or "",
        stated=stated,
        passed=passed,
        skipped=skipped,
        track=row.track,
        before_here=before_here,
        duties=duties.duty_lines(work, row),
        tasks=tuple(
            Task(duty.id, duty.words, duty.responsible, duty.due_on, duty.done_on)
            for duty in row.duties
            if duty.words
        ),
        left_open=tuple(
            (duties.words_of(chosen, duty, work.rules.ladders.values()), duty.left_open_reason or "")
            for duty in row.duties
            if duty.left_open_on and duty.key
        ),
    )


def open_case_of(work: Work, student_id: UUID) -> UUID | None:
    """The pupil's open case, if there is one."""
    wanted = select(CaseRow.id).where(CaseRow.student_id == student_id, CaseRow.closed_on.is_(None))
    return work.session.scalars(wanted).first()


def open_case(work: Work, student_id: UUID, opening: Opening | None = None) -> Made[UUID]:
    """Open a case for the pupil, on step 1 unless `opening` says more."""
    work.may(Resource.CASE, Action.WRITE)
    opening = opening or Opening()
    reach.may_open_for(work, work.session.get_one(StudentRow, student_id))
    if (already := open_case_of(work, student_id)) is not None:
        raise CaseAlreadyOpen(row_of(work, already).number)
    chosen = work.rules.ladder
    step = ladder.entrance(chosen, opening.step, opening.why)
    taken = set(work.session.scalars(select(CaseRow.number)))
    began = opening.opened_on or work.today
    stated = opening.stated
    row = CaseRow(
        id=work.new_id(),
        number=case_number.draw(secrets.randbelow, taken),
        student_id=student_id,
        ladder=chosen.id,
        step=step.number,
        step_since=began,
        is_returning=False,
        track=None,
        opened_on=began,
        registered_on=work.today,
        owner_id=work.actor.id,
        elsewhere=opening.elsewhere.strip() or None,
        stated_tenths=stated.tenths if stated else None,
        stated_from=stated.first if stated else None,
        stated_to=stated.last if stated else None,
        stated_source=stated.source if stated else None,
        first_reached_on=opening.first_reached_on,
        closed_on=None,
        closure=None,
        lesson_learned=None,
    )
    work.session.add(row)
    work.session.flush()
    figures = opening.figures or figures_of(work, row)
    record(work, row, None, opening.cause, opening.why, began, figures)
    work.log("case.open", student=student_id, case=row.id, step=step.number)
    return Made(CHANGED, row.id)


def climb(work: Work, case_id: UUID, reasons: Mapping[str, str]) -> Changes:
    """Move the case up one step; `reasons` (by duty key) say why a duty is left open."""
    work.may(Resource.CASE, Action.WRITE)
    row = open_row(work, case_id)
    above = ladder.climb(work.rules.ladders[row.ladder], row.step, duties.done(work, row), reasons)
    return _move(work, row, above, reasons, "manual", "")


def move(
    work: Work, case_id: UUID, to: Step, reasons: Mapping[str, str], why: str, *,
    cause: str = "manual", figures: str | None = None,
) -> Changes:  # fmt: skip
    """Move the case to any step, or to or from returning; `why` is asked for unless it is one step up.

    `cause` is the rule that proposed it, with the `figures` it was proposed on.
    """
    work.may(Resource.CASE, Action.WRITE)
    row = open_row(work, case_id)
    chosen = work.rules.ladders[row.ladder]
    at = chosen.place(row.step, row.is_returning)
    ladder.move(chosen, at, to, duties.done(work, row), reasons, why)
    return _move(work, row, to, reasons, cause, why, figures)


def row_of(work: Work, case_id: UUID | None) -> CaseRow:
    """The case's row, for other use cases; raises OutOfReach."""
    return reach.case_row(work, case_id)


def open_row(work: Work, case_id: UUID) -> CaseRow:
    """The row of a case that is open; raises CaseClosed."""
    row = row_of(work, case_id)
    if row.closed_on is not None:
        raise CaseClosed(row.number)
    return row


def _move(
    work: Work, row: CaseRow, to: Step, reasons: Mapping[str, str], cause: str, why: str,
    figures: str | None = None,
) -> Changes:  # fmt: skip
    chosen = work.rules.ladders[row.ladder]
    at = chosen.place(row.step, row.is_returning)
    open_keys = ladder.leave(at, duties.done(work, row), reasons)
    duties.leave_open(work, row, {key: reasons[key] for key in open_keys})
    before = row.step
    row.is_returning = to == chosen.returning
    if not row.is_returning:
        row.step = to.number
    row.step_since = work.today
    record(work, row, before, cause, why, work.today, figures or figures_of(work, row))
    work.log("case.step", student=row.student_id, case=row.id, from_step=before, to_step=row.step)
    return CHANGED


def record(
    work: Work, row: CaseRow, before: int | None, cause: str, why: str, on: date, figures: str | None
) -> None:
    """Keep in the case's trail that something about its place has changed, and why."""
    change = StepChangeRow(
        id=work.new_id(),
        case_id=row.id,
        from_step=before,
        to_step=row.step,
        ladder=row.ladder,
        is_returning=row.is_returning,
        changed_on=on,
        registered_at=work.now,
        decided_by=work.actor.id,
        role=work.actor.role,
        cause=cause,
        reason=why.strip() or None,
        figures=figures,
    )
    work.session.add(change)


def figures_of(work: Work, row: CaseRow) -> str | None:
    """The absence of this moment as JSON (tenths of a percent), for the trail."""
    if not work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.READ):
        return None
    absence = attendance.absence_of(work, row.student_id)
    if absence is None:
        return None
    return json.dumps({"total": absence.now.total.tenths, "until": absence.state.until.isoformat()})


def _born(row: StudentRow) -> int | None:
    born = Identity(row.identity_type, row.identity_number or "").born
    return born.year if born else None


def was_running(row: CaseRow) -> bool:
    """Whether the case began before it came into the program: its earlier steps were worked elsewhere."""
    return row.opened_on < row.registered_on or bool(row.elsewhere)


def _trail(row: CaseRow, chosen: Ladder) -> tuple[dict[int, date], dict[int, str], frozenset[int]]:
    """The steps behind the case: when each was left, why it was skipped, those before the program."""
    passed: dict[int, date] = {}
    stood: set[int] = set()
    why: dict[int, str] = {}
    for change in row.changes:
        if change.from_step is not None and change.to_step > change.from_step:
            passed[change.from_step] = change.changed_on
        stood.add(change.to_step)
        for number in range((change.from_step or 0) + 1, change.to_step):
            why.setdefault(number, change.reason or "")
    below = {step.number for step in chosen.steps if step.number < row.step}
    first = next((change.to_step for change in row.changes if change.from_step is None), 0)
    earlier = (
        frozenset(number for number in below - stood if number < first) if was_running(row) else frozenset()
    )
    return passed, {number: why.get(number, "") for number in sorted(below - stood - earlier)}, earlier


def _line(work: Work, row: CaseRow, owners: Mapping[UUID, str]) -> CaseLine:
    place = work.rules.ladders[row.ladder].place(row.step, row.is_returning)
    following = duties.next_line(work, row)
    return CaseLine(
        id=row.id,
        number=row.number,
        student=line_of(row.student),
        step=row.step,
        sign=place.sign,
        step_name=place.name,
        is_returning=row.is_returning,
        step_since=row.step_since,
        opened_on=row.opened_on,
        owner=owners.get(row.owner_id, "") if row.owner_id else "",
        next_words=following.duty.text if following else "",
        next_due=following.due_on if following else None,
        closed_on=row.closed_on,
    )
