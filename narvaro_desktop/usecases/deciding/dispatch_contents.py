"""What a dispatch says: made from what the case already holds, so that a person only looks and chooses.

n2  the utredning is finished: when, causes as areas (where the pack allows it), levels of measures
n3  one case, or those of a round: the absence now, the step, the next follow-up
n4  closed: when and how it ended    n6  the support that is needed    n5  what was wrong in what was sent
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from narvaro_desktop.domain.absence.absence import figure
from narvaro_desktop.domain.assessment.findings import Cause
from narvaro_desktop.domain.deciding import notification
from narvaro_desktop.domain.deciding.dispatch_terms import CauseArea, DispatchKind, DispatchNeed, area_of
from narvaro_desktop.domain.deciding.notification import Document, ProtectedStudent
from narvaro_desktop.domain.schooldays import AcademicYear, Span
from narvaro_desktop.domain.terms import Depth, InquiryAnswer, MeasureLevel, OfferedSupport
from narvaro_desktop.store.tables import CaseRow, DecisionRow, InvestigationRow, MeasureRow, NotificationRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.assessment import investigation_findings, investigation_rows
from narvaro_desktop.usecases.deciding import decisions, inquiry
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.work import Work

_FRAME: Final = ("schema", "schoolUnit", "provider", "contact")
_CASE: Final = (*_FRAME, "caseId", "student", "schoolType", "schoolYear", "homeMunicipality")
_PARTS: Final = {
    DispatchKind.RESULT: (*_CASE, "decision", "absence", "ladderStep"),
    DispatchKind.CLOSING: (*_CASE, "absence"),
    DispatchKind.REQUEST: (*_CASE, "absence", "ladderStep"),
}
_DECIDED: Final = (DispatchKind.RESULT, DispatchKind.HOME)
_UNCORRECTED: Final = frozenset({*_FRAME, "caseId", "profile"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person has chosen; None and () mean what the program proposes."""

    completed_on: date | None = None
    follow_up_on: date | None = None
    causes: tuple[CauseArea, ...] | None = None
    guardian_shortfall: bool | None = None
    support: tuple[OfferedSupport, ...] = ()
    needed_from: date | None = None
    without_absence: bool = False
    free_text: str = ""
    free_text_confirmed: bool = False
    wrong: frozenset[str] | None = None
    """The sections that an n5 corrects; None are all that say something else now."""
    withdraws: bool = False
    attachments: tuple[Path, ...] = ()


def proposed(work: Work, row: CaseRow, kind: DispatchKind, chosen: Chosen) -> Chosen:
    """With what the case says itself."""
    if kind is not DispatchKind.RESULT:
        return chosen
    finished = chosen.completed_on or _finished_on(work, row)
    following = chosen.follow_up_on or _follow_up_on(work, row)
    causes = _causes(work, row) if chosen.causes is None else chosen.causes
    if not work.rules.pack.notification.cause_allowed:
        causes = ()
    return replace(chosen, completed_on=finished, follow_up_on=following, causes=causes)


def document_of(work: Work, row: CaseRow, kind: DispatchKind, chosen: Chosen) -> Document:
    """What is known of it, whole or not; `chosen` with what is proposed.

    :raises ProtectedStudent:
    """
    if kind is DispatchKind.HOME:
        return _anmalan_sent(work, row)
    known = _known(work, row)
    found = {key: known[key] for key in _PARTS[kind] if key in known}
    if chosen.without_absence or not _is_whole(found.get("absence", {})):
        found.pop("absence", None)
    if kind is DispatchKind.RESULT:
        found["result"] = _result(work, row, chosen)
    elif kind is DispatchKind.CLOSING:
        found["closure"] = _without_none(
            closedOn=_iso(row.closed_on), reason=row.closure.key if row.closure else None
        )
    else:
        found["request"] = _without_none(
            support=[one.key for one in chosen.support] or None, neededFrom=_iso(chosen.needed_from)
        )
        found |= {"freeText": chosen.free_text.strip()} if chosen.free_text.strip() else {}
    return found


def status_of(work: Work, rows: list[CaseRow]) -> tuple[Document, list[CaseRow]]:
    """A lägesrapport of these cases, and those left out: protected, or without any figure."""
    items, left_out, frame = [], [], dict[str, Any]()
    for row in rows:
        known = {} if row.student.protected else _known(work, row)
        frame = {key: known[key] for key in _FRAME if key in known} or frame
        if not _is_whole(known.get("absence", {})) or "schoolYear" not in known:
            left_out.append(row)
            continue
        item = {key: known[key] for key in ("caseId", "student", "schoolYear", "absence", "ladderStep")}
        items.append(item | _without_none(nextFollowUpOn=_iso(_follow_up_on(work, row))))
    year, (_year, week, _day) = AcademicYear.of(work.today).begins, work.today.isocalendar()
    frame["round"] = {"academicYear": f"{year}/{year + 1}", "week": week}
    return {**frame, "items": items}, left_out


def corrected(
    work: Work, row: CaseRow, kind: str, sent: Mapping[str, Any], chosen: Chosen
) -> tuple[Document, frozenset[str]]:
    """What corrects (or takes back) what was `sent` of the case as `kind`, and every section that says
    something else now.
    """
    frame = {key: sent[key] for key in _FRAME if key in sent}
    if chosen.withdraws:
        return {**frame, "correctedFields": []}, frozenset()
    now = _now(work, row, kind, sent)
    differing = frozenset(
        key for key in (*now, *sent) if now.get(key) != sent.get(key) and key not in _UNCORRECTED
    )
    wrong = differing if chosen.wrong is None else chosen.wrong & differing
    found = {**frame, "caseId": row.number, "correctedFields": sorted(wrong)}
    return {**found, **{key: now[key] for key in wrong if key in now}}, differing


def lacking(kind: DispatchKind, document: Mapping[str, Any]) -> tuple[DispatchNeed, ...]:
    """What must be there before it can leave."""
    result = document.get("result", {})
    needs = {
        DispatchNeed.SCHOOL: not set(_FRAME) <= document.keys(),
        DispatchNeed.STUDENT: kind in _PARTS and not set(_CASE) <= document.keys(),
        DispatchNeed.DECISION: kind in _DECIDED and "decidedOn" not in document.get("decision", {}),
        DispatchNeed.COMPLETED_ON: kind is DispatchKind.RESULT and "completedOn" not in result,
        DispatchNeed.FOLLOW_UP: kind is DispatchKind.RESULT and "nextFollowUpOn" not in result,
        DispatchNeed.CLOSURE: kind is DispatchKind.CLOSING and "closedOn" not in document.get("closure", {}),
        DispatchNeed.SUPPORT: kind is DispatchKind.REQUEST and "support" not in document.get("request", {}),
        DispatchNeed.CASES: kind is DispatchKind.STATUS and not document.get("items"),
    }
    return tuple(need for need, is_lacking in needs.items() if is_lacking)


def decision_of(work: Work, row: CaseRow) -> DecisionRow | None:
    """The case's latest decision that an utredning is opened."""
    wanted = select(DecisionRow).where(
        DecisionRow.case_id == row.id, DecisionRow.answer == InquiryAnswer.OPENED
    )
    return work.session.scalars(wanted.order_by(DecisionRow.decided_on.desc(), DecisionRow.id.desc())).first()


def _known(work: Work, row: CaseRow) -> Document:
    """The fields of an anmälan as they are today; the decision as it was made, if there is one."""
    if row.student.protected:
        raise ProtectedStudent
    decision = decision_of(work, row)
    if decision is None:
        filled = inquiry.proposed(work, row, Filled())
        known = notification.so_far(inquiry.draft_of(work, row, filled))
        del known["decision"]
        return known
    before = inquiry.filled_from(json.loads(decision.document or "{}"))
    as_decided = replace(
        before,
        decided_on=decision.decided_on,
        due_on=before.due_on or decision.due_on,
        school_year=None,
        home_municipality="",
        compulsory_schooling=None,
        unit_code="",
        huvudman="",
        huvudman_id="",
        contact="",
    )
    filled = inquiry.proposed(work, row, as_decided)
    return notification.so_far(decisions.draft_of(work, row, filled, decision))


def _anmalan_sent(work: Work, row: CaseRow) -> Document:
    """What the huvudman was told in the latest anmälan of the case."""
    if row.student.protected:
        raise ProtectedStudent
    wanted = select(NotificationRow.payload).where(
        NotificationRow.case_id == row.id, NotificationRow.payload.is_not(None)
    )
    payload = work.session.scalars(wanted.order_by(NotificationRow.id.desc())).first()
    found: Document = json.loads(payload) if payload else {}
    return {key: value for key, value in found.items() if key != "profile"}


def _now(work: Work, row: CaseRow, kind: str, sent: Mapping[str, Any]) -> Document:
    """What was sent, as it would be said today; the absence over the period that was told."""
    known = _known(work, row)
    now = {key: known[key] for key in sent if key in known}
    now |= {key: sent[key] for key in ("result", "closure", "request", "freeText") if key in sent}
    if "result" in sent:
        now["result"] = {**sent["result"], "measures": _levels(work, row)}
    if "closure" in sent and row.closure is not None:
        now["closure"] = _without_none(closedOn=_iso(row.closed_on), reason=row.closure.key)
    if "absence" in sent:
        now["absence"] = _absence_over(work, row, sent["absence"])
    if "ladderStep" in sent and kind != "n1":
        now["ladderStep"] = sent["ladderStep"]
    return now


def _absence_over(work: Work, row: CaseRow, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sums of the period that was told, as the figures are now."""
    state = attendance.data_state(work)
    if state is None or "offeredSum" not in told:
        return told
    span = Span(date.fromisoformat(told["startDate"]), date.fromisoformat(told["endDate"]))
    days = attendance.days_of(work, span, [row.student.number]).get(row.student.number, [])
    sums = figure(days, settings.calendar(work), span, state.until).sums
    if not sums.usable:
        return told
    return {
        **told,
        "offeredSum": sums.planned,
        "reportedSum": sums.usable,
        "attendanceSum": sums.usable - sums.valid - sums.invalid - sums.other,
        "validAbsenceSum": sums.valid,
        "invalidAbsenceSum": sums.invalid,
        "otherAttendanceSum": sums.other,
    }


def _result(work: Work, row: CaseRow, chosen: Chosen) -> dict[str, Any]:
    return _without_none(
        completedOn=_iso(chosen.completed_on),
        causes=[one.key for one in chosen.causes or ()],
        measures=_levels(work, row),
        nextFollowUpOn=_iso(chosen.follow_up_on),
        guardianShortfall=chosen.guardian_shortfall,
    )


def _levels(work: Work, row: CaseRow) -> list[str]:
    """On which levels measures have begun."""
    begun = set(
        work.session.scalars(
            select(MeasureRow.level).where(MeasureRow.case_id == row.id, MeasureRow.starts_on <= work.today)
        )
    )
    return [level.key for level in MeasureLevel if level in begun]


def _follow_up_on(work: Work, row: CaseRow) -> date | None:
    wanted = select(MeasureRow.follow_up_on).where(
        MeasureRow.case_id == row.id, MeasureRow.ended_on.is_(None)
    )
    return work.session.scalars(wanted.order_by(MeasureRow.follow_up_on)).first()


def _finished_on(work: Work, row: CaseRow) -> date | None:
    """When the utredning's kartläggning was signed."""
    wanted = select(InvestigationRow.signed_at).where(
        InvestigationRow.case_id == row.id,
        InvestigationRow.depth == Depth.EXTENDED,
        InvestigationRow.signed_at.is_not(None),
    )
    signed = work.session.scalars(wanted.order_by(InvestigationRow.signed_at)).first()
    return signed.astimezone(work.now.tzinfo).date() if signed else None


def _causes(work: Work, row: CaseRow) -> tuple[CauseArea, ...]:
    """The areas of the causes in the latest kartläggning, as far as the person reads them."""
    latest = next(iter(investigation_rows.of_case(work, row.id)), None)
    found = (one.finding for one in investigation_findings.findings(work, latest, row.student_id))
    areas = {area_of(one.category) for one in found if isinstance(one, Cause)}
    return tuple(area for area in CauseArea if area in areas)


def _is_whole(absence: Mapping[str, Any]) -> bool:
    return "startDate" in absence and "form" in absence


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_none(**entries: Any) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value is not None}
