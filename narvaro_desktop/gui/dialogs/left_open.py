"""What is left open when a step or a case is left, and why: one reason for all, or one for each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label, strong
from narvaro_desktop.i18n import _, ngettext


class LeftOpen(QWidget):
    """`left` are the words by key. `demand_each` where one reason for all is not enough."""

    def __init__(self, left: Mapping[str, str]) -> None:
        super().__init__()
        words = ngettext("{n} sak är inte gjord", "{n} saker är inte gjorda", len(left))
        column = QVBoxLayout(self)
        theme.space(column, gap=8)
        column.addWidget(strong(words.format(n=len(left))))
        self._why_each = label(_("Skriv varför var och en lämnas öppen."), "body2", wrap=True)
        self._why_each.hide()
        column.addWidget(self._why_each)
        self._points = QWidget()
        points = QVBoxLayout(self._points)
        theme.space(points, gap=8)
        column.addWidget(self._points)
        self.each: dict[str, Field] = {}
        for key, what in left.items():
            points.addLayout(_point(what))
            self.each[key] = field = Field(what, GrowingText(lines=1, most=4))
            field.control.setAccessibleName(_("Skäl: {what}").format(what=what))
            column.addWidget(field)
            field.hide()
        self.one = Field(_("Varför lämnas det öppet?"), GrowingText(lines=2, most=5))
        self._turn = link(_("Skriv ett skäl för var och en"))
        self._turn.clicked.connect(self._apart)
        self._turn.setVisible(len(left) > 1)
        self._same = link(_("Samma skäl på resten"))
        self._same.clicked.connect(self._fill_in)
        self._same.hide()
        column.addWidget(self.one)
        column.addLayout(row(self._turn, self._same))
        self.setVisible(bool(left))

    def boxes(self) -> dict[str, GrowingText]:
        """What is written in, by a name that a draft can have."""
        found = {"one": self.one.control} | {f"why.{key}": field.control for key, field in self.each.items()}
        return {name: box for name, box in found.items() if isinstance(box, GrowingText)}

    def demand_each(self, each: bool) -> None:
        """A reason for each, or one for all; what has been written stays."""
        for field in self.each.values():
            field.setVisible(each)
        for widget in (self.one, self._points):
            widget.setHidden(each)
        self._turn.hide()
        self._why_each.setVisible(each)
        self._same.setVisible(each and len(self.each) > 1)

    def reasons(self) -> dict[str, str] | None:
        """Why, by key; None where a reason lacks, and the field says so."""
        apart = self.one.isHidden()
        asked = {key: field if apart else self.one for key, field in self.each.items()}
        for field in asked.values():
            field.say("" if _text(field) else _("Skriv en mening om varför."))
        found = {key: _text(field) for key, field in asked.items()}
        lacking = next((field for field in asked.values() if field.fault()), None)
        if lacking is None:
            return found
        lacking.control.setFocus()
        return None

    def focus_first(self) -> None:
        first = next(iter(self.each.values())) if self.one.isHidden() else self.one
        first.control.setFocus()

    def _apart(self) -> None:
        self.demand_each(True)
        self.focus_first()
        self.window().adjustSize()

    def _fill_in(self) -> None:
        """The first reason, where there is none yet."""
        boxes = [field.control for field in self.each.values() if isinstance(field.control, GrowingText)]
        said = next((box.text() for box in boxes if box.text().strip()), "")
        for box in boxes:
            if said and not box.text().strip():
                box.setPlainText(said)
                box.flush()


def _point(words: str) -> QHBoxLayout:
    """A point of a list, its lines under each other."""
    line = QHBoxLayout()
    theme.space(line, gap=8)
    line.addWidget(label("•"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, "body", wrap=True), 1)
    return line


def _text(field: Field) -> str:
    control = field.control
    return control.text().strip() if isinstance(control, GrowingText) else ""
