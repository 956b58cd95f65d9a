from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.shares import Limit, Share
from narvaro_desktop.domain.absence.weekly import DayAbsence, DayKind, WeekAbsence
from narvaro_desktop.domain.charts.chart import Circle, Item, Poly, Rect, Scene, Text, hatch
from narvaro_desktop.domain.charts.heat_map import bin_of, heat_map
from narvaro_desktop.domain.charts.trend_chart import Mark, weekly_trend
from narvaro_desktop.domain.schooldays import IsoWeek

TWENTY = Limit(20)
AUGUST = date(2026, 8, 17)


def a_week(number: int, *percents: int | None, kind: DayKind = DayKind.FREE) -> WeekAbsence:
    """A week of five days; None is a day without school, or of another `kind`."""
    week = IsoWeek.of(AUGUST + timedelta(weeks=number))
    days = tuple(
        DayAbsence(
            week.monday + timedelta(days=offset),
            kind if percent is None else DayKind.SCHOOL,
            Share(0, 0) if percent is None else Share(percent, 100),
        )
        for offset, percent in enumerate(percents)
    )
    known = [percent for percent in percents if percent is not None]
    return WeekAbsence(week, Share(sum(known), 100 * len(known)), days)


LOV = a_week(2, None, None, None, None, None)
AUTUMN = (a_week(0, None, 40, 0, 15, 16), a_week(1, 70, 71, 100, 1, 0), LOV, a_week(3, 20, 20, 30, 20, 20))


def words(scene: Scene) -> list[str]:
    return [item.text for item in scene.items if isinstance(item, Text)]


def test_every_cell_carries_its_number_and_its_words() -> None:
    scene = heat_map(AUTUMN, 520, 250)

    names = [cell.name for cell in scene.cells]
    assert names[:4] == [
        "mån v. 34: ledig dag",
        "tis v. 34: 40 procent frånvaro",
        "ons v. 34: 0 procent frånvaro",
        "tor v. 34: 15 procent frånvaro",
    ]
    assert len(names) == 20
    assert {"40", "·", "71", "100", "v34", "mån", "71–100"} <= set(words(scene))


@pytest.mark.parametrize(
    ("percent", "place"), [(0, 0), (1, 1), (15, 1), (16, 2), (40, 2), (41, 3), (70, 3), (71, 4), (100, 4)]
)
def test_bins_are_those_of_the_legend(percent: int, place: int) -> None:
    assert bin_of(percent) == place


def test_lov_is_hatched_with_lines_and_a_day_without_data_is_an_empty_box() -> None:
    free = heat_map((LOV,), 520, 250)
    empty = heat_map((a_week(2, None, None, None, None, None, kind=DayKind.NO_DATA),), 520, 250)

    lines = [sum(isinstance(item, Poly) for item in scene.items) for scene in (free, empty)]
    assert lines[0] > 5 * 5 + lines[1]
    assert empty.cells[0].name == "mån v. 36: uppgift saknas"


def test_the_table_says_what_the_picture_says() -> None:
    scene = heat_map(AUTUMN, 520, 250)

    assert scene.header == ("Vecka", "mån", "tis", "ons", "tor", "fre", "hela veckan")
    assert scene.rows[0][:3] == ("v. 34", "ledig dag", "40,0\N{NO-BREAK SPACE}%")
    assert scene.rows[2][-1] == "ledig dag"


def test_a_narrow_heat_map_shows_the_last_weeks_and_keeps_all_in_the_table() -> None:
    many = tuple(a_week(number, 0, 0, 0, 0, 0) for number in range(40))

    scene = heat_map(many, 400, 250)

    assert len(scene.cells) < 200
    assert scene.cells[-1].name.startswith(f"fre {many[-1].week.label}")
    assert len(scene.rows) == 40


def test_a_missing_week_is_a_gap_in_the_line() -> None:
    scene = weekly_trend(AUTUMN, 520, 150, TWENTY)

    lines = [item for item in scene.items if isinstance(item, Poly) and item.stroke == "accent"]
    dots = [item for item in scene.items if isinstance(item, Circle)]
    assert [len(line.points) for line in lines] == [2]
    assert len(dots) == 2
    assert scene.cells[2].name == "v. 36: lov"


def test_the_last_point_is_a_ring_with_its_value() -> None:
    scene = weekly_trend(AUTUMN, 520, 150, TWENTY)

    [ring] = [item for item in scene.items if isinstance(item, Circle) and item.stroke]
    assert ring.radius == 4
    assert "22,0\N{NO-BREAK SPACE}%" in words(scene)


def test_the_limit_is_dashed_and_says_itself() -> None:
    scene = weekly_trend(AUTUMN, 520, 150, TWENTY)

    assert [item.dash for item in scene.items if isinstance(item, Poly) and item.stroke == "warn"] == [(6, 4)]
    assert "Gräns 20\N{NO-BREAK SPACE}%" in words(scene)
    assert scene.name.endswith("lägre är bättre, gräns 20 procent")


@pytest.mark.parametrize(("percent", "top"), [(0, "40"), (35, "40"), (41, "60"), (85, "100"), (100, "100")])
def test_the_axis_adapts(percent: int, top: str) -> None:
    weeks = (a_week(0, *[percent] * 5),)

    axis = [text for text in words(weekly_trend(weeks, 520, 150, TWENTY)) if text.isdigit()]

    assert axis[-1] == top


def test_no_weeks_are_no_error() -> None:
    assert heat_map((), 520, 250).cells == ()
    assert weekly_trend((), 520, 150, TWENTY).cells == ()


def corners(item: Item) -> list[tuple[float, float]]:
    if isinstance(item, Rect):
        return [(item.x, item.y), (item.x + item.width, item.y + item.height)]
    return list(item.points) if isinstance(item, Poly) else [(item.x, item.y)]


DAY = st.none() | st.integers(0, 100)
WEEKS = st.lists(st.tuples(DAY, DAY, DAY, DAY, DAY), max_size=45)


@given(WEEKS, st.integers(300, 900), st.integers(240, 500), st.sampled_from([1, 1.25, 1.5, 2]))
def test_nothing_is_drawn_outside_the_picture(
    percents: list[tuple[int | None, ...]], width: int, height: int, scale: float
) -> None:
    weeks = tuple(a_week(number, *days) for number, days in enumerate(percents))

    tall = height * scale
    for scene in (heat_map(weeks, width, tall, scale), weekly_trend(weeks, width, tall, TWENTY, scale)):
        for item in scene.items:
            assert all(-0.5 <= y <= tall + 0.5 for _x, y in corners(item))
            if not isinstance(item, Text | Rect):
                assert all(-0.5 <= x <= width + 0.5 for x, _y in corners(item))


@given(WEEKS)
def test_colours_are_named_and_never_written(percents: list[tuple[int | None, ...]]) -> None:
    weeks = tuple(a_week(number, *days) for number, days in enumerate(percents))

    for scene in (heat_map(weeks, 520, 250), weekly_trend(weeks, 520, 150, TWENTY)):
        for item in scene.items:
            painted = [getattr(item, name, None) for name in ("fill", "stroke", "token")]
            assert not any(colour.startswith("#") for colour in painted if colour)


@given(st.floats(5, 80), st.floats(5, 80))
def test_hatch_lines_stay_in_their_box(width: float, height: float) -> None:
    for line in hatch(10, 20, width, height, 6, "line"):
        for x, y in line.points:
            assert 10 - 1e-6 <= x <= 10 + width + 1e-6
            assert 20 - 1e-6 <= y <= 20 + height + 1e-6


def test_what_began_stands_at_its_week_with_its_number() -> None:
    marks = [
        Mark(AUGUST + timedelta(days=8), 2),
        Mark(AUGUST + timedelta(days=9), 1),
        Mark(date(2025, 1, 1), 3),
    ]

    scene = weekly_trend(AUTUMN, 520, 150, TWENTY, marks=marks)

    assert "1, 2" in words(scene)
    assert "3" not in words(scene)
    assert "åtgärd 1, 2 börjar" in scene.cells[1].name
    assert [row[2] for row in scene.rows] == ["", "1, 2", "", ""]
    assert len(scene.header) == 3
