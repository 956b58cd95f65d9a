"""Files that were sealed once and are never written again: `<code>.<the one thing that is wrong>.age`."""

from pathlib import Path

import pytest

from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.trust import Trust
from tests.sealing import forge
from tests.sealing.parties import PROVIDER_CARD, SCHOOL_CARD, SCHOOL_IDENTITY

VECTORS = Path(__file__).parents[1] / "vectors" / "sealing"
FILES = sorted(path.name for path in VECTORS.glob("*.age"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_first_release_is_judged_as_then(name: str) -> None:
    code = name.partition(".")[0]
    receiver = (
        {"identities": [SCHOOL_IDENTITY], "own_id": SCHOOL_CARD.id, "trust": Trust([PROVIDER_CARD])}
        if name == "opened.receipt.age"
        else {}
    )

    assert forge.verdict((VECTORS / name).read_bytes(), **receiver) == code


def test_the_cards_of_the_first_release_are_read() -> None:
    for name, card in (("skola", SCHOOL_CARD), ("huvudman", PROVIDER_CARD)):
        text = (VECTORS / f"kontaktkort-{name}.json").read_bytes()

        assert SignedCard.from_bytes(text).card == card
        assert SignedCard.from_bytes(text).to_bytes() == text


def test_there_is_a_file_for_most_reasons() -> None:
    assert len({name.partition(".")[0] for name in FILES}) >= 20
