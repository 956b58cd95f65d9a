"""Every role has in her sidebar the pages that have something to show her, and none that refuses her."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import NEEDS, PAGES, SchoolWindow
from tests.gui.huvudman_hand import rest
from tests.usecases.team_of_laptops import team

NARROW = {
    Role.SCHOOL_NURSE: {"students", "absence", "investigations", "plans", "statistics"},
    Role.MENTOR: {"meetings", "statistics"},
    Role.SUBJECT_TEACHER: set(NEEDS),
    Role.COUNSELLOR: set[str](),
}


@pytest.mark.parametrize("role", NARROW, ids=lambda role: role.key)
def test_no_page_of_the_sidebar_refuses_the_one_who_opens_it(
    qtbot: QtBot, tmp_path: Path, role: Role
) -> None:
    with team(tmp_path) as staff:
        window = SchoolWindow(Runner(staff.joined(staff.school(), "Kollega", role)))
        qtbot.addWidget(window)
        refused: list[NarvaroError] = []
        window.runner.failed.connect(refused.append)
        window.show()
        words = {item.accessibleName() for item in window.sidebar.items()}
        offered = {entry.key for entry in PAGES if entry.title in words}

        for key in [entry.key for entry in PAGES if entry.key in offered]:
            window.go(key)
            rest(qtbot, window)  # type: ignore[arg-type]

        assert refused == []
        assert set(NEEDS) - offered == NARROW[role]
        window.close()
