"""Cases handed over as open files: a paper, the same as data, and checksums.

A closed one is kept by the archive before it is erased here; all of them are a way out of the program.

The papers are PDF/A; the folder can be opened and checked with `sha256sum -c` and nothing of ours.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases import settings
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.privacy.extract_rows import everything
from narvaro_desktop.usecases.privacy.record_map import whole_of
from narvaro_desktop.usecases.sending import packages
from narvaro_desktop.usecases.work import NOTHING, Made, Work

MANIFEST = "manifest-sha256.txt"


class CaseStillOpen(NarvaroError):
    """A case is handed over to be kept once it is closed: (its number,)."""


@in_swedish()
def hand_over(
    work: Work, chosen: Collection[UUID], folder: Path, say: Callable[[str], str] = str
) -> Made[tuple[Path, ...]]:
    """Each case in a folder of its own under `folder`, by its number.

    :raises CaseStillOpen, ProtectedStudent: none is handed over
    """
    work.may(Resource.CASE, Action.EXPORT)
    made = []
    for case_id in chosen:
        case = cases.row_of(work, case_id)
        if case.closed_on is None:
            raise CaseStillOpen(case.number)
        target = folder / f"bevarande-{case.number}"
        _write(work, target, _contents(work, case, say))
        made.append(target)
    return Made(NOTHING, tuple(made))


@dataclass(frozen=True, slots=True)
class AllCases:
    """Where they lie and how many they are; `left_out` are of pupils with skyddade personuppgifter."""

    folder: Path
    count: int
    left_out: int


@in_swedish()
def hand_out_all(work: Work, folder: Path, say: Callable[[str], str] = str) -> Made[AllCases]:
    """Every case, open ones too, in one new folder under `folder`: for an archive or another system."""
    work.may(Resource.CASE, Action.EXPORT)
    rows = work.session.scalars(select(CaseRow).order_by(CaseRow.number)).all()
    chosen = [row for row in rows if not row.student.protected]
    told: dict[str, bytes] = {}
    for row in chosen:
        told |= _contents(work, row, say)
    listed = {
        "skola": settings.profile(work).name,
        "sparat": work.today.isoformat(),
        "ärenden": [{"nummer": row.number, "avslutat": _day(row)} for row in chosen],
        "ärenden som inte är med (skyddade personuppgifter)": len(rows) - len(chosen),
    }
    made = AllCases(folder / f"arenden-{work.now:%Y%m%d-%H%M%S}", len(chosen), len(rows) - len(chosen))
    _write(work, made.folder, {**told, "innehall.json": _json(listed)})
    work.log("case.export", cases=made.count, left_out=made.left_out)
    return Made(NOTHING, made)


def _contents(work: Work, case: CaseRow, say: Callable[[str], str]) -> dict[str, bytes]:
    """The paper and the data of a case, by their names."""
    from narvaro_desktop.documents.extract import (  # only here: ReportLab is slow to start
        Preserved,
        preserved,
    )

    if case.student.protected:
        raise ProtectedStudent
    found = everything(work, case.student, whole_of(work.session, case.student, [case.id]), say)
    sections = tuple(
        (section.label, tuple(tuple((piece.label, piece.text) for piece in row) for row in section.rows))
        for section in found.sections
    )
    paper = Preserved(
        number=case.number,
        school=settings.profile(work).name,
        student=case.student.name.strip(),
        identity=case.student.identity_number or "",
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        sections=sections,
        unread=tuple((one.label, count) for one, count in found.unread.items()),
    )
    told = {
        "ärende": case.number,
        "avslutat": _day(case),
        "elev": paper.student,
        "personnummer": paper.identity,
        "avsnitt": [
            {"rubrik": label, "rader": [[list(one) for one in row] for row in rows]}
            for label, rows in sections
        ],
        "texter som bara läses av andra": dict(paper.unread),
    }
    work.log("case.export", student=case.student_id, case=case.id, sections=len(sections))
    return {
        f"arende-{case.number}.pdf": preserved(paper, work.now),
        f"arende-{case.number}.json": _json(told),
    }


def _day(case: CaseRow) -> str | None:
    return case.closed_on.isoformat() if case.closed_on else None


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _write(work: Work, target: Path, contents: Mapping[str, bytes]) -> None:
    """The files, and beside them their checksums."""
    lines = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    target.mkdir(parents=True, exist_ok=True)
    for name, content in {**contents, MANIFEST: "".join(lines).encode()}.items():
        packages.put(work, target / name, content)
