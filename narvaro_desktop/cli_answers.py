"""How the command line asks for a passphrase and answers: in words, or in JSON for a program."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

T = TypeVar("T")

DONE, REFUSED, WRONG, FLAWED = 0, 1, 2, 3


def unlock(chosen: argparse.Namespace) -> Office:
    phrase = _secret(chosen.passphrase_file, _("Lösenfras: "))
    state = chosen.vault.parent / "nycklar"
    return with_password(
        server_password(chosen),
        lambda password: vaults.unlock(
            chosen.vault, chosen.user, phrase, state=state if state.is_dir() else None, password=password
        ),
    )


def new_phrase(chosen: argparse.Namespace) -> str:
    """A passphrase that is to be; whoever types it does so twice, until both are alike."""
    while True:
        phrase = _secret(chosen.passphrase_file, _("Ny lösenfras: "))
        if chosen.passphrase_file or not sys.stdin.isatty():
            return phrase
        if getpass.getpass(_("En gång till: ")) == phrase:
            return phrase


def server_password(chosen: argparse.Namespace) -> str | None:
    """What `--password-file` holds, else None."""
    file = getattr(chosen, "password_file", None)
    return _secret(file, "") if file else None


def with_password(password: str | None, act: Callable[[str | None], T]) -> T:
    """`act` with the server's password, which is asked for only if nothing else lets one in."""
    try:
        return act(password)
    except NarvaroError as error:
        if password is not None or not register_server.is_password_needed(error) or not sys.stdin.isatty():
            raise
    return act(getpass.getpass(_("Lösenord till servern: ")))


def _secret(file: Path | None, question: str) -> str:
    if file:
        return file.read_text(encoding="utf-8").strip("\r\n")
    return getpass.getpass(question) if sys.stdin.isatty() else _line_of_input()


def _line_of_input() -> str:
    """A passphrase from a pipe, where nobody can be asked."""
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line.strip("\r\n")


def say(chosen: argparse.Namespace, words: str) -> None:
    if not chosen.json:
        print(words, flush=True)


def answer(chosen: argparse.Namespace, facts: dict[str, Any], words: str) -> None:
    print(json.dumps(facts, ensure_ascii=False) if chosen.json else words)


def refuse(chosen: argparse.Namespace, words: str, kind: str) -> None:
    if chosen.json:
        print(json.dumps({"refused": kind, "words": words}, ensure_ascii=False))
    else:
        print(words, file=sys.stderr)
