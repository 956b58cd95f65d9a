"""How often and how much pupils have been sick, by the reasons that the absence system gives."""

from collections.abc import Iterable

from sqlalchemy import select, text

from narvaro_desktop.domain.absence.sickness import Sickness
from narvaro_desktop.domain.schooldays import SchoolCalendar, Span
from narvaro_desktop.store.tables import LessonRow, ReasonRow
from narvaro_desktop.usecases.work import Work

_COUNT = """
SELECT student, SUM(CASE WHEN sick = 1 AND before = 0 THEN 1 ELSE 0 END), SUM(sick * valid), SUM(planned)
FROM (SELECT student, planned, valid, sick,
             LAG(sick, 1, 0) OVER (PARTITION BY student ORDER BY day, start, activity) AS before
      FROM (SELECT student, day, start, activity, planned, valid,
                   CASE WHEN valid > 0 AND reason IN ({sick}) THEN 1 ELSE 0 END AS sick
            FROM lesson
            WHERE day BETWEEN :first AND :last AND planned > 0 AND (reported = 1 OR valid > 0) {those}))
GROUP BY student
HAVING SUM(sick) > 0
"""


def sickness(
    work: Work, calendar: SchoolCalendar, span: Span, only: Iterable[int] | None = None
) -> dict[int, Sickness]:
    """By the pupil's number, for those who have been sick at all in `span`; `only` asks about some pupils."""
    sick = _sick_reasons(work)
    if not sick:
        return {}
    free = [day.toordinal() for day in span if not calendar.is_school_day(day)]
    those = f"AND day NOT IN ({_numbers(free)})" if free else ""
    if only is not None:
        those += f" AND student IN ({_numbers(only)})"
    asked = text(_COUNT.format(sick=_numbers(sick), those=those))
    days = {"first": span.first.toordinal(), "last": span.last.toordinal()}
    return {number: Sickness(*counted) for number, *counted in work.session.execute(asked, days)}


def reasons_known(work: Work, span: Span) -> bool:
    """Whether any lesson of `span` says why the pupil was away; else sickness can't be told apart."""
    wanted = select(LessonRow.student).where(
        LessonRow.day.between(span.first.toordinal(), span.last.toordinal()), LessonRow.reason.is_not(None)
    )
    return work.session.execute(wanted.limit(1)).first() is not None


def _sick_reasons(work: Work) -> list[int]:
    rows = work.session.execute(select(ReasonRow.id, ReasonRow.words))
    return [number for number, words in rows if work.rules.sick_words.means(words)]


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)
