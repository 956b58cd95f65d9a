"""The names of the people of the team, those who have left included, by id."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.store.tables import PersonRow
from narvaro_desktop.usecases.work import Work


def names(work: Work) -> Mapping[UUID, str]:
    """What everybody is called; a question looks once."""
    return work.once("names", lambda: _names_now(work))


def _names_now(work: Work) -> dict[UUID, str]:
    return {row.id: row.name for row in work.session.execute(select(PersonRow.id, PersonRow.name))}
