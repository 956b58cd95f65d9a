"""Answering what someone has handed over: decided, or sent back with a comment."""

from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.segmented import Segmented
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.sharing import handovers
from narvaro_desktop.usecases.sharing.handovers import HandOver


class AnswerDialog(ActDialog):
    """The one who asked sees the answer in I dag."""

    def __init__(self, parent: QWidget, runner: Runner, asked: HandOver) -> None:
        title = _("Svara {who}?").format(who=asked.asked_by)
        super().__init__(parent, runner, title, f"”{asked.message}”", _("Svara"))
        self._asked = asked
        done = _("Beslutat") if asked.for_decision else _("Klart")
        choices = [(True, done), (False, _("Tillbaka med kommentar"))]
        self.decided = Segmented(choices, _("Svar"))
        self.decided.changed.connect(self._chosen)
        self._decided = Field(_("Svar"), self.decided)
        self.comment = GrowingText(lines=3)
        self._comment = Field(_("Kommentar"), self.comment)
        self.add(self._decided)
        self.add(self._comment)
        self.keep_typed("handover", asked.id, comment=self.comment)

    def wish(self) -> Wish | None:
        decided, words = self.decided.chosen(), self.comment.text().strip()
        self._decided.say("" if decided is not None else _("Välj ett svar."))
        lacks = decided is False and not words
        self._comment.say(_("Skriv vad som behövs innan du kan besluta.") if lacks else "")
        if self._decided.fault() or lacks:
            return None
        return partial(handovers.answer, hand_over_id=self._asked.id, decided=bool(decided), comment=words)

    def _chosen(self, _key: object) -> None:
        self._decided.clear()
        self._comment.clear()
