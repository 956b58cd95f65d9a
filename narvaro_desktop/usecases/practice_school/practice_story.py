"""Who is at which vault on which day while the practice school is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Final

from narvaro_desktop.usecases.clock import Clock
from narvaro_desktop.usecases.work import Office, Work

COUNSELLOR, PRINCIPAL, RECIPIENT = "Kurator Ek", "Rektor Rönn", "Handläggare Lind"
_MORNING: Final = time(10, 15)


class Story:
    """Unlocks the practice vaults for one person at a time, on the day that is told."""

    def __init__(self, unlock: Callable[[str], Office]) -> None:
        self._unlock = unlock
        self._offices: dict[bool, tuple[str, Office]] = {}

    @contextmanager
    def on(self, day: date, person: str = COUNSELLOR, at: time = _MORNING) -> Iterator[Work]:
        """One act of `person` on that day."""
        office = self._office(person)
        office.clock = Clock(day, at)
        with office.work() as work:
            yield work

    def end(self) -> None:
        """Close what is open."""
        for _person, office in self._offices.values():
            office.close()
        self._offices.clear()

    def _office(self, person: str) -> Office:
        """The person's vault in the person's hands; whoever had it closes it first."""
        at_huvudman = person == RECIPIENT
        holder = self._offices.get(at_huvudman)
        if holder is not None and holder[0] == person:
            return holder[1]
        if holder is not None:
            holder[1].close()
        self._offices[at_huvudman] = (person, self._unlock(person))
        return self._offices[at_huvudman][1]
