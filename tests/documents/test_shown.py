"""What is shown of a paper is what other programs read in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from narvaro_desktop.documents.faults import NotOurPaper
from narvaro_desktop.documents.shown import sheets
from narvaro_desktop.domain.charts.sheet import Drawn, Written
from tests.documents import reading, samples
from tests.documents.test_charts import with_trend

PAPERS: dict[str, Callable[[], bytes]] = samples.PAPERS | {"kartläggning med diagram": with_trend}


@pytest.mark.parametrize("kind", PAPERS)
def test_every_page_of_every_kind_is_read_with_its_words(kind: str, tmp_path: Path) -> None:
    pdf = PAPERS[kind]()

    pages = sheets(pdf)

    words = [step.words for page in pages for step in page.steps if isinstance(step, Written)]
    said = "".join("".join(words).split())
    assert sorted(said) == sorted("".join(reading.text(tmp_path, pdf).split()))
    assert str(len(pages)) == reading.info(tmp_path, pdf)["Pages"]


def test_lines_and_grounds_stand_within_the_page() -> None:
    [page] = sheets(samples.PAPERS["kontaktkortsblad"]())

    shapes = [step for step in page.steps if isinstance(step, Drawn)]
    assert len(shapes) > 150  # the squares of a QR code
    points = [value for one in shapes for _kind, values in one.parts for value in values]
    assert all(0 <= value <= page.height for value in points)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"\x00" * 5000])
def test_what_is_no_paper_of_ours_is_not_shown(pdf: bytes) -> None:
    with pytest.raises(NotOurPaper):
        sheets(pdf)


def test_a_paper_cut_short_is_not_shown() -> None:
    pdf = samples.PAPERS["brev"]()

    for length in range(0, len(pdf) - 40, 997):
        with pytest.raises(NotOurPaper):
            sheets(pdf[:length])
