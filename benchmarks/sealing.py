"""Sealing and opening a package, small and of 105 MB, beside the age command on the same bytes."""

import hashlib
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import BinaryIO

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.package import PayloadFile
from tests.sealing.parties import (
    NOTIFICATION,
    OTHER_IDENTITY,
    PROVIDER_CARD,
    PROVIDER_IDENTITY,
    opened,
    pdf_with,
    seal_n1_to,
    sealed_n1,
)

ROUNDS, LARGE_ROUNDS = 15, 7
_MEGABYTE = 1_000_000
_CHILD = """
import sys
from pathlib import Path
from benchmarks.sealing import seal_large
from tests.sealing.parties import sealed_n1

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

sealed_n1()
idle = peak()
seal_large(Path(sys.argv[1]))
print((peak() - idle) / 1024)
"""


def _attachment(number: int) -> PayloadFile:
    """A PDF that does not compress: its bytes are a hash's stream."""
    noise = hashlib.shake_128(bytes([number])).digest(_MEGABYTE - 9)
    return PayloadFile(f"data/attachments/{number:03}.pdf", b"%PDF-1.7\n" + noise, f"Bilaga {number}.pdf")


# What an n2 says beside an n1: how the utredning ended.
RESULT: dict[str, Json] = {
    "completedOn": "2026-10-30",
    "causes": ["school"],
    "measures": ["student"],
    "nextFollowUpOn": "2026-11-27",
}


def _payload() -> list[PayloadFile]:
    text = canonical.dumps({**NOTIFICATION, "result": RESULT})
    return [
        PayloadFile("data/notification.json", text),
        PayloadFile("data/notification.pdf", pdf_with(text)),
        _attachment(1),
        _attachment(2),
    ]


def _age(*arguments: str | Path) -> None:
    subprocess.run(["age", *arguments], check=True, capture_output=True)


def figures() -> list[Figure]:
    """Small and large."""
    return [*_small(), *_large()]


def _large() -> list[Figure]:
    """Four attachments of 25 MiB to two keys: hashed, signed, packed and sealed from the disk to the disk.

    Both sides write to the disk and neither waits for it; the memory is a process's of its own, above what it
    held before.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = [folder / f"{number}.pdf" for number in range(1, 5)]
        for number, file in enumerate(files):
            file.write_bytes(b"%PDF-1.7\n" + hashlib.shake_128(bytes([number])).digest((25 << 20) - 9))
        plain, locked = folder / "plain", folder / "plain.age"
        plain.write_bytes(b"".join(file.read_bytes() for file in files))
        keys = [part for one in (PROVIDER_IDENTITY, OTHER_IDENTITY) for part in ("-r", one.recipient)]
        mine, floor, grown = in_turn(
            LARGE_ROUNDS,
            partial(seconds, partial(seal_large, folder)),
            partial(seconds, partial(_age, *keys, "-o", locked, plain)),
            partial(_grown, folder),
        )
    what, beside = "Seal a package of 105 MB to two keys", "age on the same bytes"
    return [
        Figure("seal_105", what, milliseconds(mine), milliseconds(floor), beside, "ms", 3, LARGE_ROUNDS),
        Figure(
            "seal_105_memory", "… memory above what the process held", statistics.median(grown), 105.0,
            "the package", "MB", 64, LARGE_ROUNDS, absolute=True,
        ),
    ]  # fmt: skip


def seal_large(folder: Path) -> None:
    """The four files of `folder` and an n2 around them, in `folder`/ours.age."""
    text = canonical.dumps({**NOTIFICATION, "result": RESULT})
    attached = [
        PayloadFile(f"data/attachments/{n:03}.pdf", partial(_open, folder / f"{n}.pdf"), f"{n}.pdf")
        for n in range(1, 5)
    ]
    payload = [
        PayloadFile("data/notification.json", text),
        PayloadFile("data/notification.pdf", pdf_with(text)),
        *attached,
    ]
    recipients = (PROVIDER_IDENTITY.recipient, OTHER_IDENTITY.recipient)
    with (folder / "ours.age").open("wb") as out:
        seal_n1_to(out, kind="n2", payload=payload, recipients=recipients)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _grown(folder: Path) -> float:
    """MB by which a process grows while it seals the large package, after it has sealed a small one."""
    told = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)], check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def _small() -> list[Figure]:
    """Both ways, in one process; age starts anew each time, as it would beside the program."""
    payload = _payload()
    package, _ = sealed_n1(kind="n2", payload=payload)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plain, locked, key = folder / "plain", folder / "plain.age", folder / "key"
        plain.write_bytes(b"".join(each.content for each in payload if isinstance(each.content, bytes)))
        key.write_text(PROVIDER_IDENTITY.secret + "\n", encoding="ascii")
        encrypt = partial(_age, "-r", PROVIDER_CARD.recipients[0], "-o", locked, plain)
        encrypt()
        columns = in_turn(
            ROUNDS,
            partial(seconds, partial(sealed_n1, kind="n2", payload=payload)),
            partial(seconds, encrypt),
            partial(seconds, partial(opened, package)),
            partial(seconds, partial(_age, "-d", "-i", key, "-o", folder / "again", locked)),
        )
    seal, age_seal, open_, age_open = map(milliseconds, columns)
    beside = "age on the same bytes"
    return [
        Figure("seal", "Seal a package, 2 × 1 MB", seal, age_seal, beside, "ms", 3, ROUNDS),
        Figure("open", "Open it, every byte checked", open_, age_open, beside, "ms", None, ROUNDS),
    ]
