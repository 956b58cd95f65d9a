"""The one style sheet: resources/themes/narvaro.qss with a theme's colours and lengths put in.

In the file `$accent` is a token, `12sp` a length that follows the text scale, `1px` one that does not,
and `$images` the folder with the theme's few drawn marks (check, chevron).
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from string import Template

from narvaro_desktop.gui.tokens import THEMES, Tokens
from narvaro_desktop.paths import resource

_SCALED = re.compile(r"(\d+(?:\.\d+)?)sp\b")


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet for `tokens`, lengths scaled by `px`."""
    drawn = resource("themes", "narvaro.qss").read_text(encoding="utf-8")
    scaled = _SCALED.sub(lambda match: f"{px(float(match[1]))}px", drawn)
    name = next(name for name, each in THEMES.items() if each == tokens)
    return Template(scaled).substitute(asdict(tokens), images=resource("themes", name).as_posix())
