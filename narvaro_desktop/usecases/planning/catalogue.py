"""The catalogue of measures: what ships with the program, read once, and the municipality's own."""

import json
from functools import cache

from narvaro_desktop.domain.planning import catalogue as rules
from narvaro_desktop.domain.planning.catalogue import Entry
from narvaro_desktop.paths import resource


@cache
def entries() -> tuple[Entry, ...]:
    """Every measure and intervention to choose from, in the catalogue's order."""
    return rules.catalogue_of(json.loads(resource("catalogue", "measures.json").read_text(encoding="utf-8")))


def measured() -> frozenset[int]:
    """The steps for which a measure of the shipped catalogue is proposed."""
    return frozenset(step for entry in entries() for step in entry.steps)


def proposed(step: int, own: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
    """Those that fit a step of the stair first, `own` before the shipped ones, then the others."""
    every = (*own, *entries())
    fitting = rules.proposed(every, step)
    return (*fitting, *(entry for entry in every if entry not in fitting))
