"""Kartläggningar: those going on first, how far each has come, and those that have been signed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.forms.ui_investigations import Ui_Investigations
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.assessment import investigations
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationLine
from narvaro_desktop.usecases.work import Area, Changes

_GOING_ON, _SIGNED = "going_on", "signed"
_SHOWS: Final = frozenset({Area.INVESTIGATIONS, Area.CASES, Area.STUDENTS})
_GIVES_WAY: Final = {1: 620, 4: 800, 2: 520}
"""Columns and the width of the page, in pixels at 100 %, from which they are shown."""


class InvestigationsPage(Page):
    """Enter opens a kartläggning; Ctrl F searches; the chips narrow."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Kartläggningar"))
        self._runner, self._shell = runner, shell
        self._ui = Ui_Investigations()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.bar, self.table, self.nothing = self._ui.bar, self._ui.table, self._ui.nothing
        self.bar.field.setPlaceholderText(_("Sök elev eller klass"))
        self.bar.field.setAccessibleName(_("Sök kartläggning"))
        self.bar.add_chip(_GOING_ON, _("Pågår"))
        self.bar.add_chip(_SIGNED, _("Signerade"))
        self.rows: RowsModel[InvestigationLine] = RowsModel(_columns(), lambda line: line.id, _searched)
        words = ListWords(
            lambda total: ngettext(
                "{shown} av {total} kartläggning", "{shown} av {total} kartläggningar", total
            ),
            _("Inga kartläggningar passar filtret."),
            _("Här visas kartläggningarna. En kartläggning börjar i elevens ärende."),
            _("Till ärendena"), "clipboard-list",
        )  # fmt: skip
        self._list = Listing(
            self.bar, self.table, self.nothing, self.rows, _keep, words, lambda: shell.go("cases")
        )
        self.give_way(self.table, _GIVES_WAY)
        self._lines: dict[object, InvestigationLine] = {}
        card = Card()
        card.add(form, 1)
        self.add(card, 1)
        self.table.opened.connect(self._open)
        runner.changed.connect(self._changed)

    def shown(self, **_what: object) -> None:
        self._ask()

    def focus_search(self) -> None:
        self.bar.focus_search()

    def _ask(self) -> None:
        self._runner.ask(investigations.all_investigations, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _show(self, lines: list[InvestigationLine]) -> None:
        self._lines = {line.id: line for line in lines}
        self._list.show_rows(lines)
        going_on = sum(line.signed_on is None for line in lines)
        words = ngettext("{count} pågår", "{count} pågår", going_on).format(count=going_on)
        self._shell.set_count("investigations", going_on, words)

    def _open(self, key: object) -> None:
        line = self._lines[key]
        self._shell.go("investigation", case_id=line.case_id, investigation_id=line.id)


def _keep(chips: frozenset[str]) -> Callable[[InvestigationLine], bool]:
    return lambda line: not chips or (_GOING_ON if line.signed_on is None else _SIGNED) in chips


def _columns() -> list[Column[InvestigationLine]]:
    return [
        Column(
            _("Elev"), lambda line: line.student.name, lambda line: line.student.sort_key, strong=True,
            link=True,
        ),
        Column(_("Klass"), lambda line: line.student.class_name, width=70),
        Column(_("Slag"), lambda line: _first_upper(line.depth.label), width=190),
        Column(_("Svar"), _answers, lambda line: line.progress.left, align="right", width=90),
        Column(_("Påbörjad av"), lambda line: line.started_by, width=150),
        Column(
            _("Läge"), _state, lambda line: (line.signed_on is not None, str(line.due_on or "9999")),
            token=lambda line: "bad" if line.is_late else "",
            icon=lambda line: "clock" if line.is_late else "lock" if line.signed_on else "", width=200,
        ),
    ]  # fmt: skip


def _answers(line: InvestigationLine) -> str:
    progress = line.progress
    done, of = progress.questions - progress.left, progress.questions
    return _("{done} av {of}").format(done=done, of=of)


def _state(line: InvestigationLine) -> str:
    if line.signed_on is not None:
        return _("Signerad {day}").format(day=days.short(line.signed_on))
    if line.due_on is None:
        return _("Påbörjad {day}").format(day=days.short(line.started_on))
    words = _("Skulle vara klar {day}") if line.is_late else _("Klar senast {day}")
    return words.format(day=days.short(line.due_on))


def _searched(line: InvestigationLine) -> str:
    return f"{line.student.name} {line.student.class_name} {line.depth.label}"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
