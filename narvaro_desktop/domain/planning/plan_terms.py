"""The dictionary, continued: what a follow-up says of a measure, and where a plan stands with the rektor."""

from narvaro_desktop.domain.terms import Term
from narvaro_desktop.i18n import N_


class NotDone(Term):
    """Why a measure did not come about."""

    RESOURCES = "resources", N_("resurser saknades")
    STUDENT = "student", N_("eleven ville eller orkade inte")
    GUARDIAN = "guardian", N_("vårdnadshavare avstod")
    ACTOR = "actor", N_("någon annan kom inte i gång")
    SECRECY = "secrecy", N_("sekretess eller samtycke")
    OTHER = "other", N_("annat")


class Shift(Term):
    """What has changed since the last time, as those who follow up see it."""

    BETTER = "better", N_("bättre")
    SAME = "same", N_("som förut")
    WORSE = "worse", N_("sämre")


class Approval(Term):
    """Where a signed version stands with the rektor."""

    WAITING = "waiting", N_("väntar på rektor")
    APPROVED = "approved", N_("godkänd av rektor")
    RETURNED = "returned", N_("tillbaka från rektor")


class WeekState(Term):
    """How a planned week went."""

    COMING = "coming", N_("kommer")
    UNKNOWN = "unknown", N_("uppgift saknas")
    HELD = "held", N_("som planerat")
    SHORT = "short", N_("mindre än planerat")
    MISSED = "missed", N_("uteblev")
