from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.clean_text import clean, cleaned
from narvaro_desktop.sealing import canonical


@given(st.text())
def test_clean_text_can_be_sealed_and_stays_as_it_is(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    canonical.dumps({"text": once[:4000]})


def test_a_name_typed_on_a_mac_is_composed() -> None:
    assert clean("Bla\u030aba\u0308rsskog\t") == "Blåbärsskog"


def test_a_whole_document_is_cleaned_and_its_numbers_are_left_alone() -> None:
    document = {"a": [" x\u202e ", 1], "b": {"c": True}}

    assert cleaned(document) == {"a": ["x", 1], "b": {"c": True}}
