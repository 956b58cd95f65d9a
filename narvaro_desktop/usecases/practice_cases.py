"""The cases of the practice school: one at every stage, told on the days when they would have happened."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.notification import Consultation, Official
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    Channel,
    CompulsorySchooling,
    ConsultationStatus,
    OfferedSupport,
    Party,
)
from narvaro_desktop.simulation import practice
from narvaro_desktop.simulation.people import Student
from narvaro_desktop.simulation.school import School
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases import (
    cases,
    decisions,
    duties,
    inbox,
    notifications,
    students,
)
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.inquiry import Filled
from narvaro_desktop.usecases.work import Office, Work


@dataclass(frozen=True, slots=True)
class _Made:
    """A case of the practice school and its pupil."""

    case: UUID
    student: UUID


def fill(school: Office, huvudman: Office, simulated: School, packages: Path) -> None:
    """Open the cases, decide, seal, receive and answer, each on its day; then the clocks stand on today."""
    high = _highest(simulated)
    elvira = _open(school, practice.student_named(simulated, practice.ELVIRA), date(2026, 9, 14))
    _elvira(school, elvira)
    first = _open(school, high[4], date(2026, 9, 21))
    _done(school, first, date(2026, 9, 24), "pattern_seen")
    _notified(school, huvudman, _open(school, high[0], date(2026, 8, 31), 2), packages, answered=True)
    _notified(school, huvudman, _open(school, high[1], date(2026, 9, 7), 2), packages, answered=False)
    _undecided(school, _open(school, high[2], date(2026, 9, 7), 2))
    _elsewhere(school, _open(school, high[3], date(2026, 8, 24), 3))
    for office in (school, huvudman):
        office.clock = Clock(practice.TODAY)


def _elvira(school: Office, made: _Made) -> None:
    """15,5 %, nearly all sick: a talk has been held, and the enkel kartläggning is next."""
    _done(school, made, date(2026, 9, 17), "care_talk")
    _done(school, made, date(2026, 9, 18), "pattern_seen")
    _done(school, made, date(2026, 9, 18), "adaptation_considered")
    with OnDay(school, date(2026, 9, 25)) as office, office.work() as work:
        duties.do_duty(work, made.case, "first_follow_up")
        cases.climb(work, made.case, {})


def _notified(school: Office, huvudman: Office, made: _Made, packages: Path, *, answered: bool) -> None:
    """An utredning, an anmälan as a sealed file, and for one of them the huvudman's answer."""
    decided = date(2026, 9, 10) if answered else date(2026, 9, 25)
    with OnDay(school, decided) as office, office.work() as work:
        filled = filled_for(work, made.case, decided)
        notification = decisions.open_inquiry(work, made.case, filled).value
        sealed = notifications.seal(work, notification, filled, packages).value
    if not answered:
        return
    with school.work() as work:
        notifications.hand_over(work, notification, decided, Channel.SEALED_FILE)
        for one in notifications.to_inform(work, made.case):
            notifications.inform(work, one.decision_id, one.guardian_id, decided, "samtal")
    with OnDay(huvudman, date(2026, 9, 11)) as office:
        with office.work() as work:
            received = inbox.receive(work, sealed.path).value.received
        assert received is not None
        with office.work() as work:
            contact = "Skolpliktshandläggare, växel 08-000 00 00"
            answer = inbox.acknowledge(work, received, packages, contact=contact).value
    with OnDay(school, date(2026, 9, 14)) as office, office.work() as work:
        inbox.receive(work, answer.path)


def _undecided(school: Office, made: _Made) -> None:
    """The decision has been made and the anmälan has not: it stands as *Ej anmäld*."""
    day = date(2026, 9, 22)
    with OnDay(school, day) as office, office.work() as work:
        decisions.open_inquiry(work, made.case, filled_for(work, made.case, day))


def _elsewhere(school: Office, made: _Made) -> None:
    """A case that ran before the program came, with its papers in another system."""
    with OnDay(school, date(2026, 9, 1)) as office, office.work() as work:
        decisions.record_earlier(
            work, made.case, date(2026, 8, 26), "Rektor Rönn, rektor", date(2026, 8, 26), "ET-2026-0412"
        )


def filled_for(work: Work, case_id: UUID, day: date) -> Filled:
    """What a rektor fills in for a practice pupil."""
    held = Consultation(ConsultationStatus.STARTED, day)
    planned = Consultation(ConsultationStatus.PLANNED, day)
    return Filled(
        decided_on=day,
        investigator=Official("Kurator Ek", "kurator"),
        form=AbsenceForm.REPEATED,
        consultation={Party.STUDENT: held, Party.GUARDIAN: held, Party.HEALTH_TEAM: planned},
        special_support=False,
        support_needed=True,
        support=(OfferedSupport.GUIDANCE,),
        home_municipality="Almstad",
        compulsory_schooling=CompulsorySchooling.YES,
    )


def _open(school: Office, student: Student, on: date, step: int = 1) -> _Made:
    """A case for a pupil of the practice school, with her guardians, opened on its day."""
    with OnDay(school, on) as office, office.work() as work:
        row = work.session.scalars(
            select(StudentRow).where(StudentRow.identity_number == student.personnummer)
        ).one()
        students.describe(
            work, row.id, home_municipality="Almstad", compulsory_schooling=CompulsorySchooling.YES
        )
        for guardian in student.guardians:
            students.add_guardian(work, row.id, f"{guardian.given_name} {guardian.family_name}")
        why = "" if step == 1 else "Frånvaron har funnits länge och behöver mer än ett omtankesamtal."
        opening = cases.Opening(step=step, opened_on=on, why=why)
        return _Made(cases.open_case(work, row.id, opening).value, row.id)


def _done(school: Office, made: _Made, on: date, key: str) -> None:
    with OnDay(school, on) as office, office.work() as work:
        duties.do_duty(work, made.case, key)


def _highest(simulated: School) -> list[Student]:
    """Pupils by falling absence, without those who have a story of their own."""
    told = set(simulated.scripts or ())
    ordinary = [one for one in simulated.students if one.number not in told and not one.protected]

    def absent(student: Student) -> int:
        return sum(day.sums.absent for day in simulated.days_of(student))

    return sorted(ordinary, key=absent, reverse=True)


class OnDay:
    """The office on another day, for as long as something of that day is told."""

    def __init__(self, office: Office, day: date) -> None:
        self._office, self._day = office, day

    def __enter__(self) -> Office:
        self._office.clock = Clock(self._day)
        return self._office

    def __exit__(self, *_fault: object) -> None:
        self._office.clock = Clock(practice.TODAY)
