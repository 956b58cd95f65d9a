"""Three laptops of one school, and a school with its huvudman, for the tests of what goes between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.pairs import Pair, make_pair
from tests.usecases.team_of_laptops import Team, team


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path) as made:
        yield made


@pytest.fixture
def rektor(staff: Team, request: pytest.FixtureRequest) -> Office:
    """The school's first laptop; a kurator who is asked for has joined it by now."""
    return staff.two()[0] if "kurator" in request.fixturenames else staff.school()


@pytest.fixture
def kurator(staff: Team, rektor: Office) -> Office:
    """A laptop that has joined."""
    return staff.offices[1]


@pytest.fixture(scope="module")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(school_template, tmp_path_factory.mktemp("par"))


@pytest.fixture
def pair(template: Pair, tmp_path: Path) -> Pair:
    """A school and its huvudman of one's own, with a sealed anmälan between them."""
    return template.copy(tmp_path / "par")


@pytest.fixture
def huvudman(pair: Pair) -> Iterator[Office]:
    opened = pair.huvudman()
    yield opened
    opened.close()
