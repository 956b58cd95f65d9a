"""A matter is what its packages have told, the latest first to be believed."""

from datetime import date

import pytest

from narvaro_desktop.domain.deciding.matter import (
    Matter,
    MatterState,
    PackageKind,
    Round,
    Wait,
    next_round,
    parts,
    share_tenths,
    wait,
)

DECISION = {"decidedOn": "2026-10-05", "dueOn": "2026-11-02"}
STUDENT = {
    "givenName": "Tuva", "familyName": "Blåbärsskog", "identityType": "other", "identityNumber": "EXEMPEL-1",
}  # fmt: skip


def test_an_anmalan_opens_a_matter_and_says_when_more_is_to_come() -> None:
    told = Matter("K7M2QX4").told(PackageKind.N1, {"decision": DECISION, "student": STUDENT, "schoolYear": 7})

    assert (told.student, told.identity) == ("Blåbärsskog, Tuva", "other:EXEMPEL-1")
    assert (told.decided_on, told.due_on) == (date(2026, 10, 5), date(2026, 11, 2))
    assert told.state is MatterState.OPEN


def test_result_and_closing_move_it_on_and_what_was_known_stays() -> None:
    begun = Matter("K7M2QX4").told(PackageKind.N1, {"decision": DECISION, "student": STUDENT})

    measures = begun.told(PackageKind.N2, {"result": {"nextFollowUpOn": "2026-12-01"}})
    closed = measures.told(PackageKind.N4, {"closure": {"closedOn": "2027-01-20"}})

    assert (measures.state, measures.due_on) == (MatterState.RESULT, date(2026, 12, 1))
    assert (closed.state, closed.due_on, closed.student) == (MatterState.CLOSED, None, "Blåbärsskog, Tuva")


def test_a_late_result_does_not_open_what_is_closed() -> None:
    closed = Matter("K7M2QX4", state=MatterState.CLOSED)

    assert closed.told(PackageKind.N2, {}).state is MatterState.CLOSED


def test_a_report_of_many_cases_has_a_part_for_each() -> None:
    items = [{"caseId": "K7M2QX4"}, {"caseId": "B2M9QX1"}]

    found = parts({"round": {"academicYear": "2026/2027", "week": 41}, "items": items})

    assert [part["caseId"] for part in found] == ["K7M2QX4", "B2M9QX1"]
    assert Matter("K7M2QX4").told(PackageKind.N3, found[0]).last_round == "2026/2027:41"


def test_a_withdrawal_has_no_parts() -> None:
    assert parts({"correctedFields": []}) == []
    assert not Matter("K7M2QX4").withdrawn().is_running


@pytest.mark.parametrize(
    ("absence", "tenths"),
    [
        ({"stated": {"tenths": 155}}, 155),
        ({"reportedSum": 9600, "validAbsenceSum": 2000, "invalidAbsenceSum": 200}, 229),
        ({"reportedSum": 0, "validAbsenceSum": 0, "invalidAbsenceSum": 0}, None),
        ({}, None),
    ],
)
def test_the_share_is_computed_here_too(absence: dict[str, object], tenths: int | None) -> None:
    assert share_tenths(absence) == tenths


@pytest.mark.parametrize(
    ("unanswered", "completing", "due_on", "running", "waits"),
    [
        (True, True, date(2026, 9, 1), True, Wait.ANSWER),
        (False, True, date(2026, 9, 1), True, Wait.COMPLETION),
        (False, False, date(2026, 9, 27), True, Wait.LATE),
        (False, False, date(2026, 9, 28), True, Wait.SCHOOL),
        (False, False, date(2026, 9, 1), False, Wait.NOTHING),
        (False, False, None, True, Wait.NOTHING),
    ],
)
def test_our_own_answer_comes_before_what_the_school_owes(
    unanswered: bool, completing: bool, due_on: date | None, running: bool, waits: Wait
) -> None:
    today = date(2026, 9, 28)

    assert waits is wait(
        unanswered=unanswered, completing=completing, due_on=due_on, running=running, today=today
    )


@pytest.mark.parametrize(
    ("today", "name", "due_on"),
    [
        (date(2026, 9, 28), "2026/2027:41", date(2026, 10, 16)),
        (date(2026, 10, 16), "2026/2027:41", date(2026, 10, 16)),
        (date(2026, 10, 17), "2026/2027:11", date(2027, 3, 26)),
        (date(2027, 2, 1), "2026/2027:11", date(2027, 3, 26)),
        (date(2027, 4, 1), "2027/2028:41", date(2027, 10, 22)),
    ],
)
def test_the_next_round_is_in_the_autumn_or_in_the_spring(today: date, name: str, due_on: date) -> None:
    assert (next_round(today).name, next_round(today).due_on) == (name, due_on)


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ("2026/2027:41", True),
        ("2026/2027:42", True),
        ("2026/2027:53", True),
        ("2026/2027:11", True),
        ("2026/2027:40", False),
        ("2025/2026:47", False),
        ("", False),
    ],
)
def test_a_report_of_the_asked_week_or_a_later_one_answers_the_round(told: str, answers: bool) -> None:
    assert Round(2026, 41, date(2026, 10, 16)).is_answered_by(told) is answers
