"""Words for what can go wrong with an åtgärdsplan."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.domain.planning.plan import NoReason, OffScale, PlanNotSigned, PlanSigned
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning.plan_versions import AlreadyAnswered

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    OffScale: lambda error: _("Värdet ska ligga mellan 0 och {highest}. Inget har ändrats.").format(
        highest=error.highest
    ),
    PlanSigned: lambda error: _(
        "Version {version} är signerad och ändras inte. Välj Rätta, så börjar nästa version."
    ).format(version=error.version),
    PlanNotSigned: lambda _error: _("Planen är inte signerad än. Den kan ändras som den är."),
    NoReason: lambda _error: _("Skriv en mening om varför. Inget har ändrats."),
    AlreadyAnswered: lambda _error: _(
        "Planen har redan besvarats eller ändrats av någon annan. Se den som den är nu."
    ),
}
