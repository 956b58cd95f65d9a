"""Other ways into the import: a folder, pasted cells, a pupil list, another school's layout, odd words."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.absence_files import profiles
from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.gui.intake import sort_out
from narvaro_desktop.gui.pages.importing.import_page import COLUMNS, DONE, FILE, MEANING, PREVIEW, ImportPage
from narvaro_desktop.gui.pages.importing.left_out import LeftOutDialog
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.usecases.importing import import_profiles
from narvaro_desktop.usecases.importing.file_in_hand import AbsenceMeans, Status
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.work import Office
from tests.gui.audit import audit
from tests.usecases.absence_shelf import ALVA, BO, HEADER, Lesson

_LIST = "Personnummer;Namn;Klass"
_STATUS = "Elev;Klass;Datum;Start;Slut;Status"


def written(folder: Path, name: str, *rows: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join(map(str, rows)), encoding="utf-8")
    return path


def office_of(page: ImportPage) -> Office:
    return page._runner.office


def comes_to(page: ImportPage, qtbot: QtBot, step: str) -> None:
    qtbot.waitUntil(lambda: page.wizard.at == step and not page._runner.busy, timeout=10_000)


def test_a_folder_stands_for_its_files_one_after_the_other(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    written(folder, "a.csv", HEADER, Lesson(ALVA))
    written(folder, "b.csv", HEADER, Lesson(BO))
    written(folder, "bild.png", "x")

    page.file.chosen.emit([str(folder)])
    comes_to(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)
    assert page.done.another.text() == "Fortsätt med nästa fil"
    page.done.another.click()
    comes_to(page, qtbot, PREVIEW)

    (tmp_path / "tom").mkdir()
    page.take([tmp_path / "tom"])
    qtbot.waitUntil(lambda: page.wizard.at == FILE)
    assert "ingen fil som kan läsas in" in page.bar.text()


def test_cells_are_pasted_by_key(page: ImportPage, qtbot: QtBot) -> None:
    rows = [HEADER, str(Lesson(ALVA)), str(Lesson(ALVA, start="09:10"))]
    QGuiApplication.clipboard().setText("\n".join(row.replace(";", "\t") for row in rows))

    qtbot.keyClick(page.file.zone.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    comes_to(page, qtbot, PREVIEW)

    assert page.wizard.next_button.text() == "Läs in 2 rader"
    assert "avgränsare tabb" in page.preview.how.text()


def test_a_pupil_list_goes_in_and_lets_those_leave_who_are_gone(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with office_of(page).work() as work:
        students.add(work, "Disa Is", "5B")
    page.take([written(tmp_path, "elever.csv", _LIST, f"{ALVA};Alva Granbarr;5B", f"{BO};Bo Regnskur;5B")])
    comes_to(page, qtbot, PREVIEW)
    assert not audit(page)
    assert page.preview.cards[0].findChild(QLabel).text() == "Nya elever"

    page.preview.mark_left.click()
    qtbot.waitUntil(lambda: not page._runner.busy)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)

    with office_of(page).work() as work:
        assert [line.name for line in students.everyone(work)] == ["Alva Granbarr", "Bo Regnskur"]


def test_those_who_have_moved_up_are_answered_for_at_once(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with office_of(page).work() as work:
        students.add(work, "Alva Granbarr", "5B")
        students.add(work, "Bo Regnskur", "5B")
    header = HEADER.removeprefix("Personnummer;")
    rows = [
        str(Lesson("", name=name, class_name="6B")).removeprefix(";")
        for name in ("Alva Granbarr", "Bo Regnskur")
    ]
    page.take([written(tmp_path, "namn.csv", header, *rows)])
    comes_to(page, qtbot, PREVIEW)
    assert page.wizard.next_button.text() == "Läs in 0 rader"
    assert "Alva Granbarr 5B → 6B" in page.preview.renamed_names.text()
    assert not audit(page)

    button = page.preview.same_name.buttons()[0]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: page.wizard.next_button.text() == "Läs in 2 rader")


def test_unknown_words_are_explained_and_the_layout_goes_to_another_school(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [
        f"Alva Granbarr;5B;2026-09-0{n};08:10;09:10;{word}" for n, word in enumerate(("Distans", "Sjuk"), 1)
    ]
    path = written(tmp_path, "status.csv", _STATUS, *rows)
    page.take([path])
    comes_to(page, qtbot, COLUMNS)
    assert "rubriker på rad 1" in page.columns.how.text()
    assert not audit(page)
    page.wizard.next_button.click()
    comes_to(page, qtbot, MEANING)
    box = page.meaning.words["Distans"]
    assert not page.wizard.next_button.isEnabled()
    box.setCurrentIndex(box.findData(Status.PRESENT.key))
    box.activated.emit(box.currentIndex())
    page.meaning.source.setText("Vårt system")
    assert not audit(page)
    page.wizard.next_button.click()
    comes_to(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)
    qtbot.waitUntil(lambda: bool(page.profiles.lines))
    [line] = page.profiles.lines or ()

    kept = tmp_path / "narvaro-upplagg-vart-system.json"
    page.profiles.save(line.signature, kept)
    qtbot.waitUntil(lambda: kept.exists() and not page._runner.busy)
    page.profiles.forget(line.signature)
    qtbot.waitUntil(lambda: page.profiles.lines == [])
    page.take([kept])
    qtbot.waitUntil(lambda: bool(page.profiles.lines))

    assert line.name == "Vårt system"
    assert "Alva" not in kept.read_text(encoding="utf-8")


def test_a_layout_explained_otherwise_here_is_asked_about_and_ours_is_kept(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    row = "Alva Granbarr;5B;2026-09-01;60;9"
    path = written(tmp_path, "egen.csv", "Elevens namn;Klass;Dag;Längd;Frånvaro", row)
    found = examine(path).profile
    assert found is not None
    theirs = tmp_path / "narvaro-upplagg-deras.json"
    unlike = {"absence_means": AbsenceMeans.TOTAL}, {"absence_means": AbsenceMeans.UNNOTIFIED}
    ours, other = (replace(found, answers=replace(found.answers, **said)) for said in unlike)
    theirs.write_text(profiles.as_json(replace(other, name="Deras")), "utf-8")
    with office_of(page).work() as work:
        import_profiles.remember(work, replace(ours, name="Vårt"))

    page.take([theirs])
    qtbot.waitUntil(lambda: bool(page.profiles.findChildren(Dialog)))
    [dialog] = page.profiles.findChildren(Dialog)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Vi: all frånvaro. De: bara den oanmälda frånvaron." in words
    assert not audit(dialog)
    dialog.reject()

    with office_of(page).work() as work:
        assert [one.name for one in import_profiles.known_profiles(work)] == ["Vårt"]


def test_classes_are_left_out_and_stay_so_for_the_next_file(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [Lesson(ALVA), Lesson(BO, class_name="6A"), Lesson(BO, class_name="6A", start="10:10")]
    page.take([written(tmp_path, "alla.csv", HEADER, *rows)])
    comes_to(page, qtbot, PREVIEW)
    page.preview.left_out.button.click()
    [dialog] = page.findChildren(LeftOutDialog)
    assert not audit(dialog)
    dialog.boxes["6A"].click()
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: page.wizard.next_button.text() == "Läs in 1 rad")
    assert page.preview.left_out.words.text() == "Utelämnas: 6A"
    assert "3 rader i filen = 1 läses in + 0 avvisas + 2 utesluts" in page.preview._ui.sum.text()
    assert not audit(page)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)

    page.take([written(tmp_path, "nasta.csv", HEADER, *rows, Lesson(ALVA, start="13:10"))])
    comes_to(page, qtbot, PREVIEW)

    assert page.preview.left_out.words.text() == "Utelämnas: 6A"
    with office_of(page).work() as work:
        assert [line.name for line in students.everyone(work)] == ["Alva Granbarr"]


def test_an_unknown_layout_that_says_all_itself_is_asked_for_columns_alone(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    header = "Personnummer;Namn;Klass;Datum;Start;Slut;Ämne;Giltig frånvaro;Ogiltig frånvaro;Rapporterad"
    rows = [f"{ALVA};Alva Granbarr;5B;2026-09-0{n};08:10;09:10;Svenska;0;0;Ja" for n in range(1, 5)]
    page.take([written(tmp_path, "egen.csv", header, *rows)])
    comes_to(page, qtbot, COLUMNS)
    page.wizard.next_button.click()
    comes_to(page, qtbot, PREVIEW)
    page.preview.system.setText("Vårt system")
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)

    qtbot.waitUntil(lambda: [line.name for line in page.profiles.lines or ()] == ["Vårt system"])


def test_an_answer_of_a_system_goes_to_the_import_and_a_card_to_its_own(tmp_path: Path) -> None:
    answer = written(tmp_path, "attendances.json", '{"data": []}')
    ours = written(tmp_path, "kort.json", '{"card": {}}'), written(tmp_path, "narvaro-x.json", "[]")

    assert sort_out([answer, *ours], school=True) == (list(ours), [answer])


def test_a_file_of_another_school_is_asked_about_twice(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([written(tmp_path, "annan.csv", f"{HEADER};Skola", f"{Lesson(ALVA)};Bergby skola")])
    comes_to(page, qtbot, PREVIEW)
    assert "Bergby skola" in page.preview.foreign.text()

    page.wizard.next_button.click()
    [dialog] = page.findChildren(Dialog)
    dialog.reject()

    assert page.wizard.at == PREVIEW
    with office_of(page).work() as work:
        assert students.everyone(work) == []
