"""What is asked about a meeting or a training outside every case, and how a group's answers are typed in."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from narvaro_desktop.domain.promoting.prevention import Point
from narvaro_desktop.domain.promoting.school_events import MOST, EventKind, SchoolEvent
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.number_field import NumberField
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.papers import Paper
from narvaro_desktop.usecases.promoting import feedback, school_events
from narvaro_desktop.usecases.promoting.feedback import Feedback
from narvaro_desktop.usecases.routines.routine import routine
from narvaro_desktop.usecases.work import Work


class EventDialog(ActDialog):
    """A meeting, a training or guidance that belongs to no pupil."""

    def __init__(self, parent: QWidget, runner: Runner, today: date) -> None:
        text = _("Om arbetssätt och samarbete, aldrig om en elev. Skriv funktioner, inte namn.")
        super().__init__(parent, runner, _("Nytt möte eller ny utbildning"), text, _("Spara"), wide=True)
        self.kind, self.held_on = QComboBox(), DateField()
        for kind in EventKind:
            self.kind.addItem(kind.label[:1].upper() + kind.label[1:], kind)
        self.held_on.set_day(today)
        self.subject, self.whom, self.owner = QLineEdit(), QLineEdit(), QLineEdit()
        self.agreed, self.back_on = GrowingText(lines=3, most=8), DateField()
        self.participants = NumberField(highest=MOST)
        self.participants.setSpecialValueText(_("inte räknat"))
        self.form = form = Form()
        form.add(Field(_("Slag"), self.kind))
        self._subject = form.add(Field(_("Vad det gällde"), self.subject))
        help = _("Till exempel enhetschef på BUP, styrgruppen eller arbetslag 7–9.")
        self._whom = form.add(Field(_("Med vilka"), self.whom, help))
        self._day = form.add(Field(_("Dag"), self.held_on))
        self._counted = form.add(Field(_("Antal deltagare"), self.participants))
        form.add(Field(_("Vad ni kom fram till"), self.agreed, optional=True))
        self._back = form.add(Field(_("Följs upp"), self.back_on, optional=True))
        self._owner = form.add(Field(_("Vem tar nästa steg?"), self.owner, optional=True))
        self.add(form)
        self.kind.currentIndexChanged.connect(lambda _place: self._look())
        self._look()
        self.subject.setFocus()
        self.keep_typed("school_event", "", agreed=self.agreed)

    def wish(self) -> Wish | None:
        held_on, back_on = self.held_on.day(), self.back_on.day()
        self._subject.say("" if self.subject.text().strip() else _("Skriv vad det gällde."))
        self._whom.say("" if self.whom.text().strip() else _("Skriv vilka ni träffade."))
        self._day.say("" if held_on else self.held_on.fault() or _("Välj en dag."))
        early = held_on is not None and back_on is not None and back_on <= held_on
        self._back.say(_("Välj en dag efter mötet.") if early else self.back_on.fault())
        nobody = back_on is not None and not self.owner.text().strip()
        self._owner.say(_("Skriv vem som tar nästa steg.") if nobody else "")
        if not self.form.check() or held_on is None:
            return None
        event = SchoolEvent(
            kind=self.kind.currentData(),
            held_on=held_on,
            subject=self.subject.text(),
            whom=self.whom.text(),
            agreed=self.agreed.text(),
            participants=self.participants.value() or None,
            next_owner=self.owner.text(),
            follow_up_on=back_on,
        )
        return partial(school_events.keep, event=event)

    def _look(self) -> None:
        self._counted.setVisible(self.kind.currentData() in (EventKind.TRAINING, EventKind.GUIDANCE))


class FeedbackDialog(ActDialog):
    """How many pupils of a group gave each answer, counted from the papers."""

    def __init__(self, parent: QWidget, runner: Runner, today: date) -> None:
        text = _("Räkna papperen och skriv in antalen. Inga namn, och inga svar som pekar ut någon.")
        super().__init__(parent, runner, _("Elevernas svar"), text, _("Spara"), wide=True)
        self._today = today
        self.group, self.held_on = QLineEdit(), DateField()
        self.held_on.set_day(today)
        self.words = GrowingText(lines=2, most=5)
        self.form = form = Form()
        self._group = form.add(Field(_("Grupp"), self.group, _("Till exempel 7B eller årskurs 4.")))
        self._day = form.add(Field(_("Dag"), self.held_on))
        self.add(form)
        self.counts = {
            point.key: [NumberField(highest=feedback.MOST) for _answer in routine().answers]
            for point in routine().feedback
        }
        self.add(self._grid(routine().feedback, routine().answers))
        self._words = Field(_("Vad ni tar med er av svaren"), self.words, optional=True)
        self.add(self._words)
        self.group.setFocus()
        self.keep_typed("pupil_feedback", "", words=self.words)

    def wish(self) -> Wish | None:
        day = self.held_on.day()
        self._group.say("" if self.group.text().strip() else _("Skriv vilken grupp."))
        ahead = day is not None and day > self._today
        self._day.say(_("Välj en dag som har varit.") if ahead else self.held_on.fault() or "")
        if not self.form.check() or day is None:
            return None
        counts = {key: tuple(box.value() for box in boxes) for key, boxes in self.counts.items()}
        return partial(feedback.keep, said=Feedback(day, self.group.text(), counts, self.words.text()))

    def _grid(self, questions: Sequence[Point], answers: Sequence[str]) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        made.setLayout(grid)
        grid.setContentsMargins(0, theme.px(8), 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        for column in range(len(answers)):
            grid.setColumnStretch(column, 1)
        for row, point in enumerate(questions):
            grid.addWidget(label(point.words, "strong", wrap=True), 3 * row, 0, 1, len(answers))
            for column, words in enumerate(answers):
                above = caption(words)
                above.setWordWrap(True)
                above.setAccessibleName(f"{point.words}: {words}")
                above.setBuddy(self.counts[point.key][column])
                grid.addWidget(above, 3 * row + 1, column)
                grid.addWidget(self.counts[point.key][column], 3 * row + 2, column)
        return made


def feedback_form_dialog(parent: QWidget, runner: Runner) -> PaperDialog:
    """The questions on paper, to copy and hand out."""

    def make(work: Work) -> Paper:
        from narvaro_desktop.usecases.promoting import feedback_papers  # brings ReportLab, which is slow

        return feedback_papers.form(work)

    text = _("Ett papper till varje elev. Det har inga namn och inget nummer.")
    return PaperDialog(parent, runner, _("Spara frågorna som PDF?"), text, make)
