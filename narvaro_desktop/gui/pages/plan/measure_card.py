"""One measure of the plan, read at a glance: what, why, who, until when; the rest behind one button."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.gui import days, measure_words, theme
from narvaro_desktop.gui.widgets.buttons import quiet, secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.more import More
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import body, caption, label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.planning import measure_words as words
from narvaro_desktop.usecases.planning.plan_measures import MeasureView


class MeasureCard(Card):
    """`followUpWanted` and `changeWanted` when their buttons are pressed."""

    followUpWanted = Signal()
    changeWanted = Signal()

    def __init__(
        self, view: MeasureView, today: date, may_write: bool, may_follow_up: bool, is_latest: bool = True
    ) -> None:
        super().__init__()
        self.view = view
        measure = view.measure
        title = _("{number}. {title}").format(number=view.number, title=measure.title)
        self.setAccessibleName(title)
        theme.space(self.body, gap=6)
        self.add(flowing(label(title, "h2", wrap=True), _due(view, today, is_latest), gap=10))
        self.add(body(_("Mål: {goal}").format(goal=measure.goal)))
        self.add(label(measure_words.facts(measure, today), "body2", wrap=True))
        if view.ended_on is not None:
            self.add(label(_ended(view, today), "body2", wrap=True))
        elif view.follow_ups:
            self.add(label(_latest(view, today), "body2", wrap=True))
        if view.effect is not None:
            self.add(caption(words.effect(view.effect)))
        if view.needs_programme:
            self.add(_warning())
        beside = self._buttons(may_write) if view.ended_on is None and may_follow_up else []
        self.more = More(
            _("Visa mer"), _("Visa mindre"), _behind(view, today, may_write), measure.title, beside
        )
        self.add(self.more)

    def _buttons(self, may_write: bool) -> list[QWidget]:
        title = self.view.measure.title
        follow, change = secondary(_("Följ upp"), "check"), quiet(_("Ändra"), "pencil")
        follow.setAccessibleName(_("Följ upp: {measure}").format(measure=title))
        change.setAccessibleName(_("Ändra: {measure}").format(measure=title))
        follow.clicked.connect(self.followUpWanted)
        self.setFocusProxy(follow)
        change.clicked.connect(self.changeWanted)
        return [follow, change] if may_write else [follow]


def _behind(view: MeasureView, today: date, may_write: bool) -> QWidget:
    """What one reads when one works with this measure, and not with the plan."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    theme.space(column, gap=6)
    for line in _rest(view, today, may_write):
        column.addWidget(line)
    return inside


def _rest(view: MeasureView, today: date, may_write: bool) -> Iterator[QWidget]:
    measure = view.measure
    yield label(measure_words.SEPARATOR.join(words.kind(measure)), "body2", wrap=True)
    for lead, text in (
        (_("Så här: {text}"), measure.description),
        (_("Svarar mot: {text}"), measure.answers_to),
        (_("Tillsammans med: {text}"), measure.co_actors),
        (_("Resurs: {text}"), measure.resource),
        (_("Eleven: ”{text}”"), measure.student_view),
        (_("Vårdnadshavare: ”{text}”"), measure.guardian_view),
    ):
        if text:
            yield body(lead.format(text=text))
    if measure.aim is not None and measure.aim.baseline is not None:
        low = words.value(measure.aim, measure.aim.baseline)
        target = measure.aim.target
        high = "–" if target is None else words.value(measure.aim, target)
        yield body(_("Nu: {now}. Att nå: {target}.").format(now=low, target=high))
    if view.evaluation:
        yield body(view.evaluation)
    for seen in view.follow_ups:
        yield label(measure_words.follow_up(seen, measure, today), "body2", wrap=True)
        if seen.follow_up.seen:
            yield body(seen.follow_up.seen)
    if view.hints and may_write:
        yield caption("\n".join(hint.label for hint in view.hints))


def _due(view: MeasureView, today: date, is_latest: bool) -> QWidget:
    on = view.measure.follow_up_on
    if view.ended_on is not None or on is None:
        return Pill(view.outcome.label if view.outcome else _("avslutad"), "neutral")
    if not is_latest:
        return Pill(_("Följs upp {day}").format(day=days.short(on, today)), "neutral", "calendar")
    kind, icon = ("bad", "clock") if view.is_overdue else ("accent", "calendar")
    return Pill(_("Följs upp: {when}").format(when=days.due(on, today)), kind, icon)  # type: ignore[arg-type]


def _ended(view: MeasureView, today: date) -> str:
    assert view.ended_on is not None
    return _("Avslutad {day}").format(day=days.short(view.ended_on, today))


def _latest(view: MeasureView, today: date) -> str:
    """The latest follow-up in one line; the others lie behind the button."""
    seen = view.follow_ups[0]
    said = _("Senast {day}: {seen}")
    return said.format(day=days.short(seen.follow_up.held_on, today), seen=seen.follow_up.seen)


def _warning() -> MessageBar:
    bar = MessageBar(closable=False)
    bar.say("warn", _("Särskilt stöd kräver åtgärdsprogram. Skriv hänvisningen till det när det finns."))
    return bar
