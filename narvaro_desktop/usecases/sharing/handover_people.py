"""To whom a case can be handed: colleagues at this laptop and those who have one of their own."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import CaseRow, PersonRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.receiving import new_files
from narvaro_desktop.usecases.sending import laptops
from narvaro_desktop.usecases.sending.packages import OutboxMissing, SealedFile
from narvaro_desktop.usecases.sharing import handover_files, handovers
from narvaro_desktop.usecases.work import Made, Work

FOLDER = "handover_folder"
"""The setting that holds where files to colleagues were put last."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """`person` is None for a role that nobody has here yet; `has_laptop`: what she gets is a file.

    `waiting` is what her role has been asked and has not answered.
    """

    person: UUID | None
    name: str
    role: Role
    has_laptop: bool
    decides: bool
    waiting: str


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who can get the case, those who decide first; where files are put; `is_protected`: no file leaves."""

    colleagues: tuple[Colleague, ...]
    folder: Path | None
    is_protected: bool


def receivers(work: Work, case_id: UUID) -> Receivers:
    """Whom the person may choose among for this case."""
    work.may(Resource.CASE, Action.WRITE)
    case, rights = reach.case_row(work, case_id), work.rules.rights
    away = {line.person for line in laptops.laptops(work) if line.is_open and not line.is_mine}
    here = {user.certificate.user for user in work.vault.key_file.active_users}
    people = select(PersonRow).where(PersonRow.active_to.is_(None), PersonRow.id != work.actor.id)
    found: dict[tuple[str, Role], Colleague] = {}
    for person in work.session.scalars(people.order_by(PersonRow.sort_key)):
        is_new = person.id in here and (person.name, person.role) not in found
        if rights.may(person.role, Resource.CASE, Action.READ) and (is_new or person.id in away):
            found[person.name, person.role] = _colleague(work, case, person, person.id in away)
    if not rights.may(work.actor.role, Resource.DECISION, Action.DECIDE) and not any(
        one.decides for one in found.values()
    ):
        found["", Role.PRINCIPAL] = _colleague(work, case, None, False)
    colleagues = sorted(found.values(), key=lambda one: not one.decides)
    return Receivers(tuple(colleagues), folder(work), case.student.protected)


def hand_to(
    work: Work, case_id: UUID, person: UUID | None, role: Role, message: str, into: Path | None
) -> Made[SealedFile | None]:
    """Hand the case to a colleague: as a file in `into` if she has a laptop of her own, else in her I dag.

    :raises MessageMissing, AlreadyWaiting, LaptopUnknown, Protected:
    :raises OutboxFull, OutboxReadOnly, OutboxMissing:
    """
    case = reach.case_row(work, case_id)
    if person is None or laptops.open_to(work, person) is None:
        handovers.hand_over(work, case_id, message, role)
        if person is not None:
            handover_files.let_in(work, case, person, role)
        return Made(handover_files.CHANGED, None)
    if into is None:
        raise OutboxMissing
    decides = work.rules.rights.may(role, Resource.DECISION, Action.DECIDE)
    about = handover_files.DECISION if decides else handover_files.COMMENT
    made = handover_files.hand_over(work, case_id, person, message, into, about)
    settings.write(work.session, FOLDER, str(into))
    return Made(made.changes, made.value)


def give_back(work: Work, case_id: UUID, into: Path, comment: str) -> Made[SealedFile]:
    """Give the case back as a file in `into`, which is remembered; raises as `handover_files.give_back`."""
    made = handover_files.give_back(work, case_id, into, comment)
    settings.write(work.session, FOLDER, str(into))
    return made


def folder(work: Work) -> Path | None:
    """The folder chosen for the team's files, else where files to colleagues, or any, were put last."""
    kept = settings.read(work.session, FOLDER) or settings.read(work.session, "outbox")
    return new_files.folder(work) or (Path(kept) if kept else None)


def _colleague(work: Work, case: CaseRow, person: PersonRow | None, has_laptop: bool) -> Colleague:
    role = person.role if person is not None else Role.PRINCIPAL
    asked = handovers.open_rows(work, case.id, role)
    decides = work.rules.rights.may(role, Resource.DECISION, Action.DECIDE)
    name = person.name if person is not None else ""
    waiting = asked[0].message if asked else ""
    return Colleague(person.id if person is not None else None, name, role, has_laptop, decides, waiting)
