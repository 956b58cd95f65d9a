"""Skyddade personuppgifter: scenario 7 in the window, and at least sixty ways out that show nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from narvaro_desktop import cli, wording
from narvaro_desktop.domain.access import OutOfReach
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.privacy_terms import CopyKind, Purpose, RecordKind, RequestKind
from narvaro_desktop.domain.terms import Channel, ContactKind, InfoClass, InquiryAnswer, NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import log_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import PAGES, SchoolWindow
from narvaro_desktop.store.tables import (
    DecisionRow,
    DispatchRow,
    DutyRow,
    NotificationRow,
    SentPayloadRow,
    TransferRow,
)
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases import (
    backups,
    cases,
    checks,
    drafts,
    duties,
    handover_people,
    log_review,
    notes,
    plans,
    privacy_records,
    protection,
    reach,
    rights_requests,
    students,
    timeline,
)
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.notes import Written
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.faults.pages import plain
from tests.usecases.scenario_stage import FIRST, UNTIL_1, at_work, lay_days, lay_out_the_autumn

NAME, GUARDIAN, PHONE, HOME = "Dagmar Hemlighult", "Disamarika Hemlighult", "070-000 77 77", "Gömmaryd"
NUMBER = "20120311-2394"
CLASS = "7Qvintax"
TOLD = f"{NAME}s mamma Disamarika Hemlighult ringde. Dagmar (120311-2394) flyttar till Gömmaryd."
LEAST, LEAST_PAGES = 60, 20
WORDS = ("Dagmar", "Hemlighult", "Disamarika", "070-000 77 77", "Gömmaryd", "201203112394", "20120311",
         "120311", CLASS, "dagmar", "hemlighult")  # fmt: skip
LATER = date(2026, 11, 3)


@pytest.fixture
def marked(school: School, tmp_path: Path) -> tuple[School, UUID, UUID]:
    """Elev D: a case and an anmälan sent 2026-09-11 to Almstad, marked by the rektor on 3 November."""
    folder = tmp_path / "kopior"
    folder.mkdir()
    with at_work(school, "Kurator Ek", date(2026, 9, 11)) as office:
        with office.work() as work:
            lay_out_the_autumn(work)
            students.add(work, "Saga Regnskur", "5B")
            student = students.add(work, NAME, CLASS, parse_identity(NUMBER)).value
            students.describe(work, student, home_municipality=HOME)
            students.add_guardian(work, student, GUARDIAN, PHONE)
            lay_days(work, student, FIRST, UNTIL_1, {})
            case = cases.open_case(work, student, cases.Opening(step=2, why="Borta.")).value
            said = Written(ContactKind.NOTE, TOLD, info_class=InfoClass.COUNSELLING)
            notes.write(work, student, case, said)
            duties.add_task(work, case, TOLD, None)
            _named_by_another(work)
            drafts.keep(work, "note", case, "text", InfoClass.COUNSELLING, NAME)
            _notified(work, student, case)
            _told_and_handed(work, case)
            matching.remember(work, "skola24", matching.Pupil(parse_identity(NUMBER), NAME, CLASS), 2)
            backups.choose_folder(work, folder)
        backups.make(office)
    with at_work(school, "Rektor Rönn", LATER) as office, office.work() as work:
        students.protect(work, student)
    return school, student, case


def _named_by_another(work: Work) -> None:
    """A friend's case names her in full, and a sibling's does not."""
    friend = students.add(work, "Björn Blåbärsskog", "7B").value
    of_friend = cases.open_case(work, friend).value
    duties.add_task(work, of_friend, f"Grupparbete med {NAME} på onsdag", None)


def _told_and_handed(work: Work, case: UUID) -> None:
    content = json.dumps({"student": {"name": NAME, "homeMunicipality": HOME}, "caseId": NUMBER})
    work.session.add(
        DispatchRow(
            id=work.new_id(), case_id=case, batch=work.new_id(), kind="n1h", content=content,
            state=NotificationState.HANDED_OVER, channel=Channel.SEALED_FILE, package_id="paket-2",
            recipient=f"{HOME}s kommun", prepared_at=work.now, prepared_by=work.actor.id,
        )
    )  # fmt: skip
    work.session.flush()
    work.session.add(SentPayloadRow(package_id="paket-2", payload=content.encode(), paper=content.encode()))
    work.session.add(
        TransferRow(
            id=work.new_id(), case_id=case, person_id=work.actor.id, kind="handover", is_out=True,
            about="comment", at=work.now, package_id="paket-3",
            figures=json.dumps({"class": CLASS, "who": NAME}),
        )
    )  # fmt: skip


def _notified(work: Work, student: UUID, case: UUID) -> None:
    document = json.dumps({"student": {"name": NAME, "number": NUMBER, "class": CLASS}}, ensure_ascii=False)
    decision = DecisionRow(
        id=work.new_id(), student_id=student, case_id=case, answer=InquiryAnswer.OPENED,
        decided_on=work.today,
        registered_on=work.today, decided_by=work.actor.id, decided_by_words="rektor", document=document,
    )  # fmt: skip
    work.session.add(decision)
    work.session.flush()
    work.session.add(
        NotificationRow(
            id=work.new_id(), case_id=case, decision_id=decision.id, kind="n1",
            state=NotificationState.HANDED_OVER,
            channel=Channel.SEALED_FILE, payload=document.encode(), paper=document.encode(),
            package_id="paket-1",
            recipient="Almstads kommun", prepared_at=work.now, handed_over_on=work.today,
        )
    )  # fmt: skip


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


def _said(widget: QWidget) -> str:
    """Every word that a page shows, names or explains."""
    found = [widget.window().windowTitle()]
    for one in [widget, *widget.findChildren(QWidget)]:
        found += [one.toolTip(), one.accessibleName(), one.accessibleDescription(), one.windowTitle()]
        for name in ("text", "toPlainText", "placeholderText"):
            told = getattr(one, name, None)
            if callable(told):
                found.append(str(told()))
        if isinstance(one, QComboBox):
            found += [one.itemText(place) for place in range(one.count())]
        if isinstance(one, QTableView) and one.model() is not None:
            model = one.model()
            found += [
                str(model.index(row, column).data(role))
                for row in range(model.rowCount())
                for column in range(model.columnCount())
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            ]
    return "\n".join(found)


def _hits(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


def _pages(qtbot: QtBot, office: Office, case: UUID, opened: UUID | None) -> dict[str, str]:
    """What every page of the window says, and its palette and search."""
    if opened is not None:
        with office.work() as work:
            protection.open_for(work, opened, Purpose.CASEWORK)
    window = SchoolWindow(Runner(office))
    asked: list[str] = []
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.begin()
    found = {}
    of_a_case = {"case", "plan", "collaboration", "pupil_absence"}
    for entry in PAGES:
        if entry.key in ("meeting", "meeting_room", "investigation", "pupil_absence", "routine"):
            continue
        what = {"case_id": case} if entry.key in of_a_case else {}
        window.go(entry.key, **what)
        qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
        QApplication.processEvents()
        found[f"sida {entry.key}"] = _said(window)
        for dialog in window.findChildren(QDialog):
            asked.append(entry.key)
            dialog.done(0)
    found["sök och kommandon"] = "\n".join(
        f"{one.words} {one.hint} {one.key}"
        for one in [*window.palette_of_commands.commands, *window.people.commands("skyddad")]
    )
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    window.close()
    assert set(asked) <= of_a_case, "a list asks for no purpose"
    return found


@pytest.mark.parametrize(
    ("person", "has_opened"), [("Mentor Al", False), ("Rektor Rönn", False), ("Rektor Rönn", True)]
)
def test_no_page_names_her(
    qtbot: QtBot, marked: tuple[School, UUID, UUID], person: str, has_opened: bool
) -> None:
    school, student, case = marked
    with at_work(school, person, LATER) as office:
        found = _pages(qtbot, office, case, student if has_opened else None)

    assert {way: hits for way, text in found.items() if (hits := _hits(text))} == {}
    assert len(found) >= LEAST_PAGES
    assert ("Skyddad elev 1" in "".join(found.values())) is (person == "Rektor Rönn")


def test_no_table_page_of_the_file_paper_or_message_names_her(
    marked: tuple[School, UUID, UUID], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    school, student, case = marked
    found: dict[str, str] = {}
    papers: dict[RecordKind, Path] = {}
    with at_work(school, "Rektor Rönn", LATER) as office:
        with office.work() as work:
            for name, table in Base.metadata.tables.items():
                rows = work.session.execute(select(table)).all()
                found[f"tabell {name}"] = repr([tuple(row) for row in rows])
            for kind in RecordKind:
                papers[kind] = privacy_records.save(work, kind, tmp_path).value
            head, words = ["Tid"] * 9, log_words.LogWords()
            lines = log_review.lines(work).value.entries
            found["loggfil"] = _unzipped(
                log_review.export(work, [one.key for one in lines], head, words).value
            )
            found["loggraders ord"] = repr(lines)
            found["tabellernas form"] = repr(checks.shapes(work))
        backups.make(office)
        found["valvets sidor"] = plain(office.vault.path, office.vault.me.file_key).decode("utf-8", "replace")
        with office.work() as work:
            folder = backups.state(work).folder
    found |= {f"underlag {kind.key}": _paper(path) for kind, path in papers.items()}
    found["säkerhetskopiors namn"] = repr([str(path) for path in folder.rglob("*")])
    found["valvets mapp"] = repr([str(path) for path in school.path.parent.rglob("*")])
    found["lägesfiler"] = "".join(
        path.read_bytes().decode("utf-8", "replace") for path in school.state.rglob("*") if path.is_file()
    )
    for person in ("Mentor Al", "Kurator Ek", "Rektor Rönn"):
        found |= {f"nekad {person} {name}": text for name, text in _refusals(school, person, student, case)}
    found["kommandoraden"] = _command_line(school, tmp_path, capsys)

    assert {way: hits for way, text in found.items() if (hits := _hits(text))} == {}
    assert len(found) >= LEAST


def _refusals(school: School, person: str, student: UUID, case: UUID) -> Iterator[tuple[str, str]]:
    """What is said to whoever asks for her by id."""
    asks: dict[str, Callable[[Work], object]] = {
        "elev": lambda work: students.student(work, student),
        "ärende": lambda work: cases.case(work, case),
        "tidslinje": lambda work: timeline.timeline(work, case),
        "plan": lambda work: plans.plan(work, case),
        "utdrag": lambda work: rights_requests.ask(work, student, RequestKind.EXTRACT),
        "mottagare": lambda work: handover_people.receivers(work, case),
    }
    for name, act in asks.items():
        with (
            at_work(school, person, LATER) as office,
            pytest.raises(NarvaroError) as caught,
            office.work() as work,
        ):
            act(work)
        yield name, f"{caught.value!r} {wording.say(caught.value)}"


def _paper(path: Path) -> str:
    return path.name + "".join(page.extract_text() for page in PdfReader(path).pages)


def _unzipped(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as file:
        return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def _command_line(school: School, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    phrase = folder / "fras"
    phrase.write_text(School.PHRASE, encoding="utf-8")
    for act in ("inspect", "verify"):
        with suppress(SystemExit, NarvaroError):
            cli.main([act, str(school.path), "--user", "Rektor Rönn", "--passphrase-file", str(phrase)])
    told = capsys.readouterr()
    return told.out + told.err
