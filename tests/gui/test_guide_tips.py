"""The strip of the practice school: a way on from wherever one stands, and never in a real vault."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Channel, Role
from narvaro_desktop.gui.desk import practice_folder
from narvaro_desktop.gui.guide import guide_of
from narvaro_desktop.gui.guide_tips import DECISION, Way, tip
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.gui.windows.shell import Place, Shell
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.practice_school import practice, practice_guide
from narvaro_desktop.usecases.practice_school.practice_guide import Guided, Stop
from narvaro_desktop.usecases.work import Office
from tests.usecases.deciding.test_chain import FILLED

CASE, RECEIVED = UUID(int=1), UUID(int=2)
ANYWHERE = Place("settings")
AT_SCHOOL = [Role.COUNSELLOR, Role.PRINCIPAL, Role.MENTOR]


@pytest.mark.parametrize("stop", [one for one in Stop if one is not Stop.ACKNOWLEDGE])
@pytest.mark.parametrize("role", AT_SCHOOL)
def test_there_is_a_button_that_leads_on_from_any_other_page_of_the_school(stop: Stop, role: Role) -> None:
    found = tip(Guided(stop, case_id=CASE), ANYWHERE, role)

    assert found.way is not None
    assert found.button
    assert found.text.endswith(".")


@pytest.mark.parametrize("stop", [Stop.SEAL, Stop.READ, Stop.ACKNOWLEDGE, Stop.ANSWER])
def test_there_is_a_button_that_leads_on_from_any_other_page_of_the_huvudman(stop: Stop) -> None:
    assert tip(Guided(stop, received_id=RECEIVED), ANYWHERE, Role.RECIPIENT).way is not None


def test_where_the_page_has_the_button_the_strip_has_none() -> None:
    at_case = Place("case", {"case_id": CASE})

    assert tip(Guided(Stop.SEAL, CASE), at_case, Role.PRINCIPAL).way is None
    assert tip(Guided(Stop.SEAL, CASE), Place(DECISION), Role.PRINCIPAL).way is None
    at_answers = Place("investigation", {"case_id": CASE})
    assert tip(Guided(Stop.VOICE, CASE), at_answers, Role.COUNSELLOR).way is None
    at_received = Place("received", {"received_id": RECEIVED})
    assert tip(Guided(Stop.ACKNOWLEDGE, received_id=RECEIVED), at_received, Role.RECIPIENT).way is None


def test_the_case_of_someone_else_is_not_the_place() -> None:
    elsewhere = Place("case", {"case_id": UUID(int=9)})

    assert tip(Guided(Stop.STAIR, CASE), elsewhere, Role.COUNSELLOR).way is Way.CASE


def test_five_things_are_counted_and_ticked() -> None:
    told = [tip(Guided(stop, CASE), ANYWHERE, Role.COUNSELLOR) for stop in (Stop.LOOK, Stop.READ, Stop.END)]

    assert [(one.number, one.behind) for one in told] == [(1, 0), (5, 4), (5, 5)]


def test_a_real_vault_has_no_strip(office: Office, qtbot: QtBot) -> None:
    with office.work() as work:
        assert practice_guide.guided(work) is None
    window = SchoolWindow(Runner(office))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: not window.runner.busy)

    assert guide_of(window) is None
    assert window.guide.isHidden()
    window.close()


def test_the_strip_is_reached_just_before_the_page(qtbot: QtBot) -> None:
    shell, page = Shell(practice=True), Page("I dag")
    shell.practice.set_views([("counsellor", "Kurator"), ("principal", "Rektor")], "counsellor")
    shell.add_page("today", "I dag", "users", page)
    qtbot.addWidget(shell)
    shell.show()
    shell.guide.say(1, 5, 0, "Börja i ärendet.", "Öppna ärendet")
    shell.go("today")

    def before() -> QWidget | None:
        """What Tab reaches last before the page."""
        found = page.previousInFocusChain()
        while found is not None and not (found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.isVisible()):
            found = found.previousInFocusChain()
        return found

    qtbot.waitUntil(lambda: before() is shell.guide.cross)


def test_the_huvudman_shows_no_step_as_done_before_a_package_has_come() -> None:
    waiting = tip(Guided(Stop.SEAL, is_earned=False), None, Role.RECIPIENT)

    assert (waiting.number, waiting.behind) == (4, 0)


def test_the_ring_stands_at_the_step_that_is_said(qtbot: QtBot) -> None:
    strip = GuideStrip()
    qtbot.addWidget(strip)
    strip.say(4, 5, 0, "Rektorn förseglar den.")

    ring, first = [], strip.dots.grab().toImage()
    strip.say(1, 5, 0, "Börja i ärendet.")
    second = strip.dots.grab().toImage()
    for place in range(5):
        part = QRect(round(place * first.width() / 5), 0, first.width() // 5, first.height())
        if first.copy(part) != second.copy(part):
            ring.append(place)
    assert ring == [0, 3]


def test_an_anmalan_without_a_file_sends_nobody_to_the_huvudman(tmp_path: Path) -> None:
    """Told by telephone there is nothing for the mottagare to read in."""
    made = practice.there(practice_folder()) or practice.build(practice_folder(), with_files=False)
    shutil.copytree(made.folder, tmp_path / "skolan")
    copied = practice.there(tmp_path / "skolan")
    assert copied is not None
    office = copied.unlock(practice.PRINCIPAL)
    with office.work() as work:
        found = practice_guide.guided(work)
        assert found is not None and found.case_id is not None
        decided = decisions.open_inquiry(work, found.case_id, FILLED).value
        notifications.told_otherwise(work, decided, work.today, Channel.IN_PERSON, "samtal")
        after = practice_guide.guided(work)
    office.close()

    assert after is not None and after.stop is Stop.END
    said = tip(after, ANYWHERE, Role.PRINCIPAL)
    assert said.way is Way.CASE
    assert "utan fil" in said.text
