import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import reading, samples

ROOT = Path(__file__).resolve().parents[2]
every_kind = pytest.mark.parametrize("kind", samples.PAPERS)


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {kind: make() for kind, make in samples.PAPERS.items()}


@every_kind
def test_a_paper_is_sound_and_brings_its_fonts(papers: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    found = reading.fonts(tmp_path, papers[kind])

    assert "No syntax or stream encoding errors found" in reading.check(tmp_path, papers[kind])
    assert found and all(embedded and "NarvaroSans" in name for name, embedded in found)


@every_kind
def test_a_paper_has_its_number_of_pages_and_counts_them(
    papers: dict[str, bytes], kind: str, tmp_path: Path
) -> None:
    words = reading.text(tmp_path, papers[kind])

    count = samples.PAGES[kind]
    assert reading.info(tmp_path, papers[kind])["Pages"] == str(count)
    assert all(f"Sida {number} av {count}" in words for number in range(1, count + 1))


@every_kind
def test_no_person_stands_in_the_metadata(papers: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    facts = reading.info(tmp_path, papers[kind])

    said = " ".join(facts[key] for key in ("Title", "Subject", "Author", "Keywords", "Creator", "Producer"))
    assert not [name for name in samples.PEOPLE if name in said]
    assert facts["Author"] and facts["Title"]


@every_kind
def test_a_paper_bears_its_own_time_in_utc(papers: dict[str, bytes], kind: str) -> None:
    assert papers[kind].count(b"(D:20261005071200+00'00')") >= 2


def test_every_paper_is_swedish_in_pdf_1_7(papers: dict[str, bytes]) -> None:
    assert all(b"/Lang (sv-SE)" in pdf and pdf.startswith(b"%PDF-1.7") for pdf in papers.values())


def test_the_same_values_give_the_same_bytes_in_every_process() -> None:
    def hashes(**surroundings: str) -> dict[str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.documents.samples"],
            cwd=ROOT, env=os.environ | surroundings, capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        return dict(json.loads(done.stdout))

    here = hashes(TZ="Europe/Stockholm", LC_ALL="C", PYTHONHASHSEED="1")
    there = hashes(
        TZ="Asia/Tokyo", LC_ALL="sv_SE.UTF-8", PYTHONHASHSEED="4242", SOURCE_DATE_EPOCH="86400", LANGUAGE="en"
    )

    assert here == there
    assert here.keys() == samples.PAPERS.keys()


def test_no_kind_of_paper_is_forgotten() -> None:
    """Every module that builds a paper has a sample, so that each check of every kind meets it."""
    folder = ROOT / "narvaro_desktop" / "documents"
    building = {path.stem for path in folder.glob("*.py") if "Paper, build\n" in path.read_text("utf-8")}

    tried = (ROOT / "tests" / "documents" / "samples.py").read_text("utf-8")
    assert len(building) > 15
    assert not [name for name in building if f"{name}." not in tried]
