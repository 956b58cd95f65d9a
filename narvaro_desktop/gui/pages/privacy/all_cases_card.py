"""Ta ut alla ärenden: every case as open files, for an archive or another system."""

from functools import partial
from pathlib import Path

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.gui import left_files, log_words
from narvaro_desktop.gui.dialogs.act_dialog import Wish
from narvaro_desktop.gui.dialogs.paper_dialog import FilesDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.text import body
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.privacy import preserving
from narvaro_desktop.usecases.privacy.preserving import AllCases


class AllCasesCard(Card):
    """For who may hand out a case."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Ta ut alla ärenden"))
        self._runner, self._shell = runner, shell
        self.add(body(_("Som papper och data, till e-arkivet eller om skolan byter system.")))
        self.save = secondary(_("Spara alla ärenden …"), "file-down")
        self.save.clicked.connect(self._save)
        self.add(flowing(self.save))
        rights, role = runner.office.rules.rights, runner.office.actor.role
        self.setVisible(rights.may(role, Resource.CASE, Action.EXPORT))

    def _save(self) -> None:
        def save(folder: Path) -> Wish:
            return partial(preserving.hand_out_all, folder=folder, say=log_words.said)

        text = _(
            "Varje ärende, även de som pågår, som PDF/A och JSON med kontrollsummor. Filerna är inte "
            "krypterade, och ingenting gallras här. Elever med skyddade personuppgifter är inte med."
        )
        dialog = FilesDialog(self, self._runner, _("Spara alla ärenden"), text, save)
        dialog.acted.connect(self._saved)
        dialog.open()

    def _saved(self, made: AllCases) -> None:
        words = ngettext("{count} ärende är sparat.", "{count} ärenden är sparade.", made.count)
        told = [words.format(count=made.count)]
        if made.left_out:
            left = ngettext(
                "{count} med skyddade personuppgifter är inte med.",
                "{count} med skyddade personuppgifter är inte med.",
                made.left_out,
            )
            told.append(left.format(count=made.left_out))
        listed = made.folder / preserving.MANIFEST
        self._shell.message(
            "ok", " ".join(told), _("Visa filerna"), lambda: left_files.show_folder_of(listed)
        )
