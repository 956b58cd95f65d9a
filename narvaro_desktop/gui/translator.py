"""Words of the forms: Qt asks the program's own catalogue, and Qt's own words come in Swedish."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from narvaro_desktop.i18n import _


class FormTranslator(QTranslator):
    """Reads compiled forms' words from the gettext catalogue.

    For a word it does not have it answers None: the word itself would hide Qt's own translations,
    and an empty text would blank labels.
    """

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        found = _(text)
        return found if found != text else None


def install_translators(app: QApplication, language: str = "sv") -> None:
    """Let forms speak the catalogue's language, and Qt's own dialogs `language`; the app keeps both."""
    app.installTranslator(FormTranslator(app))
    own_words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own_words.load(f"qtbase_{language}", folder):
        app.installTranslator(own_words)
