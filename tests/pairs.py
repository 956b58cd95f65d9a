"""A school and its huvudman on disk, who trust each other, with a sealed anmälan between them."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.deciding.test_chain import FILLED, PERIOD, trust

PHRASE = School.PHRASE
HANDLER = "Handläggare Lind"


@dataclass(frozen=True)
class Pair:
    """Made once for a module, copied for each test."""

    folder: Path
    file: str
    case: UUID

    @property
    def package(self) -> Path:
        """The sealed anmälan, as it came on a USB stick."""
        return self.folder / "usb" / self.file

    def copy(self, folder: Path) -> "Pair":
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    def school(self, person: str = "Rektor Rönn") -> Office:
        return _unlock(self.folder / "skola" / "skola.narvaro", person)

    def huvudman(self) -> Office:
        return _unlock(self.folder / "huvudman" / "huvudman.narvaro", HANDLER)


def make_pair(school_template: School, folder: Path, filled: Filled = FILLED) -> Pair:
    """Cards are checked on both sides; the anmälan of Elvira Blåbärsskog is sealed and not handed over."""
    shutil.copytree(school_template.path.parent, folder / "skola")
    pair = Pair(folder, "", UUID(int=0))
    school, huvudman = pair.school(), new_huvudman(folder / "huvudman")
    package, case = sealed_between(school, huvudman, folder / "usb", filled)
    school.close()
    huvudman.close()
    return Pair(folder, package.name, case)


def sealed_between(
    school: Office, huvudman: Office, folder: Path, filled: Filled = FILLED
) -> tuple[Path, UUID]:
    """The anmälan and its case, after both have compared their cards."""
    trust(school, huvudman)
    with school.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        case = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
        made = decisions.open_inquiry(work, case, filled).value
        file = notifications.seal(work, made, filled, folder).value
    trust(huvudman, school)
    return file.path, case


def new_huvudman(folder: Path, name: str = "Almstads kommun", number: str = "2120000000") -> Office:
    """A huvudman's vault with a kontaktkort of its own, knowing nobody."""
    folder.mkdir(parents=True, exist_ok=True)
    office = vaults.create(
        folder / "huvudman.narvaro", VaultKind.HUVUDMAN, name, HANDLER, Role.RECIPIENT, PHRASE,
        kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation=number)
        keys.ensure_card(work)
    return office


def _unlock(path: Path, person: str) -> Office:
    return vaults.unlock(path, person, PHRASE, state=path.parent / "state", allow_weak=True)
