"""Why it was decided, written down for a decision that was made without its reasons."""

from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.usecases.deciding import decisions
from narvaro_desktop.usecases.work import Changes, Work


class AlreadyReasoned(NarvaroError):
    """The decision has its reasons, which stand as they were written."""


def reason(work: Work, decision_id: UUID, reasons: str) -> Changes:
    """Keep why it was decided; what has been written is never changed.

    :raises AlreadyReasoned, NoReason:
    """
    work.may(Resource.DECISION, Action.DECIDE)
    row = decisions.reached(work, decision_id)
    if row.motivation:
        raise AlreadyReasoned
    words = clean(reasons).strip()
    if not words:
        raise NoReason
    row.motivation = words
    work.log("inquiry.reason", student=row.student_id, case=row.case_id, decision=str(row.id))
    return decisions.CHANGED
