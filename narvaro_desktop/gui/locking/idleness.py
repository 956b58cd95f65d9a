"""When a vault that nobody works with is locked: by the last key, and whether one talks with somebody."""

from dataclasses import dataclass


@dataclass(slots=True)
class Idleness:
    """Seconds without a key: `idle` usually, `together` while one talks with somebody beside the computer."""

    idle: float
    together: float
    since: float
    """When the last key or click came, by a clock that only goes forward."""

    def left(self, now: float, is_together: bool) -> float:
        """Seconds until the lock; none are left from then on."""
        return self.since + (max(self.idle, self.together) if is_together else self.idle) - now
