"""Places that a vault meets: a second program, a disk that fills up, a medium that takes nothing, a share.

Each is refused with an error that has words, and the vault holds afterwards what was promised.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.errors import (
    AlreadyOpen,
    DiskFull,
    NetworkShare,
    NoRoom,
    ReadOnlyPlace,
    VaultReplaced,
)
from narvaro_desktop.store.places import NETWORK, file_system
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import backups
from tests.faults.acts import KURATOR, Stage, sound
from tests.small_disk import make_read_only, small_disk

_OPENED, _REFUSED = 4, 3


def wrongs(original: Stage, room: Path) -> dict[str, str]:
    """By place: what went wrong there, "" where nothing did; a place that this machine lacks is left out."""
    found = {}
    for place in _PLACES:
        stage = original.copied(room / f"place-{place.__name__}")
        try:
            found[place.__name__] = place(stage, room)
        except pytest.skip.Exception:
            continue
        except NarvaroError as fault:
            found[place.__name__] = f"refused {type(fault).__name__}"
    return found


def second_program(stage: Stage, _room: Path) -> str:
    """Another process asks for the vault while it is open, and gets it once it has been closed."""
    office = stage.unlock(KURATOR)
    with office.work() as work:
        students.add(work, "Elev1 Granbarr", "5B")
    meanwhile = _from_outside(stage)
    with office.work() as work:
        students.add(work, "Elev2 Granbarr", "5B")
    office.close()
    afterwards = _from_outside(stage)
    return sound(stage) if (meanwhile, afterwards) == (_REFUSED, _OPENED) else "opened twice"


def second_window(stage: Stage, _room: Path) -> str:
    """The same program asks for it twice, which must not let go of its own lock either."""
    office = stage.unlock(KURATOR)
    told = _told(lambda: stage.unlock(KURATOR).close(), AlreadyOpen)
    meanwhile = _from_outside(stage)
    office.close()
    return told or ("" if meanwhile == _REFUSED else "lock lost")


def replaced_file(stage: Stage, _room: Path) -> str:
    """A sync client puts its copy in the place of the open vault: nothing more goes into the former."""
    office = stage.unlock(KURATOR)
    with office.work() as work:
        students.add(work, "Elev1 Granbarr", "5B")
    theirs = stage.vault.with_suffix(".theirs")
    shutil.copyfile(stage.vault, theirs)
    theirs.replace(stage.vault)

    def save() -> None:
        with office.work() as work:
            students.add(work, "Elev2 Granbarr", "5B")

    told = _told(save, VaultReplaced)
    office.close()
    again = stage.unlock(KURATOR)
    with again.work() as work:
        there = {one.name for one in students.everyone(work)}
    again.close()
    return told or ("" if {"Elev1 Granbarr"} <= there and "Elev2 Granbarr" not in there else "lost")


def full_disk(stage: Stage, room: Path) -> str:
    """Nothing that was promised is lost when the disk fills up; with room again the work goes on."""
    with small_disk(room / "small", "3m") as disk:
        small, kept = stage.copied(disk / "vault"), 0
        office = small.unlock(KURATOR)
        with office.work() as work:
            backups.choose_folder(work, small.disk)
        try:
            while kept < 20_000:
                if kept == 5:
                    _fill(disk)
                with office.work() as work:
                    students.add(work, f"Elev{kept} Granbarr", "5B")
                kept += 1
            return "never full"
        except DiskFull:
            pass
        told = _told(lambda: backups.make(office), DiskFull, NoRoom)
        office.close()
        (disk / "fill").unlink()
        again = small.unlock(KURATOR)
        with again.work() as work:
            students.add(work, "Elev efteråt Granbarr", "5B")
        with again.work() as work:
            there = len(students.everyone(work))
        again.close()
        return told or ("" if there == kept + 1 else "lost") or sound(small)


def read_only_medium(stage: Stage, room: Path) -> str:
    with small_disk(room / "frozen", "3m") as disk:
        frozen = stage.copied(disk / "vault")
        before = frozen.vault.read_bytes()
        make_read_only(disk)
        told = _told(lambda: frozen.unlock(KURATOR).close(), ReadOnlyPlace)
        return told or ("" if frozen.vault.read_bytes() == before else "changed")


def network_share(_stage: Stage, _room: Path) -> str:
    """Every kind of share is known by its file system."""
    mounts = "".join(f"x /mnt/{kind} {kind} rw 0 0\n" for kind in NETWORK)
    known = {kind for kind in NETWORK if file_system(Path(f"/mnt/{kind}/skola"), mounts) == kind}
    return "" if known == NETWORK and issubclass(NetworkShare, NarvaroError) else "not known"


_PLACES = (second_program, second_window, replaced_file, full_disk, read_only_medium, network_share)


def _told(act: Callable[[], object], *errors: type[NarvaroError]) -> str:
    try:
        act()
    except errors:
        return ""
    return "not refused"


def _fill(disk: Path) -> None:
    with (disk / "fill").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def _from_outside(stage: Stage) -> int:
    line = [sys.executable, "-m", "tests.faults.places", str(stage.folder)]
    return subprocess.run(line, check=False).returncode


if __name__ == "__main__":
    try:
        Stage(Path(sys.argv[1])).unlock(KURATOR).close()
    except AlreadyOpen:
        sys.exit(_REFUSED)
    sys.exit(_OPENED)
