"""Class ciphertext: who reads it, and that it opens only where it stands."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.store import primitives as p
from narvaro_desktop.store.cells import Place, cell_keys, class_of, open_cell, padded, seal_cell
from narvaro_desktop.store.errors import CellRefused, ClassNotHeld, ClassNotMade
from narvaro_desktop.store.key_changes import add_user
from narvaro_desktop.store.keys import Grants, make_class, new_vault_keys, unlock
from narvaro_desktop.store.primitives import PRACTICE_KDF

NOW = datetime(2026, 10, 5, 7, 12, tzinfo=UTC)
K, M, O, P, E = (InfoClass.COUNSELLING, InfoClass.MEDICAL, InfoClass.CHILD_WELFARE, InfoClass.PROTECTED, InfoClass.OWN)  # fmt: skip # noqa: E741, E501
HERE = Place("note", "row-1", "pupil-1", "body")

_file, _rektor = new_vault_keys(
    "Rektor", "a", role="principal", grants=Grants(frozenset({K})), now=NOW, practice=True, kdf=PRACTICE_KDF
)
_file = add_user(
    _file,
    _rektor,
    "Skola",
    "b",
    role="school_nurse",
    grants=Grants(frozenset({M})),
    now=NOW,
    kdf=PRACTICE_KDF,
)
_file, _nurse = make_class(_file, unlock(_file, "Skola", "b"), M)
REKTOR, NURSE = cell_keys(_file, _rektor), cell_keys(_file, _nurse)


@given(text=st.text(max_size=600))
@settings(max_examples=100, deadline=None)
def test_what_is_sealed_opens_again_in_its_class(text: str) -> None:
    for keys, info_class in ((REKTOR, K), (NURSE, M), (REKTOR, E)):
        assert open_cell(keys, HERE, seal_cell(keys, info_class, HERE, text)) == text


def test_the_form_is_format_class_epoch_nonce_ciphertext_and_tag() -> None:
    cell = seal_cell(REKTOR, K, HERE, "sover dåligt")

    assert cell[:6] == b"\x01K\x00\x00\x00\x01"
    assert len(cell) == 6 + 12 + 256 + 16


@pytest.mark.parametrize(("length", "steps"), [(0, 1), (255, 1), (256, 2), (511, 2), (512, 3)])
def test_length_shows_in_steps_of_256_only(length: int, steps: int) -> None:
    assert len(padded("a" * length)) == 256 * steps


def test_the_same_text_twice_looks_different() -> None:
    assert seal_cell(REKTOR, K, HERE, "samma") != seal_cell(REKTOR, K, HERE, "samma")


def test_who_may_write_and_not_read_reads_back_only_the_own_text() -> None:
    handed_in = seal_cell(REKTOR, M, HERE, "berättade om hörapparaten")
    others = seal_cell(NURSE, M, HERE, "skolsköterskans egen")

    assert open_cell(NURSE, HERE, handed_in) == "berättade om hörapparaten"
    assert open_cell(REKTOR, HERE, handed_in) == "berättade om hörapparaten"
    with pytest.raises(ClassNotHeld):
        open_cell(REKTOR, HERE, others)


def test_a_third_person_does_not_read_what_another_handed_in() -> None:
    stranger = replace(REKTOR, user=_nurse.user, receive=p.random_bytes(32))

    with pytest.raises((ClassNotHeld, CellRefused)):
        open_cell(stranger, HERE, seal_cell(REKTOR, M, HERE, "x"))


def test_own_notes_open_for_nobody_else() -> None:
    cell = seal_cell(REKTOR, E, HERE, "egen tanke")

    with pytest.raises(CellRefused):
        open_cell(NURSE, HERE, cell)


def test_a_class_that_nobody_has_made_cannot_be_written() -> None:
    with pytest.raises(ClassNotMade):
        seal_cell(REKTOR, P, HERE, "x")


@pytest.mark.parametrize("form", [K, M, E])
@pytest.mark.parametrize("field", ["table", "row", "owner", "column"])
def test_a_moved_cell_is_refused(field: str, form: InfoClass) -> None:
    cell = seal_cell(REKTOR, form, HERE, "hör hit")
    elsewhere = replace(HERE, **{field: "other"})

    with pytest.raises(CellRefused):
        open_cell(REKTOR, elsewhere, cell)


def test_boundaries_between_the_parts_of_a_place_count() -> None:
    cell = seal_cell(REKTOR, K, Place("note", "ab", "c", "body"), "x")

    with pytest.raises(CellRefused):
        open_cell(REKTOR, Place("note", "a", "bc", "body"), cell)


def test_a_cell_of_another_vault_is_refused() -> None:
    cell = seal_cell(replace(REKTOR, vault=bytes(16)), K, HERE, "x")

    with pytest.raises(CellRefused):
        open_cell(REKTOR, HERE, cell)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_changed_byte_opens(data: st.DataObject) -> None:
    cell = seal_cell(REKTOR, data.draw(st.sampled_from([K, M])), HERE, "text")
    at, flip = data.draw(st.integers(0, len(cell) - 1)), data.draw(st.integers(1, 255))
    changed = cell[:at] + bytes([cell[at] ^ flip]) + cell[at + 1 :]

    reader = NURSE if cell[1:2] == b"M" else REKTOR
    try:
        found = open_cell(reader, HERE, changed)
    except (CellRefused, ClassNotHeld):
        return
    assert found == "text"
    assert 6 + 16 + 80 <= at < 6 + 16 + 160  # only the writer's own wrap, which the class does not read


@given(noise=st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_noise_is_refused_in_words(noise: bytes) -> None:
    with pytest.raises((CellRefused, ClassNotHeld)):
        open_cell(REKTOR, HERE, noise)


def test_class_and_epoch_stand_in_the_clear() -> None:
    assert class_of(seal_cell(REKTOR, K, HERE, "x")) == (b"\x01", K, 1)
    assert class_of(seal_cell(REKTOR, M, HERE, "x")) == (b"\x02", M, 1)
