"""docs/needs.md and docs/features.md: every row is there once, and every file that they name exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = (ROOT / "docs" / "needs.md").read_text(encoding="utf-8")
ROWS = {"0": 32, "1": 26, "2": 53, "3": 16, "4": 34}


def test_every_need_has_one_row_with_an_answer() -> None:
    rows = re.findall(r"^\| (\d-\d\d) \| ([^|]+) \| ([^|]+) \|$", WORDS, re.MULTILINE)

    wanted = [f"{part}-{number:02}" for part, last in ROWS.items() for number in range(1, last + 1)]
    assert [key for key, _need, _where in rows] == wanted
    assert all(need.strip() and where.strip() for _key, need, where in rows)


def test_what_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:usecases|domain|documents|gui|resources)/[\w./-]+)`", WORDS))

    gone = {one for one in named if not any((ROOT / at / one).exists() for at in ("narvaro_desktop", "."))}
    assert named
    assert gone == set()


def test_every_trial_has_one_row_and_the_tests_that_it_names_are_there() -> None:
    words = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^\| (\d+) \|", words, re.MULTILINE)
    named = set(re.findall(r"`((?:store|usecases|gui|domain|documents|sealing|journeys)/[\w./-]+)`", words))

    assert numbers == [str(number) for number in range(1, 41)]
    assert {
        one for one in named if not any((ROOT / at / one).exists() for at in ("tests", "narvaro_desktop"))
    } == set()
