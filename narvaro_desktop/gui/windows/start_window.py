"""The first window: three ways to begin, a quieter fourth, and the vaults that this computer knows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_start import Ui_Start
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.message_bar import BarKind
from narvaro_desktop.gui.widgets.text import plain_tip
from narvaro_desktop.gui.windows import laying
from narvaro_desktop.i18n import _

_THREE_CARDS = 720


class StartWindow(QWidget, theme.Themed):
    """It only says what was chosen; the program does it."""

    practiseWanted = Signal()
    schoolWanted = Signal()
    huvudmanWanted = Signal()
    joinWanted = Signal()
    vaultWanted = Signal(Path)
    restoreWanted = Signal()

    def __init__(self, vaults: Sequence[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_Start()
        self._ui.setupUi(self)
        theme.fit(self)
        self._ui.practise.clicked.connect(self.practiseWanted)
        self._ui.school.clicked.connect(self.schoolWanted)
        self._ui.huvudman.clicked.connect(self.huvudmanWanted)
        self._ui.join.clicked.connect(self.joinWanted)
        self._ui.open.clicked.connect(self._choose)
        self._ui.restore.clicked.connect(self.restoreWanted)
        self._ring = FocusRing(self)
        self.show_vaults(vaults)
        self.restyle()
        laying.size(self, 1000, 640)
        self._ui.practise.setFocus()

    def show_vaults(self, vaults: Sequence[Path]) -> None:
        """Offer the vaults used before, by file name and folder."""
        empty(self._ui.vaults)
        before: QWidget = self._ui.huvudman
        for path in vaults:
            words = _("{file} i {folder}").format(file=path.name, folder=short(path.parent))
            button = Button(text=words, icon="lock", kind="quiet")
            button.setToolTip(plain_tip(str(path)))
            button.clicked.connect(lambda _on=False, path=path: self.vaultWanted.emit(path))
            self._ui.vaults.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(before, self._ui.join)
        QWidget.setTabOrder(self._ui.join, self._ui.open)
        QWidget.setTabOrder(self._ui.open, self._ui.restore)
        self._ui.known.setVisible(bool(vaults))

    def say(self, kind: BarKind, text: str) -> None:
        self._ui.bar.say(kind, text)

    def busy(self, words: str) -> None:
        """The practice school is being made; "" when it is there."""
        ui = self._ui
        for button in (ui.practise, ui.school, ui.huvudman, ui.join, ui.open, ui.restore):
            button.setEnabled(not words)
        self._ui.practise.setText(words or _("Prova"))

    def ask_about_copy(self, restore: Callable[[], None]) -> None:
        """The file is a backup, which stays untouched for the next time it is needed."""
        from narvaro_desktop.gui.widgets.dialog import ask  # only here: most starts need no dialog

        question = ask(
            self,
            _("Återställa säkerhetskopian?"),
            _(
                "Den läggs som ett nytt valv bland dina dokument. Kopian och de valv du har är orörda. "
                "Du låser upp det med samma lösenfras som när kopian gjordes."
            ),
            _("Återställ"),
        )
        question.accepted.connect(restore)

    def restyle(self) -> None:
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < theme.px(_THREE_CARDS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._ui.cards.setDirection(way)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Öppna ett valv"), "", _("Valv från Närvaro (*.narvaro)")
        )
        if chosen:
            self.vaultWanted.emit(Path(chosen))


def short(folder: Path) -> str:
    """The last two folders of a path, which is what people know it by."""
    return " › ".join(folder.parts[-2:])
