"""A laptop that asks to join a school: its file, its digits, and the school's answer, in three steps."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.dialogs.join_dialog import JoinDialog
from narvaro_desktop.gui.dialogs.spoken_digits import SpokenDigits
from narvaro_desktop.gui.left_files import show_folder_of
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import say_waiting
from narvaro_desktop.gui.widgets.buttons import primary, secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.drop_zone import DropZone
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.office_window import OfficeWindow
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.receiving import new_files
from narvaro_desktop.usecases.sharing import join
from narvaro_desktop.usecases.sharing.join import Offer, Waiting
from narvaro_desktop.usecases.work import Work


class JoiningPage(Page):
    """Everything stays for the next start: one may close the program between the steps."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(
            _("Anslut datorn till skolan"),
            _("Tre steg. Du kan stänga programmet emellan: det du har gjort finns kvar."),
        )
        self._runner, self._shell = runner, shell
        self._files: list[Path] = []
        self._written: Path | None = None
        self._digits: tuple[str, ...] = ()
        self._make_ask()
        self._read_card = Card(title=_("2. Läs upp siffrorna i telefon"))
        self._read_card.add(
            label(
                _(
                    "Kollegan vid skolans dator ringer dig, eller du ringer på ett nummer som du redan har. "
                    "Läs upp de grupper som kollegan frågar efter. Mejla dem inte."
                ),
                "body2",
                wrap=True,
            )
        )
        self.add(self._read_card)
        self._make_answer()
        self.end()

    def _make_ask(self) -> None:
        card = Card(title=_("1. Lämna en fil till skolans dator"))
        self.folder = FolderField(_("Mapp för filen"))
        self.save = primary(_("Spara filen"), "file-down")
        self.show_file = secondary(_("Visa i mappen"), "folder-open")
        self._saved = label("", "okcaption", wrap=True)
        self._fault = MessageBar(closable=False)
        self.save.clicked.connect(self._save)
        self.folder.edit.returnPressed.connect(self._save)
        self.show_file.clicked.connect(lambda: self._written and show_folder_of(self._written))
        card.add(
            label(
                _(
                    "Filen säger vems dator det är. Inget i den är hemligt: lämna den med mejl, USB-minne "
                    "eller en delad mapp. Kollegan läser in den under Team."
                ),
                "body2",
                wrap=True,
            )
        )
        card.add(self._fault)
        card.add(Field(_("Spara den i mappen"), self.folder))
        card.body.addLayout(row(self.save, self.show_file))
        card.add(self._saved)
        self._fault.hide()
        self._saved.hide()
        self.show_file.hide()
        self.add(card)

    def _make_answer(self) -> None:
        card = Card(title=_("3. Läs in skolans fil"))
        self.state = label(_("Väntar på skolans fil."), "strong", wrap=True)
        self.found = MessageBar(closable=False)
        self.found.pressed.connect(lambda: self.take(self._files[-1]))
        self.drop = DropZone(
            sentence=_("Släpp filen som kollegan gjorde vid skolans dator här."), suffixes=(".age",),
            icon="inbox", several=False,
        )  # fmt: skip
        self.drop.dropped.connect(lambda paths: self.take(Path(paths[0])))
        for widget in (self.state, self.found, self.drop):
            card.add(widget)
        self.found.hide()
        self.add(card)

    def shown(self, **what: object) -> None:
        self._runner.ask(join.waiting, self._show, owner=self)
        self.look()

    def look(self) -> None:
        """Has the answer come into the folder?"""
        self._runner.ask(new_files.waiting_files, self._found, owner=self)

    def take(self, path: Path) -> None:
        """The school's answer, dropped or chosen; the call comes before anything is kept."""
        self._runner.ask(lambda work: _offer(work, path), lambda found: self._taken(path, found), owner=self)

    def _taken(self, path: Path, found: Offer | NarvaroError) -> None:
        if isinstance(found, NarvaroError):
            self._shell.message("bad", wording.say(found))
            return
        self._shell.clear_message()
        dialog = JoinDialog(self.window(), self._runner, path, found)
        dialog.acted.connect(lambda _none: self._joined())
        dialog.open()

    def _joined(self) -> None:
        if isinstance(self._shell, OfficeWindow):
            self._shell.joined.emit()

    def _show(self, waiting: Waiting) -> None:
        if not self.folder.folder():
            self.folder.set_folder(waiting.folder)
        if self._digits != waiting.digits:
            self._digits = waiting.digits
            self._read_card.add(SpokenDigits(waiting.digits))
        if waiting.folder is not None:
            self._say_saved(waiting.folder / waiting.file_name)

    def _save(self) -> None:
        folder = self.folder.folder()
        self._fault.hide()
        if folder is None:
            self._fault.say("bad", _("Välj en mapp."))
            self.folder.setFocus()
            return
        self._runner.do(
            partial(join.write_ask, folder=folder), self._say_saved, refused=self._not_saved, owner=self
        )

    def _say_saved(self, path: Path) -> None:
        """Where the file lies, as long as it does."""
        self._written = path
        is_there = path.is_file()
        self._saved.setText(_("Sparad: {name}").format(name=path.name))
        self._saved.setVisible(is_there)
        self.show_file.setVisible(is_there)

    def _not_saved(self, error: NarvaroError) -> None:
        self._fault.say("bad", wording.say(error))

    def _found(self, files: Sequence[Path]) -> None:
        self._files = list(files)
        say_waiting(self.found, files)
        self.state.setVisible(not files)


def _offer(work: Work, path: Path) -> Offer | NarvaroError:
    """The school behind the file, or why it is none; looking changes nothing."""
    try:
        return join.offer(work, path)
    except NarvaroError as refusal:
        return refusal
