"""What the locked libraries must still be."""

import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import sqlcipher3
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"


def _pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text.split()[0]))


def test_a_qt_call_gives_none_back_whole(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops a reference to None with each void call and ends CPython 3.11 after some 7,000."""
    canvas = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(canvas)

    before = sys.getrefcount(None)
    for _ in range(200):
        painter.save()
        painter.restore()
    after = sys.getrefcount(None)

    painter.end()
    assert after > before - 100


def test_the_test_lock_holds_the_run_lock() -> None:
    assert _pins(RUN_LOCK).items() <= _pins(TEST_LOCK).items()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_a_lock_names_packages_and_hashes_and_nothing_else(lock: Path) -> None:
    pin = r"[a-z0-9.-]+==[\w.]+(?: ; [\w '=!<>.]+)? \\"
    allowed = re.compile(rf"#.*|{pin}|    --hash=sha256:[0-9a-f]{{64}}(?: \\)?|")

    lines = lock.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_what_runs_is_what_is_locked() -> None:
    locked = _pins(RUN_LOCK)

    assert {name: version(name) for name in locked} == locked


def test_the_vault_stands_on_a_cipher_and_an_sqlite_new_enough() -> None:
    connection = sqlcipher3.connect(":memory:")
    [cipher] = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()

    assert _numbers(cipher) >= (4, 14)
    assert sqlcipher3.sqlite_version_info >= (3, 51, 3)
