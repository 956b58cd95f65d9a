"""What a folder that somebody sent may bring with it into the import."""

import os
from pathlib import Path

import pytest

from narvaro_desktop.gui.pages.importing.taking import MOST_FILES, sorted_out

LAYOUT = "narvaro-upplagg-skola24.json"


def test_a_layout_is_taken_over_by_its_own_name_alone(tmp_path: Path) -> None:
    """Beside the absence files it would say unasked how they, and all that come later, are to be read."""
    absence, layout = tmp_path / "a.csv", tmp_path / LAYOUT
    for path in (absence, layout):
        path.write_text("{}")

    assert sorted_out([tmp_path]) == ([absence], [])
    assert sorted_out([absence, layout]) == ([absence], [layout])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_pipes_and_links_that_lead_nowhere_are_no_files_of_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "c.csv").symlink_to(tmp_path / "c.csv")

    assert sorted_out([tmp_path]) == ([], [])


def test_a_folder_of_countless_files_is_not_gone_through(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 20):
        (tmp_path / f"{number}.csv").touch()

    files, _layouts = sorted_out([tmp_path])

    assert len(files) <= MOST_FILES
