"""Working with others than the school: whose consent opens what, who has been asked, what was agreed.

A consent here lifts secrecy towards one partner (offentlighets- och sekretesslagen (2009:400) 10 kap. 1 §,
skollagen 29 kap. 14 § in independent schools). It is never what the school's own work rests on.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.sorting import search_key
from narvaro_desktop.domain.terms import Term
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_


class Partner(Term):
    """Whom the school works with; always a function, never a person."""

    SOCIAL_SERVICES = "social_services", N_("socialtjänsten")
    OPEN_CARE = "open_care", N_("socialtjänstens öppenvård")
    PSYCHIATRY = "psychiatry", N_("BUP")
    FIRST_LINE = "first_line", N_("första linjen")
    HABILITATION = "habilitation", N_("habiliteringen")
    HEALTH_CARE = "health_care", N_("regionen, annan vård")
    YOUTH_CLINIC = "youth_clinic", N_("ungdomsmottagningen")
    POLICE = "police", N_("polisen")
    ATTENDANCE_TEAM = "attendance_team", N_("närvaroteamet")
    PROVIDER = "provider", N_("utföraren av insatsen")
    LEISURE = "leisure", N_("fritid och föreningar")
    WORKPLACE = "workplace", N_("arbetsplatsen")
    HOME_MUNICIPALITY = "home_municipality", N_("hemkommunen")
    OTHER = "other", N_("annan aktör")


_CARE: Final = frozenset(
    {Partner.PSYCHIATRY, Partner.FIRST_LINE, Partner.HABILITATION, Partner.HEALTH_CARE, Partner.YOUTH_CLINIC}
)
_SOCIAL: Final = frozenset({Partner.SOCIAL_SERVICES, Partner.OPEN_CARE})
COORDINATED_FROM: Final = 3
"""From so many partners a meeting names someone who holds it together."""


class ConsentAnswer(Term):
    GIVEN = "given", N_("ja")
    DECLINED = "declined", N_("nej")
    NOT_REACHED = "not_reached", N_("försökt, ej nådd")


class ConsentState(Term):
    """What a consent is worth on a day."""

    VALID = "valid", N_("gäller")
    PARTIAL = "partial", N_("alla vårdnadshavare är inte tillfrågade")
    EXPIRED = "expired", N_("har gått ut")
    WITHDRAWN = "withdrawn", N_("återkallat")
    DECLINED = "declined", N_("nej")
    NOT_REACHED = "not_reached", N_("ej nådd")
    MISSING = "missing", N_("saknas")


class ContactState(Term):
    """Where a question, a referral or an application stands."""

    PLANNED = "planned", N_("ska tas")
    ASKED = "asked", N_("väntar på svar")
    ONGOING = "ongoing", N_("pågår")
    REFUSED = "refused", N_("blev inte av")
    ENDED = "ended", N_("avslutad")


class Obstacle(Term):
    """Why something that was needed did not come about; counted, never searched by person."""

    QUEUE = "queue", N_("kö eller ingen plats")
    NOT_THEIRS = "not_theirs", N_("mottagaren anser att det inte är deras ansvar")
    UNCLEAR = "unclear", N_("oklart vem som ansvarar")
    DECLINED = "declined", N_("familjen tackade nej")
    NO_ANSWER = "no_answer", N_("inget svar")
    OTHER = "other", N_("annat")


class MeetingKind(Term):
    SIP = "sip", N_("SIP")
    OFFICIALS = "officials", N_("tjänstemannamöte")
    NETWORK = "network", N_("nätverksmöte")


class Ground(Term):
    """What lets others than the family hear of the pupil."""

    CONSENT = "consent", N_("med samtycke")
    ANONYMOUS = "anonymous", N_("avidentifierat")


class MeetingNeed(Term):
    """What a meeting lacks before it can be kept as held."""

    TASKS = "tasks", N_("minst en sak som någon ska göra")
    LEAD = "lead", N_("vem som har huvudansvaret")
    COORDINATOR = "coordinator", N_("vem som samordnar, eftersom tre eller fler är med")
    NEXT_OWNER = "next_owner", N_("vem som tar nästa steg")
    FOLLOW_UP = "follow_up", N_("dag för uppföljning")


class ConsentNeeded(NarvaroError):
    """Nothing is shared with `partner`: the consent is not there, or is no longer good.

    `given` of `guardians` have said yes, where that is what it lacks.
    """

    def __init__(self, partner: Partner, state: ConsentState, given: int = 0, guardians: int = 0) -> None:
        super().__init__(partner.key, state.key)
        self.partner, self.state = partner, state
        self.given, self.guardians = given, guardians


class SipConsentNeeded(NarvaroError):
    """A SIP is called with consent alone, and no reason goes past that: socialtjänstlagen 10 kap. 8 §."""

    def __init__(self, partner: Partner, state: ConsentState) -> None:
        super().__init__(partner.key, state.key)
        self.partner, self.state = partner, state


class MeetingIncomplete(NarvaroError):
    """The meeting lacks these."""

    def __init__(self, needs: Sequence[MeetingNeed]) -> None:
        super().__init__(*(need.key for need in needs))
        self.needs = tuple(needs)


class NameInText(NarvaroError):
    """A text that is to leave without names holds the pupil's or a guardian's."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer of one giver; `giver` is a guardian's id, None is the pupil."""

    giver: UUID | None
    partner: Partner
    answer: ConsentAnswer
    answered_on: date
    until: date | None = None
    withdrawn_on: date | None = None

    def state(self, today: date) -> ConsentState:
        """What it is worth on `today`; it holds through its last day."""
        if self.answer is ConsentAnswer.NOT_REACHED:
            return ConsentState.NOT_REACHED
        if self.answer is ConsentAnswer.DECLINED:
            return ConsentState.DECLINED
        if self.withdrawn_on is not None and self.withdrawn_on <= today:
            return ConsentState.WITHDRAWN
        if self.until is not None and self.until < today:
            return ConsentState.EXPIRED
        return ConsentState.VALID


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whether one may share with a partner: `until` the first consent ends, `unheard` givers not reached.

    `given` of `guardians` have said yes; `unasked` are those whom nobody has asked, though another has been.
    """

    partner: Partner
    state: ConsentState
    until: date | None = None
    unheard: int = 0
    given: int = 0
    guardians: int = 0
    unasked: tuple[UUID, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.state is ConsentState.VALID


def sharing(
    consents: Iterable[Consent], partner: Partner, today: date, guardians: Collection[UUID] = ()
) -> Sharing:
    """What each giver's latest answer adds up to. One who says no stops it; one not reached only shows.

    Guardians with joint custody decide together (föräldrabalken 6 kap. 13 §): where it rests on `guardians`,
    one who has not been asked is missing. Where only the pupil has answered, by age and maturity, it rests
    on her.
    """
    latest: dict[UUID | None, Consent] = {}
    for one in sorted(consents, key=lambda each: each.answered_on):
        if one.partner is partner:
            latest[one.giver] = one
    states = [one.state(today) for one in latest.values()]
    unheard = states.count(ConsentState.NOT_REACHED)
    for bad in (ConsentState.WITHDRAWN, ConsentState.DECLINED, ConsentState.EXPIRED):
        if bad in states:
            return Sharing(partner, bad, unheard=unheard)
    if ConsentState.VALID not in states:
        return Sharing(partner, ConsentState.MISSING, unheard=unheard)
    ends = [one.until for one in latest.values() if one.until and one.state(today) is ConsentState.VALID]
    given = sum(one in latest and latest[one].state(today) is ConsentState.VALID for one in guardians)
    unasked = tuple(one for one in guardians if one not in latest)
    if len(unasked) == len(guardians):
        unasked = ()
    state = ConsentState.PARTIAL if unasked else ConsentState.VALID
    return Sharing(partner, state, min(ends, default=None), unheard, given, len(guardians), unasked)


def demand(found: Sharing, reason: str = "") -> None:
    """Nothing, if one may share or says why one does all the same; raises ConsentNeeded."""
    if not found.allowed and not reason.strip():
        raise ConsentNeeded(found.partner, found.state, found.given, found.guardians)


def demand_for_sip(found: Sharing, reason: str = "") -> None:
    """Nothing, if the partner may be called to a SIP; raises SipConsentNeeded.

    Where a guardian has said yes and another has not been asked, a person may decide, and says why: without
    that ConsentNeeded is raised.
    """
    if found.state is ConsentState.PARTIAL:
        demand(found, reason)
    elif not found.allowed:
        raise SipConsentNeeded(found.partner, found.state)


def suggests_sip(partners: Collection[Partner]) -> bool:
    """Whether both socialtjänst and vård are in it: then a SIP is thought of.

    Socialtjänstlagen (2025:400) 10 kap. 8 §, hälso- och sjukvårdslagen (2017:30) 16 kap. 4 §.
    """
    return bool(_SOCIAL & set(partners)) and bool(_CARE & set(partners))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What someone does, and by when. `who` is a function."""

    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a meeting came to. `lead` has the overall responsibility of a SIP."""

    summary: str = ""
    tasks: tuple[Agreed, ...] = ()
    lead: str = ""
    coordinator: str = ""
    next_owner: str = ""
    follow_up_on: date | None = None


def complete(kind: MeetingKind, partners: int, result: Result) -> Result:
    """`result`, once it says who does what, who goes on and when one looks again.

    :raises MeetingIncomplete:
    """
    has = {
        MeetingNeed.TASKS: kind is not MeetingKind.SIP or bool(result.tasks),
        MeetingNeed.LEAD: kind is not MeetingKind.SIP or bool(result.lead.strip()),
        MeetingNeed.COORDINATOR: partners < COORDINATED_FROM or bool(result.coordinator.strip()),
        MeetingNeed.NEXT_OWNER: bool(result.next_owner.strip()),
        MeetingNeed.FOLLOW_UP: kind is MeetingKind.OFFICIALS or result.follow_up_on is not None,
    }
    if needs := [need for need, is_there in has.items() if not is_there]:
        raise MeetingIncomplete(needs)
    return result


def without_names(text: str, names: Iterable[str]) -> str:
    """`text`, if none of `names` (each word of three letters or more) stands in it; raises NameInText."""
    found = set(search_key(text).replace(",", " ").replace(".", " ").split())
    words = {word for name in names for word in search_key(name).split() if len(word) > 2}
    if any(word in found or f"{word}s" in found for word in words):
        raise NameInText
    return text
