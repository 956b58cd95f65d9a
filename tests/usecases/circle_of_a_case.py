"""What tests with several people stand on: a colleague who is let into a case."""

from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases.casework import invitations
from narvaro_desktop.usecases.work import Office


def let_in(office: Office, case_id: UUID, name: str = "Mentor Al") -> None:
    """Invite `name` to the case, on behalf of whoever has `office`."""
    with office.work() as work:
        person = work.session.scalars(select(PersonRow.id).where(PersonRow.name == name)).one()
        invitations.invite(work, case_id, person)
