"""Words for the errors of protection and law: what happened, what is untouched, what to do."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _, ngettext
from narvaro_desktop.usecases.privacy.erasing import NotDue, SamePerson
from narvaro_desktop.usecases.privacy.erasing_again import Replayed
from narvaro_desktop.usecases.privacy.preserving import CaseStillOpen
from narvaro_desktop.usecases.privacy.retention import BasisMissing
from narvaro_desktop.usecases.privacy.rights_requests import NotDecided, NotForGuardian, OwnMatter
from narvaro_desktop.usecases.reach import PurposeNeeded
from narvaro_desktop.usecases.vault.log_notes import NoteMissing

_GUARDIAN = {
    "withheld": N_("Vårdnadshavaren får inte få uppgifter om eleven, enligt märkningen. Inget är noterat."),
    "custody": N_("Den som inte har vårdnad har inte rätt till registerutdrag om eleven. Inget är noterat."),
    "adult": N_("Eleven är myndig och begär själv. Inget har noterats."),
}

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    PurposeNeeded: lambda _error: _(
        "Eleven har skyddade personuppgifter. Öppna eleven under Elever och välj varför. Inget har visats."
    ),
    NotForGuardian: lambda error: _(_GUARDIAN[error.args[0]]),
    BasisMissing: lambda _error: _(
        "Skriv hur många år och vilket beslut det vilar på, till exempel gallringsbeslut 2026-02-11 § 14."
    ),
    SamePerson: lambda _error: _(
        "Du har själv föreslagit gallringen. Någon annan bekräftar. Inget är gallrat."
    ),
    NotDue: lambda _error: _(
        "Något av ärendena ska inte gallras nu: det är öppnat igen, hålls kvar eller har tid kvar. Inget är "
        "gallrat. Dra tillbaka förslaget och gör ett nytt."
    ),
    NoteMissing: lambda _error: _("Skriv vad du såg, om så bara att inget avvek. Inget är signerat."),
    CaseStillOpen: lambda error: _("Ärendet {number} är öppet. Avsluta det först. Inget har sparats.").format(
        number=error.args[0]
    ),
    OwnMatter: lambda _error: _(
        "Du är själv vårdnadshavare till eleven. Låt någon annan pröva det. Inget är beslutat."
    ),
    NotDecided: lambda _error: _("Rektor har inte beslutat om utdraget än. Granska och besluta först."),
}


def replayed(found: Replayed) -> str:
    """What whoever opens a copy that was put back is told; "" where nothing was gallrat since it was made."""
    told = []
    if found.erasures:
        again = ngettext(
            "Valvet är en återställd kopia. {n} ärende som hade gallrats efter kopian är gallrat igen.",
            "Valvet är en återställd kopia. {n} ärenden som hade gallrats efter kopian är gallrade igen.",
            found.cases,
        )
        told.append(again.format(n=found.cases))
    if found.unsure:
        told.append(
            _(
                "Något har gallrats efter kopian av någon som valvet inte känner, och är inte gallrat här. "
                "Se gallringsprotokollet på papper."
            )
        )
    return " ".join(told)
