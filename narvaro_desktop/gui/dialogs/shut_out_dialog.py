"""Shutting a laptop out of the school: why, what it stops, and what stays on it."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.sharing.team_laptops import LaptopView, Why


class ShutOutDialog(ActDialog):
    """It cannot be taken back: the colleague joins again with a new vault."""

    def __init__(self, parent: QWidget, runner: Runner, view: LaptopView) -> None:
        super().__init__(
            parent,
            runner,
            _("Spärra datorn för {name}?").format(name=view.line.name),
            _(
                "Det den förseglar från och med nu tas inte emot, och inga nya ärenden kan lämnas till den. "
                "Det går inte att ångra: ska den användas igen ansluts den med ett nytt valv."
            ),
            _("Spärra datorn"),
            danger=True,
            wide=True,
        )
        self._view = view
        self.why = QComboBox()
        for why in Why:
            words = why.label
            self.why.addItem(words[:1].upper() + words[1:], why)
        self.add(Field(_("Varför"), self.why))
        self.add(label(_left(view), "body", wrap=True))

    def wish(self) -> Wish | None:
        return partial(join.revoke, person=self._view.line.person, why=self.why.currentData())


def _left(view: LaptopView) -> str:
    """What is still on the laptop, behind its passphrase."""
    stays = _("Datorns valv kan inte tömmas härifrån. Det är krypterat, och öppnas bara med lösenfrasen.")
    if not view.cases:
        return stays
    count = ngettext(
        "{count} ärende har gått mellan er och den, och ligger kvar i dess valv.",
        "{count} ärenden har gått mellan er och den, och ligger kvar i dess valv.",
        view.cases,
    )
    return f"{count.format(count=view.cases)} {stays}"
