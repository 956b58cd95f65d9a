"""What comes on an agenda by itself, in which order, and how a pupil is named on paper."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.teamwork.meeting import AHEAD, Cause, Ground, agenda, initials, moved

DAY = date(2026, 9, 28)


def cause(case_id: UUID, ground: Ground, days: int) -> Cause:
    return Cause(case_id, ground, "Ring hem", DAY + timedelta(days=days))


def test_a_case_that_waits_for_a_decision_comes_before_one_that_is_late() -> None:
    late, undecided, soon = uuid4(), uuid4(), uuid4()

    found = agenda(
        [
            cause(soon, Ground.DUE, 2), cause(late, Ground.LATE, -20), cause(late, Ground.DUE, 1),
            cause(undecided, Ground.WAITS_FOR_DECISION, -1),
        ],
        DAY,
    )  # fmt: skip

    assert list(found) == [undecided, late, soon]
    assert [one.ground for one in found[late]] == [Ground.LATE, Ground.DUE]


@given(st.integers(min_value=1, max_value=400))
def test_what_is_due_long_after_the_meeting_waits(days: int) -> None:
    found = agenda([cause(uuid4(), Ground.DUE, days)], DAY)

    assert bool(found) == (timedelta(days=days) <= AHEAD)


def test_initials_tell_no_name() -> None:
    assert initials("Elvira Blåbärsskog") == "E.B."
    assert initials("Åsa-Lo von Granbarr") == "Å.V.G."
    assert initials("") == ""


@given(st.lists(st.uuids(), min_size=1, max_size=8, unique=True), st.data())
def test_moving_a_point_keeps_all_points_and_the_order_of_the_others(
    points: list[UUID], data: st.DataObject
) -> None:
    what, by = data.draw(st.sampled_from(points)), data.draw(st.sampled_from([-1, 1]))

    after = moved(points, what, by)

    assert sorted(after) == sorted(points)
    assert [one for one in after if one != what] == [one for one in points if one != what]
