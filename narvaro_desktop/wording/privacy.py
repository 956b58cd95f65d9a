"""Words for the errors of protection and law: what happened, what is untouched, what to do."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.reach import PurposeNeeded

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {
    PurposeNeeded: lambda _error: _(
        "Eleven har skyddade personuppgifter. Öppna eleven under Elever och välj varför. Inget har visats."
    ),
}
