"""Words for the errors of protection and law: what happened, what is untouched, what to do."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.reach import PurposeNeeded
from narvaro_desktop.usecases.rights_requests import NotDecided, NotForGuardian

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
    NotDecided: lambda _error: _("Rektor har inte beslutat om utdraget än. Granska och besluta först."),
}
