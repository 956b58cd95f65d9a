"""A closed case handed over to be kept: the paper, the same as data, and checksums, before it is erased here.

The paper is PDF/A; the folder can be opened and checked with `sha256sum -c` and nothing of ours.
"""

import json
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.notification import ProtectedStudent
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.i18n import in_swedish
from narvaro_desktop.usecases import cases, packages, settings
from narvaro_desktop.usecases.extract_rows import everything
from narvaro_desktop.usecases.record_map import whole_of
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
        made.append(_one(work, case_id, folder, say))
    return Made(NOTHING, tuple(made))


def _one(work: Work, case_id: UUID, folder: Path, say: Callable[[str], str]) -> Path:
    from narvaro_desktop.documents.extract import (  # only here: ReportLab is slow to start
        Preserved,
        preserved,
    )

    case = cases.row_of(work, case_id)
    if case.closed_on is None:
        raise CaseStillOpen(case.number)
    if case.student.protected:
        raise ProtectedStudent
    found = everything(work, case.student, whole_of(work.session, case.student, [case_id]), say)
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
        "avslutat": case.closed_on.isoformat(),
        "elev": paper.student,
        "avsnitt": [
            {"rubrik": label, "rader": [[list(one) for one in row] for row in rows]}
            for label, rows in sections
        ],
    }
    contents = {
        f"arende-{case.number}.pdf": preserved(paper, work.now),
        f"arende-{case.number}.json": json.dumps(told, ensure_ascii=False, indent=1).encode(),
    }
    lines = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    target = folder / f"bevarande-{case.number}"
    target.mkdir(parents=True, exist_ok=True)
    for name, content in {**contents, MANIFEST: "".join(lines).encode()}.items():
        packages.put(work, target / name, content)
    work.log("case.export", student=case.student_id, case=case.id, sections=len(sections))
    return target
