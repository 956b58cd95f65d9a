"""The unlock window: who, and the passphrase. It loads no database before it has been painted."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.gui import announce, theme
from narvaro_desktop.gui.focus_ring import FocusRing
from narvaro_desktop.gui.forms.ui_unlock import Ui_Unlock
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.message_bar import BarKind
from narvaro_desktop.gui.widgets.text import plain_tip
from narvaro_desktop.gui.windows import laying
from narvaro_desktop.i18n import _, ngettext

TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 80


class UnlockWindow(QWidget):
    """Tells what was typed; `refuse` says why it did not open. After five refusals each try waits longer."""

    unlockWanted = Signal(str, str)
    """The person and the passphrase."""
    forgottenWanted = Signal(str)
    """The person."""
    otherWanted = Signal()

    def __init__(self, path: Path, password: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._last = 0
        self._refused = 0
        self._is_ready = self._is_eager = False
        self._pause = 0
        self._ui = Ui_Unlock()
        self._ui.setupUi(self)
        theme.fit(self)
        self._ui.place.setText(path.name)
        self._ui.place.setToolTip(plain_tip(str(path)))
        self._ui.fault.hide()
        self._password = QLineEdit(password)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.returnPressed.connect(self._ask)
        self._server: Field | None = None
        self._ui.passphraseLabel.setBuddy(self._ui.passphrase.edit)
        self._ui.passphrase.edit.returnPressed.connect(self._ask)
        self._ui.passphrase.edited.connect(lambda _words: self._ui.fault.hide())
        self._ui.unlock.clicked.connect(self._ask)
        self._ui.unlock.setEnabled(False)
        self._ui.person.setPlaceholderText(_("Ett ögonblick …"))
        self._ui.forgotten.clicked.connect(lambda: self.forgottenWanted.emit(self._ui.person.currentText()))
        self._ui.other.clicked.connect(self.otherWanted)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._ring = FocusRing(self)
        laying.size(self, 400, 500)
        self._ui.passphrase.setFocus()

    def show_people(self, names: Sequence[str], last: int = 0, is_ready: bool = True) -> None:
        """Those who can unlock, the one who did it last chosen; one who has been chosen meanwhile stays.

        Who is done before the program is `is_ready` to try a phrase is let in as soon as it is.
        """
        person = self._ui.person
        if [person.itemText(place) for place in range(person.count())] != list(names):
            person.clear()
            person.addItems(list(names))
            self._last = min(last, len(names) - 1)
            person.setCurrentIndex(self._last)
        self._ui.unlock.setEnabled(bool(names))
        self._is_ready = is_ready
        if is_ready and self._is_eager:
            self._is_eager = False
            self._ask()

    @property
    def person_number(self) -> int:
        """The place of the chosen person in the list, which is all that the computer remembers of her."""
        return self._ui.person.currentIndex()

    def say(self, kind: BarKind, text: str) -> None:
        """Something to know before one unlocks, e.g. that it was locked by itself."""
        self._ui.bar.say(kind, text)
        self._grow()

    def ask_phrase(self) -> None:
        """The passphrase is what to write next."""
        self._ui.passphrase.edit.clear()
        self._ui.passphrase.setFocus()

    def busy(self, working: bool) -> None:
        """The passphrase is being tried."""
        self._ui.unlock.setEnabled(not working and not self._pause)
        self._ui.unlock.setText(_("Låser upp …") if working else _("Lås upp"))
        for field in (self._ui.person, self._ui.passphrase, self._ui.forgotten, self._ui.other):
            field.setEnabled(not working)

    def refuse(self, words: str) -> None:
        """The vault did not open, for the reason in `words`; what was typed stays, to be corrected."""
        self.busy(False)
        self._say_fault(words)
        self._ui.passphrase.setFocus()
        self._ui.passphrase.edit.selectAll()

    @property
    def password(self) -> str:
        """That of the server, "" where the computer knows it or none is needed."""
        return self._password.text()

    def ask_password(self, words: str, server: str) -> None:
        """The server that the register lies on wants a password of its own."""
        self._show_password(server)
        self.refuse(words)
        self._password.setFocus()

    def refuse_key(self, words: str, server: str = "") -> None:
        """Person and passphrase do not belong together; the fifth time and later one has to wait.

        One that was changed on another computer is known to the server alone, so its password may be given.
        """
        if server:
            self._show_password(server)
        self._refused += 1
        self.refuse(words)
        if self._refused >= TRIES:
            self._pause = min(_FIRST_PAUSE * 2 ** (self._refused - TRIES), _LONGEST_PAUSE)
            self._clock.start()
            self._show_pause()

    def ask_about_older(self, go_on: Callable[[], None]) -> None:
        """The file is older than when it was used last: go on with it only if that is known and meant."""
        words = _(
            "Valvet är äldre än när det användes senast på den här datorn. Det som skrevs efter det "
            "saknas. Har du lagt tillbaka en säkerhetskopia är det rätt fil. Det antecknas i loggen."
        )
        self._ask_to_go_on(_("Använda den äldre filen?"), words, _("Använd den äldre"), go_on)

    def ask_about_log(self, go_on: Callable[[], None]) -> None:
        """A register's log was changed past the program: go on only when its keeper has been asked."""
        words = _(
            "Någon har lagt till, ändrat eller tagit bort en rad i registrets logg utan att gå genom "
            "Närvaro. Fråga först den som sköter servern. Öppnar du registret antecknas det i loggen."
        )
        self._ask_to_go_on(_("Öppna registret ändå?"), words, _("Öppna ändå"), go_on)

    def _ask_to_go_on(self, title: str, words: str, verb: str, go_on: Callable[[], None]) -> None:
        from narvaro_desktop.gui.widgets.dialog import ask  # only here: most unlocks need no dialog

        self.busy(False)
        ask(self, title, words, verb, danger=True).accepted.connect(go_on)

    def _ask(self) -> None:
        if not self._ui.unlock.isEnabled():
            return
        if not self._ui.passphrase.text():
            self._say_fault(_("Skriv lösenfrasen."))
            self._ui.passphrase.setFocus()
            return
        self._ui.fault.hide()
        self.busy(True)
        self._is_eager = not self._is_ready
        if self._is_eager:
            return
        self.unlockWanted.emit(self._ui.person.currentText(), self._ui.passphrase.text())

    def _show_password(self, server: str) -> None:
        """Which server gets it is said: the file that names it may have been changed on its way here."""
        if self._server is None:
            self._server = Field(
                _("Lösenord till servern {server}").format(server=server), self._password,
                _("Det som IT har gett er, inte er lösenfras. Känner du inte igen servern, fråga IT först."),
            )  # fmt: skip
            self._server.setContentsMargins(0, theme.px(8), 0, 0)
            self._ui.what.addWidget(self._server)
            self._server.show()

    def _say_fault(self, words: str) -> None:
        self._ui.fault.setText(words)
        self._ui.fault.show()
        self._grow()
        announce.say(self._ui.fault, words, urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said, as far as the screen goes; beyond that one scrolls."""
        inner = self._ui.inner.layout()
        assert inner is not None
        wanted = inner.totalHeightForWidth(self.width()) + 2
        self.resize(self.width(), max(self.height(), min(wanted, self.screen().availableSize().height())))

    def _tick(self) -> None:
        self._pause -= 1
        self._show_pause()

    def _show_pause(self) -> None:
        if self._pause <= 0:
            self._clock.stop()
            self.busy(False)
            return
        words = ngettext("Vänta {count} sekund", "Vänta {count} sekunder", self._pause)
        self._ui.unlock.setEnabled(False)
        self._ui.unlock.setText(words.format(count=self._pause))
