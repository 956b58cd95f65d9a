"""Sweden's red days, computed.

Law: lagen (1989:253) om allmänna helgdagar; lagen (1930:173) om beräkning av lagstadgad tid 2 §, which puts
midsommarafton, julafton and nyårsafton beside them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from narvaro_desktop.i18n import N_


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


@cache
def red_days(year: int) -> Mapping[date, str]:
    """Every red day of a calendar year with its name, the three eves included."""
    sunday = easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    fixed = {
        date(year, 1, 1): N_("nyårsdagen"),
        date(year, 1, 6): N_("trettondedag jul"),
        date(year, 5, 1): N_("första maj"),
        date(year, 6, 6): N_("nationaldagen"),
        midsummer - timedelta(days=1): N_("midsommarafton"),
        midsummer: N_("midsommardagen"),
        _saturday_from(date(year, 10, 31)): N_("alla helgons dag"),
        date(year, 12, 24): N_("julafton"),
        date(year, 12, 25): N_("juldagen"),
        date(year, 12, 26): N_("annandag jul"),
        date(year, 12, 31): N_("nyårsafton"),
    }
    moving = {
        sunday - timedelta(days=2): N_("långfredagen"),
        sunday: N_("påskdagen"),
        sunday + timedelta(days=1): N_("annandag påsk"),
        sunday + timedelta(days=39): N_("Kristi himmelsfärdsdag"),
        sunday + timedelta(days=49): N_("pingstdagen"),
    }
    return dict(sorted((moving | fixed).items()))


def is_red(day: date) -> bool:
    return day in red_days(day.year)


def is_working_day(day: date) -> bool:
    """Arbetsdag: Monday to Friday and not red."""
    return day.weekday() < 5 and not is_red(day)


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(5 - day.weekday()) % 7)
