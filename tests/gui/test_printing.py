"""A secret paper on its way to the printer: for one user's eyes, and gone afterwards."""

import stat
import sys

import pytest

from narvaro_desktop.gui.printing import lay_paper, remove_papers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights; the folder is the user's own")
def test_only_this_user_reads_the_paper_and_its_name_tells_nothing() -> None:
    path = lay_paper(b"%PDF hemligt")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.stem.isalnum() and len(path.stem) == 12
    remove_papers()


def test_no_paper_is_left_behind() -> None:
    papers = [lay_paper(b"%PDF ett"), lay_paper(b"%PDF tva")]

    remove_papers()

    assert not any(path.exists() for path in papers)
