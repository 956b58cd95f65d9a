"""Every page of every window, on the practice school: names, order, targets, and room for every word."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui import desk, theme
from narvaro_desktop.gui.desk import practice_folder, window_on
from narvaro_desktop.gui.windows.huvudman_window import PAGES as HUVUDMAN_PAGES
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import PAGES as SCHOOL_PAGES
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.huvudman import register
from narvaro_desktop.usecases.planning import follow_ups
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.practice_school.practice import Practice
from narvaro_desktop.usecases.teamwork import meetings
from narvaro_desktop.usecases.work import Work
from tests.gui.audit import audit
from tests.gui.conftest import WindowsShown
from tests.gui.heartbeat import HANGS_SECONDS, Heartbeat

LOOKS = (("light", 1.0), ("dark", 2.0))


@pytest.fixture(scope="module")
def practised() -> Practice:
    """One practice school for all; looking changes nothing but its log."""
    return practice.there(practice_folder()) or practice.build(practice_folder(), with_files=False)


@dataclass(frozen=True)
class Walk:
    """A window and what its pages without an entry need to be told."""

    window: OfficeWindow
    what: dict[str, dict[str, Any]]


@pytest.fixture
def school(qtbot: QtBot, practised: Practice) -> Iterator[Walk]:
    yield from _walk(qtbot, practised, practice.COUNSELLOR, _school_places)


@pytest.fixture
def huvudman(qtbot: QtBot, practised: Practice) -> Iterator[Walk]:
    yield from _walk(qtbot, practised, practice.RECIPIENT, _huvudman_places)


def _walk(qtbot: QtBot, practised: Practice, person: str, places: Any) -> Iterator[Walk]:
    office = practised.unlock(person)
    with office.work() as work:
        what = places(work)
    window = window_on(desk.looked_at(office, ""))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    yield Walk(window, what)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    window.close()


def _school_places(work: Work) -> dict[str, dict[str, Any]]:
    open_cases = cases.open_cases(work)
    case_id = open_cases[0].id
    shared = next(line.id for line in open_cases if line.step == 4)
    written = investigations.all_investigations(work)[0]
    planned = follow_ups.coming(work)[0]
    return {
        "case": {"case_id": case_id},
        "pupil_absence": {"student_id": open_cases[0].student.id},
        "collaboration": {"case_id": shared},
        "investigation": {"investigation_id": written.id},
        "plan": {"case_id": planned.case_id},
        "meeting": {"meeting_id": meetings.meetings(work)[0].id},
        "meeting_room": {"meeting_id": meetings.meetings(work)[0].id},
    }


def _huvudman_places(work: Work) -> dict[str, dict[str, Any]]:
    return {"received": {"received_id": register.received(work)[0].id}}


def _faults(qtbot: QtBot, walk: Walk, key: str) -> list[str]:
    app, faults = QApplication.instance(), []
    assert isinstance(app, QApplication)
    for name, scale in LOOKS:
        theme.apply_theme(app, name, scale)
        walk.window.go(key, **walk.what.get(key, {}))
        qtbot.waitUntil(lambda: not walk.window.runner.busy, timeout=20_000)
        QApplication.processEvents()
        faults += [f"{name} {scale:.0%}: {fault}" for fault in audit(walk.window.page(key))]
    return faults


@pytest.mark.parametrize("key", [entry.key for entry in SCHOOL_PAGES])
def test_every_page_of_the_school_can_be_used_by_everybody(qtbot: QtBot, school: Walk, key: str) -> None:
    assert _faults(qtbot, school, key) == []


@pytest.mark.parametrize("key", [entry.key for entry in HUVUDMAN_PAGES])
def test_every_page_of_the_huvudman_can_be_used_by_everybody(qtbot: QtBot, huvudman: Walk, key: str) -> None:
    assert _faults(qtbot, huvudman, key) == []


def test_no_page_hangs_or_flashes_while_it_comes_up(
    qtbot: QtBot, school: Walk, windows_shown: WindowsShown
) -> None:
    longest = {}
    for entry in SCHOOL_PAGES:
        heart = Heartbeat()
        school.window.go(entry.key, **school.what.get(entry.key, {}))
        qtbot.waitUntil(lambda: not school.window.runner.busy, timeout=20_000)
        longest[entry.key] = heart.longest()

    assert {key: took for key, took in longest.items() if took > HANGS_SECONDS} == {}
    assert windows_shown.names == []


def test_the_title_of_no_window_names_a_person(qtbot: QtBot, school: Walk) -> None:
    with school.window.runner.office.work() as work:
        names = {line.student.family_name for line in cases.open_cases(work)}

    for entry in SCHOOL_PAGES:
        school.window.go(entry.key, **school.what.get(entry.key, {}))
        qtbot.waitUntil(lambda: not school.window.runner.busy, timeout=20_000)
        assert not any(name in school.window.windowTitle() for name in names)


def test_the_practice_school_lies_in_no_ones_documents() -> None:
    assert practice_folder().is_relative_to(Path.home()) and "Documents" not in practice_folder().parts
