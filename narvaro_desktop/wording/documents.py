"""Words for the errors of `documents`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.documents.faults import MissingGlyph, NotOurPaper
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import N_, _

_SCRIPTS: dict[str, str] = {
    "ARABIC": N_("arabisk skrift"),
    "HEBREW": N_("hebreisk skrift"),
    "ETHIOPIC": N_("etiopisk skrift"),
    "ARMENIAN": N_("armenisk skrift"),
    "GEORGIAN": N_("georgisk skrift"),
    "THAI": N_("thailändsk skrift"),
    "DEVANAGARI": N_("devanagari"),
    "SYRIAC": N_("syrisk skrift"),
    "CJK": N_("kinesisk skrift"),
}


def _missing(error: MissingGlyph) -> str:
    if error.script in _SCRIPTS:
        words = _(
            "I fältet {field} står {script}, som inte går att skriva ut. Inget har sparats. Skriv med"
            " latinska bokstäver, och namn så som de står i folkbokföringen."
        )
        return words.format(field=error.field, script=_(_SCRIPTS[error.script]))
    words = _(
        "Tecknet {character} i fältet {field} finns inte i skriften. Inget har sparats. "
        "Skriv det på ett annat sätt."
    )
    return words.format(character=error.character, field=error.field)


WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    MissingGlyph: _missing,
    NotOurPaper: lambda _error: _("Papperet går inte att visa här. Spara det och öppna filen i stället."),
}
