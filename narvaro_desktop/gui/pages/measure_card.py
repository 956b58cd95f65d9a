"""One measure of the plan: what, why, who, until when, and what has been seen."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.effect import Effect
from narvaro_desktop.domain.plan_text import Seen
from narvaro_desktop.domain.terms import NextMove
from narvaro_desktop.gui import days
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card, row
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import body, caption, label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.plan_measures import MeasureView


class MeasureCard(Card):
    """`followUpWanted` and `changeWanted` when their buttons are pressed."""

    followUpWanted = Signal()
    changeWanted = Signal()

    def __init__(self, view: MeasureView, today: date, may_write: bool) -> None:
        super().__init__()
        self.view = view
        measure = view.measure
        self.add(flowing(label(measure.title, "h2", wrap=True), _due(view, today), gap=10))
        self.add(body(_("Mål: {goal}").format(goal=measure.goal)))
        self.add(label(_facts(view, today), "body2", wrap=True))
        if measure.student_view:
            self.add(body(_("Eleven: ”{words}”").format(words=measure.student_view)))
        if measure.guardian_view:
            self.add(body(_("Vårdnadshavare: ”{words}”").format(words=measure.guardian_view)))
        if view.effect is not None:
            self.add(label(_effect(view.effect), "body2", wrap=True))
        if view.needs_programme:
            self.add(_warning())
        if view.hints and may_write:
            self.add(caption("\n".join(hint.label for hint in view.hints)))
        self._add_follow_ups(today)
        if view.ended_on is None and may_write:
            self._add_buttons()

    def _add_follow_ups(self, today: date) -> None:
        view = self.view
        if view.follow_ups or view.ended_on is not None:
            self.add(rule())
        if view.ended_on is not None:
            how = view.outcome.label if view.outcome else ""
            words = _("Avslutad {day}: {how}").format(day=days.short(view.ended_on, today), how=how)
            self.add(label(words, "strong", wrap=True))
            if view.evaluation:
                self.add(body(view.evaluation))
        for seen in view.follow_ups:
            self.add(label(_follow_up(seen, today), "body2", wrap=True))
            if seen.follow_up.seen:
                self.add(body(seen.follow_up.seen))

    def _add_buttons(self) -> None:
        title = self.view.measure.title
        follow, change = secondary(_("Följ upp"), "check"), quiet(_("Ändra"), "pencil")
        follow.setAccessibleName(_("Följ upp: {measure}").format(measure=title))
        change.setAccessibleName(_("Ändra: {measure}").format(measure=title))
        follow.clicked.connect(self.followUpWanted)
        change.clicked.connect(self.changeWanted)
        self.body.addLayout(row(follow, change))


def _due(view: MeasureView, today: date) -> QWidget:
    on = view.measure.follow_up_on
    if view.ended_on is not None or on is None:
        return Pill(view.outcome.label if view.outcome else _("avslutad"), "neutral")
    kind, icon = ("bad", "clock") if view.is_overdue else ("accent", "calendar")
    return Pill(_("Följs upp: {when}").format(when=days.due(on, today)), kind, icon)  # type: ignore[arg-type]


def _facts(view: MeasureView, today: date) -> str:
    one = view.measure
    role = one.responsible_role.label if one.responsible_role else ""
    facts = [
        _("Ansvarig: {who}").format(who=", ".join(filter(None, (one.responsible, role)))),
        one.level.label,
        one.legal_type.label,
    ]
    if one.support_programme:
        facts.append(one.support_programme)
    if one.starts_on is not None:
        facts.append(_("från {day}").format(day=days.short(one.starts_on, today)))
    if one.aim is not None:
        words = one.aim.indicator.label
        if one.aim.baseline is not None:
            words += _(": nu {value}").format(value=one.aim.baseline)
        if one.aim.target is not None:
            words += _(", mål {value}").format(value=one.aim.target)
        facts.append(words)
    return "  ·  ".join(facts)


def _effect(effect: Effect) -> str:
    """Absence before and after the start; a fall is better, and nobody knows why."""
    words = _("Frånvaro: {before} före, {after} efter. Det visar förändring, inte orsakssamband.")
    return words.format(before=effect.before.total.text(), after=effect.after.total.text())


def _follow_up(seen: Seen, today: date) -> str:
    one = seen.follow_up
    done = _("blev av") if one.carried_out else _("blev inte av")
    facts = [_("Följdes upp {day}").format(day=days.short(one.held_on, today)), seen.by, done]
    if one.next_move is not NextMove.END:
        facts.append(one.next_move.label)
    return "  ·  ".join(filter(None, facts))


def _warning() -> MessageBar:
    bar = MessageBar(closable=False)
    bar.say("warn", _("Särskilt stöd kräver åtgärdsprogram. Skriv hänvisningen till det när det finns."))
    return bar
