"""What a pupil or a guardian asks for as the registered person, reviewed by one and decided by the rektor."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.clean_text import clean
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.identity import Identity
from narvaro_desktop.domain.masking_text import released
from narvaro_desktop.domain.privacy_terms import Custody, Release, RequestKind
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.cells import Place
from narvaro_desktop.store.tables import CaseRow, GuardianRow, PersonRow, RightsRequestRow, StudentRow
from narvaro_desktop.usecases import reach, settings
from narvaro_desktop.usecases.privacy.extract_rows import Everything, Piece, everything
from narvaro_desktop.usecases.privacy.record_map import Whole, whole_of
from narvaro_desktop.usecases.pupils.students import line_of
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import Area, Changes, Made, Work

CHANGED: Changes = frozenset({Area.STUDENTS})
_Sections = list[tuple[str, list[list[tuple[str, str]]]]]
"""By heading: rows of labels and what they hold."""
ADULT, OWN_SAY = 18, 15
"""From 18 a guardian gets nothing without the pupil's word (föräldrabalken 9 kap. 1 §); from about 15 she is
asked herself first, by age and maturity (föräldrabalken 6 kap. 11 §)."""


class NotForGuardian(NarvaroError):
    """The guardian is not to be given anything of the pupil: (why,), `withheld`, `custody` or `adult`."""


class OwnMatter(NarvaroError):
    """Whoever decides is a guardian of the pupil (förvaltningslagen (2017:900) 16 §)."""


class NotDecided(NarvaroError):
    """The rektor has not granted it, so nothing is given out."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list. `asker` is the pupil or the guardian by name; `age` where it is known."""

    id: UUID
    kind: RequestKind
    student: str
    asker: str
    asked_on: date
    wish: str
    age: int | None
    is_guardian: bool
    granted: bool | None
    decided_on: date | None
    decided_by: str
    answer: str
    student_id: UUID
    case_id: UUID | None
    done_on: date | None
    due_on: date | None
    """Within a month; a part is answered as soon as it can be done."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A begränsning or invändning that stands: granted on `decided_on`, or not answered yet."""

    kind: RequestKind
    asked_on: date
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Review:
    """An extract before it is decided: everything, and what is proposed for each text that names others."""

    line: RequestLine
    everything: Everything
    proposed: Mapping[str, Release]


def ask(
    work: Work,
    student_id: UUID,
    kind: RequestKind,
    *,
    guardian_id: UUID | None = None,
    asked_on: date | None = None,
    wish: str = "",
) -> Made[UUID]:
    """Note what has been asked for.

    :raises ProtectedStudent: it is answered by hand
    :raises NotForGuardian: this guardian is not to have it
    """
    work.may(Resource.STUDENT, Action.WRITE)
    student = reach.student_row(work, student_id)
    if student.protected:
        raise ProtectedStudent
    if guardian_id is not None and kind.is_copy:
        _demand_custody(work, student, guardian_id)
    row = RightsRequestRow(
        id=work.new_id(),
        student_id=student_id,
        guardian_id=guardian_id,
        kind=kind,
        asked_on=asked_on or work.today,
        registered_at=work.now,
        registered_by=work.actor.id,
    )
    row.wish = _seal(work, row, "wish", clean(wish)) if wish.strip() else None
    work.session.add(row)
    work.log("rights.ask", student=student_id)
    return Made(CHANGED, row.id)


def requests(work: Work) -> tuple[RequestLine, ...]:
    """Every request, those that wait first; of a protected pupil only for her readers, without words."""
    work.may(Resource.STUDENT, Action.EXPORT)
    rows = work.session.scalars(select(RightsRequestRow).order_by(RightsRequestRow.asked_on.desc()))
    hidden = reach.hidden(work)
    lines = [_line(work, row) for row in rows if row.student_id not in hidden]
    return tuple(sorted(lines, key=lambda one: one.decided_on is not None))


def limits(work: Work, case_id: UUID) -> tuple[Limit, ...]:
    """What whoever works in the case is to heed of what has been asked; no words of it."""
    student = reach.case_row(work, case_id).student_id
    stands = RightsRequestRow.granted.is_not(False), RightsRequestRow.done_on.is_(None)
    rows = work.session.scalars(
        select(RightsRequestRow).where(RightsRequestRow.student_id == student, *stands).order_by("asked_on")
    )
    return tuple(Limit(row.kind, row.asked_on, row.decided_on) for row in rows if row.kind.limits)


def review(work: Work, request_id: UUID) -> Review:
    """Everything that the extract would hold, for the rektor's review; looking is logged."""
    work.may(Resource.STUDENT, Action.EXPORT)
    row, student = _request(work, request_id)
    work.view(student.id)
    whole = everything(work, student, _asked_for(work, row, student))
    kept = json.loads(_open(work, row, "masked") or "{}")
    proposed = {
        piece.key: Release.of(kept[piece.key]) if piece.key in kept else Release.MASKED
        for piece in _pieces(whole)
        if piece.found or piece.key in kept
    }
    return Review(_line(work, row), whole, proposed)


def decide(
    work: Work,
    request_id: UUID,
    granted: bool,
    answer: str = "",
    releases: Mapping[str, Release] | None = None,
) -> Changes:
    """The rektor's decision, with what is taken out of an extract (keys of pieces); raises OwnMatter."""
    work.may(Resource.STUDENT, Action.EXPORT)
    work.may(Resource.CASE, Action.DECIDE)
    row, student = _request(work, request_id)
    if work.actor.name in {one.name for one in student.guardians}:
        raise OwnMatter
    kept = {key: one.key for key, one in (releases or {}).items() if one is not Release.WHOLE}
    row.masked = _seal(work, row, "masked", json.dumps(kept, sort_keys=True))
    row.reviewed_at, row.reviewed_by = work.now, work.actor.id
    row.granted, row.decided_on, row.decided_by = granted, work.today, work.actor.id
    row.answer = _seal(work, row, "answer", clean(answer)) if answer.strip() else None
    work.log("rights.decide", student=student.id, masked=len(kept))
    return CHANGED


def done(work: Work, request_id: UUID) -> Changes:
    """What was granted has been done: the records say what is right. Raises NotDecided."""
    work.may(Resource.STUDENT, Action.EXPORT)
    row, student = _request(work, request_id)
    if not row.granted:
        raise NotDecided(request_id)
    row.done_on, row.done_by = work.today, work.actor.id
    work.log("rights.done", student=student.id)
    return CHANGED


@in_swedish()
def save(
    work: Work, request_id: UUID, folder: Path, say: Callable[[str], str] = str
) -> Made[tuple[Path, Path]]:
    """The extract on paper and as JSON in `folder`; raises NotDecided. File names hold no person."""
    from narvaro_desktop.documents.extract import Extract, extract  # only here: ReportLab takes start-up time
    from narvaro_desktop.documents.page import file_name

    work.may(Resource.STUDENT, Action.EXPORT)
    row, student = _request(work, request_id)
    if not row.granted:
        raise NotDecided(request_id)
    line, school = _line(work, row), settings.profile(work)
    whole = everything(work, student, _asked_for(work, row, student), say)
    kept = {key: Release.of(one) for key, one in json.loads(_open(work, row, "masked") or "{}").items()}
    sections = [
        (section.label, [[(piece.label, _given(piece, kept)) for piece in line_] for line_ in section.rows])
        for section in whole.sections
    ]
    held = copy_law(work, row.kind)
    title = row.kind.label.capitalize()
    made = Extract(
        title=title,
        law=held["law"],
        about=tuple(held["about"]),
        others=held["others"],
        number=str(row.id)[-6:].upper(),
        school=school.name,
        huvudman=school.huvudman,
        student=student.name.strip(),
        asker=line.asker,
        asked_on=row.asked_on,
        decided_by=line.decided_by,
        decided_on=row.decided_on or work.today,
        answer=line.answer,
        sections=tuple((label, tuple(tuple(one) for one in rows)) for label, rows in sections),
        masked=len(kept),
        unread=tuple((one.label, count) for one, count in whole.unread.items()),
        apart=whole.apart,
    )
    name = file_name(title.lower(), made.number, work.today)
    paper, data = folder / name, folder / name.replace(".pdf", ".json")
    told = {title.lower(): made.number, "begärt": row.asked_on.isoformat(), "avsnitt": _told(sections)}
    packages.put(work, paper, extract(made, work.now))
    packages.put(work, data, json.dumps(told, ensure_ascii=False, indent=1).encode())
    work.log(
        "rights.export", student=student.id, fields=sum(len(one) for _label, rows in sections for one in rows)
    )
    return Made(CHANGED, (paper, data))


def _told(sections: _Sections) -> list[dict[str, Any]]:
    """The sections as the JSON file has them."""
    return [
        {"rubrik": label, "rader": [dict(_unique(pieces)) for pieces in rows]} for label, rows in sections
    ]


def copy_law(work: Work, kind: RequestKind) -> Mapping[str, Any]:
    """What a copy rests on today, in this kind of school, in words for whoever gets it."""
    versions = work.rules.copy_law["party" if kind is RequestKind.PARTY else "versions"]
    governance = settings.profile(work).governance.key
    held = [
        one
        for one in versions
        if one["valid_from"] <= work.today.isoformat()
        and work.today.isoformat() <= one.get("valid_to", "9999")
        and governance in one.get("governance", [governance])
    ]
    found: Mapping[str, Any] = held[-1]
    return found


def _asked_for(work: Work, row: RightsRequestRow, student: StudentRow) -> Whole:
    """Everything of her; for a part the material of her cases alone."""
    if row.kind is not RequestKind.PARTY:
        return whole_of(work.session, student)
    hers = work.session.scalars(select(CaseRow.id).where(CaseRow.student_id == student.id)).all()
    found = whole_of(work.session, student, hers)
    return Whole({name: rows for name, rows in found.rows.items() if name != "access_log"})


def _unique(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two fields of a row with one label are both kept."""
    seen: dict[str, int] = {}
    found = []
    for label, text in pieces:
        seen[label] = seen.get(label, 0) + 1
        found.append((label if seen[label] == 1 else f"{label} ({seen[label]})", text))
    return found


def _pieces(whole: Everything) -> list[Piece]:
    return [piece for section in whole.sections for row in section.rows for piece in row]


def _given(piece: Piece, kept: Mapping[str, Release]) -> str:
    return released(piece.text, kept.get(piece.key, Release.WHOLE), piece.found)


def _demand_custody(work: Work, student: StudentRow, guardian_id: UUID) -> None:
    guardian = work.session.get_one(GuardianRow, guardian_id)
    age = age_of(student, work.today)
    if guardian.withheld:
        raise NotForGuardian("withheld")
    if guardian.custody is Custody.NONE:
        raise NotForGuardian("custody")
    if age is not None and age >= ADULT:
        raise NotForGuardian("adult")


def age_of(student: StudentRow, today: date) -> int | None:
    """Whole years, where the identity number tells a birth date."""
    born = Identity(student.identity_type, student.identity_number or "").born
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _request(work: Work, request_id: UUID) -> tuple[RightsRequestRow, StudentRow]:
    row = work.session.get_one(RightsRequestRow, request_id)
    student = reach.student_row(work, row.student_id)
    if student.protected:
        raise ProtectedStudent
    return row, student


def _line(work: Work, row: RightsRequestRow) -> RequestLine:
    student = work.session.get_one(StudentRow, row.student_id)
    guardian = work.session.get(GuardianRow, row.guardian_id) if row.guardian_id else None
    decider = work.session.get(PersonRow, row.decided_by) if row.decided_by else None
    name = line_of(student).name
    return RequestLine(
        id=row.id,
        kind=row.kind,
        student=name,
        asker=guardian.name if guardian is not None and not student.protected else name,
        asked_on=row.asked_on,
        wish="" if student.protected else _open(work, row, "wish") or "",
        age=age_of(student, work.today),
        is_guardian=guardian is not None,
        granted=row.granted,
        decided_on=row.decided_on,
        decided_by=decider.name if decider is not None else "",
        answer="" if student.protected else _open(work, row, "answer") or "",
        student_id=row.student_id,
        case_id=_case_of(work, row.student_id),
        done_on=row.done_on,
        due_on=None if row.kind is RequestKind.PARTY else _month_after(row.asked_on),
    )


def _case_of(work: Work, student_id: UUID) -> UUID | None:
    """Her running case, else the latest."""
    order = (CaseRow.closed_on.is_not(None), CaseRow.opened_on.desc())
    return work.session.scalars(
        select(CaseRow.id).where(CaseRow.student_id == student_id).order_by(*order)
    ).first()


def _month_after(day: date) -> date:
    """Within one month (dataskyddsförordningen art. 12.3)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)


def _seal(work: Work, row: RightsRequestRow, column: str, text: str) -> bytes:
    return work.seal(InfoClass.COUNSELLING, _place(row, column), text)


def _open(work: Work, row: RightsRequestRow, column: str) -> str | None:
    cell: bytes | None = getattr(row, column)
    return work.unseal(_place(row, column), cell)


def _place(row: RightsRequestRow, column: str) -> Place:
    return Place(row.__tablename__, str(row.id), str(row.student_id), column)
