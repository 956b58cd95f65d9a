"""Words for the errors of `documents`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.documents.faults import MissingGlyph, NotOurPaper
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    MissingGlyph: lambda error: _(
        "Tecknet {character} i fältet {field} finns inte i skriften. Inget har sparats. "
        "Skriv det på ett annat sätt."
    ).format(character=error.character, field=error.field),
    NotOurPaper: lambda _error: _("Papperet går inte att visa här. Spara det och öppna filen i stället."),
}
