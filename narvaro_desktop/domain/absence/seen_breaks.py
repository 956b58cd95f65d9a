"""Whether a school has a lov, as its lessons show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.holidays import is_working_day
from narvaro_desktop.domain.schooldays import Span, UsualBreak

_SOME_DAYS: Final = 3
"""Fewer days without lessons are studiedagar."""


@dataclass(frozen=True, slots=True)
class SeenBreak:
    """A lov to ask about. `had` and `span` are what the lessons show, None where they do not reach so far."""

    lov: UsualBreak
    had: bool | None = None
    span: Span | None = None


def seen_break(lov: UsualBreak, pupils_on: Mapping[date, int]) -> SeenBreak:
    """The days of `lov` without lessons; `pupils_on` is how many pupils had lessons on each day.

    A day counts as taught where at least half as many pupils had lessons as on the fullest day.
    """
    fullest = max(pupils_on.values(), default=0)
    taught = {day for day, pupils in pupils_on.items() if 2 * pupils >= fullest}
    if not taught:
        return SeenBreak(lov)
    longest: list[date] = []
    free: list[date] = []
    for day in filter(is_working_day, lov.span):
        free = [] if day in taught else [*free, day]
        longest = max(longest, free, key=len)
    if len(longest) < _SOME_DAYS:
        return SeenBreak(lov, False)
    if min(taught) > lov.span.first or max(taught) < lov.span.last:
        return SeenBreak(lov)
    return SeenBreak(lov, True, Span(longest[0], longest[-1]))
