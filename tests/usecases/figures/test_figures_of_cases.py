"""The practice school's figures of cases, beside a plain count over its raw rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
from sqlalchemy import text

from narvaro_desktop.usecases.figures import statistics
from narvaro_desktop.usecases.figures.statistics import Answered
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.practice_school.practice_story import PRINCIPAL

FIRST, LAST, TODAY = "2026-08-18", "2026-12-21", "2026-09-28"
Rows = dict[str, list[dict[str, Any]]]
TABLES = (
    "case_file", "inquiry_decision", "notification", "measure", "follow_up", "duty", "partner_contact",
    "outside_meeting", "step_change", "person", "student", "note",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answered, Rows]]:
    made = practice.build(tmp_path_factory.mktemp("ovning"), with_files=False)
    office = made.unlock(PRINCIPAL)
    with office.work() as work:
        rows = {
            name: [dict(one) for one in work.session.execute(text(f"SELECT * FROM {name}")).mappings()]
            for name in TABLES
        }
        yield statistics.answered(work), rows
    office.close()


@pytest.fixture
def raw(told: tuple[Answered, Rows]) -> Rows:
    """The rows of pupils who are not protected."""
    rows = told[1]
    seen = {one["id"] for one in rows["student"] if not one["protected"]}
    cases = [one for one in rows["case_file"] if one["student_id"] in seen]
    ids = {one["id"] for one in cases}
    measures = [one for one in rows["measure"] if one["case_id"] in ids]
    decisions = [one for one in rows["inquiry_decision"] if one["student_id"] in seen]
    return {**rows, "case_file": cases, "measure": measures, "inquiry_decision": decisions}


def during(day: str | None) -> bool:
    return day is not None and FIRST <= day <= LAST


def still_open(case: dict[str, Any], day: str = TODAY) -> bool:
    return case["opened_on"] <= day and (case["closed_on"] is None or case["closed_on"] > day)


def weekdays(first: str, last: str) -> int:
    """Days after `first` up to `last` that are no Saturday or Sunday; there is no other free day by now."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (begin + timedelta(n) for n in range(1, (end - begin).days + 1))
    return sum(day.weekday() < 5 for day in days)


def test_cases_are_counted_as_their_rows_say(told: tuple[Answered, Rows], raw: Rows) -> None:
    cases = raw["case_file"]
    reopened = {one["case_id"] for one in raw["step_change"] if one["cause"] == "reopened"}

    expected = {
        "I05_open": sum(still_open(one) for one in cases),
        "I05_new": sum(during(one["opened_on"]) for one in cases),
        "I05_closed": sum(during(one["closed_on"]) for one in cases),
        "I05_reopened": sum(one["id"] in reopened for one in cases),
    }

    assert {key: told[0].whole[key] for key in expected} == expected
    assert expected["I05_open"] > 5


def test_decisions_and_what_became_of_them_are_counted_as_their_rows_say(
    told: tuple[Answered, Rows], raw: Rows
) -> None:
    decided = [one for one in raw["inquiry_decision"] if during(one["decided_on"])]
    opened = [one for one in decided if one["answer"] == "opened"]
    sent = {one["decision_id"]: one for one in raw["notification"] if one["handed_over_on"]}
    waits = [
        weekdays(one["decided_on"], sent[one["id"]]["handed_over_on"]) for one in opened if one["id"] in sent
    ]

    expected = {
        "I06": len(opened),
        "I06_waived": len(decided) - len(opened),
        "I08_given": len(waits),
        "I08_received": sum(bool(sent[one["id"]]["received_on"]) for one in opened if one["id"] in sent),
        "I09_same": sum(
            sent[one["id"]]["handed_over_on"] == one["decided_on"] for one in opened if one["id"] in sent
        ),
        "I09_5": sum(wait <= 5 for wait in waits),
        "I09_median": round(10 * median(waits)),
    }

    assert {key: told[0].whole[key] for key in expected} == expected
    assert expected["I08_given"] > 0


def test_measures_tasks_and_partners_are_counted_as_their_rows_say(
    told: tuple[Answered, Rows], raw: Rows
) -> None:
    began = [one for one in raw["measure"] if during(one["starts_on"])]
    held = {one["id"] for one in raw["case_file"] if one["opened_on"] <= LAST
            and (one["closed_on"] is None or one["closed_on"] >= FIRST)}  # fmt: skip
    now = {one["id"] for one in raw["case_file"] if still_open(one)}
    todo = [
        one for one in raw["duty"] if one["case_id"] in now and not one["done_on"] and not one["left_open_on"]
    ]
    met: dict[str, set[str]] = {case: set() for case in held}
    for one in raw["partner_contact"]:
        met.get(one["case_id"], set()).add(one["partner"])
    for one in raw["outside_meeting"]:
        if not one["cancelled_on"]:
            met.get(one["case_id"], set()).update(one["partners"].split(), {one["kind"]} & {"sip"})

    expected = {
        "I15": len(began),
        "I15_ended": sum(bool(one["ended_on"]) for one in began),
        "I15_reached": sum(one["outcome"] == "reached" for one in began),
        "I14_cases": len(held),
        "I14_social": sum(bool(one & {"social_services", "open_care"}) for one in met.values()),
        "I14_sip": sum("sip" in one for one in met.values()),
        "I14_team": sum("attendance_team" in one for one in met.values()),
        "I18_tasks": len(todo),
    }

    assert {key: told[0].whole[key] for key in expected} == expected
    assert expected["I14_social"] > 0 and expected["I18_tasks"] > 0
