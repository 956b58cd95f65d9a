"""The huvudman's matters: what schools have told of each case, and the handläggare who sees to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.disclosure import tenths_text
from narvaro_desktop.domain.deciding.matter import (
    MatterState,
    PackageKind,
    Wait,
    wait,
)
from narvaro_desktop.domain.municipality import same_municipality
from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.store.tables import MatterPackageRow, MatterRow, PersonRow, ReceivedRow
from narvaro_desktop.usecases import settings, team_names
from narvaro_desktop.usecases.huvudman import home_notices, matter_intake
from narvaro_desktop.usecases.huvudman.home_notices import ToldHome
from narvaro_desktop.usecases.work import Area, Changes, Work

CHANGED: Changes = frozenset({Area.PACKAGES})


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in the list; `package` is what is opened: the latest that is unanswered, else the latest.

    `is_late` says that the school owes a word, whatever else comes first.
    """

    id: UUID
    package: UUID
    student: str
    sort_key: str
    case_number: str
    sender_name: str
    school_year: int | None
    ladder_step: int | None
    decided_on: date | None
    due_on: date | None
    last_at: datetime
    share: str
    state: MatterState
    wait: Wait
    is_late: bool
    unanswered: int
    registration_number: str
    handler: str
    is_mine: bool
    is_home_notice: bool
    """Another huvudman has told of it, since the pupil lives here (7 kap. 22 §)."""
    search_key: str


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One package of a matter."""

    id: UUID
    kind: PackageKind
    received_at: datetime
    is_answered: bool


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """Another matter about the same pupil; `is_running` means that two run at once."""

    package: UUID
    case_number: str
    sender_name: str
    first_at: datetime
    state: MatterState
    is_running: bool


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter beside the package that is read; `packages` and `earlier` the latest first.

    Whoever lives elsewhere has a hemkommun that is to be told of the anmälan (7 kap. 22 §): `told_home`.
    """

    line: MatterLine
    home_municipality: str
    assigned_to: UUID | None
    completion_asked_on: date | None
    home_answer: str
    home_answered_on: date | None
    coordinator: str
    coordinated_since: date | None
    packages: tuple[PackageLine, ...]
    earlier: tuple[EarlierLine, ...]
    anmalan: UUID | None
    is_from_elsewhere: bool
    told_home: tuple[ToldHome, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who can see to a matter."""

    id: UUID
    name: str


def matters(work: Work) -> list[MatterLine]:
    """The register by matter, the latest first."""
    work.may(Resource.PACKAGE, Action.READ)
    matter_intake.gather(work)
    rows = work.session.scalars(select(MatterRow).order_by(MatterRow.last_at.desc(), MatterRow.id.desc()))
    return _lines(work, rows.all(), packages_to_open(work), _unanswered(work))


def matters_of(work: Work, received_id: UUID) -> list[MatterView]:
    """What a package tells of: one matter, or those of a lägesrapport."""
    work.may(Resource.PACKAGE, Action.READ)
    matter_intake.gather(work)
    return [_view(work, row) for row in matter_intake.rows_of(work, received_id)]


def unanswered_packages(work: Work, matter_ids: Iterable[UUID]) -> list[UUID]:
    """The packages of these matters that wait for a kvittens, the oldest first."""
    wanted = (
        select(ReceivedRow.id, MatterPackageRow.matter_id)
        .join(MatterPackageRow, MatterPackageRow.received_id == ReceivedRow.id)
        .where(ReceivedRow.status.is_(None))
        .order_by(ReceivedRow.received_at, ReceivedRow.id)
    )
    chosen = set(matter_ids)
    return list(dict.fromkeys(row for row, matter in work.session.execute(wanted) if matter in chosen))


def colleagues(work: Work) -> list[Colleague]:
    """Those of this vault who can see to a matter, by name."""
    found = work.session.scalars(
        select(PersonRow).where(PersonRow.active_to.is_(None)).order_by(PersonRow.sort_key)
    )
    rights = work.rules.rights
    return [
        Colleague(row.id, row.name) for row in found if rights.may(row.role, Resource.PACKAGE, Action.WRITE)
    ]


def assign(work: Work, matter_ids: Iterable[UUID], person: UUID | None) -> Changes:
    """Who sees to the matters from now on; None gives them back to all."""
    work.may(Resource.PACKAGE, Action.WRITE)
    if person is not None:
        work.session.get_one(PersonRow, person)
    for matter in matter_ids:
        work.session.get_one(MatterRow, matter).assigned_to = person
    work.log("matter.assign", person=str(person) if person else None)
    return CHANGED


def coordinate(work: Work, matter_id: UUID, coordinator: str) -> Changes:
    """Who holds together what several do for the pupil (7 kap. 21 §); empty ends it."""
    work.may(Resource.PACKAGE, Action.WRITE)
    row = work.session.get_one(MatterRow, matter_id)
    row.coordinator = coordinator.strip() or None
    row.coordinated_since = (row.coordinated_since or work.today) if row.coordinator else None
    work.log("matter.coordinate", matter=str(matter_id))
    return CHANGED


def completion_asked(work: Work, received_id: UUID) -> None:
    """The school has been asked for more in all that the package tells of."""
    work.may(Resource.PACKAGE, Action.WRITE)
    for row in matter_intake.rows_of(work, received_id):
        row.completion_asked_on = work.today


def registered(work: Work, received: ReceivedRow) -> None:
    """The diarienummer of a package is that of its matters."""
    for row in matter_intake.rows_of(work, received.id):
        row.registration_number = received.registration_number or row.registration_number


def home_answered(work: Work, received_id: UUID, words: str) -> None:
    """What the hemkommun said of what it was told of this package."""
    for row in matter_intake.rows_of(work, received_id):
        row.home_answer, row.home_answered_on = words, work.today


def packages_to_open(work: Work, matter: UUID | None = None) -> dict[UUID, UUID]:
    """By matter: its latest package that is unanswered, else its latest."""
    work.may(Resource.PACKAGE, Action.READ)
    wanted = (
        select(MatterPackageRow.matter_id, ReceivedRow.id)
        .join(ReceivedRow, ReceivedRow.id == MatterPackageRow.received_id)
        .order_by(ReceivedRow.status.is_(None), ReceivedRow.received_at, ReceivedRow.id)
    )
    if matter is not None:
        wanted = wanted.where(MatterPackageRow.matter_id == matter)
    return dict(work.session.execute(wanted).all())  # the last of each stays


def _unanswered(work: Work, matter: UUID | None = None) -> dict[UUID, int]:
    wanted = (
        select(MatterPackageRow.matter_id, func.count())
        .join(ReceivedRow, ReceivedRow.id == MatterPackageRow.received_id)
        .where(ReceivedRow.status.is_(None))
        .group_by(MatterPackageRow.matter_id)
    )
    if matter is not None:
        wanted = wanted.where(MatterPackageRow.matter_id == matter)
    return dict(work.session.execute(wanted).all())


def _lines(
    work: Work, rows: Iterable[MatterRow], to_open: Mapping[UUID, UUID], unanswered: Mapping[UUID, int]
) -> list[MatterLine]:
    names = team_names.names(work)
    zone = work.now.tzinfo
    return [
        MatterLine(
            id=row.id,
            package=to_open[row.id],
            student=row.student,
            sort_key=row.sort_key,
            case_number=row.case_number,
            sender_name=row.sender_name,
            school_year=row.school_year,
            ladder_step=row.ladder_step,
            decided_on=row.decided_on,
            due_on=row.due_on,
            last_at=row.last_at.astimezone(zone),
            share=tenths_text(row.share_tenths) if row.share_tenths is not None else "",
            state=row.state,
            wait=_wait(work, row, unanswered.get(row.id, 0)),
            is_late=_wait(work, row, 0, completing=False) is Wait.LATE,
            unanswered=unanswered.get(row.id, 0),
            registration_number=row.registration_number,
            handler=names.get(row.assigned_to, "") if row.assigned_to else "",
            is_mine=row.assigned_to == work.actor.id,
            is_home_notice=row.sender.startswith("organisation:"),
            search_key=search_key(
                f"{row.student} {row.case_number} {row.sender_name} {row.registration_number}"
            ),
        )
        for row in rows
    ]


def _wait(work: Work, row: MatterRow, unanswered: int, completing: bool = True) -> Wait:
    return wait(
        unanswered=bool(unanswered),
        completing=completing and row.completion_asked_on is not None,
        due_on=row.due_on,
        running=row.state in (MatterState.OPEN, MatterState.RESULT),
        today=work.today,
    )


def _view(work: Work, row: MatterRow) -> MatterView:
    [line] = _lines(work, [row], packages_to_open(work, row.id), _unanswered(work, row.id))
    packages, home = _packages(work, row), row.home_municipality
    anmalan = next((package.id for package in packages if package.kind is PackageKind.N1), None)
    return MatterView(
        line=line,
        home_municipality=row.home_municipality,
        assigned_to=row.assigned_to,
        completion_asked_on=row.completion_asked_on,
        home_answer=row.home_answer or "",
        home_answered_on=row.home_answered_on,
        coordinator=row.coordinator or "",
        coordinated_since=row.coordinated_since,
        packages=packages,
        earlier=_earlier(work, row),
        anmalan=anmalan,
        is_from_elsewhere=bool(home) and not same_municipality(settings.profile(work).name, home),
        told_home=home_notices.told(work, anmalan) if anmalan else (),
    )


def _packages(work: Work, matter: MatterRow) -> tuple[PackageLine, ...]:
    wanted = (
        select(ReceivedRow)
        .join(MatterPackageRow, MatterPackageRow.received_id == ReceivedRow.id)
        .where(MatterPackageRow.matter_id == matter.id)
        .order_by(ReceivedRow.received_at.desc(), ReceivedRow.id.desc())
    )
    zone = work.now.tzinfo
    return tuple(
        PackageLine(
            row.id, PackageKind.of(row.kind), row.received_at.astimezone(zone), row.status is not None
        )
        for row in work.session.scalars(wanted)
    )


def _earlier(work: Work, matter: MatterRow) -> tuple[EarlierLine, ...]:
    """Other matters of the same identity number, at any school; without one, of the same name at this one."""
    if not matter.identity and not matter.student:
        return ()
    if matter.identity:
        same = MatterRow.identity == matter.identity
    else:
        same = and_(MatterRow.student == matter.student, MatterRow.sender == matter.sender)
    others = select(MatterRow).where(same, MatterRow.id != matter.id).order_by(MatterRow.first_at.desc())
    zone = work.now.tzinfo
    return tuple(
        EarlierLine(
            package=packages_to_open(work, row.id)[row.id],
            case_number=row.case_number,
            sender_name=row.sender_name,
            first_at=row.first_at.astimezone(zone),
            state=row.state,
            is_running=matter_intake.known(row).is_running and matter_intake.known(matter).is_running,
        )
        for row in work.session.scalars(others)
    )
