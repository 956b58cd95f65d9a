"""Casework as one feels it: a long case opened, the first look at a kartläggning, a key pressed in it."""

import gc
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlalchemy import event

from benchmarks import window
from benchmarks.measure import Figure, in_turn, milliseconds, seconds
from narvaro_desktop.domain.terms import ContactKind, Depth, InfoClass, Party
from narvaro_desktop.gui.pages.case.case_page import CasePage
from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.pages.investigation.voice_parts import VoiceParts
from narvaro_desktop.gui.widgets.timeline_row import TimelineRow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases, notes, timeline
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.practice_school import practice
from narvaro_desktop.usecases.work import Office
from tests.gui.heartbeat import AIM_SECONDS, Heartbeat

EVENTS, ROUNDS, FIRST_LOOKS = 400, 15, 5
TYPED, KEYS = "det blir lugnare om man vet vad som kommer sedan ", 600
BETWEEN_MS = 20
"""Faster than anyone types, and long enough for the save of an earlier key to come back in between."""
EVERY = 30
"""After so many keys the box tells its text, whether or not the writer rests."""
Statement = tuple[str, Any]


def figures() -> list[Figure]:
    """On the practice school."""
    window.application()
    with tempfile.TemporaryDirectory(prefix="narvaro-bench-") as folder:
        built = practice.build(Path(folder), with_files=False)
        office = built.unlock(practice.COUNSELLOR)
        with office.work() as work:
            ids = [line.id for line in cases.open_cases(work) if line.step >= 3]
        fill(office, ids[0])
        gc.collect()
        gc.disable()  # as in the program, which collects between two events
        shown = window.shown(office, "today")
        found = [_long_case(shown, ids[0], ids[1]), _unfolded(shown, ids[0])]
        shown.close()
        pauses = [_first_look(built.unlock(practice.COUNSELLOR), ids[1]) for _round in range(FIRST_LOOKS)]
        shown = window.shown(built.unlock(practice.COUNSELLOR), "today")
        what = "Fördjupad kartläggning, first look: longest freeze"
        found += [_freeze("first_look", what, pauses), _typing(shown, ids[1])]
        shown.close()
        gc.enable()
    return found


def fill(office: Office, case_id: UUID, classes: Sequence[InfoClass] = (InfoClass.SCHOOL,)) -> None:
    """Notes and talks, as they come in a case of several years, of each class in turn."""
    with office.work() as work:
        student = cases.case(work, case_id).line.student.id
        for number in range(EVENTS - len(timeline.timeline(work, case_id))):
            kind, party = (ContactKind.CALL, Party.GUARDIAN) if number % 2 else (ContactKind.NOTE, None)
            day = work.today - timedelta(days=number % 300)
            words = f"Samtal {number}. Vi hörs igen på fredag om hur veckan har gått."
            reached = True if party else None
            info_class = classes[number % len(classes)]
            notes.write(work, student, case_id, Written(kind, words, party, reached, info_class, day))
    with office.work() as work:
        if (found := len(timeline.timeline(work, case_id))) < EVENTS:
            raise RuntimeError(f"the case has only {found} events")


def _long_case(shown: SchoolWindow, case_id: UUID, other: UUID) -> Figure:
    """From the click to the painted page, beside the same SELECTs without a program around them."""
    _go(shown, "case", case_id=case_id)
    _go(shown, "case", case_id=other)
    with _listening(shown.runner.office) as asked:
        _go(shown, "case", case_id=case_id)

    def opened() -> float:
        _go(shown, "case", case_id=other)
        return seconds(partial(_go, shown, "case", case_id=case_id))

    bare = partial(seconds, partial(_ask_bare, shown.runner.office, asked))
    ours, floor = (milliseconds(column) for column in in_turn(ROUNDS, opened, bare))
    what, beside = f"A case with {EVENTS} events opened, on top of its queries", "its queries alone"
    return Figure("long_case", what, ours - floor, floor, beside, "ms", 100, ROUNDS, True)


def _unfolded(shown: SchoolWindow, case_id: UUID) -> Figure:
    """The longest freeze from a press of "Visa alla" until the oldest event stands there."""
    _go(shown, "case", case_id=case_id)
    page = shown.page("case")
    assert isinstance(page, CasePage)
    heart = Heartbeat()
    page.timeline.show_all()
    window.wait_until(lambda: len(page.timeline.findChildren(TimelineRow)) >= EVENTS)
    QTest.qWait(500)
    return _freeze("unfolded", f"All {EVENTS} events unfolded: longest freeze", [heart.longest()])


def _go(shown: SchoolWindow, page: str, **what: object) -> None:
    shown.go(page, **what)
    window.wait_until(lambda: not shown.runner.busy)
    shown.repaint()


@contextmanager
def _listening(office: Office) -> Iterator[list[Statement]]:
    """The SELECTs that reach the vault meanwhile."""
    heard: list[Statement] = []

    def hear(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            heard.append((statement, values))

    event.listen(office.vault.engine, "before_cursor_execute", hear)
    yield heard
    event.remove(office.vault.engine, "before_cursor_execute", hear)


def _ask_bare(office: Office, asked: list[Statement]) -> None:
    with office.vault.engine.connect() as connection:
        cursor = connection.connection.cursor()
        for statement, values in asked:
            cursor.execute(statement, values)
            cursor.fetchall()


def _first_look(office: Office, case_id: UUID) -> float:
    """Seconds of the longest freeze in a new window, until every voice has its questions."""
    shown = window.shown(office, "today")
    heart = Heartbeat()
    _go(shown, "investigation", case_id=case_id, depth=Depth.EXTENDED)
    _rest(shown)
    took = heart.longest()
    shown.close()
    return took


def _rest(shown: SchoolWindow) -> None:
    """Until nothing is asked any more and every part is there."""
    window.wait_until(lambda: all(one.is_awake for one in shown.findChildren(VoiceParts)))
    window.wait_until(lambda: not shown.runner.busy)


def _freeze(name: str, what: str, pauses: list[float]) -> Figure:
    idle = Heartbeat()
    QTest.qWait(500)
    ours, floor, aim = 1000 * max(pauses), 1000 * idle.longest(), 1000 * AIM_SECONDS
    return Figure(name, what, ours, floor, "an idle window", "ms", aim, len(pauses), True)


class _Paints(QObject):
    """When a widget was last painted."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = perf_counter()
        return False


def _typing(shown: SchoolWindow, case_id: UUID) -> Figure:
    """From a key in the kartläggning to its paint, while what was typed is saved; beside a bare text box."""
    _go(shown, "investigation", case_id=case_id, depth=Depth.EXTENDED)
    _rest(shown)
    page = shown.page("investigation")
    if not isinstance(page, InvestigationPage):
        raise TypeError
    panel = page.panels["student"]
    box = next(card.box for card in panel.cards.values() if card.box is not None and card.box.isVisible())
    ours = _typed(box, box.flush)
    window.wait_until(lambda: not shown.runner.busy)
    bare = QPlainTextEdit()
    bare.show()
    floor = _typed(bare, lambda: None)
    bare.close()
    what, beside = "A key in the kartläggning to its paint, p99, saving", "a bare text box"
    return Figure("typing", what, 1000 * _high(ours), 1000 * _high(floor), beside, "ms", 50, KEYS, True)


def _typed(box: QPlainTextEdit, tell: object) -> list[float]:
    """Seconds from each key until the box has been painted with it."""
    box.setFocus()
    paints = _Paints()
    box.viewport().installEventFilter(paints)
    waits = []
    for number, sign in enumerate(islice(cycle(TYPED), KEYS)):
        pressed = perf_counter()
        QTest.keyClicks(box, sign)
        window.wait_until(lambda since=pressed: paints.at > since)  # type: ignore[misc]
        waits.append(paints.at - pressed)
        if number % EVERY == 0 and callable(tell):
            tell()
        QTest.qWait(BETWEEN_MS)
    box.viewport().removeEventFilter(paints)
    QApplication.processEvents()
    return waits


def _high(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=100)[98]
