"""The access log: every line searched by person, case or pupil, checked, and saved as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from narvaro_desktop.gui import choose, days
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.log_words import READING, RIGHTS, SENDING, LogWords, deed_of, thing_of
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.filter_bar import FilterBar
from narvaro_desktop.gui.widgets.listing import Listing, ListWords
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.vault import checks, log_review
from narvaro_desktop.usecases.vault.checks import Verified
from narvaro_desktop.usecases.vault.log_review import Entry, Lines

_KINDS: dict[str, Callable[[Entry], bool]] = {
    "reading": lambda entry: deed_of(entry.action) in READING,
    "sending": lambda entry: deed_of(entry.action) in SENDING,
    "rights": lambda entry: thing_of(entry.action) in RIGHTS,
}


class LogPage(Page):
    """For rektor; a dataskyddsombud gets the file."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Åtkomstlogg"))
        self._runner, self._shell, self._words = runner, shell, LogWords()
        self.bar, self.table, self.nothing = FilterBar(name=_("Sök i loggen")), Table(), EmptyState()
        self.table.setAccessibleName(_("Åtkomstlogg"))
        self.bar.field.setPlaceholderText(_("Sök person, elev, ärende eller dag"))
        self.bar.add_chip("reading", _("Läst"))
        self.bar.add_chip("sending", _("Utskrivet och sparat"))
        self.bar.add_chip("rights", _("Behörighet och nycklar"))
        self.rows: RowsModel[Entry] = RowsModel(self._columns(), lambda entry: entry.key)
        words = ListWords(
            lambda total: ngettext("{shown} av {total} rad", "{shown} av {total} rader", total),
            _("Inga rader passar filtret."),
            _("Här står vem som har läst och gjort vad."),
            icon="eye",
        )
        self._list = Listing(self.bar, self.table, self.nothing, self.rows, _kept, words)
        self.give_way(self.table, {2: 1100, 5: 1000, 6: 1240})
        self.check_button = secondary(_("Kontrollera loggen"), "shield")
        self.check_button.clicked.connect(self._check)
        self.save_button = secondary(_("Spara som fil …"), "file-down")
        self.save_button.clicked.connect(
            lambda: choose.save(self, _("Spara loggen"), "atkomstlogg.xlsx", self.save)
        )
        self.head.set_actions(self.check_button, self.save_button)
        card = Card()
        for widget in (self.bar, self.table, self.nothing):
            card.add(widget, 1 if widget is not self.bar else 0)
        self.add(card, 1)

    def shown(self, **_what: object) -> None:
        self._runner.do(log_review.lines, self._show, owner=self)

    def focus_search(self) -> None:
        self.bar.focus_search()

    def save(self, path: Path) -> None:
        """Write the lines that are shown as XLSX; that it was done stands in the log."""
        head = [column.title for column in self._columns()[:3]]
        head += [_("Enhet"), *[column.title for column in self._columns()[3:]], _("Ändamål")]
        chosen = [self.rows.row_at(self.rows.index(place, 0)).key for place in range(self.rows.shown)]
        act = partial(log_review.export, chosen=chosen, head=head, words=self._words)
        write = partial(self._runner.do, act, lambda made: self._write(path, made), owner=self)
        when_proved(self, self._runner, write)

    def _write(self, path: Path, made: bytes) -> None:
        try:
            path.write_bytes(made)
        except OSError:
            self._shell.message("bad", _("Filen gick inte att spara där. Välj en annan mapp."))
            return
        self._shell.toast(_("Loggen är sparad. Filen är inte krypterad."))

    def _show(self, found: Lines) -> None:
        self._list.show_rows(found.entries)

    def _check(self) -> None:
        self.check_button.setEnabled(False)

        def answered(found: Verified) -> None:
            self.check_button.setEnabled(True)
            if found.is_whole:
                words = ngettext(
                    "Loggen är hel: {count} rad, och allt den svarar för är oförändrat.",
                    "Loggen är hel: {count} rader, och allt de svarar för är oförändrat.",
                    found.events,
                )
                self._shell.message("ok", words.format(count=found.events))
            else:
                self._shell.message("bad", _flawed(found))

        self._runner.ask(checks.verify, answered, owner=self)

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column[Entry](_("Tid"), lambda entry: days.moment(entry.at), lambda entry: entry.at, width=170),
            Column[Entry](_("Person"), lambda entry: entry.person, width=150, strong=True),
            Column[Entry](_("Roll"), self._words.role, width=130),
            Column[Entry](_("Åtgärd"), self._words.action),
            Column[Entry](_("Elev"), lambda entry: entry.student, width=170),
            Column[Entry](_("Ärende"), lambda entry: entry.case, width=100),
            Column[Entry](_("Slags text"), self._words.info_class, width=130),
        ]


def _kept(chips: frozenset[str]) -> Callable[[Entry], bool] | None:
    """Lines of any of the kinds that are on."""
    kinds = [_KINDS[chip] for chip in chips if chip in _KINDS]
    return (lambda entry: any(fits(entry) for fits in kinds)) if kinds else None


def _flawed(found: Verified) -> str:
    count = len(found.flaws) + len(found.damaged_pages)
    return ngettext(
        "{count} sak i valvet stämmer inte med loggen. Spara loggen, och visa den för skolans IT.",
        "{count} saker i valvet stämmer inte med loggen. Spara loggen, och visa den för skolans IT.",
        count,
    ).format(count=count)
