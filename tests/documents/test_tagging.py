import reportlab

from narvaro_desktop.documents import blocks, tagging
from narvaro_desktop.documents.page import Paper, build
from tests.documents import samples


def test_the_changes_were_proven_on_the_library_that_is_installed() -> None:
    assert reportlab.__version__ == tagging.PROVEN_ON, "look at each change in tagging.py again"


def test_every_stream_ends_its_line_and_none_is_ascii85() -> None:
    tagging.apply()
    tagging.apply()

    pdf = build(Paper("Prov", "1", "Ekbackens skola", samples.MADE), blocks.text("Ett stycke.", "prov"))

    assert pdf.count(b"endstream") == pdf.count(b"\nendstream\n") > 0
    assert b"\n\nendstream" not in pdf
    assert b"ASCII85Decode" not in pdf
