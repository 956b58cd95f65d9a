"""An orosanmälan is for its author and those named; for everyone else it is not there."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.key_changes import new_passphrase_for
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.store.tables import ConcernRow
from narvaro_desktop.usecases.casework import cases, concerns, due, timeline
from narvaro_desktop.usecases.casework.concerns import ConcernEmpty, ConcernView, Feedback, Reported
from narvaro_desktop.usecases.partnering import partners
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.teamwork import today
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.circle_of_a_case import let_in

SECRET = "Det som eleven berättade i dag."
DAY = date(2026, 10, 5)


@pytest.fixture
def case_id(school: School) -> UUID:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        team.add_person(
            work, "Specialpedagog Rönnbär", Role.SPECIAL_EDUCATOR, School.PHRASE, kdf=PRACTICE_KDF
        )
        student = students.add(work, "Elvira Blåbärsskog", "5B").value
        made = cases.open_case(work, student).value
    let_in(office, made)
    office.close()
    return made


def reported(by: date | None = None) -> Reported:
    return Reported(DAY, "per telefon", "socialtjänstens mottagning", SECRET, True, by)


def report(school: School, case_id: UUID, *names: str, by: date | None = None) -> UUID:
    office = school.unlock("Mentor Al")
    with office.work() as work:
        readers = [one.id for one in concerns.nameable(work) if one.name in names]
        made = concerns.report(work, case_id, reported(by), readers).value
    office.close()
    return made


def seen_by(school: School, person: str, case_id: UUID) -> tuple[ConcernView, ...]:
    office = school.unlock(person)
    with office.work() as work:
        found = concerns.concerns(work, case_id)
    office.close()
    return found


def test_a_mentor_reports_and_only_she_and_the_named_read_it(school: School, case_id: UUID) -> None:
    report(school, case_id, "Rektor Rönn")

    [own] = seen_by(school, "Mentor Al", case_id)
    [principals] = seen_by(school, "Rektor Rönn", case_id)
    assert own.reported.text == principals.reported.text == SECRET
    assert own.readers == ("Mentor Al", "Rektor Rönn")
    assert seen_by(school, "Kurator Ek", case_id) == ()
    assert seen_by(school, "Specialpedagog Rönnbär", case_id) == ()


def test_the_rektor_reads_it_only_when_named(school: School, case_id: UUID) -> None:
    report(school, case_id, "Kurator Ek")

    assert seen_by(school, "Rektor Rönn", case_id) == ()
    assert len(seen_by(school, "Kurator Ek", case_id)) == 1


def test_the_rektor_is_proposed_and_nobody_else(school: School, case_id: UUID) -> None:
    office = school.unlock("Mentor Al")
    with office.work() as work:
        assert [one.name for one in concerns.nameable(work) if one.proposed] == ["Rektor Rönn"]
    office.close()


def everything_told(school: School, person: str, case_id: UUID) -> str:
    office = school.unlock(person)
    with office.work() as work:
        told = repr(
            (
                timeline.timeline(work, case_id),
                cases.open_cases(work),
                cases.case(work, case_id),
                today.today(work),
                partners.glance(work, case_id),
                partners.due_outside(work),
            )
        )
    office.close()
    return told


@pytest.mark.parametrize("person", ["Mentor Al", "Rektor Rönn", "Kurator Ek"])
def test_it_stands_in_no_list_no_timeline_and_no_glance(school: School, case_id: UUID, person: str) -> None:
    before = everything_told(school, person, case_id)

    report(school, case_id, "Rektor Rönn", by=date(2199, 10, 5))

    assert everything_told(school, person, case_id) == before


def test_the_row_tells_nothing_but_that_it_is_there(school: School, case_id: UUID) -> None:
    report(school, case_id, "Rektor Rönn")
    office = school.unlock("Kurator Ek")
    with office.work() as work:
        [row] = work.session.scalars(select(ConcernRow))
        assert SECRET.encode() not in row.body
        assert row.feedback is None
    office.close()


def test_feedback_is_waited_for_and_kept_for_the_same_readers(school: School, case_id: UUID) -> None:
    made = report(school, case_id, "Rektor Rönn", by=DAY - timedelta(days=1))
    [waiting] = seen_by(school, "Mentor Al", case_id)
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        concerns.receive_feedback(work, made, Feedback(DAY, "Anmälan är mottagen."))
    office.close()

    [answered] = seen_by(school, "Mentor Al", case_id)
    assert waiting.waits_late
    assert answered.feedback == Feedback(DAY, "Anmälan är mottagen.")
    assert not answered.waits_late
    assert seen_by(school, "Kurator Ek", case_id) == ()


def test_an_answer_that_is_late_waits_in_i_dag_of_its_readers_alone_and_says_not_what(
    school: School, case_id: UUID
) -> None:
    # given a report of Mentor Al, read by the rektor too, whose answer is a day late
    report(school, case_id, "Rektor Rönn", by=DAY - timedelta(days=1))

    # then it stands in her I dag without a word of what it is, and in nobody else's, nor in a meeting's list
    for person, reads in (("Mentor Al", True), ("Rektor Rönn", True), ("Kurator Ek", False)):
        office = school.unlock(person)
        with office.work() as work:
            waiting = due.due(work, concerns.unanswered(work))
            assert (case_id in concerns.unanswered(work)) is reads
            assert any(one.key == "own" and one.is_mine for one in waiting) is reads
            assert all("orosanm" not in one.words.lower() for one in waiting)
            assert all(one.key != "own" for one in due.due(work))
        office.close()


def test_only_a_reader_names_another(school: School, case_id: UUID) -> None:
    made = report(school, case_id, "Rektor Rönn")
    office = school.unlock("Kurator Ek")
    with office.work() as work:
        me = work.actor.id
    with pytest.raises(NotAllowed), office.work() as work:
        concerns.name_reader(work, made, me)
    with pytest.raises(NotAllowed), office.work() as work:
        concerns.receive_feedback(work, made, Feedback(DAY))
    office.close()
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        concerns.name_reader(work, made, me)
    office.close()

    [one] = seen_by(school, "Kurator Ek", case_id)
    assert one.readers == ("Kurator Ek", "Mentor Al", "Rektor Rönn")


def test_a_report_has_words(school: School, case_id: UUID) -> None:
    office: Office = school.unlock("Mentor Al")
    with pytest.raises(ConcernEmpty), office.work() as work:
        concerns.report(work, case_id, Reported(DAY, "per telefon", "mottagningen", "  "), [])
    office.close()


def test_one_who_got_a_new_passphrase_is_let_in_again_by_another_reader(
    school: School, case_id: UUID
) -> None:
    made = report(school, case_id, "Rektor Rönn")
    office = school.unlock("Rektor Rönn")
    vault = office.vault
    mentor = vault.key_file.user("Mentor Al").certificate.user
    keys = new_passphrase_for(
        vault.key_file, vault.me, mentor, School.PHRASE, kdf=PRACTICE_KDF, allow_weak=True
    )
    vault.keep_keys(keys)
    office.close()
    lost = seen_by(school, "Mentor Al", case_id)
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        concerns.name_reader(work, made, mentor)
    office.close()

    assert lost == ()
    assert len(seen_by(school, "Mentor Al", case_id)) == 1
