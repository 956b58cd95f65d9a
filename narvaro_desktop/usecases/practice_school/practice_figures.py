"""What the schools of Almstad have told their huvudman of earlier terms, and some of this one.

Ekbackens skola has told of the terms before; this term's figures are for whoever practises to send.
"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from narvaro_desktop.domain.figures.aggregate import Aggregate
from narvaro_desktop.domain.figures.counting import Used
from narvaro_desktop.domain.figures.indicators import PLANNED, PUPILS, REPORTED
from narvaro_desktop.simulation import practice
from narvaro_desktop.usecases.figures import aggregates
from narvaro_desktop.usecases.figures.statistics import VERSION
from narvaro_desktop.usecases.practice_school.practice_story import RECIPIENT, Story

_OTHERS: Final = (
    ("Granhöjdens skola", "12345672", 520), ("Hasselskolan", "12345673", 388),
    ("Kottbackens skola", "12345674", 455), ("Lingonskolan", "12345675", 301),
    ("Månbergsskolan", "12345676", 478),
)  # fmt: skip
_BEFORE: Final = (
    ("HT2025", date(2025, 8, 19), date(2025, 12, 19), 82),
    ("VT2026", date(2026, 1, 8), date(2026, 6, 11), 78),
)  # fmt: skip
_NOW: Final = ("HT2026", date(2026, 8, 18), date(2026, 12, 21), 74)
_SENT_NOW: Final = 3
_SEED: Final = 19
_LADDER: Final = "Närvarotrappan – standard 2026"


def tell(story: Story, term_began: date, unit: str, name: str, pupils: int) -> None:
    """Put the figures into the huvudman's vault; `unit`, `name` and `pupils` are the practice school's."""
    chance = Random(_SEED)
    with story.on(term_began, RECIPIENT) as work:
        for term in _BEFORE:
            for school in ((name, unit, pupils), *_OTHERS):
                aggregates.keep(work, _told(chance, school, term, term[2]))
    with story.on(practice.TODAY, RECIPIENT) as work:
        for school in _OTHERS[:_SENT_NOW]:
            aggregates.keep(work, _told(chance, school, _NOW, practice.UNTIL))


def _told(
    chance: Random, school: tuple[str, str, int], term: tuple[str, date, date, int], until: date
) -> Aggregate:
    name, unit, pupils = school
    period, first, last, high = term
    figures = dict(_counts(chance, pupils, high))
    figures[REPORTED] = figures[PLANNED] * (78 if unit.endswith("3") else 97) // 100
    used = (Used("mobile_team", "Mobilt team", 2, 1, 1),) if int(unit[-1]) % 2 else ()
    return Aggregate(
        unit=unit, name=name, provider="Almstads kommun", period=period, first=first, last=last,
        definitions=VERSION, ladder=_LADDER, figures=figures, data_date=until, source="Övningssystemet",
        used=used,
    )  # fmt: skip


def _counts(chance: Random, pupils: int, high: int) -> Iterator[tuple[str, int]]:
    """Counts that can all be true; `high` is how many of a thousand have at least 20 %."""
    over = pupils * high // 1000 + chance.randint(-3, 3)
    opened = over * 3 // 4 + chance.randint(-1, 1)
    given = opened - chance.randint(0, 3)
    received = given - chance.randint(0, 2)
    cases = opened + chance.randint(5, 9)
    in_time, late = cases * 3 // 2, cases // 4
    yield from {
        PUPILS: pupils, "I01_10": over * 5 // 2, "I01_15": over * 3 // 2, "I01_20": over, "I01_30": over // 2,
        "I02": over // 5, "I03": chance.randint(0, 2), "I04": over // 2, "I07": opened, "I06": opened,
        "I06_waived": 0, "I08_given": given, "I08_received": received, "I09_5": given - chance.randint(0, 2),
        "I09_same": given // 2, "I11": opened * 4 // 5, "I11_due": opened, "I05_open": cases,
        "I05_new": cases // 2, "I05_closed": cases // 3, "I05_reopened": 0, "I12_due": cases * 2,
        "I12_on_time": in_time, "I12_late": late, "I12_missing": cases * 2 - in_time - late,
        "I13_known": cases - 4, "I13_peers": cases // 3, "I14_cases": cases, "I14_social": cases // 3,
        "I14_care": cases // 4, "I14_sip": cases // 6, "I14_team": cases // 5, "I14_other": 0,
        "I15": cases * 2, "I15_ended": cases, "I15_reached": cases // 2, "I17_cases": cases // 4,
        "I17": cases // 5, "I20_support": received // 2, "I22": 6, "I22_all": cases * 2 + 6,
        PLANNED: pupils * 20_000,
    }.items()  # fmt: skip
