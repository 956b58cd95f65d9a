"""The laptop's hybrid clock in an unlocked vault: above all that stands there, whatever the machine says."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from narvaro_desktop.domain import hybrid_clock
from narvaro_desktop.store.heads import visited
from narvaro_desktop.store.tables import ChangeRow


class Ticks:
    """Ticks of `device`; `unix_ms` is what the machine says now."""

    def __init__(self, device: str, unix_ms: Callable[[], int]) -> None:
        self.device = device
        self._unix_ms = unix_ms
        self._last: int | None = None
        self._foreign: set[UUID] | None = None

    def next(self, session: Session) -> str:
        """The next tick, as it is stored."""
        if self._last is None:
            latest = session.scalar(select(func.max(ChangeRow.clock)))
            self._last = hybrid_clock.tick_of(latest) if latest else 0
        self._last = hybrid_clock.next_tick(self._last, self._unix_ms())
        return hybrid_clock.text_of(self._last, self.device)

    def look_again(self) -> None:
        """Entries of other laptops have come into the vault: pass them too."""
        self._last = self._foreign = None

    def foreign(self, session: Session) -> set[UUID]:
        """The records that other laptops have written in."""
        if self._foreign is None:
            self._foreign = visited(session)
        return self._foreign
