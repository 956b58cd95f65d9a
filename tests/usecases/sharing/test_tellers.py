"""What came from another laptop names its author on that laptop's word, until the author's own says so."""

from pathlib import Path

from narvaro_desktop.domain.terms import Role
from narvaro_desktop.store.tables import CaseRow
from narvaro_desktop.usecases.casework import cases, notes, timeline
from narvaro_desktop.usecases.sharing import disputes
from narvaro_desktop.usecases.work import Office
from tests.usecases.team_of_laptops import NOTE, Team, elviras_case, handed, receive, returned


def _by(office: Office, case_id: object) -> set[str]:
    with office.work() as work:
        found = timeline.timeline(work, case_id)  # type: ignore[arg-type]
        return {event.who for event in found if event.kind is timeline.Happening.NOTE}


def test_who_wrote_it_is_told_by_the_laptop_that_brought_it(
    staff: Team, kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    pedagog = staff.joined(rektor, "Pedagog Ask", Role.SPECIAL_EDUCATOR)
    case_id = elviras_case(kurator)

    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    assert _by(rektor, case_id) == {"Kurator Ek"}

    receive(pedagog, handed(rektor, pedagog, case_id, tmp_path / "usb"))
    assert _by(pedagog, case_id) == {"Kurator Ek (enligt datorn hos Rektor Rönn)"}

    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))
    assert _by(kurator, case_id) == {"Kurator Ek"}
    receive(pedagog, handed(kurator, pedagog, case_id, tmp_path / "usb", "Här är det igen."))
    assert _by(pedagog, case_id) == {"Kurator Ek"}


def test_a_writing_that_claims_another_name_is_shown_with_the_laptop_that_claims_it(
    kurator: Office, rektor: Office, tmp_path: Path
) -> None:
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    with rektor.work() as work:
        student = cases.case(work, case_id).line.student.id
        forged = notes.write(work, student, case_id, NOTE).value
        row = work.session.get_one(notes.NoteRow, forged)
        row.author_id = kurator.actor.id

    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    assert _by(kurator, case_id) == {"Kurator Ek", "Kurator Ek (enligt datorn hos Rektor Rönn)"}


def test_rivals_are_named_by_whom_their_laptops_say(kurator: Office, rektor: Office, tmp_path: Path) -> None:
    case_id = elviras_case(kurator)
    receive(rektor, handed(kurator, rektor, case_id, tmp_path / "usb"))
    for office in (kurator, rektor):
        with office.work() as work:
            work.session.get_one(CaseRow, case_id).stated_source = f"Listan hos {office.actor.name}"
    receive(kurator, returned(rektor, case_id, tmp_path / "usb"))

    with kurator.work() as work:
        [dispute] = disputes.open_disputes(work, case_id)
    assert {one.who for one in dispute.choices} == {"Kurator Ek", "Rektor Rönn"}
