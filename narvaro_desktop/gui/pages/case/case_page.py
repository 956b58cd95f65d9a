"""The case page: who, where on the stair, what to do, what has happened, and how the absence looks."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QWidget

from narvaro_desktop.domain.absence.shares import Limit
from narvaro_desktop.domain.absence.thresholds import rules_of
from narvaro_desktop.domain.case_terms import AbsenceMeasure
from narvaro_desktop.domain.casework.ladder import INQUIRY_DECISION, NOTIFICATION, Ladder
from narvaro_desktop.domain.charts.trend_chart import Mark
from narvaro_desktop.domain.schooldays import Span
from narvaro_desktop.domain.terms import Depth, Role
from narvaro_desktop.gui import handover_words, theme
from narvaro_desktop.gui.forms.ui_case import Ui_Case
from narvaro_desktop.gui.pages.case.case_acts import CaseActs
from narvaro_desktop.gui.pages.case.case_clock import ClockCard
from narvaro_desktop.gui.pages.case.case_duties import ASK, INFORMED, TOLD, DutyCard
from narvaro_desktop.gui.pages.case.case_events import entries
from narvaro_desktop.gui.pages.case.case_head import actions, head_key, pills, subtitle
from narvaro_desktop.gui.pages.case.case_shown import CaseShown, case_shown
from narvaro_desktop.gui.pages.case.notification_actions import Found, NotificationStrip, found_of
from narvaro_desktop.gui.pages.collaboration.collaboration_rows import glance_words
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import Button
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.heat_map import HeatMap
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.widgets.text import caption
from narvaro_desktop.gui.widgets.timeline import Timeline
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from narvaro_desktop.gui.windows.page_commands import IN_PALETTE
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.partnering import partner_events
from narvaro_desktop.usecases.work import Area, Changes, Work

SHOWN_AREAS: Final = frozenset(
    {
        Area.STUDENTS, Area.ABSENCE, Area.CALENDAR, Area.CASES, Area.NOTES, Area.INVESTIGATIONS, Area.PLANS,
        Area.DECISIONS, Area.PACKAGES, Area.TEAM,
    }
)  # fmt: skip


_NEWEST: Final = 6
"""Events of the timeline until somebody asks for all of them."""
_DEPTHS = {"simple_investigation": Depth.SIMPLE, "extended_investigation": Depth.EXTENDED}


class CasePage(Page):
    """`shell.go("case", case_id=…)`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self.case: CaseShown | None = None
        self._case_id: UUID | None = None
        self.acts = CaseActs(self, runner, shell)
        self._ui = Ui_Case()
        self._form = QWidget()
        self._ui.setupUi(self._form)
        theme.fit(self._form)
        self._head: object = None
        self._weeks: object = None
        self.notices, self.stair = self._ui.notices, self._ui.stair
        self.duties, self.timeline = DutyCard(), Timeline(shown=_NEWEST)
        self.clock = ClockCard()
        self._ui.down.insertWidget(self._ui.down.indexOf(self._ui.stair) + 1, self.clock)
        self.strip = NotificationStrip(runner, shell)
        self._build_columns()
        self.add(self._form, 1)
        self._form.hide()
        self._connect()

    def shown(self, *, case_id: UUID, **_what: object) -> None:  # type: ignore[override]
        """Show the case; what was shown of another one is put away at once."""
        if case_id != self._case_id:
            self._case_id, self.case, self.acts.case = case_id, None, None
            self.timeline.fold()
            self._form.hide()
            self.head.hide()
            self.verticalScrollBar().setValue(0)
        self._ask()

    def _ask(self) -> None:
        if self._case_id is not None:
            newest = None if self.timeline.is_unfolded else _NEWEST
            question = partial(_asked, case_id=self._case_id, newest=newest)
            self._runner.ask(question, lambda both: self._show(*both), owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, found: CaseShown, told: Found) -> None:
        if found.view.line.id != self._case_id:
            return
        self.case = self.acts.case = found
        if self._form.isHidden():
            first, second = partial(self._show_state, found), partial(self._show_story, found, told)
            self._runner.in_turns(first, second, owner=self)
        else:
            self._show_state(found)
            self._show_story(found, told)

    def _show_state(self, found: CaseShown) -> None:
        """Where the case stands, and what is to be done."""
        for part in (self._ui.notices, self._ui.stair, self.clock, self._ui.figures, self.duties):
            part.show_case(found)
        self.duties.setVisible(found.view.line.closed_on is None)

    def _show_story(self, found: CaseShown, told: Found) -> None:
        """What has happened; then all of it is there to be seen."""
        if self.case is not found:
            return  # one has gone on to another case
        self.timeline.set_entries(entries(found.events, found.today, found.may.write), found.event_count)
        self._show_absence(found)
        self._show_strip(found, told)
        self._name_links(found)
        self._show_head(found)
        self._form.show()

    def _show_again(self) -> None:
        self.duties.forget()
        self._ask()

    def _show_head(self, found: CaseShown) -> None:
        self.head.set_title(found.view.line.student.name)
        self.head.set_subtitle(subtitle(found))
        key = head_key(found)
        if key != self._head:
            self._head = key
            self.head.set_pills(pills(found))
            self.head.set_actions(*actions(found, self.acts, self._note))
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("cases", _("Ärenden"))], found.view.line.student.name)
            self._shell.sidebar.show_at("cases")

    def _show_absence(self, found: CaseShown) -> None:
        absence = found.absence
        has_weeks = absence is not None and bool(absence.weeks)
        for card in (self.heat, self.trend):
            card.setVisible(has_weeks)
        self.no_data.setVisible(not has_weeks)
        shown = (absence.weeks if absence is not None else (), found.plan.began)
        if absence is not None and has_weeks and shown != self._weeks:
            self._weeks = shown
            seen = Span(absence.weeks[0].week.monday, absence.weeks[-1].week.span.last)
            numbered = enumerate(found.plan.began, start=1)
            marks = [Mark(day, number) for number, day in numbered if day in seen]
            self.marked.setVisible(bool(marks))
            self.heat.view.set_weeks(absence.weeks)  # type: ignore[attr-defined]
            self.trend.view.set_weeks(absence.weeks, inquiry_limit(found.view.ladder), marks)  # type: ignore[attr-defined]

    def _show_strip(self, found: CaseShown, told: Found) -> None:
        """The anmälan on top while it waits for the school, else below what is to be done."""
        calm = found.notification is not None and not found.notification.waits
        place = self._left.layout() if calm else self._ui.down
        if isinstance(place, QBoxLayout) and place.indexOf(self.strip) < 0:
            place.insertWidget(1, self.strip)
        self.strip.show(found.view.line.id, told)

    def _name_links(self, found: CaseShown) -> None:
        going_on = found.plan.going_on
        words = _("Åtgärdsplan ({n})").format(n=going_on) if going_on else _("Åtgärdsplan")
        self.plan_link.setText(words)
        self.absence_link.setVisible(found.absence is not None)
        self.notification_link.setVisible(found.notification is not None)
        said = glance_words(found.outside, found.today)
        self.outside_line.setText(_("Samverkan: {what}").format(what=said))
        self.outside_line.setVisible(bool(said))
        where = found.whereabouts
        self.place_line.setText(handover_words.place(where, found.today) if where else "")
        self.place_line.setVisible(where is not None)

    def _build_columns(self) -> None:
        self.investigation_link = _link(_("Kartläggning"), "clipboard-list")
        self.plan_link = _link(_("Åtgärdsplan"), "list-checks")
        self.notification_link = _link(_("Anmälan"), "send")
        self.absence_link = _link(_("Frånvaro"), "chart-line")
        self.outside_link, self.outside_line = _link(_("Samverkan"), "handshake"), caption("")
        events = Card(title=_("Tidslinje"))
        links = (self.investigation_link, self.plan_link, self.outside_link, self.notification_link)
        self._ui.down.insertWidget(self._ui.down.indexOf(self._ui.stair), flowing(self.absence_link, *links))
        events.add(self.outside_line)
        events.add(self.timeline)
        self.place_line = caption("")
        events.add(self.place_line)
        unit = _("procent, lägre är bättre")
        self.heat = ChartCard(_("Frånvaro per veckodag"), HeatMap(), unit)
        self.trend = ChartCard(_("Frånvaro per vecka"), TrendChart(), unit)
        self.marked = caption(_("Siffrorna överst är åtgärderna i planen, i veckan då de började."))
        self.trend.add(self.marked)
        words = _("Här visas frånvaron dag för dag och vecka för vecka när en frånvarofil har lästs in.")
        nothing = EmptyState(icon="chart-line", sentence=words, button=_("Läs in frånvaro"))
        nothing.pressed.connect(lambda: self._shell.go("import"))
        self.no_data = Card()
        self.no_data.add(nothing)
        self._left, right = stack(self.duties, events), stack(self.heat, self.trend, self.no_data)
        self._ui.columns.addWidget(Columns(self._left, right))

    def _connect(self) -> None:
        self._runner.changed.connect(self._changed)
        self._ui.stair.stair.stepActivated.connect(self.acts.move)
        self._ui.notices.acted.connect(self._on_notice)
        self.duties.ticked.connect(self.acts.tick)
        self.acts.refused.connect(self._show_again)
        self.duties.opened.connect(self._open)
        self.duties.leaveWanted.connect(lambda: self.acts.move())
        self.timeline.allWanted.connect(self._ask)
        self.timeline.chosen.connect(self.acts.on_event)
        self.timeline.opened.connect(self._open_event)
        self.absence_link.clicked.connect(self._open_absence)
        self.investigation_link.clicked.connect(lambda: self._open("investigation"))
        self.plan_link.clicked.connect(lambda: self._open("plan"))
        self.outside_link.clicked.connect(lambda: self._open("collaboration"))
        self.notification_link.clicked.connect(lambda: self._open(NOTIFICATION))

    def _open_absence(self) -> None:
        if self.case is not None:
            self._shell.go("pupil_absence", student_id=self.case.view.line.student.id)

    def _open(self, way: str) -> None:
        """Follow a link to what belongs to the case."""
        if way == "note":
            self._note()
        elif way == INQUIRY_DECISION:
            self.acts.decide()
        elif way == INFORMED:
            self.acts.inform()
        elif way in TOLD:
            self.acts.tell(TOLD[way])
        elif way == ASK:
            self.acts.hand_over(Role.PRINCIPAL)
        elif way == NOTIFICATION:
            self._shell.go("notifications", case_id=self._case_id)
        elif way in ("plan", "collaboration"):
            self._shell.go(way, case_id=self._case_id)
        else:
            self._shell.go("investigation", case_id=self._case_id, depth=_DEPTHS.get(way))

    def _open_event(self, key: str) -> None:
        of_plan = key.startswith(("measure:", "ended:", "follow_up:", "plan:"))
        of_others = key.startswith(partner_events.PREFIXES)
        self._open("collaboration" if of_others else "plan" if of_plan else "investigation")

    def _on_notice(self, action: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "answer": self.acts.answer,
            "give_back": self.acts.give_back,
            "choose": self.acts.choose,
            "seen": self.acts.seen,
            "take_out": self.acts.take_out,
            "waive": self.acts.waive,
            "step_back": self.acts.step_back,
            "step_down": self.acts.step_down,
            "stay": self.acts.stay,
            "invite_nurse": self.acts.invite_nurse,
            "nurse_offered": self.acts.nurse_offered,
        }
        acts[action]()

    def _note(self) -> None:
        if self.case is not None:
            self._shell.quickNoteWanted.emit()


def _asked(work: Work, case_id: UUID, newest: int | None) -> tuple[CaseShown, Found]:
    """All that the page shows, in one question."""
    return case_shown(work, case_id, newest), found_of(work, case_id)


def _link(words: str, icon: str) -> Button:
    made = Button(text=words, icon=icon, small=True)
    made.setProperty(IN_PALETTE, True)
    return made


def inquiry_limit(ladder: Ladder) -> Limit | None:
    """The limit of total absence at which an utredning is proposed, for the dashed line."""
    wanted = ladder.inquiry_step.number
    return next(
        (
            rule.limit
            for rule in rules_of(ladder)
            if rule.step == wanted and rule.trigger.measure is AbsenceMeasure.TOTAL
        ),
        None,
    )
