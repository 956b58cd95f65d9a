"""Where absence gathers is counted without pointing at anybody; the shipped checklists are whole."""

import json

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.promoting.prevention import FEW, Presence, Spot, hot_spots, routine_of
from narvaro_desktop.paths import resource


def group(name: str, year: int, high: int, noticed: int, pupils: int) -> list[Presence]:
    shares = [250] * high + [120] * noticed + [30] * (pupils - high - noticed)
    return [Presence(name, year, tenths) for tenths in shares]


def by_name(spots: tuple[Spot, ...]) -> dict[str, Spot]:
    return {spot.name or f"åk {spot.school_year}": spot for spot in spots}


def test_a_count_under_five_is_not_shown_and_none_is() -> None:
    found = by_name(hot_spots([*group("7A", 7, 2, 6, 25), *group("7B", 7, 0, 0, 24)]))

    assert (found["7A"].noticed, found["7A"].high) == (8, None)
    assert (found["7B"].noticed, found["7B"].high) == (0, 0)


def test_the_sum_of_a_year_hides_what_it_would_give_away() -> None:
    found = by_name(hot_spots([*group("7A", 7, 0, 6, 25), *group("7B", 7, 0, 3, 24)]))

    assert found["7B"].noticed is None
    assert found["åk 7"].noticed is None, "9 - 6 would tell that it is 3"


def test_a_group_stands_out_only_with_enough_pupils_and_far_from_the_rest() -> None:
    pupils = [*group("7A", 7, 0, 12, 25), *group("7B", 7, 0, 0, 25), *group("8A", 8, 0, 1, 25)]

    found = by_name(hot_spots(pupils))

    assert found["7A"].stands_out and not found["7B"].stands_out and not found["8A"].stands_out


def test_classes_stand_in_the_order_of_the_school_and_never_by_absence() -> None:
    pupils = [*group("8A", 8, 9, 0, 20), *group("2B", 2, 0, 0, 20), *group("2A", 2, 7, 0, 20)]

    assert [spot.name for spot in hot_spots(pupils) if spot.name] == ["2A", "2B", "8A"]


@given(
    st.lists(
        st.builds(
            Presence, st.sampled_from(["7A", "7B", "8A"]), st.sampled_from([7, 8]),
            st.none() | st.integers(min_value=0, max_value=1000),
        )
    )
)  # fmt: skip
def test_no_shown_count_lies_between_none_and_few(pupils: list[Presence]) -> None:
    for spot in hot_spots(pupils):
        assert spot.pupils >= FEW
        for count in (spot.noticed, spot.high):
            assert count is None or count == 0 or count >= FEW


def test_the_shipped_routine_has_its_three_parts_and_no_key_twice() -> None:
    for path in resource("prevention").glob("*.json"):
        routine = routine_of(json.loads(path.read_text(encoding="utf-8")))
        keys = [*routine.round_points, *(point.key for point in routine.implementation)]

        assert routine.version and routine.introduction
        assert len(keys) == len(set(keys))
        assert sum(len(part.points) for part in routine.round) == len(routine.round_points)


def test_the_smallest_number_that_is_shown_is_the_municipalitys() -> None:
    # given a class of 25 with six noticed pupils, and one of eight pupils
    pupils = [*group("7A", 7, 0, 6, 25), *group("7B", 7, 0, 0, 8)]

    # then ten as the smallest number hides the six, and the class of eight
    assert by_name(hot_spots(pupils))["7A"].noticed == 6
    strict = by_name(hot_spots(pupils, 10))
    assert strict["7A"].noticed is None
    assert "7B" not in strict
