"""The catalogue of measures that ships with the program, read once."""

import json
from functools import cache

from narvaro_desktop.domain import catalogue as rules
from narvaro_desktop.domain.catalogue import Entry
from narvaro_desktop.paths import resource


@cache
def entries() -> tuple[Entry, ...]:
    """Every measure and intervention to choose from, in the catalogue's order."""
    return rules.catalogue_of(json.loads(resource("catalogue", "measures.json").read_text(encoding="utf-8")))


def proposed(step: int) -> tuple[Entry, ...]:
    """Those that fit a step of the stair first, then the others."""
    fitting = rules.proposed(entries(), step)
    return (*fitting, *(entry for entry in entries() if entry not in fitting))
