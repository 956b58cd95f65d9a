"""A school of 1,200 pupils with three läsår of lessons in its vault, made once and kept in build/."""

import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.simulation.files import lesson_csv
from narvaro_desktop.simulation.practice import practice_calendar
from narvaro_desktop.simulation.school import school
from narvaro_desktop.store.primitives import REAL_KDF
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.importing import import_reading
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "big_school"
VAULT = FOLDER / "skola.narvaro"
STATE = FOLDER / "nycklar"
PERSON, PASSPHRASE = "Kurator Ek", "gran kotte lav sten bäck"
PUPILS, CASES = 1_200, 120
UNTIL = (date(2025, 6, 13), date(2026, 6, 12), date(2026, 11, 20))


def made() -> Path:
    """The vault; made anew when the program has changed, or when the last attempt was cut short."""
    whole, program = FOLDER / "whole", _program()
    if not whole.exists() or whole.read_text(encoding="ascii") != program:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        _make()
        whole.write_text(program, encoding="ascii")
    return VAULT


def unlocked() -> Office:
    """The vault in its kurator's hands, with its real key derivation."""
    return vaults.unlock(VAULT, PERSON, PASSPHRASE, state=STATE)


def _program() -> str:
    """A digest of what decides how the vault looks."""
    digest = sha256()
    for part in ("domain", "simulation", "store", "usecases"):
        for path in sorted((ROOT / "narvaro_desktop" / part).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _make() -> None:
    pupils = school(1, PUPILS, practice_calendar(), UNTIL[-1])
    office = vaults.create(
        VAULT,
        VaultKind.SCHOOL,
        "Ekbackens skola",
        PERSON,
        Role.COUNSELLOR,
        PASSPHRASE,
        practice_day=UNTIL[-1],  # its files end on a day of their own, whatever the machine's clock says
        kdf=REAL_KDF,
        state=STATE,
    )
    for seed, until in enumerate(UNTIL):
        year = AcademicYear.of(until)
        print(f"   läsår {year}: writing and reading its lessons", flush=True)
        file = FOLDER / "lektioner.csv"
        file.write_bytes(lesson_csv(replace(pupils, seed=seed, until=until)))
        with office.work() as work:
            import_reading.read_file(work, file, data_date=until)
        file.unlink()
    with office.work() as work:
        for pupil in students.everyone(work)[:: PUPILS // CASES]:
            cases.open_case(work, pupil.id)
    office.close()
