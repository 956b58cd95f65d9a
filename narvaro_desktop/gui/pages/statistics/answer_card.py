"""One question answered: the figure, what it counts, and how it is parted and has changed."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from narvaro_desktop.domain.charts.bar_chart import bars, high
from narvaro_desktop.domain.charts.chart import Scene
from narvaro_desktop.domain.figures.report import Chart
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.statistics.questions import Question, in_groups, over_terms
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.scene_view import SceneView
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures.statistics import Answered, Axis


class AnswerCard(QWidget):
    """Shows a question; the definition is one press away, and each chart has its table."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = self._column = Column(self)
        theme.space(column, gap=16)
        self.card = Card()
        self.value = label("", "kpi", wrap=True)
        self.about = label("", "body2", wrap=True)
        self.marks = label("", "caption", wrap=True)
        self.definition = label("", "body", wrap=True)
        self.more = quiet(_("Så räknas det"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self.definition.setVisible)
        self.definition.hide()
        for widget in (self.value, self.about, flowing(self.more), self.definition, self.marks):
            self.card.add(widget)
        column.addWidget(self.card)
        self._charts = Column()
        theme.space(self._charts, gap=16)
        column.addLayout(self._charts)
        column.addStretch(1)

    def begin_at(self, top: int) -> None:
        """Leave `top` pixels free above."""
        self._column.setContentsMargins(0, max(0, top), 0, 0)

    def show_answer(self, question: Question, found: Answered) -> None:
        """Another question, or the same for another period."""
        self.card.set_title(question.words)
        answer = question.answer(found)
        self.value.setText(answer)
        self.value.setProperty("kind", "kpi" if any(sign.isdigit() for sign in answer) else "kpi2")
        self.value.style().polish(self.value)
        self.about.setText(_about(question, found))
        self.definition.setText(
            f"{question.definition.id} {question.definition.name}. {question.definition.text}"
        )
        self.marks.setText("\n".join(_marks(question, found)))
        self.marks.setVisible(bool(self.marks.text()))
        empty(self._charts)
        for chart in filter(None, (in_groups(question, found), over_terms(question, found))):
            self._charts.addWidget(_card_of(chart))


def _card_of(chart: Chart) -> ChartCard:
    view = SceneView(high=round(high(chart)))
    view.set_scene(partial(_scene, chart))
    return ChartCard(chart.title, view, chart.unit)


def _scene(chart: Chart, width: float, height: float, scale: float) -> Scene:
    return bars(chart, width, scale, height)


def _about(question: Question, found: Answered) -> str:
    """Definition, period, and how far the figures reach."""
    source = found.source
    until = _("t.o.m. {day}").format(day=source.until.isoformat()) if source.until else ""
    coverage = _("rapporteringsgrad {share}").format(share=source.coverage.text()) if source.until else ""
    parts = (question.definition.id, question.definition.better.label, found.period.label, until, source.name,
             coverage)  # fmt: skip
    return " · ".join(filter(None, parts))


def _marks(question: Question, found: Answered) -> list[str]:
    said = list(found.marks)
    if question.definition.id == "I21":
        for goal in found.goals:
            now = goal.measure.text(found.whole) if goal.measure else _("följs på annat sätt")
            said.append(f"{goal.name}: {goal.value} {goal.unit}. {_('Nu')}: {now}")
        if not found.goals:
            said.append(_("Mål sätts under Trappa och rutiner, Mål och dokument."))
    elif found.axis is not Axis.WHOLE and not found.groups:
        said.append(_("Klasser och steg från tidigare läsår är inte kända. Välj årskurs."))
    return said
