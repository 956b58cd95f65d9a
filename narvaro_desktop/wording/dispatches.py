"""Words for what is told after the anmälan, and for the keys of kontaktkort."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding.dispatch_offers import NothingSealed
from narvaro_desktop.usecases.deciding.dispatches import DispatchIncomplete, HomeNotTrusted
from narvaro_desktop.usecases.huvudman.home_corrections import NothingToCorrect
from narvaro_desktop.usecases.huvudman.home_notices import AnmalanTakenBack, NotAnAnmalan
from narvaro_desktop.usecases.sending.attachments import (
    AttachmentKind,
    AttachmentsNotAllowed,
    AttachmentTooLarge,
    TooManyAttachments,
)
from narvaro_desktop.usecases.sending.card_keys import ListFromUnknown, ListKnown, ReserveNotTyped

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    DispatchIncomplete: lambda error: _("Saknas: {needs}. Inget har lämnats.").format(
        needs=", ".join(need.label for need in error.needs)
    ),
    NotAnAnmalan: lambda _error: _(
        "Bara en anmälan om att utredning är inledd lämnas vidare till hemkommunen. Inget har förseglats."
    ),
    AnmalanTakenBack: lambda _error: _(
        "Skolan har tagit tillbaka anmälan, så ingen hemkommun ska få den. Inget har förseglats."
    ),
    NothingToCorrect: lambda _error: _(
        "Kommunen har det som gäller nu, så det finns inget att rätta. Inget har förseglats."
    ),
    HomeNotTrusted: lambda _error: _(
        "Kommunens kontaktkort är inte kontrollerat än. Inget har förseglats. Läs in kortet och ring dem."
    ),
    AttachmentsNotAllowed: lambda _error: _(
        "Kommunens rutin tillåter inte bilagor till det här. Ta bort dem. Inget har förseglats."
    ),
    TooManyAttachments: lambda error: _("Högst {n} bilagor får följa med. Inget har förseglats.").format(
        n=error.args[0]
    ),
    AttachmentTooLarge: lambda error: _(
        "Bilaga {n} är för stor. En bilaga får vara högst {size} MB. Inget har förseglats."
    ).format(n=error.args[0], size=error.args[1] >> 20),
    AttachmentKind: lambda error: _(
        "Bilaga {n} är inte PDF, PNG, JPEG eller CSV, eller inte det som namnet säger. Spara den som PDF. "
        "Inget har förseglats."
    ).format(n=error.args[0]),
    ReserveNotTyped: lambda _error: _(
        "Grupperna stämmer inte med pappret. Reservnyckeln är inte i bruk än. Läs dem en gång till."
    ),
    ListFromUnknown: lambda _error: _(
        "Spärrlistan kommer från någon vars kontaktkort inte är kontrollerat. Inget har ändrats."
    ),
    ListKnown: lambda _error: _("Den spärrlistan, eller en senare, är redan inläst. Inget har ändrats."),
    NothingSealed: lambda _error: _(
        "Det som skulle rättas eller skickas igen är inte förseglat härifrån, så ingen fil kan göras. "
        "Skriv ut rättelsen, eller berätta på samma sätt som förra gången."
    ),
}
