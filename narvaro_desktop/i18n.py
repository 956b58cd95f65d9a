"""Languages: Swedish is written in the source, English comes from the one catalogue."""

import gettext

from narvaro_desktop.paths import resource

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str) -> None:
    """Speak `code` ("sv" or "en") from now on; words that the catalogue lacks stay Swedish."""
    global _catalogue
    if code == "sv":
        _catalogue = gettext.NullTranslations()
        return
    with resource("i18n", f"{code}.mo").open("rb") as compiled:
        _catalogue = gettext.GNUTranslations(compiled)


def _(text: str) -> str:
    """`text` in the user's language."""
    return _catalogue.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, whichever fits `count`."""
    return _catalogue.ngettext(one, many, count)


def N_(text: str) -> str:
    """`text` itself, marked for the catalogue; it is translated with `_` where it is shown."""
    return text
