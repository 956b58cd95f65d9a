"""A measure is followed up: what was seen, and whether it goes on, changes, ends, or more is needed."""

from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.planning.plan import FIDELITY, Evaluation, FollowUp
from narvaro_desktop.domain.planning.plan_terms import NotDone, Shift
from narvaro_desktop.domain.terms import NextMove, Outcome, Term
from narvaro_desktop.gui import days
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.aim_fields import ValueBox
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.more import More
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.tick import Tick
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import measure_words, plans
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.planning.plans import PlanView

V = TypeVar("V")


class FollowUpDialog(ActDialog):
    """`decided` says after it was accepted what happens now."""

    def __init__(self, parent: QWidget, runner: Runner, plan: PlanView, measure: MeasureView) -> None:
        super().__init__(
            parent, runner, _("Följ upp"), measure.measure.title, _("Spara uppföljningen"), wide=True
        )
        self._measure = measure
        self._ahead = runner.office.rules.days.follow_up
        self._make_fields(plan.today)
        self._lay()
        words = _("Markera som gjort på trappan: {duty}")
        self.duties = {
            line.duty.key: Tick(words.format(duty=line.duty.text)) for line in plan.follow_up_duties
        }
        for tick in self.duties.values():
            self.add(tick)
        self.move_on.changed.connect(lambda _move: self._look())
        self.carried_out.changed.connect(lambda _done: self._look())
        self._look()
        self.seen.setFocus()
        self.keep_typed("measure.follow_up", measure.id, seen=self.seen, words=self.words)

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
        seen = self._follow_up(held, None if ends else following)
        evaluation = Evaluation(held, self.outcome.currentData(), self.words.text().strip()) if ends else None
        done = tuple(key for key, box in self.duties.items() if box.is_on())
        return partial(
            plans.follow_up, measure_id=self._measure.id, seen=seen, evaluation=evaluation, done=done
        )

    def _follow_up(self, held: date, following: date | None) -> FollowUp:
        came_about = bool(self.carried_out.chosen())
        return FollowUp(
            held_on=held,
            carried_out=came_about,
            seen=self.seen.text().strip(),
            next_move=self.decided(),
            next_on=following,
            not_done=None if came_about else _chosen(self.not_done, NotDone),
            fidelity=_chosen(self.fidelity, int) if came_about else None,
            value=self.value.value() if self._measure.measure.aim else None,
            attendance=_chosen(self.attendance, Shift),
            functioning=_chosen(self.functioning, Shift),
            wellbeing=_chosen(self.wellbeing, Shift),
        )

    def _make_fields(self, today: date) -> None:
        self.held_on, self.next_on = DateField(), DateField()
        self.held_on.set_day(today)
        self.next_on.set_day(days.ahead(today, self._ahead))
        self.carried_out = Segmented([(True, _("Ja")), (False, _("Nej"))], _("Blev åtgärden av?"), True)
        self.not_done = Segmented(_terms(NotDone), _("Uteblev på grund av"), may_clear=True)
        self.seen = GrowingText(lines=3, most=6)
        self.value = ValueBox()
        self.move_on = Segmented(_terms(NextMove), _("Vad händer nu?"), NextMove.CONTINUE)
        self.outcome = QComboBox()
        for outcome in Outcome:
            self.outcome.addItem(outcome.label[:1].upper() + outcome.label[1:], outcome)
        self.words = GrowingText(lines=2, most=6)
        values = [(value, str(value)) for value in range(FIDELITY + 1)]
        self.fidelity = Segmented(values, _("Hur mycket blev som planerat?"), may_clear=True)
        self.attendance = Segmented(_terms(Shift), _("Närvaron"), may_clear=True)
        self.functioning = Segmented(_terms(Shift), _("Det eleven klarar"), may_clear=True)
        self.wellbeing = Segmented(_terms(Shift), _("Måendet"), may_clear=True)

    def _lay(self) -> None:
        self.form = form = Form()
        self._held_field = form.add(Field(_("Dag"), self.held_on))
        form.add(Field(_("Blev åtgärden av?"), self.carried_out))
        self._why_field = form.add(Field(_("Uteblev på grund av"), self.not_done, optional=True))
        self._seen_field = form.add(Field(_("Vad såg ni?"), self.seen, _("Läses av: alla i teamet")))
        aim = self._measure.measure.aim
        if aim is not None:
            name = measure_words.aim_name(aim)
            words = _("{measured} nu").format(measured=name[:1].upper() + name[1:])
            self.value.show_scale(aim.indicator)
            self.value.name(words)
            form.add(Field(words, self.value, optional=True))
        form.add(Field(_("Vad händer nu?"), self.move_on))
        self._next_field = form.add(Field(_("Följs upp igen"), self.next_on))
        self._outcome_field = form.add(Field(_("Hur gick det?"), self.outcome))
        self._words_field = form.add(Field(_("Vad tar ni med er?"), self.words, optional=True))
        self.add(form)
        rest = Form()
        help = _("0 är inte alls, 4 är helt som ni hade tänkt.")
        self._fidelity_field = rest.add(Field(_("Hur mycket blev som planerat?"), self.fidelity, help, True))
        rest.add(Field(_("Närvaron"), self.attendance, optional=True))
        rest.add(Field(_("Det eleven klarar"), self.functioning, optional=True))
        rest.add(Field(_("Måendet"), self.wellbeing, optional=True))
        self.more = More(_("Fler uppgifter"), _("Färre uppgifter"), rest)
        self.add(self.more)

    def _look(self) -> None:
        ends, came_about = self.decided() is NextMove.END, bool(self.carried_out.chosen())
        self._next_field.setVisible(not ends)
        self._outcome_field.setVisible(ends)
        self._words_field.setVisible(ends)
        self._why_field.setVisible(not came_about)
        self._fidelity_field.setVisible(came_about)


def _terms(terms: type[Term]) -> list[tuple[object, str]]:
    return [(term, term.label[:1].upper() + term.label[1:]) for term in terms]


def _chosen(where: Segmented, kind: type[V]) -> V | None:
    key = where.chosen()
    return key if isinstance(key, kind) else None


def _wrong_next(held: date | None, following: date | None) -> str:
    if following is None:
        return _("Välj nästa dag då ni följer upp.")
    if held is not None and following <= held:
        return _("Välj en dag som ligger efter den här uppföljningen.")
    return ""
