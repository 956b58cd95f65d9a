"""A huvudman's register on a PostgreSQL server: made there, found, upgraded, and looked at by who runs it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import state_folder
from narvaro_desktop.store.errors import ServerPasswordNeeded
from narvaro_desktop.store.primitives import PRACTICE_KDF, REAL_KDF, Kdf
from narvaro_desktop.store.server.address import read_address
from narvaro_desktop.store.server.client import is_register, read_place
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

# What speaks with the server is imported where it is used: psycopg takes start-up time, and few need it.


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The versions of the tables before and now."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What a server says of a register and of itself.

    `logs_statements`: what is written in class A also stands in the server's own log.
    """

    server: str
    database: str
    version: str
    tables: str
    is_current: bool
    is_encrypted: bool
    is_here: bool
    rows: dict[str, int]
    log_is_guarded: bool
    logs_statements: bool

    @property
    def is_sound(self) -> bool:
        return self.is_current and self.log_is_guarded and (self.is_encrypted or self.is_here)


def is_on_server(path: Path) -> bool:
    """Whether the file at `path` says where a register is, and holds nothing of it."""
    return is_register(path)


def host_in(path: Path) -> str:
    """The server that a register's file names, "" for a vault."""
    return read_place(path).address.host if is_register(path) else ""


def is_password_needed(error: NarvaroError) -> bool:
    """Whether the server wants a password, or another one than it got."""
    return isinstance(error, ServerPasswordNeeded)


def refuse_address(address: str) -> None:
    """Nothing, if a register may lie there.

    :raises AddressRefused, PasswordInAddress, TlsNeeded:
    """
    read_address(address)


def create(
    path: Path,
    server: str,
    password: str | None,
    name: str,
    person: str,
    passphrase: str,
    *,
    practice_day: date | None = None,
    kdf: Kdf | None = None,
    state: Path | None = None,
) -> Office:
    """A huvudman's register in an empty database, open in the hands of its first handläggare.

    :raises RegisterExists: the database has tables; and all that hinders a connection
    """
    from narvaro_desktop.store.server.register import create_register  # only here, see above

    address = read_address(server)
    path.parent.mkdir(parents=True, exist_ok=True)
    clock, rules = Clock(practice_day), shipped(all_deadlines=practice_day is not None)
    made = create_register(
        path, state or state_folder(), address, password, person, passphrase, role=Role.RECIPIENT.key,
        grants=vaults.grants(rules, Role.RECIPIENT), now=clock.now(), practice=practice_day is not None,
        kdf=kdf or (PRACTICE_KDF if practice_day else REAL_KDF), allow_weak=kdf is not None,
    )  # fmt: skip
    return vaults.begin(made, VaultKind.HUVUDMAN, name, practice_day)


def join(path: Path, server: str, password: str | None, *, state: Path | None = None) -> None:
    """Let this computer know of a register that colleagues work in; it is then unlocked like a vault.

    :raises NotOurVault, RegisterNeedsUpgrade: and all that hinders a connection
    """
    from narvaro_desktop.store.server.register import join_register  # only here, see above

    address = read_address(server)
    path.parent.mkdir(parents=True, exist_ok=True)
    join_register(path, state or state_folder(), address, password)


def upgrade(server: str, password: str | None) -> Upgraded:
    """The tables of the register at an address, to what this program knows, all or nothing.

    :raises NewerVault, NotOurVault, VaultDamaged, RegisterRefused: and all that hinders a connection
    """
    from narvaro_desktop.store.schema import NEWEST
    from narvaro_desktop.store.server import link, tables  # only here, see above

    engine = link.server_engine(read_address(server), password)
    try:
        with engine.begin() as connection:
            return Upgraded(tables.upgrade(connection), NEWEST)
    finally:
        engine.dispose()


def check(server: str, password: str | None) -> ServerFacts:
    """What there is at an address; needs no key, since it reads nothing of what is told there."""
    from narvaro_desktop.store.server import facts, link  # only here, see above

    address = read_address(server)
    engine = link.server_engine(address, password)
    try:
        with engine.begin() as connection:
            found = facts.facts(connection)
    finally:
        engine.dispose()
    return ServerFacts(server=address.host, database=address.database, is_here=address.is_here, **found)


def server_in(path: Path) -> str:
    """The address that a register's file holds."""
    return read_place(path).address.text
