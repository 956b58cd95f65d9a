"""Sealing and opening a package with two attachments of 1 MB, beside the age command on the same bytes."""

import hashlib
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.canonical import Json
from narvaro_desktop.sealing.package import PayloadFile
from tests.sealing.parties import NOTIFICATION, PROVIDER_CARD, PROVIDER_IDENTITY, opened, pdf_with, sealed_n1

ROUNDS = 15
_MEGABYTE = 1_000_000


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
