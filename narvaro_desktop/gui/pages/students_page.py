"""Elever: every pupil in a table that is searched while one types, with absence and case beside the name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.absence_words import share
from narvaro_desktop.gui.dialogs.student_dialog import StudentDialog
from narvaro_desktop.gui.forms.ui_students import Ui_Students
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, primary, quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.pupils import roll
from narvaro_desktop.usecases.pupils.roll import Roll, RollLine
from narvaro_desktop.usecases.pupils.students import StudentLine
from narvaro_desktop.usecases.work import Area, Changes

_WITH_CASE, _YEAR, _CLASS = "case", "year:", "class:"
_SHOWS = frozenset({Area.STUDENTS, Area.ABSENCE, Area.CASES, Area.CALENDAR})
_GIVES_WAY = {2: 800, 4: 640}
"""Columns and the width of the page, in pixels at 100 %, from which they are shown."""


class StudentsPage(Page):
    """Enter opens a pupil; Ctrl F searches; the chips narrow by årskurs, then by class."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Elever"))
        self._runner, self._shell = runner, shell
        self._ui = Ui_Students()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.bar, self.table, self.nothing = self._ui.bar, self._ui.table, self._ui.nothing
        self.bar.field.setPlaceholderText(_("Sök namn eller klass"))
        self.bar.field.setAccessibleName(_("Sök elev"))
        self._chips: dict[str, Button] = {}
        self._protected: tuple[StudentLine, ...] = ()
        self._wanted: UUID | None = None
        self.rows: RowsModel[RollLine] = RowsModel(
            _columns(), lambda line: line.student.id, lambda line: line.student.search_key
        )
        words = ListWords(
            lambda total: ngettext("{shown} av {total} elev", "{shown} av {total} elever", total),
            _("Inga elever passar filtret."),
            _("Här visas skolans elever. De kommer med frånvarofilen, eller läggs till en och en."),
            _("Läs in frånvaro"), "users",
        )  # fmt: skip
        self._list = Listing(
            self.bar, self.table, self.nothing, self.rows, _keep, words, lambda: shell.go("import")
        )
        self.give_way(self.table, _GIVES_WAY)
        self.add_button = primary(_("Lägg till elev"), "plus")
        self.import_button = secondary(_("Läs in frånvaro"), "upload")
        self.calendar_button = quiet(_("Läsårets dagar"), "calendar")
        self.head.set_actions(self.calendar_button, self.import_button, self.add_button)
        card = Card()
        card.add(form, 1)
        self.add(card, 1)
        self._connect()
        self._say_protected()

    def shown(self, **what: Any) -> None:
        """`student_id` opens that pupil."""
        self._ask()
        if (wanted := what.get("student_id")) is not None:
            self.open_student(wanted)

    def focus_search(self) -> None:
        self.bar.focus_search()

    def open_student(self, student_id: UUID | None) -> None:
        """The pupil's dialog; without a pupil, one is added."""
        StudentDialog(self, self._runner, self._shell, student_id).open()

    def _connect(self) -> None:
        self.bar.chipsChanged.connect(lambda _chips: self._narrow())
        self.table.opened.connect(self.open_student)
        self.add_button.clicked.connect(lambda: self.open_student(None))
        self.import_button.clicked.connect(lambda: self._shell.go("import"))
        self.calendar_button.clicked.connect(lambda: self._shell.go("calendar"))
        self._ui.showHidden.clicked.connect(self._show_hidden)
        self._runner.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes & _SHOWS and self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._runner.ask(roll.roll, self._show, owner=self)

    def _show(self, found: Roll) -> None:
        self._offer_chips(found.lines)
        self._protected = found.protected
        self._say_protected()
        self._list.show_rows(found.lines)
        words = ""
        if found.state is not None:
            said = _("Frånvaro över 28 dagar, t.o.m. {day}, {source}.")
            words = said.format(day=days.full(found.state.until), source=found.state.source)
        self.head.set_subtitle(words)

    def _offer_chips(self, lines: tuple[RollLine, ...]) -> None:
        """A chip for each årskurs; those of its classes come when it is pressed."""
        wanted = {_WITH_CASE: _("Med ärende")}
        years = {line.student.school_year for line in lines}
        wanted |= {f"{_YEAR}{year}": _year(year) for year in sorted(y for y in years if y is not None)}
        places = sorted({(line.student.school_year or 0, line.student.class_name) for line in lines})
        wanted |= {f"{_CLASS}{year}:{name}": name for year, name in places if name}
        for key, words in wanted.items():
            if key not in self._chips:
                self._chips[key] = self.bar.add_chip(key, words)
        for key, chip in self._chips.items():
            if key not in wanted:
                chip.setChecked(False)
                chip.hide()
        self._narrow()

    def _narrow(self) -> None:
        """Show the classes of the årskurser that are chosen."""
        chips = self.bar.chips()
        for key, chip in self._chips.items():
            if key.startswith(_CLASS):
                year = key.split(":")[1]
                is_near = f"{_YEAR}{year}" in chips
                if not is_near and chip.isChecked():
                    chip.setChecked(False)
                chip.setVisible(is_near)

    def _say_protected(self) -> None:
        count = len(self._protected)
        words = ngettext(
            "{n} elev med skyddade personuppgifter visas inte i listan.",
            "{n} elever med skyddade personuppgifter visas inte i listan.",
            count,
        )
        self._ui.hidden.setText(words.format(n=count))
        self._ui.hidden.setVisible(count > 0)
        self._ui.showHidden.setVisible(count > 0)

    def _show_hidden(self) -> None:
        """The marked pupils, by alias; one of them is opened at once."""
        if len(self._protected) == 1:
            self.open_student(self._protected[0].id)
            return
        dialog = Dialog(self, _("Elever med skyddade personuppgifter"), cancel=_("Stäng"))
        for line in self._protected:
            button = secondary(line.name, "shield")
            button.clicked.connect(dialog.accept)
            button.clicked.connect(lambda _on=False, line=line: self.open_student(line.id))
            dialog.add(button)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _columns() -> list[Column[RollLine]]:
    return [
        Column[RollLine](
            _("Elev"),
            lambda line: line.student.name,
            lambda line: line.student.sort_key,
            strong=True,
            link=True,
        ),
        Column[RollLine](
            _("Klass"),
            lambda line: line.student.class_name,
            lambda line: (line.student.school_year or 0, line.student.class_name),
            width=90,
        ),
        Column[RollLine](_("Personnummer"), lambda line: line.student.identity, width=150),
        Column[RollLine](
            _("Frånvaro, 28 dagar"),
            lambda line: share(line.absence),
            lambda line: line.tenths,
            "right",
            width=200,
        ),
        Column[RollLine](
            _("Ärende"),
            lambda line: f"{line.case.sign}  {line.case.step_name}" if line.case else "",
            lambda line: line.case.sign if line.case else "",
            width=230,
        ),
    ]


def _year(year: int) -> str:
    return _("Förskoleklass") if year == 0 else _("Årskurs {year}").format(year=year)


def _keep(chips: frozenset[str]) -> Callable[[RollLine], bool] | None:
    """Classes widen among themselves, and so do årskurser without a chosen class."""
    if not chips:
        return None
    years = {int(chip.removeprefix(_YEAR)) for chip in chips if chip.startswith(_YEAR)}
    classes = {tuple(chip.split(":", 2)[1:]) for chip in chips if chip.startswith(_CLASS)}
    narrowed = {int(year) for year, _name in classes}
    names = {name for _year, name in classes}
    with_case = _WITH_CASE in chips

    def keep(line: RollLine) -> bool:
        year = line.student.school_year
        here = not years or (year in years and (year not in narrowed or line.student.class_name in names))
        return here and (not with_case or line.case is not None)

    return keep
