import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from narvaro_desktop.domain.planning.plan import Aim, Around, FollowUp, Measure
from narvaro_desktop.domain.planning.plan_text import PlanText, Seen, WrittenMeasure, as_data, text_of
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.domain.schooldays import IsoWeek
from narvaro_desktop.domain.terms import NextMove

days = st.dates(date(2026, 8, 1), date(2027, 6, 30))
numbers = st.none() | st.integers(0, 10)
aims = st.none() | st.builds(Aim, baseline=numbers, target=numbers)
measures = st.builds(Measure, starts_on=st.none() | days, follow_up_on=st.none() | days, aim=aims)
seen = st.builds(
    Seen, st.builds(FollowUp, held_on=days, next_on=st.none() | days, fidelity=numbers), st.text()
)
written = st.builds(
    WrittenMeasure, measure=measures, follow_ups=st.lists(seen, max_size=2).map(tuple),
    ended_on=st.none() | days,
)  # fmt: skip
weeks = st.builds(PlannedWeek, st.builds(IsoWeek, st.integers(2026, 2027), st.integers(1, 52)))
texts = st.builds(
    PlanText, measures=st.lists(written, max_size=3).map(tuple), weeks=st.lists(weeks, max_size=3).map(tuple)
)


@given(texts)
def test_every_word_of_a_plan_comes_back_from_its_json(text: PlanText) -> None:
    assert text_of(json.loads(json.dumps(as_data(text)))) == text


def test_what_an_older_program_did_not_write_has_its_default() -> None:
    follow_up = FollowUp(date(2026, 9, 25), True, "Tre besök.", NextMove.CONTINUE, date(2026, 10, 9))
    data = as_data(PlanText("7B", Around("Lugn start."), ()))
    old = {"follow_up": {**as_old(follow_up)}, "by": "Kurator Ek"}
    data["measures"] = [{"key": "x", "measure": old_measure(), "follow_ups": [old]}]
    del data["weeks"]

    [measure] = text_of(data).measures

    assert measure.follow_ups == (Seen(follow_up, "Kurator Ek"),)
    assert measure.measure.resource == ""


def as_old(follow_up: FollowUp) -> dict[str, object]:
    assert follow_up.next_on is not None
    return {
        "held_on": follow_up.held_on.isoformat(), "carried_out": True, "seen": follow_up.seen,
        "next_move": "continue", "next_on": follow_up.next_on.isoformat(),
    }  # fmt: skip


def old_measure() -> dict[str, object]:
    return {
        "title": "En vuxen möter eleven", "goal": "Fyra morgnar.", "level": "student",
        "legal_type": "practical", "responsible_role": "mentor",
    }  # fmt: skip
