from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.absence.shares import Change, Limit, Share
from narvaro_desktop.domain.case_terms import Operator

TWENTY = Limit(20)
OVER_HALF = Limit(50, Operator.MORE_THAN)
SHARES = st.integers(1, 20_000).flatmap(lambda whole: st.builds(Share, st.integers(0, whole), st.just(whole)))


def test_exactly_twenty_percent_is_reached() -> None:
    assert Share(1026, 5130).reaches(TWENTY)
    assert Share(1026, 5130).text([TWENTY]) == "20,0 %"
    assert Share(1026, 5400).text([TWENTY]) == "19,0 %"


def test_one_minute_less_is_not_and_is_shown_with_two_decimals() -> None:
    assert not Share(1025, 5130).reaches(TWENTY)
    assert Share(1025, 5130).text([TWENTY]) == "19,98 %"
    assert Share(1025, 5130).text() == "20,0 %"


def test_over_half_is_strict() -> None:
    assert not Share(540, 1080).reaches(OVER_HALF)
    assert Share(541, 1080).reaches(OVER_HALF)
    assert Share(541, 1080).text([OVER_HALF]) == "50,1 %"


def test_nothing_planned_cannot_be_computed_and_is_never_zero() -> None:
    assert Share(0, 0).text([TWENTY]) == "kan inte beräknas"
    assert Share(0, 0).tenths is None
    assert not Share(0, 0).reaches(Limit(0))


def test_halves_are_rounded_up() -> None:
    assert Share(1, 2000).tenths == 1
    assert Share(1, 2001).tenths == 0


def test_a_share_too_close_for_two_decimals_still_stands_on_its_own_side() -> None:
    assert Share(1_999_999, 10_000_000).text([TWENTY]) == "19,99 %"
    assert Share(5_000_001, 10_000_000).text([OVER_HALF]) == "50,01 %"


@given(SHARES, st.integers(1, 100), st.sampled_from(Operator))
def test_what_is_shown_never_lies_about_the_limit(share: Share, percent: int, operator: Operator) -> None:
    limit = Limit(percent, operator)

    whole, decimals = share.text([limit]).removesuffix("\N{NO-BREAK SPACE}%").split(",")
    shown = Share(int(whole + decimals), 100 * 10 ** len(decimals))

    assert shown.reaches(limit) == share.reaches(limit)


@given(SHARES)
def test_a_cell_shows_zero_only_where_nothing_was_missed(share: Share) -> None:
    assert (share.percent == 0) == (share.part == 0)


def test_a_change_is_signed_and_in_percentage_points() -> None:
    change = Change.between(Share(837, 5400), Share(648, 5400))

    assert change is not None
    assert change.text() == "+3,5"
    assert not change.reaches(5)
    assert Change.between(Share(1, 2), Share(0, 0)) is None


@given(SHARES, SHARES)
def test_a_change_back_is_the_same_change_the_other_way(one: Share, other: Share) -> None:
    there, back = Change.between(one, other), Change.between(other, one)

    assert there and back
    assert there.tenths == -back.tenths
    assert one.exceeds(other) == (there.numerator > 0)
