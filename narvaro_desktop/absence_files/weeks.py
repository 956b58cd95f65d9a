"""Weeks as schools write them ("36", "v. 36", "2026-36", "36 2026"), into the Monday they begin with."""

import re
from datetime import date

from narvaro_desktop.absence_files.faults import RowFault, code
from narvaro_desktop.absence_files.values import Converter

_FIRST_OF_AUTUMN = 27
_WEEK = re.compile(
    r"(?:(?P<before>20[0-9]{2})\s*[-/ .,]?\s*)?(?:vecka|v|w)?\s*[.:]?\s*(?P<week>[0-9]{1,2})"
    r"(?:\s*[-/ ,(]\s*(?P<after>20[0-9]{2})\)?)?(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)


def week_reader(start: date | None) -> Converter:
    """A converter to the ordinal of the Monday; a bare week lies in the läsår that begins with `start`."""

    def monday(text: str) -> int:
        found = _WEEK.fullmatch(text.replace("\u00a0", " ").strip())
        if found is None:
            return code(RowFault.DATE)
        week, year = int(found["week"]), found["before"] or found["after"]
        if year is None and start is None:
            return code(RowFault.DATE)
        if year is None:
            assert start is not None
            year = start.year + (week < _FIRST_OF_AUTUMN)
        try:
            return date.fromisocalendar(int(year), week, 1).toordinal()
        except ValueError:
            return code(RowFault.DATE)

    return monday
