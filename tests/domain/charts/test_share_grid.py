from dataclasses import replace

from narvaro_desktop.domain.absence.shares import Share
from narvaro_desktop.domain.absence.weekly import WeekAbsence
from narvaro_desktop.domain.charts.chart import Poly, Rect, Scene, Text
from narvaro_desktop.domain.charts.share_grid import MANY_PUPILS, Grid, share_grid
from narvaro_desktop.domain.charts.trend_chart import Beside, weekly_trend
from narvaro_desktop.domain.schooldays import IsoWeek

WEEKS = tuple(WeekAbsence(IsoWeek(2026, 34 + n), Share(n, 20), ()) for n in range(4))
GRID = Grid(
    "Frånvaro", "Klass", ("7A", "10B"), ("v34", "v35", "v36"),
    ((Share(1, 10), Share(0, 10), Share(0, 0)), (Share(9, 10), Share(1, 3), Share(1, 1000))),
    "{percent} procent frånvaro",
)  # fmt: skip


def words(scene: Scene) -> list[str]:
    return [item.text for item in scene.items if isinstance(item, Text)]


def test_every_cell_of_a_grid_carries_its_number_and_its_words() -> None:
    scene = share_grid(GRID, 400)

    assert [cell.name for cell in scene.cells] == [
        "7A, v34: 10 procent frånvaro", "7A, v35: 0 procent frånvaro", "7A, v36: uppgift saknas",
        "10B, v34: 90 procent frånvaro", "10B, v35: 33 procent frånvaro", "10B, v36: 1 procent frånvaro",
    ]  # fmt: skip
    assert {"10", "90", "·", "v36", "7A"} <= set(words(scene))
    assert scene.rows[0][0] == "7A" and len(scene.rows[0]) == 4


def test_small_shares_of_many_pupils_differ_in_colour() -> None:
    shares = tuple(Share(percent, 100) for percent in (0, 2, 5, 9, 14, 15, 60))
    grid = Grid("Frånvaro", "Klass", ("7A",), tuple(f"v{n}" for n in range(7)), (shares,), "{percent}")

    def fills(grid: Grid) -> list[str | None]:
        return [item.fill for item in share_grid(grid, 600).items if isinstance(item, Rect)]

    assert fills(replace(grid, highest=MANY_PUPILS)) == [
        "heat0", "heat0", "heat1", "heat2", "heat3", "heat4", "heat4",
    ]  # fmt: skip
    assert fills(grid) == ["heat0", "heat1", "heat1", "heat1", "heat1", "heat1", "heat3"]


def test_a_narrow_grid_shows_the_last_columns_and_its_table_all() -> None:
    scene = share_grid(GRID, 60)

    assert {cell.column for cell in scene.cells} == {0}
    assert scene.cells[0].name.startswith("7A, v36")
    assert scene.header == ("Klass", "v34", "v35", "v36")


def test_lines_to_compare_with_have_a_dash_a_name_and_a_column() -> None:
    own = Beside("egen nivå", (Share(1, 20), Share(0, 0), Share(1, 20), Share(2, 20)))

    scene = weekly_trend(WEEKS, 400, 168, beside=(own,))

    assert "egen nivå" in words(scene)
    assert sum(isinstance(item, Poly) and item.dash is not None for item in scene.items) == 2
    assert scene.header[-1] == "egen nivå" and [row[-1] for row in scene.rows][1] == "kan inte beräknas"
