"""A protected pupil laid out as a canary, and every way by which something of her could come out."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QTableView, QWidget
from sqlalchemy import select

from narvaro_desktop import cli, wording
from narvaro_desktop.domain.figures.report import ReportKind
from narvaro_desktop.domain.identity import parse_identity
from narvaro_desktop.domain.privacy_terms import Purpose, RecordKind, RequestKind
from narvaro_desktop.domain.terms import Channel, ContactKind, InfoClass, InquiryAnswer, NotificationState
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import log_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import PAGES, SchoolWindow
from narvaro_desktop.store.backup import VAULT_NAME
from narvaro_desktop.store.tables import (
    DecisionRow,
    DispatchRow,
    NotificationRow,
    SentPayloadRow,
    TransferRow,
)
from narvaro_desktop.store.tables.columns import Base
from narvaro_desktop.usecases import drafts, settings
from narvaro_desktop.usecases.absence import attention
from narvaro_desktop.usecases.casework import (
    cases,
    duties,
    emergency_papers,
    notes,
    timeline,
    timeline_papers,
)
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.figures import aggregates, report_files, school_report, statistics
from narvaro_desktop.usecases.importing import matching
from narvaro_desktop.usecases.planning import plans
from narvaro_desktop.usecases.privacy import privacy_records, protection, rights_requests
from narvaro_desktop.usecases.pupils import roll, students
from narvaro_desktop.usecases.sharing import handover_people
from narvaro_desktop.usecases.teamwork import today
from narvaro_desktop.usecases.vault import backups, checks, log_review
from narvaro_desktop.usecases.work import Office, Work
from tests.conftest import School
from tests.faults.pages import plain
from tests.usecases.scenario_stage import FIRST, UNTIL_1, at_work, lay_days, lay_out_the_autumn

NAME, GUARDIAN, PHONE, HOME = "Dagmar Hemlighult", "Disamarika Hemlighult", "070-000 77 77", "Gömmaryd"
NUMBER = "20120311-2394"
CLASS = "7Qvintax"
TOLD = f"{NAME}s mamma Disamarika Hemlighult ringde. Dagmar (120311-2394) flyttar till Gömmaryd."
WORDS = ("Dagmar", "Hemlighult", "Disamarika", "070-000 77 77", "Gömmaryd", "201203112394", "20120311",
         "120311", CLASS, "dagmar", "hemlighult")  # fmt: skip
LATER = date(2026, 11, 3)
FRIEND = "Björn Blåbärsskog"


def mark(school: School, room: Path) -> tuple[UUID, UUID]:
    """Elev D: a case and an anmälan sent 2026-09-11 to Almstad, marked by the rektor on 3 November."""
    folder = room / "kopior"
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
    return student, case


def _named_by_another(work: Work) -> None:
    """A friend's case names her in full, and a sibling's does not."""
    friend = students.add(work, FRIEND, "7B").value
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


def hits(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


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


def page_ways(office: Office, case: UUID, opened: UUID | None) -> dict[str, str]:
    """What every page of the window says, and its palette and search."""
    if opened is not None:
        with office.work() as work:
            protection.open_for(work, opened, Purpose.CASEWORK)
    window = SchoolWindow(Runner(office))
    asked: list[str] = []
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
        settle(window)
        found[f"sida {entry.key}"] = _said(window)
        for dialog in window.findChildren(QDialog):
            asked.append(entry.key)
            dialog.done(0)
    found["sök och kommandon"] = "\n".join(
        f"{one.words} {one.hint} {one.key}"
        for one in [*window.palette_of_commands.commands, *window.people.commands("skyddad")]
    )
    settle(window)
    window.close()
    assert set(asked) <= of_a_case, "a list asks for no purpose"
    return found


def settle(window: SchoolWindow) -> None:
    """Until everything that was asked has been answered."""
    until = time.monotonic() + 30
    QApplication.processEvents()
    while window.runner.busy and time.monotonic() < until:
        QApplication.processEvents()
    assert not window.runner.busy, "not answered within half a minute"
    QApplication.processEvents()


def other_ways(school: School, student: UUID, case: UUID, room: Path) -> dict[str, str]:
    """Tables, pages of the file, backups, papers, files, lists, refusals, file names, the command line."""
    found: dict[str, str] = {}
    with at_work(school, "Rektor Rönn", LATER) as office:
        with office.work() as work:
            found |= {f"tabell {name}": text for name, text in _tables(work)}
            made = _exports(work, room)
        found |= {way: _paper(what) if isinstance(what, Path) else what for way, what in made.items()}
        backups.make(office)
        key = office.vault.me.file_key
        found["valvets sidor"] = plain(office.vault.path, key).decode("utf-8", "replace")
        with office.work() as work:
            folder = backups.state(work).folder
        newest = max(folder.glob("narvaro-*Z"))
        found["ny säkerhetskopia"] = plain(newest / VAULT_NAME, key).decode("utf-8", "replace")
    found["säkerhetskopiors namn"] = repr([str(path) for path in folder.rglob("*")])
    found["valvets mapp"] = repr([str(path) for path in school.path.parent.rglob("*")])
    found["lägesfiler"] = "".join(
        path.read_bytes().decode("utf-8", "replace") for path in school.state.rglob("*") if path.is_file()
    )
    for person in ("Mentor Al", "Kurator Ek", "Rektor Rönn"):
        found |= {f"nekad {person} {name}": text for name, text in _refusals(school, person, student, case)}
        found |= {f"lista {person} {name}": text for name, text in _lists(school, person)}
    found["kommandoraden"] = _command_line(school, room)
    return found


def _tables(work: Work) -> Iterator[tuple[str, str]]:
    for name, table in Base.metadata.tables.items():
        yield name, repr([tuple(row) for row in work.session.execute(select(table)).all()])


def _exports(work: Work, room: Path) -> dict[str, str | Path]:
    """Every file that tells of the school, of the log, or of the friend whose case named her."""
    found: dict[str, str | Path] = {
        f"underlag {kind.key}": privacy_records.save(work, kind, room).value for kind in RecordKind
    }
    lines = log_review.lines(work).value.entries
    head, words = ["Tid"] * 9, log_words.LogWords()
    found["loggfil"] = _unzipped(log_review.export(work, [one.key for one in lines], head, words).value)
    found["loggraders ord"] = repr(lines)
    found["tabellernas form"] = repr(checks.shapes(work))
    settings.remember(work, unit_code="12345678")
    period = statistics.periods(work)[0]
    found["statistik till huvudmannen"] = repr(aggregates.told(work, period, include_all=True))
    for kind in ReportKind:
        with suppress(NarvaroError):
            report = school_report.report(work, kind, period, include_all=True)
            found[f"{kind.key}: rapporten"] = repr(report)
            for name, content in report_files.files(report, "rapport").items():
                found[f"{kind.key}: {name}"] = name + content.decode("utf-8", "replace") + _unzipped(content)
    found["nödblad"] = _pdf(emergency_papers.emergency_paper(work).pdf)
    friend = next(one.id for one in students.everyone(work) if one.name == FRIEND)
    request = rights_requests.ask(work, friend, RequestKind.EXTRACT).value
    rights_requests.decide(work, request, True)
    paper, data = rights_requests.save(work, request, room).value
    found |= {"vännens utdrag": paper, "vännens data": data}
    of_friend = cases.open_case_of(work, friend)
    assert of_friend is not None
    found["vännens tidslinje"] = _pdf(timeline_papers.timeline_paper(work, of_friend).pdf)
    return found


def _lists(school: School, person: str) -> Iterator[tuple[str, str]]:
    asks: dict[str, Callable[[Work], object]] = {
        "elever": students.everyone,
        "skyddade": students.protected_ones,
        "klasslistan": roll.roll,
        "ärenden": cases.open_cases,
        "i dag": today.today,
        "tidiga signaler": attention.attention,
    }
    with at_work(school, person, LATER) as office:
        for name, act in asks.items():
            with office.work() as work:
                yield name, repr(act(work))


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
        with at_work(school, person, LATER) as office:
            try:
                with office.work() as work:
                    act(work)
            except NarvaroError as refused:
                yield name, f"{refused!r} {wording.say(refused)}"


def _paper(path: Path) -> str:
    """A file under its name."""
    content = path.read_bytes()
    return path.name + (_pdf(content) if path.suffix == ".pdf" else content.decode("utf-8"))


def _pdf(content: bytes) -> str:
    """The text, and what the file says of itself."""
    read = PdfReader(BytesIO(content))
    return repr(read.metadata) + "".join(page.extract_text() for page in read.pages)


def _unzipped(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return ""
    with ZipFile(BytesIO(content)) as file:
        return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def _command_line(school: School, folder: Path) -> str:
    phrase = folder / "fras"
    phrase.write_text(School.PHRASE, encoding="utf-8")
    told = StringIO()
    for act in ("inspect", "verify"):
        with suppress(SystemExit, NarvaroError), redirect_stdout(told), redirect_stderr(told):
            cli.main([act, str(school.path), "--user", "Rektor Rönn", "--passphrase-file", str(phrase)])
    return told.getvalue()
