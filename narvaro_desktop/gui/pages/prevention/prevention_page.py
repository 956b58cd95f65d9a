"""Främja: what the school does before anyone needs a case of her own."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.prevention import Point
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.prevention_dialogs import (
    GroupFollowUpDialog,
    GroupMeasureDialog,
    RoundDialog,
)
from narvaro_desktop.gui.pages.prevention.prevention_lists import (
    MeasuresTab,
    RoundsTab,
    SpotsTab,
    Tab,
)
from narvaro_desktop.gui.pages.prevention.prevention_routine import ImplementationTab, IntroductionTab
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.page import Page
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.widgets.text import h2, rule
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import prevention, routine
from narvaro_desktop.usecases.prevention import MeasureLine, RoundLine, Spots
from narvaro_desktop.usecases.routine import Introduction, Step
from narvaro_desktop.usecases.work import Area, Changes, Work

D = TypeVar("D", bound=ActDialog)
_SHOWS: Final = frozenset({Area.PREVENTION, Area.ABSENCE, Area.SUGGESTIONS, Area.TEAM})
TABS: Final = ("measures", "spots", "rounds", "routine")


@dataclass(frozen=True, slots=True)
class Promoting:
    """Everything the page shows; what the role may not see is empty."""

    measures: tuple[MeasureLine, ...]
    spots: Spots | None
    rounds: tuple[RoundLine, ...]
    steps: tuple[Step, ...]
    introduction: Introduction
    today: date
    may_write: bool
    may_tick: bool


class PreventionPage(Page):
    """`shell.go("prevention", tab="spots")` opens one of `TABS`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Främja närvaro"), _("Det som görs för alla, innan någon behöver ett ärende."))
        self._runner, self._shell = runner, shell
        self.found: Promoting | None = None
        self.measures, self.spots = MeasuresTab(), SpotsTab()
        self.rounds, self.steps, self.introduction = RoundsTab(), ImplementationTab(), IntroductionTab()
        self.tabs = Tabs(name=_("Främja närvaro"))
        for tab, words in (
            (self.measures, _("Åtgärder")),
            (self.spots, _("Klasser")),
            (self.rounds, _("Lärmiljö")),
            (_routine(self.introduction, self.steps), _("Rutin")),
        ):
            self.tabs.add(tab, words)
        card = Card()
        card.add(self.tabs)
        self.add(card)
        self.end()
        self._connect()
        self.tabs.hide()
        runner.changed.connect(self._changed)

    def shown(self, *, tab: str = "", **_what: object) -> None:  # type: ignore[override]
        if tab in TABS:
            self.tabs.show_page(TABS.index(tab))
        self._ask()

    def add_measure(self, group: str = "", point: Point | None = None) -> GroupMeasureDialog:
        """Ask for a measure; `group` or `point` is where the thought came from."""
        dialog = GroupMeasureDialog(self, self._runner, self._today(), group, point)
        dialog.acted.connect(lambda _id: self.tabs.show_page(0))
        return self._open(dialog)

    def new_round(self) -> RoundDialog:
        return self._open(RoundDialog(self, self._runner, prevention.round_parts(), self._today()))

    def _connect(self) -> None:
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
        self.steps.show_steps(found.steps, found.today, found.may_tick)
        self.introduction.show_introduction(found.introduction, found.today)
        self.tabs.show()

    def _follow_up(self, key: str) -> None:
        assert self.found
        line = next(one for one in self.found.measures if one.id == UUID(key))
        self._open(GroupFollowUpDialog(self, self._runner, line, self._today()))

    def _open(self, dialog: D) -> D:
        dialog.open()
        return dialog


def _routine(introduction: IntroductionTab, steps: ImplementationTab) -> Tab:
    """What a new colleague reads, and below it how far the school has come in making it its own."""
    made = Tab()
    made.put(introduction, rule(), h2(_("Införande på skolan")), steps)
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
        steps=tuple(routine.implementation(work)) if may_list else (),
        introduction=routine.introduction(work),
        today=work.today,
        may_write=rights.may(role, Resource.PREVENTION, Action.WRITE),
        may_tick=rights.may(role, Resource.PREVENTION, Action.SIGN),
    )
