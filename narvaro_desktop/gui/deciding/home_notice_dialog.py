"""What of an anmälan is told to the pupil's own kommun, sealed to it; later corrected, or taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days, left_files, theme
from narvaro_desktop.gui.deciding.disclosure_lists import SentCard
from narvaro_desktop.gui.dialogs.folder_field import FolderField
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_decision import Ui_Decision
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.page import Columns, stack
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.huvudman import home_corrections, home_notices
from narvaro_desktop.usecases.huvudman.home_notices import HomeProposal
from narvaro_desktop.usecases.sending.packages import SealedFile
from narvaro_desktop.usecases.work import Made, Work

_WIDE, _HIGH = 1000, 720


class HomeNoticeDialog(QDialog):
    """One recipient, one folder, one button; the field list is that of the package."""

    name = N_("Uppgift till hemkommunen")
    heading = N_("Lämna uppgift till hemkommunen")
    verb_words = N_("Försegla till {huvudman}")

    def __init__(self, parent: QWidget, runner: Runner, shell: Shell, found: HomeProposal) -> None:
        super().__init__(parent)
        self._runner, self._shell, self._found = runner, shell, found
        self._ui = Ui_Decision()
        self._ui.setupUi(self)
        theme.fit(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.message, self.sent = self._ui.message, SentCard()
        self.sent.show_lines(found.sent, ())
        self.recipient, self.folder = QComboBox(), FolderField(_("Mapp för den förseglade filen"))
        self.folder.set_folder(found.outbox)
        self._folder = Field(_("Mapp"), self.folder)
        self._build()
        self._ring = FocusRing(self)
        below = parent.window()
        self.resize(
            QSize(
                min(theme.px(_WIDE), below.width() - theme.px(32)),
                min(theme.px(_HIGH), below.height() - theme.px(32)),
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """One begins with what is missing; where nothing is, Enter is enough."""
        super().showEvent(event)
        (self._ui.verb if self._found.outbox else self.folder).setFocus()

    @property
    def verb(self) -> QWidget:
        return self._ui.verb

    def _build(self) -> None:
        found, ui = self._found, self._ui
        self.setWindowTitle(_(self.name))
        ui.title.setText(_(self.heading))
        ui.about.setText(" · ".join(filter(None, (found.student, found.home))))
        ui.later.hide()
        card = Card(title=_("Till vem"))
        for one in found.cards:
            self.recipient.addItem(one.name, one.organisation)
        if found.cards:
            card.add(Field(_("Kommun"), self.recipient))
            if not found.is_known:
                words = _("{home} finns inte bland kontaktkorten. Kontrollera att rätt kommun är vald.")
                card.add(label(words.format(home=found.home or _("Hemkommunen")), "warn", wrap=True))
            card.add(self._folder)
            card.add(caption(_("Bara den kommunen kan öppna filen. Namnet på filen avslöjar ingen.")))
        else:
            words = _("Inget kontaktkort från en annan kommun är kontrollerat. Läs in det under Kontaktkort.")
            card.add(label(words, "warn", wrap=True))
            ui.verb.setEnabled(False)
        for each in found.told:
            words = _("Förseglad till {who} {day}").format(who=each.recipient, day=days.short(each.sealed_on))
            card.add(caption(words))
        ui.down.addWidget(Columns(stack(card), stack(self.sent), (1, 1)))
        ui.down.addStretch(1)
        for ground in (ui.scroll.viewport(), ui.inner):
            ground.setAutoFillBackground(False)
        self.recipient.currentIndexChanged.connect(self._say_verb)
        ui.cancel.clicked.connect(self.reject)
        ui.verb.clicked.connect(self._seal)
        ui.verb.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(ui.verb.click)
        self._say_verb()

    def _say_verb(self) -> None:
        name = self.recipient.currentText()
        self._ui.verb.setText(_(self.verb_words).format(huvudman=name) if name else _("Försegla"))

    def _seal(self) -> None:
        folder = self.folder.folder()
        self._folder.say("" if folder else _("Välj mappen där filen ska läggas. Den kommer programmet ihåg."))
        if folder is None:
            self.folder.setFocus()
            return
        self._ui.verb.setEnabled(False)
        self._runner.do(self.wish(folder), self._sealed, refused=self._refused, owner=self)

    def wish(self, folder: Path) -> Callable[[Work], Made[SealedFile]]:
        """The act as it has been filled in."""
        return partial(
            home_notices.seal, received_id=self._found.received,
            organisation=self.recipient.currentData(), folder=folder,
        )  # fmt: skip

    def _sealed(self, file: SealedFile) -> None:
        words = _("Förseglad till {who}, inte lämnad. Filen ligger i {folder}.")
        words = words.format(who=self.recipient.currentText(), folder=file.path.parent)
        show = partial(left_files.show_folder_of, file.path)
        self._shell.message("ok", words, _("Visa filen"), show)
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self._ui.verb.setEnabled(True)
        self.message.say("bad", wording.say(error))


class HomeCorrectionDialog(HomeNoticeDialog):
    """What the kommun has is no longer so: what differs, field by field."""

    name = N_("Rättelse till hemkommunen")
    heading = N_("Rätta uppgiften till hemkommunen")
    verb_words = N_("Försegla rättelsen till {huvudman}")
    withdraws = False

    def wish(self, folder: Path) -> Callable[[Work], Made[SealedFile]]:
        [told] = self._found.told
        return partial(
            home_corrections.seal, received_id=self._found.received, package_id=told.package_id,
            folder=folder, withdraws=self.withdraws,
        )  # fmt: skip


class HomeWithdrawalDialog(HomeCorrectionDialog):
    """It should never have been told, or not to them: nothing about the pupil leaves."""

    name = N_("Återkallelse till hemkommunen")
    heading = N_("Ta tillbaka uppgiften till hemkommunen")
    verb_words = N_("Försegla återkallelsen till {huvudman}")
    withdraws = True


def open_home_correction(
    parent: QWidget, runner: Runner, shell: Shell, received_id: UUID, package_id: str, withdraws: bool
) -> None:
    """Open the dialog for what a kommun was told of an anmälan."""
    kind = HomeWithdrawalDialog if withdraws else HomeCorrectionDialog

    def answer(found: HomeProposal) -> None:
        dialog = kind(parent, runner, shell, found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    asked = partial(
        home_notices.correction, received_id=received_id, package_id=package_id, withdraws=withdraws
    )
    runner.ask(asked, answer, owner=parent)


def open_home_notice(parent: QWidget, runner: Runner, shell: Shell, received_id: UUID) -> None:
    """Open the dialog for an anmälan in the register."""

    def answer(found: HomeProposal) -> None:
        dialog = HomeNoticeDialog(parent, runner, shell, found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    runner.ask(partial(home_notices.proposal, received_id=received_id), answer, owner=parent)
