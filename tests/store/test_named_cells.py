"""A text for named persons: nobody else opens it, also not with every class key there is."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store.cells import CellKeys, Place, cell_keys
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld
from narvaro_desktop.store.key_changes import add_user
from narvaro_desktop.store.keys import Grants, new_vault_keys, unlock
from narvaro_desktop.store.named_cells import open_named, readers_of, receivers, seal_named
from narvaro_desktop.store.primitives import PRACTICE_KDF, x25519_public

NOW = datetime(2026, 10, 5, tzinfo=UTC)
ALL = Grants(classes=frozenset({InfoClass.COUNSELLING}))
PHRASE = "björn lykta"
PLACE = Place("concern", "row", "pupil", "body")


@pytest.fixture(scope="module")
def three() -> dict[str, CellKeys]:
    file, me = new_vault_keys("Rektor", PHRASE, role="principal", grants=ALL, now=NOW, practice=True,
                              kdf=PRACTICE_KDF)  # fmt: skip
    for name in ("Kurator", "Mentor"):
        file = add_user(file, me, name, PHRASE, role="counsellor", grants=ALL, now=NOW, kdf=PRACTICE_KDF)
    found = {name: cell_keys(file, unlock(file, name, PHRASE)) for name in ("Rektor", "Kurator", "Mentor")}
    assert set(receivers(file)) == {one.user for one in found.values()}
    return found


def _public(keys: CellKeys) -> bytes:
    return x25519_public(keys.receive)


def test_the_writer_and_the_named_read_it_and_a_third_does_not(three: dict[str, CellKeys]) -> None:
    kurator, rektor, mentor = three["Kurator"], three["Rektor"], three["Mentor"]

    cell = seal_named(kurator, {rektor.user: _public(rektor)}, PLACE, "Oro för ett barn")

    assert open_named(kurator, PLACE, cell) == open_named(rektor, PLACE, cell) == "Oro för ett barn"
    assert readers_of(cell) == {kurator.user, rektor.user}
    with pytest.raises(ClassNotHeld):
        open_named(mentor, PLACE, cell)


def test_it_opens_nowhere_else_and_not_with_another_list_of_readers(three: dict[str, CellKeys]) -> None:
    kurator = three["Kurator"]
    cell = seal_named(kurator, {}, PLACE, "Oro")
    other = Place("concern", str(uuid4()), "pupil", "body")
    changed = cell[:8] + bytes([cell[8] ^ 1]) + cell[9:]

    with pytest.raises(CellRefused):
        open_named(kurator, other, cell)
    with pytest.raises((CellRefused, ClassNotHeld)):
        open_named(kurator, PLACE, changed)
    for damaged in (b"", cell[:7], cell[:60], cell[:-1], b"\x01" + cell[1:]):
        with pytest.raises(CellRefused):
            open_named(kurator, PLACE, damaged)


def test_the_length_shows_in_steps_only(three: dict[str, CellKeys]) -> None:
    kurator = three["Kurator"]

    assert len(seal_named(kurator, {}, PLACE, "a")) == len(seal_named(kurator, {}, PLACE, "b" * 200))
