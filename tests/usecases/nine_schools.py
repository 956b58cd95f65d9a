"""Nine schools' figures of the autumn of 2026: the numbers that a nämnd was promised, parted by hand."""

from datetime import date
from typing import Final

from narvaro_desktop.domain.figures.aggregate import Aggregate
from narvaro_desktop.domain.figures.counting import Used
from narvaro_desktop.usecases.figures.statistics import VERSION

FIRST, LAST = date(2026, 8, 18), date(2026, 12, 21)
KEYS: Final = (
    "pupils", "I01_10", "I01_15", "I01_20", "I01_30", "I02", "I03", "I07", "I06", "I08_given", "I08_received",
    "I09_5", "I09_same",
)  # fmt: skip
_ROWS: Final = (
    ("Ekbackens skola", 412, 80, 50, 31, 20, 6, 0, 23, 23, 20, 20, 18, 9),
    ("Granhöjdens skola", 520, 90, 62, 40, 25, 8, 0, 30, 30, 26, 25, 25, 12),
    ("Hasselskolan", 388, 70, 44, 29, 17, 7, 0, 21, 21, 19, 18, 18, 8),
    ("Kottbackens skola", 455, 85, 53, 35, 22, 8, 0, 26, 26, 23, 22, 21, 10),
    ("Lingonskolan", 301, 60, 36, 23, 14, 3, 0, 17, 17, 15, 15, 13, 7),
    ("Månbergsskolan", 478, 88, 56, 36, 23, 8, 8, 27, 27, 24, 23, 22, 11),
    ("Regnbacksskolan", 366, 66, 42, 27, 16, 6, 0, 20, 20, 18, 17, 17, 8),
    ("Vitsippans skola", 402, 73, 46, 30, 18, 7, 6, 22, 22, 19, 19, 18, 9),
    ("Ängsskolan", 490, 89, 57, 35, 22, 8, 0, 26, 26, 23, 22, 21, 10),
)
UNCERTAIN: Final = ("Hasselskolan", "Vitsippans skola")
WITH_TEAM: Final = ("Ekbackens skola", "Månbergsskolan", "Ängsskolan")
FEW: Final = "Lingonskolan"
_PLANNED: Final = 1_000_000


def schools(definitions: str = VERSION) -> list[Aggregate]:
    return [_school(place, name, counts, definitions) for place, (name, *counts) in enumerate(_ROWS, start=1)]


def _school(place: int, name: str, counts: list[int], definitions: str) -> Aggregate:
    reported = 780_000 if name in UNCERTAIN else 985_000
    figures = dict(zip(KEYS, counts, strict=True)) | {"planned": _PLANNED, "I19": reported, "I06_waived": 0}
    used = (Used("mobile_team", "Mobilt team", 2, 0, 0),) if name in WITH_TEAM else ()
    return Aggregate(
        unit=f"1234567{place}", name=name, provider="Almstads kommun", period="HT2026", first=FIRST,
        last=LAST,        definitions=definitions, ladder="Närvarotrappan – standard 2026", figures=figures,
        data_date=date(2026, 12, 18), source="Skola24", used=used,
    )  # fmt: skip
