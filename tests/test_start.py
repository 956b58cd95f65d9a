"""The start: what a window needs is all that is loaded before it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from narvaro_desktop.__main__ import is_for_window
from narvaro_desktop.absence_files import CHILD_FLAG
from narvaro_desktop.usecases.vault import vault_people, vaults
from narvaro_desktop.usecases.work import Office
from tests.absence_files.files import LESSON_HEADER, lesson, workbook

LATER = (
    "alembic",
    "reportlab",
    "openpyxl",
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


def test_who_can_unlock_is_told_before_the_database_is_loaded(office: Office) -> None:
    path, state = office.vault.path, office.vault.state
    asked = "from pathlib import Path; from narvaro_desktop.usecases.vault import vault_people; "
    asked += f"print(vault_people.names(Path({str(path)!r}), Path({str(state)!r})))"
    made = subprocess.run(
        [sys.executable, "-X", "importtime", "-X", "utf8", "-c", asked],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip

    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in made.stderr.splitlines()}
    assert made.stdout.strip() == str(vaults.users(path, state=state))
    assert loaded.isdisjoint({"sqlalchemy", "sqlcipher3"})
    assert vault_people.names(path.with_name("finns-inte.narvaro"), state / "tom") == []


def test_the_entry_point_is_the_child_that_reads_a_workbook_and_loads_no_window(tmp_path: Path) -> None:
    order = {
        "paths": [str(workbook(tmp_path / "b.xlsx", Blad=[LESSON_HEADER, lesson()]))],
        "container": "xlsx",
    }

    child = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "narvaro_desktop", CHILD_FLAG],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=True,
    )

    assert b'"sheets": ["Blad"]' in child.stdout
    assert child.stdout.endswith(b'{"end": 2}')
    assert b"PySide6" not in child.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc and prctl")
def test_the_process_leaves_no_core_file_and_lets_nobody_look_into_it() -> None:
    asked = (
        "from narvaro_desktop.__main__ import leave_no_trace; leave_no_trace(); import ctypes, resource; "
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    made = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert made.stdout.strip() == "(0, 0) 0"


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["skola.narvaro"]])
def test_these_open_a_window(arguments: list[str]) -> None:
    assert is_for_window(arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["practice", "ovning"], ["verify", "skola.narvaro"]])
def test_these_are_commands(arguments: list[str]) -> None:
    assert not is_for_window(arguments)
