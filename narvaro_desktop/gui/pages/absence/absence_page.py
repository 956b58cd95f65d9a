"""Frånvaro: the weekly närvarogenomgång, the school's figures, its registration, and the past year."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Final
from uuid import UUID

from narvaro_desktop.domain.case_terms import Action, Resource
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui.dialogs.reviewed_dialog import ReviewedDialog
from narvaro_desktop.gui.pages.absence.attention_card import AttentionCard
from narvaro_desktop.gui.pages.absence.replay_tab import ReplayTab
from narvaro_desktop.gui.pages.absence.review_tab import ReviewTab
from narvaro_desktop.gui.pages.absence.school_tabs import RegistrationTab, SchoolTab
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.buttons import secondary
from narvaro_desktop.gui.widgets.card import Card
from narvaro_desktop.gui.widgets.empty_state import EmptyState
from narvaro_desktop.gui.widgets.page import Page, stack
from narvaro_desktop.gui.widgets.tabs import Tabs
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.absence import attention, school_absence
from narvaro_desktop.usecases.absence.attention import Attention
from narvaro_desktop.usecases.absence.school_absence import SchoolAbsence
from narvaro_desktop.usecases.drafts import DraftText
from narvaro_desktop.usecases.teamwork import reviews
from narvaro_desktop.usecases.teamwork.reviews import ClassReview, Review, Reviewed
from narvaro_desktop.usecases.work import NOTHING, Area, Changes, Made, Work

TABS: Final = ("review", "school", "registration", "replay")
_SHOWS: Final = frozenset(
    {Area.ABSENCE, Area.SUGGESTIONS, Area.CASES, Area.STUDENTS, Area.CALENDAR, Area.PREVENTION}
)


@dataclass(frozen=True, slots=True)
class Looking:
    """The weekly genomgång: what the role may see of it."""

    attention: Attention | None
    review: Review | None
    past: tuple[Reviewed, ...]
    today: date
    may_write: bool


class AbsencePage(Page):
    """`shell.go("absence", tab="school")` opens one of `TABS`."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(_("Frånvaro"))
        self._runner, self._shell = runner, shell
        self.attention, self.review = AttentionCard(runner, shell), ReviewTab()
        self.tabs = Tabs(name=_("Frånvaro"))
        signing = Card(title=_("Veckans genomgång"))
        signing.add(self.review)
        self.tabs.add(stack(self.attention, signing), _("Genomgång"))
        self.tabs.add(lambda: self.school, _("Skolan"))
        self.tabs.add(lambda: self.registration, _("Registrering"))
        self.tabs.add(lambda: self.replay, _("I efterhand"))
        self.import_button = secondary(_("Läs in frånvaro"), "upload")
        self.head.set_actions(self.import_button)
        self.closed = EmptyState(
            icon="eye-off",
            sentence=_("Din roll ser inte skolans frånvaro. Elever du möter finns i ärendena."),
        )
        self.closed.hide()
        self.add(self.tabs)
        self.add(self.closed)
        self.end()
        self._connect()
        runner.changed.connect(self._changed)

    @cached_property
    def school(self) -> SchoolTab:
        made = SchoolTab()
        made.opened.connect(lambda _name: self._shell.go("prevention", tab="spots"))
        return made

    @cached_property
    def registration(self) -> RegistrationTab:
        return RegistrationTab()

    @cached_property
    def replay(self) -> ReplayTab:
        made = ReplayTab(self._runner)
        made.opened.connect(self._open_pupil)
        return made

    def shown(self, *, tab: str = "", **_what: object) -> None:  # type: ignore[override]
        if tab in TABS:
            self.tabs.show_page(TABS.index(tab))
        self._runner.ask(_may_list, self._open_to, owner=self)

    def _open_to(self, may_list: bool) -> None:
        """Show the tabs to those whose role meets the school's absence."""
        self.tabs.setVisible(may_list)
        self.import_button.setVisible(may_list)
        self.closed.setVisible(not may_list)
        if may_list:
            self._ask()

    def _connect(self) -> None:
        self.import_button.clicked.connect(lambda: self._shell.go("import"))
        self.attention.opened.connect(self._open_pupil)
        self.review.lists_button.clicked.connect(lambda: self._shell.go("today"))
        self.review.sign_button.clicked.connect(self._sign)
        self.review.words.edited.connect(self._keep_words)
        self.review.wanted.connect(self._show_looked)
        self.tabs.changed.connect(lambda _place: self._ask() if self.isVisible() else None)

    def _open_pupil(self, student_id: UUID) -> None:
        self._shell.go("pupil_absence", student_id=student_id)

    def _changed(self, changes: Changes) -> None:
        if self.tabs.isVisible() and changes & _SHOWS:
            self._ask()

    def _ask(self) -> None:
        """Only what stands in front."""
        tab = TABS[self.tabs.current()]
        if tab == "review":
            self.attention.busy(True)
            self._runner.ask(_looking, self._show_review, owner=self)
            self._runner.ask(_left_words, self._show_left, owner=self)
        elif tab in ("school", "registration"):
            self._runner.ask(school_absence.is_kept, self._ask_school, owner=self)
        else:
            self.replay.ask()

    def _ask_school(self, is_kept: bool) -> None:
        if not is_kept:
            self._runner.do(school_absence.keep, owner=self)
        self._runner.ask(school_absence.school_absence, self._show_school, owner=self)

    def _show_review(self, found: Looking) -> None:
        self.attention.busy(False)
        self.attention.show_attention(found.attention)
        self.review.show_review(found.review, found.past, found.today, found.may_write)

    def _show_left(self, left: DraftText | None) -> None:
        if left is not None and not self.review.words.text():
            self.review.words.set_text(left.text)

    def _show_school(self, found: SchoolAbsence | None) -> None:
        """To the tab in front: the others ask when they come there."""
        tab = TABS[self.tabs.current()]
        if tab == "school":
            self.school.show_school(found)
        elif tab == "registration":
            self.registration.show_school(found)

    def _show_looked(self, review_id: str) -> None:
        """Who was looked at in an earlier review."""

        def looked(work: Work) -> Made[tuple[ClassReview, ...]]:
            return Made(NOTHING, reviews.looked_at(work, UUID(review_id)))

        self._runner.do(
            looked, lambda found: ReviewedDialog(self, self._runner, found, UUID(review_id)).open()
        )

    def _keep_words(self, words: str) -> None:
        kept = partial(drafts.keep, page="review", record="", field="words", info_class=InfoClass.OWN)
        self._runner.do(partial(kept, text=words))

    def _sign(self) -> None:
        words = self.review.words.text()
        self._runner.do(partial(reviews.sign, words=words), lambda _id: self._signed(), owner=self)

    def _signed(self) -> None:
        self.review.words.setPlainText("")
        self.review.words.flush()
        self._shell.toast(_("Veckans genomgång är signerad."))


def _may_list(work: Work) -> bool:
    return work.rules.rights.may(work.actor.role, Resource.ABSENCE, Action.LIST)


def _left_words(work: Work) -> DraftText | None:
    return drafts.draft(work, "review", "", "words")


def _looking(work: Work) -> Looking:
    rights, role = work.rules.rights, work.actor.role
    may_list = rights.may(role, Resource.PREVENTION, Action.LIST)
    return Looking(
        attention=attention.attention(work),
        review=reviews.review(work) if may_list else None,
        past=tuple(reviews.reviews(work)) if may_list else (),
        today=work.today,
        may_write=rights.may(role, Resource.PREVENTION, Action.WRITE),
    )
