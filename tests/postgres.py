"""A PostgreSQL server of the tests' own: made once in a run, on loopback and a port nobody has, then gone."""

import os
import secrets
import shutil
import socket  # noqa: TID251 (to find a free port)
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OWNER, PASSWORD = "narvaro", "lösenord till servern"
"""Who owns every database of the tests; no superuser, as nobody is who uses a register."""

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
_UNPRIVILEGED = ("postgres", "nobody")
_ROOM = 2_000_000_000
_QUICK = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\nmax_connections=40\nshared_buffers=32MB\n"
_AFTERWARDS = 'read -r _; "$1" -D "$2/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$2"'
"""What is typed to its shell never comes; the end of it does when the process that holds it is gone."""


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, or None where PostgreSQL is not installed."""
    if sys.platform == "win32" or _FOUND:
        return _FOUND[0] if _FOUND else None
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("pg_ctl") else None


@dataclass(frozen=True)
class Server:
    """A running server; `database` makes an empty one and answers with its address."""

    bin: Path
    folder: Path
    port: int

    def database(self) -> str:
        name = f"register_{secrets.token_hex(4)}"
        with self.root() as root:
            root.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0")
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"

    @property
    def root_certificate(self) -> Path:
        """That of the authority which has signed the server's."""
        return self.folder / "data" / "root.crt"

    def copy(self, address: str) -> str:
        """A database with the same in it; nobody may be connected to the first."""
        name, former = f"register_{secrets.token_hex(4)}", address.rsplit("/", 1)[1]
        self.drop_connections(address)
        with self.root() as root:
            root.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {former}")
        return f"{address.rsplit('/', 1)[0]}/{name}"

    def drop(self, address: str) -> None:
        with self.root() as root:
            root.execute(f"DROP DATABASE {address.rsplit('/', 1)[1]} WITH (FORCE)")

    def root(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the server's administrator, by its socket."""
        return psycopg.connect(
            host=str(self.folder), port=self.port, user="admin", dbname=database, autocommit=True
        )

    def dump(self, address: str) -> bytes:
        """What the administrator sees who copies a database."""
        name = address.rsplit("/", 1)[1]
        return self._run("pg_dump", "-h", str(self.folder), "-p", str(self.port), "-U", "admin", name)

    def tables(self, address: str) -> bytes:
        """Every byte of a database's files, as they lie on the server's disk."""
        with self.root(address.rsplit("/", 1)[1]) as root:
            root.execute("CHECKPOINT")
            row = root.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
        assert row is not None
        files = (self.folder / "data" / "base" / str(row[0])).iterdir()
        return b"".join(file.read_bytes() for file in files)

    def drop_connections(self, address: str) -> None:
        """As if the network went."""
        name = address.rsplit("/", 1)[1]
        with self.root() as root:
            root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))

    def speak_tls(self, on: bool) -> None:
        with self.root() as root:
            root.execute(f"ALTER SYSTEM SET ssl = {'on' if on else 'off'}")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "reload")
        for _turn in range(200):
            with self.root() as root:
                row = root.execute("SHOW ssl").fetchone()
            if row == ("on" if on else "off",):
                return

    def stop(self, how: str = "fast") -> None:
        """`fast` keeps what was written, `immediate` does not wait for the disk."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "-w", "stop")

    def start(self) -> None:
        data = str(self.folder / "data")
        self._run("pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w", "-t", "60", "start")

    def _run(self, program: str, *arguments: str) -> bytes:
        return run_as_nobody([str(self.bin / program), *arguments])


@contextmanager
def running(quick: bool = True) -> Iterator[Server]:
    """A new server in a folder of its own, run by an unprivileged user, for as long as it is wanted.

    A quick one flushes no disk.
    """
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="narvaro-pg-", dir=_place() if quick else "/tmp"))
    if os.getuid() == 0:
        shutil.chown(folder, _someone())
    server = Server(found, folder, _free_port())
    with _ended_with_us(server):
        _make(server, _QUICK if quick else "")
        server.start()
        with server.root() as root:
            root.execute(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'")
        yield server


@contextmanager
def _ended_with_us(server: Server) -> Iterator[None]:
    """The server stops and its folder goes, also when this process is killed: a shell waits for that."""
    line = ["sh", "-c", _AFTERWARDS, "afterwards", str(server.bin / "pg_ctl"), str(server.folder)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, cwd="/", start_new_session=True, **_as_nobody()):
        yield


def run_as_nobody(command: list[str]) -> bytes:
    """Run a command, as an unprivileged user where this one is root, as which PostgreSQL refuses to run."""
    how = _as_nobody()
    done = subprocess.run(
        command, check=False, capture_output=True, stdin=subprocess.DEVNULL, cwd="/", timeout=120, **how
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return done.stdout


def _as_nobody() -> dict[str, Any]:
    return {"user": _someone(), "extra_groups": []} if os.getuid() == 0 else {}


def _make(server: Server, more: str) -> None:
    data = server.folder / "data"
    server._run(
        "initdb", "-D", str(data), "-U", "admin", "-E", "UTF8", "--locale=C", "--auth-local=trust",
        "--auth-host=scram-sha-256", "--no-sync",
    )  # fmt: skip
    told = f"port={server.port}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{server.folder}'\n"
    told += "ssl=on\n"
    _certify(data)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(told + more)


def _certify(data: Path) -> None:
    """A certificate for `localhost`, signed by an authority that no computer knows before it is told."""
    now, name = datetime.now(UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Almstads rotcertifikat")])
    keys = [ec.generate_private_key(ec.SECP256R1()) for _each in range(2)]
    for file, subject, key, is_root in (
        ("root.crt", root, keys[0], True),
        ("server.crt", name, keys[1], False),
    ):
        made = x509.CertificateBuilder(
            issuer_name=root, subject_name=subject, public_key=key.public_key(),
            serial_number=x509.random_serial_number(), not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=1),
        ).add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)  # fmt: skip
        if not is_root:
            names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
            made = made.add_extension(names, critical=False)
        signed = made.sign(keys[0], hashes.SHA256())
        (data / file).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret = keys[1].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (data / "server.key").write_bytes(secret)
    (data / "server.key").chmod(0o600)
    if os.getuid() == 0:
        for file in ("root.crt", "server.crt", "server.key"):
            shutil.chown(data / file, _someone())


def _place() -> str:
    """In memory where there is room; close to the root, since a socket's path has 107 bytes at most."""
    memory = Path("/dev/shm")
    fits = os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free > _ROOM
    return str(memory) if fits else "/tmp"


def _someone() -> str:
    """Debian's package makes the first."""
    known = Path("/etc/passwd").read_text(encoding="utf-8")
    return next(name for name in _UNPRIVILEGED if f"\n{name}:" in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
