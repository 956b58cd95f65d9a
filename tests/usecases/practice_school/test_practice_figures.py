"""The practice huvudman's figures: a nämnd report can be tried before any school has sent."""

from datetime import date
from pathlib import Path

from narvaro_desktop.domain.figures.report import ReportKind
from narvaro_desktop.simulation import practice
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.figures import aggregates, board_report, reports
from narvaro_desktop.usecases.practice_school import practice_figures
from narvaro_desktop.usecases.practice_school.practice_story import Story
from tests.pairs import new_huvudman


def test_earlier_terms_are_there_and_this_one_waits_for_the_practice_school(tmp_path: Path) -> None:
    office = new_huvudman(tmp_path)
    story = Story(lambda _person: office)
    practice_figures.tell(story, date(2026, 8, 18), "12345678", "Ekbackens skola", 412)
    office.clock = Clock(practice.TODAY)

    with office.work() as work:
        periods = {one.key: one for one in board_report.periods(work)}
        told = [one.told for one in aggregates.received(work)]
        report = reports.preview(work, ReportKind.BOARD, periods["HT2026"])
        spring = reports.preview(work, ReportKind.BOARD, periods["VT2026"])
        paper = aggregates.paper(work, aggregates.received(work)[0].id)

    assert set(periods) == {"HT2025", "VT2026", "HT2026"}
    assert {one.period for one in told if one.name == "Ekbackens skola"} == {"HT2025", "VT2026"}
    for one in told:
        aggregates.judge(one)
    terms = next(one for one in report.tables if one.key == "terms")
    assert [row.key for row in terms.rows] == ["HT2025", "VT2026", "HT2026"]
    assert any(
        "procentenheter" in words and "höstterminen 2025" in words for words in spring.sections[0].words
    )
    assert "HT2025: 6, VT2026: 6, HT2026: 3" in terms.note
    assert not any("procentenheter" in words for words in report.sections[0].words)
    assert paper.startswith(b"%PDF-")
    office.close()
