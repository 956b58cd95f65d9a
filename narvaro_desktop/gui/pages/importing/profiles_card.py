"""The layouts that the school has explained: saved for another school, taken from one, forgotten."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.importing import import_profiles
from narvaro_desktop.usecases.importing.import_profiles import FILE_START, LayoutKnown, ProfileLine

_SHOWN: Final = 6


class ProfilesCard(Card):
    """`ask` shows what is there; `adopt` takes over a layout from a file."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(title=_("Filupplägg som ni har förklarat"))
        self._runner, self._shell = runner, shell
        self.take_over = quiet(_("Läs in från en annan skola …"), "upload")
        self.take_over.clicked.connect(self._ask_adopt)
        self.set_aside(self.take_over)
        self.lines: Sequence[ProfileLine] | None = None

    def ask(self) -> None:
        self._runner.ask(import_profiles.profile_lines, self.show_lines, owner=self)

    def adopt(self, path: Path, instead: bool = False) -> None:
        """Keep the layout in a file from another school; asked where it is read in another way here."""

        def say(name: str) -> None:
            self._shell.toast(_("Upplägget {name} är inläst.").format(name=name))
            self.ask()

        def refused(fault: NarvaroError) -> None:
            if isinstance(fault, LayoutKnown):
                self._ask_which(path, fault)
            else:
                self._shell.message("bad", wording.say(fault))

        act = partial(import_profiles.adopt, path=path, instead=instead)
        self._runner.do(act, say, refused=refused, owner=self)

    def _ask_which(self, path: Path, known: LayoutKnown) -> None:
        """What differs, and whether theirs is to be used from now on."""
        text = _(
            "Upplägget {name} är redan känt, med andra svar. Det som är inläst ändras inte, "
            "bara hur nästa fil läses."
        ).format(name=known.name)
        title, verb = _("Byta till den andra skolans svar?"), _("Byt till deras svar")
        dialog = Dialog(self, title, text, verb, wide=True, cancel=_("Behåll våra"))
        for one in known.differences[:_SHOWN]:
            dialog.add(label(one.what, "strong", wrap=True))
            words = _("Vi: {ours}. De: {theirs}.").format(ours=one.ours, theirs=one.theirs)
            dialog.add(label(words, "body2", wrap=True))
        if (more := len(known.differences) - _SHOWN) > 0:
            dialog.add(label(_("och {n} till").format(n=more), "caption2"))
        dialog.accepted.connect(lambda: self.adopt(path, instead=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, signature: str, path: Path) -> None:
        """Write a layout to a file."""

        def say() -> None:
            self._shell.toast(_("Upplägget är sparat. Inga uppgifter ur någon fil följer med."))

        act = partial(import_profiles.save, signature=signature, path=path)
        self._runner.do(act, say, owner=self)

    def forget(self, signature: str) -> None:
        """The next file of this layout is asked about again."""
        self._runner.do(partial(import_profiles.forget, signature=signature), self.ask, owner=self)

    def show_lines(self, lines: Sequence[ProfileLine]) -> None:
        """Each layout with what can be done with it."""
        if self.lines == lines:
            return
        self.lines = lines
        self.clear()
        if not lines:
            words = _("Inga än. Det som ni svarar om en okänd fil sparas här, utan uppgifter ur filen.")
            self.add(label(words, "body2", wrap=True))
        for line in lines:
            self.add(self._line(line))

    def _line(self, line: ProfileLine) -> QWidget:
        count = len(line.headers)
        said = ngettext("{count} kolumn", "{count} kolumner", count).format(count=count)
        save, forget = quiet(_("Spara som fil …"), "file-down"), quiet(_("Ta bort"), "trash-2")
        save.setAccessibleName(_("Spara upplägget {name} som fil").format(name=line.name))
        forget.setAccessibleName(_("Ta bort upplägget {name}").format(name=line.name))
        save.clicked.connect(partial(self._ask_where, line))
        forget.clicked.connect(lambda: self.forget(line.signature))
        whole = QWidget()
        words = label(f"{line.name} · {line.kind.label} · {said}", "body", wrap=True)
        across = row(words, save, forget, stretch=False)
        across.setStretch(0, 1)
        across.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(across)
        return whole

    def _ask_where(self, line: ProfileLine) -> None:
        bare = "".join(sign if sign.isalnum() else "-" for sign in line.name.lower()).strip("-")
        name = f"{FILE_START}{bare or line.kind.key}.json"
        choose.save(self, _("Spara upplägget"), name, lambda path: self.save(line.signature, path))

    def _ask_adopt(self) -> None:
        def chosen(paths: list[Path]) -> None:
            self.adopt(paths[0])

        choose.files(self, _("Läs in upplägg"), (".json",), chosen)
