"""Skyddade personuppgifter: scenario 7 in the vault, and at least sixty ways out that show nothing."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from narvaro_desktop.domain.access import OutOfReach
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.privacy_terms import CopyKind, Purpose
from narvaro_desktop.store.tables import DispatchRow, DutyRow, NotificationRow, SentPayloadRow
from narvaro_desktop.usecases import reach
from narvaro_desktop.usecases.casework import cases, timeline
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.privacy import protection
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.vault import log_review
from tests.conftest import School
from tests.faults.ways_out import (
    CLASS,
    GUARDIAN,
    HOME,
    LATER,
    NAME,
    PHONE,
    TOLD,
    hits,
    mark,
    other_ways,
    page_ways,
)
from tests.usecases.scenario_stage import at_work

LEAST, LEAST_PAGES = 60, 20


@pytest.fixture
def marked(school: School, tmp_path: Path) -> tuple[School, UUID, UUID]:
    return school, *mark(school, tmp_path)


def test_7_elev_d_gets_sekretessmarkering(marked: tuple[School, UUID, UUID]) -> None:
    school, student, case = marked
    with at_work(school, "Rektor Rönn", LATER) as office:
        with pytest.raises(reach.PurposeNeeded), office.work() as work:
            cases.case(work, case)
        with office.work() as work:
            protection.open_for(work, student, Purpose.CASEWORK)
            view = protection.view(work, student)
            assert view.alias == "Skyddad elev 1"
            packages = {one.what: one for one in view.copies if one.kind is CopyKind.PACKAGE}
            assert set(packages) == {"Almstads kommun", f"{HOME}s kommun"}
            package = packages["Almstads kommun"]
            assert f"{package.at:%Y-%m-%d}" == "2026-09-11"
            assert len([one for one in view.copies if one.kind is CopyKind.BACKUP]) == 1
            protection.seen_to(work, student, package.key)
            assert cases.case(work, case).line.student.name == "Skyddad elev 1"
            who = protection.reveal(work, student, Purpose.CONTACT).value
            assert who is not None and (who.name, who.class_name) == (NAME, CLASS)
        with office.work() as work:
            found = {entry.action: entry.purpose for entry in log_review.lines(work).value.entries}
            assert found["protected.open"] == "arbetet i ärendet"
            assert found["protected.reveal"] == "kontakt med eleven eller vårdnadshavare"
            told = {one.key: one.told for one in protection.view(work, student).copies}
            assert told[package.key].startswith("2026-11-03, Rektor Rönn")
    with at_work(school, "Mentor Al", LATER) as office:
        with pytest.raises(OutOfReach), office.work() as work:
            protection.open_for(work, student, Purpose.CASEWORK)
        with office.work() as work:
            assert student not in {one.id for one in students.everyone(work)}
            assert students.protected_ones(work) == []


def test_who_is_lifted_has_all_her_own_again(marked: tuple[School, UUID, UUID]) -> None:
    school, student, case = marked
    with at_work(school, "Rektor Rönn", LATER) as office:
        with office.work() as work:
            protection.open_for(work, student, Purpose.UPKEEP)
            students.unprotect(work, student)
        with office.work() as work:
            held = students.student(work, student)
            row = work.session.query(NotificationRow).one()
            assert (held.line.name, held.line.class_name, held.identity_number) == (
                NAME,
                CLASS,
                "201203112394",
            )
            assert [(one.name, one.phone) for one in held.guardians] == [(GUARDIAN, PHONE)]
            assert NAME in (row.payload or b"").decode() and cases.case(work, case).line.student.name == NAME
            [dispatch] = work.session.query(DispatchRow).all()
            assert NAME in dispatch.content and dispatch.recipient == f"{HOME}s kommun"
            assert NAME in work.session.query(SentPayloadRow).one().payload.decode()
            words = {row.words for row in work.session.query(DutyRow)}
            assert {TOLD, f"Grupparbete med {NAME} på onsdag"} <= words
            assert TOLD in {one.text for one in timeline.timeline(work, case)}


def test_a_file_with_her_name_or_number_brings_no_new_pupil(marked: tuple[School, UUID, UUID]) -> None:
    school, _student, _case = marked
    by_name = matching.Pupil(parse_identity("20120311-2394"), NAME, "8C")
    with at_work(school, "Kurator Ek", LATER) as office, office.work() as work:
        found = matching.match(work, "skola24", [by_name], {})
        assert (found.unknown, found.questions, found.protected) == ((), (), frozenset({0}))


@pytest.mark.parametrize(
    ("person", "has_opened"), [("Mentor Al", False), ("Rektor Rönn", False), ("Rektor Rönn", True)]
)
def test_no_page_names_her(
    qapp: QApplication, marked: tuple[School, UUID, UUID], person: str, has_opened: bool
) -> None:
    school, student, case = marked
    with at_work(school, person, LATER) as office:
        found = page_ways(office, case, student if has_opened else None)

    assert {way: seen for way, text in found.items() if (seen := hits(text))} == {}
    assert len(found) >= LEAST_PAGES
    assert ("Skyddad elev 1" in "".join(found.values())) is (person == "Rektor Rönn")


def test_no_table_page_of_the_file_paper_list_or_message_names_her(
    marked: tuple[School, UUID, UUID], tmp_path: Path
) -> None:
    school, student, case = marked
    found = other_ways(school, student, case, tmp_path)

    assert {way: seen for way, text in found.items() if (seen := hits(text))} == {}
    assert len([way for way in found if not way.startswith("tabell ")]) >= LEAST
    assert len([way for way in found if way.startswith("nekad ")]) == 18
