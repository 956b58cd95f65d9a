"""Periods as systems write them in one cell ("2026-11-01 – 2026-11-20", "november 2026"), into their days."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from narvaro_desktop.absence_files.values import day_reader

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}[ -]\d{4}")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAMED = re.compile(r"([a-zå]{3,9})\.?\s+(20\d\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"(20\d\d)[-/](\d\d)")

Days = tuple[date, date]


def span_reader(month_first: bool = False) -> Callable[[str], Days | None]:
    """A converter to the first and the last day; None for anything that is no period."""
    read = day_reader(month_first)

    @lru_cache(maxsize=500)
    def span(text: str) -> Days | None:
        text = text.replace("\u00a0", " ").strip()
        days = [read(found) for found in _DAY.findall(text)]
        if len(days) == 2 and 0 < days[0] <= days[1]:
            return date.fromordinal(days[0]), date.fromordinal(days[1])
        return _month(text) if not days else None

    return span


def _month(text: str) -> Days | None:
    if named := _NAMED.fullmatch(text):
        start = named[1].casefold()[:3]
        return _whole(int(named[2]), _MONTHS.index(start) + 1) if start in _MONTHS else None
    numbered = _NUMBERED.fullmatch(text)
    return _whole(int(numbered[1]), int(numbered[2])) if numbered and 0 < int(numbered[2]) < 13 else None


def _whole(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
