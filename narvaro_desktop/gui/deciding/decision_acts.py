"""The acts of the decision dialog: the decision and what becomes of its anmälan, in one transaction."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.terms import Channel
from narvaro_desktop.usecases.deciding import decision_drafts, decisions, notifications
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Changes, Made, Work


@dataclass(frozen=True, slots=True)
class DecisionActs:
    """The acts of one case, with what stands in the form; its decision and anmälan, where they are made."""

    case_id: UUID
    filled: Filled
    notification: UUID | None
    decision: UUID | None

    def decide_alone(self, work: Work) -> Made[UUID]:
        decision_drafts.forget(work, self.case_id)
        return decisions.decide(work, self.case_id, self.filled)

    def keep_for_later(self, work: Work) -> Made[UUID]:
        return Made(decisions.CHANGED, self._begun(work))

    def seal(self, work: Work, folder: Path) -> Made[tuple[UUID, SealedFile]]:
        begun = self._begun(work)
        made = notifications.seal(work, begun, self.filled, folder)
        return Made(made.changes, (begun, made.value))

    def print_to(self, work: Work, folder: Path) -> Made[tuple[UUID, tuple[Path, Path]]]:
        begun = self._begun(work)
        made = notifications.print_to(work, begun, self.filled, folder)
        return Made(made.changes, (begun, made.value))

    def tell_otherwise(self, work: Work, on: date, channel: Channel, reference: str) -> Changes:
        return notifications.told_otherwise(work, self._begun(work), on, channel, reference)

    def _begun(self, work: Work) -> UUID:
        """The anmälan, with its decision where that is not made yet."""
        return notifications.begun(work, self.case_id, self.notification, self.filled, self.decision)
