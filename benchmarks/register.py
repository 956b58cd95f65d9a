"""The huvudman's register: packages opened beside `age -d`, read in beside raw inserts, and a long list."""

import hashlib
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from benchmarks import window
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.deciding.matter import MatterState
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from narvaro_desktop.sealing import canonical
from narvaro_desktop.sealing.package import PayloadFile
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import MatterPackageRow, MatterRow, ReceivedRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.work import Office
from tests import postgres
from tests.pairs import new_huvudman
from tests.postgres import Server
from tests.sealing.parties import (
    NOTIFICATION,
    PROVIDER_IDENTITY,
    opened,
    pdf_with,
    sealed_n1,
)

PACKAGES, FILES, READ, ROWS = 500, 50, 500, 100_000
Begun = Callable[[Path], AbstractContextManager[Office]]
_TYPED = "granb"
_NAMES = ("Kottelund", "Blåbärsskog", "Granbarr", "Regnskur", "Månstråle")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="narvaro-register-") as place:
        folder = Path(place)
        found = [_opening(folder), reading_in(folder, huvudman), listing(folder, huvudman)]
        for path in folder.glob("*.age"):
            path.unlink()
        if postgres.programs() is None:
            return found
        with postgres.running(quick=False) as server:
            on_server = partial(huvudman_on, server)
            return [
                *found,
                reading_in(folder / "server", on_server, "_server", " on PostgreSQL"),
                listing(folder, on_server, "_server", " on PostgreSQL"),
            ]


def _opening(folder: Path) -> Figure:
    """Every byte of 2.2 MB checked, 500 times over 50 files; age starts anew for each, as in a loop."""
    key = folder / "nyckel.txt"
    key.write_text(PROVIDER_IDENTITY.secret + "\n", encoding="ascii")
    result = {"completedOn": "2026-10-30", "causes": ["school"], "measures": ["student"],
              "nextFollowUpOn": "2026-11-27"}  # fmt: skip
    said = canonical.dumps({**NOTIFICATION, "result": result})
    files = []
    for number in range(FILES):
        noise = hashlib.shake_128(number.to_bytes(2, "big")).digest(2_100_000)
        payload = [
            PayloadFile("data/notification.json", said),
            PayloadFile("data/notification.pdf", pdf_with(said)),
            PayloadFile("data/attachments/001.pdf", b"%PDF-1.7\n" + noise, "Bilaga.pdf"),
        ]
        file = folder / f"{number}.age"
        file.write_bytes(sealed_n1(kind="n2", payload=payload)[0])
        files.append(file)
    order = iter([files[place % FILES] for place in range(PACKAGES)] * 2)

    def ours() -> float:
        file = next(order)
        return seconds(lambda: opened(file.read_bytes()))

    def age() -> float:
        command = ["age", "-d", "-i", key, "-o", folder / "klartext", next(order)]
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True))

    mine, floor = in_turn(PACKAGES, ours, age)
    return Figure(
        "open_500", f"{PACKAGES} packages of 2.2 MB opened and verified, each", milliseconds(mine),
        milliseconds(floor), "age -d on the same files", "ms", 2, PACKAGES,
    )  # fmt: skip


def reading_in(folder: Path, begun: Begun, name: str = "", where: str = "") -> Figure:
    """The last of 10,000 packages: what stands in the register before makes none of them slower."""
    folder.mkdir(exist_ok=True)
    with begun(folder) as office:
        _fill(office, 10_000)
        files = _sealed(folder, office, READ)
        kind = "BYTEA" if office.vault.is_shared else "BLOB"
        bare = f"CREATE TABLE bare (id INTEGER PRIMARY KEY, payload {kind}, paper {kind})"
        with office.work() as work:
            work.session.execute(text(bare))
        paper = pdf_with(canonical.dumps(NOTIFICATION))
        numbers, left = iter(range(READ)), iter(files)
        mine, floor = in_turn(
            READ,
            lambda: seconds(partial(_receive, office, next(left))),
            lambda: seconds(partial(_insert, office, next(numbers), paper)),
        )
    return Figure(
        f"register_10000{name}", f"A package into a register of 10,000{where}, each", milliseconds(mine),
        milliseconds(floor), "one raw insert, committed", "ms", None, READ,
    )  # fmt: skip


def listing(folder: Path, begun: Begun, name: str = "", where: str = "") -> Figure:
    """A key pressed above 100,000 rows, until the table is painted."""
    window.application()
    with begun(folder / f"lista{name}") as office:
        _fill(office, ROWS)
        shown = HuvudmanWindow(Runner(office))
        shown.resize(1280, 900)
        shown.show()
        shown.go("inbox")
        while shown.runner.busy:
            QApplication.processEvents()
        bar = shown.page("inbox").filter  # type: ignore[attr-defined]
        words = [f"{number} elev {_NAMES[number % 5].lower()} skola" for number in range(ROWS)]
        ours: list[float] = []
        floor: list[float] = []
        for _round in range(10):
            for sign in _TYPED:
                ours.append(seconds(partial(_press, bar.field, sign)))
                floor.append(seconds(partial(_search, words, bar.field.text())))
            for _sign in _TYPED:
                ours.append(seconds(partial(_rub_out, bar.field)))
        shown.close()
    return Figure(
        f"list_100000{name}", f"A register of {ROWS:,}{where} filtered, per key press", milliseconds(ours),
        milliseconds(floor), "the same words in plain Python", "ms", 50, len(ours), absolute=True,
    )  # fmt: skip


@contextmanager
def huvudman_on(server: Server, folder: Path) -> Iterator[Office]:
    """The same in a register on a server, with its disk flushed for each act as in earnest."""
    office = register_server.create(
        folder / "huvudman.narvaro", server.database(), postgres.PASSWORD, "Almstads kommun",
        "Handläggare Lind", "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
        keys.ensure_card(work)
    try:
        yield office
    finally:
        office.close()
        shutil.rmtree(folder / "state", ignore_errors=True)


@contextmanager
def huvudman(folder: Path) -> Iterator[Office]:
    """A huvudman's vault in a file."""
    office = new_huvudman(folder)
    try:
        yield office
    finally:
        office.close()
        shutil.rmtree(folder / "state", ignore_errors=True)


def _fill(office: Office, rows: int) -> None:
    """Matters as they lie there after some years, without their history."""
    rng = random.Random(4)
    with office.work() as work:
        now = work.now
        made = [(work.new_id(), work.new_id(), work.new_id()) for _row in range(rows)]
    with office.vault.engine.begin() as connection:
        connection.execute(
            ReceivedRow.__table__.insert(), [_package(n, each[0], now) for n, each in enumerate(made)]
        )
        connection.execute(
            MatterRow.__table__.insert(), [_matter(n, each[1], now, rng) for n, each in enumerate(made)]
        )
        connection.execute(
            MatterPackageRow.__table__.insert(),
            [{"id": link, "matter_id": matter, "received_id": received} for received, matter, link in made],
        )


def _package(number: int, received: UUID, now: datetime) -> dict[str, object]:
    school = number % 40
    return {
        "id": received, "package_id": str(received), "kind": "n1", "sender": f"schoolUnit:{school:08}",
        "sender_name": f"Skola {school}", "signer": "Rektor, rektor", "received_at": now,
        "payload": b"{}", "paper": b"", "root_hash": "", "file_sha256": "",
    }  # fmt: skip


def _matter(number: int, matter: UUID, now: datetime, rng: random.Random) -> dict[str, object]:
    school, name = number % 40, _NAMES[number % 5]
    return {
        "id": matter, "sender": f"schoolUnit:{school:08}", "sender_name": f"Skola {school}",
        "case_number": f"K{number}", "student": f"{name}, Elev {number}", "sort_key": name,
        "identity": f"other:{number}", "home_municipality": "", "ladder_step": rng.randint(2, 5),
        "last_round": "", "state": MatterState.OPEN, "first_at": now, "last_at": now,
        "registration_number": "",
    }  # fmt: skip


def _sealed(folder: Path, office: Office, count: int) -> list[Path]:
    """Small packages to this huvudman, from a school that it trusts."""
    from narvaro_desktop.sealing.envelope import Recipient, Sender, Signer
    from narvaro_desktop.sealing.key_card import sign_card
    from narvaro_desktop.store.tables import KeyCardRow
    from tests.sealing.parties import SCHOOL_CARD, SCHOOL_CARD_KEY

    with office.work() as work:
        own = keys.own_card(work)
        assert own is not None
        signed = sign_card(SCHOOL_CARD, SCHOOL_CARD_KEY)
        work.session.add(
            KeyCardRow(
                id=work.new_id(), organisation=SCHOOL_CARD.id, display_name=SCHOOL_CARD.display_name,
                serial=1, document=signed.to_bytes(), own=False, read_at=work.now, verified_at=work.now,
                verified_by=work.actor.id, verified_how="växeln",
            )
        )  # fmt: skip
        created = work.now.astimezone(UTC)
    files = []
    for number in range(1, count + 1):
        said = canonical.dumps({**NOTIFICATION, "caseId": f"B{number}"})
        file, sealed = sealed_n1(
            sequence=number, previous_root="", package_id="", created=created, recipients=own.card.recipients,
            sender=Sender(SCHOOL_CARD.id, "Ekbackens skola", SCHOOL_CARD.hash, Signer("Rektor Ek", "rektor")),
            recipient=Recipient(own.card.id, own.card.display_name, "provider", own.card.hash),
            payload=[
                PayloadFile("data/notification.json", said),
                PayloadFile("data/notification.pdf", pdf_with(said)),
            ],
        )  # fmt: skip
        path = folder / f"narvaro-{sealed.package_id}.age"
        path.write_bytes(file)
        files.append(path)
    return files


def _receive(office: Office, path: Path) -> None:
    with office.work() as work:
        inbox.receive(work, path)


def _insert(office: Office, number: int, paper: bytes) -> None:
    with office.vault.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO bare VALUES (:id, :paper, :paper)"), {"id": number, "paper": paper}
        )


def _press(field: object, sign: str) -> None:
    QTest.keyClicks(field, sign)  # type: ignore[call-overload]
    QApplication.processEvents()


def _rub_out(field: object) -> None:
    QTest.keyClick(field, Qt.Key.Key_Backspace)  # type: ignore[call-overload]
    QApplication.processEvents()


def _search(words: list[str], typed: str) -> list[str]:
    return [word for word in words if typed in word]
