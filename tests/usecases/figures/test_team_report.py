"""Elevhälsans uppföljning: how the routine's steps have gone and why samverkan failed, few of them masked."""

from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.figures.report import Report, ReportKind
from narvaro_desktop.domain.partnering.collaboration import Obstacle, Partner
from narvaro_desktop.domain.routines.pack import PackOrigin
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import CaseRow, DeviationRow, PackRow
from narvaro_desktop.usecases.casework import cases, duties
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.figures import posts, reports, statistics
from narvaro_desktop.usecases.figures.posts import Posts
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.usecases import pupils_with_days

TODAY = date(2026, 11, 20)
OPENED, DUE = date(2026, 9, 7), date(2026, 10, 5)


def rows(report: Report, key: str) -> dict[str, tuple[str, ...]]:
    found = [one for one in report.tables if one.key == key]
    return {row.name: row.cells for one in found for row in one.rows}


def told(office: Office, kind: ReportKind) -> Report:
    with office.work() as work:
        return reports.preview(work, kind, statistics.periods(work)[0])


def on_step_1(office: Office, name: str) -> tuple[CaseRow, list[DutyLine]]:
    """A case that was opened in September, and its duties that have a day."""
    with office.work() as work:
        case = cases.open_case(work, students.add(work, name, "5B").value).value
        row = cases.row_of(work, case)
        lines = duties.duty_lines(work, row)
    return row, [one for one in lines if one.due_on and one.duty.mandatory and not one.duty.every]


def do(office: Office, case: CaseRow, line: DutyLine, late: int = 0) -> None:
    assert line.due_on is not None
    with office.work() as work:
        duties.do_duty(work, case.id, line.duty.key, line.due_on + timedelta(late))


def test_duties_in_time_late_missing_and_left_are_counted_by_step(at_the_principals: Office) -> None:
    office = at_the_principals
    office.rules, office.clock = shipped(all_deadlines=True), Clock(OPENED)
    begun = [on_step_1(office, f"Elev{place} Blåbärsskog") for place in range(9)]
    in_time = 0
    for case, lines in begun[:6]:
        for line in lines:
            do(office, case, line)
            in_time += 1
    (late, its), (left, left_lines), _missing = begun[6:]
    do(office, late, its[0], late=1)
    with office.work() as work:
        duties.leave_open(work, cases.row_of(work, left.id), {left_lines[0].duty.key: "Eleven var bortrest."})
    office.clock = Clock(TODAY)

    report = told(office, ReportKind.TEAM)

    assert in_time >= 6
    cells = rows(report, "duties")["Steg 1"]
    assert (cells[0], cells[1], cells[3]) == (str(in_time), "<5", "<5")
    assert cells[2] not in ("0", str(in_time)), "what nobody has done is counted"
    assert rows(told(office, ReportKind.SCHOOL), "duties") == {}


def test_a_new_routine_is_said_beside_the_figures_and_under_the_terms(at_the_principals: Office) -> None:
    office = at_the_principals
    office.clock = Clock(TODAY)
    before = told(office, ReportKind.SCHOOL)
    with office.work() as work:
        row = PackRow(
            id=work.new_id(), key="var-rutin-2", document="{}", origin=PackOrigin.EDITED, signing_key=None,
            signature=None, signer=None, kept_at=work.now, kept_by=None, in_use_from=DUE, turn=1,
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
        after = reports.preview(work, ReportKind.SCHOOL, statistics.periods(work)[0])
        work.session.delete(row)

    def notes(report: Report) -> str:
        return " ".join(table.note for table in report.tables if table.key == "terms")

    assert "En ny rutin gäller från 2026-10-05." in after.notes
    assert "Ny rutin under HT2026." in notes(after) and "Ny rutin" not in notes(before)


def test_what_stopped_samverkan_is_counted_by_reason(at_the_principals: Office) -> None:
    office = at_the_principals
    office.clock = Clock(TODAY)
    with office.work() as work:
        for _number in range(5):
            work.session.add(DeviationRow(
                id=work.new_id(), happened_on=DUE, partner=Partner.PSYCHIATRY, obstacle=Obstacle.QUEUE,
                what="Ingen svarade.", registered_by=work.actor.id, registered_at=work.now,
            ))  # fmt: skip

    assert rows(told(office, ReportKind.TEAM), "obstacles") == {"Kö eller ingen plats": ("5", "0")}


def test_posts_stand_beside_cases_and_pupils_as_they_were_in_the_period(at_the_principals: Office) -> None:
    office = at_the_principals
    office.clock = Clock(TODAY)
    with office.work() as work:
        [kurator] = [one for one in team.people(work) if one.role is Role.COUNSELLOR]
        for place in range(60):
            student = pupils_with_days.pupil(work, f"Elev{place} Lingontuva", "7A")
            pupils_with_days.days(work, student, TODAY, [0] * 30)
            if place < 6:
                case = cases.open_case(work, student).value
                cases.row_of(work, case).owner_id = kurator.id
        pupils_with_days.data_until(work, TODAY)
        posts.keep(work, Posts(date(2025, 8, 18), {Role.SCHOOL_NURSE: 50, Role.COUNSELLOR: 100}))
        posts.keep(work, Posts(date(2026, 8, 17), {Role.COUNSELLOR: 80, Role.SCHOOL_NURSE: 0}))
        posts.keep(work, Posts(date(2026, 12, 1), {Role.COUNSELLOR: 200}))

    assert rows(told(office, ReportKind.TEAM), "posts") == {"Kurator": ("80", "7,5", "75")}
    assert rows(told(office, ReportKind.SCHOOL), "posts") == {}
    with office.work() as work:
        assert posts.on(work, date(2026, 8, 16)) == posts.posts(work)[0]
        posts.take_away(work, date(2026, 8, 17))
    assert rows(told(office, ReportKind.TEAM), "posts")["Skolsköterska"] == ("50", "0,0", "120")


def test_who_only_reads_reports_tells_no_posts(office: Office) -> None:
    with office.work() as work, pytest.raises(NotAllowed):
        posts.keep(work, Posts(TODAY, {Role.COUNSELLOR: 100}))
