import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents import contents, samples, verapdf
from tests.documents.test_charts import with_trend

ROOT = Path(__file__).resolve().parents[2]
RULES = {"2a": 153, "3a": 155, "ua1": 106}
Judge = Callable[[str, Path], dict[str, Any]]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """veraPDF in one process for all papers.

    `make test` installs it with its Java runtime and makes its absence a failure; elsewhere the skip names
    what is missing.
    """
    if lacking := verapdf.missing():
        if os.environ.get("NARVARO_REQUIRE_VERAPDF"):
            pytest.fail(f"not installed: {', '.join(lacking)}")
        pytest.skip(f"veraPDF is not here: {', '.join(lacking)}")
    command = [sys.executable, "-m", "tests.documents.verapdf"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin and child.stdout
        asking, answers = child.stdin, child.stdout

        def judged(profile: str, path: Path) -> dict[str, Any]:
            print(profile, path, file=asking, flush=True)
            return dict(json.loads(answers.readline()))

        yield judged
        asking.close()


def hold(judge: Judge, path: Path, pdf: bytes, least: int) -> None:
    """The paper lasts, as what it says it is, and can be heard."""
    path.write_bytes(pdf)
    for profile in ("3a" if b"/EmbeddedFile" in pdf else "2a", "ua1"):
        verdict = judge(profile, path)
        assert verdict["failed"] == [], profile
        assert verdict["rules"] == RULES[profile] and verdict["checks"] > least


@pytest.mark.parametrize("kind", [*samples.PAPERS, "kartläggning med diagram"])
def test_every_paper_lasts_and_can_be_heard(judge: Judge, kind: str, tmp_path: Path) -> None:
    hold(judge, tmp_path / "paper.pdf", samples.PAPERS.get(kind, with_trend)(), 1000)


@pytest.mark.parametrize("content", contents.CONTENTS)
@pytest.mark.parametrize("kind", [kind for kind in samples.VALUES if kind not in contents.FIXED])
def test_so_does_one_with_other_contents(judge: Judge, kind: str, content: str, tmp_path: Path) -> None:
    hold(judge, tmp_path / "paper.pdf", contents.paper(kind, content), 200)


def test_a_plain_page_of_the_library_does_neither(judge: Judge, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    page = Canvas(str(path))
    page.drawString(72, 720, "Hej")
    page.save()

    assert {"6.2.11.4.1-1", "6.6.2.1-1", "6.7.3.3-1"} <= set(judge("3a", path)["failed"])
    assert len(judge("ua1", path)["failed"]) >= 7
