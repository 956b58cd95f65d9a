"""The kartläggning page: one voice at a time, saved while it is written, signed when everyone is heard."""

from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.assessment.investigation import Answer, Voice
from narvaro_desktop.domain.case_terms import Action, Resource, SigningNeed
from narvaro_desktop.domain.terms import Depth, Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs import investigation_dialogs as dialogs
from narvaro_desktop.gui.forms.ui_investigation import Ui_Investigation
from narvaro_desktop.gui.pages.investigation.consultation_card import ConsultationCard
from narvaro_desktop.gui.pages.investigation.investigation_acts import InvestigationActs
from narvaro_desktop.gui.pages.investigation.investigation_head import Acts, actions, pills, subtitle, title
from narvaro_desktop.gui.pages.investigation.investigation_side import AboutCard, ModulesCard, PatternCard
from narvaro_desktop.gui.pages.investigation.talk_bar import TalkBar
from narvaro_desktop.gui.pages.investigation.voice_parts import ANALYSIS, PARTS, TOGETHER, VoiceParts
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment import consultations, investigation_pattern, investigations
from narvaro_desktop.usecases.assessment.consultations import Samrad
from narvaro_desktop.usecases.assessment.investigation_pattern import Pattern
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView
from narvaro_desktop.usecases.work import Area, Changes, Work

SHOWN_AREAS: Final = frozenset({Area.INVESTIGATIONS, Area.CASES, Area.ABSENCE, Area.STUDENTS, Area.TEAM})
_NEEDED_IN: Final = {
    SigningNeed.STUDENT_VOICE: Party.STUDENT.key,
    SigningNeed.GUARDIAN_VOICE: Party.GUARDIAN.key,
    SigningNeed.ANALYSIS: ANALYSIS,
    SigningNeed.CONCLUSION: ANALYSIS,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows; `pattern` is asked for only where the figures may have changed."""

    view: InvestigationView
    samrad: Samrad | None
    pattern: Pattern | None
    has_pattern: bool


class InvestigationPage(Page):
    """`shell.go("investigation", case_id=…)`: the one going on, or a new one that the first answer begins.

    `investigation_id` shows one version, `depth` asks for one of that depth.
    """

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner, self._shell = runner, shell
        self.view: InvestigationView | None = None
        self._what: tuple[UUID | None, UUID | None, Depth | None] = (None, None, None)
        self._pinned: UUID | None = None
        """The version that is shown from its first answer on, also when it has been signed."""
        self._figures_wanted = True
        self._ui = Ui_Investigation()
        self._form = QWidget()
        self._ui.setupUi(self._form)
        theme.fit(self._form)
        self.bar = self._ui.bar
        self.bar.pressed.connect(self._to_first_need)
        self.acts = InvestigationActs(self, runner, shell)
        self.voices = VoiceParts()
        self.panels, self.parts = self.voices.panels, self.voices.parts
        self.talk_bar = TalkBar()
        self.modules, self.pattern, self.about = ModulesCard(), PatternCard(), AboutCard()
        self.samrad = ConsultationCard()
        self.inquiry = self.about.inquiry
        self._side = stack(self.modules, self.about, self.samrad, self.pattern)
        self._ui.voices.addWidget(self.talk_bar)
        self.talk_bar.hide()
        self._ui.columns.addWidget(Columns(self.voices, self._side, (7, 4)))
        self._connect()
        self.add(self._form)
        self.end()
        self._form.hide()
        self.head.hide()
        runner.changed.connect(self._changed)

    def shown(  # type: ignore[override]
        self,
        *,
        case_id: UUID | None = None,
        investigation_id: UUID | None = None,
        depth: Depth | str | None = None,
        **_more: object,
    ) -> None:
        """Show the kartläggning; what was shown of another case is put away at once."""
        wanted = (case_id, investigation_id, Depth.of(depth) if isinstance(depth, str) else depth)
        if wanted != self._what:
            self._what, self.view, self.acts.view = wanted, None, None
            self.voices.forget()
            self.talk(False)
            self._form.hide()
            self.head.hide()
            self.bar.hide()
            self.verticalScrollBar().setValue(0)
        self._pinned = None
        self._figures_wanted = True
        self._ask()

    def open_part(self, key: str, focus: bool = False) -> None:
        """Show the questions to one voice, the analysis, or all voices side by side."""
        self.voices.open(key, focus)
        if focus:
            self.verticalScrollBar().setValue(0)

    @property
    def is_together(self) -> bool:
        """Whether somebody sits beside the computer."""
        return self.voices.is_talking

    def talk(self, on: bool) -> None:
        """The talk: one question at a time in big words, and nothing else on the page."""
        if on == self.voices.is_talking:
            return
        self.voices.talk(on)
        self.talk_bar.setVisible(on)
        self._side.setVisible(not on and self.voices.at != TOGETHER)
        self.head.setVisible(not on and self.view is not None)
        if on:
            self._show_talk()

    def _connect(self) -> None:
        """Who listens to whom."""
        voices = self.voices
        voices.answered.connect(self._answered)
        voices.replaced.connect(self._replaced)
        voices.missed.connect(self._missed)
        voices.nextWanted.connect(self._next)
        voices.asideWanted.connect(lambda party: self.acts.hear_apart(party))
        voices.opened.connect(self._opened)
        voices.findings.adding.connect(lambda kind: self.acts.add_finding(kind))
        voices.findings.removing.connect(lambda finding: self.acts.remove_finding(finding))
        self.modules.opened.connect(voices.open_module)
        self.modules.choosing.connect(lambda: self.acts.choose_modules())
        self.samrad.hearing.connect(lambda whom: self.acts.hear(whom))
        self.samrad.stance.connect(lambda: self.acts.take_stance())
        self.inquiry.answered.connect(lambda yes: self.acts.say_inquiry(yes))
        self.inquiry.deciding.connect(lambda: self.acts.decide())
        self.about.opened.connect(self._open_version)
        self.talk_bar.ended.connect(lambda: self.talk(False))
        self.talk_bar.nextPressed.connect(lambda: self._talk_on(1))
        self.talk_bar.backPressed.connect(lambda: self._talk_on(-1))

    def _opened(self, key: str) -> None:
        """The pattern is away while the pupil is asked; side by side needs the whole width."""
        self.pattern.fold(key.split(":")[0] == Party.STUDENT.key)
        self._side.setVisible(key != TOGETHER and not self.voices.is_talking)

    def _ask(self) -> None:
        case_id, version, depth = self._what
        version = version or self._pinned
        if case_id is not None or version is not None:
            wanted, self._figures_wanted = self._figures_wanted, False
            question = partial(_found, case_id=case_id, version=version, depth=depth, with_pattern=wanted)
            self._runner.ask(question, self._show, owner=self)

    def _changed(self, changes: Changes) -> None:
        self._figures_wanted |= Area.ABSENCE in changes
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, found: Found) -> None:
        view = found.view
        case_id, version, _depth = self._what
        if case_id not in (None, view.case_id) or version not in (None, view.id):
            return  # an answer for what was shown before
        if self.view is not None and (self.view.signed is None) != (view.signed is None):
            self._figures_wanted = True
        self.view, self._pinned = view, view.id
        self.acts.view, self.acts.samrad = view, found.samrad
        if self._form.isHidden():
            acts = self._show_side, self._show_voices, self._begin_where_left
            self._runner.in_turns(*(partial(act, found) for act in acts), owner=self)
        else:
            self._show_side(found)
            self._show_voices(found)
        if self._figures_wanted:
            self._ask()

    def _show_side(self, found: Found) -> None:
        """What stands beside the questions."""
        self.modules.show_view(found.view)
        if found.has_pattern:
            self.pattern.show_pattern(found.pattern)
        self.about.show_view(found.view)
        self.samrad.setVisible(found.samrad is not None)
        if found.samrad is not None:
            self.samrad.show_samrad(found.samrad)

    def _show_voices(self, found: Found) -> None:
        """The questions, and over them whose they are."""
        if self.view is not found.view:
            return  # one has gone on to another kartläggning
        self.voices.show_view(found.view)
        self._show_head(found.view)
        if not found.view.needs:
            self.bar.hide()

    def _begin_where_left(self, found: Found) -> None:
        """Open the first part that has a question left, with the caret in it."""
        view = found.view
        if self.view is not view:
            return
        left = [party.key for party in Party if party.key in PARTS and view.progress_of(party).left]
        self.open_part(left[0] if left and view.is_open else Party.STUDENT.key)
        self._form.show()
        panel = self.panels[self.voices.at]
        if view.is_open:
            QTimer.singleShot(0, panel, panel.focus_first)

    def _show_head(self, view: InvestigationView) -> None:
        self.head.set_title(title(view))
        self.head.set_pills(pills(view))
        self.head.set_subtitle(subtitle(view))
        acts: Acts = {
            "sign": self._sign, "correct": self.acts.correct, "print": self.acts.print_out,
            "form": self.acts.print_form, "language": self.acts.speak, "talk": lambda: self.talk(True),
            "case": lambda: self._shell.go("case", case_id=view.case_id),
            "plan": lambda: self._shell.go("plan", case_id=view.case_id),
            "modules": self.acts.choose_modules,
            "extended": lambda: self._other(Depth.EXTENDED), "simple": lambda: self._other(Depth.SIMPLE),
        }  # fmt: skip
        self.head.set_actions(*actions(view, acts))
        self.head.setVisible(not self.voices.is_talking)
        if self.isVisible():
            self._shell.set_crumbs([("investigations", _("Kartläggningar"))], view.student.name)
            self._shell.sidebar.show_at("investigations")

    def _answered(self, voice: Voice, key: str, answer: Answer | None) -> None:
        if self.view is not None:
            self.acts.keep(lambda work, where: investigations.answer(work, where, key, answer, voice.who))

    def _missed(self, voice: Voice, reason: str) -> None:
        if self.view is not None:
            self.acts.keep(lambda work, where: investigations.miss_voice(work, where, voice, reason))

    def _replaced(self, voice: Voice, key: str, text: str) -> None:
        panel = next(each for each in self.panels.values() if each.voice == voice and key in each.cards)
        self._shell.toast(_("Texten togs bort."), lambda: panel.cards[key].restore(text))

    def _next(self, part: str, key: str) -> None:
        """The next question; after the last one the next voice, and after the last voice the signature."""
        panel = self.panels[part]
        following = panel.after(key)
        if following is not None:
            panel.focus_on(following)
            self.ensureWidgetVisible(panel.cards[following], 0, theme.px(60))
            self._show_talk()
            return
        self.talk(False)
        to = self.voices.following(part)
        if to is not None:
            self.open_part(to, focus=True)
        else:
            self._sign()

    def _talk_on(self, by: int) -> None:
        panel = self.panels.get(self.voices.at)
        if panel is None or panel.at is None:
            return
        to = panel.after(panel.at, by)
        if to is not None:
            panel.focus_on(to)
            self._show_talk()
        elif by > 0:
            self._next(self.voices.at, panel.at)

    def _show_talk(self) -> None:
        panel = self.panels.get(self.voices.at)
        if panel is not None and panel.at is not None:
            number = panel.keys.index(panel.at) + 1
            self.talk_bar.show_at(panel.name, number, len(panel.keys))

    def _sign(self) -> None:
        if self.view is None or self.view.id is None or self.view.needs:
            self._say_needs()
            return
        dialog = dialogs.SignDialog(self, self._runner, self.view)
        dialog.acted.connect(lambda _none: self._shell.toast(_("Kartläggningen är signerad.")))
        dialog.open()

    def _say_needs(self) -> None:
        if self.view is not None:
            needs = "  ·  ".join(need.label for need in self.view.needs)
            self.bar.say("info", _("Kvar innan du signerar: {needs}").format(needs=needs), _("Gå dit"))
            self.verticalScrollBar().setValue(0)

    def _to_first_need(self) -> None:
        if self.view is None or not self.view.needs:
            return
        need = self.view.needs[0]
        self.open_part(_NEEDED_IN[need], focus=True)
        if need in (SigningNeed.ANALYSIS, SigningNeed.CONCLUSION):
            asked = self.view.questions
            keys = asked.analysis if need is SigningNeed.ANALYSIS else asked.conclusion
            self.panels[ANALYSIS].focus_on(keys[0])

    def _other(self, depth: Depth) -> None:
        if self.view is not None:
            self._shell.go("investigation", case_id=self.view.case_id, depth=depth.key)

    def _open_version(self, version: UUID) -> None:
        if self.view is not None:
            self._shell.go("investigation", case_id=self.view.case_id, investigation_id=version)


def _found(
    work: Work, case_id: UUID | None, version: UUID | None, depth: Depth | None, with_pattern: bool
) -> Found:
    case = case_id or investigations.case_of(work, version)
    view = investigations.investigation(work, case, version, depth)
    may_see = work.rules.rights.may(work.actor.role, Resource.CASE, Action.READ)
    pattern = investigation_pattern.pattern_of(work, case, view.id) if with_pattern else None
    return Found(view, consultations.samrad(work, case) if may_see else None, pattern, with_pattern)
