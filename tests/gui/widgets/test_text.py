"""Labels: where they may be broken."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from narvaro_desktop.gui.widgets.text import label


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("Inte informerade: 3 personer.", "Inte informerade: 3\u00a0personer."),
        ("15,5 % den 28 september 2026", "15,5\u00a0% den 28\u00a0september 2026"),
        ("Grupp 1 och grupp 5", "Grupp 1\u00a0och grupp 5"),
        ("Ring 08-123 45", "Ring 08-123 45"),
    ],
)
def test_a_number_stays_beside_what_it_counts(qtbot: QtBot, given: str, drawn: str) -> None:
    words = label(given, wrap=True)
    qtbot.addWidget(words)

    assert words.text() == given
    assert QLabel.text(words) == drawn
    words.setText("4 elever")
    assert QLabel.text(words) == "4\u00a0elever"
    words.setProperty("text", "5 elever")
    assert words.text() == "5 elever"
