"""A rektor's laptop that is the school's, and a kurator's and a skolsköterska's that have joined it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.terms import ContactKind, Role, VaultKind
from narvaro_desktop.sealing.key_card import SignedCard
from narvaro_desktop.store.entries import MODELS, stored_row
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.receiving.inbox import Arrived
from narvaro_desktop.usecases.sending import keys
from narvaro_desktop.usecases.sharing import handover_files, join
from narvaro_desktop.usecases.sharing.shipping import place_of, sealed_columns
from narvaro_desktop.usecases.sharing.travelling import LOCAL, records_of
from narvaro_desktop.usecases.vault import vaults
from narvaro_desktop.usecases.work import Office

PERIOD = cases.Stated(155, date(2026, 8, 31), date(2026, 9, 25), "Skolans frånvarosystem")
PHRASE = "fem ord som ingen annan har"
PRINCIPAL, COUNSELLOR = "Rektor Rönn", "Kurator Ek"


@dataclass
class Team:
    """The vaults of one school, in a folder each, and a stick between them."""

    folder: Path
    offices: list[Office] = field(default_factory=list)

    def vault(self, name: str, role: Role, kind: VaultKind = VaultKind.SCHOOL, school: str = "") -> Office:
        path = self.folder / f"{len(self.offices)}" / "valv.narvaro"
        office = vaults.create(
            path, kind, school, name, role, PHRASE, kdf=PRACTICE_KDF, state=path.parent / "state"
        )
        self.offices.append(office)
        return office

    def two(self) -> tuple[Office, Office]:
        """The school's laptop and the kurator's that has joined it: copies of two made once in a run."""
        shutil.copytree(_two(), self.folder, dirs_exist_ok=True)
        for place, person in enumerate((PRINCIPAL, COUNSELLOR)):
            path = self.folder / f"{place}" / "valv.narvaro"
            self.offices.append(
                vaults.unlock(path, person, PHRASE, state=path.parent / "state", allow_weak=True)
            )
        return self.offices[0], self.offices[1]

    def school(self, name: str = PRINCIPAL) -> Office:
        """The first laptop: it has the school's card."""
        office = self.vault(name, Role.PRINCIPAL, school="Ekbackens skola")
        with office.work() as work:
            settings.remember(work, unit_code="12345678", huvudman="Almstads kommun")
            keys.ensure_card(work)
        return office

    def joined(self, school: Office, name: str, role: Role) -> Office:
        """A new laptop, let in over two calls."""
        office = self.vault(name, role)
        sealed = self.accepted(school, self.ask(office))
        with office.work() as work:
            offer = join.offer(work, sealed)
        with school.work() as work:
            card = keys.own_card(work)
        assert card is not None
        heard = [card.card.control_number[place] for place in offer.asked]
        with office.work() as work:
            join.join(work, sealed, offer.asked, heard)
        return office

    def ask(self, office: Office) -> Path:
        with office.work() as work:
            name, content = join.ask(work).value
        path = self.folder / name
        path.write_bytes(content)
        return path

    def accepted(self, school: Office, ask: Path) -> Path:
        digits = SignedCard.from_bytes(ask.read_bytes()).card.control_number
        with school.work() as work:
            asked = join.read_ask(work, ask).value
        with school.work() as work:
            heard = [digits[place] for place in asked.asked]
            return join.accept(work, asked.card, asked.asked, heard, "växeln", self.folder / "usb").value.path

    def close(self) -> None:
        for office in self.offices:
            office.close()


@cache
def _two() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="laptops-", dir=os.environ["HOME"]))
    with team(folder) as made:
        made.joined(made.school(), COUNSELLOR, Role.COUNSELLOR)
    return folder


@contextmanager
def team(folder: Path) -> Iterator[Team]:
    made = Team(folder)
    try:
        yield made
    finally:
        made.close()


def receive(office: Office, path: Path) -> Arrived:
    with office.work() as work:
        return inbox.receive(work, path).value


def me(office: Office) -> UUID:
    return office.actor.id


NOTE = notes.Written(ContactKind.NOTE, "Elvira sover dåligt och vill byta plats.")


def elviras_case(kurator: Office) -> UUID:
    """Elvira's case on the kurator's laptop, with a guardian and a note of class K."""
    with kurator.work() as work:
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        students.add_guardian(work, student, "Bo Blåbärsskog")
        made = cases.open_case(work, student, cases.Opening(step=2, why="Pågår.", stated=PERIOD)).value
        notes.write(work, student, made, NOTE)
        return made


def handed(giver: Office, to: Office, case_id: UUID, folder: Path, message: str = "Beslut, tack.") -> Path:
    with giver.work() as work:
        return handover_files.hand_over(work, case_id, me(to), message, folder).value.path


def returned(giver: Office, case_id: UUID, folder: Path, comment: str = "Bra underlag.") -> Path:
    with giver.work() as work:
        return handover_files.give_back(work, case_id, folder, comment).value.path


def rows(office: Office, case_id: UUID) -> dict[UUID, dict[str, object]]:
    """Every row of the case, without what is of one laptop, and each cell as its text."""
    with office.work() as work:
        case = work.session.get_one(CaseRow, case_id)
        found = {}
        for table, records in records_of(work.session, case).items():
            for record in records:
                row = work.session.get(MODELS[table], record)
                if row is None:
                    continue
                said = {k: v for k, v in stored_row(row).items() if k not in LOCAL.get(table, ())}
                for name in sealed_columns(table, str(said.get("info_class", ""))):
                    said[name] = work.unseal(place_of(case, table, record, name), getattr(row, name))
                found[record] = said
        return found
