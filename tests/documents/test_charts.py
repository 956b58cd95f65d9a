from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from reportlab.graphics import shapes

from narvaro_desktop.documents import charts, investigation
from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.absence.weekly import DayAbsence, DayKind, WeekAbsence
from narvaro_desktop.domain.charts.bar_chart import bars
from narvaro_desktop.domain.charts.chart import Anchor, Circle, Poly, Rect, Scene, Text
from narvaro_desktop.domain.charts.heat_map import heat_map
from narvaro_desktop.domain.charts.trend_chart import weekly_trend
from narvaro_desktop.domain.figures.report import Bar, Chart
from narvaro_desktop.domain.schooldays import IsoWeek
from tests.documents import reading, samples, work_samples
from tests.documents.test_tokens import contrast


def week(monday: date, part: int, whole: int = 1350) -> WeekAbsence:
    kind = DayKind.SCHOOL if whole else DayKind.FREE
    shares = [Share(part * day // 10, whole // 5) for day in range(5)]
    days = tuple(DayAbsence(monday + timedelta(days=d), kind, share) for d, share in enumerate(shares))
    return WeekAbsence(IsoWeek.of(monday), Share(part, whole), days)


WEEKS = [
    week(date(2026, 8, 31) + timedelta(weeks=place), part, 0 if part < 0 else 1350)
    for place, part in enumerate((81, 122, 108, 189, 162, 257, 216, -1, 324, 419))
]
TREND = weekly_trend(WEEKS, 640, 190, Limit(20))
HEAT = heat_map(WEEKS, 640, 260)


def with_trend() -> bytes:
    assert work_samples.INVESTIGATION.pattern
    pattern = replace(work_samples.INVESTIGATION.pattern, scenes=(HEAT, TREND))
    paper = replace(work_samples.INVESTIGATION, pattern=pattern)
    return investigation.investigation(paper, samples.MADE, samples.SECRECY)


def test_a_scene_is_painted_upright_and_to_its_width() -> None:
    scene = Scene(
        "prov", 100, 50,
        (
            Rect(0, 0, 10, 20, fill="heat1", radius=2),
            Text(5, 40, "12", "text2", 12, 600, Anchor.MIDDLE),
            Poly(((0, 0), (10, 50)), stroke="warn", dash=(6, 4)),
            Poly(((0, 0), (10, 0), (10, 10)), fill="accent", opacity=0.1),
            Circle(50, 25, 4, fill="surface", stroke="accent"),
        ),
        (), (), (),
    )  # fmt: skip

    drawn = charts.drawing(scene, 200)

    [group] = drawn.contents
    rect, words, line, area, ring = group.contents
    assert (drawn.width, drawn.height, group.transform[0]) == (200, 100, 2)
    assert (rect.y, words.y, ring.cy) == (30, 10, 25)
    assert (words.textAnchor, words.fontName) == ("middle", "NarvaroSans-SemiBold")
    assert isinstance(line, shapes.PolyLine) and line.points == [0, 50, 10, 0]
    assert isinstance(area, shapes.Polygon) and area.fillOpacity == 0.1


def test_the_chart_stands_in_the_paper_as_words_before_its_table(tmp_path: Path) -> None:
    pdf = with_trend()

    said = reading.text(tmp_path, pdf)
    assert "Gräns 20" in said and said.index("Gräns 20") < said.index("32,5 %")
    assert reading.fonts(tmp_path, pdf) and all(embedded for _name, embedded in reading.fonts(tmp_path, pdf))
    assert b"/S /Figure" in pdf and b"/Alt" in pdf


def test_the_picture_is_told_with_its_first_and_last_figure() -> None:
    [element] = charts.figure(TREND).elements

    assert element.alt.startswith("Frånvaro per vecka")
    assert "6,0\u00a0%" in element.alt and "31,0\u00a0%" in element.alt


@pytest.mark.parametrize("level", range(5))
def test_numbers_can_be_read_on_every_heat(level: int) -> None:
    assert contrast(charts.PALETTE[f"heat{level}"], charts.PALETTE[f"on_heat{level}"]) >= 4.5


@pytest.mark.parametrize("token", ["text2", "accent_text", "warn"])
def test_words_in_charts_can_be_read_on_white(token: str) -> None:
    assert contrast(charts.PALETTE[token], charts.PALETTE["surface"]) >= 4.5


def test_a_chart_of_bars_says_its_first_its_last_and_its_highest() -> None:
    names = (("HT2025", 83), ("VT2026", 91), ("HT2026", 72))
    shown = Chart("Minst 20 %", "andel", tuple(Bar(name, tenths, f"{tenths / 10:.1f} %".replace(".", ","))
                                              for name, tenths in names))  # fmt: skip

    [element] = charts.figure(bars(shown, 640)).elements

    assert element.alt.endswith("Från 8,3 % (HT2025) till 7,2 % (HT2026). Högst 9,1 % (VT2026).")
