"""What stands when two laptops have written: the same everywhere, and nothing lost without a choice."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.merge import Write, heads, standing

KURATOR, REKTOR = UUID(int=1), UUID(int=2)


def write(clock: str, value: str, *over: str, by: UUID = KURATOR) -> Write[str]:
    return Write(clock, by, value, frozenset(over))


def test_a_later_write_over_an_earlier_one_stands_alone() -> None:
    found = standing([write("1-a", "öst"), write("2-a", "väst", "1-a")])

    assert found.latest.value == "väst"
    assert not found.is_disputed


def test_two_writes_over_the_same_one_stand_beside_each_other() -> None:
    first = write("1-a", "öst")
    found = standing([write("2-a", "norr", "1-a"), write("3-b", "syd", "1-a", by=REKTOR), first])

    assert (found.latest.value, found.latest.actor) == ("syd", REKTOR)
    assert [rival.value for rival in found.rivals] == ["norr"]


def test_a_choice_over_both_ends_the_dispute() -> None:
    both = [write("2-a", "norr"), write("3-b", "syd")]
    found = standing([*both, write("4-a", "norr", "2-a", "3-b")])

    assert found.latest.clock == "4-a"
    assert not found.is_disputed


def test_two_who_wrote_the_same_do_not_disagree() -> None:
    assert not standing([write("2-a", "norr"), write("3-b", "norr")]).is_disputed


def test_a_choice_between_two_leaves_a_third_that_the_chooser_had_not_seen() -> None:
    three = [write("2-a", "norr"), write("3-b", "syd"), write("3-c", "väst")]
    found = standing([*three, write("4-a", "norr", "2-a", "3-b")])

    assert found.latest.value == "norr"
    assert [rival.value for rival in found.rivals] == ["väst"]


def test_a_ring_of_claims_hides_nobody() -> None:
    assert heads([write("1-a", "x", "2-b"), write("2-b", "y", "1-a")])[0].value == "y"


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Write[int]], list[set[str]]]:
    """Up to three laptops that write one field, hand all they know to each other, and write again."""
    known: list[dict[str, Write[int]]] = [{}, {}, {}]
    made: list[Write[int]] = []
    for tick in range(draw(st.integers(1, 14))):
        laptop = draw(st.integers(0, 2))
        if draw(st.booleans()):
            known[draw(st.integers(0, 2))].update(known[laptop])
            continue
        over = frozenset(head.clock for head in heads(list(known[laptop].values())))
        made.append(Write(f"{tick:03d}-{laptop}", UUID(int=laptop), draw(st.integers(0, 3)), over))
        known[laptop][made[-1].clock] = made[-1]
    return made, [set(one) for one in known]


@given(histories(), st.randoms(use_true_random=False))
def test_every_order_gives_the_same_and_a_repeat_changes_nothing(
    history: tuple[list[Write[int]], list[set[str]]], random: object
) -> None:
    made, _known = history
    if not made:
        return
    shuffled = [*made, *made]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert standing(shuffled) == standing(made)


@given(histories())
def test_a_write_is_out_of_sight_only_when_somebody_wrote_who_had_it_in_sight(
    history: tuple[list[Write[int]], list[set[str]]],
) -> None:
    made, _known = history
    shown = {head.clock for head in heads(made)}

    for each in made:
        answered = any(each.clock in later.over for later in made)
        assert (each.clock in shown) is not answered
