"""What a school does together that belongs to no pupil: meetings with others, training, guidance."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_


class EventKind(Term):
    MEETING = "meeting", N_("möte om samverkan")
    STEERING = "steering", N_("avstämning med styrgrupp eller huvudman")
    TRAINING = "training", N_("utbildning eller workshop")
    GUIDANCE = "guidance", N_("handledning av arbetslag")


class EventIncomplete(NarvaroError):
    """It lacks these: (`subject`, `whom`, `next_owner` …)."""


class EventDays(NarvaroError):
    """One comes back to it on a day that does not lie after it: (the day it was held,)."""


class TooManyParticipants(NarvaroError):
    """More took part than can be counted: (the number that was given,)."""


MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class SchoolEvent:
    """`whom` are functions, never persons; with a day to come back there is one who answers for it."""

    kind: EventKind
    held_on: date
    subject: str
    whom: str = ""
    agreed: str = ""
    participants: int | None = None
    next_owner: str = ""
    follow_up_on: date | None = None

    @property
    def teaches(self) -> bool:
        """Whether it is something that people take part in."""
        return self.kind in (EventKind.TRAINING, EventKind.GUIDANCE)


def checked(event: SchoolEvent) -> SchoolEvent:
    """`event`, if it says enough.

    :raises EventIncomplete: no subject, nobody met, or nobody who goes on with it on its day
    :raises EventDays: the day to come back is not after it
    :raises TooManyParticipants:
    """
    asked = {"subject": event.subject, "whom": event.whom}
    if event.follow_up_on is not None:
        asked["next_owner"] = event.next_owner
    if lacks := [name for name, words in asked.items() if not words.strip()]:
        raise EventIncomplete(*lacks)
    if event.follow_up_on is not None and event.follow_up_on <= event.held_on:
        raise EventDays(event.held_on)
    if event.participants is not None and not 0 <= event.participants <= MOST:
        raise TooManyParticipants(event.participants)
    return event
