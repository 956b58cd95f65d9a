"""No heading stands alone at the foot of a page, whatever the paper holds."""

import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.documents import contents, samples

CONTENTS = ("sample", "odd", "long") if os.environ.get("NARVARO_EVERY_ROW") else ("sample", "odd")
HEADING, SMALLEST, FOOTER = "#0b4f6c", 14, 0.935
WRITTEN_BELOW = {"elevernas svar"}
"""Kinds whose last heading has lines to write on below it, and no words."""


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("kind", [kind for kind in samples.PAPERS if kind not in WRITTEN_BELOW])
def test_a_page_does_not_end_with_a_heading(kind: str, content: str, tmp_path: Path) -> None:
    if content != "sample" and kind in contents.FIXED:
        return
    path = tmp_path / "paper.pdf"
    path.write_bytes(contents.paper(kind, content))

    done = subprocess.run(
        ["pdftohtml", "-xml", "-stdout", "-i", str(path)], capture_output=True, check=True, timeout=60
    )

    fonts: dict[str, tuple[str, float]] = {}
    for page in ElementTree.fromstring(done.stdout).iter("page"):
        fonts |= {one.attrib["id"]: (one.attrib["color"], float(one.attrib["size"]))
                  for one in page.iter("fontspec")}  # fmt: skip
        foot = FOOTER * float(page.attrib["height"])
        words = [one for one in page.iter("text") if float(one.attrib["top"]) < foot]
        lowest = max(words, key=lambda one: float(one.attrib["top"]))
        colour, size = fonts[lowest.attrib["font"]]
        assert not (colour == HEADING and size >= SMALLEST), "".join(lowest.itertext())
