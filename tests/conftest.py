"""What every test stands on: no screen, no fonts but our own, and none of the user's folders."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.paths import documents_folder
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.vault.backup_places import FOLDER_NAME
from narvaro_desktop.usecases.work import Office

_GARBAGE = 20_000
"""Objects allocated since the last collection, after which the next test begins with one."""

_HERE = Path(__file__).resolve().parent
_HOME = tempfile.TemporaryDirectory(prefix="narvaro-tests-", ignore_cleanup_errors=True)

# Set before Qt is imported; journeys come with a platform of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["FONTCONFIG_FILE"] = str(_HERE / "fonts.conf")
os.environ["HOME"] = _HOME.name
for folder in ("DATA", "CONFIG", "CACHE", "STATE"):
    os.environ[f"XDG_{folder}_HOME"] = str(Path(_HOME.name, folder.lower()))

# The build server's two cores are shared: a slow draw says nothing about the rule under test.
settings.register_profile(
    "narvaro", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("narvaro")

gc.disable()  # the tests are found in two thirds of the time


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_here() -> None:
    """Widgets may die on the window's thread only, so the collector runs here and nowhere else.

    What outlives a test is code, caches and what is shared: it is not looked through again, for that took a
    third of the whole run.
    """
    gc.disable()
    if gc.get_count()[0] > _GARBAGE:
        _bury()
        gc.collect()
        gc.freeze()


def _bury() -> None:
    """The windows of the last test go first, or they would be frozen with all that they hold."""
    if "PySide6.QtCore" in sys.modules:
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@dataclass(frozen=True)
class School:
    """A school's vault in a folder of its own, with a rektor (its first user), a kurator and a mentor."""

    path: Path
    state: Path

    PHRASE = "fem ord som ingen annan har"
    PEOPLE: ClassVar[dict[str, Role]] = {
        "Rektor Rönn": Role.PRINCIPAL,
        "Kurator Ek": Role.COUNSELLOR,
        "Mentor Al": Role.MENTOR,
    }

    def unlock(self, person: str = "Kurator Ek") -> Office:
        """The vault in the hands of `person`; the test closes it, or `offices` does."""
        return vaults.unlock(self.path, person, self.PHRASE, state=self.state, allow_weak=True)


def new_school(folder: Path) -> School:
    """A school's vault with its people, and no pupils."""
    made = School(folder / "skola.narvaro", folder / "state")
    office = vaults.create(
        made.path, VaultKind.SCHOOL, "Ekbackens skola", "Rektor Rönn", Role.PRINCIPAL, School.PHRASE,
        kdf=PRACTICE_KDF, state=made.state,
    )  # fmt: skip
    for name, role in list(School.PEOPLE.items())[1:]:
        with office.work() as work:
            team.add_person(work, name, role, School.PHRASE, kdf=PRACTICE_KDF)
    office.close()
    return made


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory) -> School:
    """One school, made once for the whole run; every test gets a copy."""
    return new_school(tmp_path_factory.mktemp("skola"))


@pytest.fixture(autouse=True)
def no_backups_of_others() -> Iterator[None]:
    """Tests copy one vault, and the backups of one copy are no witnesses of the next."""
    folder = documents_folder() / FOLDER_NAME
    shutil.rmtree(folder, ignore_errors=True)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def school(school_template: School, tmp_path: Path) -> School:
    """A school of one's own."""
    folder = tmp_path / "skola"
    shutil.copytree(school_template.path.parent, folder)
    return School(folder / "skola.narvaro", folder / "state")


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    """The school's vault, unlocked by the kurator."""
    opened = school.unlock()
    yield opened
    opened.close()


@pytest.fixture
def at_the_principals(school: School) -> Iterator[Office]:
    """The school's vault, unlocked by the rektor (one person at a time has it open)."""
    opened = school.unlock("Rektor Rönn")
    yield opened
    opened.close()
