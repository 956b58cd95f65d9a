"""What a pupil misses of a day, lesson by lesson."""

from dataclasses import dataclass

from narvaro_desktop.simulation.timetable import LESSON_MINUTES, LESSONS

SICK, LEAVE, VISIT, INJURY, LATE, NO_REASON = "Sjuk", "Beviljad ledighet", "Besök", "Skada", "Sen ankomst", ""


@dataclass(slots=True)
class Away:
    """Minutes missed of one lesson, `late` inside `invalid`; giltig wins over ogiltig, absence over late."""

    valid: int = 0
    invalid: int = 0
    late: int = 0
    reason: str = NO_REASON

    def excuse(self, reason: str) -> None:
        self.valid, self.invalid, self.late, self.reason = LESSON_MINUTES, 0, 0, reason

    def skip(self) -> None:
        if not self.valid:
            self.invalid, self.late, self.reason = LESSON_MINUTES, 0, NO_REASON

    def come_late(self, minutes: int) -> None:
        if not self.valid and self.invalid == self.late:
            self.invalid = self.late = minutes
            self.reason = LATE

    def miss(self, excused: bool) -> None:
        """The whole lesson, as sick or without a word."""
        if excused:
            self.excuse(SICK)
        else:
            self.skip()


Day = list[Away]


def present() -> Day:
    return [Away() for _lesson in range(LESSONS)]


def whole_day(reason: str) -> Day:
    """Giltig absence from morning to afternoon."""
    return [Away(LESSON_MINUTES, reason=reason) for _lesson in range(LESSONS)]
