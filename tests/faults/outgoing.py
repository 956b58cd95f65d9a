"""More that is done while the power goes: a colleague let in, an anmälan sealed, a case erased by two.

Each is done or not done; done once more afterwards it is there once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import (
    AccessLogRow,
    CaseRow,
    ErasureRow,
    NoteRow,
    NotificationRow,
    PersonRow,
    StudentRow,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.privacy import erasing, retention
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests.faults.acts import KURATOR, PHRASE, REKTOR, Act, Say, Stage, build, sound
from tests.faults.pages import plain_journal
from tests.pairs import HANDLER, new_huvudman
from tests.usecases.deciding.test_chain import FILLED, PERIOD, trust
from tests.usecases.privacy.test_erasing import WORDS, elev_f

NEWCOMER = "Specialpedagog Alm"
_LET_IN = ("person.add", "person.found")


def let_in(stage: Stage, say: Say) -> None:
    """A colleague gets a passphrase of her own: key file, tables and log."""
    office = stage.unlock(REKTOR)
    _add(office)
    say(1)
    office.close()


def was_let_in(stage: Stage, acknowledged: int) -> str:
    with _open(stage, REKTOR) as office:
        has_slot = NEWCOMER in {user.certificate.label for user in office.vault.key_file.active_users}
        with office.work() as work:
            in_team = work.session.scalar(select(func.count()).where(PersonRow.name == NEWCOMER))
            logged = work.session.scalar(select(func.count()).where(AccessLogRow.action.in_(_LET_IN)))
        if acknowledged and not has_slot:
            return "lost"
        if (in_team, logged) != (int(has_slot), int(has_slot) + 2):  # the kurator and the mentor came before
            return "torn"
        if not has_slot:
            _add(office)
    stage.unlock(NEWCOMER).close()
    return sound(stage)


def seal(stage: Stage, say: Say) -> None:
    """The rektor's decision, and the anmälan as a sealed file."""
    office = stage.unlock(REKTOR)
    _seal(office, stage)
    say(1)
    office.close()


def was_sealed(stage: Stage, acknowledged: int) -> str:
    with _open(stage, REKTOR) as office:
        with office.work() as work:
            rows = list(work.session.scalars(select(NotificationRow.state)))
        files = list(stage.disk.glob("*.age"))
        if acknowledged and not files:
            return "lost"
        if len(files) > len(rows) or len(rows) > 1 or list(stage.disk.glob("*.part")):
            return "torn"
        if not files:
            _seal(office, stage)
    [file] = stage.disk.glob("*.age")
    with _huvudman(stage) as huvudman, huvudman.work() as work:
        inbox.receive(work, file)
    return sound(stage)


def erase(stage: Stage, say: Say) -> None:
    """The second person's yes: rows, words and what the record's past said of them."""
    office = stage.unlock(KURATOR)
    _erase(office)
    say(1)
    office.close()


def was_erased(stage: Stage, acknowledged: int) -> str:
    with _open(stage, KURATOR) as office:
        with office.work() as work:
            left = [work.session.scalar(select(func.count()).select_from(row)) for row in _ERASED]
            done = work.session.scalars(select(ErasureRow.done_at)).one() is not None
        remains = plain_journal(stage.vault, office.vault.me.file_key)
        if left != [int(not done)] * len(_ERASED) or (done and any(one.encode() in remains for one in WORDS)):
            return "torn"
        if acknowledged and not done:
            return "lost"
        if not done:
            _erase(office)
    return sound(stage)


def school_and_huvudman(folder: Path) -> Stage:
    """They trust each other, and a case waits for the rektor's decision."""
    stage = build(folder)
    school, huvudman = stage.unlock(REKTOR), new_huvudman(folder / "huvudman")
    with school.work() as work:
        settings.remember(work, unit_code="12345678")
        keys.ensure_card(work)
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD))
    trust(school, huvudman)
    trust(huvudman, school)
    school.close()
    huvudman.close()
    return stage


def due_for_erasing(folder: Path) -> Stage:
    """A case that was closed ten years ago, and the rektor's proposal."""
    stage = build(folder)
    office = stage.unlock(REKTOR)
    _student, case = elev_f(office)
    with office.work() as work:
        retention.enter_rule(work, "case", 10, "Gallringsbeslut Almstad § 14", date(2026, 2, 11))
    with office.work() as work:
        erasing.propose(work, [case])
    office.close()
    return stage


STARTS: dict[str, Callable[[Path], Stage]] = {
    "let in": build, "seal": school_and_huvudman, "erase": due_for_erasing,
}  # fmt: skip
OUTGOING = {
    "let in": Act(let_in, was_let_in),
    "seal": Act(seal, was_sealed),
    "erase": Act(erase, was_erased),
}
_ERASED = (StudentRow, CaseRow, NoteRow)


def _add(office: Office) -> None:
    with office.work() as work:
        team.add_person(work, NEWCOMER, Role.SPECIAL_EDUCATOR, PHRASE, kdf=PRACTICE_KDF)


def _seal(office: Office, stage: Stage) -> None:
    filled = replace(FILLED, reasons="Frånvaron har ökat.")
    with office.work() as work:
        made = work.session.scalars(select(NotificationRow.id)).first()
        if made is None:
            case = work.session.scalars(select(CaseRow.id)).one()
            made = decisions.open_inquiry(work, case, filled).value
        notifications.seal(work, made, filled, stage.disk)


def _erase(office: Office) -> None:
    with office.work() as work:
        proposal: UUID = work.session.scalars(select(ErasureRow.id)).one()
    erasing.carry_out(office, proposal)


@contextmanager
def _open(stage: Stage, person: str) -> Iterator[Office]:
    office = stage.unlock(person)
    try:
        yield office
    finally:
        office.close()


@contextmanager
def _huvudman(stage: Stage) -> Iterator[Office]:
    folder = stage.folder / "huvudman"
    office = vaults.unlock(
        folder / "huvudman.narvaro", HANDLER, PHRASE, state=folder / "state", allow_weak=True
    )
    try:
        yield office
    finally:
        office.close()
