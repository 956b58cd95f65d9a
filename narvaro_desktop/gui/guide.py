"""The guide of the practice school: asks how far the story has come, dresses the strips, and leads on."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from narvaro_desktop.gui.guide_tips import Tip, Way, tip
from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.guide_strip import GuideStrip
from narvaro_desktop.gui.windows.shell import Place, Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.practice_school import practice_guide
from narvaro_desktop.usecases.practice_school.practice_guide import Guided, Stop
from narvaro_desktop.usecases.work import Changes

_VIEWS: Final = {
    Way.AS_COUNSELLOR: "counsellor",
    Way.AS_PRINCIPAL: "principal",
    Way.AS_RECIPIENT: "recipient",
}
_LOOKED_AT: Final = {"case": Stop.LOOK, "investigation": Stop.STAIR}
"""Pages of the pupil's case, and what has been tried when one stands there."""


class Guide(QObject):
    """One for each window on a practice vault. `told` says that the strips may say something else now."""

    told = Signal()
    leaveWanted = Signal()

    def __init__(self, shell: Shell, runner: Runner) -> None:
        super().__init__(shell)
        self._shell, self._runner = shell, runner
        self._found: Guided | None = None
        runner.changed.connect(self._changed)
        shell.wentTo.connect(lambda _key: self._ask())
        self.attend(shell.guide, lambda: shell.at)

    def attend(self, strip: GuideStrip, where: Callable[[], Place | None]) -> None:
        """Let `strip` say what comes now to a person who stands `where`."""
        show = partial(self._show, strip, where)
        self.told.connect(lambda: show() if isValid(strip) else None)
        strip.pressed.connect(lambda: self._follow(strip, where))
        strip.closed.connect(self.close)
        show()

    def close(self) -> None:
        """Put the tips away; they can come back."""
        self._runner.do(practice_guide.put_away, owner=self)
        self._shell.toast(_("Tipsen är stängda"), self.bring_back)

    def follow(self) -> None:
        """The next thing by keyboard, wherever the focus is; where it is to be done here, say what it is."""
        said = self._tip(lambda: self._shell.at)
        if said is not None and said.way is None:
            self._shell.toast(said.text)
        self._follow(self._shell.guide, lambda: self._shell.at)

    def bring_back(self) -> None:
        self._runner.do(partial(practice_guide.put_away, away=False), owner=self)

    def _changed(self, _changes: Changes) -> None:
        self._ask()

    def _ask(self) -> None:
        self._runner.ask(practice_guide.guided, self._answer, owner=self)

    def _answer(self, found: Guided | None) -> None:
        self._found = found
        self.told.emit()
        if found is None:
            return
        at = self._shell.at
        if (
            at is not None
            and at.what.get("case_id") == found.case_id
            and _LOOKED_AT.get(at.key) is found.stop
        ):
            self._runner.do(partial(practice_guide.see, stop=found.stop), owner=self)

    def _tip(self, where: Callable[[], Place | None]) -> Tip | None:
        return tip(self._found, where(), self._runner.office.actor.role) if self._found else None

    def _show(self, strip: GuideStrip, where: Callable[[], Place | None]) -> None:
        said = self._tip(where)
        had_focus = strip is self._shell.guide and strip.isAncestorOf(self._shell.focusWidget() or strip)
        if said is None:
            strip.hide()
        else:
            strip.say(said.number, said.of, said.behind, said.text, said.button)
        page = self._shell.pages.currentWidget()
        if had_focus and page is not None and (said is None or said.way is None):
            page.setFocus()

    def _follow(self, strip: GuideStrip, where: Callable[[], Place | None]) -> None:
        """Do what the strip's button says; a dialog that carries the strip gives way."""
        said, found = self._tip(where), self._found
        if said is None or found is None or said.way is None:
            return
        window: QWidget = strip.window()
        if isinstance(window, QDialog):
            window.accept()
        if said.way in _VIEWS:
            self._shell.viewWanted.emit(_VIEWS[said.way])
        elif said.way is Way.LEAVE:
            self.leaveWanted.emit()
        elif said.way is Way.TAKE:
            self._take(found.files)
        elif said.way is Way.RECEIVED:
            self._shell.go("received", received_id=found.received_id)
        else:
            page = "case" if said.way is Way.CASE else "investigation"
            self._shell.go(page, case_id=found.case_id)

    def _take(self, files: Sequence[Path]) -> None:
        """Read the files in; of several that came, hers is shown."""
        taking = intake(self._shell, self._runner)
        once = Qt.ConnectionType.SingleShotConnection
        taking.finished.connect(
            lambda: self._runner.ask(practice_guide.guided, self._taken, owner=self), once
        )
        taking.take(files)

    def _taken(self, found: Guided | None) -> None:
        if found is not None and found.stop is Stop.ACKNOWLEDGE:
            self._shell.go("received", received_id=found.received_id)


def guide_of(shell: Shell | None) -> Guide | None:
    """The guide of a window, where the practice school has one."""
    return shell.findChild(Guide) if shell is not None else None
