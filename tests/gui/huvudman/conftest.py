"""The window of a huvudman who trusts a school, with the school's sealed anmälan on a USB stick."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.huvudman_window import HuvudmanWindow
from tests.conftest import School
from tests.gui.huvudman_hand import shown
from tests.pairs import Pair, make_pair


@pytest.fixture(scope="session")
def template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(school_template, tmp_path_factory.mktemp("par"))


@pytest.fixture
def pair(template: Pair, tmp_path: Path) -> Pair:
    return template.copy(tmp_path / "par")


@pytest.fixture
def window(pair: Pair, qtbot: QtBot) -> Iterator[HuvudmanWindow]:
    made = shown(qtbot, HuvudmanWindow(Runner(pair.huvudman())))
    yield made
    made.close()
