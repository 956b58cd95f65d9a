"""Ärenden: every open case in a table that is searched, narrowed and sorted while one types."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.contact_words import contact_words
from narvaro_desktop.gui.dialogs.case_paper_dialogs import EmergencyDialog
from narvaro_desktop.gui.dialogs.new_case_dialog import NewCaseDialog
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.forms.ui_cases import Ui_Cases
from narvaro_desktop.gui.pages.today.today_rows import begun
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import menu_button, primary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.casework import due
from narvaro_desktop.usecases.casework.due import Due, DueKind, Standing
from narvaro_desktop.usecases.work import Area, Changes

_LATE, _MINE, _CONTACT, _STEP = "late", "mine", "contact", "step:"
_SHOWS = frozenset(
    {Area.CASES, Area.STUDENTS, Area.PLANS, Area.DECISIONS, Area.TEAM, Area.CALENDAR, Area.NOTES}
)
_LAST = "9999-12-31"
_GIVES_WAY = {1: 1080, 2: 740, 5: 900, 6: 1120, 7: 1240}
"""Columns and the width of the page, in pixels at 100 %, from which they are shown."""


class CasesPage(Page):
    """Enter opens a case; Ctrl F searches; the chips narrow."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Ärenden"))
        self._runner, self._shell = runner, shell
        self._ui = Ui_Cases()
        form = QWidget()
        self._ui.setupUi(form)
        theme.fit(form)
        self.bar, self.table, self.nothing = self._ui.bar, self._ui.table, self._ui.nothing
        self.bar.field.setPlaceholderText(_("Sök elev, klass eller ärende"))
        self.bar.field.setAccessibleName(_("Sök ärende"))
        self.bar.add_chip(_LATE, _("Försenade"))
        self.bar.add_chip(_MINE, _("Mina"))
        self.bar.add_chip(_CONTACT, _("För länge utan elevkontakt"))
        self._signs: list[str] = []
        ladder = runner.office.rules.ladder
        self._names = {step.sign: step.name for step in (*ladder.steps, ladder.returning)}
        self._add_signs(self._names)
        self.rows: RowsModel[Standing] = RowsModel(_columns(runner), lambda line: line.case_id, _searched)
        words = ListWords(
            lambda total: ngettext("{shown} av {total} ärende", "{shown} av {total} ärenden", total),
            _("Inga ärenden passar filtret."),
            _("Här visas elever som teamet arbetar med."), _("Nytt ärende"), "folder-open",
        )  # fmt: skip
        self._list = Listing(self.bar, self.table, self.nothing, self.rows, _keep, words, self.new_case)
        self.give_way(self.table, _GIVES_WAY)
        self.new_button = primary(_("Nytt ärende"), "plus")
        self.new_button.clicked.connect(self.new_case)
        rights, role = runner.office.rules.rights, runner.office.actor.role
        papers = [(_("Nödblad …"), "printer", self.emergency_sheet)]
        more = (
            [menu_button("", papers, name=_("Papper"))]
            if rights.may(role, Resource.PLAN, Action.EXPORT)
            else []
        )
        self.head.set_actions(*more, self.new_button)
        card = Card()
        card.add(form, 1)
        self.add(card, 1)
        self._connect()

    def shown(self, **_what: object) -> None:
        self._ask()

    def focus_search(self) -> None:
        self.bar.focus_search()

    def new_case(self) -> None:
        """Open the dialog *Nytt ärende*."""
        NewCaseDialog(self, self._runner, self._shell).open()

    def emergency_sheet(self) -> None:
        """Open the dialog of the nödblad."""
        open_paper_dialog(EmergencyDialog(self, self._runner), self._shell)

    def _connect(self) -> None:
        self.table.opened.connect(lambda key: self._shell.go("case", case_id=key))
        self._runner.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes & _SHOWS and self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._runner.ask(due.standings, self._show, owner=self)

    def _add_signs(self, signs: Iterable[str]) -> None:
        """A chip for each step; a case may stand on one that the pack in use no longer has."""
        for sign in dict.fromkeys(signs):
            if sign not in self._signs:
                self._signs.append(sign)
                words = _("Steg {sign}").format(sign=sign)
                if not sign.isdecimal() and sign in self._names:
                    words = self._names[sign]
                self.bar.add_chip(f"{_STEP}{sign}", words, tip=self._names.get(sign, ""))

    def _show(self, lines: list[Standing]) -> None:
        self._add_signs(sorted(line.sign for line in lines))
        self._list.show_rows(lines)
        count = len(lines)
        self._shell.set_count("cases", count, ngettext("{n} öppet", "{n} öppna", count).format(n=count))


def _columns(runner: Runner) -> list[Column[Standing]]:
    today = runner.office.clock.now().date()
    return [
        Column[Standing](
            _("Elev"),
            lambda line: line.student.name,
            lambda line: line.student.sort_key,
            width=180,
            strong=True,
            link=True,
        ),
        Column[Standing](_("Klass"), lambda line: line.student.class_name, width=60),
        Column[Standing](_("Steg"), _step, lambda line: (line.is_returning, line.step), width=180),
        Column[Standing](_("Nästa"), lambda line: _next(line.next)),
        Column[Standing](
            _("Senast"),
            lambda line: begun(days.due(line.next.due_on, today)) if line.next and line.next.due_on else "",
            _day,
            width=170,
            token=_token,
            icon=lambda line: "clock" if line.is_late else "",
            tip=_("När det som står under Nästa senast ska vara gjort."),
        ),
        Column[Standing](_("Ansvarig"), lambda line: line.owner, width=110),
        Column[Standing](
            _("Elevkontakt"),
            lambda line: contact_words(line.contact) if line.contact.last_on else _("ingen än"),
            lambda line: line.contact.school_days,
            width=150,
            token=lambda line: "bad" if line.contact.is_late else "",
            icon=lambda line: "clock" if line.contact.is_late else "",
        ),
        Column[Standing](
            _("Dagar på steget"),
            lambda line: str(line.days_on_step),
            lambda line: line.days_on_step,
            "right",
            width=120,
        ),
    ]


def _step(line: Standing) -> str:
    return _("{sign}  {name}").format(sign=line.sign, name=line.step_name)


def _next(one: Due | None) -> str:
    if one is None:
        return ""
    return _("Följ upp: {what}").format(what=one.words) if one.kind is DueKind.FOLLOW_UP else one.words


def _day(line: Standing) -> str:
    return line.next.due_on.isoformat() if line.next and line.next.due_on else _LAST


def _token(line: Standing) -> str:
    return "bad" if line.is_late else ""


def _searched(line: Standing) -> str:
    return (
        f"{line.student.name} {line.student.family_name} {line.student.class_name} {line.number} {line.owner}"
    )


def _keep(chips: frozenset[str]) -> Callable[[Standing], bool] | None:
    """Every chip narrows; several steps widen among themselves."""
    if not chips:
        return None
    steps = {chip.removeprefix(_STEP) for chip in chips if chip.startswith(_STEP)}
    late, mine, contact = _LATE in chips, _MINE in chips, _CONTACT in chips

    def keep(line: Standing) -> bool:
        by_step = not steps or line.sign in steps
        by_contact = not contact or line.contact.is_late
        return by_step and by_contact and (not late or line.is_late) and (not mine or line.is_mine)

    return keep
