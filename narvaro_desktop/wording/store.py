"""Words for the errors of `store`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {}
