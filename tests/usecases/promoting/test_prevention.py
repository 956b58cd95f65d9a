"""Främja och förebygga: measures for groups, rounds, the weekly review, and who has read the introduction."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.planning.plan import MeasureIncomplete
from narvaro_desktop.domain.promoting.prevention import RoundMark
from narvaro_desktop.domain.terms import MeasureLevel, Outcome, Role, SuggestionAnswer
from narvaro_desktop.store.primitives import PRACTICE_KDF
from narvaro_desktop.usecases.absence import suggestions
from narvaro_desktop.usecases.absence.suggestions import Answer
from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.promoting import prevention
from narvaro_desktop.usecases.promoting.prevention import (
    FollowUpBeforeStart,
    GroupMeasure,
    PlaceMissing,
    SeenMissing,
)
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.teamwork import reviews
from narvaro_desktop.usecases.teamwork.reviews import NothingToReview
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases.pupils_with_days import DAY, data_until, days, pupil

UNTIL, TODAY = date(2026, 9, 25), date(2026, 9, 28)
QUIET = GroupMeasure(
    "En lugnare matsal", MeasureLevel.GROUP, "årskurs 7", "Fler äter lunch i matsalen.", Role.PRINCIPAL,
    TODAY, TODAY + timedelta(days=21),
)  # fmt: skip


@pytest.fixture
def office(school: School) -> Iterator[Office]:
    opened = school.unlock()
    opened.clock = Clock(TODAY)
    yield opened
    opened.close()


def test_a_measure_for_a_group_is_followed_up_and_ends_with_a_result(office: Office) -> None:
    with office.work() as work:
        made = prevention.add_measure(work, QUIET).value
    with office.work() as work:
        prevention.follow_up(work, made, "Tolv fler äter där nu.", TODAY + timedelta(days=14))
    with office.work() as work:
        prevention.follow_up(work, made, "Det håller i sig.", None, Outcome.REACHED)

    with office.work() as work:
        (line,) = prevention.measures(work)
    assert [one.seen for one in line.seen] == ["Det håller i sig.", "Tolv fler äter där nu."]
    assert (line.ended_on, line.outcome, line.is_overdue) == (TODAY, Outcome.REACHED, False)


def test_a_measure_without_a_goal_or_with_its_days_the_wrong_way_round_is_refused(office: Office) -> None:
    with office.work() as work, pytest.raises(MeasureIncomplete):
        prevention.add_measure(work, replace(QUIET, goal=" "))
    with office.work() as work, pytest.raises(FollowUpBeforeStart):
        prevention.add_measure(work, replace(QUIET, follow_up_on=TODAY))
    with office.work() as work:
        made = prevention.add_measure(work, QUIET).value
        with pytest.raises(SeenMissing):
            prevention.follow_up(work, made, "", TODAY + timedelta(days=3))
        with pytest.raises(FollowUpBeforeStart):
            prevention.follow_up(work, made, "Sett.", None)


def test_a_late_follow_up_is_overdue_and_stands_first(office: Office) -> None:
    late = replace(
        QUIET,
        title="Rastvärdar",
        starts_on=TODAY - timedelta(days=30),
        follow_up_on=TODAY - timedelta(days=1),
    )
    with office.work() as work:
        prevention.add_measure(work, QUIET)
        prevention.add_measure(work, late)

    with office.work() as work:
        assert [(one.measure.title, one.is_overdue) for one in prevention.measures(work)] == [
            ("Rastvärdar", True), ("En lugnare matsal", False),
        ]  # fmt: skip


def test_a_round_counts_what_works_among_what_was_looked_at(office: Office) -> None:
    marks = {
        "canteen": (RoundMark.LACKING, "Ljudet från diskbanan"),
        "greeting": (RoundMark.WORKS, ""),
        "quiet_place": (RoundMark.NOT_RELEVANT, ""),
    }
    with office.work() as work:
        prevention.keep_round(work, "Matsalen", TODAY, marks)
        with pytest.raises(PlaceMissing):
            prevention.keep_round(work, " ", TODAY, marks)

    with office.work() as work:
        (line,) = prevention.rounds(work)
    assert (line.place, line.works, line.looked_at, line.who) == ("Matsalen", 1, 2, "Kurator Ek")
    assert line.marks["canteen"] == (RoundMark.LACKING, "Ljudet från diskbanan")


def test_where_absence_gathers_is_counted_by_class_without_small_numbers(office: Office) -> None:
    with office.work() as work:
        assert prevention.spots(work) is None
        for place in range(12):
            away = DAY * 3 // 10 if place < 6 else 0
            days(work, pupil(work, f"Elev{place} Granbarr", "7B"), UNTIL, [away] * 20)
        data_until(work, UNTIL)

    with office.work() as work:
        found = prevention.spots(work)
    assert found is not None
    (spot,) = found.groups
    assert (spot.name, spot.pupils, spot.noticed, spot.high) == ("7B", 12, 6, 6)


def test_a_review_tells_who_was_looked_at_over_which_data_and_who_signed(office: Office) -> None:
    with office.work() as work, pytest.raises(NothingToReview):
        reviews.sign(work)
    with office.work() as work:
        first = pupil(work, "Alva Granbarr", "7B")
        for student in (first, pupil(work, "Bo Regnskur", "7B"), pupil(work, "Cia Kottelund", "5A")):
            days(work, student, UNTIL, [DAY * 12 // 100] * 25)
        data_until(work, UNTIL)
        assert reviews.is_due(work)
    with office.work() as work:
        suggestions.answer(work, [first], Answer(SuggestionAnswer.FOLLOWED))

    with office.work() as work:
        found = reviews.review(work)
        reviews.sign(work, "5A tas upp i arbetslaget.")

    assert found is not None
    assert [(one.class_name, one.waiting, len(one.pupils)) for one in found.classes] == [
        ("5A", 1, 1), ("7B", 1, 2),
    ]  # fmt: skip
    with office.work() as work:
        (signed,) = reviews.reviews(work)
        assert (signed.pupils, signed.unanswered, signed.data_until) == (3, 2, UNTIL)
        assert (signed.who, signed.words) == ("Kurator Ek", "5A tas upp i arbetslaget.")
        assert not reviews.is_due(work)
    office.clock = Clock(TODAY + timedelta(days=7))
    with office.work() as work:
        assert reviews.is_due(work)


def test_a_new_colleague_reads_and_confirms_and_the_rektor_sees_who_has(school: School) -> None:
    office = school.unlock("Mentor Al")
    with office.work() as work:
        before = routine.introduction(work)
        routine.confirm(work)
        routine.confirm(work)
        after = routine.introduction(work)
    office.close()

    assert before.confirmed_at is None and after.confirmed_at is not None
    assert before.readers == (), "a mentor sees only her own"
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        readers = {one.name: one.confirmed_at is not None for one in routine.introduction(work).readers}
    office.close()
    assert readers == {"Kurator Ek": False, "Mentor Al": True, "Rektor Rönn": False}


def test_the_implementation_is_ticked_point_by_point(office: Office) -> None:
    with office.work() as work:
        routine.tick(work, "decided", True)
        routine.tick(work, "roles", True)
    with office.work() as work:
        routine.tick(work, "roles", False)

    with office.work() as work:
        done = {one.point.key: one.done_by for one in routine.implementation(work) if one.done_on}
    assert done == {"decided": "Kurator Ek"}


@pytest.mark.parametrize("role", [Role.SUBJECT_TEACHER, Role.RECIPIENT])
def test_those_outside_the_team_have_no_part_in_it(school: School, role: Role) -> None:
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        team.add_person(work, "Någon Annan", role, School.PHRASE, kdf=PRACTICE_KDF)
    office.close()
    office = school.unlock("Någon Annan")
    with office.work() as work:
        for question in (prevention.measures, prevention.rounds, reviews.reviews, routine.implementation):
            with pytest.raises(NotAllowed):
                question(work)
    office.close()
