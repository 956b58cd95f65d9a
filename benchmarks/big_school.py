"""A school of 1,200 pupils with three läsår of lessons in its vault, made once and kept in build/."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from narvaro_desktop.domain.schooldays import AcademicYear
from narvaro_desktop.domain.terms import Role, VaultKind
from narvaro_desktop.simulation.files import lesson_csv
from narvaro_desktop.simulation.practice import practice_calendar
from narvaro_desktop.simulation.school import school
from narvaro_desktop.usecases import reading, vaults

FOLDER = Path(__file__).resolve().parent.parent / "build" / "big_school"
VAULT = FOLDER / "skola.narvaro"
STATE = FOLDER / "nycklar"
PERSON, PASSPHRASE = "Kurator Ek", "gran kotte lav sten bäck"
PUPILS = 1_200
UNTIL = (date(2025, 6, 13), date(2026, 6, 12), date(2026, 11, 20))


def made() -> Path:
    """The vault; made anew when the last attempt was cut short."""
    whole = FOLDER / "whole"
    if not whole.exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        _make()
        whole.touch()
    return VAULT


def _make() -> None:
    pupils = school(1, PUPILS, practice_calendar(), UNTIL[-1])
    office = vaults.create(
        VAULT, VaultKind.SCHOOL, "Ekbackens skola", PERSON, Role.COUNSELLOR, PASSPHRASE, state=STATE
    )
    for seed, until in enumerate(UNTIL):
        year = AcademicYear.of(until)
        print(f"   läsår {year}: writing and reading its lessons", flush=True)
        file = FOLDER / "lektioner.csv"
        file.write_bytes(lesson_csv(replace(pupils, seed=seed, until=until)))
        with office.work() as work:
            reading.read_file(work, file, data_date=until)
        file.unlink()
    office.close()
