"""Samråd and ställningstagande: who must be heard in an utredning, and whether there is worry for the child.

Skollagen (2010:800) 7 kap. 19 a §: an utredning is made in samråd with the pupil, the guardians and the
elevhälsa. Skollagen 29 kap. 13 §: whoever works in the school reports worry at once; absence alone is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.terms import ContactKind, Party, Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_

CONSULTED: Final = (Party.STUDENT, Party.GUARDIAN, Party.HEALTH_TEAM)


class ConsultationIncomplete(NarvaroError):
    """A samråd that was held lacks its summary, or one that failed the number of attempts: `field`."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class StanceIncomplete(NarvaroError):
    """A ställningstagande needs its motivering."""


class StanceAnswer(Term):
    """What somebody came to about an orosanmälan."""

    NO = "no", N_("ingen oro för hur eleven har det")
    CONSULTED = "consulted", N_("socialtjänsten har rådfrågats utan att eleven nämndes")
    CONCERN = "concern", N_("det finns oro, och den anmäls")


@dataclass(frozen=True, slots=True)
class Consultation:
    """One samråd; `held` False is "försökt, ej nådd" after so many `attempts`."""

    party: Party
    held: bool
    form: ContactKind
    happened_on: date
    summary: str = ""
    attempts: int | None = None
    guardian_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """What was thought about an orosanmälan on a day, by whom, and why."""

    answer: StanceAnswer
    decided_on: date
    who: str
    why: str


def complete(consultation: Consultation) -> Consultation:
    """`consultation`, if it says what came of it; raises ConsultationIncomplete."""
    if consultation.held and not consultation.summary.strip():
        raise ConsultationIncomplete("summary")
    if not consultation.held and not consultation.attempts:
        raise ConsultationIncomplete("attempts")
    return consultation


def lacking(
    given: Iterable[tuple[Party, UUID | None]], guardians: Iterable[UUID]
) -> tuple[tuple[Party, UUID | None], ...]:
    """Who has neither been heard nor tried; each guardian apart, where they are known."""
    heard = set(given)
    known = tuple(guardians)
    wanted: list[tuple[Party, UUID | None]] = [(Party.STUDENT, None)]
    wanted += [(Party.GUARDIAN, each) for each in known] or [(Party.GUARDIAN, None)]
    wanted.append((Party.HEALTH_TEAM, None))
    return tuple(each for each in wanted if each not in heard)


def justified(stance: Stance) -> Stance:
    """`stance`, if it says why; raises StanceIncomplete."""
    if not stance.why.strip():
        raise StanceIncomplete
    return stance
