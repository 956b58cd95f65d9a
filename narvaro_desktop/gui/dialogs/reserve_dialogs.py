"""A card renewed, its reserve printed and typed back, and the yearly drill with the paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.preview_dialog import show_paper
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import caption, strong
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending import card_keys
from narvaro_desktop.usecases.sending.card_keys import Reserve
from narvaro_desktop.usecases.work import Made, Work


class RenewDialog(ActDialog):
    """New keys under the same name; the others' programs follow by themselves, since the old key signs it."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        text = _(
            "Kortet får nästa nummer och nya nycklar. De som har ert kort behöver bara läsa in det nya. "
            "Paket som är på väg går fortfarande att öppna."
        )
        super().__init__(parent, runner, _("Förnya kontaktkortet?"), text, _("Förnya"))

    def wish(self) -> Wish | None:
        return card_keys.renew


class ReserveDialog(ActDialog):
    """Printed, then two groups are typed back; only then it is on the card."""

    def __init__(
        self, parent: QWidget, runner: Runner, show: Callable[[QWidget, bytes], object] = show_paper
    ) -> None:
        text = _(
            "Med reservnyckeln öppnas era paket även om datorerna är borta. En äldre reservnyckel gäller "
            "inte för nya paket."
        )
        super().__init__(parent, runner, _("Ny reservnyckel?"), text, _("Ta i bruk"), wide=True)
        self._show_paper = show
        self._reserve: Reserve | None = None
        self.fields: dict[int, Field] = {}
        self.print_button = secondary(_("Visa bladet för utskrift"), "printer")
        self.print_button.clicked.connect(self._print)
        self.add(strong(_("1. Skriv ut bladet")))
        self.add(caption(_("Det visas bara här och blir aldrig en fil. Lägg det i kommunens kassaskåp.")))
        self.body.addLayout(row(self.print_button))
        self.add(strong(_("2. Skriv av två grupper från pappret")))
        self.verb_button.setEnabled(False)
        self.print_button.setFocus()

    def wish(self) -> Wish | None:
        if self._reserve is None:
            return None
        typed = {number: _text(field) for number, field in self.fields.items()}
        return partial(card_keys.keep_reserve, reserve=self._reserve, typed=typed)

    def _print(self) -> None:
        self._runner.do(card_keys.new_reserve, self._show, refused=self._refused, owner=self)

    def _show(self, reserve: Reserve) -> None:
        self._reserve = reserve
        for field in self.fields.values():
            field.hide()
            field.deleteLater()
        self.fields = {n: Field(_("Grupp {n}").format(n=n), QLineEdit()) for n in reserve.asked}
        for field in self.fields.values():
            self.add(field)
        self.verb_button.setEnabled(True)
        self.fields[reserve.asked[0]].control.setFocus()
        self.adjustSize()
        self._show_paper(self, reserve.pdf)


class ReserveDrillDialog(ActDialog):
    """The yearly drill: the paper is fetched and typed, and the program says whether it is the right one."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        text = _("Hämta bladet ur kassaskåpet och skriv av grupperna. Inget sparas av det du skriver.")
        super().__init__(parent, runner, _("Prova reservnyckeln?"), text, _("Prova"), wide=True)
        self.box = GrowingText(lines=4, most=6)
        self.kept_elsewhere.add(self.box)
        self.groups = Field(_("Grupperna på bladet"), self.box)
        self.add(self.groups)
        self.box.setFocus()

    def wish(self) -> Wish | None:
        typed = self.box.text().strip()
        self.groups.say("" if typed else _("Skriv av grupperna."))

        def act(work: Work) -> Made[bool]:
            return Made(frozenset(), card_keys.opens(work, typed))

        return act if typed else None

    def _done(self, value: object = None) -> None:
        """The answer stands here until it is closed."""
        self.box.clear()
        self.verb_button.setEnabled(True)
        if value:
            self.bar.say("ok", _("Det är rätt blad: det öppnar paketen som förseglas till er."))
        else:
            self.bar.say("bad", _("Bladet hör inte till kortet. Läs en gång till, eller skriv ut ett nytt."))
        self.adjustSize()


def _text(field: Field) -> str:
    edit = field.control
    assert isinstance(edit, QLineEdit)
    return edit.text()
