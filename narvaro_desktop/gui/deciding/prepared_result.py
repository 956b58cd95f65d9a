"""After *Försegla* or *Skriv ut*: where the files lie, what to check, and *Lämnad*."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import choose, icons, left_files, theme
from narvaro_desktop.gui.deciding import handing_over
from narvaro_desktop.gui.deciding.compared_file import compared_words
from narvaro_desktop.gui.deciding.handing_over import HandingOver
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button, primary, quiet, secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.text import h1, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding import cover_texts, outgoing
from narvaro_desktop.usecases.deciding.outgoing import FileCheck
from narvaro_desktop.usecases.sending.packages import SealedFile


def in_fours(fingerprint: str) -> str:
    """`3F9A 22C1 …`: how a fingerprint is read out and compared."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4)).upper()


class PreparedResult(QWidget):
    """The file is there, and nobody has it yet. `handedOver` when *Lämnad* has been kept."""

    handedOver = Signal()
    copyWanted = Signal()

    def __init__(
        self, runner: Runner, notification_id: UUID, today: date, files: Sequence[Path],
        sealed: SealedFile | None, huvudman: str, lead: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._runner, self._id, self._files = runner, notification_id, tuple(files)
        self._lead = lead
        self.message = MessageBar()
        column = QVBoxLayout(self)
        theme.space(column, gap=16)
        column.addLayout(self._head(sealed is not None))
        column.addWidget(self.message)
        column.addWidget(self._file_card(sealed, huvudman))
        column.addWidget(self._handed_card(today, sealed is not None, huvudman))
        column.addStretch(1)

    def _head(self, is_sealed: bool) -> QVBoxLayout:
        mark = _Mark("package" if is_sealed else "printer")
        title = h1(_("Förseglad, inte lämnad") if is_sealed else _("Utskriven, inte lämnad"))
        words = _("Anmälan är gjord först när huvudmannen har den. Tryck Lämnad när du har lämnat den.")
        made = QVBoxLayout()
        theme.space(made, gap=4)
        made.addLayout(row(mark, title, gap=12))
        made.addWidget(label(self._lead or words, "body2", wrap=True))
        return made

    def _file_card(self, sealed: SealedFile | None, huvudman: str) -> Card:
        card = Card(title=_("Filen") if sealed else _("Filerna"))
        for path in self._files:
            card.add(_selectable(path.name, "strong"))
        card.add(_selectable(str(self._files[0].parent), "body2"))
        if sealed is not None:
            card.add(label(_("Fingeravtryck, att jämföra med det som mottagaren ser"), "caption", wrap=True))
            card.add(_selectable(in_fours(sealed.fingerprint), "body"))
            words = _("Bara {huvudman} kan öppna filen. Namnet på filen avslöjar ingen.")
            card.add(label(words.format(huvudman=huvudman), "body2", wrap=True))
        else:
            words = _("Filerna är inte förseglade. Radera dem när de är lämnade.")
            card.add(label(words, "warn", wrap=True))
        card.add(flowing(*self._file_buttons(sealed is not None)))
        return card

    def _file_buttons(self, is_sealed: bool) -> list[Button]:
        self.show_button = secondary(_("Visa filen") if is_sealed else _("Visa filerna"), "folder-open")
        self.show_button.clicked.connect(self._show_file)
        if not is_sealed:
            self.open_button = secondary(_("Öppna för att skriva ut"), "printer")
            self.open_button.clicked.connect(self._open_papers)
            return [self.show_button, self.open_button]
        self.cover_button = secondary(_("Kopiera följebrev"), "copy")
        self.cover_button.clicked.connect(self._copy_cover)
        self.check_button = secondary(_("Kontrollera filen …"), "usb")
        self.check_button.setToolTip(_("Är filen på USB-minnet den som förseglades?"))
        self.check_button.clicked.connect(self._check_file)
        self.copy_button = quiet(_("Läsbar kopia …"), "file-text")
        self.copy_button.clicked.connect(self.copyWanted)
        return [self.show_button, self.cover_button, self.check_button, self.copy_button]

    def _handed_card(self, today: date, is_sealed: bool, huvudman: str) -> Card:
        card = Card(title=_("När du har lämnat den"))
        channels = handing_over.SEALED if is_sealed else handing_over.PRINTED
        self.handing_over = HandingOver(channels, today)
        self.handed_button = primary(_("Lämnad"), "check")
        self.handed_button.clicked.connect(self._hand_over)
        card.add(self.handing_over)
        card.body.addLayout(row(self.handed_button))
        return card

    def _show_file(self) -> None:
        if not left_files.show_folder_of(self._files[0]):
            self.message.say("warn", _("Mappen går inte att visa. Sitter USB-minnet i?"))

    def _check_file(self) -> None:
        """Compare a file, on a stick say, with what was sealed just now."""
        choose.files(self, _("Kontrollera filen"), (".age",), self._compare)

    def _compare(self, paths: Sequence[Path]) -> None:
        act = partial(outgoing.check_file, outgoing_id=self._id, path=paths[0])
        self._runner.do(act, self._compared, refused=self._refused, owner=self)

    def _compared(self, found: FileCheck) -> None:
        self.message.say(*compared_words(found))

    def _open_papers(self) -> None:
        opened = [left_files.open_paper(path) for path in self._files]
        if not all(opened):
            self.message.say("warn", _("Filerna går inte att öppna härifrån. De ligger kvar i mappen."))

    def _copy_cover(self) -> None:
        question = partial(cover_texts.cover_text, outgoing_id=self._id)
        self._runner.ask(question, self._copied, owner=self)

    def _copied(self, text: str) -> None:
        left_files.to_clipboard(text)
        self.message.say("ok", _("Följebrevet är kopierat. Det innehåller inga personuppgifter."))

    def _hand_over(self) -> None:
        if not self.handing_over.check():
            return
        act = partial(
            outgoing.hand_over,
            outgoing_id=self._id,
            on=self.handing_over.on(),
            channel=self.handing_over.by(),
        )
        self._runner.do(act, self.handedOver.emit, refused=self._refused, owner=self)

    def _refused(self, error: NarvaroError) -> None:
        self.message.say("bad", wording.say(error))


class _Mark(QLabel, theme.Themed):
    """The picture beside the heading, in the colour of the theme."""

    _name = "package"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.restyle()

    def restyle(self) -> None:
        self.setPixmap(icons.pixmap(self._name, "accent", 28, self.devicePixelRatioF()))


def _selectable(text: str, kind: str) -> QLabel:
    made = label(text, kind, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made
