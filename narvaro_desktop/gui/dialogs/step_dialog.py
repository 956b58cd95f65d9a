"""Leaving a step: every open duty is named and asks for a sentence of reason; a skipped step asks too."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from narvaro_desktop.domain.casework.duties import DutyLine
from narvaro_desktop.domain.casework.ladder import Step
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.dialogs.left_open import LeftOpen
from narvaro_desktop.gui.dialogs.stay_dialog import down_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import cases, stepping_down
from narvaro_desktop.usecases.casework.cases import CaseView
from narvaro_desktop.usecases.casework.stepping_down import StepDown


class StepDialog(ActDialog):
    """One step up, another step, or the state of returning; the same dialog for all of them."""

    def __init__(
        self, parent: QWidget, runner: Runner, view: CaseView, to: Step | None = None,
        down: StepDown | None = None,
    ) -> None:  # fmt: skip
        self._view, self._down = view, down
        self._places = places(view)
        chosen = to or next_place(view) or self._places[0]
        super().__init__(parent, runner, _("Flytta ärendet?"), _standing(view), _verb(chosen), wide=True)
        self.to = QComboBox()
        for place in self._places:
            self.to.addItem(_name(place), place.number)
        self.to.setCurrentIndex(self._places.index(chosen))
        self.add(Field(_("Till"), self.to))
        self.left_open = LeftOpen({line.duty.key: line.duty.text for line in open_duties(view)})
        self.add(self.left_open)
        self._skips = label("", "warn", wrap=True)
        self.why = Field(_("Varför flyttas ärendet dit?"), GrowingText(lines=2, most=5))
        self._figures = label(down_words(down) if down else "", "body2", wrap=True)
        self.add(self._skips)
        self.add(self._figures)
        self.add(self.why)
        self.to.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.focus_first()
        why = self.why.control
        assert isinstance(why, GrowingText)
        self.keep_typed("step", view.line.id, why=why, **self.left_open.boxes())

    def focus_first(self) -> None:
        """Where one writes first: the reasons, or where the case is to go."""
        first = self.left_open.one.control if open_duties(self._view) else self.to
        first.setFocus()

    @property
    def place(self) -> Step:
        return self._places[self.to.currentIndex()]

    def wish(self) -> Wish | None:
        reasons, why = self.left_open.reasons(), _text(self.why)
        self.why.say(_("Skriv en mening om varför.") if not self._is_climb() and not why else "")
        if reasons is None or self.why.fault():
            return None
        case_id = self._view.line.id
        if self._is_climb():
            return partial(cases.climb, case_id=case_id, reasons=reasons)
        act = stepping_down.accept if self._goes_down() else cases.move
        return partial(act, case_id=case_id, to=self.place, reasons=reasons, why=why)

    def _goes_down(self) -> bool:
        """Whether it is what the figures propose: its figures go into the record."""
        return self._down is not None and self.place in (self._down.back, self._down.down)

    def _is_climb(self) -> bool:
        following = next_place(self._view)
        return following is not None and self.place.number == following.number

    def _chosen(self) -> None:
        self.verb_button.setText(_verb(self.place))
        skipped = [
            step
            for step in self._view.ladder.steps
            if self._view.line.step < step.number < self.place.number
            and self.place != self._view.ladder.returning
        ]
        names = ", ".join(step.name for step in skipped)
        self._skips.setText(_("Hoppas över: {steps}").format(steps=names))
        self._skips.setVisible(bool(skipped))
        self.why.setVisible(not self._is_climb())
        self._figures.setVisible(self._goes_down())
        self.adjustSize()


def open_duties(view: CaseView) -> list[DutyLine]:
    """What must be done before the step is left, and is not."""
    return [line for line in view.duties if line.outstanding and line.duty.mandatory]


def places(view: CaseView) -> list[Step]:
    """Where the case can go: every step but its own, and returning."""
    every = [*view.ladder.steps, view.ladder.returning]
    return [place for place in every if place != view.place]


def next_place(view: CaseView) -> Step | None:
    """The step above, for a case that stands on a step with one above it."""
    if view.line.is_returning or view.line.step == view.ladder.steps[-1].number:
        return None
    return view.ladder.step(view.line.step + 1)


def _standing(view: CaseView) -> str:
    return _("Ärendet står på steg {sign}, {name}.").format(sign=view.place.sign, name=view.place.name)


def _name(place: Step) -> str:
    return _("Steg {sign}: {name}").format(sign=place.sign, name=place.name)


def _verb(place: Step) -> str:
    return _("Flytta till steg {sign}").format(sign=place.sign)


def _text(field: Field) -> str:
    control = field.control
    return control.text().strip() if isinstance(control, GrowingText) else ""
