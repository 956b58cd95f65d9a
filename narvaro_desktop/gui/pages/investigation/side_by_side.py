"""What each voice says about one theme, side by side; a voice that is missing is shown as missing."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from narvaro_desktop.domain.assessment.investigation import answer_key, questions_to
from narvaro_desktop.domain.assessment.questions import Question
from narvaro_desktop.domain.terms import Party
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.pages.investigation.answer_card import said
from narvaro_desktop.gui.tokens import NARROW_BELOW
from narvaro_desktop.gui.widgets.card import Card, empty
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.pill import Pill
from narvaro_desktop.gui.widgets.text import caption, label, rule
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.assessment.investigation_layout import Speaker
from narvaro_desktop.usecases.assessment.investigation_views import InvestigationView


class SideBySide(Card):
    """The theme is chosen on top; every voice has a column, under each other where room is short."""

    def __init__(self) -> None:
        super().__init__(title=_("Rösterna sida vid sida"))
        self.theme_box = QComboBox()
        self.add(Field(_("Om vad?"), self.theme_box))
        self._voices = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._voices)
        theme.space(self._line, gap=16)
        self.add(self._voices)
        self._view: InvestigationView | None = None
        self.theme_box.currentIndexChanged.connect(lambda _place: self._fill())

    def show_view(self, view: InvestigationView) -> None:
        """The themes that somebody is asked about, and the answers to the one that is chosen."""
        chosen = self.theme_box.currentData()
        asked = {question.theme for question in view.questions.asked}
        themes = [one for one in view.questions.themes if one.key in asked]
        if [self.theme_box.itemData(place) for place in range(self.theme_box.count())] != [
            one.key for one in themes
        ]:
            self.theme_box.blockSignals(True)
            self.theme_box.clear()
            for one in themes:
                self.theme_box.addItem(one.name, one.key)
            self.theme_box.setCurrentIndex(max(0, self.theme_box.findData(chosen)))
            self.theme_box.blockSignals(False)
        if view != self._view:
            self._view = view
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW // 2)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def _fill(self) -> None:
        empty(self._line)
        if self._view is None:
            return
        for speaker in self._view.speakers:
            asked = [
                one
                for one in questions_to(self._view.questions, speaker.voice)
                if one.theme == self.theme_box.currentData()
            ]
            if asked:
                self._line.addWidget(self._column(self._view, speaker, asked), 1)

    def _column(self, view: InvestigationView, speaker: Speaker, asked: Sequence[Question]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        theme.space(column, gap=8)
        column.addWidget(label(speaker.name, "strong", wrap=True))
        column.addWidget(rule())
        why = view.missing_voices.get(speaker.voice, "")
        shown = 0
        for question in asked:
            reply = view.replies[answer_key(question.key, speaker.voice.who)]
            if reply.answer is None:
                continue
            shown += 1
            column.addWidget(caption(question.words))
            column.addWidget(label(said(reply), "body", wrap=True))
        if why:
            column.addWidget(Pill(_("Rösten saknas"), "warn", "circle-alert"))
            column.addWidget(label(why, "body2", wrap=True))
        elif not shown:
            is_family = speaker.voice.party in (Party.STUDENT, Party.GUARDIAN)
            words = _("Rösten saknas") if is_family else _("Inget svar än")
            column.addWidget(Pill(words, "warn" if is_family else "neutral"))
        column.addStretch(1)
        return made
