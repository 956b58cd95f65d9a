"""How a routine is followed: what its steps asked for by a day, and whether it was done by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from narvaro_desktop.domain.casework.duties import DutyLine


@dataclass(frozen=True, slots=True)
class Followed:
    """Duties of one step in several cases: done in time, done late, late now, left open with a reason."""

    in_time: int = 0
    late: int = 0
    overdue: int = 0
    left_open: int = 0

    def __add__(self, other: "Followed") -> "Followed":
        return Followed(
            self.in_time + other.in_time,
            self.late + other.late,
            self.overdue + other.overdue,
            self.left_open + other.left_open,
        )

    @property
    def asked(self) -> int:
        """What had a day, and what was left open."""
        return self.in_time + self.late + self.overdue + self.left_open


def followed(lines: Iterable[DutyLine], today: date, is_on_step: bool) -> Followed:
    """What became of a case's duties on a step; what has no day counts only where it was left open.

    `is_on_step`: the case stands there still, so that what is late is waited for.
    """
    found = Followed()
    for line in lines:
        if line.left_open is not None:
            found += Followed(left_open=1)
        elif line.due_on is None or line.duty.every or not line.duty.mandatory:
            continue
        elif line.done_on is not None:
            found += Followed(in_time=1) if line.done_on <= line.due_on else Followed(late=1)
        elif is_on_step and line.due_on < today:
            found += Followed(overdue=1)
    return found
