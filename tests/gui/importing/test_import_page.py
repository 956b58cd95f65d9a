"""Absence files go in by hand and by key, and whatever is wrong with one is said in plain words."""

import itertools
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.pages.importing.import_page import COLUMNS, DONE, FILE, MEANING, PREVIEW, ImportPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.usecases.absence import attendance
from narvaro_desktop.usecases.importing.file_in_hand import AbsenceMeans, Field, Question, Unreported
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.gui.heartbeat import AIM_SECONDS, Heartbeat
from tests.gui.huvudman_hand import choose
from tests.usecases.absence_shelf import ALVA, BO, HEADER, Lesson, digest

_DAY = date(2026, 9, 1)
_ROWS = [Lesson(who, _DAY + timedelta(days)) for who in (ALVA, BO) for days in range(4)]
_UNKNOWN = "Elevens namn;Klass;Lektionsdag;Börjar;Lektionens längd;Frånvaro;Sen;Lokal"


def test_a_dropped_file_goes_in_and_out_again(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    before = digest(_office(page))

    broken = str(Lesson(ALVA, start="12:10")).replace(";60;", ";sextio;")
    _drop(page, _file(tmp_path, [*_ROWS, broken]))
    _wait(page, qtbot, PREVIEW)

    assert "2 elever är nya. Lägg till?" in _words(page)
    assert "9 rader i filen = 8 läses in + 1 avvisas + 0 utesluts" in _words(page)
    assert page.wizard.next_button.text() == "Läs in 8 rader"
    assert page.preview.until.day() == _DAY + timedelta(3)
    assert not audit(page)

    qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
    _wait(page, qtbot, DONE)
    assert "8 rader är inlästa" in _words(page)
    assert digest(_office(page)) != before
    assert not audit(page)

    qtbot.mouseClick(page.done.undo, Qt.MouseButton.LeftButton)
    QApplication.activeModalWidget().verb_button.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Inläsningen är ångrad" in _words(page))
    assert digest(_office(page)) == before


def test_the_same_file_again_changes_nothing(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = _file(tmp_path, _ROWS)
    page.take([path])
    _wait(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)
    before = digest(_office(page))

    page.take([path])
    qtbot.waitUntil(lambda: "Redan inläst" in _words(page))

    assert "Inget har ändrats." in _words(page)
    assert page.wizard.at == FILE
    assert digest(_office(page)) == before


def test_who_comes_back_after_an_import_begins_the_next(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([_file(tmp_path, _ROWS)])
    _wait(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)
    page.wizard.next_button.click()

    page._shell.go("import")

    assert page.wizard.at == FILE
    assert page.file.zone.button.hasFocus()


def test_files_dropped_on_another_page_begin_here(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page._shell.go("today")

    page._shell.go("import", paths=[_file(tmp_path, _ROWS)])

    _wait(page, qtbot, PREVIEW)


def test_ctrl_o_takes_an_absence_file_too(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    taking = intake(page._shell, page._runner)
    taking.absence_page = "import"
    page._shell.go("today")

    qtbot.keyClick(page._shell, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    choose(page._shell, _file(tmp_path, _ROWS))

    _wait(page, qtbot, PREVIEW)


def test_the_source_is_named_once_and_stands_beside_the_figures(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([_file(tmp_path, _ROWS)])
    _wait(page, qtbot, PREVIEW)
    page.preview.system.setText("Skolans system")
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)

    page.take([_file(tmp_path, [Lesson(ALVA, date(2026, 9, 7))], "senare.csv")])
    _wait(page, qtbot, PREVIEW)

    assert page.preview.system.text() == "Skolans system"
    with _office(page).work() as work:
        state = attendance.data_state(work)
    assert state is not None
    assert state.source == "Skolans system"


def test_several_files_come_one_after_the_other(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    later = [Lesson(ALVA, date(2026, 9, 7))]

    page.take([_file(tmp_path, _ROWS), _file(tmp_path, later, "senare.csv")])
    _wait(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)
    assert page.done.another.text() == "Fortsätt med nästa fil"
    page.done.another.click()
    _wait(page, qtbot, PREVIEW)

    assert "senare.csv" in _words(page)
    assert page.wizard.next_button.text() == "Läs in 1 rad"


def test_an_unknown_layout_is_explained_once_by_keyboard_and_remembered(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([_unknown(tmp_path, "en.csv", _DAY)])
    _wait(page, qtbot, COLUMNS)
    assert not audit(page)
    shown = dict(page.columns.boxes)
    wanted = {"lektionens längd": Field.PLANNED, "börjar": Field.START, "lektionsdag": Field.DATE}
    for header, field in wanted.items():
        shown[header].setCurrentIndex(shown[header].findData(field))
    shown["elevens namn"].setCurrentIndex(shown["elevens namn"].findData(Field.NAME))
    page.wizard.next_button.setFocus()
    qtbot.keyClick(page.wizard.next_button, Qt.Key.Key_Space)

    _wait(page, qtbot, MEANING)
    assert not audit(page)
    assert not page.wizard.next_button.isEnabled()
    answers = {Question.ABSENCE_MEANS: 0, Question.UNREPORTED: 0, Question.LATE: 0}
    for question, place in answers.items():
        button = page.meaning.asked[question].buttons()[place]
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.meaning.answers().absence_means is AbsenceMeans.TOTAL
    assert page.meaning.answers().unreported is Unreported.PRESENT
    page.meaning.source.setText("Skolsystemet")
    qtbot.keyClick(page.wizard.next_button, Qt.Key.Key_Space)

    _wait(page, qtbot, PREVIEW)
    assert "okänt underlag" in _words(page)
    assert page.preview.unset.text().startswith("Läsåret 2026/27 ")
    qtbot.keyClick(page.wizard.next_button, Qt.Key.Key_Space)
    _wait(page, qtbot, DONE)
    page.take([_unknown(tmp_path, "två.csv", date(2026, 9, 8))])
    _wait(page, qtbot, PREVIEW)


def test_the_period_is_asked_for_where_the_file_does_not_tell(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    header = "Namn;Klass;Undervisningstid (min);Orapporterad tid;Giltig frånvaro (min);Ogiltig frånvaro (min)"
    page.take([_file(tmp_path, ["Alva Granbarr;5B;5400;0;540;0"], header=header)])
    _wait(page, qtbot, COLUMNS)
    page.wizard.next_button.click()
    _wait(page, qtbot, MEANING)
    assert not page.wizard.next_button.isEnabled()
    qtbot.waitUntil(lambda: page.meaning.first.edit.hasFocus())

    for field, day in ((page.meaning.first, "2026-08-31"), (page.meaning.last, "2026-09-25")):
        field.edit.setText(day)
        field.edit.editingFinished.emit()
    assert not audit(page)
    page.wizard.next_button.click()
    _wait(page, qtbot, PREVIEW)

    assert page.preview.until.day() == date(2026, 9, 25)
    assert page.wizard.next_button.text() == "Läs in 1 rad"
    page.wizard.back_button.click()
    assert page.meaning.first.day() == date(2026, 8, 31)


def test_a_pupil_who_may_be_another_is_asked_about(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    with _office(page).work() as work:
        students.add(work, "Alva Granbarr", "5B")
        students.add(work, "Alva Granbarr", "5B")

    page.take([_file(tmp_path, [Lesson("", name="Alva Granbarr")])])
    _wait(page, qtbot, PREVIEW)
    assert page.wizard.next_button.text() == "Läs in 0 rader"
    assert not page.wizard.next_button.isEnabled()
    [(_question, box)] = page.preview.questions
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())

    qtbot.waitUntil(lambda: page.wizard.next_button.text() == "Läs in 1 rad")
    assert not audit(page)


def test_other_choices_are_tried_at_once(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.take([_file(tmp_path, _ROWS)])
    _wait(page, qtbot, PREVIEW)

    qtbot.mouseClick(page.preview.add_new, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: page.wizard.next_button.text() == "Läs in 0 rader")

    assert "okänd elev" in _faults(page)


def test_replacing_much_is_confirmed_first(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.take([_file(tmp_path, _ROWS)])
    _wait(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)
    page.take([_file(tmp_path, [_ROWS[0], _ROWS[3]], "kort.csv")])
    _wait(page, qtbot, PREVIEW)

    page.preview.mode.buttons()[1].click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().verb_button.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.progress.isVisible() and not _runner(page).busy)
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE)

    assert "2 lektioner togs bort." in _words(page)


def test_faults_are_saved_masked(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = str(_ROWS[0]).replace("9885", "9880")
    page.take([_file(tmp_path, [*_ROWS, wrong])])
    _wait(page, qtbot, PREVIEW)

    page.save_faults(tmp_path / "fel.csv")

    saved = (tmp_path / "fel.csv").read_text(encoding="utf-8-sig")
    assert "ogiltigt personnummer" in saved
    assert "9880" not in saved


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.csv", b"", "Filen är tom"),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "Filen är ingen text"),
        ("stympad.xlsx", b"PK\x03\x04" + b"\x00" * 300, "Filen är skadad"),
        ("rubriker.csv", HEADER.encode(), "inga rader"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    page: ImportPage, qtbot: QtBot, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = digest(_office(page))

    page.take([path])
    qtbot.waitUntil(lambda: page.bar.isVisible())

    assert said in _words(page)
    assert "Inget har ändrats." in _words(page)
    assert page.wizard.at == FILE
    assert digest(_office(page)) == before


def test_a_file_that_is_gone_says_so(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.take([tmp_path / "finns-inte.csv"])

    qtbot.waitUntil(lambda: "går inte att öppna" in _words(page))


def test_the_window_stays_awake_during_a_large_import_which_can_be_stopped(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """100,000 rows; between two turns of the event loop there are never more than 100 ms.

    On a machine that has more to do than it has cores, so many times as long.
    """
    path = _file(tmp_path, _many(100_000))
    before = digest(_office(page))
    heart = Heartbeat()

    page.take([path])
    _wait(page, qtbot, PREVIEW, 60_000)
    page.wizard.next_button.click()
    page.progress.cancel_button.click()
    qtbot.waitUntil(lambda: "Inläsningen avbröts" in _words(page), timeout=60_000)
    until_stopped = heart.longest()
    assert digest(_office(page)) == before
    heart = Heartbeat()
    page.wizard.next_button.click()
    _wait(page, qtbot, DONE, 60_000)

    others = os.getloadavg()[0] / (os.cpu_count() or 1)
    assert max(until_stopped, heart.longest()) < AIM_SECONDS * max(1.0, others)


def _many(count: int) -> Iterator[Lesson]:
    days = [_DAY - timedelta(weeks=2) + timedelta(n) for n in range(38)]
    school_days = [day for day in days if day.weekday() < 5]
    starts = [f"{hour:02}:10" for hour in range(8, 16)]
    who = (f"Elev{n:04} Granbarr" for n in itertools.count())
    rows = (Lesson("", day, start, name=name) for name in who for day in school_days for start in starts)
    return itertools.islice(rows, count)


def _file(folder: Path, rows: object, name: str = "fil.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text("\r\n".join([header, *map(str, rows)]), encoding="utf-8-sig")  # type: ignore[call-overload]
    return path


def _unknown(folder: Path, name: str, day: date) -> Path:
    rows = [
        f"Alva Granbarr;5B;{day + timedelta(n % 4)};{8 + n // 4:02}:10;60;{n % 3};0;A12" for n in range(20)
    ]
    return _file(folder, rows, name, _UNKNOWN)


def _drop(page: ImportPage, path: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    page.file.zone.dropEvent(event)


def _wait(page: ImportPage, qtbot: QtBot, step: str, timeout: int = 5_000) -> None:
    qtbot.waitUntil(
        lambda: page.wizard.at == step and not _runner(page).busy and not page.progress.isVisible(),
        timeout=timeout,
    )


def _words(page: ImportPage) -> str:
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]
    return "\n".join([*shown, page.preview.add_new.text()])


def _faults(page: ImportPage) -> str:
    model = page.preview.fault_rows.rows
    return "\n".join(str(model.index(place, 3).data()) for place in range(model.rowCount()))


def _runner(page: ImportPage) -> Runner:
    return page._runner


def _office(page: ImportPage) -> Office:
    return _runner(page).office
