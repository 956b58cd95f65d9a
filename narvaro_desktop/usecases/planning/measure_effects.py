"""What happened after measures of the same kind: how many began, how they ended, what the absence did."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from narvaro_desktop.domain.absence.shares import Change
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.planning.effect import Summary, effect, spans, summary
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.domain.terms import Outcome
from narvaro_desktop.store.tables import CaseRow, MeasureRow, StudentRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.planning import catalogue
from narvaro_desktop.usecases.work import Work

_Found = tuple[MeasureRow, int]


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One kind of measure from the catalogue. `change` is of those whose windows have passed."""

    title: str
    started: int
    ended: int
    reached: int
    change: Summary


def effects(work: Work) -> tuple[EffectLine, ...]:
    """Every kind of measure that has begun, the most used first; own words are not added up.

    Protected pupils are not counted.
    """
    work.may(Resource.PLAN, Action.LIST)
    work.may(Resource.ABSENCE, Action.READ)
    wanted = (
        select(MeasureRow, StudentRow.number)
        .join(CaseRow, CaseRow.id == MeasureRow.case_id)
        .join(StudentRow, StudentRow.id == CaseRow.student_id)
        .where(MeasureRow.catalogue.is_not(None), MeasureRow.starts_on <= work.today)
        .where(StudentRow.protected.is_(False), reach.among(work))
    )
    kinds: dict[str, list[_Found]] = defaultdict(list)
    for row, number in work.session.execute(wanted):
        kinds[row.catalogue or ""].append((row, number))
    seen = changes(work, [one for found in kinds.values() for one in found])
    own = (entry for pack in work.rules.packs.values() for entry in pack.catalogue)
    titles = {entry.key: entry.title for entry in (*own, *catalogue.entries())}
    lines = [_line(titles.get(key, key), found, seen) for key, found in kinds.items()]
    return tuple(sorted(lines, key=lambda line: (-line.started, line.title)))


def _line(title: str, found: list[_Found], changes: dict[MeasureRow, Change]) -> EffectLine:
    rows = [row for row, _number in found]
    return EffectLine(
        title=title,
        started=len(rows),
        ended=sum(row.ended_on is not None for row in rows),
        reached=sum(row.outcome is Outcome.REACHED for row in rows),
        change=summary([changes[row] for row in rows if row in changes]),
    )


def changes(work: Work, found: list[_Found]) -> dict[MeasureRow, Change]:
    """The change around each start, of all pupils in one reading of their days."""
    state = attendance.data_state(work)
    calendar = settings.calendar(work)
    if state is None or not found:
        return {}
    span = _all_windows(calendar, (row.starts_on for row, _number in found), state.until)
    if span is None:
        return {}
    days = attendance.days_of(work, span, {number for _row, number in found})
    made = {}
    for row, number in found:
        seen = effect(days.get(number, []), calendar, row.starts_on, state.until)
        if seen is not None and seen.change is not None:
            made[row] = seen.change
    return made


def _all_windows(calendar: SchoolCalendar, starts: Iterable[date], until: date) -> Span | None:
    windows = [found for start in set(starts) if (found := spans(calendar, start)) and found[1].last <= until]
    if not windows:
        return None
    return Span(
        min(before.first for before, _after in windows), max(after.last for _before, after in windows)
    )
