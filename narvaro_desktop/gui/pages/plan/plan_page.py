"""The plan page: the measures in their order, the planned return, and what the plan says around."""

from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.charts.trend_chart import Mark
from narvaro_desktop.domain.planning.plan import Around
from narvaro_desktop.domain.planning.return_schedule import PlannedWeek
from narvaro_desktop.domain.terms import NextMove
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs import plan_dialogs
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.case_paper_dialogs import FollowUpPaperDialog
from narvaro_desktop.gui.dialogs.follow_up_dialog import FollowUpDialog
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.dialogs.paper_dialog import open_paper_dialog
from narvaro_desktop.gui.dialogs.plan_paper_dialog import plan_paper_dialog
from narvaro_desktop.gui.dialogs.week_dialog import WeekDialog
from narvaro_desktop.gui.forms.ui_plan import Ui_Plan
from narvaro_desktop.gui.pages.plan import plan_head
from narvaro_desktop.gui.pages.plan.measure_card import MeasureCard
from narvaro_desktop.gui.pages.plan.plan_around import AroundCard
from narvaro_desktop.gui.pages.plan.return_card import ReturnCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card, empty, row
from narvaro_desktop.gui.widgets.chart_card import ChartCard
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.widgets.text import caption, label
from narvaro_desktop.gui.widgets.trend_chart import TrendChart
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.planning import plan_versions, plans, return_schedules
from narvaro_desktop.usecases.planning.plan_measures import MeasureView
from narvaro_desktop.usecases.planning.plans import PlanView
from narvaro_desktop.usecases.work import Area, Changes

D = TypeVar("D", bound=ActDialog)
SHOWN_AREAS: Final = frozenset({Area.PLANS, Area.CASES, Area.STUDENTS, Area.INVESTIGATIONS, Area.ABSENCE})


class PlanPage(Page):
    """`shell.go("plan", case_id=…)`; with `version` as it was signed then."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self.view: PlanView | None = None
        self._case_id: UUID | None = None
        self._version: int | None = None
        self._to_change: UUID | None = None
        """A measure that a follow-up wants changed, until its new date has been read."""
        self._ui = Ui_Plan()
        self._form = QWidget()
        self._ui.setupUi(self._form)
        theme.fit(self._form)
        self._ui.bar.pressed.connect(lambda: self._shell.go("case", case_id=self._case_id))
        self.cards: list[MeasureCard] = []
        self._shown_measures: tuple[object, ...] = ()
        self._build()
        self.add(self._form)
        self.end()
        self._form.hide()
        self.head.hide()
        runner.changed.connect(self._changed)

    def shown(self, *, case_id: UUID, version: int | None = None, **_more: object) -> None:  # type: ignore[override]
        """Show the plan of a case; what was shown of another is put away at once."""
        if (case_id, version) != (self._case_id, self._version):
            self._case_id, self._version, self.view, self._shown_measures = case_id, version, None, ()
            self._form.hide()
            self.head.hide()
            self._ui.bar.hide()
            self.verticalScrollBar().setValue(0)
        self._ask()

    def _build(self) -> None:
        self.notice = MessageBar(closable=False)
        self.notice.pressed.connect(self._answer_notice)
        self._notice_act = ""
        self._ui.columns.addWidget(self.notice)
        self._measures = QWidget()
        self._column = QVBoxLayout(self._measures)
        theme.space(self._column, gap=16)
        self.around = AroundCard()
        self.around.edited.connect(self._describe)
        self.schedule = ReturnCard()
        self.schedule.kept.connect(self._keep_week)
        self.schedule.asked.connect(self._open_week)
        self.trend = ChartCard(_("Frånvaro per vecka"), TrendChart())
        self._trend_words = caption("")
        self.trend.add(self._trend_words)
        left = stack(self._measures, self.schedule)
        self._ui.columns.addWidget(Columns(left, stack(self.around, self.trend), (7, 4)))

    def _ask(self) -> None:
        if self._case_id is not None:
            question = partial(plans.plan, case_id=self._case_id, version=self._version)
            self._runner.ask(question, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, view: PlanView) -> None:
        if view.case_id != self._case_id:
            return
        self.view = view
        self._show_head(view)
        self._show_measures(view)
        self.schedule.show_plan(view)
        self._show_trend(view)
        self.around.show_around(view.around, view.proposed_needs, view.may_write, view.rewritten)
        self._form.show()
        changing = next((one for one in view.going_on if one.id == self._to_change), None)
        self._to_change = None
        if changing is not None:
            self._open(MeasureDialog(self, self._runner, view, changing))

    def _show_head(self, view: PlanView) -> None:
        self.head.set_title(_("Åtgärdsplan"))
        self.head.set_subtitle(plan_head.subtitle(view))
        self.head.set_pills(plan_head.pills(view))
        self.head.set_actions(*plan_head.actions(view, self._acts(view)))
        words, button, self._notice_act = plan_head.notice(view)
        if words:
            self.notice.say("info", words, button)
        else:
            self.notice.close_bar()
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("plans", _("Åtgärdsplaner"))], view.student.name)
            self._shell.sidebar.show_at("plans")

    def _acts(self, view: PlanView) -> plan_head.Acts:
        case_id = view.case_id
        return {
            "case": lambda: self._shell.go("case", case_id=case_id),
            "investigation": lambda: self._shell.go("investigation", case_id=case_id),
            "print": self._print,
            "print_follow_up": self._print_follow_up,
            "week": lambda: self._open_week(view.schedule.next),
            "add": self.add_measure,
            "sign": self._sign,
            "revise": lambda: self._open(plan_dialogs.revise_dialog(self, self._runner, view)),
            "approve": self._approve,
            "approve_saying": self._approve_saying,
            "send_back": lambda: self._open(plan_dialogs.send_back_dialog(self, self._runner, view)),
            **{
                f"version:{one.version}": partial(
                    self._shell.go, "plan", case_id=case_id, version=one.version
                )
                for one in view.versions
            },
        }

    def _show_measures(self, view: PlanView) -> None:
        wanted = (
            view.case_id,
            view.version,
            view.measures,
            view.today,
            view.may_write,
            view.may_follow_up,
            view.earlier,
        )
        if wanted == self._shown_measures:
            return
        unfolded = {card.view.id for card in self.cards if card.more.is_unfolded}
        held = self._held()
        self._shown_measures = wanted
        empty(self._column)
        self.cards = [self._card(one, view) for one in view.measures]
        ended = False
        for card in self.cards:
            if card.view.ended_on is not None and not ended:
                ended = True
                self._column.addWidget(label(_("Avslutade"), "h2"))
            self._column.addWidget(card)
            card.more.unfold(card.view.id in unfolded)
        if not self.cards:
            self._column.addWidget(self._nothing(view))
        if held is not None:
            QTimer.singleShot(0, self, lambda: self._focus(held))  # cards are shown a turn later

    def _held(self) -> UUID | None:
        """The measure in whose card the focus stands."""
        inside = self.window().focusWidget()
        found = (card.view.id for card in self.cards if inside is not None and card.isAncestorOf(inside))
        return next(found, None)

    def _focus(self, measure_id: UUID) -> None:
        """Where the focus was before the cards were made anew."""
        for card in self.cards:
            if card.view.id == measure_id and card.focusProxy() is not None:
                card.setFocus()

    def _card(self, one: MeasureView, view: PlanView) -> MeasureCard:
        card = MeasureCard(one, view.today, view.may_write, view.may_follow_up, view.is_latest)
        card.followUpWanted.connect(lambda: self.follow_up(one))
        card.changeWanted.connect(lambda: self._open(MeasureDialog(self, self._runner, view, one)))
        return card

    def _nothing(self, view: PlanView) -> Card:
        words = _("Här står det ni prövar: vad, vem som ansvarar och när ni följer upp.")
        nothing = EmptyState(
            icon="list-checks", sentence=words, button=_("Ny åtgärd") if view.may_write else "", leads=True
        )
        nothing.pressed.connect(self.add_measure)
        card = Card()
        card.add(nothing)
        if view.earlier and view.may_write:
            words = ngettext(
                "Hämta {n} åtgärd från tidigare plan",
                "Hämta {n} åtgärder från tidigare plan",
                view.earlier,
            )
            fetch = secondary(words.format(n=view.earlier), "history")
            act = partial(plans.fetch_earlier, case_id=view.case_id)
            fetch.clicked.connect(lambda: self._runner.do(act))
            card.body.addLayout(row(fetch))
        return card

    def _show_trend(self, view: PlanView) -> None:
        """Each measure stands at the week in which it began."""
        weeks = view.absence.weeks if view.absence is not None else ()
        known = any(week.known for week in weeks)
        self.trend.setVisible(known and view.is_latest and bool(view.measures))
        marks = [Mark(one.measure.starts_on, one.number) for one in view.measures if one.measure.starts_on]
        words = _("Procent, lägre är bättre.")
        if any(mark.day in week.week.span for mark in marks for week in weeks):
            words = _("Procent, lägre är bättre. Siffran överst är åtgärden som började då.")
        self._trend_words.setText(words)
        self.trend.view.set_weeks(weeks, marks=marks)  # type: ignore[attr-defined]

    def add_measure(self) -> MeasureDialog | None:
        """Ask for a new measure."""
        if self.view is None:
            return None
        dialog = MeasureDialog(self, self._runner, self.view)
        dialog.acted.connect(lambda _made: self._shell.toast(_("Åtgärden finns i planen.")))
        return self._open(dialog)

    def follow_up(self, measure: MeasureView) -> FollowUpDialog | None:
        """Ask what was seen."""
        if self.view is None:
            return None
        dialog = FollowUpDialog(self, self._runner, self.view, measure)
        dialog.acted.connect(lambda _none: self._followed_up(dialog.decided(), measure.id))
        return self._open(dialog)

    def _followed_up(self, move: NextMove, measure_id: UUID) -> None:
        if move is NextMove.ESCALATE:
            words = _("Uppföljningen är sparad. Räcker det ni gör inte kan ärendet behöva ett steg till.")
            self._ui.bar.say("info", words, _("Till ärendet"))
            return
        self._shell.toast(_("Uppföljningen är sparad."))
        if move is NextMove.CHANGE:
            self._to_change = measure_id
            self._ask()

    def _answer_notice(self) -> None:
        if self._notice_act == "latest":
            self._shell.go("plan", case_id=self._case_id)
        elif self._notice_act == "carry" and self.view is not None:
            self._open(plan_dialogs.CarryOverDialog(self, self._runner, self.view))

    def _open(self, dialog: D) -> D:
        dialog.open()
        return dialog

    def _describe(self, around: Around) -> None:
        case_id = self._case_id
        if case_id is not None and self.view is not None and self.view.may_write:
            act = partial(plans.describe, case_id=case_id, around=around)
            self._runner.do(act)

    def _keep_week(self, week: PlannedWeek) -> None:
        if self._case_id is not None:
            self._runner.do(partial(return_schedules.keep_week, case_id=self._case_id, week=week))

    def _open_week(self, week: PlannedWeek) -> None:
        if self._case_id is not None and self.view is not None and self.view.may_follow_up:
            planned = any(line.planned.week == week.week for line in self.view.schedule.lines)
            self._open(WeekDialog(self, self._runner, self._case_id, week, planned))

    def _print(self) -> None:
        if self.view is not None:
            open_paper_dialog(plan_paper_dialog(self, self._runner, self.view), self._shell)

    def _print_follow_up(self) -> None:
        if self.view is not None:
            dialog = FollowUpPaperDialog(self, self._runner, self.view.case_id)
            open_paper_dialog(dialog, self._shell)

    def _sign(self) -> None:
        if self.view is not None:
            dialog = plan_dialogs.PlanSignDialog(self, self._runner, self.view)
            dialog.acted.connect(lambda _none: self._shell.toast(_("Planen är signerad.")))
            self._open(dialog)

    def _approve_saying(self) -> None:
        if self.view is not None:
            dialog = plan_dialogs.approve_dialog(self, self._runner, self.view)
            dialog.acted.connect(lambda _none: self._shell.toast(_("Planen är godkänd.")))
            self._open(dialog)

    def _approve(self) -> None:
        case_id = self._case_id
        if case_id is not None:
            self._runner.do(
                partial(plan_versions.approve, case_id=case_id),
                lambda: self._shell.toast(_("Planen är godkänd.")),
            )
