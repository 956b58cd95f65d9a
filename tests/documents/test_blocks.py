from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from narvaro_desktop.documents import blocks, fonts
from narvaro_desktop.documents.faults import MissingGlyph
from narvaro_desktop.documents.page import Paper, build
from tests.documents import reading, samples

PAPER = Paper("Prov", "1", "Ekbackens skola", samples.MADE)


def words(folder: Path, *story: Flowable) -> str:
    return reading.text(folder, build(PAPER, story))


def test_text_is_text_whatever_signs_stand_in_it(tmp_path: Path) -> None:
    assert "a < b & <b>c</b>" in words(tmp_path, *blocks.text("a < b & <b>c</b>", "prov"))


def test_the_head_of_a_long_table_stands_on_every_page(tmp_path: Path) -> None:
    columns = [blocks.Column("Vecka", 85), blocks.Column("Andel", 85, right=True)]
    rows = [(f"v. {number}", "10,0 %") for number in range(1, 80)]

    assert words(tmp_path, blocks.data_table(columns, rows)).count("Vecka Andel") == 3


@settings(max_examples=60)
@given(st.text(max_size=80) | st.text(st.sampled_from("aåÖ <>&;/\"'\n\r\t\u00a0\u202f-–"), max_size=300))
def test_whatever_is_typed_is_printed_or_named(typed: str) -> None:
    try:
        story = [*blocks.text(typed, "fritext"), blocks.key_table([("fritext", typed)])]
    except MissingGlyph as fault:
        assert fault.field == "fritext" and fault.character in fonts.clean(typed)
        return

    assert build(PAPER, story).startswith(b"%PDF-1.7")


def test_an_item_that_is_longer_than_a_page_goes_on_upon_the_next(tmp_path: Path) -> None:
    said = "Vad behöver eleven nu, och vem gör vad? " * 200

    pdf = build(PAPER, blocks.numbered([said, "Kort."], "prov"))

    told = reading.text(tmp_path, pdf)
    assert int(reading.info(tmp_path, pdf)["Pages"]) > 1
    assert told.count("behöver") == 200 and "2. Kort." in told


@pytest.mark.parametrize(
    "made",
    [
        lambda: blocks.key_table([("Elev", "☃")]),
        lambda: blocks.data_table([blocks.Column("Elev", 85)], [["☃"]]),
        lambda: blocks.quiet_table([blocks.Column("Elev", 85)], [["☃"]]),
        lambda: blocks.text("☃", "Elev"),
        lambda: blocks.numbered(["☃"], "Elev"),
        lambda: blocks.emphasis("Hej", "☃", "Elev"),
    ],
)
def test_a_missing_letter_names_its_field(made: object) -> None:
    with pytest.raises(MissingGlyph) as fault:
        made()  # type: ignore[operator]

    assert (fault.value.field, fault.value.character) == ("Elev", "☃")


def test_an_empty_line_parts_paragraphs_and_a_line_end_stays() -> None:
    first, second = blocks.text("Ett\nstycke.\n\n\n\nEtt till.", "prov")

    assert first.getPlainText() != second.getPlainText() == "Ett till."


def test_what_must_be_seen_is_read_in_order(tmp_path: Path) -> None:
    assert "Viktigt. Och varför." in words(tmp_path, blocks.emphasis("Viktigt.", "Och varför.", "prov"))
