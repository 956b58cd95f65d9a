"""Främja: what the school does before anyone needs a case of her own."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.promoting.prevention import Point
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.paper_dialog import PaperDialog, open_paper_dialog
from narvaro_desktop.gui.dialogs.prevention_dialogs import (
    GroupFollowUpDialog,
    GroupMeasureDialog,
    RoundDialog,
)
from narvaro_desktop.gui.dialogs.school_event_dialogs import (
    EventDialog,
    FeedbackDialog,
    feedback_form_dialog,
)
from narvaro_desktop.gui.pages.prevention.prevention_lists import (
    MeasuresTab,
    RoundsTab,
    SpotsTab,
)
from narvaro_desktop.gui.pages.prevention.prevention_routine import ImplementationTab, IntroductionTab
from narvaro_desktop.gui.pages.prevention.prevention_school import EventsTab, FeedbackTab, YearTab
from narvaro_desktop.gui.pages.prevention.prevention_words import WordsTab
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.tabs import Tab, Tabs
from narvaro_desktop.gui.widgets.text import h2, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.promoting import feedback, prevention, school_events, year_wheel
from narvaro_desktop.usecases.promoting.feedback import Feedback
from narvaro_desktop.usecases.promoting.prevention import MeasureLine, RoundLine, Spots
from narvaro_desktop.usecases.promoting.school_events import Events
from narvaro_desktop.usecases.promoting.year_wheel import Wheel
from narvaro_desktop.usecases.routines import routine
from narvaro_desktop.usecases.routines.routine import Introduction, Step
from narvaro_desktop.usecases.work import Area, Changes, Work

D = TypeVar("D", bound=ActDialog)
_SHOWS: Final = frozenset({Area.PREVENTION, Area.ABSENCE, Area.SUGGESTIONS, Area.TEAM})
TABS: Final = ("measures", "spots", "rounds", "events", "year", "routine", "words")


@dataclass(frozen=True, slots=True)
class Promoting:
    """Everything the page shows; what the role may not see is empty."""

    measures: tuple[MeasureLine, ...]
    spots: Spots | None
    rounds: tuple[RoundLine, ...]
    answers: tuple[Feedback, ...]
    events: Events
    wheel: Wheel | None
    steps: tuple[Step, ...]
    introduction: Introduction
    today: date
    may_write: bool
    may_tick: bool


class PreventionPage(Page):
    """`shell.go("prevention", tab="spots")` opens one of `TABS`, `guide="sip"` one of the guides in words."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Främja närvaro"), _("Det som görs för alla, innan någon behöver ett ärende."))
        self._runner, self._shell = runner, shell
        self.found: Promoting | None = None
        self.measures, self.spots = MeasuresTab(), SpotsTab()
        self.rounds, self.steps, self.introduction = RoundsTab(), ImplementationTab(), IntroductionTab()
        self.feedback, self.events, self.year = FeedbackTab(), EventsTab(), YearTab()
        self.words: WordsTab | None = None
        self.tabs = Tabs(name=_("Främja närvaro"))
        for tab, words in (
            (self.measures, _("Åtgärder")),
            (self.spots, _("Klasser")),
            (_joined(self.rounds, _("Elevernas svar"), self.feedback), _("Lärmiljö")),
            (self.events, _("Möten")),
            (self.year, _("Årshjul")),
            (_joined(self.introduction, _("Införande på skolan"), self.steps), _("Rutin")),
        ):
            self.tabs.add(tab, words)
        self.tabs.add(self._made_words, _("Ord"))
        card = Card()
        card.add(self.tabs)
        self.add(card)
        self.end()
        self._connect()
        self.tabs.hide()
        runner.changed.connect(self._changed)

    def shown(self, *, tab: str = "", guide: str = "", **_what: object) -> None:  # type: ignore[override]
        if tab in TABS:
            self.tabs.show_page(TABS.index(tab))
        if tab == "words" and self.words is not None:
            self.words.sought.setFocus()
            self.words.open_guide(guide)
        self._ask()

    def _made_words(self) -> WordsTab:
        """Many words, which few look up: made when they are."""
        self.words = WordsTab()
        return self.words

    def add_measure(self, group: str = "", point: Point | None = None) -> GroupMeasureDialog:
        """Ask for a measure; `group` or `point` is where the thought came from."""
        dialog = GroupMeasureDialog(self, self._runner, self._today(), group, point)
        dialog.acted.connect(lambda _id: self.tabs.show_page(0))
        return self._open(dialog)

    def new_round(self) -> RoundDialog:
        return self._open(RoundDialog(self, self._runner, prevention.round_parts(), self._today()))

    def new_event(self) -> EventDialog:
        return self._open(EventDialog(self, self._runner, self._today()))

    def new_feedback(self) -> FeedbackDialog:
        return self._open(FeedbackDialog(self, self._runner, self._today()))

    def print_questions(self) -> PaperDialog:
        dialog = feedback_form_dialog(self, self._runner)
        open_paper_dialog(dialog, self._shell)
        return dialog

    def _connect(self) -> None:
        self.tabs.changed.connect(self._show_year)
        self.events.new_button.clicked.connect(self.new_event)
        self.events.followed.connect(
            lambda key: self._runner.do(partial(school_events.come_back, event_id=UUID(key)), owner=self)
        )
        self.feedback.new_button.clicked.connect(self.new_feedback)
        self.feedback.form_button.clicked.connect(self.print_questions)
        self.year.ticked.connect(
            lambda key, done: self._runner.do(partial(year_wheel.turn, point=key, done=done), owner=self)
        )
        self.measures.new_button.clicked.connect(lambda: self.add_measure())
        self.measures.followed.connect(self._follow_up)
        self.spots.tried.connect(self.add_measure)
        self.rounds.new_button.clicked.connect(self.new_round)
        self.rounds.tried.connect(lambda key: self.add_measure(point=routine.routine().round_points[key]))
        self.steps.ticked.connect(
            lambda key, done: self._runner.do(partial(routine.tick, point=key, done=done), owner=self)
        )
        self.introduction.confirmed.connect(lambda: self._runner.do(routine.confirm, owner=self))

    def _today(self) -> date:
        return self._runner.office.clock.now().date()

    def _ask(self) -> None:
        self._runner.ask(_promoting, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & _SHOWS:
            self._ask()

    def _show(self, found: Promoting) -> None:
        self.found = found
        self.measures.show_measures(found.measures, found.today, found.may_write)
        self.spots.show_spots(found.spots, found.today)
        self.rounds.show_rounds(found.rounds, found.today, found.may_write)
        self.feedback.show_feedback(found.answers, found.today, found.may_write)
        self.events.show_events(found.events, found.today, found.may_write)
        self._show_year()
        self.steps.show_steps(found.steps, found.today, found.may_tick)
        self.introduction.show_introduction(found.introduction, found.today)
        self.tabs.show()

    def _show_year(self, _place: int = 0) -> None:
        """The many boxes of a year, while they are looked at."""
        if self.found is not None and self.tabs.current() == TABS.index("year"):
            self.year.show_wheel(self.found.wheel, self.found.today, self.found.may_tick)

    def _follow_up(self, key: str) -> None:
        assert self.found
        line = next(one for one in self.found.measures if one.id == UUID(key))
        self._open(GroupFollowUpDialog(self, self._runner, line, self._today()))

    def _open(self, dialog: D) -> D:
        dialog.open()
        return dialog


def _joined(first: Tab, words: str, second: Tab) -> Tab:
    """Two tabs that belong together: `first`, and `second` below it under `words`."""
    made = Tab()
    made.put(first, rule(), h2(words), second)
    return made


def _promoting(work: Work) -> Promoting:
    """Everything for the page, as far as the role may see it."""
    rights, role = work.rules.rights, work.actor.role
    may_list = rights.may(role, Resource.PREVENTION, Action.LIST)
    absence = may_list and rights.may(role, Resource.ABSENCE, Action.LIST)
    return Promoting(
        measures=tuple(prevention.measures(work)) if may_list else (),
        spots=prevention.spots(work) if absence else None,
        rounds=tuple(prevention.rounds(work)) if may_list else (),
        answers=tuple(feedback.feedback(work)) if may_list else (),
        events=school_events.events(work) if may_list else Events((), 0),
        wheel=year_wheel.wheel(work) if may_list else None,
        steps=tuple(routine.implementation(work)) if may_list else (),
        introduction=routine.introduction(work),
        today=work.today,
        may_write=rights.may(role, Resource.PREVENTION, Action.WRITE),
        may_tick=rights.may(role, Resource.PREVENTION, Action.SIGN),
    )
