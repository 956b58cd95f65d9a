"""Files that were sealed once and are never written again: `<code>.<the one thing that is wrong>.age`."""

from pathlib import Path
from typing import Any

import pytest

from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.sealing.trust import Trust
from tests.sealing import forge
from tests.sealing.laptops_of_a_school import OF_REKTOR, REKTOR_IDENTITY, TRUST
from tests.sealing.parties import PROVIDER_CARD, SCHOOL_CARD, SCHOOL_IDENTITY

VECTORS = Path(__file__).parents[1] / "vectors" / "sealing"
FILES = sorted(path.name for path in VECTORS.glob("*.age"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_first_release_is_judged_as_then(name: str) -> None:
    code = name.partition(".")[0]
    assert forge.verdict((VECTORS / name).read_bytes(), **receiver(name)) == code


def receiver(name: str) -> dict[str, Any]:
    """Who reads the file: the huvudman, unless it goes to the school or to one of its laptops."""
    if name == "opened.receipt.age":
        return {"identities": [SCHOOL_IDENTITY], "own_id": SCHOOL_CARD.id, "trust": Trust([PROVIDER_CARD])}
    if "laptop" in name:
        return {"identities": [REKTOR_IDENTITY], "own_laptop": OF_REKTOR.card.id, "trust": TRUST}
    return {}


def test_the_cards_of_the_first_release_are_read() -> None:
    for name, card in (("skola", SCHOOL_CARD), ("huvudman", PROVIDER_CARD)):
        text = (VECTORS / f"kontaktkort-{name}.json").read_bytes()

        assert SignedCard.from_bytes(text).card == card
        assert SignedCard.from_bytes(text).to_bytes() == text


def test_there_is_a_file_for_most_reasons() -> None:
    assert len({name.partition(".")[0] for name in FILES}) >= 20
