"""An older copy of a vault has been put back: what was gallrat since it was made is erased again at once."""

from dataclasses import dataclass

from sqlalchemy import select

from narvaro_desktop.store.tables import CaseRow, ErasureRow, MatterRow, StudentRow
from narvaro_desktop.usecases.huvudman import matter_erasing
from narvaro_desktop.usecases.privacy import erasing, erasing_list
from narvaro_desktop.usecases.privacy.erasing_list import Unknown
from narvaro_desktop.usecases.work import Office, Work


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many gallringar were done again today, of how many cases; `unsure` are signed by nobody known."""

    erasures: int
    cases: int
    unsure: int


def standing(work: Work) -> Replayed:
    """What to tell whoever has opened a copy that was put back."""
    rows = work.session.scalars(select(ErasureRow).where(ErasureRow.replayed_on == work.today)).all()
    return Replayed(len(rows), sum(row.case_count for row in rows), len(erasing_list.unknown(work)))


def replay(office: Office) -> None:
    """Erase again, before anybody looks; not in a transaction, since the journal goes too.

    A gallring that was cut off after it was kept gets its list.
    """
    with office.work() as work:
        found = erasing_list.unknown(work)
        sure = [one for one in found if one.is_signed]
        for one in sure:
            _again(work, one)
        if found:
            work.log("erasure.replay", erasures=len(sure), unsure=len(found) - len(sure))
        if erasing_list.is_behind(work):
            erasing_list.write(work)
    if sure:
        office.vault.empty_journal()


def _again(work: Work, one: Unknown) -> None:
    """In this older state she may still be at school, and have had fewer cases or none."""
    rows = work.session.scalars(select(StudentRow))
    pupils = [row for row in rows if erasing_list.mark(work, row.id) in one.marks]
    gone = {row.id for row in pupils}
    for pupil in pupils:
        pupil.left_on = pupil.left_on or work.today
    cases = [
        row
        for row in work.session.scalars(select(CaseRow))
        if row.student_id in gone or erasing_list.mark(work, row.id) in one.marks
    ]
    erasing.erase(work, cases, pupils)
    matters = work.session.scalars(select(MatterRow.id)).all()
    matter_erasing.erase(work, [row for row in matters if erasing_list.mark(work, row) in one.marks])
    erasing_list.remember(work, one.told, work.today)
