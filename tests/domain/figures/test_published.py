"""A published table of schools, tried by a reader who solves it: nobody of one to four is found."""

from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.figures.aggregate import Aggregate, document, year_cells
from narvaro_desktop.domain.figures.published import TOTAL, Before, Cell, Shown, table
from narvaro_desktop.usecases.figures.statistics import book
from tests.domain.figures.test_masking import rank

DAY = date(2026, 12, 18)
CHAINS = (("pupils", "high", "far"), ("pupils", "month"))
KEYS = ("pupils", "high", "far", "month")
LINKS = (("pupils", "high"), ("high", "far"), ("pupils", "month"))
Rows = dict[str, dict[str, int | None]]


@st.composite
def schools(draw: st.DrawFn) -> Rows:
    found: Rows = {}
    for place in range(draw(st.integers(2, 6))):
        high = draw(st.integers(0, 30))
        pupils = high + draw(st.integers(0, 60))
        far, month = draw(st.integers(0, high)), draw(st.integers(0, min(pupils, 9)))
        found[f"skola {place}"] = {"pupils": pupils, "high": high, "far": far, "month": month}
    return found


def whole(rows: Rows) -> dict[str, int | None]:
    return {key: sum(one[key] or 0 for one in rows.values()) for key in KEYS}


def found_out(rows: Rows, cells: Mapping[str, Mapping[str, Cell]]) -> set[tuple[str, object]]:
    """Everything that is not printed, differences too, and has one value only in the sums."""
    lines = {**rows, TOTAL: whole(rows)}
    unknown: list[tuple[str, object]] = [(name, link) for name in lines for link in LINKS]
    unknown += [(name, key) for name in lines for key in KEYS if cells[name][key].shown is not Shown.COUNT]
    place = {key: number for number, key in enumerate(unknown)}
    sums: list[dict[tuple[str, object], int]] = []
    for name in lines:
        sums += [{(name, wide): -1, (name, narrow): 1, (name, (wide, narrow)): 1} for wide, narrow in LINKS]
    columns: list[object] = [*KEYS, *LINKS]
    sums += [{(TOTAL, column): -1, **{(name, column): 1 for name in rows}} for column in columns]
    equations = [[one.get(key, 0) for key in unknown] for one in sums]
    before = rank(equations)
    return {
        key for key in unknown
        if rank([*equations, [int(number == place[key]) for number in range(len(unknown))]]) == before
    }  # fmt: skip


def small(rows: Rows, key: tuple[str, object]) -> bool:
    """Whether what was found out is one to four persons."""
    name, column = key
    figures = {**rows, TOTAL: whole(rows)}[name]
    if isinstance(column, tuple):
        count = (figures[column[0]] or 0) - (figures[column[1]] or 0)
    else:
        count = figures[str(column)] or 0
    return 0 < count < 5


@settings(max_examples=30, deadline=None)
@given(schools())
def test_no_small_count_and_no_small_difference_follows(rows: Rows) -> None:
    cells = table(rows, whole(rows), KEYS, CHAINS)

    printed = {(name, key) for name in cells for key in KEYS if cells[name][key].shown is Shown.COUNT}
    assert not [key for key in printed if small(rows, key)]
    assert not [key for key in found_out(rows, cells) if small(rows, key)]


@settings(max_examples=30, deadline=None)
@given(schools(), st.data())
def test_a_table_beside_an_earlier_one_of_its_time_tells_of_nobody(rows: Rows, data: st.DataObject) -> None:
    """Each count has changed by a few or not at all, as when a pupil comes or a lesson is reported late."""
    first = table(rows, whole(rows), KEYS, CHAINS)
    told = {(name, key): first[name][key].count for name in first for key in KEYS}
    later = {
        name: {**one, "pupils": (one["pupils"] or 0) + data.draw(st.sampled_from([0, 0, 1, 6]))}
        for name, one in rows.items()
    }

    second = table(later, whole(later), KEYS, CHAINS, before=(Before(told),))

    shown = {(name, key): second[name][key].count for name in second for key in KEYS}
    both = [key for key in told if shown[key] is not None and told[key] is not None]
    assert all(abs((shown[key] or 0) - (told[key] or 0)) not in range(1, 5) for key in both)
    assert not [key for key in told if told[key] is None and shown[key] is not None]
    out = found_out(later, second)
    assert not [key for key in out if key in shown and told.get((key[0], str(key[1])), 0) is None]


def test_one_way_of_parting_the_pupils_does_not_give_away_what_the_other_keeps() -> None:
    """The years hide a small one behind another; girls and boys would tell the sum that both belong to."""
    years = {"7": {"far": 3}, "8": {"far": 7}, "9": {"far": 9}}
    girls_and_boys = {"girls": {"far": 16}, "boys": {"far": 3}}

    cells = table(years, {"far": 19}, ("far",), (), again=girls_and_boys)

    told = {name: cells[name]["far"].text() for name in cells}
    assert told["7"] == told["boys"] == "<5"
    assert [told["girls"], told[TOTAL]].count("..") == 1 and [told["8"], told["9"]].count("..") == 1


def test_a_longer_time_beside_a_part_of_it_holds_back_what_adds_up_and_nothing_else() -> None:
    before = Before({(TOTAL, "opened"): 20, (TOTAL, "far"): 20}, frozenset({"opened"}))

    cells = table({}, {"opened": 23, "far": 23}, ("opened", "far"), (), before=(before,))

    assert [cells[TOTAL][key].text() for key in ("opened", "far")] == ["..", "23"]


def test_what_some_school_does_not_know_is_no_nought_and_binds_nothing() -> None:
    cells = table({"a": {"far": 3}, "b": {"far": None}}, {"far": 30}, ("far",), ())

    assert [cells[name]["far"].text() for name in ("a", "b", TOTAL)] == ["<5", "–", "30"]


def test_the_sums_beside_the_arskurser_are_known_so_none_of_them_is_held_back() -> None:
    parts = {year: {"pupils": 45, "I01_20": 6, "I02": 2 if year == 9 else 0} for year in range(1, 10)}
    total = {"pupils": 405, "I01_20": 54, "I02": 2}

    told = year_cells(parts, total, book())

    assert "I02" not in told[9] and told[9]["I01_20"].count == 6
    assert year_cells(parts, {**total, "pupils": 49}, book()) == {}


def test_of_few_cases_with_known_causes_no_cause_is_told() -> None:
    def told(known: int) -> dict[str, dict[str, object]]:
        figures = {"I13_known": known, "I13_peers": known - 1, "I13_home_family": 0}
        one = Aggregate("12345678", "Ekbackens skola", "", "HT2026", DAY, DAY, "2026-1", "Trappan", figures)
        return {each["id"]: each for each in document(one, book())["figures"]}

    assert told(4) == {"I13_known": {"id": "I13_known", "shown": "small"}}
    assert told(6)["I13_peers"]["count"] == 5 and told(5)["I13_peers"] == {
        "id": "I13_peers",
        "shown": "small",
    }
