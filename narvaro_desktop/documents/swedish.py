"""How a Swedish reader expects dates, shares, hours and long numbers; no-break spaces keep them together."""

from datetime import date

from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.amounts import grouped

NBSP = "\u00a0"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_LIMITS = tuple(Limit(percent) for percent in (10, 15, 20, 30))


def long_date(day: date) -> str:
    """5 oktober 2026."""
    return NBSP.join((str(day.day), _MONTHS[day.month - 1], str(day.year)))


def month(day: date) -> str:
    """Oktober 2026."""
    return capital(f"{_MONTHS[day.month - 1]}{NBSP}{day.year}")


def span(first: date, last: date) -> str:
    """2026-09-07 – 2026-10-04: full dates, so the dash has spaces."""
    return f"{first}{NBSP}–{NBSP}{last}"


def between(first: date, last: date) -> str:
    """mellan den 7 september och den 4 oktober 2026; the first year stands only where it differs."""
    start = long_date(first)
    if first.year == last.year:
        start = start.removesuffix(f"{NBSP}{first.year}")
    return f"mellan den {start} och den {long_date(last)}"


def unbroken(citation: str) -> str:
    """A paragraph of law that no line end parts: 7 kap. 19 a § skollagen (2010:800)."""
    paragraph, mark, act = citation.partition("§")
    return paragraph.replace(" ", NBSP) + mark + act


def capital(words: str) -> str:
    """The words with a capital first, and the rest as they are (BUP stays BUP)."""
    return words[:1].upper() + words[1:]


def organisation(id_: str) -> str:
    """The id of a huvudman or a school, said: organisation:2120000000 is organisationsnummer 2120000000."""
    return id_.replace("organisation:", "organisationsnummer ").replace("schoolUnit:", "skolenhetskod ")


def number(value: int) -> str:
    """10 000, with the minus sign that is as wide as a digit."""
    digits = grouped(abs(value))
    return f"−{digits}" if value < 0 else digits


def tenths(value: int) -> str:
    """A share in tenths of a percent: 240 is 24,0 %."""
    return f"{value // 10},{value % 10}{NBSP}%"


def share(part: int, whole: int) -> str:
    """`part` of `whole` in percent: one decimal, half up; "kan inte beräknas" of nothing.

    Two decimals where one would show a limit that is not reached (19,98 %).
    """
    return Share(part, whole).text(_LIMITS) if whole else "kan inte beräknas"


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal, half up: 1026 is 17,1 tim."""
    rounded = (minutes + 3) // 6
    return f"{number(rounded // 10)},{rounded % 10}{NBSP}tim"


def in_fours(text: str) -> str:
    """A long code in groups of four, so that it can be read aloud."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def size(count: int) -> str:
    """A file's size in kB or MB (powers of ten, rounded half up)."""
    if count < 1_000_000:
        return f"{number((count + 500) // 1000)}{NBSP}kB"
    megabytes = (count + 50_000) // 100_000
    return f"{number(megabytes // 10)},{megabytes % 10}{NBSP}MB"
