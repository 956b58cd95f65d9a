"""The one clock: Swedish time, and in a practice school a day of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is. A practice school stands still on `practice_day`, while the hours go on."""

    practice_day: date | None = None

    def now(self) -> datetime:
        """Now, with the Swedish zone, to the second."""
        real = datetime.now(SWEDEN).replace(microsecond=0)
        if self.practice_day is None:
            return real
        day = self.practice_day
        return real.replace(year=day.year, month=day.month, day=day.day)
