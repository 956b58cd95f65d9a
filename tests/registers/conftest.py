"""A register on a server of the tests' own, made once in a run and copied for each test."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.vault import team, vaults
from narvaro_desktop.usecases.work import Office
from tests import postgres
from tests.conftest import School
from tests.pairs import HANDLER, PHRASE, sealed_between
from tests.postgres import PASSWORD, Server

COLLEAGUE = "Handläggare Mård"


@dataclass(frozen=True)
class Desk:
    """The computer of one handläggare: where its file and its keys lie."""

    folder: Path
    person: str

    @property
    def file(self) -> Path:
        return self.folder / "almstad.narvaro"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def unlock(self, password: str | None = PASSWORD, phrase: str = PHRASE) -> Office:
        return vaults.unlock(
            self.file, self.person, phrase, state=self.state, allow_weak=True, password=password
        )

    def unlock_anyway(self) -> Office:
        """As after *Öppna ändå*."""
        return vaults.unlock(
            self.file, self.person, PHRASE, state=self.state, allow_weak=True, accept_older=True
        )


@dataclass(frozen=True)
class Register:
    """Two computers that work in one register, and the server's address of it."""

    server: Server
    address: str
    first: Desk
    second: Desk
    package: Path
    """A sealed anmälan from a school that the register knows."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One for a run. `make test` installs it and fails without it; elsewhere the tests are skipped."""
    if postgres.programs() is None:
        if os.environ.get("NARVARO_REQUIRE_POSTGRESQL"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed; `make test` does it (apt-get install postgresql)")
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def made(server: Server, school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Almstads kommun's register with a kontaktkort and two handläggare, each with a computer."""
    folder, address = tmp_path_factory.mktemp("register"), server.database()
    first, second = Desk(folder / "a", HANDLER), Desk(folder / "b", COLLEAGUE)
    office = register_server.create(
        first.file, address, PASSWORD, "Almstads kommun", HANDLER, PHRASE, kdf=PRACTICE_KDF, state=first.state
    )
    with office.work() as work:
        settings.remember(work, organisation="2120000000")
        keys.ensure_card(work)
        team.add_person(work, COLLEAGUE, Role.RECIPIENT, PHRASE, kdf=PRACTICE_KDF)
    package = _sent(school_template, folder, office)
    office.close()
    register_server.join(second.file, address, PASSWORD, state=second.state)
    second.unlock().close()
    return Register(server, address, first, second, package)


def _sent(school_template: School, folder: Path, huvudman: Office) -> Path:
    """The anmälan of Elvira Blåbärsskog, sealed by a school after both have compared their cards."""
    shutil.copytree(school_template.path.parent, folder / "skola")
    school = School(folder / "skola" / "skola.narvaro", folder / "skola" / "state").unlock("Rektor Rönn")
    package, _case = sealed_between(school, huvudman, folder / "usb")
    school.close()
    return package


@pytest.fixture
def register(made: Register, tmp_path: Path) -> Iterator[Register]:
    """A register of one's own: a copy of the database, and of both computers."""
    address = made.server.copy(made.address)
    for desk in (made.first, made.second):
        shutil.copytree(desk.folder, tmp_path / desk.folder.name)
    first, second = Desk(tmp_path / "a", HANDLER), Desk(tmp_path / "b", COLLEAGUE)
    mine = Register(made.server, address, first, second, made.package)
    for desk in (mine.first, mine.second):
        told = json.loads(desk.file.read_text())
        desk.file.write_text(json.dumps(told | {"server": address}, separators=(",", ":"), sort_keys=True))
    yield mine
    made.server.drop(address)


@pytest.fixture
def first(register: Register) -> Iterator[Office]:
    office = register.first.unlock()
    yield office
    office.close()


@pytest.fixture
def second(register: Register) -> Iterator[Office]:
    office = register.second.unlock()
    yield office
    office.close()
