"""Words of protection and law that are stored: what the registered person can ask for, who has custody."""

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class RequestKind(Term):
    """A right of the registered person (dataskyddsförordningen (EU) 2016/679, art. 15, 16, 17, 18, 21)."""

    EXTRACT = "extract", N_("registerutdrag")
    CORRECTION = "correction", N_("rättelse")
    ERASURE = "erasure", N_("radering")
    RESTRICTION = "restriction", N_("begränsning")
    OBJECTION = "objection", N_("invändning")


class Custody(Term):
    """Whether a guardian has custody; who has none is told nothing by way of custody."""

    JOINT = "joint", N_("gemensam vårdnad")
    SOLE = "sole", N_("ensam vårdnad")
    NONE = "none", N_("ingen vårdnad")
    UNKNOWN = "unknown", N_("inte klarlagt")
