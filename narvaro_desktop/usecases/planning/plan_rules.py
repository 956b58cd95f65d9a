"""What a municipality may change about plans, read once: scales of goals, and how a return is judged."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from narvaro_desktop.domain.case_terms import Indicator
from narvaro_desktop.domain.planning.return_schedule import ScheduleRules
from narvaro_desktop.domain.planning.scales import Scale, scales_of
from narvaro_desktop.paths import resource


@cache
def scales() -> Mapping[Indicator, Scale]:
    """The scales of goals that are not presence."""
    return scales_of(_load("scales.json"))


@cache
def schedule_rules() -> ScheduleRules:
    """When a planned week is missed, and how many in a row raise a task."""
    data = _load("return_schedule.json")
    return ScheduleRules(
        missed_below_percent=int(data["missed_below_percent"]),
        step_minutes=int(data["step_minutes"]),
        weeks_in_a_row=int(data["weeks_in_a_row"]),
    )


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("catalogue", name).read_text(encoding="utf-8"))
    return loaded
