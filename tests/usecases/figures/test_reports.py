"""Nine schools' figures become the nämnd's report: exact sums, masked schools, the same bytes in March."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from narvaro_desktop.domain.figures.aggregate import Aggregate, document
from narvaro_desktop.domain.figures.report import Report, ReportKind, Row, Table
from narvaro_desktop.sealing.refusals import PayloadForm
from narvaro_desktop.store.tables import AggregateRow
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.figures import (
    aggregates,
    board_report,
    report_files,
    reports,
    statistics,
    unusual_times,
)
from narvaro_desktop.usecases.figures.statistics import book
from narvaro_desktop.usecases.figures.unusual_times import Unusual
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.pairs import Pair, make_pair, new_huvudman
from tests.usecases.nine_schools import FEW, UNCERTAIN, schools

HALF_YEAR = ReportKind.BOARD


@pytest.fixture(scope="module")
def almstad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The huvudman in January, with the figures of nine schools."""
    office = new_huvudman(tmp_path_factory.mktemp("almstad"))
    office.clock = Clock(date(2027, 1, 18))
    with office.work() as work:
        for one in schools():
            keep(work, one)
    yield office
    office.close()


def keep(work: Work, told: Aggregate) -> None:
    """The school's figures as its package brings them."""
    text = json.dumps(document(told, book()))
    work.session.add(
        AggregateRow(
            id=work.new_id(), package_id=f"{told.unit}-{told.period}-{work.now}-{len(text)}",
            sender=f"schoolUnit:{told.unit}", sender_name=told.name, signer="Rektor Rönn, rektor",
            period=told.period, first_day=told.first, last_day=told.last, definitions=told.definitions,
            received_at=work.now, document=text, paper=b"%PDF-",
        )
    )  # fmt: skip


def told(report: Report, key: str) -> str:
    return next(line.text for line in report.lines if line.key == key).replace("\N{NO-BREAK SPACE}", " ")


def table(report: Report, key: str) -> Table:
    return next(one for one in report.tables if one.key == key)


def row(report: Report, key: str, name: str) -> Row:
    return next(one for one in table(report, key).rows if one.name == name)


@pytest.fixture(scope="module")
def frozen(almstad: Office) -> reports.FrozenReport:
    with almstad.work() as work:
        made = reports.freeze(work, HALF_YEAR, board_report.periods(work)[0]).value
    with almstad.work() as work:
        return reports.frozen(work, made)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("I01_20", "286 av 3 812 (7,5 %)"),
        ("I02", "61 av 3 812 (1,6 %)"),
        ("I03", "14 av 3 812 (0,4 %)"),
        ("I06", "212"),
        ("I06_waived", "0"),
        ("I07", "212 av 286 (74,1 %)"),
        ("I08_given", "187 av 212 (88,2 %)"),
        ("I08_received", "181 av 212 (85,4 %)"),
        ("I09_5", "173 av 187 (92,5 %)"),
    ],
)
def test_the_sums_of_the_nine_are_exact(frozen: reports.FrozenReport, key: str, words: str) -> None:
    assert told(frozen.report, key) == words


def test_a_school_with_three_far_away_shows_fewer_than_five_and_one_more_cell_is_held_back(
    frozen: reports.FrozenReport,
) -> None:
    units = table(frozen.report, "units")
    place = [key for key, _head in units.columns].index("I02")

    assert row(frozen.report, "units", FEW).cells[place] == "<5"
    assert units.rows[-1].cells[place] == "61"
    assert [one.cells[place] for one in units.rows].count("..") == 1
    assert all(one.numbers[place] is None for one in units.rows if one.cells[place] in ("<5", ".."))


def test_the_team_was_at_three_of_nine_and_two_schools_are_uncertain(frozen: reports.FrozenReport) -> None:
    assert row(frozen.report, "interventions", "Mobilt team").cells[1] == "3 av 9 skolenheter"
    for name in UNCERTAIN:
        assert (
            row(frozen.report, "quality", name).cells[0].replace("\N{NO-BREAK SPACE}", " ") == "78,0 % osäker"
        )
    assert any(all(name in note for name in UNCERTAIN) for note in frozen.report.notes)


def test_medians_of_schools_are_not_added_up(frozen: reports.FrozenReport) -> None:
    assert "I09_median" not in {line.key for line in frozen.report.lines}


def test_the_report_is_the_same_in_march_whatever_has_come_since(
    almstad: Office, frozen: reports.FrozenReport
) -> None:
    assert frozen.line.name == "HT2026-1"
    almstad.clock = Clock(date(2027, 3, 15))
    with almstad.work() as work:
        keep(work, replace(schools()[0], figures={**schools()[0].figures, "I02": 7}))

    with almstad.work() as work:
        again = reports.frozen(work, frozen.line.id)
        now = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])

    assert (again.text, again.paper) == (frozen.text, frozen.paper)
    assert (now.name, told(now, "I02")) == ("HT2026-2", "dolt antal av 3 812")


def test_two_reports_of_one_term_cannot_be_subtracted(almstad: Office, frozen: reports.FrozenReport) -> None:
    """A school has corrected one count by one and another by nine since the report was frozen."""
    far = schools()[0].figures["I02"] or 0
    almstad.clock = Clock(date(2027, 3, 16))
    with almstad.work() as work:
        keep(work, replace(schools()[0], figures={**schools()[0].figures, "I02": far + 1, "I01_10": 89}))

    with almstad.work() as work:
        now = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])

    place = [key for key, _head in table(now, "units").columns].index("I02")
    before, after = ([row.numbers[place] for row in table(one, "units").rows] for one in (frozen.report, now))
    pairs = list(zip(before, after, strict=True))
    assert all(new is None for old, new in pairs if old is None)
    assert all(abs(old - new) not in range(1, 5) for old, new in pairs if old is not None and new is not None)
    assert told(now, "I02") == "dolt antal av 3 812" and told(now, "I01_10") == "710 av 3 812 (18,6 %)"
    assert any("färre än fem sedan en tidigare rapport" in note for note in now.notes)
    assert not any("färre än fem sedan" in note for note in frozen.report.notes)


def test_what_has_happened_for_months_is_told_though_it_is_little(tmp_path: Path) -> None:
    """In October and in December: one more is away more than half, and two more utredningar were opened."""
    office = new_huvudman(tmp_path / "almstad")
    for day, far, opened in ((date(2026, 10, 5), 6, 20), (date(2026, 12, 18), 7, 22)):
        office.clock = Clock(day)
        for one in schools()[:1]:
            figures = {**one.figures, "I02": far, "I06": opened, "I08_given": 15, "I08_received": 15}
            figures |= {"I09_5": 15, "I09_same": 9}
            with office.work() as work:
                keep(work, replace(one, figures=figures, data_date=day))
        with office.work() as work:
            report = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])
            reports.freeze(work, HALF_YEAR, board_report.periods(work)[0])

    assert told(report, "I02") == "7 av 412 (1,7 %)"
    assert told(report, "I06") == "dolt antal"
    assert any("färre än fem sedan en tidigare rapport" in note for note in report.notes)
    office.close()


def test_a_report_that_is_not_frozen_says_that_it_is_a_draft(almstad: Office, tmp_path: Path) -> None:
    with almstad.work() as work:
        seen = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])
        paper = reports.paper_of(work, seen)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages]
    assert all("UTKAST" in page for page in pages)


def test_the_report_is_swedish_whatever_the_window_speaks(almstad: Office) -> None:
    with almstad.work() as work:
        autumn = board_report.periods(work)[0]
        report = reports.preview(work, HALF_YEAR, replace(autumn, label="autumn term 2026"))

    assert report.period == "höstterminen 2026"


def test_it_is_saved_as_paper_and_as_open_tables_without_formulas(
    almstad: Office, frozen: reports.FrozenReport, tmp_path: Path
) -> None:
    with almstad.work() as work:
        paths = reports.save(work, frozen.line.id, tmp_path).value
    kinds = {path.suffix: path for path in paths}

    assert kinds[".pdf"].read_bytes() == frozen.paper and frozen.text in frozen.paper
    rows = list(csv.reader(io.StringIO(kinds[".csv"].read_text("utf-8-sig")), delimiter=";"))
    assert ["I02", "Elever med mer än 50 % frånvaro"] in [one[:2] for one in rows]
    assert not [one for line in rows for one in line if one[:1] in ("=", "+", "@")]
    book_ = openpyxl.load_workbook(kinds[".xlsx"])
    assert [one.value for one in book_.worksheets[0][1]][:2] == ["Definition", "Mått"]
    with sqlite3.connect(kinds[".sqlite"]) as database:
        found = database.execute("SELECT part, whole FROM figure WHERE key = 'I02'").fetchone()
        few = database.execute("SELECT number FROM table_cell WHERE text = '<5'").fetchall()
        explained = database.execute("SELECT count(*) FROM data_dictionary").fetchone()
    assert found == (61, 3812) and explained[0] > 10 and set(few) == {(None,)}


def test_a_workbook_names_no_moment_so_the_same_report_has_the_same_bytes(
    frozen: reports.FrozenReport,
) -> None:
    made = report_files.files(frozen.report, "rapport")["rapport.xlsx"]

    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        moments = {one.date_time for one in packed.infolist()}
        about = packed.read("docProps/core.xml").decode()
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"2\d{3}-\d\d-\d\dT[^<]*", about)) == {"2026-12-21T00:00:00Z"}


def test_schools_with_other_definitions_or_none_are_named_and_a_period_without_any_still_prints(
    almstad: Office, tmp_path: Path
) -> None:
    other = replace(schools("1999-1")[0], period="VT2026", first=date(2026, 1, 8), last=date(2026, 6, 12))
    with almstad.work() as work:
        keep(work, other)

    with almstad.work() as work:
        spring = next(one for one in board_report.periods(work) if one.key == "VT2026")
        report = reports.preview(work, HALF_YEAR, spring)
        paper = reports.paper_of(work, report)

    assert told(report, "I02") == "kan inte beräknas"
    assert any("Ekbackens skola" in note for note in report.notes)
    assert paper.startswith(b"%PDF-")


def test_the_line_of_terms_keeps_what_the_table_of_schools_keeps(tmp_path: Path) -> None:
    """Two schools with four far away each: their sum would tell that there are four at both."""
    office = new_huvudman(tmp_path / "almstad")
    office.clock = Clock(date(2027, 1, 18))
    with office.work() as work:
        for one in schools()[:2]:
            keep(work, replace(one, figures={**one.figures, "I02": 4}))

    with office.work() as work:
        report = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])

    units, terms = table(report, "units"), table(report, "terms")
    place = [key for key, _head in units.columns].index("I02")
    shares = [row.cells[[key for key, _head in terms.columns].index("I02")] for row in terms.rows]
    assert [row.cells[place] for row in units.rows] == ["<5", "<5", ".."]
    assert shares == [".."] and told(report, "I02") == "dolt antal av 932"
    office.close()


def test_an_unusual_time_is_said_in_the_report_and_starred_among_the_terms(tmp_path: Path) -> None:
    office = new_huvudman(tmp_path / "almstad")
    office.clock = Clock(date(2027, 1, 18))
    closed = Unusual(date(2026, 10, 5), date(2026, 10, 16), "Skolorna stängda efter översvämning.")
    with office.work() as work:
        keep(work, schools()[0])
        unusual_times.mark(work, closed)

    with office.work() as work:
        report = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])
        unusual_times.unmark(work, unusual_times.unusual(work)[0])
        after = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])

    assert closed.text() in report.notes and "översvämning. Jämför" in closed.text()
    assert [row.name for row in table(report, "terms").rows] == ["HT2026 *"]
    assert "* Ovanlig period." in table(report, "terms").note
    assert [row.name for row in table(after, "terms").rows] == ["HT2026"]
    office.close()


def test_causes_that_a_school_told_as_few_are_a_sum_without_a_share(tmp_path: Path) -> None:
    office = new_huvudman(tmp_path / "almstad")
    office.clock = Clock(date(2027, 1, 18))
    first, second, third = schools()[:3]
    with office.work() as work:
        keep(
            work,
            replace(first, figures={**first.figures, "I13_known": 20, "I13_peers": 9, "I13_home_family": 3}),
        )
        keep(work, replace(second, figures={**second.figures, "I13_known": 12, "I13_peers": 2}))
        keep(work, replace(third, figures={**third.figures, "I13_known": 3, "I13_peers": 3}))

    with office.work() as work:
        report = reports.preview(work, HALF_YEAR, board_report.periods(work)[0])

    found = {line.key: line for line in report.lines if line.definition == "I13"}
    assert (found["I13_peers"].text, found["I13_home_family"].text) == ("9", "finns")
    assert all("minst" in line.note and line.whole is None for line in found.values())
    office.close()


@pytest.fixture(scope="module")
def pair_template(school_template: School, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return make_pair(school_template, tmp_path_factory.mktemp("par") / "par")


def test_a_school_seals_its_figures_and_its_huvudman_has_them(pair_template: Pair, tmp_path: Path) -> None:
    pair, day = pair_template.copy(tmp_path / "par"), Clock(date(2026, 12, 18))
    school = pair.school()
    school.clock = day
    with school.work() as work:
        file = aggregates.seal(work, statistics.periods(work)[0], pair.folder / "usb").value
    school.close()
    office = pair.huvudman()
    office.clock = day
    with office.work() as work:
        keep(work, replace(schools()[1], ladder="En annan trappa"))
    with office.work() as work:
        autumn = board_report.periods(work)[0]
        before = reports.preview(work, HALF_YEAR, autumn)

    with office.work() as work:
        arrived = inbox.receive(work, file.path).value
    with office.work() as work:
        [found] = [one for one in aggregates.received(work) if one.id == arrived.figures]
        after = reports.preview(work, HALF_YEAR, autumn)

    assert (found.told.name, found.told.figures["I05_open"]) == ("Ekbackens skola", 1)
    assert "pupils" not in found.told.figures  # no absence was read in: not known, and not nought
    assert "Har inte lämnat siffror: Ekbackens skola." in before.notes
    assert any("olika trappor" in note for note in after.notes)
    assert told(after, "I02") == told(before, "I02")
    assert next(line.note for line in after.lines if line.key == "I02") == "1 av 2 skolor"
    office.close()


def test_figures_that_cannot_all_be_true_are_refused() -> None:
    odd = replace(schools()[0], figures={**schools()[0].figures, "I02": 413})

    with pytest.raises(PayloadForm):
        aggregates.judge(odd)
