"""Words for the errors of `absence_files`."""

from collections.abc import Callable
from typing import Any

from narvaro_desktop.errors import NarvaroError

WORDS: dict[type[NarvaroError], Callable[[Any], str]] = {}
