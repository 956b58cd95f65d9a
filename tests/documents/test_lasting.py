import re

import reportlab

from narvaro_desktop.documents import blocks, lasting
from narvaro_desktop.documents.page import Attachment, Paper, build
from tests.documents import samples

PAPER = Paper("Prov & nytt", "1", "Ekbackens skola", samples.MADE)


def test_the_changes_were_proven_on_the_library_that_is_installed() -> None:
    assert reportlab.__version__ == lasting.PROVEN_ON, "look at each change in lasting.py again"


def test_every_stream_ends_its_line_and_none_is_ascii85() -> None:
    lasting.apply()
    lasting.apply()

    pdf = build(PAPER, blocks.text("Ett stycke.", "prov"))

    assert pdf.count(b"endstream") == pdf.count(b"\nendstream\n") > 0
    assert b"ASCII85Decode" not in pdf


def test_the_metadata_stream_says_what_the_file_claims_to_be() -> None:
    plain = build(PAPER, blocks.text("Ett stycke.", "prov"))
    carrying = build(
        PAPER, blocks.text("Ett stycke.", "prov"), Attachment("a.json", "application/json", "a", b"{}")
    )

    assert b"<pdfaid:part>2</pdfaid:part>" in plain and b"<pdfaid:part>3</pdfaid:part>" in carrying
    for pdf in (plain, carrying):
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        assert b"Prov &amp; nytt 1" in pdf
        assert b"<xmp:CreateDate>2026-10-05T07:12:00Z</xmp:CreateDate>" in pdf


def test_the_colour_profile_bears_a_fixed_date() -> None:
    profile = lasting._srgb()

    assert profile[36:40] == b"acsp" and profile[16:20] == b"RGB "
    assert profile[24:36] == bytes.fromhex("07ea 0001 0001 0000 0000 0000")
    assert re.search(rb"/OutputIntents \[", build(PAPER, blocks.text("Ett stycke.", "prov")))
