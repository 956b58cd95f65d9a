"""The scales of goals that are not presence: what each value means, in words that may be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from narvaro_desktop.domain.case_terms import Indicator


@dataclass(frozen=True, slots=True)
class Scale:
    """`words` are what the values from 0 mean, or what the two ends mean where values between have none."""

    indicator: Indicator
    label: str
    highest: int
    words: tuple[str, ...]

    @property
    def has_words(self) -> bool:
        """Whether every value has its words."""
        return len(self.words) == self.highest + 1

    def said(self, value: int) -> str:
        """`4 möte på neutral plats`; the number alone where it has no words."""
        if self.has_words and 0 <= value <= self.highest:
            return f"{value} {self.words[value]}"
        return str(value)


def scales_of(document: Mapping[str, Any]) -> dict[Indicator, Scale]:
    """From the JSON form; raises ValueError where a scale has neither all its words nor its two ends."""
    found = {}
    for each in document["scales"]:
        indicator = Indicator.of(each["key"])
        scale = Scale(indicator, each["label"], int(each["highest"]), tuple(each["words"]))
        if len(scale.words) not in (2, scale.highest + 1):
            raise ValueError(each["key"])
        found[indicator] = scale
    return found
