"""What the tests of the decision stand on: a rektor's vault with a case, and a huvudman that is trusted."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.deciding.notification import Consultation, Official
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    Party,
    Role,
    VaultKind,
)
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.sending import keys, others_cards
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

PERIOD = cases.Stated(235, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
_FILE, _HANDLER, _PHRASE = "huvudman.narvaro", "Handläggare Lind", "fem ord som ingen annan har"
STARTED = Consultation(ConsultationStatus.STARTED, date(2026, 9, 28))


def filled(**more: object) -> Filled:
    """A decision with everything that an anmälan needs."""
    known = {
        "investigator": Official("Kurator Ek", "kurator"),
        "form": AbsenceForm.REPEATED,
        "consultation": dict.fromkeys((Party.STUDENT, Party.GUARDIAN, Party.HEALTH_TEAM), STARTED),
        "special_support": False,
        "support_needed": False,
        "home_municipality": "Almstad",
        "compulsory_schooling": CompulsorySchooling.YES,
        "unit_code": "12345678",
        "huvudman": "Almstads kommun",
        "huvudman_id": "2120000000",
        "contact": "Rektor Rönn, växel 08-000 00 00",
    }
    return Filled(**(known | more))  # type: ignore[arg-type]


def open_a_case(office: Office, *, protected: bool = False, stated: cases.Stated | None = PERIOD) -> UUID:
    """Elvira's case on step 2, with two guardians."""
    with office.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        for guardian in ("Ylva Blåbärsskog", "Tore Månstråle"):
            students.add_guardian(work, student, guardian)
        if protected:
            students.protect(work, student)
        return cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=stated)).value


@contextmanager
def huvudman_office(folder: Path) -> Iterator[Office]:
    """Almstads kommun, with a kontaktkort of its own: a copy of one that is made once in a run."""
    shutil.copytree(_almstad(), folder, dirs_exist_ok=True)
    office = vaults.unlock(folder / _FILE, _HANDLER, _PHRASE, state=folder / "state", allow_weak=True)
    try:
        yield office
    finally:
        office.close()


@cache
def _almstad() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="almstad-", dir=os.environ["HOME"]))
    office = vaults.create(
        folder / _FILE, VaultKind.HUVUDMAN, "Almstads kommun", _HANDLER, Role.RECIPIENT, _PHRASE,
        kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000", contact="Handläggare Lind, växel")
        keys.ensure_card(work)
    office.close()
    return folder


def trust(office: Office, other: Office) -> None:
    """Read the other's card in, with both groups heard."""
    with other.work() as work:
        card = keys.own_card(work)
    assert card is not None
    with office.work() as work:
        read = others_cards.read_card(work, card.to_bytes()).value
        heard = [card.card.control_number[place] for place in read.asked]
        others_cards.trust_card(work, read.card, read.asked, heard, "växeln")
