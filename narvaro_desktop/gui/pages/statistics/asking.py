"""Every question with its answer in a list, and the one that is chosen shown in full beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from narvaro_desktop.gui.pages.statistics.answer_card import AnswerCard
from narvaro_desktop.gui.pages.statistics.questions import FIRST, Question, questions
from narvaro_desktop.gui.rows_model import Column, RowsModel
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.page import Columns
from narvaro_desktop.gui.widgets.table_view import Table
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures.statistics import Answered, book


@dataclass(frozen=True, slots=True)
class _Row:
    question: Question
    answer: str


class Asking(Columns):
    """Show what was `Answered` with `show_answers`; the chosen question stays."""

    def __init__(self) -> None:
        asked, answer = Card(title=_("Frågor")), AnswerCard()
        super().__init__(asked, answer)
        self.answer = answer
        self.rows: RowsModel[_Row] = RowsModel(_columns(), lambda row: row.question.key)
        self.table = Table(model=self.rows, name=_("Frågor"), whole=True)
        asked.add(self.table)
        asked.body.addStretch()
        self._found: Answered | None = None
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._answer())

    def show_answers(self, found: Answered) -> None:
        """Other figures."""
        self._found = found
        kept = self.table.selected_keys() or [FIRST]
        self.rows.set_rows([_Row(one, one.briefly(found)) for one in questions(book())])
        self.table.select_key(kept[0])
        self._answer()

    def _answer(self) -> None:
        chosen = self.table.selected_keys()
        if self._found is None or not chosen:
            return
        place = self.rows.place_of(chosen[0])
        if place is not None:
            self.answer.show_answer(self.rows.row_at(self.rows.index(place, 0)).question, self._found)
            self._come_beside()

    def _come_beside(self) -> None:
        """The answer to a question far down the list stands beside it, not at the top of the page."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is None or page is None:
            return
        is_beside = self.answer.x() > 0
        hidden = area.verticalScrollBar().value() - self.mapTo(page, QPoint()).y()
        self.answer.begin_at(hidden if is_beside else 0)


def _columns() -> list[Column[_Row]]:
    return [
        Column[_Row](_("Fråga"), lambda row: row.question.words),
        Column[_Row](_("Svar"), lambda row: row.answer, width=150, strong=True),
    ]
