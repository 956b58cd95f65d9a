"""Which records of a case travel to a colleague's laptop, which stay, and why: one map for every table."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from narvaro_desktop.i18n import N_
from narvaro_desktop.store.entries import MODELS, History, histories
from narvaro_desktop.store.tables import CaseRow, ChangeRow, StudentRow

TRAVELS: Final[Mapping[str, tuple[str, str]]] = {
    "student": ("id", "student"),
    "guardian": ("student_id", "student"),
    "case_file": ("id", "case_file"),
    "step_change": ("case_id", "case_file"),
    "duty": ("case_id", "case_file"),
    "note": ("case_id", "case_file"),
    "hand_over": ("case_id", "case_file"),
    "case_invitation": ("case_id", "case_file"),
    "investigation": ("case_id", "case_file"),
    "answer": ("investigation_id", "investigation"),
    "finding": ("investigation_id", "investigation"),
    "plan": ("case_id", "case_file"),
    "plan_version": ("case_id", "case_file"),
    "measure": ("case_id", "case_file"),
    "follow_up": ("measure_id", "measure"),
    "return_week": ("case_id", "case_file"),
    "consultation": ("case_id", "case_file"),
    "consent": ("case_id", "case_file"),
    "partner_contact": ("case_id", "case_file"),
    "outside_meeting": ("case_id", "case_file"),
    "agreed_task": ("meeting_id", "outside_meeting"),
    "outside_version": ("case_id", "case_file"),
    "gate_answer": ("case_id", "case_file"),
    "external_reference": ("case_id", "case_file"),
    "inquiry_decision": ("case_id", "case_file"),
    "informed": ("decision_id", "inquiry_decision"),
    "notification": ("case_id", "case_file"),
    "dispatch": ("case_id", "case_file"),
}
"""By table: the column by which its rows are found, and the table of what that names; parents come first."""

STAYS: Final[Mapping[str, str]] = {
    "concern": "an orosanmälan is for the persons it names, on this laptop",
    "stance": "as the orosanmälan that it is about",
    "suggestion_answer": "answers what this laptop's own figures proposed",
    "attention_answer": "answers what this laptop's own figures pointed out",
    "review_line": "a part of a review of the whole school",
    "meeting_decision": "a decision of a meeting; what it gave this case to do is a task of the case",
    "meeting_item": "a meeting is about many cases; what it said of this one is a note of the case",
    "protected_identity": "nothing of a protected pupil travels",
    "rights_request": "is answered by the rektor, on the laptop where it was asked",
    "legal_hold": "holds back this laptop's own gallring",
    "transfer": "tells where the case has been, as this laptop knows it",
}
"""Tables that point to a case or a pupil and stay, with the reason."""

WORDS: Final[Mapping[str, str]] = {
    "student": N_("Elevens uppgifter"),
    "guardian": N_("Vårdnadshavare"),
    "case_file": N_("Ärendet"),
    "step_change": N_("Stegen på trappan"),
    "duty": N_("Uppgifter"),
    "note": N_("Anteckningar"),
    "hand_over": N_("Överlämnanden"),
    "case_invitation": N_("Vilka som har ärendet"),
    "investigation": N_("Kartläggningar"),
    "answer": N_("Svar i kartläggningar"),
    "finding": N_("Orsaker och det som skyddar"),
    "plan": N_("Åtgärdsplan"),
    "plan_version": N_("Signerade planer"),
    "measure": N_("Åtgärder"),
    "follow_up": N_("Uppföljningar"),
    "return_week": N_("Veckor i återgången"),
    "consultation": N_("Samråd"),
    "consent": N_("Samtycken"),
    "partner_contact": N_("Kontakter med andra verksamheter"),
    "outside_meeting": N_("Möten med andra verksamheter"),
    "agreed_task": N_("Det som har bestämts på möten"),
    "outside_version": N_("Tidigare lydelser av kontakter och möten"),
    "gate_answer": N_("Det som måste finnas först"),
    "external_reference": N_("Nummer i andra system"),
    "inquiry_decision": N_("Rektorns beslut"),
    "informed": N_("Vilka som har informerats"),
    "notification": N_("Anmälan"),
    "dispatch": N_("Det som har lämnats efter anmälan"),
}

LOCAL: Final[Mapping[str, frozenset[str]]] = {"student": frozenset({"number", "added_by_batch"})}
"""Columns that stand for something on one laptop only."""

BY_CASE: Final = frozenset(
    {"consent", "partner_contact", "outside_meeting", "agreed_task", "outside_version"}
)
"""Tables whose cells are bound to the case; all others' are to the pupil."""


def records_of(session: Session, case: CaseRow) -> dict[str, set[UUID]]:
    """The records of a case by table, those too that have been taken away."""
    found: dict[str, set[UUID]] = {}
    gone = _gone(session)
    for table, (column, parent) in TRAVELS.items():
        model: Any = MODELS[table]
        if table == "student":
            found[table] = {case.student_id}
        elif table == "case_file":
            found[table] = {case.id}
        else:
            wanted = select(model.id).where(getattr(model, column).in_(found[parent]))
            found[table] = set(session.scalars(wanted)) | _of(gone.get(table, {}), column, found[parent])
    return found


def _gone(session: Session) -> dict[str, dict[UUID, History]]:
    """The records that have been taken away, by table."""
    rows = session.execute(
        select(ChangeRow.table_name, ChangeRow.record).where(ChangeRow.gone.is_(True)).distinct()
    )
    tables = {record: table for table, record in rows}
    found: dict[str, dict[UUID, History]] = {}
    for record, history in histories(session, tables).items():
        found.setdefault(tables[record], {})[record] = history
    return found


def _of(gone: Mapping[UUID, History], column: str, parents: set[UUID]) -> set[UUID]:
    """Those of a table's lost records that belonged to `parents`."""
    named = {str(parent) for parent in parents}
    return {
        record
        for record, history in gone.items()
        if any(entry.values.get(column) in named for entry in history.entries)
    }


def local_fields(session: Session, table: str, record: UUID) -> Mapping[str, Any]:
    """What a row has on this laptop alone: a pupil's number."""
    if table != "student":
        return {}
    row = session.get(StudentRow, record)
    if row is not None:
        return {"number": row.number, "added_by_batch": row.added_by_batch}
    return {"number": (session.scalar(select(func.max(StudentRow.number))) or 0) + 1, "added_by_batch": None}
