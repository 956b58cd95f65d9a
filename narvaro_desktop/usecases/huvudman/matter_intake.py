"""Every package finds the matters that it tells of, and a new case makes a new one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.deciding.matter import WITHDRAW, Matter, PackageKind, parts
from narvaro_desktop.domain.sorting import sort_key
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.store.tables import MatterPackageRow, MatterRow, ReceivedRow
from narvaro_desktop.usecases.work import Work


class CorrectsUnknown(NarvaroError):
    """A correction of a package that has not come."""


def take(work: Work, received: ReceivedRow) -> None:
    """Let a package tell of its matters; a new case makes a new one.

    :raises CorrectsUnknown: it corrects what has not come from this sender
    """
    kind, document = PackageKind.of(received.kind), json.loads(received.payload)
    told = [(_matter_of(work, received, part), part) for part in parts(document)]
    if kind is PackageKind.N5:
        corrected = _corrected(work, received)
        told = told or [(row, {}) for row in rows_of(work, corrected.id)]
        if received.action == WITHDRAW and corrected.kind in (PackageKind.N1.key, PackageKind.N1H.key):
            for row, _part in told:
                _keep(row, known(row).withdrawn())
    for row, part in told:
        _keep(row, known(row).told(kind, part))
        row.last_at, row.completion_asked_on = max(row.last_at, received.received_at), None
        row.registration_number = received.registration_number or row.registration_number
        work.session.add(MatterPackageRow(id=work.new_id(), matter_id=row.id, received_id=received.id))
    work.session.flush()


def gather(work: Work) -> None:
    """Packages from before there were matters find theirs."""
    is_known = select(MatterPackageRow.id).where(MatterPackageRow.received_id == ReceivedRow.id).exists()
    left = select(ReceivedRow).where(~is_known).order_by(ReceivedRow.received_at)
    for row in work.session.scalars(left).all():
        take(work, row)


def _corrected(work: Work, received: ReceivedRow) -> ReceivedRow:
    wanted = select(ReceivedRow).where(
        ReceivedRow.package_id == received.replaces, ReceivedRow.sender == received.sender
    )
    if (row := work.session.scalars(wanted).first()) is None:
        raise CorrectsUnknown
    return row


def _matter_of(work: Work, received: ReceivedRow, part: Mapping[str, Any]) -> MatterRow:
    """The sender's matter with this number; a case is the sender's own, whatever others call theirs."""
    number = part["caseId"]
    wanted = select(MatterRow).where(MatterRow.sender == received.sender, MatterRow.case_number == number)
    if (row := work.session.scalars(wanted).first()) is None:
        row = MatterRow(
            id=work.new_id(), sender=received.sender, sender_name=received.sender_name,
            first_at=received.received_at, last_at=received.received_at, registration_number="",
        )  # fmt: skip
        _keep(row, Matter(number))
        work.session.add(row)
        work.session.flush()
    row.sender_name = received.sender_name
    return row


def known(row: MatterRow) -> Matter:
    return Matter(**{field.name: getattr(row, field.name) for field in fields(Matter)})


def _keep(row: MatterRow, matter: Matter) -> None:
    for name, value in asdict(matter).items():
        setattr(row, name, value)
    row.sort_key = sort_key(matter.student)


def rows_of(work: Work, received_id: UUID) -> list[MatterRow]:
    wanted = (
        select(MatterRow)
        .join(MatterPackageRow, MatterPackageRow.matter_id == MatterRow.id)
        .where(MatterPackageRow.received_id == received_id)
        .order_by(MatterRow.sort_key, MatterRow.case_number)
    )
    return list(work.session.scalars(wanted))
