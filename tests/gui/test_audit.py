"""Every widget of the kit passes the audit in both themes at 100 and 200 %; a bad form does not."""

import pytest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.audit import audit, cut, nameless, out_of_order, small, tab_chain
from tests.gui.specimens import SPECIMENS


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_kit_is_accessible(qtbot: QtBot, look: tuple[str, float], name: str) -> None:
    specimen = SPECIMENS[name]()
    qtbot.addWidget(specimen)
    specimen.resize(1440, 1000)
    specimen.show()
    qtbot.waitExposed(specimen)

    assert audit(specimen) == []


def test_a_bad_form_is_found_out(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    line = QHBoxLayout(form)
    named = QLineEdit()
    named.setAccessibleName("Namn")
    tiny = QPushButton("x")
    tiny.setFixedSize(12, 12)
    words = QLabel("Ett för långt ord")
    words.setFixedWidth(20)
    for each in (QLineEdit(), QComboBox(), tiny, words, named):
        line.addWidget(each)
    QWidget.setTabOrder(named, tiny)
    form.show()

    assert len(nameless(form)) == 2
    assert len(small(form)) == 1
    assert any("Ett för långt ord" in finding for finding in cut(form))
    assert len(out_of_order(form)) == 1
    assert len(tab_chain(form)) == 4
