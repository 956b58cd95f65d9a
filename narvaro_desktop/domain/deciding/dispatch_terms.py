"""What is told to the huvudman after the anmälan: its kinds, causes as areas, and what it may lack."""

from narvaro_desktop.domain.terms import CauseCategory, Term
from narvaro_desktop.i18n import N_


class DispatchKind(Term):
    """What a school tells of a case besides its anmälan; the keys are the kinds of sealed packages."""

    HOME = "n1h", N_("Uppgift till hemkommunen")
    RESULT = "n2", N_("Resultat av utredningen")
    STATUS = "n3", N_("Lägesrapport")
    CLOSING = "n4", N_("Avslut")
    CORRECTION = "n5", N_("Rättelse")
    REQUEST = "n6", N_("Begäran om stöd")


class CauseArea(Term):
    """A cause as coarse as the nämnd asks for it."""

    SCHOOL = "school", N_("skolan")
    PEERS = "peers", N_("kamrater")
    INDIVIDUAL = "individual", N_("individ")
    HOME = "home", N_("hem")
    LEISURE = "leisure", N_("fritid")
    OTHER = "other", N_("övrigt")
    UNKNOWN = "unknown", N_("okänd")


def area_of(cause: CauseCategory) -> CauseArea:
    """The area that a cause lies in."""
    return CauseArea.of(cause.key.partition("_")[0])


class DispatchNeed(Term):
    """What a dispatch lacks before it can leave."""

    DECISION = "decision", N_("ett beslut om utredning")
    COMPLETED_ON = "completed_on", N_("dagen då utredningen blev klar")
    FOLLOW_UP = "follow_up", N_("dagen för nästa uppföljning")
    ABSENCE = "absence", N_("frånvaro: tal, period och källa")
    CLOSURE = "closure", N_("att ärendet är avslutat")
    SUPPORT = "support", N_("vilket stöd som behövs")
    CORRECTED = "corrected", N_("vad som rättas")
    CASES = "cases", N_("minst ett ärende")
    SCHOOL = "school", N_("skolenhetskod, huvudman och kontaktväg")
    STUDENT = "student", N_("elevens namn, årskurs, skolform och hemkommun")
