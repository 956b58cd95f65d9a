"""Cells as people write them, into whole minutes, days and clock times.

Every converter takes a cell's text and answers a number; a number below zero is a `RowFault` by its code.
Only the digits 0–9 count: other scripts' digits are unreadable, never guessed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from narvaro_desktop.absence_files.faults import RowFault, code

Converter = Callable[[str], int]

UNREADABLE_NUMBER, UNREADABLE_DATE = code(RowFault.NUMBER), code(RowFault.DATE)
NEGATIVE = code(RowFault.NEGATIVE)
NO_TIME = 0
NO_EVENT_CELL = "–event–"
LARGEST = 10_000_000
FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")

_BLANKS = dict.fromkeys(map(ord, " \t\u00a0\u202f\u2009\u2007"))
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]+))?")
_CLOCKED = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::[0-5][0-9])?")
_UNIT = re.compile(r"(min(?:uter|\.)?|m|tim(?:mar|\.|me)?|h|t|st|%)$", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ].*)?")
_COMMON = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.\- ]+([0-9]{4}|[0-9]{2})(?:[T ].*)?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.([0-9]+))?")
_TIME = re.compile(r"(?:.*[T ])?([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?:[:.][0-5][0-9](?:\.[0-9]+)?)?")
_INSTANT = re.compile(r".*[0-9](?:Z|[+-][0-9]{2}:?[0-9]{2})")
_STOCKHOLM = ZoneInfo("Europe/Stockholm")
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal()
_NOTHING = {"", "-", "–", "—"}


def composed(text: str) -> str:
    """Text as it is stored: NFC, outer blanks and our own export's guarding apostrophe taken off."""
    bare = unicodedata.normalize("NFC", text.replace("\u00a0", " ")).strip()
    return bare[1:] if bare[:1] == "'" and bare[1:2] in FORMULA_STARTS else bare


def scaled(text: str, factor: int) -> int:
    """The decimal number in `text` times `factor`, rounded half up; an empty cell is 0."""
    bare = text.translate(_BLANKS)
    if bare in _NOTHING:
        return 0
    if "," in bare and "." in bare:
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
        bare = bare.replace(thousands, "")
    found = _NUMBER.fullmatch(bare)
    if found is None or not (found[2] or found[3]) or len(bare) > 40:
        return UNREADABLE_NUMBER
    fraction = (found[3] or "")[:9]
    whole = int(found[2] + fraction or "0") * factor
    ten = 10 ** len(fraction)
    value = (2 * whole + ten) // (2 * ten)
    if found[1] == "-" and value:
        return NEGATIVE
    return value if value <= LARGEST else UNREADABLE_NUMBER


def minutes(text: str) -> int:
    """Minutes from "45", "45 min", "0:45" or "0,75 h"; an empty cell is 0."""
    return _duration(text, 1)


def hours(text: str) -> int:
    """Minutes from a column of hours: "3,5", "3,5 h" or "3:30"; an empty cell is 0."""
    return _duration(text, 60)


def _duration(text: str, factor: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text) * factor
    bare = text.translate(_BLANKS)
    if clocked := _CLOCKED.fullmatch(bare):
        return int(clocked[1]) * 60 + int(clocked[2])
    if unit := _UNIT.search(bare):
        if unit[1] == "%":
            return UNREADABLE_NUMBER
        bare, factor = bare[: unit.start()], _factor(unit[1].lower(), factor)
    return scaled(bare, factor)


def _factor(unit: str, otherwise: int) -> int:
    if unit == "st":
        return otherwise
    return 1 if unit.startswith("m") else 60


def count(text: str) -> int:
    """Lessons from "9" or "9 st (33.3%)"; an empty cell is 0."""
    return scaled(re.sub(r"\(.*\)|st\b\.?", "", text), 1)


def share(text: str) -> int:
    """Hundredths of a percent from "12,5", "12,5 %": 1250; an empty cell is 0."""
    return scaled(text.replace("%", ""), 100)


def fraction(text: str) -> int:
    """Hundredths of a percent from a column of fractions: "0,125" is 1250."""
    return share(text) if "%" in text else scaled(text, 10_000)


def day_reader(month_first: bool = False, from_1904: bool = False) -> Converter:
    """A converter from date texts to `date.toordinal()`: ISO, d/m yyyy, or the serial number of a sheet."""

    def day(text: str) -> int:
        bare = text.replace("\u00a0", " ").strip()
        if found := _ISO.fullmatch(bare):
            if _INSTANT.fullmatch(bare) and "T" in bare:
                return _local_day(bare)
            return _ordinal(int(found[1]), int(found[2]), int(found[3]))
        if found := _COMMON.fullmatch(bare):
            first, second, year = int(found[1]), int(found[2]), int(found[3])
            year += 2000 if year < 100 else 0
            return _ordinal(year, first, second) if month_first else _ordinal(year, second, first)
        if found := _SERIAL.fullmatch(bare):
            return int(found[1]) + (_EPOCH_1904 if from_1904 else _EPOCH_1900)
        return code(RowFault.NO_EVENT) if bare == NO_EVENT_CELL else UNREADABLE_DATE

    return day


def clock(text: str) -> int:
    """Minutes since midnight from "8.10", "08:10:00" or a date with time; instants become Swedish time.

    0 where the cell is empty or holds no time: no lesson begins at midnight.
    """
    bare = text.replace("\u00a0", " ").strip()
    if bare in _NOTHING:
        return NO_TIME
    if "T" in bare and _INSTANT.fullmatch(bare):
        moment = instant(bare)
        if moment <= 0:
            return UNREADABLE_DATE
        local = datetime.fromtimestamp(moment, _STOCKHOLM)
        return local.hour * 60 + local.minute
    if found := _TIME.fullmatch(bare):
        return int(found[1]) * 60 + int(found[2])
    return NO_TIME if _ISO.fullmatch(bare) else UNREADABLE_DATE


def instant(text: str) -> int:
    """UTC epoch seconds; a time without zone is Swedish time; 0 where the cell is empty."""
    bare = text.replace("\u00a0", " ").strip()
    if bare in _NOTHING:
        return 0
    try:
        moment = datetime.fromisoformat(bare)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=_STOCKHOLM)
        return max(0, int(aware.timestamp()))
    except (ValueError, OverflowError):
        return UNREADABLE_DATE


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return UNREADABLE_DATE


def _local_day(text: str) -> int:
    moment = instant(text)
    return moment if moment < 0 else datetime.fromtimestamp(moment, _STOCKHOLM).date().toordinal()
