"""The start: what a window needs is all that is loaded before it."""

import subprocess
import sys

import pytest

from narvaro_desktop.__main__ import is_for_window

LATER = (
    "alembic",
    "reportlab",
    "openpyxl",
    "sqlite_utils",
    "numpy",
    "sqlalchemy",
    "sqlcipher3",
    "zxcvbn",
    "pyrage",
)


def test_the_first_window_loads_no_database_and_no_paper() -> None:
    made = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import narvaro_desktop.app"],
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in made.stderr.splitlines()}
    assert "PySide6" in loaded
    assert loaded.isdisjoint(LATER), sorted(loaded & set(LATER))


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["skola.narvaro"]])
def test_these_open_a_window(arguments: list[str]) -> None:
    assert is_for_window(arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["practice", "ovning"], ["verify", "skola.narvaro"]])
def test_these_are_commands(arguments: list[str]) -> None:
    assert not is_for_window(arguments)
