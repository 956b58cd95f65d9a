"""A decision keeps why it was made, and is put on paper with it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from narvaro_desktop.domain.access import NotAllowed
from narvaro_desktop.domain.deciding.notification import ProtectedStudent
from narvaro_desktop.domain.planning.plan import NoReason
from narvaro_desktop.store.tables import ImportBatchRow
from narvaro_desktop.usecases.casework import cases, informing, timeline
from narvaro_desktop.usecases.deciding import (
    decision_drafts,
    decision_papers,
    decision_reasons,
    decisions,
    inquiry,
)
from narvaro_desktop.usecases.deciding.decision_reasons import AlreadyReasoned
from narvaro_desktop.usecases.deciding.inquiry import Filled
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.work import Office
from tests.conftest import School
from tests.usecases import pupils_with_days
from tests.usecases.decisions_stage import filled, open_a_case

WHY = "Frånvaron har ökat sedan terminens början, och anpassningarna har inte hjälpt."


@pytest.fixture
def rektor(school: School, office: Office) -> Office:
    office.close()
    return school.unlock("Rektor Rönn")


def text(pdf: bytes) -> str:
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(read.replace("\u00a0", " ").split())


def decide(office: Office, case_id: UUID, reasons: str | None = WHY) -> UUID:
    with office.work() as work:
        return decisions.decide(work, case_id, filled(reasons=reasons)).value


def test_reasons_are_offered_from_what_is_known_and_kept_as_they_were_left(rektor: Office) -> None:
    case_id = open_a_case(rektor)
    with rektor.work() as work:
        offered = decisions.prepared(work, case_id, Filled()).filled.reasons
        decision_drafts.keep(work, case_id, filled(reasons=""))
    assert offered == ("Frånvaron var 23,5 procent 2026-08-31 till 2026-09-25 enligt Skolans frånvarosystem.")
    with rektor.work() as work:
        left = decision_drafts.left(work, case_id)
        assert left is not None and inquiry.proposed(work, cases.row_of(work, case_id), left).reasons == ""

    decide(rektor, case_id)

    with rektor.work() as work:
        [line] = decisions.decisions_of(work, case_id)
        [event] = [one for one in timeline.timeline(work, case_id) if one.key.startswith("decision:")]
    rektor.close()
    assert line.motivation == event.text == WHY


def test_a_file_that_tells_no_giltig_from_ogiltig_lets_nobody_say_how_much_was_either(rektor: Office) -> None:
    case_id = open_a_case(rektor)
    with rektor.work() as work:
        student = cases.row_of(work, case_id).student_id
        pupils_with_days.data_until(work, date(2026, 9, 25))
        work.session.scalars(select(ImportBatchRow)).one().last_day = date(2026, 9, 25).toordinal()
        pupils_with_days.days(work, student, date(2026, 9, 25), [60] * 20)

        shown = decisions.prepared(work, case_id, Filled())

    assert shown.filled.reasons == ("Frånvaron var 20,0 procent 2026-08-29 till 2026-09-25 enligt Skola24.")
    assert not [line for line in shown.sent if "iltig" in line.label]


def test_nobody_is_said_to_have_given_reasons_that_she_has_not_seen(rektor: Office) -> None:
    case_id = open_a_case(rektor)

    decision = decide(rektor, case_id, None)

    with rektor.work() as work:
        [line] = decisions.decisions_of(work, case_id)
        assert line.motivation == ""
        assert "Inga skäl är antecknade." in text(decision_papers.decision_paper(work, decision).pdf)
    rektor.close()


def test_the_paper_says_who_decided_why_and_who_has_been_told(
    school: School, office: Office, tmp_path: Path
) -> None:
    case_id = open_a_case(office)
    with office.work() as work:
        handovers.hand_over(work, case_id, "Stöden har inte hjälpt.")
    office.close()
    rektor = school.unlock("Rektor Rönn")
    decision = decide(rektor, case_id)
    with rektor.work() as work:
        informing.inform(work, decision, None, date(2026, 10, 1), "vid möte")

    with rektor.work() as work:
        path = decision_papers.save_decision(work, decision, tmp_path).value
        number = cases.row_of(work, case_id).number
    rektor.close()

    said = text(path.read_bytes())
    assert path.name.startswith(f"beslut-{number}-")
    for words in (
        "Rektor beslutar att frånvaron ska utredas skyndsamt.", WHY, "Rektor Rönn, rektor", "7 kap. 19 a §",
        "Föredragande Kurator Ek, kurator", "Eleven 2026-10-01, vid möte", "Elvira Blåbärsskog",
    ):  # fmt: skip
        assert words in said


def test_reasons_are_written_down_once(rektor: Office, tmp_path: Path) -> None:
    case_id = open_a_case(rektor)
    decision = decide(rektor, case_id, "")
    with pytest.raises(NoReason), rektor.work() as work:
        decision_reasons.reason(work, decision, " ")

    with rektor.work() as work:
        path = decision_papers.save_decision(work, decision, tmp_path, WHY).value
    with pytest.raises(AlreadyReasoned), rektor.work() as work:
        decision_reasons.reason(work, decision, "Något annat.")

    with rektor.work() as work:
        assert decisions.decisions_of(work, case_id)[0].motivation == WHY
    rektor.close()
    assert WHY in text(path.read_bytes())


def test_a_protected_pupil_has_no_paper_and_only_a_decider_gives_reasons(
    school: School, office: Office
) -> None:
    office.close()
    rektor = school.unlock("Rektor Rönn")
    case_id, other = open_a_case(rektor, protected=True), open_a_case(rektor)
    decision, plain = decide(rektor, case_id), decide(rektor, other, "")
    with pytest.raises(ProtectedStudent), rektor.work() as work:
        decision_papers.decision_paper(work, decision)
    with rektor.work() as work:
        assert decisions.decisions_of(work, case_id)[0].is_protected
    rektor.close()

    kurator = school.unlock()
    with pytest.raises(NotAllowed), kurator.work() as work:
        decision_reasons.reason(work, plain, WHY)
    kurator.close()
