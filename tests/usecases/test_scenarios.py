"""Scenarios of the närvarotrappa with their exact numbers: its steps, the legal clock and the decision."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from narvaro_desktop.domain.case_terms import AbsenceMeasure, DutyState
from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.legal_clock import Pace, Station
from narvaro_desktop.domain.terms import (
    ContactKind,
    InquiryAnswer,
    NotificationState,
    Party,
    Role,
    SuggestionAnswer,
)
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import CaseRow, DecisionRow, NotificationRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance, suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer
from narvaro_desktop.usecases.casework import cases, duties, legal_clock, notes, timeline
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.teamwork import today
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in
from tests.usecases.decisions_stage import filled, huvudman_office, trust
from tests.usecases.pupils_with_days import data_until, pupil
from tests.usecases.scenario_stage import (
    FIRST,
    UNTIL_1,
    UNTIL_2,
    UNTIL_3,
    a_pupil,
    at_work,
    lay_days,
    lay_out_the_autumn,
    until,
)


def duty(work: Work, case_id: UUID, key: str) -> DutyLine:
    lines = duties.duty_lines(work, work.session.get_one(CaseRow, case_id))
    return next(line for line in lines if line.duty.key == key)


def begin(office: Office, student: UUID, step: int = 1, why: str = "") -> UUID:
    with office.work() as work:
        suggestions.answer(work, [student], Answer(SuggestionAnswer.CASE_OPENED, why, step=step))
    with office.work() as work:
        case_id = cases.open_case_of(work, student)
    assert case_id is not None
    return case_id


def test_1_an_early_signal_on_giltig_absence_is_listed_and_talked_about(school: School) -> None:
    student = a_pupil(school)

    with at_work(school, "Mentor Al", date(2026, 9, 18)) as office:
        with office.work() as work:
            [listed] = today.today(work).classes
            [one] = listed.students
            figure = one.proposal.figure
        case_id = begin(office, student)
        with office.work() as work:
            talk = duty(work, case_id, "care_talk")
            call = Written(ContactKind.CALL, "", Party.GUARDIAN, True, happened_on=date(2026, 9, 18))
            duties.add_task(work, case_id, "Omtankesamtal", date(2026, 9, 22), Role.MENTOR)
            notes.write(work, student, case_id, call)

    assert (figure.sums.planned, figure.sums.valid, figure.sums.invalid) == (5400, 621, 27)
    assert (figure.total.text(), figure.valid.text()) == ("12,0\u00a0%", "11,5\u00a0%")
    assert (one.proposal.step, listed.class_name) == (1, "5B")
    assert talk.due_on == date(2026, 9, 25), "fem skoldagar efter den 18 september"


def test_2_the_second_step_the_change_since_the_import_and_an_invited_nurse(school: School) -> None:
    student = a_pupil(school)
    with at_work(school, "Kurator Ek", UNTIL_2) as office, office.work() as work:
        until(work, student, UNTIL_2)
        seen = attendance.absence_of(work, student)
    with at_work(school, "Mentor Al", UNTIL_2) as office:
        with office.work() as work:
            [one] = today.today(work).classes[0].students
        case_id = begin(office, student, 2, "Frånvaron har ökat.")
        with office.work() as work:
            mapping = duty(work, case_id, "simple_investigation")
    with at_work(school, "Rektor Rönn", UNTIL_2) as office:
        with office.work() as work:
            team.add_person(work, "Skolsköterska Vide", Role.SCHOOL_NURSE, School.PHRASE, kdf=PRACTICE_KDF)
            kind = ContactKind.MEETING
            notes.write(
                work, student, case_id, Written(kind, "Ont i magen på morgonen.", Party.STUDENT, True)
            )
        let_in(office, case_id, "Skolsköterska Vide")
    with at_work(school, "Skolsköterska Vide", UNTIL_2) as office, office.work() as work:
        view = cases.case(work, case_id)
        told = timeline.timeline(work, case_id)

    assert seen is not None and seen.since_import is not None
    assert (seen.now.total.text(), seen.now.sums.planned, seen.now.sums.absent) == ("15,5\u00a0%", 5400, 837)
    assert seen.since_import[0] == UNTIL_1
    assert seen.since_import[1].text() == "+3,5"
    assert one.proposal.step == 2
    assert mapping.due_on == date(2026, 10, 9)
    assert view.line.step == 2
    assert "Ont i magen" not in repr(told), "kurativa texter läser hon inte"


def test_3_the_boundary_of_twenty_and_the_decision_in_one_act(school: School, tmp_path: object) -> None:
    student = a_pupil(school)
    with at_work(school, "Kurator Ek", UNTIL_3) as office, office.work() as work:
        until(work, student, UNTIL_2)
        until(work, student, UNTIL_3)
    with at_work(school, "Rektor Rönn", date(2026, 10, 5)) as office:
        with office.work() as work:
            [one] = today.today(work).proposed
        case_id = begin(office, student, 3, "Gränsen är nådd.")
        with office.work() as work:
            before = decisions.prepared(work, case_id, filled())
            waits = legal_clock.clock(work, case_id)
        with office.work() as work:
            left = work.session.scalar(select(func.count(DecisionRow.id)))
        with huvudman_office(tmp_path) as almstad:  # type: ignore[arg-type]
            trust(office, almstad)
        with office.work() as work:
            made = notifications.begun(work, case_id, None, filled(school_year=5))
            sealed = notifications.seal(work, made, filled(school_year=5), tmp_path)  # type: ignore[arg-type]
            row = work.session.get_one(NotificationRow, made)
            state, prepared_on = row.state, row.prepared_at
            [decision] = decisions.decisions_of(work, case_id)
            done = {
                line.duty.key
                for line in duties.duty_lines(work, work.session.get_one(CaseRow, case_id))
                if line.state is DutyState.DONE
            }
            result = duty(work, case_id, "result_told")
            clock = legal_clock.clock(work, case_id)

    figure = one.proposal.figure
    assert (figure.school_days, figure.sums.planned, figure.sums.absent) == (19, 5130, 1026)
    assert (figure.total.text(), one.proposal.step) == ("20,0\u00a0%", 3)
    assert waits is not None
    assert [(stop.station, stop.pace) for stop in waits.stops[:2]] == [
        (Station.REACHED, Pace.DONE), (Station.OPENED, Pace.NOW),
    ]  # fmt: skip
    assert waits.stops[0].on == UNTIL_3
    assert (left, {line.label for line in before.sent} != set()) == (0, True), "Avbryt lämnar inget beslut"
    assert decision.answer is InquiryAnswer.OPENED
    assert decision.decided_on == date(2026, 10, 5) == (prepared_on and prepared_on.date())
    assert (decision.due_on, result.due_on) == (date(2026, 11, 2), date(2026, 11, 2))
    assert (state, sealed.value.path.suffix) == (NotificationState.SEALED, ".age")
    assert {"inquiry_decision", "consultation", "special_support_considered"} <= done
    assert clock is not None
    assert [stop.pace for stop in clock.stops] == [Pace.DONE, Pace.DONE, Pace.NOW, Pace.LATER, Pace.NOW]
    assert clock.finish_by == date(2026, 11, 2)


def test_3_a_decision_that_is_saved_and_not_notified_turns_red(school: School) -> None:
    student = a_pupil(school)
    with at_work(school, "Rektor Rönn", date(2026, 10, 5)) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Rektors bedömning.")).value
        decisions.open_inquiry(work, case_id, filled())

    paces = {}
    for day in (5, 6, 12, 13):
        with at_work(school, "Rektor Rönn", date(2026, 10, day)) as office, office.work() as work:
            clock = legal_clock.clock(work, case_id)
            assert clock is not None
            paces[day] = next(stop for stop in clock.stops if stop.station is Station.NOTIFIED).pace

    assert paces == {5: Pace.NOW, 6: Pace.WARNED, 12: Pace.WARNED, 13: Pace.LATE}


def test_4_what_the_kurator_writes_at_home_is_not_the_mentors(school: School) -> None:
    student = a_pupil(school)
    with at_work(school, "Kurator Ek", date(2026, 10, 14)) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Hembesök.")).value
        visit = Written(ContactKind.HOME_VISIT, "Sover till lunch.", Party.STUDENT, True)
        notes.write(work, student, case_id, visit)

    with at_work(school, "Mentor Al", date(2026, 10, 14)) as office, office.work() as work:
        [note] = notes.notes_of(work, case_id)
        told = repr(timeline.timeline(work, case_id))

    assert (note.hidden, note.text) == (True, "")
    assert "lunch" not in told


def test_5_an_utredning_that_is_not_needed_is_counted_apart_and_comes_back(school: School) -> None:
    why = "Brutet ben i augusti. Plan finns, läraren ringer varje vecka, uppgifterna görs hemma"
    assert len(why) == 84
    with at_work(school, "Rektor Rönn", date(2026, 10, 5)) as office:
        with office.work() as work:
            lay_out_the_autumn(work)
            student = pupil(work, "Elev Björktrast", "7A")
            days = [date(2026, 8, 31) + timedelta(days=n) for n in range(26)]
            away = dict.fromkeys([day for day in days if day.weekday() < 5][:4], (270, 0))
            lay_days(work, student, date(2026, 8, 24), UNTIL_2, {**away, date(2026, 9, 7): (76, 0)})
            data_until(work, UNTIL_2)
        with office.work() as work:
            [one] = [
                *today.today(work).proposed,
                *(each for lot in today.today(work).classes for each in lot.students),
            ]
        with office.work() as work:
            suggestions.answer(work, [student], Answer(SuggestionAnswer.WAIVED, why, until=date(2026, 11, 6)))
        with office.work() as work:
            answers = list(work.session.scalars(select(DecisionRow.answer)))
            quiet = today.today(work)
    assert one.proposal.figure.total.text() == "21,4\u00a0%"
    assert answers == [InquiryAnswer.WAIVED]
    assert not quiet.proposed and not quiet.classes

    with at_work(school, "Rektor Rönn", date(2026, 11, 6)) as office, office.work() as work:
        back = today.today(work)
    assert [each.student.id for each in back.proposed] == [student]


def test_5_in_a_case_the_question_comes_back_among_what_is_due(school: School) -> None:
    student = a_pupil(school)
    with at_work(school, "Rektor Rönn", date(2026, 10, 5)) as office, office.work() as work:
        case_id = cases.open_case(work, student, cases.Opening(step=3, why="Rektors bedömning.")).value
        decisions.waive(work, student, "Brutet ben, plan finns.", date(2026, 11, 6))
        asked = {
            line.duty.key for line in duties.duty_lines(work, cases.row_of(work, case_id)) if line.outstanding
        }
        clock = legal_clock.clock(work, case_id)
        usual = decisions.usual_recheck(work)

    assert "notification" not in asked and "extended_investigation" not in asked
    assert clock is not None
    assert [(stop.station, stop.pace) for stop in clock.stops][1:] == [
        (Station.WAIVED, Pace.DONE), (Station.RECHECK, Pace.NOW),
    ]  # fmt: skip
    assert usual == date(2026, 11, 9), "20 skoldagar över höstlovet"

    with at_work(school, "Rektor Rönn", date(2026, 11, 6)) as office, office.work() as work:
        found = today.today(work)
    assert [one.first.key for one in found.due if one.first.case_id == case_id] != []
    with at_work(school, "Rektor Rönn", date(2026, 11, 9)) as office, office.work() as work:
        clock = legal_clock.clock(work, case_id)
    assert clock is not None
    assert (clock.stops[-1].pace, clock.stops[-1].school_days) == (Pace.LATE, -1)


def test_6_a_month_wholly_away_over_a_lov_points_to_the_fifth_step(school: School) -> None:
    first, last = date(2026, 10, 12), date(2026, 11, 13)
    with at_work(school, "Kurator Ek", date(2026, 11, 13)) as office:
        with office.work() as work:
            lay_out_the_autumn(work)
            student = pupil(work, "Elev Cikoria", "8C")
            lay_days(work, student, FIRST, date(2026, 10, 9), {})
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            lay_days(work, student, first, last, dict.fromkeys(days, (270, 0)))
            data_until(work, last)
        with office.work() as work:
            [one] = today.today(work).proposed
            case_id = cases.open_case(
                work, student, cases.Opening(step=5, opened_on=date(2026, 10, 30), why="Borta en månad.")
            ).value
        with office.work() as work:
            duties.do_duty(work, case_id, "student_contact", date(2026, 11, 2))
            contact = duty(work, case_id, "student_contact")
            calendar = settings.calendar(work)
            since = sum(calendar.is_school_day(date(2026, 11, 2) + timedelta(days=n + 1)) for n in range(11))

    run = one.proposal.run
    assert run is not None
    assert (run.school_days, run.span_days, run.full_month) == (20, 33, True)
    assert (one.proposal.step, one.proposal.measure) == (5, AbsenceMeasure.FULL_MONTH)
    assert since == 9
    assert (contact.due_on, contact.state) == (date(2026, 11, 9), DutyState.OVERDUE)
