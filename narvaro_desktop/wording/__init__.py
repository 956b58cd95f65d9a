"""Words for every error: what happened, what is untouched, what to do. One module for each layer."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.wording import (
    absence_files,
    collaboration,
    dispatches,
    documents,
    domain,
    investigations,
    laptops,
    plans,
    privacy,
    register_server,
    sealing,
    store,
    team_work,
    usecases,
)

Words = dict[type[NarvaroError], Callable[[Any], str]]

_WORDS: Words = {
    **domain.WORDS,
    **store.WORDS,
    **absence_files.WORDS,
    **documents.WORDS,
    **sealing.WORDS,
    **plans.WORDS,
    **investigations.WORDS,
    **usecases.WORDS,
    **collaboration.WORDS,
    **team_work.WORDS,
    **laptops.WORDS,
    **dispatches.WORDS,
    **privacy.WORDS,
    **register_server.WORDS,
}


def say(error: NarvaroError) -> str:
    """The sentence (or two) for `error`, in the user's language."""
    for kind in type(error).__mro__:
        if kind in _WORDS:
            return _WORDS[kind](error)
    raise LookupError(type(error).__name__) from error
