"""The stair card of the case page: where the case stands, how it came there, and what is next."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from narvaro_desktop.domain.case_terms import DutyState
from narvaro_desktop.domain.casework.duties import DutyLine, next_thing
from narvaro_desktop.domain.casework.ladder import Step
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.pages.case.case_duties import due_words
from narvaro_desktop.gui.pages.case.case_shown import CaseShown
from narvaro_desktop.gui.tokens import Kind
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.elided_label import ElidedLabel
from narvaro_desktop.gui.widgets.ladder_stair import LadderStair, StairStep, StepState
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _, ngettext

LATE = (DutyState.LATE, DutyState.OVERDUE)
_NARROW: Final = 620
"""Pixels at 100 % of a card that has no room for a sentence and a pill beside its title."""


class StairCard(Card):
    """The närvarotrappa with the next thing to do, its date and who does it, at the top right.

    Where room is short they stand below the title, with all their words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=_("Närvarotrappa"))
        self.stair = LadderStair()
        self.add(self.stair)
        self._shown: CaseShown | None = None
        self._below: QWidget | None = None

    def show_case(self, shown: CaseShown) -> None:
        self._shown = shown
        self.stair.set_steps(stair_steps(shown))
        self._say_next(self._is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self._is_narrow != (self._below is not None):
            self._say_next(self._is_narrow)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < theme.px(_NARROW)

    def _say_next(self, below: bool) -> None:
        if self._shown is None:
            return
        if self._below is not None:
            self.body.removeWidget(self._below)
            self._below.deleteLater()
        made = _next(self._shown, below)
        self._below = made if below else None
        self.set_aside(None if below else made)
        if below:
            self.body.insertWidget(0, made)


def stair_steps(shown: CaseShown) -> list[StairStep]:
    """Every step of the case's ladder as it stands, and the state of returning for a case in it."""
    view = shown.view
    steps = [_step(shown, step) for step in view.ladder.steps]
    if view.line.is_returning:
        back = view.ladder.returning
        steps.append(StairStep(back.number, back.name, StepState.RETURNING, _since(shown), back.summary))
    return steps


def _step(shown: CaseShown, step: Step) -> StairStep:
    view = shown.view
    number, here = step.number, view.line.step
    if number in view.before_here:
        words = _("Arbetet på steget gjordes innan ärendet kom in i Närvaro.")
        return StairStep(number, step.name, StepState.DONE, _("före Närvaro"), words)
    if number in view.skipped:
        return StairStep(number, step.name, StepState.SKIPPED, detail=view.skipped[number])
    if number < here or (view.line.is_returning and number == here):
        left = view.passed.get(number)
        note = days.short(left, shown.today) if left else ""
        return StairStep(number, step.name, StepState.DONE, note, step.summary)
    if number > here and number == shown.suggested:
        words = _("Frånvaron pekar på det här steget. En person avgör.")
        return StairStep(number, step.name, StepState.SUGGESTED, _("Förslag"), words)
    if number > here:
        return StairStep(number, step.name, StepState.LATER, detail=step.summary)
    held = [line for line in view.duties if line.outstanding and line.duty.mandatory]
    if any(line.state in LATE for line in held):
        note = ngettext("{n} sak kvar", "{n} saker kvar", len(held)).format(n=len(held))
        return StairStep(number, step.name, StepState.HELD, note, _("\n").join(one.duty.text for one in held))
    return StairStep(number, step.name, StepState.CURRENT, _since(shown), step.summary)


def _since(shown: CaseShown) -> str:
    line = shown.view.line
    if line.closed_on is not None:
        return _("Avslutat {day}").format(day=days.short(line.closed_on, shown.today))
    return _("Pågår sedan {day}").format(day=days.short(line.step_since, shown.today))


def _next(shown: CaseShown, whole: bool) -> QWidget:
    following = next_thing(shown.view.duties)
    aside = QWidget()
    if not whole:
        aside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    line = QHBoxLayout(aside)
    theme.space(line, gap=12)
    if following is None or shown.view.line.closed_on is not None:
        line.addWidget(_words(shown.view.place.summary if following is None else "", whole))
        return aside
    line.addWidget(_words(_("Nästa: {what}").format(what=_lower(following.duty.text)), whole), 1)
    line.addWidget(Pill(*due_pill(following, shown)), 0, Qt.AlignmentFlag.AlignTop)
    return aside


def _words(text: str, whole: bool) -> QWidget:
    return label(text, "body2", wrap=True) if whole else ElidedLabel(text)


def due_pill(duty: DutyLine, shown: CaseShown) -> tuple[str, Kind, str]:
    """When a duty is due and for whom: words, kind and icon of a pill."""
    who = shown.view.ladder.role_name(duty.duty.responsible)
    if duty.due_on is None:
        return who, "neutral", "user"
    kinds: dict[DutyState, Kind] = {
        DutyState.OVERDUE: "bad",
        DutyState.LATE: "warn",
        DutyState.DUE: "warn",
    }
    words = f"{due_words(duty, shown.today)} · {who}"
    return words[:1].upper() + words[1:], kinds.get(duty.state, "accent"), "clock"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
