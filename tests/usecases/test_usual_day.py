"""How long a school day is where no file tells: what the routine says of the stage, else the timplan."""

from copy import deepcopy
from dataclasses import replace

from narvaro_desktop.domain.pack import pack_of
from narvaro_desktop.usecases.importing.import_estimates import usual_day
from narvaro_desktop.usecases.rules import shipped
from narvaro_desktop.usecases.work import Office


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

    assert own(middle["first"]) == 271 != by_timplan(middle["first"])
    assert own(1) == by_timplan(1), "a stage that says nothing has the timplan's day"
