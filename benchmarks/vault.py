"""The vault itself: encrypted beside plain SQLite, a note kept, the log checked, a gigabyte opened."""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlcipher3 import dbapi2

from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.terms import ContactKind, Role, VaultKind
from narvaro_desktop.store.access_log import Event, append, sign_checkpoint
from narvaro_desktop.store.connection import SETTINGS, connect
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

ROUNDS, CPU_ROUNDS, ROWS, READS, SAVES, EVENTS, GIGABYTE = 3, 7, 600_000, 50_000, 60, 100_000, 1 << 30
_PERSON, _PHRASE = "Kurator Ek", "fem ord som ingen annan har"
_LETTERS = "Vårdnadshavaren ringer och berättar om morgonen. "


def figures() -> list[Figure]:
    """All of it in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="narvaro-bench-"))
    try:
        office = _made(folder)
        found = [*_encrypted(folder), _note(office, folder), _log(office)]
        office.close()
        return [*found, _gigabyte(folder)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> Office:
    return vaults.create(
        folder / "skola.narvaro", VaultKind.SCHOOL, "Ekbackens skola", _PERSON, Role.COUNSELLOR, _PHRASE,
        kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip


def _unlock(folder: Path) -> Office:
    return vaults.unlock(folder / "skola.narvaro", _PERSON, _PHRASE, state=folder / "state", allow_weak=True)


def _encrypted(folder: Path) -> list[Figure]:
    """CPU at its quickest, part by part, since a shared disk and other programs say nothing about ciphers.

    The sums sort nothing: what SQLite needs to sort 200,000 rows in memory varies fivefold with where its
    memory lies, in a database without a file as well, and says nothing about ciphers either.
    """
    key, salt = os.urandom(32), os.urandom(16)

    def ours() -> dbapi2.Connection:
        return connect(folder / "with-key.db", key, salt, create=True)

    def floor() -> dbapi2.Connection:
        raw = dbapi2.connect(str(folder / "plain.db"), isolation_level=None)
        for name, value in SETTINGS.items():
            raw.execute(f"PRAGMA {name} = {value}").fetchall()
        return raw

    rounds: dict[str, list[tuple[float, float]]] = {"ours": [], "floor": []}
    for _ in range(CPU_ROUNDS):
        rounds["ours"].append(_work(folder, ours))
        rounds["floor"].append(_work(folder, floor))
    wrote, floor_wrote = (min(each[0] for each in rounds[side]) for side in ("ours", "floor"))
    read, floor_read = (min(each[1] for each in rounds[side]) for side in ("ours", "floor"))

    def figure(key: str, what: str, ours: float, floor: float, aim: float) -> Figure:
        beside = "plain SQLite, same settings"
        return Figure(key, what, ours * 1000, floor * 1000, beside, "ms", aim, CPU_ROUNDS)

    return [
        figure(
            "vault_encrypted", "Encrypted, 600,000 rows in, 50,000 reads, sums", wrote + read,
            floor_wrote + floor_read, 1.15,
        ),
        figure("vault_encrypted_insert", "of which the rows in", wrote, floor_wrote, 1.25),
        figure("vault_encrypted_read", "of which the reads and sums", read, floor_read, 1.10),
    ]  # fmt: skip


def _work(folder: Path, opened: Callable[[], dbapi2.Connection]) -> tuple[float, float]:
    """CPU seconds for the rows in, and for reading them."""
    for left in folder.glob("*.db*"):
        left.unlink()
    raw = opened()
    begun = time.process_time()
    raw.execute("CREATE TABLE lesson (id INTEGER PRIMARY KEY, student INTEGER, minutes INTEGER, words TEXT)")
    raw.execute("BEGIN")
    rows = ((number, number % 412, number % 60, _LETTERS) for number in range(ROWS))
    raw.executemany("INSERT INTO lesson VALUES (?, ?, ?, ?)", rows)
    raw.execute("COMMIT")
    wrote = time.process_time()
    for number in range(READS):
        raw.execute("SELECT words FROM lesson WHERE id = ?", (number * 7919 % ROWS,)).fetchone()
    for _ in range(5):
        raw.execute("SELECT sum(minutes), sum(student) FROM lesson").fetchall()
        raw.execute("SELECT count(*) FROM lesson WHERE words LIKE '%kväll%'").fetchall()
    read = time.process_time()
    raw.close()
    return wrote - begun, read - wrote


def _note(office: Office, folder: Path) -> Figure:
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student).value
    body = (_LETTERS * 50)[:2_000]

    def keep() -> None:
        with office.work() as work:
            notes.write(work, student, case, Written(ContactKind.NOTE, body))

    raw = dbapi2.connect(str(folder / "note.db"), isolation_level=None)
    for name, value in SETTINGS.items():
        raw.execute(f"PRAGMA {name} = {value}").fetchall()
    raw.execute("CREATE TABLE note (body TEXT)")
    bare = partial(raw.execute, "INSERT INTO note VALUES (?)", (body,))
    ours, floor = in_turn(SAVES, lambda: seconds(keep), lambda: seconds(bare))
    raw.close()
    return Figure(
        "vault_note_p95", "A note of 2,000 characters with its log line, p95", _p95(ours), _p95(floor),
        "one row in plain SQLite", "ms", 50, SAVES, True,
    )  # fmt: skip


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


def _log(office: Office) -> Figure:
    vault, user, at = UUID(office.vault.id), uuid4(), datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
    with office.vault.engine.begin() as place:
        for number in range(EVENTS):
            append(place, vault, Event("bench", at + timedelta(seconds=number), user, "counsellor", "view"))
        sign_checkpoint(place, office.vault.me, "bench", at)
        stored = [bytes(row[0]) for row in place.execute(text("SELECT hash FROM access_log"))]

    def checked() -> None:
        with office.vault.engine.connect() as place:
            assert verify(place, vault, signers_of(office.vault.key_file)).is_whole

    ours, floor = in_turn(
        ROUNDS,
        lambda: seconds(checked),
        lambda: seconds(lambda: [sha256(one * 8).digest() for one in stored]),
    )
    return Figure(
        "vault_log_verify", "The log checked, 100,000 events", milliseconds(ours), milliseconds(floor),
        "hashing as many", "ms", 5_000, ROUNDS, True,
    )  # fmt: skip


def _gigabyte(folder: Path) -> Figure:
    office = _unlock(folder)
    with office.vault.engine.begin() as place:
        place.execute(text("CREATE TABLE filler (body BLOB)"))
        for _ in range(GIGABYTE >> 20):
            place.execute(text("INSERT INTO filler VALUES (:body)"), {"body": os.urandom(1 << 20)})
    office.close()

    def opened() -> None:
        _unlock(folder).close()

    def looked_at() -> None:
        with (folder / "skola.narvaro").open("rb") as file:
            file.read(1 << 16)

    ours, floor = in_turn(ROUNDS, lambda: seconds(opened), lambda: seconds(looked_at))
    return Figure(
        "vault_gigabyte", "A vault of 1 GB opened, without Argon2id", milliseconds(ours), milliseconds(floor),
        "reading its first pages", "ms", 3_000, ROUNDS, True,
    )  # fmt: skip
