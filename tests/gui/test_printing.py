"""A paper in the program's own window and on its way to the printer: from memory, never a file of ours."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.domain.charts.sheet import Sheet
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.preview_dialog import PreviewDialog
from narvaro_desktop.gui.paper_painter import paint
from narvaro_desktop.gui.printing import FOLDER, put_on, remove_papers
from narvaro_desktop.paths import state_folder
from narvaro_desktop.usecases.papers import pages_of
from tests.documents import samples
from tests.documents.test_charts import with_trend
from tests.gui.audit import audit


def ink(image: QImage) -> int:
    """How much of a small picture of `image` is not white."""
    small = image.scaled(60, 85, mode=Qt.TransformationMode.SmoothTransformation)
    return sum(small.pixelColor(x, y).lightness() < 250 for x in range(60) for y in range(85))


def picture(sheet: Sheet) -> QImage:
    image = QImage(QSize(595, 842), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint(painter, sheet, 1)
    return image


def test_a_page_is_painted_with_its_words_and_pictures(qapp: QApplication) -> None:
    first, second, _third = pages_of(with_trend())

    assert ink(picture(first)) > 500
    assert ink(picture(second)) > 300
    assert picture(first).pixelColor(5, 5) == Qt.GlobalColor.white


def test_it_is_looked_at_and_printed_and_no_file_is_left(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    window.resize(theme.px(1000), theme.px(800))
    printed: list[tuple[Sheet, ...]] = []
    answers = iter((False, None, True))

    def to_printer(_over: QWidget, sheets: tuple[Sheet, ...]) -> bool | None:
        printed.append(sheets)
        return next(answers)

    dialog = PreviewDialog(window, with_trend(), to_printer)
    qtbot.addWidget(window)
    dialog.open()
    pages = dialog.view.pages
    assert pages[0].accessibleName() == "Sida 1 av 3"
    assert "Enkel kartläggning" in pages[0].accessibleDescription()
    assert audit(dialog) == []

    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "ingen skrivare" in dialog.bar.text() and dialog.isVisible()
    dialog.verb_button.click()
    assert dialog.isVisible()
    dialog.verb_button.click()

    assert not dialog.isVisible()
    assert [len(sheets) for sheets in printed] == [3, 3, 3]
    assert not list(state_folder().rglob("*.pdf"))


def test_the_printer_gets_every_page_as_an_a4(qapp: QApplication, tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "printed.pdf"))

    put_on(device, pages_of(samples.PAPERS["anmälan"]()))
    del device

    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert [tuple(map(round, page.mediabox[2:])) for page in pages] == [(595, 842)] * 2


def test_a_paper_that_an_earlier_version_left_is_removed() -> None:
    folder = state_folder() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "abc.pdf").write_bytes(b"%PDF hemligt")

    remove_papers()

    assert not list(folder.iterdir())


@pytest.mark.parametrize("kind", samples.PAPERS)
def test_every_kind_can_be_shown(qapp: QApplication, kind: str) -> None:
    assert all(ink(picture(sheet)) > 10 for sheet in pages_of(samples.PAPERS[kind]()))
