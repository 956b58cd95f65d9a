"""A program of its own that types an answer without a pause until it is killed: `writer.py VAULT STATE CASE`.

Each line that it prints is how many letters have been typed, and when (monotonic seconds).
"""

import sys
import time
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from narvaro_desktop.gui.pages.investigation.investigation_page import InvestigationPage
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.windows.school_window import SchoolWindow
from narvaro_desktop.usecases.vault import vaults

EVERY = 30


def main() -> None:
    vault, state, phrase, case_id = sys.argv[1:]
    app = QApplication([])
    office = vaults.unlock(Path(vault), "Kurator Ek", phrase, state=Path(state), allow_weak=True)
    window = SchoolWindow(Runner(office))
    window.show()
    window.go("investigation", case_id=UUID(case_id))
    page = window.page("investigation")
    assert isinstance(page, InvestigationPage)
    typed = 0

    def type_on() -> None:
        nonlocal typed
        if not page.panels:
            return
        box = page.panels["student"].cards["i1_place"].box
        assert box is not None
        box.setFocus()
        box.insertPlainText("abcdefghij"[typed % 10])
        typed += 1
        print(typed, time.monotonic(), flush=True)

    clock = QTimer()
    clock.timeout.connect(type_on)
    clock.start(EVERY)
    app.exec()


if __name__ == "__main__":
    main()
