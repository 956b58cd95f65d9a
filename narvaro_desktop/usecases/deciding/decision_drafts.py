"""What the rektor has filled in and not decided yet: kept while it is typed, and hers alone."""

import json
from dataclasses import replace
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.deciding import notification
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.deciding import inquiry
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.work import NOTHING, Changes, Work

PAGE: Final = "decision"
_FIELD: Final = "filled"


def keep(work: Work, case_id: UUID, filled: Filled) -> Changes:
    """Keep it as it stands; of a protected pupil nothing is kept."""
    row = cases.row_of(work, case_id)
    draft = inquiry.draft_of(work, row, filled)
    if draft.protected:
        return NOTHING
    document = notification.so_far(replace(draft, pupil=None))
    kept = {"document": document, "left_open": filled.left_open, "reasons": filled.reasons}
    text = json.dumps(kept, ensure_ascii=False)
    return drafts.keep(work, PAGE, case_id, _FIELD, InfoClass.SCHOOL, text)


def left(work: Work, case_id: UUID) -> Filled | None:
    """What was left; days of a decision that was not made that day are proposed anew."""
    found = drafts.draft(work, PAGE, case_id, _FIELD)
    if found is None:
        return None
    kept = json.loads(found.text)
    filled = replace(
        inquiry.filled_from(kept["document"]), left_open=kept["left_open"], reasons=kept.get("reasons")
    )
    if found.saved_at.astimezone(work.now.tzinfo).date() == work.today:
        return filled
    return replace(filled, decided_on=None, due_on=None)


def forget(work: Work, case_id: UUID) -> Changes:
    """It is a decision now."""
    return drafts.forget(work, PAGE, case_id)
