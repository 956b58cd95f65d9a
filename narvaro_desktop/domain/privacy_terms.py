"""Words of protection and law that are stored: what the registered person can ask for, who has custody."""

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class RequestKind(Term):
    """A right of the registered person (dataskyddsförordningen (EU) 2016/679, art. 15, 16, 17, 18, 21), or of
    a part in a case (förvaltningslagen (2017:900) 10 §).
    """

    EXTRACT = "extract", N_("registerutdrag")
    PARTY = "party", N_("partsinsyn")
    CORRECTION = "correction", N_("rättelse")
    ERASURE = "erasure", N_("radering")
    RESTRICTION = "restriction", N_("begränsning")
    OBJECTION = "objection", N_("invändning")

    @property
    def is_copy(self) -> bool:
        """Whether what is kept is given out, once it has been reviewed."""
        return self in (RequestKind.EXTRACT, RequestKind.PARTY)

    @property
    def limits(self) -> bool:
        """Whether what is kept may be used only so far, from the day it is asked for (art. 18 and 21)."""
        return self in (RequestKind.RESTRICTION, RequestKind.OBJECTION)


class Custody(Term):
    """Whether a guardian has custody; who has none is told nothing by way of custody."""

    JOINT = "joint", N_("gemensam vårdnad")
    SOLE = "sole", N_("ensam vårdnad")
    NONE = "none", N_("ingen vårdnad")
    UNKNOWN = "unknown", N_("inte klarlagt")


class Purpose(Term):
    """Why somebody opens a pupil with skyddade personuppgifter; chosen, never told in words of one's own."""

    CASEWORK = "casework", N_("arbetet i ärendet")
    CONTACT = "contact", N_("kontakt med eleven eller vårdnadshavare")
    AUTHORITY = "authority", N_("begäran från myndighet eller huvudman")
    UPKEEP = "upkeep", N_("rättelse eller granskning av uppgifter")


class CopyKind(Term):
    """Where something of a pupil lies outside her rows."""

    PACKAGE = "package", N_("lämnat till huvudman eller hemkommun")
    LAPTOP = "laptop", N_("lämnat till en kollegas dator")
    PAPER = "paper", N_("utskrivet eller sparat som fil")
    BACKUP = "backup", N_("säkerhetskopia")


class Release(Term):
    """How a text in an extract is given out."""

    WHOLE = "whole", N_("lämnas ut")
    MASKED = "masked", N_("namn tas bort")
    WITHHELD = "withheld", N_("tas bort helt")


class RecordKind(Term):
    """A paper about the processing itself."""

    PROCESSING = "processing", N_("Registerförteckning (artikel 30)")
    DPIA = "dpia", N_("Konsekvensbedömning (artikel 35)")
    KLASSA = "klassa", N_("Underlag för KLASSA")
    CLAIMS = "claims", N_("Vad programmet skyddar mot och inte")
    LAPTOP = "laptop", N_("Förlorad dator, steg för steg")


class Standout(Term):
    """What a reviewer of the log looks at first."""

    AFTER_HOURS = "after_hours", N_("på kvällar, nätter och helger")
    PROTECTED = "protected", N_("elever med skyddade personuppgifter")
    TAKEN_OUT = "taken_out", N_("utskrivet, sparat eller förseglat")
    OWN_CHILD = "own_child", N_("elever som läsaren är vårdnadshavare till")
    SAME_NAME = "same_name", N_("elever med samma efternamn som läsaren")
    MUCH = "much", N_("personer som har läst mycket mer än andra")
