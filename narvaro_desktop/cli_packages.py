"""The commands about sealed packages: look at one, verify one, read many in and answer them."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from narvaro_desktop import wording
from narvaro_desktop.cli_answers import DONE, REFUSED, WRONG, answer, refuse, say, unlock
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.huvudman import answers
from narvaro_desktop.usecases.receiving import package_files
from narvaro_desktop.usecases.receiving.package_files import FileResult, Told
from narvaro_desktop.usecases.work import Work


def add(commands: Any, common: argparse.ArgumentParser, unlocked: argparse.ArgumentParser) -> None:
    """The commands `package` and `inbox`; `unlocked` names a vault and who opens it."""
    keys = argparse.ArgumentParser(add_help=False)
    keys.add_argument("file", type=Path, help=_("det förseglade paketet"))
    keys.add_argument("--vault", type=Path, help=_("valvet vars nycklar öppnar"))
    keys.add_argument("--user", help=_("vem som låser upp"))
    keys.add_argument("--passphrase-file", type=Path, help=_("fil med lösenfrasen; annars frågas den efter"))
    keys.add_argument("--identity", type=Path, help=_("fil med en age-nyckel, i stället för ett valv"))
    package = commands.add_parser("package", help=_("förseglade paket")).add_subparsers(required=True)
    look = package.add_parser("inspect", parents=[common, keys], help=_("visa vad filen är"))
    look.set_defaults(run=_inspect_package)
    check = package.add_parser("verify", parents=[common, keys], help=_("kontrollera allt, spara inget"))
    check.add_argument("--card", type=Path, action="append", default=[], help=_("avsändarens kontaktkort"))
    check.set_defaults(run=_verify_package)
    post = commands.add_parser("inbox", parents=[common, unlocked], help=_("läs in paket och svara på dem"))
    post.add_argument("files", type=Path, nargs="+", help=_("filerna, eller mappar med paket"))
    post.add_argument("--receipts", type=Path, help=_("mappen som kvittenser skrivs i"))
    post.add_argument("--contact", default="", help=_("vem skolan kan nå; annars det som senast skrevs"))
    post.set_defaults(run=_inbox)


def _names_a_key(chosen: argparse.Namespace) -> bool:
    return chosen.identity is not None or (chosen.vault is not None and chosen.user is not None)


def _inspect_package(chosen: argparse.Namespace) -> int:
    seen = package_files.outside(chosen.file)
    facts: dict[str, Any] = {"file": chosen.file.name, **asdict(seen)}
    say(chosen, f"{chosen.file.name}: {seen.size} B, SHA-256 {seen.file_sha256}")
    if seen.fault:
        answer(
            chosen, facts, _("Filen är inte ett giltigt förseglat paket ({code}).").format(code=seen.fault)
        )
        return REFUSED
    words = ngettext("{count} mottagare.", "{count} mottagare.", seen.recipients)
    say(chosen, words.format(count=seen.recipients))
    if not _names_a_key(chosen):
        answer(chosen, facts, _("Vad paketet innehåller syns med --identity, eller --vault och --user."))
        return DONE
    if chosen.identity is not None:
        told = package_files.inside(chosen.file, package_files.identities_in(chosen.identity))
    else:
        told = _in_vault(chosen, package_files.glance)
    _tell(chosen, told)
    answer(chosen, {**facts, **asdict(told)}, _("Inget av det här är kontrollerat. Det gör verify."))
    return DONE


def _verify_package(chosen: argparse.Namespace) -> int:
    if not _names_a_key(chosen):
        refuse(chosen, _("Ange --vault och --user, eller --identity och --card."), "KeyNeeded")
        return WRONG
    if chosen.identity is not None:
        identities = package_files.identities_in(chosen.identity)
        told = package_files.verified_with(chosen.file, identities, chosen.card)
    else:
        told = _in_vault(chosen, package_files.verified)
    _tell(chosen, told)
    words = _("Paketet är helt och signaturen stämmer.")
    if told.came_before:
        words = _("Paketet är helt, signaturen stämmer, och det har lästs in förut.")
    answer(chosen, asdict(told), words)
    return DONE


def _in_vault(chosen: argparse.Namespace, question: Callable[[Work, Path], Told]) -> Told:
    """The answer of a vault; `unlock` asks for the passphrase of `--user`."""
    office = unlock(chosen)
    try:
        with office.work() as work:
            return question(work, chosen.file)
    finally:
        office.close()


def _tell(chosen: argparse.Namespace, told: Told) -> None:
    say(chosen, f"{told.kind}  {told.package}  {told.created}")
    say(chosen, f"{told.sender_name} ({told.sender}) → {told.recipient_name} ({told.recipient})")
    say(chosen, _("Löpnummer {number}").format(number=told.sequence))
    for path, size in told.contents:
        say(chosen, f"{size:>9}  {path}")
    if told.root:
        say(chosen, _("Fingeravtryck {root}").format(root=told.root))


def _inbox(chosen: argparse.Namespace) -> int:
    office = unlock(chosen)
    receipts: list[str] = []
    try:
        results = package_files.take_held(office)
        results += [package_files.take(office, path) for path in package_files.files_in(chosen.files)]
        for result in results:
            say(chosen, f"{result.path.name}: {_came(result)}")
        received = [result.received for result in results if result.received]
        if chosen.receipts and received:
            with office.work() as work:
                contact = chosen.contact or settings.profile(work).contact
                made = answers.acknowledge_all(work, received, chosen.receipts, contact=contact).value
            receipts = [file.path.name for file in made.files]
    finally:
        office.close()
    refused = sum(result.refused is not None for result in results)
    words = _("Filer: {count}. Avvisade: {refused}. Kvittenser: {receipts}.")
    told = [
        {"file": result.path.name, "words": _came(result), "refused": type(result.refused).__name__}
        if result.refused
        else {"file": result.path.name, "words": _came(result), "known": result.known}
        for result in results
    ]
    answer(
        chosen, {"files": told, "receipts": receipts},
        words.format(count=len(results), refused=refused, receipts=len(receipts)),
    )  # fmt: skip
    return REFUSED if refused else DONE


def _came(result: FileResult) -> str:
    if result.waits:
        return _("väntar på avsändarens kontaktkort")
    if result.refused is not None:
        return wording.say(result.refused)
    if result.known:
        return _("redan mottaget")
    return _("svar inläst") if result.answered else _("inläst")
