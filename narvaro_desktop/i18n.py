"""Languages: Swedish is written in the source, English comes from the one catalogue."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from narvaro_desktop.paths import resource

_SWEDISH = gettext.NullTranslations()
_catalogue: gettext.NullTranslations = _SWEDISH
_on_paper: ContextVar[bool] = ContextVar("on_paper", default=False)


def use_language(code: str) -> None:
    """Speak `code` ("sv" or "en") from now on; words that the catalogue lacks stay Swedish."""
    global _catalogue
    if code == "sv":
        _catalogue = _SWEDISH
        return
    with resource("i18n", f"{code}.mo").open("rb") as compiled:
        _catalogue = gettext.GNUTranslations(compiled)


@contextmanager
def in_swedish() -> Iterator[None]:
    """Speak Swedish within, in this thread alone: papers do, whatever the window speaks."""
    before = _on_paper.set(True)
    try:
        yield
    finally:
        _on_paper.reset(before)


def _spoken() -> gettext.NullTranslations:
    return _SWEDISH if _on_paper.get() else _catalogue


def _(text: str) -> str:
    """`text` in the user's language."""
    return _spoken().gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, whichever fits `count`."""
    return _spoken().ngettext(one, many, count)


def N_(text: str) -> str:
    """`text` itself, marked for the catalogue; it is translated with `_` where it is shown."""
    return text
