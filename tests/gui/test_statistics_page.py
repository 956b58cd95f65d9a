"""Statistik: one press answers, the definition is one press away, and a report is frozen and saved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.gui import desk
from narvaro_desktop.gui.desk import window_on
from narvaro_desktop.gui.dialogs.posts_dialog import PostsDialog
from narvaro_desktop.gui.dialogs.report_dialogs import (
    FiguresDialog,
    NewReportDialog,
    PeriodDialog,
    SaveReportDialog,
)
from narvaro_desktop.gui.dialogs.unusual_dialog import UnusualDialog
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.pages.statistics.figures_page import FiguresPage
from narvaro_desktop.gui.pages.statistics.statistics_page import StatisticsPage
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.figures import aggregates, posts, statistics
from narvaro_desktop.usecases.figures.statistics import Axis
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.gui.audit import audit
from tests.pairs import make_pair, new_huvudman
from tests.usecases import pupils_with_days
from tests.usecases.figures.test_reports import keep
from tests.usecases.nine_schools import schools

UNTIL = date(2026, 11, 20)


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    """The rektor's, with sixty pupils in two classes, of whom three are away more than half the time."""
    made = school.unlock("Rektor Rönn")
    made.clock = Clock(UNTIL)
    with made.work() as work:
        settings.remember(work, unit_code="12345678")
        for place in range(60):
            student = pupils_with_days.pupil(work, f"Elev Lingontuva {place}", "7A" if place % 2 else "8B")
            away = 200 if place < 3 else 15
            pupils_with_days.days(work, student, UNTIL, [away] * 30)
        pupils_with_days.data_until(work, UNTIL)
    yield made


def opened(qtbot: QtBot, office: Office, key: str) -> OfficeWindow:
    window = window_on(desk.looked_at(office, ""))
    qtbot.addWidget(window)
    window.resize(1280, 900)
    window.show()
    window.go(key)
    settle(qtbot, window)
    return window


def settle(qtbot: QtBot, window: OfficeWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)


def test_one_press_answers_how_many_are_away_more_than_half(qtbot: QtBot, office: Office) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)

    place = page.rows.place_of("I02")
    assert place is not None
    middle = page.table.visualRect(page.rows.index(place, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert page.answer.value.text().replace("\N{NO-BREAK SPACE}", " ") == "3 av 60 (5,0 %)"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert "100 %" in page.answer.card.accessibleName() or "månad" in page.answer.card.accessibleName()
    page.answer.more.click()
    assert page.answer.definition.isVisible() and "I03" in page.answer.definition.text()
    assert audit(page) == []
    window.close()


def test_the_answer_to_the_last_question_stands_beside_it(qtbot: QtBot, office: Office) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)

    bar.setValue(bar.maximum())
    page.table.selectRow(page.rows.rowCount() - 1)

    answered = page.answer.card
    qtbot.waitUntil(lambda: answered.mapTo(page, QPoint()).y() >= 0)
    qtbot.waitUntil(lambda: answered.visibleRegion().boundingRect().height() > 60)
    page.choose("I01")
    bar.setValue(0)
    page.choose("I02")
    qtbot.waitUntil(lambda: answered.y() == 0)
    window.close()


def test_the_classes_are_compared_and_each_chart_has_its_table(qtbot: QtBot, office: Office) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    page.choose("I02")

    next(button for button in page.axis.buttons() if button.text() == Axis.CLASS.label.capitalize()).click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(page.answer.findChildren(ChartCard)) == 2)
    classes, terms = page.answer.findChildren(ChartCard)
    classes.toggle.click()

    shown = [classes.table.item(row, 1) for row in range(classes.table.rowCount())]
    assert [one.text().replace("\N{NO-BREAK SPACE}", " ") for one in shown if one] == [
        "3,3 % (1)",
        "6,7 % (2)",
    ]
    assert terms.view.scene is not None and terms.view.scene.rows[0][0] == "HT2026"
    window.close()


def test_a_report_is_frozen_and_saved_from_the_page(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)

    page.tabs.show_page(1)
    page.reports.new.click()
    dialog = page.reports.findChild(NewReportDialog)
    assert dialog is not None
    settle(qtbot, window)
    assert audit(dialog) == []
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: page.reports.table.selected_keys() != [], timeout=20_000)
    assert page.reports.look.isEnabled()
    page.reports.save.click()
    saving = page.reports.findChild(SaveReportDialog)
    assert saving is not None
    saving.folder.set_folder(tmp_path / "ut")
    saving.verb_button.click()
    settle(qtbot, window)

    assert sorted(path.suffix for path in (tmp_path / "ut").iterdir()) == [
        ".csv",
        ".json",
        ".pdf",
        ".sqlite",
        ".xlsx",
    ]
    assert all(path.stem == "rapport-HT2026-1" for path in (tmp_path / "ut").iterdir())
    window.close()


def test_without_the_huvudmans_card_nothing_is_sealed_and_the_dialog_says_why(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)

    page.send.click()
    dialog = page.findChild(FiguresDialog)
    assert dialog is not None
    settle(qtbot, window)
    dialog.folder.set_folder(tmp_path / "ut")
    dialog.verb_button.click()
    settle(qtbot, window)

    assert dialog.isVisible() and dialog.bar.isVisible()
    assert not list(tmp_path.rglob("*.age"))
    dialog.reject()
    window.close()


def test_the_huvudman_sees_the_nine_and_freezes_the_namnds_report(qtbot: QtBot, tmp_path: Path) -> None:
    office = new_huvudman(tmp_path / "almstad")
    office.clock = Clock(UNTIL + timedelta(days=60))
    with office.work() as work:
        for place, one in enumerate(schools()):
            keep(work, one if place else replace(one, ladder="Ekbackens trappa"))
    window = opened(qtbot, office, "figures")
    page = window.page("figures")
    assert isinstance(page, FiguresPage)

    assert page.rows.total == 9 and audit(page) == []
    assert page.routines.text().startswith(
        "Rutinen Närvarotrappan – standard 2026 följs av Granhöjdens skola,"
    )
    assert page.routines.text().endswith(" Rutinen Ekbackens trappa följs av Ekbackens skola.")
    page.asking.table.select_key("I02")
    assert page.asking.answer.value.text().replace("\N{NO-BREAK SPACE}", " ") == "61 av 3 812 (1,6 %)"
    page.reports.new.click()
    dialog = page.reports.findChild(NewReportDialog)
    assert dialog is not None
    settle(qtbot, window)
    assert not dialog.kind.isVisible()
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: page.reports.rows.total == 1, timeout=20_000)
    assert page.reports.rows.shown_rows()[0].name == "HT2026-1"
    window.close()


def test_days_of_ones_own_are_a_period_too(qtbot: QtBot, office: Office) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)

    page.period.setCurrentIndex(page.period.count() - 1)
    page.period.activated.emit(page.period.count() - 1)
    dialog = page.findChild(PeriodDialog)
    assert dialog is not None
    dialog.first.set_day(date(2026, 11, 2))
    dialog.last.set_day(date(2026, 10, 2))
    dialog.verb_button.click()
    assert dialog.isVisible()
    dialog.last.set_day(date(2026, 11, 6))
    dialog.verb_button.click()
    settle(qtbot, window)

    assert page.period.currentText() == "2026-11-02 till 2026-11-06"
    assert "3 av 60" in page.answer.value.text().replace("\N{NO-BREAK SPACE}", " ")
    window.close()


def test_a_schools_figures_fall_on_the_huvudmans_window(
    qtbot: QtBot, school_template: School, tmp_path: Path
) -> None:
    pair = make_pair(school_template, tmp_path / "par")
    rektor = pair.school()
    with rektor.work() as work:
        file = aggregates.seal(work, statistics.periods(work)[0], pair.folder / "usb").value
    rektor.close()
    window = opened(qtbot, pair.huvudman(), "inbox")

    intake(window, window.runner).take([file.path])
    qtbot.waitUntil(lambda: window.at is not None and window.at.key == "figures", timeout=20_000)
    settle(qtbot, window)

    page = window.page("figures")
    assert isinstance(page, FiguresPage)
    assert [one.told.name for one in page.rows.shown_rows()] == ["Ekbackens skola"]
    window.close()


def test_a_time_is_marked_as_unusual_and_said_beside_the_figures(qtbot: QtBot, office: Office) -> None:
    window = opened(qtbot, office, "statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    page.reports.unusual.click()
    dialog = page.findChild(UnusualDialog)
    assert dialog is not None and audit(dialog) == []

    dialog.verb_button.click()
    assert dialog.isVisible()
    dialog.first.set_day(date(2026, 10, 5))
    dialog.last.set_day(date(2026, 10, 16))
    dialog.words.setText("stängt efter brand")
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: "stängt efter brand" in page.answer.marks.text(), timeout=20_000)

    page.reports.unusual.click()
    again = page.findChildren(UnusualDialog)[-1]
    qtbot.waitUntil(lambda: bool(taking_away(again)), timeout=20_000)
    taking_away(again)[0].click()
    qtbot.waitUntil(lambda: "stängt efter brand" not in page.answer.marks.text(), timeout=20_000)
    qtbot.waitUntil(lambda: not taking_away(again), timeout=20_000)


def test_elevhalsans_posts_are_told_from_a_day_and_taken_away(qtbot: QtBot, office: Office) -> None:
    page = opened(qtbot, office, "statistics").page("statistics")
    assert isinstance(page, StatisticsPage)

    page.reports.posts.click()
    dialog = page.findChild(PostsDialog)
    assert dialog is not None and audit(dialog) == []
    dialog.percent[Role.COUNSELLOR].setValue(80)
    dialog.verb_button.click()
    assert dialog.isVisible() and page.findChildren(PostsDialog)
    dialog.since.set_day(date(2026, 8, 17))
    dialog.verb_button.click()

    qtbot.waitUntil(lambda: told_posts(office) == [(date(2026, 8, 17), 80)], timeout=20_000)
    page.reports.posts.click()
    again = page.findChildren(PostsDialog)[-1]
    qtbot.waitUntil(lambda: again.percent[Role.COUNSELLOR].value() == 80, timeout=20_000)
    [gone] = [one for one in again.findChildren(QAbstractButton) if one.text().startswith("Ta bort det")]
    assert audit(again) == []
    gone.click()
    qtbot.waitUntil(lambda: not told_posts(office), timeout=20_000)


def told_posts(office: Office) -> list[tuple[date, int]]:
    with office.work() as work:
        return [(one.since, one.percent[Role.COUNSELLOR]) for one in posts.posts(work)]


def taking_away(dialog: UnusualDialog) -> list[QAbstractButton]:
    return [
        one for one in dialog.findChildren(QAbstractButton) if one.text().startswith("Ta bort märkningen")
    ]
