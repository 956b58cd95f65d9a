"""How the command line asks for a passphrase and answers: in words, or in JSON for a program."""

import argparse
import getpass
import json
import sys
from typing import Any

from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import vaults
from narvaro_desktop.usecases.work import Office

DONE, REFUSED, WRONG, FLAWED = 0, 1, 2, 3


def unlock(chosen: argparse.Namespace) -> Office:
    if chosen.passphrase_file:
        phrase = chosen.passphrase_file.read_text(encoding="utf-8").strip("\r\n")
    else:
        phrase = getpass.getpass(_("Lösenfras: ")) if sys.stdin.isatty() else _line_of_input()
    state = chosen.vault.parent / "nycklar"
    return vaults.unlock(chosen.vault, chosen.user, phrase, state=state if state.is_dir() else None)


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
