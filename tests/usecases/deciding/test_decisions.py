"""The rektor's decision: what is proposed, what is missing, and that it is kept whole or not at all."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.case_terms import MissingField, Withheld
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION
from narvaro_desktop.domain.deciding.free_text import FreeTextHeld
from narvaro_desktop.domain.deciding.notification import MissingFields, Official
from narvaro_desktop.domain.terms import (
    ConsultationStatus,
    ContactKind,
    InquiryAnswer,
    NotificationState,
    Party,
)
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.assessment import consultations
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.deciding import decisions, notifications
from narvaro_desktop.usecases.deciding.decisions import MotivationMissing
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.decisions_stage import filled, huvudman_office, open_a_case, trust


@pytest.fixture
def case_id(at_the_principals: Office) -> UUID:
    return open_a_case(at_the_principals)


def test_the_program_proposes_what_it_knows_and_asks_for_the_rest(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        prepared = decisions.prepared(work, case_id, Filled())

    assert prepared.filled.decided_on == prepared.registered_on
    assert prepared.filled.investigator == Official("Kurator Ek", "kurator")
    assert prepared.filled.due_on is not None
    assert MissingField.HOME_MUNICIPALITY in prepared.missing
    assert MissingField.ABSENCE not in prepared.missing
    assert prepared.may_decide


def test_both_lists_follow_what_is_filled_in(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        before = decisions.prepared(work, case_id, Filled())
        after = decisions.prepared(work, case_id, filled())

    assert "Hemkommun" not in {line.label for line in before.sent}
    assert "Hemkommun" in {line.label for line in after.sent}
    assert after.missing == ()
    assert [line.count for line in after.kept if line.what is Withheld.GUARDIANS] == [2]


def test_samrad_is_proposed_from_the_contacts_of_the_case(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        student = cases.case(work, case_id).line.student.id
        day = work.today - timedelta(days=2)
        call = notes.Written(ContactKind.CALL, "Vi talades vid.", Party.GUARDIAN, True, happened_on=day)
        notes.write(work, student, case_id, call)

    with at_the_principals.work() as work:
        prepared = decisions.prepared(work, case_id, Filled())

    held = prepared.filled.consultation[Party.GUARDIAN]
    assert (held.status, held.on) == (ConsultationStatus.STARTED, day)
    assert Party.STUDENT not in prepared.filled.consultation


def test_the_kartlaggning_knows_what_was_answered_about_samrad(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        before = consultations.samrad(work, case_id)
        decisions.open_inquiry(work, case_id, filled())

    with at_the_principals.work() as work:
        known = consultations.samrad(work, case_id)
    assert before.decided == {}
    assert known.decided == filled().consultation
    assert known.lacking == before.lacking, "nobody has written a samråd"


def test_what_is_asked_for_once_is_remembered(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case_id, filled())

    with at_the_principals.work() as work:
        profile = settings.profile(work)
        again = decisions.prepared(work, case_id, Filled())
    assert (profile.unit_code, profile.huvudman_id) == ("12345678", "2120000000")
    assert MissingField.COMPULSORY_SCHOOLING not in again.missing
    assert again.filled.home_municipality == "Almstad"


def test_the_huvudmans_number_comes_from_its_kontaktkort(
    at_the_principals: Office, case_id: UUID, tmp_path: Path
) -> None:
    (tmp_path / "huvudman").mkdir()
    with huvudman_office(tmp_path / "huvudman") as huvudman:
        trust(at_the_principals, huvudman)

    with at_the_principals.work() as work:
        prepared = decisions.prepared(work, case_id, Filled())

    assert prepared.filled.huvudman_id == "2120000000"
    assert MissingField.PROVIDER not in prepared.missing


def test_open_duties_of_the_step_never_stop_the_decision(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        assert decisions.prepared(work, case_id, Filled()).open_duties

    with at_the_principals.work() as work:
        decisions.open_inquiry(work, case_id, filled(left_open="Frånvaron ökar snabbt."))

    with at_the_principals.work() as work:
        case = cases.case(work, case_id)
    assert case.line.step == 3
    assert {why for _what, why in case.left_open} == {"Frånvaron ökar snabbt."}
    assert next(line for line in case.duties if line.duty.key == INQUIRY_DECISION).done_on


def test_a_decision_of_another_day_keeps_both_days(at_the_principals: Office, case_id: UUID) -> None:
    with at_the_principals.work() as work:
        decided_on = work.today - timedelta(days=4)
        decisions.open_inquiry(work, case_id, filled(decided_on=decided_on))

    with at_the_principals.work() as work:
        [line] = decisions.decisions_of(work, case_id)
        assert (line.decided_on, line.registered_on) == (decided_on, work.today)


def test_a_decision_is_taken_up_again_with_all_that_was_filled_in(
    at_the_principals: Office, case_id: UUID
) -> None:
    told = filled(due_on=date(2026, 12, 4))
    with at_the_principals.work() as work:
        made = decisions.open_inquiry(work, case_id, told).value

    with at_the_principals.work() as work:
        [line] = notifications.notifications(work, case_id)
        known = decisions.resumed(work, line.decision_id)
        prepared = decisions.prepared(work, case_id, known, line.decision_id)

    assert (line.id, line.state) == (made, NotificationState.MISSING)
    assert (known.consultation, known.investigator, known.due_on) == (
        told.consultation,
        told.investigator,
        told.due_on,
    )
    assert prepared.missing == ()


def test_absence_can_be_stated_in_the_decision_itself(at_the_principals: Office) -> None:
    bare = open_a_case(at_the_principals, stated=None)
    stated = cases.Stated(300, date(2026, 8, 31), date(2026, 9, 25), "Mentors närvarolista")

    with at_the_principals.work() as work:
        assert MissingField.ABSENCE in decisions.prepared(work, bare, filled()).missing
        decisions.open_inquiry(work, bare, filled(stated=stated))

    with at_the_principals.work() as work:
        assert cases.case(work, bare).stated == stated


def test_what_is_missing_stops_the_file_and_the_decision_alike(
    at_the_principals: Office, case_id: UUID, tmp_path: Path
) -> None:
    lacking = replace(filled(), home_municipality="")

    with pytest.raises(MissingFields) as refused, at_the_principals.work() as work:
        begun = notifications.begun(work, case_id, None, lacking)
        notifications.print_to(work, begun, lacking, tmp_path)

    assert refused.value.fields == (MissingField.HOME_MUNICIPALITY,)
    assert list(tmp_path.glob("*.pdf")) == []
    with at_the_principals.work() as work:
        assert decisions.decisions_of(work, case_id) == []


def test_a_free_text_with_sensitive_words_waits_for_a_second_look(
    at_the_principals: Office, case_id: UUID, tmp_path: Path
) -> None:
    told = filled(free_text="Utredning hos BUP pågår.")

    with pytest.raises(FreeTextHeld), at_the_principals.work() as work:
        notifications.print_to(work, notifications.begun(work, case_id, None, told), told, tmp_path)

    read_again = replace(told, free_text_confirmed=True)
    with at_the_principals.work() as work:
        begun = notifications.begun(work, case_id, None, read_again)
        paper, _sheet = notifications.print_to(work, begun, read_again, tmp_path).value
    assert paper.is_file()


def test_only_the_rektor_decides(school: School) -> None:
    office = school.unlock("Kurator Ek")
    try:
        case_id = open_a_case(office)
        with office.work() as work:
            assert not decisions.prepared(work, case_id, Filled()).may_decide

        with pytest.raises(NotAllowed), office.work() as work:
            decisions.open_inquiry(work, case_id, filled())
    finally:
        office.close()


def test_that_no_utredning_is_needed_is_motivated_and_looked_at_again(
    at_the_principals: Office, case_id: UUID
) -> None:
    with at_the_principals.work() as work:
        student = cases.case(work, case_id).line.student.id
        usual = decisions.usual_recheck(work)
    with pytest.raises(MotivationMissing), at_the_principals.work() as work:
        decisions.waive(work, student, "  ")

    with at_the_principals.work() as work:
        decisions.waive(work, student, "Frånvaron var en operation, och har upphört.")

    with at_the_principals.work() as work:
        [line] = decisions.decisions_of(work, case_id)
    assert (line.answer, line.recheck_on) == (InquiryAnswer.WAIVED, usual)
    assert line.motivation == "Frånvaron var en operation, och har upphört."
