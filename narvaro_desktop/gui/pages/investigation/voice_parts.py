"""The parts of a kartläggning, one at a time: each voice, the analysis, and the voices side by side."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.investigation import Voice, questions_to
from narvaro_desktop.domain.assessment.questions import SYNTHESIS
from narvaro_desktop.domain.terms import Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.investigation.findings_card import FindingsCard
from narvaro_desktop.gui.pages.investigation.side_by_side import SideBySide
from narvaro_desktop.gui.pages.investigation.voice_panel import VoicePanel
from narvaro_desktop.gui.widgets.buttons import link
from narvaro_desktop.gui.widgets.card import empty, row
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView

ANALYSIS: Final = "analysis"
TOGETHER: Final = "together"
PARTS: Final = {
    Party.STUDENT.key: N_("Elevens röst"),
    Party.GUARDIAN.key: N_("Vårdnadshavare"),
    Party.TEACHER.key: N_("Pedagog"),
    Party.HEALTH_TEAM.key: N_("Elevhälsan"),
    ANALYSIS: N_("Analys och slutsats"),
    TOGETHER: N_("Sida vid sida"),
}

_SEEN_FIRST: Final = 3
"""Questions that a page has room for when it comes up."""
_AT_ONCE: Final = 2
"""Questions that are made between two turns of the event loop."""


class VoiceParts(QWidget):
    """Signals tell what its panels tell, with the voice whose panel it was."""

    answered = Signal(object, str, object)
    replaced = Signal(object, str, str)
    missed = Signal(object, str)
    nextWanted = Signal(str, str)
    asideWanted = Signal(str)
    """*Ämne*: one more teacher; *var och en*: the guardians apart."""
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.space(column, gap=16)
        self.parts: Segmented = Segmented([(key, _(words)) for key, words in PARTS.items()], _("Del"))
        self.parts.changed.connect(lambda key: self.open(str(key)))
        column.addWidget(self.parts)
        self._who = QWidget()
        self._who_line = QVBoxLayout(self._who)
        theme.space(self._who_line, gap=8)
        column.addWidget(self._who)
        self._held = QVBoxLayout()
        theme.space(self._held, gap=16)
        column.addLayout(self._held)
        self.together, self.findings = SideBySide(), FindingsCard()
        column.addWidget(self.findings)
        column.addWidget(self.together)
        column.addStretch(1)
        self.panels: dict[str, VoicePanel] = {}
        self.at = Party.STUDENT.key
        """The key of the panel that is shown, or TOGETHER."""
        self.is_talking = False
        self._view: InvestigationView | None = None
        self._built: tuple[object, ...] = ()
        self._whom: Segmented | None = None
        self._waking = QTimer(self, singleShot=True, interval=0)
        self._waking.timeout.connect(self._wake_next)

    def forget(self) -> None:
        """Another kartläggning comes: build anew."""
        self._built = ()

    def show_view(self, view: InvestigationView) -> None:
        """New panels where there are other questions or voices, or where it is signed; else the old ones."""
        self._view = view
        keys = tuple((question.key, question.words) for question in view.questions.questions)
        wanted = (view.case_id, view.depth, view.version, view.is_open, view.speakers, keys)
        if wanted != self._built:
            is_first = not self._built
            self._built = wanted
            self._build(view)
            if not is_first:  # the page opens the part where one left off
                self.open(self.at)
        for panel in self.panels.values():
            panel.show_replies(view.replies, view.missing_voices, view.rewritten_reasons)
        self._count(view)
        self._waking.start()
        self.findings.show_view(view)
        self.findings.setVisible(self.at == ANALYSIS and (view.is_open or bool(view.findings)))
        self.together.show_view(view)

    def open(self, key: str, focus: bool = False) -> None:
        """Show the panel `key` (a voice, the analysis or both side by side)."""
        if key not in self.panels and key != TOGETHER:
            key = next((each for each in self.panels if each.split(":")[0] == key), Party.STUDENT.key)
        self.at = key
        if key in self.panels:
            self.panels[key].wake(_SEEN_FIRST)
            self._waking.start()
        self.parts.choose(key.split(":")[0])
        for each, panel in self.panels.items():
            panel.setVisible(each == key)
        self.together.setVisible(key == TOGETHER)
        self.findings.setVisible(key == ANALYSIS)
        self._choose_who(key)
        self.opened.emit(key)
        if focus and key in self.panels:
            self.panels[key].focus_first()

    def open_module(self, module: str) -> None:
        """To the first panel that has questions of the module, with one left if there is one."""
        having = [key for key, panel in self.panels.items() if _asks(panel, module)]
        if having:
            key = self.at if self.at in having else having[0]
            self.open(key)
            self.panels[key].open_module(module)

    def following(self, key: str) -> str | None:
        """The panel after `key`."""
        keys = list(self.panels)
        place = keys.index(key) + 1
        return keys[place] if place < len(keys) else None

    def talk(self, on: bool) -> None:
        """One question at a time, and nothing beside it."""
        if self.at not in self.panels:
            self.open(Party.STUDENT.key)
        self.is_talking = on
        self.parts.setVisible(not on)
        self.findings.setVisible(not on and self.at == ANALYSIS)
        self.panels[self.at].talk(on)
        self._choose_who(self.at)

    @property
    def is_awake(self) -> bool:
        """Whether every panel has its cards."""
        return all(panel.is_awake for panel in self.panels.values())

    def _wake_next(self) -> None:
        """A few questions at a time, those of the panel that is seen first: the window answers in between."""
        shown = [self.panels[self.at]] if self.at in self.panels else []
        asleep = next((panel for panel in (*shown, *self.panels.values()) if not panel.is_awake), None)
        if asleep is not None and self._view is not None:
            asleep.wake(_AT_ONCE)
            self._waking.start()

    def _build(self, view: InvestigationView) -> None:
        empty(self._held)
        self.panels.clear()
        modules = view.questions.modules
        for speaker in view.speakers:
            asked = questions_to(view.questions, speaker.voice)
            title = speaker.name if speaker.voice.who else _(PARTS[speaker.voice.party.key])
            self._add(speaker.voice.key, VoicePanel(title, asked, modules, speaker.voice, view.is_open))
        team = Voice(Party.HEALTH_TEAM)
        words = _(PARTS[ANALYSIS])
        self._add(ANALYSIS, VoicePanel(words, view.questions.synthesis, modules, team, view.is_open))

    def _add(self, key: str, panel: VoicePanel) -> None:
        panel.answered.connect(partial(self.answered.emit, panel.voice))
        panel.replaced.connect(partial(self.replaced.emit, panel.voice))
        panel.missed.connect(partial(self.missed.emit, panel.voice))
        panel.nextWanted.connect(partial(self.nextWanted.emit, key))
        panel.hide()
        self.panels[key] = panel
        self._held.addWidget(panel)

    def _choose_who(self, key: str) -> None:
        """Under the parts: which guardian or which teacher, and one more."""
        view = self._view
        empty(self._who_line)
        party = key.split(":")[0]
        speakers = [one for one in view.speakers if one.voice.party.key == party] if view else []
        if len(speakers) > 1 and not self.is_talking:
            whom: Segmented = Segmented([(one.voice.key, one.name) for one in speakers], _("Vem"), key)
            whom.changed.connect(lambda chosen: self.open(str(chosen), focus=True))
            self._who_line.addWidget(whom)
        more = self._more(party)
        if more and not self.is_talking and view is not None and view.is_open:
            button = link(more)
            button.clicked.connect(lambda: self.asideWanted.emit(party))
            self._who_line.addLayout(row(button))
        self._who.setVisible(self._who_line.count() > 0)

    def _more(self, party: str) -> str:
        view = self._view
        if party == Party.TEACHER.key and view is not None and view.questions.of_subject():
            return _("Skriv in svar från ett ämne …")
        if party == Party.GUARDIAN.key and view is not None and len(view.guardians) > 1:
            return "" if view.layout.apart else _("Fråga var och en för sig")
        return ""

    def _count(self, view: InvestigationView) -> None:
        """How far each voice has come, in its button."""
        for button, (key, words) in zip(self.parts.buttons(), PARTS.items(), strict=True):
            done, of = counted(view, key)
            said = _("{part}: {done} av {of} svar").format(part=_(words), done=done, of=of)
            button.setText(f"{_(words)}   {done}/{of}" if of else _(words))
            button.setAccessibleName(said if of else _(words))
            button.setToolTip(said if of else "")
        for key, panel in self.panels.items():
            progress = view.progress_in([panel.voice])
            done, of = progress.questions - progress.left, progress.questions
            panel.show_count(*(counted(view, key) if key == ANALYSIS else (done, of)))


def counted(view: InvestigationView, key: str) -> tuple[int, int]:
    """(questions with an answer of any kind, questions) of one part."""
    if key == TOGETHER:
        return 0, 0
    if key == ANALYSIS:
        keys = {*view.questions.analysis, *view.questions.conclusion}
        return sum(1 for each in keys if view.replies[each].answer is not None), len(keys)
    progress = view.progress_of(Party.of(key))
    return progress.questions - progress.left, progress.questions


def _asks(panel: VoicePanel, module: str) -> bool:
    is_synthesis = module in SYNTHESIS
    return any(
        one.module == module and (one.module in SYNTHESIS) == is_synthesis
        for section in panel.sections
        for one in section.questions
    )
