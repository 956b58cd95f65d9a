from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.record_id import RANDOM_BYTES, WrongMoment, derived_id, made_at_ms, record_id

moments = st.integers(0, 2**48 - 1)
noise = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


@given(moments, noise)
def test_an_id_is_a_uuid_of_version_7_that_remembers_its_moment(ms: int, random: bytes) -> None:
    made = record_id(ms, random)

    assert made.version == 7
    assert made.variant == RFC_4122
    assert made_at_ms(made) == ms


@given(moments, moments, noise, noise)
def test_ids_sort_by_the_time_they_were_made(one: int, two: int, random: bytes, other: bytes) -> None:
    if one == two:
        return

    assert (record_id(one, random) < record_id(two, other)) == (one < two)


@given(moments, noise, noise)
def test_other_random_bytes_give_another_id_unless_they_differ_in_the_unused_bits(
    ms: int, random: bytes, other: bytes
) -> None:
    used = (1 << 74) - 1
    same = int.from_bytes(random, "big") & used == int.from_bytes(other, "big") & used

    assert (record_id(ms, random) == record_id(ms, other)) == same


def test_the_example_of_the_standard_comes_out_to_the_byte() -> None:
    random = ((0xCC3 << 62) | (0b01 << 60) | 0x8C4DC0C0C07398F).to_bytes(RANDOM_BYTES, "big")

    assert str(record_id(0x017F22E279B0, random)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize("ms", [-1, 2**48])
def test_a_clock_before_1970_or_far_beyond_is_refused(ms: int) -> None:
    with pytest.raises(WrongMoment):
        record_id(ms, bytes(RANDOM_BYTES))


def test_too_few_random_bytes_are_a_bug() -> None:
    with pytest.raises(ValueError, match="9"):
        record_id(0, bytes(9))


def test_what_there_is_only_one_of_has_the_same_id_on_every_laptop() -> None:
    plan = derived_id("plan", UUID(int=5))

    assert plan == derived_id("plan", UUID(int=5))
    assert plan != derived_id("plan", UUID(int=6))
    assert (plan.version, plan.variant) == (8, RFC_4122)
