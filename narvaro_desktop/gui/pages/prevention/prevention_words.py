"""On the page Främja: the words of the work to look up, and how meetings are held."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.teamwork.handbook import Guide, Word
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.more import More
from narvaro_desktop.gui.widgets.tabs import Tab
from narvaro_desktop.gui.widgets.text import caption, h2, label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.routines.routine import handbook


class WordsTab(Tab):
    """Guides that unfold, and below them the words, found while one types."""

    def __init__(self) -> None:
        super().__init__()
        self.guides: dict[str, More] = {}
        self.put(h2(_("Så gör ni")))
        for guide in handbook().guides:
            self.guides[guide.key] = _guide(guide)
            self.put(self.guides[guide.key])
        self.sought = QLineEdit()
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self._show)
        self._words = QVBoxLayout()
        theme.space(self._words, gap=12)
        self._nothing = label(_("Inget ord hittades. Sök på en del av ordet."), "body2", wrap=True)
        self.put(rule(), h2(_("Ord")), Field(_("Sök ett ord"), self.sought), self._nothing)
        self.column.addLayout(self._words)
        self._show("")

    def open_guide(self, key: str) -> None:
        """Unfold one guide, and fold the others."""
        for each, more in self.guides.items():
            more.unfold(each == key)

    def _show(self, sought: str) -> None:
        found = handbook().found(sought)
        self.shown = [word.word for word in found]
        empty(self._words)
        self._nothing.setVisible(not found)
        for word in found:
            self._words.addWidget(_word(word))


def _word(word: Word) -> QWidget:
    made, column = QWidget(), QVBoxLayout()
    made.setLayout(column)
    theme.space(column, gap=2)
    column.addWidget(label(word.word, "strong", wrap=True))
    column.addWidget(label(word.means, "body", wrap=True))
    if word.law:
        column.addWidget(caption(word.law[:1].upper() + word.law[1:]))
    return made


def _guide(guide: Guide) -> More:
    content, column = QWidget(), QVBoxLayout()
    content.setLayout(column)
    theme.space(column, (34, 0, 0, 8), 6)
    for title, points in guide.parts:
        column.addWidget(label(title, "strong", wrap=True))
        for point in points:
            column.addWidget(label(f"– {point}", "body", wrap=True))
    return More(guide.title, guide.title, content)
