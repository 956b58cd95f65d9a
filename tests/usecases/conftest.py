"""Three laptops of one school, for the tests of what goes between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.usecases.work import Office
from tests.usecases.team_of_laptops import Team, team


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def rektor(staff: Team) -> Office:
    """The school's first laptop."""
    return staff.school()


@pytest.fixture
def kurator(staff: Team, rektor: Office) -> Office:
    """A laptop that has joined."""
    return staff.joined(rektor, "Kurator Ek", Role.COUNSELLOR)
