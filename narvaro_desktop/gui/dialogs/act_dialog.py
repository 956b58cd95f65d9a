"""A dialog that does its act before it closes: what was refused is said in it, and nothing typed is lost."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.dialogs.kept_text import KeptText, and_forget
from narvaro_desktop.gui.dialogs.prove_dialog import when_proved
from narvaro_desktop.gui.meanwhile import tell
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.usecases.huvudman import meanwhile
from narvaro_desktop.usecases.vault import presence
from narvaro_desktop.usecases.work import Changes, Made, Work

Wish = Callable[[Work], Changes | Made[Any]]


class ActDialog(Dialog):
    """Override `wish`. `acted` tells the value that was made (None where there is none), then it closes.

    What is typed in the fields given to `keep_typed` is its author's draft until the act is done: a lock, a
    power cut or *Avbryt* loses none of it.
    """

    acted = Signal(object)
    needs_proof = False
    """Whether the passphrase is asked for first, where it was not typed lately."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str = "",
        verb: str = "",
        danger: bool = False,
        wide: bool = False,
        reason: str = "",
    ) -> None:
        super().__init__(parent, title, text, verb, danger, wide, reason)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self.bar = MessageBar(closable=False)
        self.body.insertWidget(0, self.bar)
        self._kept: KeptText | None = None
        self.read_at = ""
        """The moment of a shared register that is shown here: what comes later is not written over."""
        if runner.office.vault.is_shared:
            runner.ask(meanwhile.read_at, self._know_moment, owner=self)

    def wish(self) -> Wish | None:
        """The act as it has been filled in, or None where a field lacks something (and says so)."""
        raise NotImplementedError

    def keep_typed(self, page: str, record: object, **fields: GrowingText | QLineEdit) -> None:
        """Keep what is written in `fields`, and show what was left there; they have their first words by now.

        `page` is the dialog's own word, `record` what it is about (the case, where it makes something new).
        """
        self._kept = KeptText(self, self._runner, self.bar, page, record, fields)

    def keep_reason(self, page: str, record: object) -> None:
        """Keep the reason that is asked for."""
        if self._reason is not None and isinstance(self._reason.control, GrowingText):
            self.keep_typed(page, record, reason=self._reason.control)

    def may_close(self) -> bool:
        if not self.verb_button.isEnabled():
            return False
        if self.needs_proof and presence.is_due(self._runner.office):
            when_proved(self, self._runner, self.try_accept)
            return False
        wish = self.wish()
        if wish is not None:
            self.verb_button.setEnabled(False)
            act = wish
            if self._kept is not None:
                self._kept.flush()
                act = partial(and_forget, wish=wish, about=self._kept.about)
            if self.read_at:
                act = partial(meanwhile.unless_written, act=act, since=self.read_at)
            self._runner.do(act, self._done, refused=self._refused, owner=self)
        return False

    def _know_moment(self, read_at: str) -> None:
        self.read_at = self.read_at or read_at

    def _done(self, value: object = None) -> None:
        self.acted.emit(value)
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        tell(self._runner, error, self._say_refusal, self)

    def _say_refusal(self, words: str, read_at: str) -> None:
        self.read_at = read_at or self.read_at
        self.bar.say("warn" if read_at else "bad", words)
        self.adjustSize()


class ReasonDialog(ActDialog):
    """A sentence is asked for, and goes into the act; it is kept as a draft of `about` (page, record)."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str,
        verb: str,
        reason: str,
        act: Callable[[str], Wish],
        about: tuple[str, object],
    ) -> None:
        super().__init__(parent, runner, title, text, verb, reason=reason)
        self._act = act
        self.keep_reason(*about)

    def wish(self) -> Wish | None:
        return self._act(self.reason())
