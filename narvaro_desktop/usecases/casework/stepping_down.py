"""When the absence has gone down: a step back is proposed, and a person answers.

The absence lies below the exit level of the step in two windows in a row that do not overlap, and no measure
is past its follow-up. The step must have been stood on through the later window.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from narvaro_desktop.domain.absence.absence import Figure, figure
from narvaro_desktop.domain.absence.windows import DEFAULT_WINDOW, lay_out, preceding
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.casework.ladder import EXIT_BELOW, ReasonMissing, Step, below, may_step_down
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.store.tables import CaseRow, MeasureRow, StudentRow, SuggestionAnswerRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.absence.attendance import DataState, data_state, days_of
from narvaro_desktop.usecases.absence.suggestions import DayNotAhead
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.work import Area, Changes, Work

_WINDOW: Final = timedelta(days=28)
CHANGED: Final[Changes] = frozenset({Area.CASES, Area.SUGGESTIONS})


@dataclass(frozen=True, slots=True)
class StepDown:
    """A proposal: from `at` to the state of returning (`back`), or to the step below (`down`), if any."""

    case_id: UUID
    at: Step
    back: Step
    down: Step | None
    limit: int
    now: Figure
    before: Figure


def proposed(work: Work, case_id: UUID | None = None) -> dict[UUID, StepDown]:
    """The proposals that wait for an answer, by case; `case_id` asks about one case."""
    rights, role = work.rules.rights, work.actor.role
    state = data_state(work) if rights.may(role, Resource.ABSENCE, Action.READ) else None
    if state is None or not rights.may(role, Resource.CASE, Action.WRITE):
        return {}
    rows = _cases(work, case_id)
    held = _late(work, rows) | _answered(work, rows)
    figures = _figures(work, state, [row for row in rows if row.id not in held])
    found = (_judged(work, row, *figures[row.id]) for row in rows if row.id in figures)
    return {one.case_id: one for one in found if one is not None}


def accept(work: Work, case_id: UUID, to: Step, reasons: Mapping[str, str], why: str) -> Changes:
    """Move the case to returning, or a step down, with the figures of both windows in the record."""
    work.may(Resource.CASE, Action.WRITE)
    seen = proposed(work, case_id).get(case_id)
    if seen is None or to not in (seen.back, seen.down):
        return cases.move(work, case_id, to, reasons, why)
    return cases.move(work, case_id, to, reasons, why, cause=EXIT_BELOW, figures=_kept(seen))


def stay(work: Work, case_id: UUID, until: date, why: str) -> Changes:
    """The case stays on its step, and the question comes back on `until`.

    :raises DayNotAhead, ReasonMissing:
    """
    work.may(Resource.CASE, Action.WRITE)
    row = cases.open_row(work, case_id)
    if until <= work.today:
        raise DayNotAhead(until)
    if not why.strip():
        raise ReasonMissing
    seen, state = proposed(work, case_id).get(case_id), data_state(work)
    work.session.add(
        SuggestionAnswerRow(
            id=work.new_id(),
            student_id=row.student_id,
            rule=EXIT_BELOW,
            answer=SuggestionAnswer.DEFERRED,
            answered_at=work.now,
            answered_by=work.actor.id,
            until=until,
            reason=why.strip(),
            figures=_kept(seen) if seen else "{}",
            data_date=state.until if state else work.today,
        )
    )
    work.log("case.stay", student=row.student_id, case=case_id, step=row.step)
    return CHANGED


def _cases(work: Work, case_id: UUID | None) -> list[CaseRow]:
    wanted = (
        select(CaseRow)
        .join(CaseRow.student)
        .options(contains_eager(CaseRow.student))
        .where(CaseRow.closed_on.is_(None), CaseRow.is_returning.is_(False), reach.among(work))
        .where(StudentRow.protected.is_(False))
    )
    if case_id is not None:
        wanted = wanted.where(CaseRow.id == case_id)
    return list(work.session.scalars(wanted))


def _late(work: Work, rows: list[CaseRow]) -> set[UUID]:
    """The cases with a measure past its follow-up."""
    wanted = select(MeasureRow.case_id).where(
        MeasureRow.ended_on.is_(None), MeasureRow.follow_up_on < work.today
    )
    return set(work.session.scalars(wanted)) & {row.id for row in rows}


def _answered(work: Work, rows: list[CaseRow]) -> set[UUID]:
    """The cases that were to stay on their step until a day that has not come."""
    wanted = select(SuggestionAnswerRow.student_id).where(
        SuggestionAnswerRow.rule == EXIT_BELOW, SuggestionAnswerRow.until > work.today
    )
    waiting = set(work.session.scalars(wanted))
    return {row.id for row in rows if row.student_id in waiting}


def _figures(work: Work, state: DataState, rows: list[CaseRow]) -> dict[UUID, tuple[Figure, Figure]]:
    """The latest window and the one before it, for cases that have stood on their step through the latest."""
    calendar = settings.calendar(work)
    latest = lay_out(calendar, DEFAULT_WINDOW, state.until)
    before = preceding(calendar, latest)
    stood = [row for row in rows if row.step_since <= latest.span.first]
    if not stood or before.span.first > before.span.last:
        return {}
    numbers = [row.student.number for row in stood]
    days = days_of(work, Span(before.span.first, latest.span.last), numbers)
    told = (state.until, state.source, state.coverage_known)
    return {
        row.id: (
            state.judged(figure(days.get(row.student.number, []), calendar, latest.span, *told)),
            state.judged(figure(days.get(row.student.number, []), calendar, before.span, *told)),
        )
        for row in stood
    }


def _judged(work: Work, row: CaseRow, now: Figure, before: Figure) -> StepDown | None:
    chosen = work.rules.ladders[row.ladder]
    step = chosen.step(row.step)
    parts = [(one.total.part, one.total.whole) for one in (now, before)]
    if not (now.suffices and before.suffices) or not may_step_down(step, parts[0], parts[1], 0):
        return None
    assert step.exit_below is not None
    return StepDown(row.id, step, chosen.returning, below(chosen, step), step.exit_below, now, before)


def _kept(seen: StepDown) -> str:
    document = {
        "rule": EXIT_BELOW,
        "step": seen.at.number,
        "exit_below": seen.limit,
        "total": seen.now.total.tenths,
        "from": seen.now.span.first.isoformat(),
        "to": seen.now.span.last.isoformat(),
        "before": {
            "total": seen.before.total.tenths,
            "from": seen.before.span.first.isoformat(),
            "to": seen.before.span.last.isoformat(),
        },
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def usual_day(today: date) -> date:
    """The day that is proposed for asking again: when the next window is full."""
    return today + _WINDOW
