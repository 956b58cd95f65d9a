"""How long a school day is where no file tells: what the routine says of the stage, else the timplan."""

import json
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

import pytest

from narvaro_desktop.domain.routines.pack import pack_of
from narvaro_desktop.domain.terms import SchoolForm
from narvaro_desktop.paths import resource
from narvaro_desktop.usecases.importing.import_estimates import usual_day
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office

_GRUNDSKOLA = SchoolForm.COMPULSORY


def test_the_routines_own_day_comes_before_the_timplan(at_the_principals: Office) -> None:
    office, rules = at_the_principals, shipped()
    document = deepcopy(dict(rules.pack.document))
    middle = document["calendar"]["stages"][1]
    middle["minutes"] = 271
    with office.work() as work:
        by_timplan = usual_day(work)

    office.rules = replace(rules, packs={rules.default: pack_of(document, rules.default)})
    with office.work() as work:
        own = usual_day(work)

    assert own(middle["first"], _GRUNDSKOLA) == 271 != by_timplan(middle["first"], _GRUNDSKOLA)
    assert own(1, _GRUNDSKOLA) == by_timplan(1, _GRUNDSKOLA), (
        "a stage that says nothing has the timplan's day"
    )


def test_each_school_form_has_its_hours_with_source_and_they_add_up() -> None:
    told = json.loads(resource("catalogue", "teaching_time.json").read_text(encoding="utf-8"))

    assert [one["form"] for one in told["forms"]] == [form.key for form in SchoolForm]
    for one in told["forms"]:
        assert sum(stage["hours"] for stage in one["stages"]) == one["hours"], one["form"]
        assert " kap. " in one["source"] and "§" in one["source"]
        years = [(stage["first"], stage["last"]) for stage in one["stages"]]
        assert all(last + 1 == first for (_, last), (first, _) in pairwise(years))


@pytest.mark.parametrize(
    ("form", "year", "minutes"),
    [
        (SchoolForm.PRESCHOOL_CLASS, 0, 176),
        (SchoolForm.COMPULSORY, 2, 215),
        (SchoolForm.COMPULSORY, 5, 265),
        (SchoolForm.COMPULSORY, 9, 292),
        (SchoolForm.COMPULSORY, None, 258),
        (SchoolForm.ADAPTED_COMPULSORY, 8, 298),
        (SchoolForm.UPPER_SECONDARY, 1, 244),
        (SchoolForm.UPPER_SECONDARY, None, 244),
        (SchoolForm.ADAPTED_UPPER_SECONDARY, 4, 303),
    ],
)
def test_a_day_by_law_of_each_school_form(
    at_the_principals: Office, form: SchoolForm, year: int | None, minutes: int
) -> None:
    with at_the_principals.work() as work:
        assert usual_day(work)(year, form) == minutes
