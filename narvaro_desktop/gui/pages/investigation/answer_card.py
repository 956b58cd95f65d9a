"""One question of a kartläggning: its words, room for the answer and why there is none."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.investigation import Answer
from narvaro_desktop.domain.assessment.questions import Question
from narvaro_desktop.domain.case_terms import AnswerKind
from narvaro_desktop.domain.terms import AnswerState, Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.investigation.share_button import ShareButton, share_words
from narvaro_desktop.gui.widgets.card import row
from narvaro_desktop.gui.widgets.earlier_text import EarlierText
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.scale_answer import ScaleAnswer
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import N_, _
from narvaro_desktop.usecases.assessment.investigation_answers import Reply

_LONGEST_UNSAVED: Final = 800
"""Milliseconds: who writes without a pause has lost no more than this when the power goes."""
_NOTES: Final = 9
"""Lines of the box in a talk."""
_TOP: Final = {AnswerKind.SCALE_10: 10, AnswerKind.SCALE_4: 3}
_UNSAID: Final = {AnswerState.DECLINED: N_("Vill inte svara"), AnswerState.NOT_ASKED: N_("Ej frågat")}
_KEYS: Final = {AnswerState.DECLINED: "Alt+V", AnswerState.NOT_ASKED: "Alt+E"}


class AnswerCard(QWidget):
    """`answered` tells the answer, or None where it was taken away; `nextWanted` comes with Ctrl Enter."""

    answered = Signal(str, object)
    replaced = Signal(str, str)
    """A text that gave way to "Vill inte svara" or "Ej frågat", so that it can be had back."""
    nextWanted = Signal()

    def __init__(self, question: Question, is_open: bool) -> None:
        super().__init__()
        self.question = question
        self._is_open = is_open
        self._reply: Reply | None = None
        self.scale: ScaleAnswer | None = None
        self.why: Segmented | None = None
        self._closed = label("", "body2", wrap=True)
        self._unsaid = Pill("")
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        theme.space(self._sides, (0, 6, 0, 6), 8)
        asked, column = QVBoxLayout(), QVBoxLayout()
        theme.space(asked, gap=8)
        theme.space(column, gap=8)
        self._sides.addLayout(asked, 1)
        self._sides.addLayout(column, 1)
        self._words = label(question.words, "lead", wrap=True)
        asked.addWidget(self._words)
        if question.help and is_open:
            asked.addWidget(label(question.help, "caption2", wrap=True))
        asked.addStretch(1)
        if question.kind in _TOP:
            self._add_scale(column)
        self.box = self._add_box(column)
        self.earlier = EarlierText(self.box)
        self.share = ShareButton(question.party, question.words)
        self.share.chosen.connect(self._shared)
        self.share.hide()
        column.addWidget(self.earlier)
        column.addWidget(self._closed)
        column.addLayout(row(self._unsaid))
        column.addLayout(self._bottom())
        self._shortcuts()

    def show_reply(self, reply: Reply, usual: str = "") -> None:
        """What is kept; a text that is being written is left alone.

        `usual` is who reads the questions around it: said there, and here only where it is not so.
        """
        if reply == self._reply:
            return
        self._reply = reply
        answer = None if reply.hidden else reply.answer
        state = reply.answer.state if reply.answer else None
        writable = self._is_open and not reply.hidden
        self._say_closed(reply, writable, usual)
        self.earlier.show_earlier(reply.earlier, writable)
        self.share.show_share(answer.share if answer else None)
        self.share.setVisible(writable and self._is_asked and state is AnswerState.ANSWERED)
        self.box.setVisible(writable or bool(answer and answer.text))
        if not self.box.hasFocus():
            self.box.set_text(answer.text if answer else "")
        if self.scale is not None:
            self.scale.setVisible(writable)
            self.scale.set_value(_scale_value(answer))
        if self.why is not None:
            self.why.setVisible(writable)
            self.why.choose(state if state in _UNSAID else None)

    @property
    def state(self) -> AnswerState | None:
        """How the question has been answered; None where it has not."""
        return self._reply.answer.state if self._reply is not None and self._reply.answer else None

    def focus_in(self) -> None:
        """Put the caret where one answers."""
        stops = Qt.FocusPolicy.TabFocus
        for each in self.findChildren(QWidget):
            if each.isVisibleTo(self) and each.focusPolicy() & stops and each.focusProxy() is None:
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def enlarge(self, big: bool) -> None:
        """For a talk: big words, and the notes beside them."""
        self._words.setProperty("kind", "h1" if big else "lead")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        way = QBoxLayout.Direction.LeftToRight if big else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(way)
        self._sides.setSpacing(theme.px(32 if big else 8))
        self.box.start_at(_NOTES if big else self._lines)

    def restore(self, text: str) -> None:
        """Have back the text that gave way."""
        self.box.setPlainText(text)
        self.box.flush()

    def decline(self, state: AnswerState) -> None:
        """ "Vill inte svara" or "Ej frågat", by one key."""
        if self._reply is None or self._reply.hidden or not self._is_open:
            return
        if self.scale is not None:
            self.scale.set_value(state)
            self._scaled(state)
        elif self.why is not None:
            self.why.choose(state)
            self._said_why(state)

    def _add_box(self, column: QVBoxLayout) -> GrowingText:
        is_more = self.question.kind in _TOP
        self._lines = 2 if self._is_asked or is_more else 4
        words = self.question.words
        box = GrowingText(
            name=_("Mer om: {question}").format(question=words) if is_more else words,
            placeholder=_("Skriv gärna mer (valfritt)") if is_more and self._is_open else "",
            lines=self._lines,
        )
        box.setReadOnly(not self._is_open)
        box.edited.connect(self._written)
        unsaved = QTimer(self)
        unsaved.setSingleShot(True)
        unsaved.setInterval(_LONGEST_UNSAVED)
        unsaved.timeout.connect(box.flush)
        box.textChanged.connect(lambda: unsaved.isActive() or unsaved.start())
        column.addWidget(box)
        return box

    def _add_scale(self, column: QVBoxLayout) -> None:
        low, high = self.question.ends or ("", "")
        top = _TOP[self.question.kind]
        self.scale = ScaleAnswer(self.question.words, low, high, highest=top)
        self.scale.answered.connect(self._scaled)
        column.addWidget(self.scale)

    def _bottom(self) -> QHBoxLayout:
        """Why there is no answer, and with whom what is answered may be shared."""
        line = QHBoxLayout()
        theme.space(line, gap=12)
        if self.scale is None and self._is_asked:
            choices = [(state, _(words)) for state, words in _UNSAID.items()]
            self.why = Segmented(choices, self.question.words, may_clear=True)
            for button, state in zip(self.why.buttons(), _UNSAID, strict=True):
                button.setProperty("dense", True)
                button.setToolTip(_KEYS[state].replace("+", " "))
            self.why.changed.connect(self._said_why)
            line.addWidget(self.why, 1)
        else:
            line.addStretch(1)
        held = self.share.sizePolicy()
        held.setRetainSizeWhenHidden(self._is_open and self._is_asked)  # nothing moves when one has answered
        self.share.setSizePolicy(held)
        line.addWidget(self.share, 0, Qt.AlignmentFlag.AlignTop)
        return line

    @property
    def _is_asked(self) -> bool:
        """Whether somebody is asked; the team's own analysis is written, not answered."""
        return self.question.party is not Party.HEALTH_TEAM

    def _say_closed(self, reply: Reply, writable: bool, usual: str) -> None:
        """What stands where nobody writes: that it is another's, or how it was answered."""
        answer = reply.answer
        words, unsaid = "", ""
        if reply.hidden:
            words = _("{who} har svarat. {readers}").format(who=reply.asked_by, readers=reply.readers)
        elif not writable and answer is None:
            words = _("Inget svar")
        elif not writable and answer is not None and answer.scale is not None:
            words = _scale_words(self.question, answer.scale)
        if not writable and not reply.hidden and answer is not None:
            words = "\n".join(filter(None, (words, share_words(answer.share))))
        if not writable and not reply.hidden and answer is not None and answer.state in _UNSAID:
            unsaid = _(_UNSAID[answer.state])
        if usual and reply.readers != usual and not reply.hidden:
            words = "\n".join(filter(None, (words, reply.readers)))
        self._closed.setText(words)
        self._closed.setVisible(bool(words))
        self._unsaid.show_state(unsaid, "neutral")
        self._unsaid.setVisible(bool(unsaid))

    def _shortcuts(self) -> None:
        acts = {"Ctrl+Return": self._go_on, "Ctrl+Enter": self._go_on}
        for state, keys in _KEYS.items():
            acts[keys] = partial(self.decline, state)
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _go_on(self) -> None:
        self.box.flush()
        self.nextWanted.emit()

    def _written(self, text: str) -> None:
        scale = self.scale.value() if self.scale is not None else None
        if isinstance(scale, int):
            self._tell(Answer(self.question.key, AnswerState.ANSWERED, text, scale))
        elif text.strip():
            if self.scale is not None:
                self.scale.set_value(None)
            if self.why is not None:
                self.why.choose(None)
            self._tell(Answer(self.question.key, AnswerState.ANSWERED, text))
        elif scale is None and (self.why is None or self.why.chosen() is None):
            self._tell(None)

    def _said_why(self, state: object) -> None:
        before = self.box.text()
        if isinstance(state, AnswerState):
            self.box.set_text("")
            self._tell(Answer(self.question.key, state))
            if before.strip():
                self.replaced.emit(self.question.key, before)
        elif not before.strip():
            self._tell(None)

    def _scaled(self, value: object) -> None:
        text = self.box.text()
        if isinstance(value, AnswerState):
            self._tell(Answer(self.question.key, value))
            if text.strip():
                self.box.set_text("")
                self.replaced.emit(self.question.key, text)
        elif isinstance(value, int):
            self._tell(Answer(self.question.key, AnswerState.ANSWERED, text, value))
        else:
            self._tell(Answer(self.question.key, AnswerState.ANSWERED, text) if text.strip() else None)

    def _shared(self) -> None:
        """Another choice of with whom; the answer itself stays."""
        if self._reply is not None and self._reply.answer is not None:
            scale = self.scale.value() if self.scale is not None else None
            number = scale if isinstance(scale, int) else None
            self._tell(Answer(self.question.key, AnswerState.ANSWERED, self.box.text(), number))

    def _tell(self, answer: Answer | None) -> None:
        if answer is not None and answer.state is AnswerState.ANSWERED:
            answer = replace(answer, share=self.share.share)
        self.answered.emit(self.question.key, answer)


def said(reply: Reply) -> str:
    """An answer in words, for where it is only read."""
    answer = reply.answer
    if reply.hidden:
        return _("{who} har svarat. {readers}").format(who=reply.asked_by, readers=reply.readers)
    if answer is None:
        return _("Inget svar")
    if answer.state in _UNSAID:
        return _(_UNSAID[answer.state])
    scale = "" if answer.scale is None else _scale_words(reply.question, answer.scale)
    return "\n".join(filter(None, (scale, answer.text, share_words(answer.share))))


def _scale_value(answer: Answer | None) -> int | AnswerState | None:
    if answer is None:
        return None
    return answer.scale if answer.state is AnswerState.ANSWERED else answer.state


def _scale_words(question: Question, value: int) -> str:
    low, high = question.ends or ("", "")
    words = _("{value}, på en skala från 0 ({low}) till {top} ({high})")
    return words.format(value=value, low=low, top=_TOP[question.kind], high=high)
