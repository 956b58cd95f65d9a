"""Words for what is told to the huvudman after the anmälan."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.dispatch_offers import NothingSealed
from narvaro_desktop.usecases.dispatches import DispatchIncomplete

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    DispatchIncomplete: lambda error: _("Saknas: {needs}. Inget har lämnats.").format(
        needs=", ".join(need.label for need in error.needs)
    ),
    NothingSealed: lambda _error: _(
        "Det som skulle rättas eller skickas igen är inte förseglat härifrån, så ingen fil kan göras. "
        "Skriv ut rättelsen, eller berätta på samma sätt som förra gången."
    ),
}
