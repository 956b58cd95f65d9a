"""A dialog that does its act before it closes: what was refused is said in it, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.drafts import DraftText
from narvaro_desktop.usecases.work import Changes, Made, Work

Wish = Callable[[Work], Changes | Made[Any]]


class ActDialog(Dialog):
    """Override `wish`. `acted` tells the value that was made (None where there is none), then it closes.

    What is typed in the fields given to `keep_typed` is its author's draft until the act is done: a lock, a
    power cut or *Avbryt* loses none of it.
    """

    acted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str = "",
        verb: str = "",
        danger: bool = False,
        wide: bool = False,
        reason: str = "",
    ) -> None:
        super().__init__(parent, title, text, verb, danger, wide, reason)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self.bar = MessageBar(closable=False)
        self.bar.pressed.connect(self._begin_again)
        self.body.insertWidget(0, self.bar)
        self._draft_of: tuple[str, str] | None = None
        self._typed: Mapping[str, GrowingText] = {}
        self._at_first: dict[str, str] = {}

    def wish(self) -> Wish | None:
        """The act as it has been filled in, or None where a field lacks something (and says so)."""
        raise NotImplementedError

    def keep_typed(self, page: str, record: object, **boxes: GrowingText) -> None:
        """Keep what is written in `boxes`, and show what was left there; they have their first words by now.

        `page` is the dialog's own word, `record` what it is about (the case, where it makes something new).
        """
        self._draft_of, self._typed = (page, str(record)), boxes
        self.kept_elsewhere.update(boxes.values())
        self._at_first = {field: box.text() for field, box in boxes.items()}
        for field, box in boxes.items():
            box.edited.connect(partial(self._keep_draft, field))
        self._runner.ask(partial(drafts.drafts, page=page, record=record), self._left, owner=self)

    def may_close(self) -> bool:
        if not self.verb_button.isEnabled():
            return False
        wish = self.wish()
        if wish is not None:
            for box in self._typed.values():
                box.flush()
            self.verb_button.setEnabled(False)
            act = partial(_and_forget, wish=wish, draft=self._draft_of) if self._draft_of else wish
            self._runner.do(act, self._done, refused=self._refused, owner=self)
        return False

    def _keep_draft(self, field: str, words: str) -> None:
        if self._draft_of is not None:
            page, record = self._draft_of
            text = "" if words == self._at_first[field] else words
            kept = partial(drafts.keep, page=page, record=record, field=field, info_class=InfoClass.OWN)
            self._runner.do(partial(kept, text=text, before=self._at_first[field]))

    def _left(self, left: Mapping[str, DraftText]) -> None:
        """What was typed last time, unless something has been typed since the dialog came up."""
        found = {field: left[field].text for field in self._typed if field in left}
        if found and all(box.text() == self._at_first[field] for field, box in self._typed.items()):
            for field, text in found.items():
                theirs = self._at_first[field] if self._was_rewritten(left[field], field) else ""
                self._typed[field].set_text("\n\n".join(filter(None, (text, theirs))))
            words = _("Texten du skrev sist finns kvar.")
            if any(self._was_rewritten(left[field], field) for field in found):
                words = _("Någon har ändrat texten sedan du skrev. Din text står först, sedan den andra.")
            self.bar.say("info", words, _("Börja om"))
            self.adjustSize()

    def _was_rewritten(self, left: DraftText, field: str) -> bool:
        """Whether somebody has written in the field since the draft was typed."""
        now = self._at_first[field]
        return left.before is not None and now not in ("", left.before, left.text)

    def _begin_again(self) -> None:
        self.bar.close_bar()
        for field, box in self._typed.items():
            box.setPlainText(self._at_first[field])
            box.flush()

    def _done(self, value: object = None) -> None:
        self.acted.emit(value)
        self.accept()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.say("bad", wording.say(error))
        self.adjustSize()


def _and_forget(work: Work, wish: Wish, draft: tuple[str, str]) -> Changes | Made[Any]:
    """The act, and its text is a draft no more."""
    made = wish(work)
    drafts.forget(work, *draft)
    return made


class ReasonDialog(ActDialog):
    """A sentence is asked for, and goes into the act; it is kept as a draft of `about` (page, record)."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        text: str,
        verb: str,
        reason: str,
        act: Callable[[str], Wish],
        about: tuple[str, object],
    ) -> None:
        super().__init__(parent, runner, title, text, verb, reason=reason)
        self._act = act
        if self._reason is not None and isinstance(self._reason.control, GrowingText):
            self.keep_typed(*about, reason=self._reason.control)

    def wish(self) -> Wish | None:
        return self._act(self.reason())
