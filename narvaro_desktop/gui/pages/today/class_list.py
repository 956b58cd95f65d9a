"""The class lists of I dag: one class open at a time, its pupils ticked and answered together."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from narvaro_desktop.domain.terms import SuggestionAnswer
from narvaro_desktop.gui import proposal_words, theme
from narvaro_desktop.gui.widgets.buttons import Button, quiet
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.text import label, plain_tip, rule
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.absence.suggestions import ClassList, Suggested


class StudentTick(QWidget):
    """One pupil of the class: the box with her name, and what the figures say beside it."""

    def __init__(self, one: Suggested) -> None:
        super().__init__()
        step = _("förslag steg {n}").format(n=one.proposal.step)
        said = proposal_words.SEPARATOR.join((*proposal_words.short(one), step))
        self.box = QCheckBox(one.student.name)
        self.box.setAccessibleDescription(f"{said}. {proposal_words.why(one)}")
        self.box.setToolTip(plain_tip(f"{proposal_words.why(one)} {proposal_words.coverage(one.proposal)}."))
        line = QVBoxLayout(self)
        theme.space(line, (0, 4, 0, 4), 1)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        words = QHBoxLayout()
        theme.space(words, (26, 0, 0, 0))
        words.addWidget(label(said, "caption", wrap=True))
        line.addLayout(words)


class OpenClass(QWidget):
    """The pupils of the class that is open, and the answers for those who are ticked."""

    answered = Signal(object, object)
    paperWanted = Signal(str)

    def __init__(self, shown: ClassList, may_print: bool) -> None:
        super().__init__()
        self.shown = shown
        self.everyone = QCheckBox(_("Markera alla"))
        self.everyone.setAccessibleName(_("Markera alla i {name}").format(name=shown.class_name))
        self.ticks = {one.student.id: StudentTick(one) for one in shown.students}
        self.buttons = {
            SuggestionAnswer.FOLLOWED: self._button(_("Följs av mentor"), SuggestionAnswer.FOLLOWED),
            SuggestionAnswer.CASE_OPENED: self._button(_("Öppna ärende"), SuggestionAnswer.CASE_OPENED),
            SuggestionAnswer.DEFERRED: self._button(_("Vänta …"), SuggestionAnswer.DEFERRED),
            SuggestionAnswer.DECLINED: self._button(_("Avstå …"), SuggestionAnswer.DECLINED),
        }
        column = QVBoxLayout(self)
        theme.space(column, (26, 2, 0, 10), 2)
        if len(self.ticks) > 1:
            column.addWidget(self.everyone, 0, Qt.AlignmentFlag.AlignLeft)
        for tick in self.ticks.values():
            tick.box.toggled.connect(self._ticked)
            column.addWidget(tick)
        answers = QWidget()
        line = Flow(answers)
        theme.space(line, (0, 6, 0, 0), 8)
        for button in self.buttons.values():
            line.addWidget(button)
        self.source = QLineEdit()
        self.source.setPlaceholderText(_("Svar på papper: av vem, och vilken dag"))
        named = _("Svar på papper i {name}: av vem, och vilken dag")
        self.source.setAccessibleName(named.format(name=shown.class_name))
        paper = quiet(_("Som blankett …"), "printer")
        paper.setAccessibleName(f"{paper.text()}: {shown.class_name}")
        paper.clicked.connect(lambda: self.paperWanted.emit(shown.class_name))
        line.addWidget(paper)
        paper.setVisible(may_print)
        column.addSpacing(theme.px(6))
        column.addWidget(self.source)
        column.addWidget(answers)
        self.everyone.clicked.connect(self._tick_all)
        if len(self.ticks) == 1:
            next(iter(self.ticks.values())).box.setChecked(True)
        self._ticked()

    def chosen(self) -> tuple[UUID, ...]:
        """The pupils who are ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.box.isChecked())

    def _button(self, words: str, answer: SuggestionAnswer) -> Button:
        button = Button(text=words, small=True)
        button.setAccessibleName(f"{words}: {self.shown.class_name}")
        button.clicked.connect(lambda: self.answered.emit(answer, self.chosen()))
        return button

    def _tick_all(self) -> None:
        ticked = self.everyone.isChecked()
        for tick in self.ticks.values():
            tick.box.setChecked(ticked)

    def _ticked(self) -> None:
        count = len(self.chosen())
        self.everyone.setChecked(count == len(self.ticks))
        for button in self.buttons.values():
            button.setEnabled(count > 0)
            button.setToolTip("" if count else _("Markera de elever som svaret gäller."))


class ClassLists(QWidget):
    """Every class in a line of its own. `answered(answer, ids)`; when a class is done the next opens.

    `paperWanted(class)`: the list as a form for who has no account.
    """

    answered = Signal(object, object)
    paperWanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, may_print: bool = False) -> None:
        super().__init__(parent)
        self._may_print = may_print
        self._lists: tuple[ClassList, ...] | None = None
        self._at = 0
        self._open_name = ""
        self.heads: dict[str, Button] = {}
        self.open: OpenClass | None = None
        self._column = QVBoxLayout(self)
        theme.space(self._column, gap=4)

    def show_lists(self, lists: Sequence[ClassList]) -> None:
        """Show these classes; the one that was open stays so, else the one that has come to its place."""
        if tuple(lists) == self._lists:
            return
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._lists = tuple(lists)
        names = [one.class_name for one in lists]
        if self._open_name not in names:
            self._open_name = names[min(self._at, len(names) - 1)] if names else ""
        self._build()
        if had_focus and self._open_name:
            self._focus_inside()

    def source(self) -> str:
        """Who answered on paper, and when; "" for an answer of one's own."""
        return self.open.source.text().strip() if self.open is not None else ""

    def open_class(self, name: str) -> None:
        """Open one class, or close it if it is open."""
        self._open_name = "" if name == self._open_name else name
        self._build()
        self.heads[name].setFocus()

    def _build(self) -> None:
        empty(self._column)
        self.heads, self.open = {}, None
        for place, shown in enumerate(self._lists or ()):
            if place:
                self._column.addWidget(rule())
            self._column.addWidget(self._head(shown))
            if shown.class_name == self._open_name:
                self._at = place
                self.open = OpenClass(shown, self._may_print)
                self.open.answered.connect(self.answered)
                self.open.paperWanted.connect(self.paperWanted)
                self._column.addWidget(self.open)

    def _head(self, shown: ClassList) -> Button:
        count = len(shown.students)
        is_open = shown.class_name == self._open_name
        words = ngettext("{name}  ·  {n} elev", "{name}  ·  {n} elever", count)
        head = Button(
            text=words.format(name=shown.class_name, n=count),
            icon="chevron-down" if is_open else "chevron-right",
            kind="name",
        )
        state = _("öppen") if is_open else _("stängd")
        head.setAccessibleName(f"{head.text()}, {state}")
        head.setCursor(Qt.CursorShape.PointingHandCursor)
        head.clicked.connect(lambda: self.open_class(shown.class_name))
        self.heads[shown.class_name] = head
        return head

    def _focus_inside(self) -> None:
        if self.open is not None:
            first = self.open.everyone if len(self.open.ticks) > 1 else self.heads[self._open_name]
            first.setFocus()
