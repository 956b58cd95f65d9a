"""The commands about a register on a server: make one, join one, upgrade its tables, look at it."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from narvaro_desktop.cli_answers import (
    DONE,
    FLAWED,
    REFUSED,
    answer,
    new_phrase,
    refuse,
    say,
    server_password,
    with_password,
)
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.huvudman import register_server
from narvaro_desktop.usecases.vault import vaults

T = TypeVar("T")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """The command `register` with its four parts."""
    secret = argparse.ArgumentParser(add_help=False)
    secret.add_argument(
        "--password-file",
        type=Path,
        help=_("fil med lösenordet till servern; annars används .pgpass, eller så frågas det efter"),
    )
    parts = commands.add_parser("register", help=_("huvudmannens register på en server")).add_subparsers(
        required=True
    )
    for name, run, words in (
        ("create", _create, _("skapa ett register i en tom databas")),
        ("join", _join, _("låt den här datorn få veta var registret finns")),
    ):
        one = parts.add_parser(name, parents=[common, secret], help=words)
        one.add_argument("file", type=Path, help=_("filen som ska visa var registret finns"))
        one.add_argument("--server", required=True, help=_("postgresql://användare@server/databas"))
        one.set_defaults(run=run)
        if run is _create:
            one.add_argument("--name", required=True, help=_("kommunens eller huvudmannens namn"))
            one.add_argument("--user", required=True, help=_("den första handläggaren"))
            one.add_argument(
                "--passphrase-file", type=Path, help=_("fil med lösenfrasen; annars frågas den efter")
            )
    for name, run, words in (
        ("upgrade", _upgrade, _("uppgradera registrets tabeller, allt eller inget")),
        ("check", _check, _("visa vad servern säger om registret")),
    ):
        one = parts.add_parser(name, parents=[common, secret], help=words)
        one.add_argument("register", help=_("registrets fil, eller dess adress"))
        one.set_defaults(run=run)


def _create(chosen: argparse.Namespace) -> int:
    register_server.refuse_address(chosen.server)
    phrase = new_phrase(chosen)
    if not vaults.is_strong(phrase, [chosen.name, chosen.user]):
        refuse(chosen, _("Lösenfrasen är för lätt att gissa. Ta fem ord som inte hör ihop."), "WeakPhrase")
        return REFUSED
    office = _asked(
        chosen,
        lambda password: register_server.create(
            chosen.file, chosen.server, password, chosen.name, chosen.user, phrase
        ),
    )
    office.close()
    words = _("Registret är skapat. {file} visar var det finns och öppnas som ett valv.")
    answer(chosen, {"file": str(chosen.file)}, words.format(file=chosen.file))
    return DONE


def _join(chosen: argparse.Namespace) -> int:
    register_server.refuse_address(chosen.server)
    _asked(chosen, lambda password: register_server.join(chosen.file, chosen.server, password))
    words = _("{file} visar var registret finns och öppnas som ett valv.")
    answer(chosen, {"file": str(chosen.file)}, words.format(file=chosen.file))
    return DONE


def _upgrade(chosen: argparse.Namespace) -> int:
    address = _address(chosen)
    done = _asked(chosen, lambda password: register_server.upgrade(address, password))
    words = _("Tabellerna har redan version {now}.")
    if done.before != done.now:
        words = _("Tabellerna hade version {before} och har nu {now}. Varje rad är kvar.")
    answer(chosen, asdict(done), words.format(**asdict(done)))
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    address = _address(chosen)
    found = _asked(chosen, lambda password: register_server.check(address, password))
    words = _("{server}/{database}: PostgreSQL {version}, tabeller {tables}")
    say(chosen, words.format(**asdict(found)))
    for name, rows in sorted(found.rows.items()):
        if rows:
            say(chosen, f"{rows:>9}  {name}")
    for fault in _faults(found):
        say(chosen, _("Fel: {fault}").format(fault=fault))
    if found.logs_statements:
        say(
            chosen,
            _(
                "Att tänka på: servern loggar frågor, och uppgifter i klass A kan hamna i loggen. "
                "Stäng av log_statement och log_min_duration_statement."
            ),
        )
    whole = _("Registret är i ordning.") if found.is_sound else _("Registret är inte i ordning.")
    answer(chosen, {**asdict(found), "sound": found.is_sound}, whole)
    return DONE if found.is_sound else FLAWED


def _faults(found: register_server.ServerFacts) -> list[str]:
    faults = []
    if not found.is_current:
        faults.append(_("tabellerna är äldre än programmet; kör narvaro register upgrade"))
    if not found.is_encrypted and not found.is_here:
        faults.append(_("förbindelsen är inte krypterad"))
    if not found.log_is_guarded:
        faults.append(_("registrets användare får ändra i åtkomstloggen"))
    return faults


def _address(chosen: argparse.Namespace) -> str:
    """A file names its own server; anything else is an address."""
    path = Path(chosen.register)
    address = register_server.server_in(path) if register_server.is_on_server(path) else str(chosen.register)
    register_server.refuse_address(address)
    return address


def _asked(chosen: argparse.Namespace, act: Callable[[str | None], T]) -> T:
    """With the password of a file, else as libpq finds it, else as it is typed."""
    return with_password(server_password(chosen), act)
