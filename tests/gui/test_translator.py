"""Forms and Qt's own dialogs speak Swedish; unknown words are left to whoever knows them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from narvaro_desktop.gui.translator import FormTranslator, install_translators


@pytest.fixture
def swedish(qapp: QApplication) -> Iterator[QApplication]:
    install_translators(qapp, "sv")
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)


def test_qts_own_words_come_in_swedish(swedish: QApplication) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_a_word_without_translation_stays(swedish: QApplication) -> None:
    assert QCoreApplication.translate("Case", "Närvarotrappa") == "Närvarotrappa"


def test_an_unknown_word_is_not_answered() -> None:
    assert FormTranslator().translate("Case", "Närvarotrappa") is None
    assert FormTranslator().isEmpty() is False
