"""The folder that is looked into for files from colleagues and the huvudman, in the settings."""

from functools import partial
from pathlib import Path

from narvaro_desktop.gui import choose
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.receiving import new_files


class NewFilesCard(Card):
    """A shared folder, or a stick that is always at the same place; nothing is read by itself."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Mapp för filer till dig"))
        self._runner = runner
        lead = _(
            "Programmet tittar i mappen när det startar, och erbjuder de filer som är förseglade till dig. "
            "Inget läses in av sig självt."
        )
        self._said = label("", "body", wrap=True)
        self.choose_button = secondary(_("Välj mapp …"), "folder-open")
        self.look_button = secondary(_("Titta nu"), "search")
        self.none_button = secondary(_("Ingen mapp"))
        self.choose_button.clicked.connect(self._choose)
        self.none_button.clicked.connect(lambda: self.keep(None))
        self.look_button.clicked.connect(intake(shell, runner).look_and_say)
        self.add(label(lead, "body2", wrap=True))
        self.add(self._said)
        self.body.addLayout(row(self.choose_button, self.look_button, self.none_button))

    def ask(self) -> None:
        self._runner.ask(new_files.folder, self._show, owner=self)

    def keep(self, folder: Path | None) -> None:
        """Look into it from now on."""
        self._runner.do(partial(new_files.choose_folder, chosen=folder), self.ask, owner=self)

    def _choose(self) -> None:
        choose.folder(self, _("Mapp för filer till dig"), self.keep)

    def _show(self, folder: Path | None) -> None:
        self._said.setText(str(folder) if folder else _("Ingen mapp är vald."))
        self.none_button.setVisible(folder is not None)
