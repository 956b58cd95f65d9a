"""Hands and eyes on the two pages of a pack: its fields, its buttons, what they say."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.pages.packs.pack_editor_page import PackEditorPage
from narvaro_desktop.gui.pages.packs.packs_page import PacksPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.name_button import NameButton
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.casework import cases
from narvaro_desktop.usecases.pupils import students
from narvaro_desktop.usecases.routines import packs
from tests.conftest import School
from tests.gui.audit import audit, name_of
from tests.gui.shots import save


def found(window: SchoolWindow) -> packs.Packs:
    with window.runner.office.work() as work:
        return packs.packs(work)


def remarks(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in page.findChildren(NameButton) if each.isVisible()]


def texts(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def field(page: QWidget, words: str) -> Field:
    QApplication.processEvents()
    return next(each for each in page.findChildren(Field) if each.words == words and each.isVisible())


def press(page: QWidget, words: str) -> None:
    QApplication.processEvents()
    button = next(each for each in page.findChildren(Button) if name_of(each) == words and each.isVisible())
    button.click()


def save_dialog(dialog: QWidget, name: str) -> None:
    QApplication.processEvents()
    save(dialog, name)
    assert not audit(dialog)


def rest(qtbot: QtBot, window: OfficeWindow) -> None:
    for _turn in range(3):
        qtbot.waitUntil(lambda: not window.runner.busy)
        QApplication.processEvents()


def labels(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


def rektors_window(qtbot: QtBot, school: School) -> Iterator[SchoolWindow]:
    """The rektor's window, with one running case on step 1."""
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        cases.open_case(work, students.add(work, "Blåbärsskog, Alva", "5B").value)
    made = SchoolWindow(Runner(office))
    made.resize(1280, 900)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def at(qtbot: QtBot, window: SchoolWindow) -> PacksPage:
    window.go("routines")
    rest(qtbot, window)
    page = window.page("routines")
    assert isinstance(page, PacksPage)
    return page


def editor(qtbot: QtBot, window: SchoolWindow) -> PackEditorPage:
    page = at(qtbot, window)
    page.edit_button.click()
    rest(qtbot, window)
    found = window.page("routine")
    assert isinstance(found, PackEditorPage) and found.editing is not None
    return found
