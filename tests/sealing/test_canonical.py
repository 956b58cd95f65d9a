"""The canonical form: the same bytes as rfc8785 makes, for everything that a package may hold."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.refusals import JsonForm

_SIGNS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    '"\\/\n\x7f\x80\u00e5\ufb01\U00010000\ue000'
)
_TEXTS = st.text(_SIGNS, max_size=20)
_VALUES = st.recursive(
    _TEXTS | st.booleans() | st.integers(-canonical.LARGEST - 1, canonical.LARGEST + 1),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_what_is_not_refused_has_the_bytes_of_rfc8785_and_is_read_again(value: canonical.Json) -> None:
    try:
        text = canonical.dumps({"value": value})
    except JsonForm:
        return

    assert text == rfc8785.dumps({"value": value})
    assert canonical.loads(text, "a.json") == {"value": value}


def test_keys_are_sorted_by_utf_16() -> None:
    assert canonical.dumps({"\ufb01": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb01":1}'.encode()


@pytest.mark.parametrize("value", [None, 1.5, {"a": None}, ["\x7f"], {"\u202e": "x"}, ["e\u0301"], 2**53])
def test_what_a_package_may_not_hold(value: object) -> None:
    with pytest.raises(JsonForm):
        canonical.dumps(value)  # type: ignore[arg-type]
