"""The one clock: Swedish time, and in a practice school a day of its own."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is. A practice school stands still on `practice_day`, while the hours go on.

    `hour` stops them too, while the school's earlier days are being told.
    """

    practice_day: date | None = None
    hour: time | None = None

    def now(self) -> datetime:
        """Now, with the Swedish zone, to the second."""
        real = datetime.now(SWEDEN).replace(microsecond=0)
        if self.practice_day is None:
            return real
        day = self.practice_day
        hour = self.hour or real.time()
        return datetime.combine(day, hour.replace(tzinfo=None), SWEDEN)
