"""A real small file system for the tests of a full or a read-only disk."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """`place`, made and mounted with room for `size` (`"3m"`).

    Only root on Linux may mount, so elsewhere the test is skipped: a disk that only pretends to be full
    would prove nothing about how SQLite and the operating system behave when it is.
    """
    place.mkdir()
    if not _done("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)):
        pytest.skip("only root on Linux may mount a small file system")
    try:
        yield place
    finally:
        _done("umount", str(place))


def make_read_only(disk: Path) -> None:
    assert _done("mount", "-o", "remount,ro", str(disk))


def _done(*command: str) -> bool:
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True).returncode == 0
