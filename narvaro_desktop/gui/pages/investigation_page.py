"""The kartläggning page: one voice at a time, saved while it is written, signed when everyone is heard."""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from narvaro_desktop.domain.case_terms import SigningNeed
from narvaro_desktop.domain.investigation import Answer
from narvaro_desktop.domain.terms import Depth, Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs import investigation_dialogs as dialogs
from narvaro_desktop.gui.forms.ui_investigation import Ui_Investigation
from narvaro_desktop.gui.pages.investigation_head import actions, pills, subtitle, title
from narvaro_desktop.gui.pages.investigation_side import AboutCard, PatternCard
from narvaro_desktop.gui.pages.voice_panel import VoicePanel
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.shell import Shell
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.page import Columns, Page, stack
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases import investigations
from narvaro_desktop.usecases.attendance import StudentAbsence
from narvaro_desktop.usecases.investigations import InvestigationView
from narvaro_desktop.usecases.work import Area, Changes, Work

SHOWN_AREAS: Final = frozenset({Area.INVESTIGATIONS, Area.CASES, Area.ABSENCE, Area.STUDENTS, Area.TEAM})
ANALYSIS: Final = "analysis"
PARTS: Final = {
    Party.STUDENT.key: N_("Elevens röst"),
    Party.GUARDIAN.key: N_("Vårdnadshavare"),
    Party.TEACHER.key: N_("Pedagog"),
    Party.HEALTH_TEAM.key: N_("Elevhälsan"),
    ANALYSIS: N_("Analys och slutsats"),
}
_NEEDED_IN: Final = {
    SigningNeed.STUDENT_VOICE: Party.STUDENT.key,
    SigningNeed.GUARDIAN_VOICE: Party.GUARDIAN.key,
    SigningNeed.ANALYSIS: ANALYSIS,
    SigningNeed.CONCLUSION: ANALYSIS,
}


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
        self._built: tuple[object, ...] = ()
        self._ui = Ui_Investigation()
        self._form = QWidget()
        self._ui.setupUi(self._form)
        theme.fit(self._form)
        self.bar = self._ui.bar
        self.bar.pressed.connect(self._to_first_need)
        self.panels: dict[str, VoicePanel] = {}
        self.parts: Segmented = Segmented([(key, _(words)) for key, words in PARTS.items()], _("Del"))
        self.parts.changed.connect(lambda key: self.open_part(str(key)))
        self._ui.voices.addWidget(self.parts)
        self._questions = QWidget()
        self._column = stack()
        self.pattern, self.about = PatternCard(), AboutCard()
        self.about.opened.connect(self._open_version)
        self._ui.columns.addWidget(Columns(self._column, stack(self.about, self.pattern), (7, 4)))
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
            self._what, self._built, self.view = wanted, (), None
            self._form.hide()
            self.head.hide()
            self.bar.hide()
            self.verticalScrollBar().setValue(0)
        self._pinned = None
        self._ask()

    def open_part(self, key: str, focus: bool = False) -> None:
        """Show the questions to one voice, or the analysis."""
        self.parts.choose(key)
        for each, panel in self.panels.items():
            panel.setVisible(each == key)
        self.pattern.fold(key == Party.STUDENT.key)
        if focus:
            self.verticalScrollBar().setValue(0)
            self.panels[key].focus_first()

    def _ask(self) -> None:
        case_id, version, depth = self._what
        version = version or self._pinned
        if case_id is not None or version is not None:
            self._runner.ask(
                partial(_found, case_id=case_id, version=version, depth=depth), self._show, owner=self
            )

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes & SHOWN_AREAS:
            self._ask()

    def _show(self, found: tuple[InvestigationView, StudentAbsence | None]) -> None:
        view, absence = found
        case_id, version, _depth = self._what
        if case_id not in (None, view.case_id) or version not in (None, view.id):
            return  # an answer for what was shown before
        is_new = self.view is None
        self.view, self._pinned = view, view.id
        self._build(view)
        for panel in self.panels.values():
            panel.show_replies(view.replies, view.missing_voices)
        self._count(view)
        self.pattern.show_absence(absence)
        self.about.show_view(view)
        self._show_head(view)
        if not view.needs:
            self.bar.hide()
        self._form.show()
        if is_new:
            self._begin_where_left(view)

    def _build(self, view: InvestigationView) -> None:
        """New cards where there are other questions, or where it has been signed; else the old ones stay."""
        wanted = (view.case_id, view.depth, view.version, view.is_open, view.questions.stages)
        if wanted == self._built:
            return
        self._built = wanted
        layout = self._column.layout()
        assert layout is not None
        empty(layout)
        self.panels = {}
        for key in PARTS:
            panel = _panel(key, view)
            panel.answered.connect(self._answered)
            panel.replaced.connect(self._replaced)
            panel.missed.connect(partial(self._missed, key))
            panel.nextWanted.connect(partial(self._next, key))
            self.panels[key] = panel
            layout.addWidget(panel)
        self.open_part(str(self.parts.chosen() or Party.STUDENT.key))

    def _begin_where_left(self, view: InvestigationView) -> None:
        """Open the first part that has a question left, with the caret in it."""
        left = [party.key for party in Party if party.key in PARTS and view.progress_of(party).left]
        part = left[0] if left and view.is_open else Party.STUDENT.key
        self.open_part(part)
        if view.is_open:
            QTimer.singleShot(0, self.panels[part], self.panels[part].focus_first)

    def _show_head(self, view: InvestigationView) -> None:
        self.head.set_title(title(view))
        self.head.set_pills(pills(view))
        self.head.set_subtitle(subtitle(view))
        acts = {
            "sign": self._sign, "correct": self._correct, "print": self._print,
            "case": lambda: self._shell.go("case", case_id=view.case_id),
            "plan": lambda: self._shell.go("plan", case_id=view.case_id),
            "extended": lambda: self._other(Depth.EXTENDED), "simple": lambda: self._other(Depth.SIMPLE),
        }  # fmt: skip
        self.head.set_actions(*actions(view, acts))
        self.head.show()
        if self.isVisible():
            self._shell.set_crumbs([("investigations", _("Kartläggningar"))], view.student.name)
            self._shell.sidebar.show_at("investigations")

    def _count(self, view: InvestigationView) -> None:
        """How far each voice has come, in its button."""
        for button, (key, words) in zip(self.parts.buttons(), PARTS.items(), strict=True):
            done, of = _counted(view, key)
            said = _("{part}: {done} av {of} svar").format(part=_(words), done=done, of=of)
            button.setText(f"{_(words)}   {done}/{of}" if of else _(words))
            button.setAccessibleName(said)
            button.setToolTip(said)
            self.panels[key].show_count(done, of)

    def _answered(self, key: str, answer: Answer | None) -> None:
        view = self.view
        if view is None:
            return

        def keep(work: Work) -> Changes:
            where = view.id or investigations.begin(work, view.case_id, view.depth).value
            return investigations.answer(work, where, key, answer)

        self._runner.do(keep, self._saved)

    def _missed(self, key: str, reason: str) -> None:
        view = self.view
        if view is None:
            return

        def keep(work: Work) -> Changes:
            where = view.id or investigations.begin(work, view.case_id, view.depth).value
            return investigations.miss_voice(work, where, Party.of(key), reason)

        self._runner.do(keep, self._saved)

    def _replaced(self, key: str, text: str) -> None:
        card = next(panel.cards[key] for panel in self.panels.values() if key in panel.cards)
        self._shell.toast(_("Texten togs bort."), lambda: card.restore(text))

    def _saved(self) -> None:
        self._shell.saved_at(self._runner.office.clock.now().time())

    def _next(self, part: str, key: str) -> None:
        """The next question; after the last one the next voice, and after the last voice the signature."""
        panel = self.panels[part]
        following = panel.after(key)
        if following is not None:
            panel.focus_on(following)
            self.ensureWidgetVisible(panel.cards[following], 0, theme.px(60))
            return
        parts = list(PARTS)
        place = parts.index(part) + 1
        if place < len(parts):
            self.open_part(parts[place], focus=True)
        else:
            self._sign()

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

    def _correct(self) -> None:
        if self.view is not None and self.view.id is not None:
            dialog = dialogs.correct_dialog(self, self._runner, self.view.id)
            dialog.acted.connect(self._open_version)
            dialog.open()

    def _print(self) -> None:
        if self.view is not None and self.view.id is not None:
            dialog = dialogs.PaperDialog(self, self._runner, self.view)
            dialog.acted.connect(
                lambda path: self._shell.toast(_("Sparad som {name}").format(name=path.name))
            )
            dialog.open()

    def _other(self, depth: Depth) -> None:
        if self.view is not None:
            self._shell.go("investigation", case_id=self.view.case_id, depth=depth.key)

    def _open_version(self, version: UUID) -> None:
        if self.view is not None:
            self._shell.go("investigation", case_id=self.view.case_id, investigation_id=version)


def _found(
    work: Work, case_id: UUID | None, version: UUID | None, depth: Depth | None
) -> tuple[InvestigationView, StudentAbsence | None]:
    case = case_id or investigations.case_of(work, version)
    view = investigations.investigation(work, case, version, depth)
    return view, investigations.pattern(work, case)


def _panel(key: str, view: InvestigationView) -> VoicePanel:
    questions = view.questions
    if key == ANALYSIS:
        asked = tuple(one for one in questions.questions if one not in questions.asked)
        return VoicePanel(_(PARTS[key]), asked, questions.modules, Party.HEALTH_TEAM, view.is_open)
    party = Party.of(key)
    return VoicePanel(_(PARTS[key]), questions.of_party(party), questions.modules, party, view.is_open)


def _counted(view: InvestigationView, key: str) -> tuple[int, int]:
    """(questions with an answer of any kind, questions) of one part."""
    if key == ANALYSIS:
        keys = {*view.questions.analysis, *view.questions.conclusion}
        return sum(1 for each in keys if view.replies[each].answer is not None), len(keys)
    progress = view.progress_of(Party.of(key))
    return progress.questions - progress.left, progress.questions
