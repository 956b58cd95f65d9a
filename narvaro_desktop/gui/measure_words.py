"""What a measure and its follow-ups are said in on the screen, with their days."""

from datetime import date
from typing import Final

from narvaro_desktop.domain.planning.plan import Measure
from narvaro_desktop.domain.planning.plan_text import Seen
from narvaro_desktop.gui import days
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import measure_words as words

SEPARATOR: Final = "  ·  "


def facts(measure: Measure, today: date) -> str:
    """Who answers for it, from when, and how the goal is seen."""
    said = [_("Ansvarig: {who}").format(who=words.who(measure))]
    if measure.starts_on is not None:
        said.append(_("från {day}").format(day=days.short(measure.starts_on, today)))
    if measure.planned_end is not None:
        said.append(_("till {day}").format(day=days.short(measure.planned_end, today)))
    if measure.aim is not None:
        said.append(words.aim(measure.aim))
    return SEPARATOR.join(said)


def follow_up(seen: Seen, measure: Measure, today: date) -> str:
    """`25 sep  ·  blev av  ·  mående: 4  ·  Kurator Ek`."""
    on = days.short(seen.follow_up.held_on, today)
    return SEPARATOR.join(filter(None, (on, *words.follow_up(seen, measure), seen.by)))
