"""The school's answer on a laptop that asks to join: whose it is, and two groups of the school's digits."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.spoken_digits import HeardGroups
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sending.others_cards import WrongControlDigits
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.sharing.join import Offer


class JoinDialog(ActDialog):
    """Nothing of the file is kept until the digits that were heard are those of the school's card."""

    def __init__(self, parent: QWidget, runner: Runner, path: Path, offer: Offer) -> None:
        super().__init__(
            parent,
            runner,
            _("Ansluta datorn till {school}?").format(school=offer.school),
            _("Be kollegan vid skolans dator läsa upp två av skolans grupper, och skriv dem som du hör dem."),
            _("Anslut"),
            wide=True,
        )
        self._path, self._asked = path, offer.asked
        if offer.contact and offer.contact != offer.school:
            self.add(label(_("Kontakt: {contact}").format(contact=offer.contact), "body2", wrap=True))
        self.groups = HeardGroups(offer.asked)
        self.add(self.groups)
        self.groups.setFocus()

    def wish(self) -> Wish | None:
        heard = self.groups.heard()
        if heard is None:
            return None
        return partial(join.join, path=self._path, asked=self._asked, heard=heard)

    def _refused(self, error: NarvaroError) -> None:
        super()._refused(error)
        if isinstance(error, WrongControlDigits):
            self._runner.do(join.log_wrong_digits)
            self.groups.begin_again()
