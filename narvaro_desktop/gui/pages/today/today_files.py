"""New files for me, as a line on I dag: what a colleague or the huvudman has put in the folder."""

from pathlib import Path

from narvaro_desktop.gui.intake import intake
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.waiting_files import say_waiting
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.windows.shell import Shell


class FilesNews(MessageBar):
    """Hidden where there are none."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(closable=False)
        self._intake = intake(shell, runner)
        self._files: list[Path] = []
        self._intake.waiting.connect(self._say)
        self.pressed.connect(lambda: self._intake.take(self._files))
        self.hide()

    def ask(self) -> None:
        self._intake.look()

    def _say(self, files: list[Path]) -> None:
        self._files = files
        say_waiting(self, files)
