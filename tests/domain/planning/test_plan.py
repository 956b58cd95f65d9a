from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.case_terms import Indicator, MeasureNeed, PlanHint
from narvaro_desktop.domain.planning.plan import (
    Aim,
    FollowUp,
    Measure,
    MeasureEnded,
    MeasureIncomplete,
    NextDateMissing,
    NoReason,
    OffScale,
    PlanNotSigned,
    demand_complete,
    follow_up_of,
    hints,
    is_overdue,
    measure_needs,
    needs_support_programme,
    next_version,
    overdue,
)
from narvaro_desktop.domain.terms import LegalType, MeasureLevel, NextMove, Role

START = date(2026, 10, 5)
WELCOME = Measure(
    title="En vuxen möter Alva vid ankomsten",
    goal="Alva kommer in i skolan fyra morgnar av fem.",
    level=MeasureLevel.STUDENT,
    legal_type=LegalType.PRACTICAL,
    responsible_role=Role.MENTOR,
    starts_on=START,
    follow_up_on=START + timedelta(days=14),
    aim=Aim(Indicator.ATTENDANCE, 70, 80),
    student_view="Vill bli mött av fritidsledaren.",
)
days = st.dates(date(2026, 8, 1), date(2027, 6, 30))


def test_a_measure_with_goal_responsible_and_follow_up_date_can_begin() -> None:
    assert demand_complete(WELCOME) is WELCOME
    assert hints(WELCOME) == ()


def test_a_measure_without_a_follow_up_date_never_begins() -> None:
    with pytest.raises(MeasureIncomplete) as fault:
        demand_complete(replace(WELCOME, follow_up_on=None, responsible_role=None))

    assert fault.value.needs == (MeasureNeed.RESPONSIBLE, MeasureNeed.FOLLOW_UP_ON)


@given(days, days)
def test_the_follow_up_always_lies_after_the_start(start: date, follow_up: date) -> None:
    needs = measure_needs(replace(WELCOME, starts_on=start, follow_up_on=follow_up))

    assert (MeasureNeed.FOLLOW_UP_AFTER_START in needs) == (follow_up <= start)


def test_the_friendly_questions_stop_nothing() -> None:
    vague = replace(WELCOME, title="Stöd", aim=None, student_view="", follow_up_on=START + timedelta(days=40))

    assert hints(vague) == (
        PlanHint.SPECIFIC,
        PlanHint.MEASURABLE,
        PlanHint.STUDENT_ASKED,
        PlanHint.TIMED,
    )
    assert measure_needs(vague) == ()


def test_the_home_is_asked_what_it_thinks_of_a_measure_at_home() -> None:
    assert PlanHint.GUARDIAN_ASKED in hints(replace(WELCOME, level=MeasureLevel.HOME))


@pytest.mark.parametrize(("target", "asked"), [(80, False), (81, True)])
def test_a_rise_of_more_than_twenty_points_in_four_weeks_is_asked_about(target: int, asked: bool) -> None:
    aimed = replace(
        WELCOME, aim=Aim(Indicator.ATTENDANCE, 60, target), follow_up_on=START + timedelta(days=28)
    )

    assert (PlanHint.REALISTIC in hints(aimed)) is asked


@pytest.mark.parametrize(
    ("aim", "fits"), [((Indicator.RETURN, 1, 4), True), ((Indicator.CONTACT, 0, 5), False)]
)
def test_an_aim_lies_on_its_scale(aim: tuple[Indicator, int, int], fits: bool) -> None:
    assert Aim(*aim).on_scale is fits


def test_sarskilt_stod_needs_an_atgardsprogram_and_extra_anpassning_does_not() -> None:
    special = replace(WELCOME, legal_type=LegalType.SPECIAL_SUPPORT)

    assert needs_support_programme(special)
    assert not needs_support_programme(replace(special, support_programme="ÅP 2026-10-01"))
    assert not needs_support_programme(replace(WELCOME, legal_type=LegalType.EXTRA_ADAPTATION))


@given(st.sampled_from(NextMove), days, st.none() | days)
def test_a_measure_that_goes_on_always_has_a_later_date(
    move: NextMove, held: date, following: date | None
) -> None:
    seen = FollowUp(held, carried_out=True, seen="Gick bra två veckor.", next_move=move, next_on=following)

    try:
        comes = follow_up_of(WELCOME, seen, ended_on=None)
    except NextDateMissing:
        assert move is not NextMove.END
        assert following is None or following <= held
    else:
        assert (comes is None) == (move is NextMove.END)
        assert comes is None or comes > held


def test_an_evaluated_measure_takes_no_more_follow_ups() -> None:
    seen = FollowUp(START, carried_out=True, seen="", next_move=NextMove.END)

    with pytest.raises(MeasureEnded):
        follow_up_of(WELCOME, seen, ended_on=START)


def test_what_is_overdue_comes_oldest_first_and_what_has_ended_never() -> None:
    today = date(2026, 11, 2)
    plan = [
        ("a", date(2026, 10, 30), None),
        ("b", date(2026, 10, 19), None),
        ("c", today, None),
        ("d", date(2026, 10, 1), date(2026, 10, 2)),
    ]

    assert overdue(plan, today) == ("b", "a")
    assert not is_overdue(today, None, today)


def test_a_measure_does_not_end_before_it_begins_and_its_values_are_on_the_scale() -> None:
    wrong = replace(WELCOME, planned_end=START - timedelta(days=1), aim=Aim(Indicator.CONTACT, 0, 5))

    assert measure_needs(wrong) == (MeasureNeed.END_AFTER_START, MeasureNeed.ON_SCALE)
    assert measure_needs(replace(WELCOME, planned_end=START)) == ()


@pytest.mark.parametrize(("fidelity", "value"), [(5, None), (None, 101), (-1, None)])
def test_a_follow_up_measures_on_the_scale(fidelity: int | None, value: int | None) -> None:
    seen = FollowUp(START, True, "", NextMove.END, fidelity=fidelity, value=value)

    with pytest.raises(OffScale):
        follow_up_of(WELCOME, seen, ended_on=None)


@given(st.booleans(), st.integers(1, 9), st.text())
def test_only_a_signed_plan_gets_a_next_version_and_only_with_a_reason(
    signed: bool, version: int, reason: str
) -> None:
    try:
        following = next_version(signed, version, reason)
    except PlanNotSigned:
        assert not signed
    except NoReason:
        assert signed
        assert not reason.strip()
    else:
        assert following == version + 1
