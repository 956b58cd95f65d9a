"""The recovery sheet: printed, then two of its groups are typed back, so that it is known to lie on paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import caption, strong
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.vault import recovery
from narvaro_desktop.usecases.vault.recovery import PrintedSheet, Reminder, SheetKind

_WHAT = {
    SheetKind.VAULT: N_("Bladet öppnar valvet om en lösenfras glöms. Utan det kan ingen öppna det åt er."),
    SheetKind.MEDICAL: N_("Bladet öppnar det som skolsköterska, skolläkare och skolpsykolog har skrivit."),
    SheetKind.NAMED: N_("Bladet öppnar orosanmälningar och skyddade uppgifter."),
}


def words_of(reminder: Reminder) -> str:
    """What the reminder says on top of a page."""
    if reminder.printed_on is None:
        return _("Det finns inget återställningsblad än. Glöms lösenfrasen går valvet inte att öppna.")
    return _(
        "Återställningsbladet är utskrivet men inte kontrollerat. Skriv ut det igen och skriv av två grupper."
    )


class RecoveryDialog(Dialog):
    """Two steps on one sheet: print, then type back. It can wait, and is asked for again another day.

    `show` shows the paper over the dialog, from where it is printed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        kind: SheetKind,
        show: Callable[[QWidget, bytes], object] = show_paper,
    ) -> None:
        super().__init__(
            parent,
            _("Skriv ut återställningsbladet?"),
            _(_WHAT[kind]),
            _("Klart"),
            wide=True,
            cancel=_("Senare"),
        )
        self._runner, self._kind, self._show_paper = runner, kind, show
        self._printed: PrintedSheet | None = None
        self._checked = False
        self.fields: dict[int, Field] = {}
        self.print_button = secondary(_("Visa bladet för utskrift"), "printer")
        self.print_button.clicked.connect(self._print)
        self.add(strong(_("1. Skriv ut bladet")))
        self.add(
            caption(
                _("Det visas bara i det här fönstret och blir aldrig en fil. Ett äldre blad slutar gälla.")
            )
        )
        self.body.addLayout(row(self.print_button))
        self._second = strong(_("2. Skriv av två grupper från pappret"))
        self._second.setEnabled(False)
        self.add(self._second)
        self.verb_button.setEnabled(False)
        self.print_button.setFocus()

    def may_close(self) -> bool:
        """Only once the groups are right; the answer comes from the vault."""
        if self._checked:
            return True
        assert self._printed is not None
        typed = {number: self._edit(number).text() for number in self.fields}
        for field in self.fields.values():
            field.clear()
        self.verb_button.setEnabled(False)
        check = partial(recovery.check, printed=self._printed, typed=typed)
        self._runner.do(check, self._done, refused=self._refused, owner=self)
        return False

    def _print(self) -> None:
        self.print_button.setEnabled(False)
        self._runner.do(
            partial(recovery.print_sheet, kind=self._kind), self._show, refused=self._refused, owner=self
        )

    def _show(self, printed: PrintedSheet) -> None:
        self._printed = printed
        self.print_button.setEnabled(True)
        self._second.setEnabled(True)
        self.verb_button.setEnabled(True)
        for field in self.fields.values():
            field.hide()
            field.deleteLater()
        self.fields = {
            number: Field(_("Grupp {n}").format(n=number), QLineEdit()) for number in printed.asked
        }
        for field in self.fields.values():
            self.add(field)
        self.adjustSize()
        self._edit(printed.asked[0]).setFocus()
        self._show_paper(self, printed.pdf)

    def _done(self) -> None:
        self._checked = True
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.print_button.setEnabled(True)
        self.verb_button.setEnabled(self._printed is not None)
        wrong = error.args if isinstance(error, recovery.WrongGroups) else tuple(self.fields)[:1]
        for number in wrong:
            self.fields[number].say(wording.say(error))
        if wrong:
            self._edit(wrong[0]).setFocus()

    def _edit(self, number: int) -> QLineEdit:
        edit = self.fields[number].control
        assert isinstance(edit, QLineEdit)
        return edit
