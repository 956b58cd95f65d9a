"""What stands in an extract about others: found as a proposal, and taken out of the text, not covered."""

import re
from collections.abc import Collection
from typing import Final

from narvaro_desktop.domain.privacy_terms import Release

MASK: Final = "[uppgift om annan person]"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER: Final = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}[01]\d{3}[-+ ]?(?:\d{4}|T\d{3}|TF\d{2})(?!\d)", re.IGNORECASE
)
_SHORTEST: Final = 3


def others_in(text: str, others: Collection[str], own_number: str = "") -> tuple[str, ...]:
    """The names of `others` (case folded) and the identity numbers in `text`, as they stand there."""
    names = [word[0] for word in _WORD.finditer(text) if is_name(word[0]) and word[0].casefold() in others]
    digits = own_number.replace("-", "")
    numbers = [
        one[0]
        for one in _NUMBER.finditer(text)
        if not digits or re.sub(r"\D", "", one[0])[-10:] != digits[-10:]
    ]
    return tuple(dict.fromkeys([*names, *numbers]))


def is_name(word: str) -> bool:
    """Whether a word may be a name: it begins with a capital and is no initial."""
    return len(word) >= _SHORTEST and word[:1].isupper()


def released(text: str, release: Release, found: Collection[str]) -> str:
    """The text as it is given out."""
    if release is Release.WITHHELD:
        return MASK
    if release is Release.MASKED:
        for one in sorted(found, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(one)}s?(?!\w)", MASK, text)
    return text
