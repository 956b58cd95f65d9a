"""Elevhälsans uppföljning: how the routine's steps have gone and why samverkan failed, few of them masked."""

from datetime import date, timedelta

from narvaro_desktop.domain.collaboration import Obstacle, Partner
from narvaro_desktop.domain.report import Report, ReportKind
from narvaro_desktop.store.tables import DeviationRow, DutyRow
from narvaro_desktop.usecases import cases, reports, statistics, students
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office, Work

TODAY = date(2026, 11, 20)
DUE = date(2026, 10, 5)


def rows(report: Report, key: str) -> dict[str, tuple[str, ...]]:
    found = [one for one in report.tables if one.key == key]
    return {row.name: row.cells for one in found for row in one.rows}


def told(office: Office, kind: ReportKind) -> Report:
    with office.work() as work:
        return reports.preview(work, kind, statistics.periods(work)[0])


def duty(work: Work, case: object, done_on: date | None, left: bool = False) -> None:
    values = dict.fromkeys(column.key for column in DutyRow.__table__.columns)
    left_on = TODAY if left else None
    values |= {"id": work.new_id(), "case_id": case, "step": 2, "key": "plan_first", "due_on": DUE,
               "done_on": done_on, "left_open_on": left_on}  # fmt: skip
    work.session.add(DutyRow(**values))


def test_duties_in_time_late_missing_and_left_are_counted_by_step(at_the_principals: Office) -> None:
    office = at_the_principals
    office.clock = Clock(TODAY)
    with office.work() as work:
        case = cases.open_case(work, students.add(work, "Elvira Blåbärsskog", "5B").value).value
        for _number in range(6):
            duty(work, case, DUE)
        for done in (DUE + timedelta(1), None):
            duty(work, case, done)
        duty(work, case, None, left=True)

    report = told(office, ReportKind.TEAM)

    assert rows(report, "duties")["Steg 2"] == ("6", "<5", "<5", "<5")
    assert rows(told(office, ReportKind.SCHOOL), "duties") == {}


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
