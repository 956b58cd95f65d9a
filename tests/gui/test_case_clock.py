"""The legal clock on the case page, a step back that is proposed, and colleagues who are invited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.case_terms import Track
from narvaro_desktop.domain.casework.legal_clock import Pace, Station, Stop
from narvaro_desktop.gui.dialogs.invite_dialog import InviteDialog
from narvaro_desktop.gui.dialogs.stay_dialog import StayDialog
from narvaro_desktop.gui.dialogs.step_dialog import StepDialog
from narvaro_desktop.gui.dialogs.track_dialog import TrackDialog
from narvaro_desktop.gui.pages.case.case_clock import StopTile, time_words
from narvaro_desktop.gui.pages.case.case_head import pills
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.usecases.casework import cases, invitations
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.deciding import decisions
from tests.conftest import School
from tests.gui.audit import audit
from tests.gui.case_stage import Open, case_windows, dialog, press, rest, said
from tests.usecases.decisions_stage import filled
from tests.usecases.pupils_with_days import DAY, data_until, days

REKTOR = "Rektor Rönn"


@pytest.fixture
def show(qtbot: QtBot, school: School) -> Iterator[Open]:
    with case_windows(qtbot, school) as opened:
        yield opened


def stops(page: CasePage) -> list[str]:
    return [tile.accessibleName() for tile in page.clock.findChildren(StopTile)]


def again(qtbot: QtBot, page: CasePage) -> None:
    page._ask()
    rest(qtbot, page)


def test_before_the_limit_there_is_no_clock(show: Open) -> None:
    assert not show().clock.isVisible()


def test_every_stop_has_its_day_or_how_long_it_is_late(qtbot: QtBot, show: Open) -> None:
    page = show(person=REKTOR, step=3, why="Borta.", first_reached_on=date(2026, 9, 7))
    office = page._runner.office
    office.clock = Clock(date(2026, 10, 5))
    assert page.case is not None
    with office.work() as work:
        decisions.open_inquiry(work, page.case.view.line.id, filled(decided_on=date(2026, 9, 10)))
    again(qtbot, page)

    assert stops(page) == [
        "Gränsen nådd, klart, 7\u00a0sep",
        "Utredning inledd, klart, 10\u00a0sep",
        "Anmäld, försenat, senast 17\u00a0sep, 12 skoldagar sen",
        "Mottagen, senare",
        "Resultat lämnat, senare",
    ]
    assert "Utredningen skulle ha varit klar 1\u00a0okt." in said(page.clock)
    assert page.clock._late.isVisible() and not page.clock._words.isVisible()
    assert not audit(page.clock)


def test_a_waived_utredning_says_when_it_is_looked_at_again(qtbot: QtBot, show: Open) -> None:
    page = show(person=REKTOR, step=3, why="Borta.")
    office = page._runner.office
    office.clock = Clock(date(2026, 10, 5))
    assert page.case is not None
    with office.work() as work:
        decisions.waive(work, page.case.view.line.student.id, "Brutet ben.", date(2026, 10, 9))
    again(qtbot, page)

    assert stops(page)[1:] == [
        "Utredning behövs inte, klart, 5\u00a0okt",
        "Tas upp igen, väntar, tas upp 9\u00a0okt, om 4 skoldagar",
    ]


def test_what_waits_without_a_last_day_says_for_how_long() -> None:
    waits = Stop(Station.RECEIVED, Pace.NOW, school_days=32)

    assert (time_words(waits), time_words(replace(waits, school_days=0))) == ("sedan 32 skoldagar", "")


def low(qtbot: QtBot, show: Open) -> CasePage:
    """A case on step 3 whose pupil has been away 9 percent for a long time."""
    page = show(person=REKTOR, step=3, why="Borta.", opened_on=date(2026, 5, 4))
    page._runner.office.clock = Clock(date(2026, 10, 26))
    assert page.case is not None
    with page._runner.office.work() as work:
        days(work, page.case.view.line.student.id, date(2026, 10, 23), [DAY * 9 // 100] * 45)
        data_until(work, date(2026, 10, 23))
    again(qtbot, page)
    return page


def test_a_step_back_is_offered_and_goes_with_its_figures(qtbot: QtBot, show: Open) -> None:
    page = low(qtbot, show)
    assert "Frånvaron har minskat. Ska ärendet lämna steg 3?" in said(page.notices)

    press(qtbot, page.notices, "Till återgång …")
    asked = dialog(page, StepDialog)
    assert not audit(asked)
    assert "under 15 % i två perioder" in said(asked)
    asked.left_open.one.control.set_text("Behövs inte längre.")
    asked.why.control.set_text("Närvaron håller i sig.")
    asked.try_accept()
    rest(qtbot, page)

    assert page.case is not None and page.case.view.line.is_returning
    assert page.case.step_down is None
    [moved] = [one for one in page.case.events if one.title == "Återgång och uppföljning"]
    assert moved.text == "Närvaron håller i sig."


def test_the_case_may_stay_with_a_reason(qtbot: QtBot, show: Open) -> None:
    page = low(qtbot, show)
    press(qtbot, page.notices, "Stanna kvar …")
    asked = dialog(page, StayDialog)
    assert not audit(asked)
    asked.try_accept()
    assert asked.why.fault()
    asked.why.control.set_text("Prov nästa vecka.")
    asked.try_accept()
    rest(qtbot, page)

    assert "Frånvaron har minskat" not in said(page.notices)


def test_a_colleague_is_invited_and_the_invitation_ended(qtbot: QtBot, show: Open) -> None:
    page = show(person=REKTOR)
    assert page.case is not None
    case_id = page.case.view.line.id
    page.acts.invite()
    rest(qtbot, page)
    asked = dialog(page, InviteDialog)
    assert not audit(asked)
    assert [asked.who.itemText(n) for n in range(asked.who.count())] == ["Mentor Al, mentor"]
    asked.try_accept()
    rest(qtbot, page)

    page.acts.invite()
    rest(qtbot, page)
    [shown] = [one for one in page.window().findChildren(InviteDialog) if one.isVisible()]
    assert not audit(shown)
    [end] = shown.ends
    assert isinstance(end, QPushButton)
    end.click()
    rest(qtbot, page)
    with page._runner.office.work() as work:
        assert invitations.circle(work, case_id).invited == ()
        assert cases.case(work, case_id)


def test_a_pupil_abroad_gets_other_tasks_and_a_mark(qtbot: QtBot, show: Open) -> None:
    page = show(person=REKTOR)
    page.acts.where()
    asked = dialog(page, TrackDialog)
    assert not audit(asked)
    asked.try_accept()
    assert asked.why.fault()
    control = asked.why.control
    assert isinstance(control, GrowingText)
    control.set_text("Farmor berättade i telefon.")
    asked.try_accept()
    rest(qtbot, page)

    assert page.case is not None and page.case.view.track is Track.ABROAD
    mark = pills(page.case)[-1]
    assert mark.text() == "Eleven vistas utomlands"
    assert not audit(page.head)
