"""Words for the errors of samverkan."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.domain.partnering.collaboration import (
    ConsentNeeded,
    ConsentState,
    MeetingIncomplete,
    NameInText,
    SipConsentNeeded,
)
from narvaro_desktop.domain.partnering.support import GatesOpen
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.casework.concerns import ConcernEmpty
from narvaro_desktop.usecases.casework.elsewhere import ReferenceIncomplete
from narvaro_desktop.usecases.partnering.consents import ConsentEndsEarly
from narvaro_desktop.usecases.partnering.deviations import DeviationEmpty
from narvaro_desktop.usecases.partnering.own_support import MOST_DAYS, AnswerDaysWrong, OwnSupportIncomplete
from narvaro_desktop.usecases.partnering.partner_meetings import FollowUpTooEarly, NobodyCalled, NotHeld
from narvaro_desktop.usecases.partnering.partners import QuestionMissing
from narvaro_desktop.usecases.partnering.placements import PlacementIncomplete

_WHY = {
    ConsentState.MISSING: N_("Samtycke till {whom} saknas."),
    ConsentState.EXPIRED: N_("Samtycket till {whom} har gått ut."),
    ConsentState.WITHDRAWN: N_("Samtycket till {whom} är återkallat."),
    ConsentState.DECLINED: N_("Någon har sagt nej till {whom}."),
    ConsentState.NOT_REACHED: N_("Samtycke till {whom} saknas."),
}


_COUNTS = (N_("ingen"), N_("en"), N_("två"), N_("tre"), N_("fyra"))


def count_words(given: int, guardians: int) -> str:
    """En av två."""
    low, high = (_(_COUNTS[n]) if n < len(_COUNTS) else str(n) for n in (given, guardians))
    return _("{given} av {all}").format(given=low, all=high)


def _consent(error: ConsentNeeded) -> str:
    if error.state is ConsentState.PARTIAL:
        said = _(
            "{count} vårdnadshavare har sagt ja till {whom}. Har de vårdnaden tillsammans frågas båda. "
            "Inget har lämnats. Fråga den andra, eller skriv varför ni gör det ändå."
        ).format(count=count_words(error.given, error.guardians), whom=error.partner.label)
        return said[:1].upper() + said[1:]
    rest = _("Inget har lämnats. Be om samtycke, eller skriv varför ni gör det ändå.")
    return " ".join((_(_WHY[error.state]).format(whom=error.partner.label), rest))


def _sip(error: SipConsentNeeded) -> str:
    rest = _("En SIP görs bara med samtycke. Inget har sparats. Fråga eleven eller vårdnadshavarna först.")
    return " ".join((_(_WHY[error.state]).format(whom=error.partner.label), rest))


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    OwnSupportIncomplete: lambda _error: _("Skriv vad det heter och hur ni gör för att få det."),
    AnswerDaysWrong: lambda _error: _("Skriv svarstiden som ett tal från 1 till {most} dagar.").format(
        most=MOST_DAYS
    ),
    ConsentNeeded: _consent,
    SipConsentNeeded: _sip,
    GatesOpen: lambda error: _(
        "Det här ska finnas först: {gates}. Inget har begärts. Ordna det, eller skriv varför ni frågar ändå."
    ).format(gates=", ".join(gate.label for gate in error.gates)),
    MeetingIncomplete: lambda error: _("Mötet är inte sparat än. Det saknas: {needs}.").format(
        needs="; ".join(need.label for need in error.needs)
    ),
    NameInText: lambda _error: _(
        "I texten står elevens eller en vårdnadshavares namn. Inget har sparats. Skriv utan namn."
    ),
    ConsentEndsEarly: lambda _error: _("Sista dagen ligger före dagen för svaret. Inget har sparats."),
    QuestionMissing: lambda _error: _("Skriv vad ni frågar om. Inget har sparats."),
    NobodyCalled: lambda _error: _("Välj minst en som ska vara med. Inget har sparats."),
    NotHeld: lambda _error: _("Mötet har inte hållits än, så det finns inget att rätta. Inget har ändrats."),
    FollowUpTooEarly: lambda _error: _("En dag ligger före mötet. Inget har sparats. Välj en senare dag."),
    ConcernEmpty: lambda _error: _("Skriv vad ni har sett eller hört. Inget har sparats."),
    DeviationEmpty: lambda _error: _("Skriv vad som hände. Inget har sparats."),
    ReferenceIncomplete: lambda _error: _("Skriv både system och nummer. Inget har sparats."),
    PlacementIncomplete: lambda _error: _(
        "Skriv arbetsplatsens namn och en funktion att nå. Inget har sparats."
    ),
}
