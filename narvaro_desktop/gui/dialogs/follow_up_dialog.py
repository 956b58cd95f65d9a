"""A measure is followed up: what was seen, and whether it goes on, changes, ends, or more is needed."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.plan import Evaluation, FollowUp
from narvaro_desktop.domain.terms import NextMove, Outcome
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.pages.tick import Tick
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plans
from narvaro_desktop.usecases.plan_measures import MeasureView
from narvaro_desktop.usecases.plans import PlanView


class FollowUpDialog(ActDialog):
    """`decided` says after it was accepted what happens now."""

    def __init__(self, parent: QWidget, runner: Runner, plan: PlanView, measure: MeasureView) -> None:
        super().__init__(
            parent, runner, _("Följ upp"), measure.measure.title, _("Spara uppföljningen"), wide=True
        )
        self._measure = measure
        today = plan.today
        self.held_on, self.next_on = DateField(), DateField()
        self.held_on.set_day(today)
        self.next_on.set_day(today + timedelta(days=runner.office.rules.days.follow_up))
        self.carried_out = Segmented([(True, _("Ja")), (False, _("Nej"))], _("Blev åtgärden av?"), True)
        self.seen = GrowingText(lines=3, most=6)
        moves = [(move, move.label[:1].upper() + move.label[1:]) for move in NextMove]
        self.move_on = Segmented(moves, _("Vad händer nu?"), NextMove.CONTINUE)
        self.outcome = QComboBox()
        for outcome in Outcome:
            self.outcome.addItem(outcome.label[:1].upper() + outcome.label[1:], outcome)
        self.words = GrowingText(lines=2, most=6)
        self.form = form = Form()
        self._held_field = form.add(Field(_("Dag"), self.held_on))
        form.add(Field(_("Blev åtgärden av?"), self.carried_out))
        self._seen_field = form.add(Field(_("Vad såg ni?"), self.seen, _("Läses av: alla i teamet")))
        form.add(Field(_("Vad händer nu?"), self.move_on))
        self._next_field = form.add(Field(_("Följs upp igen"), self.next_on))
        self._outcome_field = form.add(Field(_("Hur gick det?"), self.outcome))
        self._words_field = form.add(Field(_("Vad tar ni med er?"), self.words, optional=True))
        self.add(form)
        words = _("Markera som gjort på trappan: {duty}")
        self.duties = {
            line.duty.key: Tick(words.format(duty=line.duty.text)) for line in plan.follow_up_duties
        }
        for tick in self.duties.values():
            self.add(tick)
        self.move_on.changed.connect(lambda _move: self._look())
        self._look()

    def decided(self) -> NextMove:
        """What happens now."""
        move = self.move_on.chosen()
        return move if isinstance(move, NextMove) else NextMove.CONTINUE

    def wish(self) -> Wish | None:
        held, following, ends = self.held_on.day(), self.next_on.day(), self.decided() is NextMove.END
        self._held_field.say("" if held else _("Skriv datum som 2026-10-05."))
        self._seen_field.say("" if self.seen.text().strip() else _("Skriv en mening om vad ni såg."))
        self._next_field.say("" if ends else _wrong_next(held, following))
        if not self.form.check() or held is None:
            return None
        seen = FollowUp(
            held, bool(self.carried_out.chosen()), self.seen.text().strip(), self.decided(),
            None if ends else following,
        )  # fmt: skip
        evaluation = Evaluation(held, self.outcome.currentData(), self.words.text().strip()) if ends else None
        done = tuple(key for key, box in self.duties.items() if box.is_on())
        return partial(
            plans.follow_up, measure_id=self._measure.id, seen=seen, evaluation=evaluation, done=done
        )

    def _look(self) -> None:
        ends = self.decided() is NextMove.END
        self._next_field.setVisible(not ends)
        self._outcome_field.setVisible(ends)
        self._words_field.setVisible(ends)


def _wrong_next(held: date | None, following: date | None) -> str:
    if following is None:
        return _("Välj nästa dag då ni följer upp.")
    if held is not None and following <= held:
        return _("Välj en dag som ligger efter den här uppföljningen.")
    return ""
