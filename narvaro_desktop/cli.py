"""The command line, the second front end: for IT, for engineers, and for a machine without a screen.

    narvaro                                     open the program
    narvaro --demo                              open the practice school
    narvaro practice DIR                        build a practice school in DIR
    narvaro demo DIR                            the main job in DIR, from absence file to kvittens
    narvaro import VAULT FILE… --user NAME      read absence files in  [--profile FILE] [--dry-run]
    narvaro verify VAULT --user NAME            look at every page, the log and its rows
    narvaro inspect VAULT --user NAME           the tables, their columns and counts, without their content
    narvaro pack check FILE                     what is wrong with a pack (ladder and routines), one line each
    narvaro package inspect FILE                what a sealed file shows, and with a key what it holds
    narvaro package verify FILE                 the same, signature and every byte checked; nothing is kept
    narvaro inbox VAULT FILE_OR_DIR… --user NAME --receipts DIR    reads packages in, and answers them
    narvaro register create|join FILE --server ADDRESS             a huvudman's register on PostgreSQL
    narvaro register upgrade|check FILE_OR_ADDRESS                 its tables; what its server says

A passphrase comes from a prompt or from --passphrase-file, never from an argument.  --json gives the same
facts to a program.  It speaks the language that is set in the window.
Exit codes: 0 done · 1 refused, with the reason · 2 wrongly called · 3 a flawed vault.
"""

import argparse
import errno
import gc
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from narvaro_desktop import __version__, cli_packages, cli_registers, i18n, wording
from narvaro_desktop.cli_answers import DONE, FLAWED, REFUSED, answer, refuse, say, unlock
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.remembered import remembered
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.importing import import_reading
from narvaro_desktop.usecases.importing.import_facts import Report
from narvaro_desktop.usecases.practice_school import demo, practice
from narvaro_desktop.usecases.routines import packs
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.vault import checks
from narvaro_desktop.usecases.work import Office

_WHY = {
    errno.ENOENT: N_("det finns inte"),
    errno.EACCES: N_("det är inte tillåtet"),
    errno.EPERM: N_("det är inte tillåtet"),
    errno.EROFS: N_("där går det bara att läsa"),
    errno.ENOSPC: N_("disken är full"),
    errno.EISDIR: N_("det är en mapp"),
    errno.ENOTDIR: N_("det är en fil och ingen mapp"),
    errno.EEXIST: N_("det är en fil och ingen mapp"),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    i18n.use_language(remembered().language)
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except NarvaroError as error:
        refuse(chosen, wording.say(error), type(error).__name__)
        return REFUSED
    except (OSError, UnicodeError, EOFError) as fault:  # a path or an answer that was given here
        refuse(chosen, _unreadable(fault), type(fault).__name__)
        return REFUSED
    return code


def _practice(chosen: argparse.Namespace) -> int:
    made = practice.build(chosen.folder, lambda step: say(chosen, _("Klart: {step}").format(step=step)))
    answer(
        chosen,
        {"folder": str(made.folder), "school": str(made.school), "huvudman": str(made.huvudman)},
        _("Övningsskolan ligger i {folder}. Lösenfraserna står i losenfraser.json.").format(
            folder=made.folder
        ),
    )
    return DONE


def _demo(chosen: argparse.Namespace) -> int:
    steps = [asdict(step) for step in demo.run(chosen.folder, lambda words: say(chosen, words))]
    if chosen.json:
        print(json.dumps({"steps": steps}, ensure_ascii=False, default=str))
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    office = unlock(chosen)
    reports: list[dict[str, Any]] = []
    refusal: dict[str, str] = {}
    try:
        for path in chosen.files:
            with _uncollected():
                reports.append(_one_file(office, chosen, path))
    except NarvaroError as error:  # what stands before it in the row has been read in, and is told
        refusal = {"file": path.name, "refused": type(error).__name__, "words": wording.say(error)}
    finally:
        office.close()
    if chosen.json:
        print(json.dumps({"files": reports, **refusal}, ensure_ascii=False))
    elif refusal:
        print("{file}: {words}".format(**refusal), file=sys.stderr)
    return REFUSED if refusal else DONE


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's garbage collector: rows by the 100,000 make no cycles, and it would look through all
    of them time and again for nothing. The window holds it back too (`gui/collector.py`).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def _one_file(office: Office, chosen: argparse.Namespace, path: Path) -> dict[str, Any]:
    with office.work() as work:
        report = import_reading.read_file(
            work, path, profile=chosen.profile, dry_run=chosen.dry_run, data_date=chosen.until
        )
    told = _told(path, report)
    say(
        chosen,
        _("{file}: {rows} rader = {imported} inlästa + {rejected} avvisade + {excluded} uteslutna").format(
            **told
        ),
    )
    say(chosen, _("  nya {new}, ändrade {changed}, lika {same}").format(**told))
    if told["dry_run"]:
        say(chosen, _("  provkörning: inget har ändrats"))
    for reason, count in told["reasons"].items():
        say(chosen, _("  avvisade: {reason} ({count})").format(reason=reason, count=count))
    return told


def _told(path: Path, report: Report) -> dict[str, Any]:
    reasons: dict[str, int] = {}
    for error in report.errors:
        reasons[error.fault.label] = reasons.get(error.fault.label, 0) + 1
    counted = ("rows", "imported", "rejected", "excluded", "new", "changed", "same", "protected")
    return {
        "file": path.name,
        **{name: getattr(report, name) for name in counted},
        "students_new": report.students_new,
        "reasons": reasons,
        "dry_run": report.batch is None,
    }


def _verify(chosen: argparse.Namespace) -> int:
    office = unlock(chosen)
    try:
        with office.work() as work:
            found = checks.verify(work)
    finally:
        office.close()
    words = _("Loggen har {events} händelser, {checkpoints} signaturer och svarar för {rows} rader.")
    say(chosen, words.format(**asdict(found)))
    for fault in (*found.damaged_pages, *found.flaws):
        say(chosen, _("Fel: {fault}").format(fault=fault))
    whole = _("Valvet är helt.") if found.is_whole else _("Valvet har brister. Öppna en säkerhetskopia.")
    answer(chosen, {**asdict(found), "whole": found.is_whole}, whole)
    return DONE if found.is_whole else FLAWED


def _inspect(chosen: argparse.Namespace) -> int:
    office = unlock(chosen)
    try:
        with office.work() as work:
            found = checks.shapes(work)
    finally:
        office.close()
    for table in found:
        say(chosen, f"{table.rows:>9}  {table.name} ({len(table.columns)})")
    if chosen.json:
        print(json.dumps({"tables": [asdict(table) for table in found]}, ensure_ascii=False))
    return DONE


def _check_pack(chosen: argparse.Namespace) -> int:
    found = packs.check_file(chosen.file, shipped())
    for remark in found:
        kind = _("Fel") if remark.fault.holds_up else _("Att tänka på")
        about = f"{remark.place}: " if remark.place else ""
        say(chosen, f"{kind}: {about}{remark.words}")
    told = [{"fault": one.fault.key, "where": one.where, "words": one.words} for one in found]
    faulty = any(remark.fault.holds_up for remark in found)
    words = _("Rutinen går inte att använda än.") if faulty else _("Rutinen har inga fel.")
    answer(chosen, {"remarks": told, "whole": not faulty}, words)
    return REFUSED if faulty else DONE


def _unreadable(fault: OSError | UnicodeError | EOFError) -> str:
    if isinstance(fault, OSError):
        words = _("Det går inte att läsa eller skriva i {path}: {why}. Kontrollera sökvägen och platsen.")
        why = _(_WHY.get(fault.errno or 0, "")) or fault.strerror or fault.errno
        return words.format(path=fault.filename or "…", why=why)
    if isinstance(fault, EOFError):
        return _("Ingen lösenfras gavs. Skriv den när den frågas efter, eller använd --passphrase-file.")
    return _("Filen med lösenfrasen är inte text i UTF-8. Spara om den och försök igen.")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("skriv dagen som 2026-10-09, inte {words}").format(words=words)
        ) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="narvaro", description=_("Närvaro på kommandoraden."))
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("svara med JSON"))
    keys = argparse.ArgumentParser(add_help=False)
    keys.add_argument("vault", type=Path, help=_("valvets fil"))
    keys.add_argument("--user", required=True, help=_("vem som låser upp"))
    keys.add_argument("--passphrase-file", type=Path, help=_("fil med lösenfrasen; annars frågas den efter"))
    keys.add_argument("--password-file", type=Path, help=_("fil med lösenordet till ett registers server"))

    for name, run, words in (
        ("practice", _practice, _("bygg en övningsskola")),
        ("demo", _demo, _("gör huvuduppgiften från frånvarofil till kvittens")),
    ):
        one = commands.add_parser(name, parents=[common], help=words)
        one.add_argument("folder", type=Path, help=_("mappen, som skapas"))
        one.set_defaults(run=run)

    bring = commands.add_parser("import", parents=[common, keys], help=_("läs in frånvarofiler"))
    bring.add_argument("files", type=Path, nargs="+", help=_("filerna"))
    bring.add_argument("--profile", type=Path, help=_("profil för en layout som inte är känd"))
    bring.add_argument("--dry-run", action="store_true", help=_("visa vad som skulle hända, ändra inget"))
    bring.add_argument(
        "--until", type=_day, metavar="YYYY-MM-DD", help=_("dag som uppgifterna gäller till och med")
    )
    bring.set_defaults(run=_import)

    check = commands.add_parser("verify", parents=[common, keys], help=_("kontrollera valvet"))
    check.set_defaults(run=_verify)
    look = commands.add_parser(
        "inspect", parents=[common, keys], help=_("visa valvets tabeller utan innehåll")
    )
    look.set_defaults(run=_inspect)
    pack = commands.add_parser("pack", help=_("trappa och rutiner i en fil")).add_subparsers(required=True)
    whole = pack.add_parser("check", parents=[common], help=_("säg vad som är fel i filen"))
    whole.add_argument("file", type=Path, help=_("filen, signerad eller inte"))
    whole.set_defaults(run=_check_pack)
    cli_packages.add(commands, common, keys)
    cli_registers.add(commands, common)
    return parser
