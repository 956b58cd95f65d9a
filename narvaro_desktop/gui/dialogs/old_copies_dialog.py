"""Backups from before somebody left: which they are, what she can read in them, and whether they go."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.vault import old_copies
from narvaro_desktop.usecases.vault.old_copies import OldCopy


class OldCopiesDialog(ActDialog):
    """One line for each copy; they go together."""

    def __init__(self, parent: QWidget, runner: Runner, copies: Sequence[OldCopy]) -> None:
        super().__init__(
            parent,
            runner,
            _("Ta bort gamla säkerhetskopior?"),
            _(
                "Nycklarna byttes när kollegan slutade: det som har skrivits därefter kan hen inte läsa. Det "
                "som låg i valvet före dess går att läsa i kopiorna här, med hens gamla lösenfras. Kopior "
                "som hen själv har tagit går inte att ta tillbaka."
            ),
            _("Ta bort kopiorna"),
            True,
            wide=True,
        )
        self._copies = tuple(copies)
        for one in self._copies:
            words = _("{when}: kan öppnas av {who}")
            said = words.format(when=days.moment(one.made), who=", ".join(one.left))
            self.add(label(said, "body", wrap=True))

    def wish(self) -> Wish | None:
        return partial(old_copies.remove, chosen=[one.folder for one in self._copies])
