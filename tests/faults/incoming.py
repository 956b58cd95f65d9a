"""More that is done while the power goes: an absence file read in, an older vault upgraded, a case received.

Each is all there or not there at all, and done once more afterwards it is there once.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, text

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.log_verify import signers_of, verify
from narvaro_desktop.store.tables import LessonRow, NoteRow
from narvaro_desktop.store.witnesses import read_witnesses
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from scripts.freeze import FACTS, VAULTS, facts_of
from tests.faults.acts import KURATOR, REKTOR, Act, Say, Stage, build
from tests.usecases.absence_shelf import ALVA, BO, Lesson, bring, lessons
from tests.usecases.team_of_laptops import PHRASE, elviras_case, handed, team

_DAYS = 200
_ROWS = 2 * _DAYS
_OLDEST = VAULTS / "0.1.0"
_FILE = "fil.age"


def read_in(stage: Stage, say: Say) -> None:
    """An absence file of some hundred rows."""
    office = stage.unlock(KURATOR)
    _bring(office, stage)
    say(1)
    office.close()


def came_in(stage: Stage, acknowledged: int) -> str:
    with _open(stage.unlock(KURATOR), stage.state) as (office, whole):
        found = _count(office, LessonRow)
        if found not in (0, _ROWS) or not whole:
            return "torn"
        if acknowledged and not found:
            return "lost"
        _bring(office, stage)
        return "" if _count(office, LessonRow) == _ROWS else "torn"


def upgrade(stage: Stage, say: Say) -> None:
    """A vault of the first released version, unlocked by this program."""
    _older(stage).close()
    say(1)


def upgraded(stage: Stage, _acknowledged: int) -> str:
    told = json.loads((_OLDEST / FACTS).read_text(encoding="utf-8"))["skola.narvaro"]["tables"]
    with _open(_older(stage), stage.state) as (office, whole), office.work() as work:
        columns = {table: facts["columns"] for table, facts in told.items()}
        same = facts_of(work.session.connection(), columns) == told
        return "" if same and whole else "torn"


def receive(stage: Stage, say: Say) -> None:
    """A colleague's case, from a file."""
    office = _laptop(stage)
    with office.work() as work:
        inbox.receive(work, stage.folder / _FILE)
    say(1)
    office.close()


def received(stage: Stage, acknowledged: int) -> str:
    with _open(_laptop(stage), stage.folder / "0" / "state") as (office, whole):
        before = _count(office, NoteRow)
        try:
            with office.work() as work:
                inbox.receive(work, stage.folder / _FILE)
        except NarvaroError as refusal:
            if not inbox.came_before(refusal):
                raise
        after = _count(office, NoteRow)
    if before not in (0, 1) or after != 1 or not whole:
        return "torn"
    return "lost" if acknowledged and not before else ""


def old_school(folder: Path) -> Stage:
    """The school's vault as the first version left it."""
    stage = Stage(folder)
    folder.mkdir(parents=True)
    for path in _OLDEST.glob("skola.narvaro*"):
        shutil.copy(path, folder)
    shutil.copytree(_OLDEST / "nycklar", stage.state)
    return stage


def two_laptops(folder: Path) -> Stage:
    """The rektor's laptop, and a file with a case of the kurator's."""
    folder.mkdir(parents=True)
    with team(folder) as staff:
        school = staff.school(REKTOR)
        kurator = staff.joined(school, KURATOR, Role.COUNSELLOR)
        handed(kurator, school, elviras_case(kurator), folder / "usb").rename(folder / _FILE)
    return Stage(folder)


STARTS: dict[str, Callable[[Path], Stage]] = {"import": build, "upgrade": old_school, "receive": two_laptops}
"""Where each act begins."""
INCOMING = {
    "import": Act(read_in, came_in),
    "upgrade": Act(upgrade, upgraded),
    "receive": Act(receive, received),
}


def _bring(office: Office, stage: Stage) -> None:
    first = date(2026, 1, 7)
    rows = [Lesson(who, first + timedelta(day), "08:10") for who in (ALVA, BO) for day in range(_DAYS)]
    bring(office, lessons(stage.folder, rows))


def _older(stage: Stage) -> Office:
    phrases = json.loads((_OLDEST / "losenfraser.json").read_text(encoding="utf-8"))["skola.narvaro"]
    return vaults.unlock(stage.vault, KURATOR, phrases[KURATOR], state=stage.state)


def _laptop(stage: Stage) -> Office:
    path = stage.folder / "0" / "valv.narvaro"
    return vaults.unlock(path, REKTOR, PHRASE, state=path.parent / "state", allow_weak=True)


def _count(office: Office, table: type[LessonRow] | type[NoteRow]) -> int:
    with office.work() as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def _open(office: Office, state: Path) -> Iterator[tuple[Office, bool]]:
    """The vault, and whether its pages, log and rows are whole."""
    try:
        with office.work() as work:
            vault = UUID(work.vault.id)
            report = verify(
                work.session, vault, signers_of(work.vault.key_file), read_witnesses(state, vault)
            )
            sound = work.session.scalar(text("PRAGMA integrity_check")) == "ok"
            pages = work.session.execute(text("PRAGMA cipher_integrity_check")).all()
        yield office, report.is_whole and sound and not pages
    finally:
        office.close()
