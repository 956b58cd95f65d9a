"""Taking our own kontaktkort along: the file that others read in, and the sheet with its digits."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui import choose
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plain_files
from narvaro_desktop.usecases.sending import key_cards


class OwnCard(QObject):
    """Asks where to put them; `saved` tells the path, `refused` the error."""

    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, owner: QWidget, runner: Runner) -> None:
        super().__init__(owner)
        self._owner, self._runner = owner, runner

    def save_card(self) -> None:
        """The kontaktkort, made if it is lacking."""
        save = partial(self._ask_where, _("Spara kontaktkortet"))
        self._runner.do(key_cards.card_file, save, refused=self.refused.emit, owner=self)

    def save_sheet(self) -> None:
        """The kontaktkortsblad as a PDF."""
        save = partial(self._ask_where, _("Spara bladet med siffror"))
        self._runner.do(key_cards.card_sheet, save, refused=self.refused.emit, owner=self)

    def _ask_where(self, title: str, made: tuple[str, bytes]) -> None:
        name, content = made
        choose.save(self._owner, title, name, lambda path: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        self._runner.work_outside(
            lambda: plain_files.write(path, content), self.saved.emit, refused=self.refused.emit, owner=self
        )
