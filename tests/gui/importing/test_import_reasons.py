"""The wizard on a file with one sum of absence, where the column of reasons says what is giltig."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.absence_files.examination import examine
from narvaro_desktop.gui.pages.importing.import_page import COLUMNS, DONE, MEANING, PREVIEW, ImportPage
from narvaro_desktop.usecases.importing import import_profiles
from narvaro_desktop.usecases.importing.file_in_hand import AbsenceMeans, Question, Status, Unreported
from tests.gui.audit import audit

_HEADER = "Elevens namn;Klass;Dag;Start;Längd;Frånvaro;Orsak"
_TOTAL = _HEADER.replace("Frånvaro", "Total frånvaro")


def filed(folder: Path, name: str, *words: str, header: str = _HEADER, month: int = 9) -> Path:
    rows = (
        f"Alva Granbarr;5B;2026-{month:02}-{n:02};08:10;60;{20 + n};{word}" for n, word in enumerate(words, 1)
    )
    path = folder / name
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def comes_to(page: ImportPage, qtbot: QtBot, step: str) -> None:
    qtbot.waitUntil(lambda: page.wizard.at == step and not page._runner.busy, timeout=10_000)


def say(page: ImportPage, word: str, status: Status) -> None:
    box = page.meaning.words[word]
    box.setCurrentIndex(box.findData(status.key))
    box.activated.emit(box.currentIndex())


def test_reasons_nobody_knows_are_asked_about_and_the_preview_adds_up(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([filed(tmp_path, "egen.csv", "Ogiltig", "Sjuk", "Distans", "")])
    comes_to(page, qtbot, COLUMNS)
    page.wizard.next_button.click()
    comes_to(page, qtbot, MEANING)
    assert set(page.meaning.words) == {"Distans", ""}
    shown = " ".join(label.text() for label in page.meaning.findChildren(QLabel))
    assert "Ogiltig (ogiltig frånvaro), Sjuk (giltig frånvaro)" in shown
    assert not audit(page)

    page.meaning.asked[Question.UNREPORTED].choose(Unreported.MISSING)
    page.meaning.asked[Question.ABSENCE_MEANS].choose(AbsenceMeans.UNNOTIFIED)
    page.meaning._tell()
    assert page.wizard.next_button.isEnabled()
    assert not page.meaning.words[""].isVisible()
    page.meaning.asked[Question.ABSENCE_MEANS].choose(AbsenceMeans.TOTAL)
    page.meaning._tell()
    assert not page.wizard.next_button.isEnabled()
    say(page, "Distans", Status.VALID)
    say(page, "", Status.INVALID)
    page.wizard.next_button.click()
    comes_to(page, qtbot, PREVIEW)

    assert page.preview.away.text() == "Frånvaro i filen: 45 minuter giltig och 45 minuter ogiltig."
    assert not audit(page)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)
    page.take([filed(tmp_path, "nästa.csv", "Distans", "Läkare", month=10)])
    comes_to(page, qtbot, PREVIEW)
    assert page.preview.away.text() == "Frånvaro i filen: 21 minuter giltig och 22 minuter ogiltig."


def test_a_layout_that_was_kept_before_reasons_counted_asks_for_them_once(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    first = filed(tmp_path, "a.csv", "Ogiltig", "", header=_TOTAL)
    found = examine(first).profile
    assert found is not None
    answers = replace(found.answers, unreported=Unreported.MISSING)
    with page._runner.office.work() as work:
        import_profiles.remember(work, replace(found, name="Vårt", answers=answers))

    page.take([first])
    comes_to(page, qtbot, MEANING)
    assert list(page.meaning.words) == [""]
    say(page, "", Status.VALID)
    page.wizard.next_button.click()
    comes_to(page, qtbot, PREVIEW)
    page.wizard.next_button.click()
    comes_to(page, qtbot, DONE)
    page.take([filed(tmp_path, "b.csv", "Ogiltig", "", header=_TOTAL, month=10)])
    comes_to(page, qtbot, PREVIEW)

    assert page.preview.away.text() == "Frånvaro i filen: 22 minuter giltig och 21 minuter ogiltig."


def test_one_sum_without_reasons_is_said_to_be_no_more(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take([filed(tmp_path, "a.csv", "x", header=_TOTAL.replace("Orsak", "Sal"))])
    comes_to(page, qtbot, COLUMNS)
    page.wizard.next_button.click()
    comes_to(page, qtbot, MEANING)
    page.meaning.asked[Question.UNREPORTED].choose(Unreported.MISSING)
    page.meaning._tell()
    page.wizard.next_button.click()
    comes_to(page, qtbot, PREVIEW)

    words = "Frånvaro i filen: 21 minuter. Filen skiljer inte giltig från ogiltig."
    assert page.preview.away.text() == words
