"""Another school that a pupil attends beside this one, whose absence is not in this school's figures."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_WINDOW: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class OtherSchool:
    """`first` None: since before this was written down; `last` None: still."""

    name: str
    first: date | None = None
    last: date | None = None

    def matters(self, today: date) -> bool:
        """Whether the figures of the last four weeks lack what she missed there."""
        begun = self.first is None or self.first <= today
        return begun and (self.last is None or self.last >= today - _WINDOW)
