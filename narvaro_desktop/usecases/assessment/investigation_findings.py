"""Causes, protective factors and tests made elsewhere: sealed, several, corrected by the next version.

Nobody searches persons by what stands here: it is ciphertext, and only an open kartläggning shows it.
"""

import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.assessment import findings as rules
from narvaro_desktop.domain.assessment import investigation
from narvaro_desktop.domain.assessment.findings import Cause, Finding, FindingKind
from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InfoClass, Role
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import CaseRow, FindingRow, InvestigationRow
from narvaro_desktop.usecases import team_names
from narvaro_desktop.usecases.assessment import investigation_rows
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.vault import team
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Final[Changes] = frozenset({Area.INVESTIGATIONS})
_MEDICAL: Final = frozenset({Role.SCHOOL_NURSE, Role.SCHOOL_PHYSICIAN, Role.SCHOOL_PSYCHOLOGIST})


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as the person may see it; `finding` None: it is there, and she lacks its key."""

    id: UUID
    kind: FindingKind
    finding: Finding | None
    info_class: InfoClass
    readers: str
    by: str
    code: str = ""
    """What the municipality calls the cause, where its pack has a code of its own."""


def findings(work: Work, row: InvestigationRow | None, student_id: UUID) -> tuple[FindingView, ...]:
    """What stands in this version, in the order in which it was written."""
    found = _standing(work, row)
    names = team_names.names(work) if found else {}
    return tuple(_view(work, each, student_id, names.get(each.registered_by, "")) for each in found)


def add_finding(work: Work, investigation_id: UUID, finding: Finding) -> Made[UUID]:
    """Write down one more; raises FindingIncomplete, AlreadySigned."""
    row, case = _writable(work, investigation_id)
    kept = rules.complete(finding)
    kind = rules.kind_of(kept)
    made = _new(work, row, kind, _class_for(work, kind))
    place = Place("finding", str(made.id), str(case.student_id), "body")
    made.body = work.seal(made.info_class, place, json.dumps(kept.as_data(), ensure_ascii=False))
    work.session.add(made)
    work.session.flush()
    work.log("finding.add", student=case.student_id, case=case.id, info_class=made.info_class, kind=kind.key)
    return Made(CHANGED, made.id)


def remove_finding(work: Work, investigation_id: UUID, finding_id: UUID) -> Changes:
    """Take one away; in a correction the signed version keeps it."""
    row, case = _writable(work, investigation_id)
    old = work.session.get_one(FindingRow, finding_id)
    if old.investigation_id == row.id:
        work.session.delete(old)
    else:
        gone = _new(work, row, old.kind, old.info_class)
        gone.replaces = old.id
        work.session.add(gone)
    work.session.flush()
    work.log("finding.remove", student=case.student_id, case=case.id, kind=old.kind.key)
    return CHANGED


def _standing(work: Work, row: InvestigationRow | None) -> list[FindingRow]:
    versions = [each.id for each in investigation_rows.chain(work, row)]
    rows = work.session.scalars(select(FindingRow).where(FindingRow.investigation_id.in_(versions))).all()
    gone = {each.replaces for each in rows}
    standing = [each for each in rows if each.body is not None and each.id not in gone]
    return sorted(standing, key=lambda each: (each.registered_at, each.id.int))


def _view(work: Work, row: FindingRow, student_id: UUID, by: str) -> FindingView:
    text = work.unseal(Place("finding", str(row.id), str(student_id), "body"), row.body)
    finding = rules.from_data(row.kind, json.loads(text)) if text is not None else None
    code = work.rules.pack.causes.get(finding.category.key, "") if isinstance(finding, Cause) else ""
    readers = team.readers(work, row.info_class)
    return FindingView(row.id, row.kind, finding, row.info_class, readers, by, code)


def answerable(work: Work, case_id: UUID) -> tuple[str, ...]:
    """The causes of the latest kartläggning that a measure may name.

    A measure is read by the whole team: what is sensitive (GDPR art. 9) or about the home stays where it is.
    """
    row = next(iter(investigation_rows.of_case(work, case_id)), None)
    if row is None or not work.rules.rights.may(work.actor.role, Resource.INVESTIGATION, Action.READ):
        return ()
    found = [one.finding for one in findings(work, row, cases.row_of(work, case_id).student_id)]
    told = [one.category for one in found if isinstance(one, Cause)]
    safe = [one for one in told if not one.sensitive and not one.is_home]
    return tuple(dict.fromkeys(one.label[:1].upper() + one.label[1:] for one in safe))


def _class_for(work: Work, kind: FindingKind) -> InfoClass:
    """A test that the medical professions write of is theirs; the rest is read by those of the elevhälsa."""
    medical = kind is FindingKind.INSTRUMENT and work.actor.role in _MEDICAL
    return InfoClass.MEDICAL if medical else InfoClass.COUNSELLING


def _new(work: Work, row: InvestigationRow, kind: FindingKind, info_class: InfoClass) -> FindingRow:
    return FindingRow(
        id=work.new_id(),
        investigation_id=row.id,
        replaces=None,
        kind=kind,
        info_class=info_class,
        body=None,
        registered_at=work.now,
        registered_by=work.actor.id,
    )


def _writable(work: Work, investigation_id: UUID) -> tuple[InvestigationRow, CaseRow]:
    work.may(Resource.INVESTIGATION, Action.WRITE)
    row = work.session.get_one(InvestigationRow, investigation_id)
    investigation.demand_unsigned(row.signed_at is not None, row.version)
    return row, cases.open_row(work, row.case_id)
