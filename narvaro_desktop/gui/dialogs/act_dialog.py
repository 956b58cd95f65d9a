"""A dialog that does its act before it closes: what was refused is said in it, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.usecases.work import Changes, Made, Work

Wish = Callable[[Work], Changes | Made[Any]]


class ActDialog(Dialog):
    """Override `wish`. `acted` tells the value that was made (None where there is none), then it closes."""

    acted = Signal(object)

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

    def wish(self) -> Wish | None:
        """The act as it has been filled in, or None where a field lacks something (and says so)."""
        raise NotImplementedError

    def may_close(self) -> bool:
        if not self.verb_button.isEnabled():
            return False
        wish = self.wish()
        if wish is not None:
            self.verb_button.setEnabled(False)
            self._runner.do(wish, self._done, refused=self._refused, owner=self)
        return False

    def _done(self, value: object = None) -> None:
        self.acted.emit(value)
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))
        self.adjustSize()


class ReasonDialog(ActDialog):
    """A sentence is asked for, and goes into the act."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str,
        verb: str,
        reason: str,
        act: Callable[[str], Wish],
    ) -> None:
        super().__init__(parent, runner, title, text, verb, reason=reason)
        self._act = act

    def wish(self) -> Wish | None:
        return self._act(self.reason())
