"""Whom a program speaks with: every socket of it and its children but those within the computer."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.usecases.vault import vaults
from tests.faults.acts import KURATOR, PHRASE

_INET = re.compile(r"^.*(?:socket|connect)\(.*AF_INET.*$", re.MULTILINE)
_PATIENCE = 300.0


def sockets(line: Sequence[str], told: Path, home: Path, until: bytes = b"") -> list[str]:
    """The calls that ask for a way out, until the program ends, or has said `until` and is ended then."""
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,connect", "-o", str(told), *line]
    where = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home)}
    program = subprocess.Popen(
        traced, env={**os.environ, **where, "QT_QPA_PLATFORM": "offscreen"}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if until else subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        if until and program.stdout is not None and program.stdout.readline() != until:
            raise RuntimeError("the program did not get so far")
        if not until and program.wait(_PATIENCE):
            raise RuntimeError("the program did not end well")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)  # with what it traces; strace alone waits for that
        program.wait(_PATIENCE)
    return _INET.findall(told.read_text())


def of_the_main_job(room: Path) -> list[str]:
    """From absence file to kvittens, without a window; what comes from others is parsed in a child."""
    line = [sys.executable, "-m", "narvaro_desktop", "demo", str(room / "demo")]
    return sockets(line, room / "demo.strace", room)


def of_the_window(room: Path) -> list[str]:
    """The real program: unlocked, pupils, a case and a note written."""
    vault = room / "skola.narvaro"
    vaults.create(
        vault, VaultKind.SCHOOL, "Ekbackens skola", KURATOR, Role.COUNSELLOR, PHRASE,
        state=room / "data" / "Narvaro",
    ).close()  # fmt: skip
    line = [sys.executable, "-m", "tests.faults.locked", str(vault), KURATOR, PHRASE, "Kanarie"]
    return sockets(line, room / "window.strace", room, until=b"OPEN\n")


def planted(room: Path) -> list[str]:
    """What is found of a program that looks for a way out."""
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    return sockets([sys.executable, "-c", code], room / "planted.strace", room)
