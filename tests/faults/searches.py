"""Every search and filter of a window, asked for what is sealed: no list of persons by sensitive data."""

from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from narvaro_desktop.domain.terms import ContactKind, InfoClass
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.windows.school_window import PAGES, SchoolWindow
from narvaro_desktop.usecases.casework import cases, notes
from narvaro_desktop.usecases.casework.concerns import Reported, report
from narvaro_desktop.usecases.casework.notes import Written
from narvaro_desktop.usecases.pupils import students
from tests.conftest import School
from tests.faults.ways_out import settle

OF_ONE_CASE = {
    "case", "investigation", "plan", "meeting", "meeting_room", "collaboration", "pupil_absence", "routine",
}  # fmt: skip
LISTS = [entry.key for entry in PAGES if entry.key not in OF_ONE_CASE]
SECRET = "Sömnlöshetsvandring"
SOUGHT = (SECRET, "orosanmälan", "diagnos", "sömn", "npf", "samtycke")


def tried(school: School) -> list[bool]:
    """For each search in a page or the palette, whether it found the pupil of whom it is true."""
    office = school.unlock("Rektor Rönn")
    with office.work() as work:
        student = students.add(work, "Alva Granbarr", "5B").value
        case = cases.open_case(work, student).value
        for info_class in (InfoClass.COUNSELLING, InfoClass.OWN):
            notes.write(work, student, case, Written(ContactKind.NOTE, SECRET, info_class=info_class))
        report(work, case, Reported(work.today, "skriftligt", "Socialtjänsten", SECRET), [])
    window = SchoolWindow(Runner(office))
    window.show()
    found = []
    for key in LISTS:
        window.go(key)
        settle(window)
        page = window.page(key)
        for bar in page.findChildren(FilterBar):
            for wanted in SOUGHT:
                bar.findChildren(QLineEdit)[0].setText(wanted)
                QApplication.processEvents()
                found.append(any(_names_alva(table) for table in page.findChildren(QTableView)))
            if key == "students":
                bar.findChildren(QLineEdit)[0].setText("Alva")
                QApplication.processEvents()
                assert any(_names_alva(table) for table in page.findChildren(QTableView)), "nothing is found"
    found += [bool(window.people.commands(wanted)) for wanted in SOUGHT]
    settle(window)
    window.close()
    window.deleteLater()
    return found


def _names_alva(table: QTableView) -> bool:
    model = table.model()
    if model is None or not table.isVisible():
        return False
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return any("Alva" in cell for cell in cells)
