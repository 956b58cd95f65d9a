"""What patterns tell of a sheet is what its elements tell, or is not relied on."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narvaro_desktop.absence_files.prescan import _Measure, _parse
from narvaro_desktop.absence_files.sheet_extent import Extent, Patterns

_CELLS = st.lists(
    st.tuples(
        st.integers(1, 5_000),
        st.sampled_from(["A", "C", "AB", "AAB"]),
        st.sampled_from([" ", "\n", "  "]),
        st.sampled_from(["<v>1</v>", "<is><t>c r=1</t></is>", "", "<f>1+1</f><v>2</v>"]),
        st.sampled_from(["", ' t="e"', ' s="1"']),
    ),
    max_size=30,
)


def sheet(cells: list[tuple[int, str, str, str, str]], prefix: str = "", quote: str = '"') -> bytes:
    rows = "".join(
        f"<{prefix}row r={quote}{row}{quote}>"
        f"<{prefix}c{blank}r={quote}{letters}{row}{quote}{more}>{inside}</{prefix}c></{prefix}row>"
        for row, letters, blank, inside, more in cells
    )
    return f'<{prefix}worksheet xmlns:x="x"><x:sheetData>{rows}</x:sheetData></{prefix}worksheet>'.encode()


def told(content: bytes, size: int = 1 << 18) -> tuple[Extent, bool]:
    extent = Extent()
    patterns = Patterns(extent)
    for start in range(0, len(content), size):
        patterns.take(content[start : start + size])
    patterns.end()
    return extent, patterns.is_certain


def measured(content: bytes) -> Extent:
    extent = Extent()
    _parse(io.BytesIO(content), measure=_Measure(extent))
    return extent


@settings(max_examples=30, deadline=None)
@given(_CELLS, st.sampled_from(["", "x:"]), st.sampled_from(['"', "'"]), st.integers(30, 400))
def test_both_tell_the_same(
    cells: list[tuple[int, str, str, str, str]], prefix: str, quote: str, size: int
) -> None:
    content = sheet(sorted(cell for cell in cells if "e" not in cell[4][3:]), prefix, quote)
    extent, certain = told(content, size)
    truth = measured(content)

    assert certain
    assert (extent.rows, extent.columns, extent.cells) == (truth.rows, truth.columns, truth.cells)
    assert (extent.formulas, extent.valued) == (truth.formulas, truth.valued)


@pytest.mark.parametrize(
    "odd",
    [
        b"<row r='1'><c><v>1</v></c></row>",
        b"<row><c r='A&#49;'><v>1</v></c></row>",
        b"<row><c r='A1' t='e'><v>#REF!</v></c></row>",
        b"<row><c r='A1' t='inlineStr'><is><t>\" r=\"B2\"</t></is></c></row>",
    ],
)
def test_what_patterns_cannot_tell_is_left_to_the_parser(odd: bytes) -> None:
    assert not told(b"<worksheet><sheetData>" + odd + b"</sheetData></worksheet>")[1]
