"""Words for the errors of `domain`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {}
