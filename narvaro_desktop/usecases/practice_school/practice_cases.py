"""The cases of the practice school: one at every stage, told on the days when they would have happened."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.casework.duties import Farewell
from narvaro_desktop.domain.deciding.notification import Consultation, Official
from narvaro_desktop.domain.terms import (
    AbsenceForm,
    Channel,
    Closure,
    CompulsorySchooling,
    ConsultationStatus,
    ContactKind,
    OfferedSupport,
    Party,
)
from narvaro_desktop.simulation.people import Student
from narvaro_desktop.simulation.school import School
from narvaro_desktop.store.tables import StudentRow
from narvaro_desktop.usecases.casework import cases, closing, duties, informing, notes
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import decisions, earlier_decision, notifications
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.practice_school import practice_collaboration, practice_plans
from narvaro_desktop.usecases.practice_school.practice_story import PRINCIPAL, RECIPIENT, Story
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.receiving import inbox
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Work

CONTACT: Final = "Skolpliktshandläggare, växel 08-000 00 00"
_LONG: Final = "Frånvaron har funnits länge och behöver mer än ett omtankesamtal."
_LEFT: Final = "Görs inom utredningen."


@dataclass(frozen=True, slots=True)
class _Made:
    """A case of the practice school and its pupil."""

    case: UUID
    student: UUID


def before_the_import(story: Story, high: Sequence[Student], packages: Path) -> None:
    """What was decided on the figures of the first weeks; `high` are pupils by falling absence."""
    _answered(story, _open(story, high[0], date(2026, 8, 31), 2), packages)
    _elsewhere(story, _open(story, high[3], date(2026, 8, 24), 3))


def after_the_import(story: Story, elvira: Student, high: Sequence[Student], packages: Path) -> None:
    """The other stages: just noticed, mapped, decided, sealed, with others, coming back, closed."""
    _elvira(story, _open(story, elvira, date(2026, 9, 14)))
    first = _open(story, high[6], date(2026, 9, 21))
    with story.on(date(2026, 9, 24)) as work:
        duties.do_duty(work, first.case, "pattern_seen")
    _sealed(story, _open(story, high[1], date(2026, 9, 7), 2), packages)
    _undecided(story, _open(story, high[2], date(2026, 9, 7), 2))
    _waiting(story, _open(story, high[7], date(2026, 9, 7), 2))
    _with_others(story, _open(story, high[4], date(2026, 8, 20), 4))
    _long(story, _open(story, high[5], date(2026, 8, 20), 5))
    _coming_back(story, _open(story, high[40], date(2026, 8, 20)))
    _closed(story, _open(story, high[60], date(2026, 8, 20)))
    practice_plans.fill(story)


def _elvira(story: Story, made: _Made) -> None:
    """15,5 %, nearly all sick: a talk has been held, and the enkel kartläggning is next."""
    day = date(2026, 9, 16)
    with story.on(day, at=time(8, 50)) as work:
        notes.write(
            work, made.student, made.case, Written(ContactKind.SMS, party=Party.GUARDIAN, reached=False)
        )
    with story.on(date(2026, 9, 17), at=time(15, 20)) as work:
        said = "Elvira har ont i magen på måndagarna. Hemma vill man gärna ses på skolan och prata vidare."
        notes.write(
            work, made.student, made.case, Written(ContactKind.CALL, said, Party.GUARDIAN, reached=True)
        )
        duties.do_duty(work, made.case, "care_talk")
    with story.on(date(2026, 9, 18)) as work:
        duties.do_duty(work, made.case, "pattern_seen")
        duties.do_duty(work, made.case, "adaptation_considered")
    with story.on(date(2026, 9, 25)) as work:
        duties.do_duty(work, made.case, "first_follow_up")
        cases.climb(work, made.case, {})


def _answered(story: Story, made: _Made, packages: Path) -> None:
    """An utredning, a sealed anmälan that was handed over, and the huvudman's answer to it."""
    decided = date(2026, 9, 10)
    sealed = _decide_and_seal(story, made, decided, packages)
    with story.on(decided, PRINCIPAL, time(13, 5)) as work:
        [line] = notifications.notifications(work, made.case)
        notifications.hand_over(work, line.id, decided, Channel.SEALED_FILE)
        for one in informing.to_inform(work, made.case):
            informing.inform(work, one.decision_id, one.guardian_id, decided, "samtal")
    with story.on(date(2026, 9, 11), RECIPIENT) as work:
        received = inbox.receive(work, sealed).value.received
    assert received is not None
    with story.on(date(2026, 9, 11), RECIPIENT, time(10, 20)) as work:
        answer = inbox.acknowledge(work, received, packages, contact=CONTACT).value
    with story.on(date(2026, 9, 14), PRINCIPAL) as work:
        inbox.receive(work, answer.path)


def _sealed(story: Story, made: _Made, packages: Path) -> None:
    """Sealed last Friday, and not handed over."""
    _decide_and_seal(story, made, date(2026, 9, 25), packages)


def _undecided(story: Story, made: _Made) -> None:
    """The decision has been made and the anmälan has not: it stands as *Ej anmäld*."""
    day = date(2026, 9, 22)
    with story.on(day, PRINCIPAL) as work:
        decisions.open_inquiry(work, made.case, filled_for(work, made.case, day))


def _waiting(story: Story, made: _Made) -> None:
    """The kurator has handed the case to the rektor."""
    with story.on(date(2026, 9, 25), at=time(14, 40)) as work:
        handovers.hand_over(
            work, made.case, "Två samtal och anpassningar sedan läsårsstart, men ingen förbättring."
        )


def _elsewhere(story: Story, made: _Made) -> None:
    """A case that ran before the program came, with its papers in another system."""
    with story.on(date(2026, 9, 1), PRINCIPAL) as work:
        earlier_decision.record(
            work, made.case, date(2026, 8, 26), f"{PRINCIPAL}, rektor", date(2026, 8, 26), "ET-2026-0412"
        )


def _with_others(story: Story, made: _Made) -> None:
    """Others than the school are needed too."""
    with story.on(date(2026, 9, 8)) as work:
        said = "Möte med familjen om vilka som kan hjälpa. Samtycke finns till att kontakta öppenvården."
        notes.write(
            work, made.student, made.case, Written(ContactKind.MEETING, said, Party.GUARDIAN, reached=True)
        )
        duties.do_duty(work, made.case, "contact_person")
    practice_collaboration.with_others(story, made.case)
    practice_plans.to_approve(story, made.case)


def _long(story: Story, made: _Made) -> None:
    """A long absence, with a contact that holds."""
    with story.on(date(2026, 9, 23), at=time(11, 0)) as work:
        said = "Promenad utanför hemmet i tjugo minuter. Nästa gång på samma plats."
        notes.write(
            work, made.student, made.case, Written(ContactKind.HOME_VISIT, said, Party.STUDENT, reached=True)
        )
        duties.do_duty(work, made.case, "student_contact", date(2026, 9, 23))
    practice_collaboration.far_away(story, made.case)
    practice_plans.way_back(story, made.case)


def _coming_back(story: Story, made: _Made) -> None:
    """The absence has fallen, and the case is in Återgång."""
    with story.on(date(2026, 9, 18)) as work:
        ladder = work.rules.ladder
        open_keys = {line.duty.key: _LEFT for line in duties.duty_lines(work, cases.row_of(work, made.case))}
        why = "Närvaron har ökat två perioder i rad."
        cases.move(work, made.case, ladder.returning, open_keys, why)


def _closed(story: Story, made: _Made) -> None:
    """A case that ended well."""
    with story.on(date(2026, 9, 21), PRINCIPAL) as work:
        keys = [line.duty.key for line in duties.duty_lines(work, cases.row_of(work, made.case))]
        farewell = Farewell(
            closure=Closure.ATTENDANCE_RESTORED,
            last_absence=31,
            absence_said=True,
            told="Elev och vårdnadshavare, vid mötet på skolan",
            lesson="Ett tidigt samtal och en fast vuxen på morgonen räckte.",
            reasons=dict.fromkeys(keys, "Behövdes inte."),
        )
        closing.close(work, made.case, farewell)


def _decide_and_seal(story: Story, made: _Made, day: date, packages: Path) -> Path:
    with story.on(day, PRINCIPAL) as work:
        filled = filled_for(work, made.case, day)
        notification = decisions.open_inquiry(work, made.case, filled).value
        return notifications.seal(work, notification, filled, packages).value.path


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


def _open(story: Story, student: Student, on: date, step: int = 1) -> _Made:
    """A case for a pupil of the practice school, with her guardians, opened on its day."""
    with story.on(on) as work:
        row = work.session.scalars(
            select(StudentRow).where(StudentRow.identity_number == student.personnummer)
        ).one()
        students.describe(
            work, row.id, home_municipality="Almstad", compulsory_schooling=CompulsorySchooling.YES
        )
        for guardian in student.guardians:
            students.add_guardian(work, row.id, f"{guardian.given_name} {guardian.family_name}")
        opening = cases.Opening(step=step, opened_on=on, why="" if step == 1 else _LONG)
        return _Made(cases.open_case(work, row.id, opening).value, row.id)


def highest(simulated: School) -> list[Student]:
    """Pupils by falling absence, without those who have a story of their own."""
    absent: Counter[int] = Counter()
    for lesson in simulated.lessons():
        absent[lesson.student.number] += lesson.valid + lesson.invalid
    told = set(simulated.scripts or ())
    ordinary = [one for one in simulated.students if one.number not in told and not one.protected]
    return sorted(ordinary, key=lambda student: -absent[student.number])
