"""The plan page: the measures by their follow-up date, and what the plan says around them."""

from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.plan import Around
from narvaro_desktop.domain.terms import NextMove
from narvaro_desktop.gui import days, theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog
from narvaro_desktop.gui.dialogs.follow_up_dialog import FollowUpDialog
from narvaro_desktop.gui.dialogs.measure_dialog import MeasureDialog
from narvaro_desktop.gui.dialogs.plan_paper_dialog import PlanPaperDialog, PlanSignDialog
from narvaro_desktop.gui.forms.ui_plan import Ui_Plan
from narvaro_desktop.gui.pages.measure_card import MeasureCard
from narvaro_desktop.gui.pages.plan_around import AroundCard
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.gui.widgets.buttons import menu_button, primary
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import plans
from narvaro_desktop.usecases.plan_measures import MeasureView
from narvaro_desktop.usecases.plans import PlanView
from narvaro_desktop.usecases.work import Area, Changes

D = TypeVar("D", bound=ActDialog)
SHOWN_AREAS: Final = frozenset({Area.PLANS, Area.CASES, Area.STUDENTS, Area.INVESTIGATIONS})


class PlanPage(Page):
    """`shell.go("plan", case_id=…)`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self.view: PlanView | None = None
        self._case_id: UUID | None = None
        self._to_change: UUID | None = None
        """A measure that a follow-up wants changed, until its new date has been read."""
        self._ui = Ui_Plan()
        self._form = QWidget()
        self._ui.setupUi(self._form)
        theme.fit(self._form)
        self._ui.bar.pressed.connect(lambda: self._shell.go("case", case_id=self._case_id))
        self.cards: list[MeasureCard] = []
        self._shown_measures: tuple[object, ...] = ()
        self._measures = QWidget()
        self._column = QVBoxLayout(self._measures)
        theme.space(self._column, gap=16)
        self.around = AroundCard()
        self.around.edited.connect(self._describe)
        self._ui.columns.addWidget(Columns(self._measures, stack(self.around), (7, 4)))
        self.add(self._form)
        self.end()
        self._form.hide()
        self.head.hide()
        runner.changed.connect(self._changed)

    def shown(self, *, case_id: UUID, **_more: object) -> None:  # type: ignore[override]
        """Show the plan of a case; what was shown of another is put away at once."""
        if case_id != self._case_id:
            self._case_id, self.view, self._shown_measures = case_id, None, ()
            self._form.hide()
            self.head.hide()
            self._ui.bar.hide()
            self.verticalScrollBar().setValue(0)
        self._ask()

    def _ask(self) -> None:
        if self._case_id is not None:
            self._runner.ask(partial(plans.plan, case_id=self._case_id), self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, view: PlanView) -> None:
        if view.case_id != self._case_id:
            return
        self.view = view
        self._show_head(view)
        self._show_measures(view)
        self.around.show_around(view.around, view.proposed_needs, view.may_write)
        self._form.show()
        changing = next((one for one in view.going_on if one.id == self._to_change), None)
        self._to_change = None
        if changing is not None:
            self._open(MeasureDialog(self, self._runner, view, changing))

    def _show_head(self, view: PlanView) -> None:
        self.head.set_title(_("Åtgärdsplan"))
        facts = [
            view.student.name,
            view.student.class_name,
            _("Ärende {number}").format(number=view.case_number),
            _("inte ett åtgärdsprogram"),
        ]
        self.head.set_subtitle("  ·  ".join(filter(None, facts)))
        self.head.set_pills(_pills(view))
        self.head.set_actions(*self._actions(view))
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("plans", _("Åtgärdsplaner"))], view.student.name)
            self._shell.sidebar.show_at("plans")

    def _actions(self, view: PlanView) -> list[QWidget]:
        entries = [
            (_("Till ärendet"), "user", lambda: self._shell.go("case", case_id=view.case_id)),
            (_("Till kartläggningen"), "clipboard-list", self._to_investigation),
        ]
        if view.may_print and view.going_on:
            entries.append((_("Spara som PDF …"), "file-down", self._print))
        if view.may_sign and view.going_on and view.signed is None:
            entries.append((_("Signera planen …"), "lock", self._sign))
        menu = menu_button("", entries, name=_("Mer om planen"))
        if not view.may_write:
            return [menu]
        add = primary(_("Ny åtgärd"), "plus")
        add.clicked.connect(self.add_measure)
        return [add, menu]

    def _show_measures(self, view: PlanView) -> None:
        wanted = (view.case_id, view.measures, view.today, view.may_write)
        if wanted == self._shown_measures:
            return
        self._shown_measures = wanted
        empty(self._column)
        self.cards = [self._card(one, view) for one in view.measures]
        ended = False
        for card in self.cards:
            if card.view.ended_on is not None and not ended:
                ended = True
                self._column.addWidget(label(_("Avslutade"), "h2"))
            self._column.addWidget(card)
        if not self.cards:
            self._column.addWidget(self._nothing(view))
        self._column.addStretch(1)

    def _card(self, one: MeasureView, view: PlanView) -> MeasureCard:
        card = MeasureCard(one, view.today, view.may_write)
        card.followUpWanted.connect(lambda: self.follow_up(one))
        card.changeWanted.connect(lambda: self._open(MeasureDialog(self, self._runner, view, one)))
        return card

    def _nothing(self, view: PlanView) -> Card:
        words = _("Här står det ni provar: vad, vem som ansvarar och när ni följer upp.")
        nothing = EmptyState(
            icon="list-checks", sentence=words, button=_("Ny åtgärd") if view.may_write else ""
        )
        nothing.pressed.connect(self.add_measure)
        card = Card()
        card.add(nothing)
        return card

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

    def _open(self, dialog: D) -> D:
        dialog.open()
        return dialog

    def _describe(self, around: Around) -> None:
        case_id = self._case_id
        if case_id is not None:
            act = partial(plans.describe, case_id=case_id, around=around)
            self._runner.do(act, lambda: self._shell.saved_at(self._runner.office.clock.now().time()))

    def _to_investigation(self) -> None:
        self._shell.go("investigation", case_id=self._case_id)

    def _print(self) -> None:
        if self.view is not None:
            dialog = PlanPaperDialog(self, self._runner, self.view)
            words = _("Sparad som {name}")
            dialog.acted.connect(lambda path: self._shell.toast(words.format(name=path.name)))
            dialog.open()

    def _sign(self) -> None:
        if self.view is not None:
            dialog = PlanSignDialog(self, self._runner, self.view)
            dialog.acted.connect(lambda _none: self._shell.toast(_("Planen är signerad.")))
            dialog.open()


def _pills(view: PlanView) -> list[Pill]:
    found = []
    if view.signed is not None:
        words = _("Signerad {day} av {who}")
        on = days.short(view.signed.at.date(), view.today)
        found.append(Pill(words.format(day=on, who=view.signed.name), "ok", "lock"))
    elif view.measures:
        found.append(Pill(_("Arbetsmaterial")))
    if view.version > 1:
        found.append(Pill(_("Version {number}").format(number=view.version), "info"))
    late = sum(one.is_overdue for one in view.measures)
    if late:
        found.append(Pill(_("{count} att följa upp").format(count=late), "bad", "clock"))
    return found
