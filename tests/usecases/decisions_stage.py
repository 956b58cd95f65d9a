"""What the tests of the decision stand on: a rektor's vault with a case, and a huvudman that is trusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.notification import Consultation, Official
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    CompulsorySchooling,
    ConsultationStatus,
    Party,
    Role,
    VaultKind,
)
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases import cases, keys, settings, students, vaults
from narvaro_desktop.usecases.inquiry import Filled
from narvaro_desktop.usecases.work import Office

PERIOD = cases.Stated(235, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
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
    """Almstads kommun, with a kontaktkort of its own."""
    office = vaults.create(
        folder / "huvudman.narvaro", VaultKind.HUVUDMAN, "Almstads kommun", "Handläggare Lind",
        Role.RECIPIENT, "fem ord som ingen annan har", kdf=PRACTICE_KDF, state=folder / "state",
    )  # fmt: skip
    with office.work() as work:
        settings.remember(work, organisation="2120000000", contact="Handläggare Lind, växel")
        keys.ensure_card(work)
    try:
        yield office
    finally:
        office.close()


def trust(office: Office, other: Office) -> None:
    """Read the other's card in, with both groups heard."""
    with other.work() as work:
        card = keys.own_card(work)
    assert card is not None
    with office.work() as work:
        read = keys.read_card(work, card.to_bytes()).value
        heard = [card.card.control_number[place] for place in read.asked]
        keys.trust_card(work, read.card, read.asked, heard, "växeln")
