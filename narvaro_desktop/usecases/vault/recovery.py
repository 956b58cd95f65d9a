"""Recovery sheets: printed, proved by typing two groups back, and used when a passphrase is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from enum import Enum
from pathlib import Path
from random import SystemRandom

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.paths import state_folder
from narvaro_desktop.store import recovery
from narvaro_desktop.store.attempts import SHEET
from narvaro_desktop.store.errors import SheetOpensNothing
from narvaro_desktop.store.key_copies import read_copies, write_copies
from narvaro_desktop.store.key_file import VAULT, KeyFile
from narvaro_desktop.store.primitives import REAL_KDF, Kdf
from narvaro_desktop.store.server.client import is_register
from narvaro_desktop.usecases.vault import attempts
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

_ASKED = 2
_GROUPS = 8


class WrongGroups(NarvaroError):
    """What was typed back is not what stands on the sheet: (group numbers from 1)."""


class SheetKind(Enum):
    """What a sheet opens; each kind has a holder of its own."""

    VAULT = recovery.FIRST_SHEET
    MEDICAL = recovery.MEDICAL_SHEET
    NAMED = recovery.NAMED_SHEET


@dataclass(frozen=True, slots=True)
class Reminder:
    """There is no reserve yet. `printed_on` is None where nothing has been printed either."""

    kind: SheetKind
    printed_on: date | None


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A sheet on its way to paper. `asked` are the two groups to type back once it lies there."""

    kind: SheetKind
    serial: str
    asked: tuple[int, ...]
    pdf: bytes = field(repr=False)
    sheet: recovery.Sheet = field(repr=False)


def reminder(work: Work) -> Reminder | None:
    """The sheet that this person should print and check, until it is done; nobody needs one to practise."""
    return next(iter(reminders(work)), None)


def reminders(work: Work) -> list[Reminder]:
    """Every sheet that this person should print and check."""
    if work.vault.key_file.header.practice:
        return []
    return [Reminder(kind, _printed_on(work, kind)) for kind in _kinds(work) if not _is_checked(work, kind)]


def checked_on_paper(work: Work) -> dict[SheetKind, bool]:
    """The sheets that are this person's to keep, and whether each has been checked."""
    return {kind: _is_checked(work, kind) for kind in _kinds(work)}


def print_sheet(work: Work, kind: SheetKind) -> Made[PrintedSheet]:
    """A new sheet and its paper; an older one of the same kind opens nothing from now on.

    :raises NotEntitled: the person holds nothing of what the sheet opens
    """
    from narvaro_desktop.documents import recovery_sheet as paper  # only here: ReportLab takes start-up time

    now = work.now.astimezone(UTC)
    keys, sheet = recovery.recovery_sheet(work.vault.key_file, work.vault.me, kind.value, now)
    lines = [line.split(" ") for line in sheet.lines]
    words = paper.RecoverySheet(
        serial=sheet.serial,
        vault_id=str(sheet.vault),
        opens=_OPENS[kind],
        lines=tuple(paper.SheetLine((first, second), check) for first, second, check in lines),
        code=sheet.qr,
    )
    pdf = paper.recovery_sheet(words, work.now)
    work.log("recovery.print", serial=sheet.serial)
    work.vault.keep_keys(keys)
    asked = tuple(sorted(SystemRandom().sample(range(1, _GROUPS + 1), _ASKED)))
    return Made(frozenset({Area.SETTINGS}), PrintedSheet(kind, sheet.serial, asked, pdf, sheet))


def check(work: Work, printed: PrintedSheet, typed: Mapping[int, str]) -> Changes:
    """The sheet counts once its two groups have been typed back and its characters open the key file.

    :raises WrongGroups: these are not on the sheet
    """
    wrong = [number for number in printed.asked if not printed.sheet.is_group(number, typed.get(number, ""))]
    if wrong:
        raise WrongGroups(*wrong)
    recovery.open_with_sheet(work.vault.key_file, " ".join(printed.sheet.lines))
    work.log("recovery.check", serial=printed.serial)
    work.vault.keep_keys(recovery.mark_checked(work.vault.key_file, work.vault.me, printed.serial))
    return frozenset({Area.SETTINGS})


def new_passphrase(
    path: Path,
    typed: str,
    person: str,
    passphrase: str,
    *,
    state: Path | None = None,
    kdf: Kdf | None = None,
    password: str | None = None,
) -> None:
    """A new passphrase for someone who has the sheet; own notes that only the old one opened are lost.

    `password` is that of a register's server, where this computer does not know it.

    :raises SheetMistyped, SheetOpensNothing: the sheet; :raises NotEntitled: it is not the vault's own sheet
    """
    place = state or state_folder()
    keys = read_copies(path, place).best
    try:
        opened = recovery.open_with_sheet(keys, typed)
    except SheetOpensNothing:
        attempts.refused(path, place, person, SHEET)
        raise

    def change(keys: KeyFile) -> KeyFile:
        opened = recovery.open_with_sheet(keys, typed)
        return recovery.reset_with_sheet(
            keys, opened, person, passphrase, kdf=kdf or REAL_KDF, allow_weak=kdf is not None
        )

    if is_register(path):
        from narvaro_desktop.store.server.register import change_keys  # psycopg takes start-up time

        known = opened.secrets.get((VAULT, keys.header.vault_epoch), b"")
        change_keys(path, place, known, password, change)
    else:
        write_copies(change(keys), path, place)


_OPENS = {
    SheetKind.VAULT: "Valvet, med ärenden, kartläggningar och planer",
    SheetKind.MEDICAL: "Det som skolsköterska, skolläkare och skolpsykolog har skrivit",
    SheetKind.NAMED: "Orosanmälningar och skyddade uppgifter",
}
"""What the paper says that each opens; papers are always Swedish."""


def _kinds(work: Work) -> list[SheetKind]:
    """The kinds whose every present secret this person holds."""
    made = {name for wrap in work.vault.key_file.wraps if (name := wrap.secret)}
    held = {name for name, _epoch in work.vault.me.secrets}
    return [kind for kind in SheetKind if (there := made & set(kind.value)) and there <= held]


def _is_checked(work: Work, kind: SheetKind) -> bool:
    return recovery.is_checked(work.vault.key_file, kind.value)


def _printed_on(work: Work, kind: SheetKind) -> date | None:
    wanted = tuple(sorted(kind.value))
    made = [sheet.made for sheet in work.vault.key_file.sheets if sheet.opens == wanted]
    return date.fromisoformat(max(made)) if made else None
