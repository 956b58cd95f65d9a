"""What is typed in a dialog, kept as its author's draft until the act is done, and shown again next time."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QLineEdit

from narvaro_desktop.domain.terms import InfoClass
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases import drafts
from narvaro_desktop.usecases.drafts import DraftText
from narvaro_desktop.usecases.work import NOTHING, Changes, Made, Work

_REST = 600


class TypedLine(QObject):
    """A line for a sentence, used as a growing text is: `edited` comes when the typing rests."""

    edited = Signal(str)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.line, self._told = line, line.text()
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self.flush)
        line.textEdited.connect(lambda _text: self._rest.start())
        line.editingFinished.connect(self.flush)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self._told = text

    def flush(self) -> None:
        self._rest.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.edited.emit(self._told)


class KeptText(QObject):
    """Keeps `fields`, which have their first words by now, and shows in `bar` that some were left.

    `page` is the dialog's own word, `record` what it is about (the case, where it makes something new).
    """

    def __init__(
        self, dialog: QDialog, runner: Runner, bar: MessageBar, page: str, record: object,
        fields: Mapping[str, GrowingText | QLineEdit],
    ) -> None:  # fmt: skip
        super().__init__(dialog)
        self._dialog, self._runner, self._bar = dialog, runner, bar
        self.about = page, str(record)
        self._fields = {
            name: TypedLine(field) if isinstance(field, QLineEdit) else field
            for name, field in fields.items()
        }
        if isinstance(dialog, Dialog):
            dialog.kept_elsewhere.update(fields.values())
        self._at_first = {name: field.text() for name, field in self._fields.items()}
        for name, field in self._fields.items():
            field.edited.connect(partial(self._keep, name))
        bar.pressed.connect(self._begin_again)
        runner.ask(partial(drafts.drafts, page=page, record=record), self._left, owner=dialog)

    def flush(self) -> None:
        """Keep now what has been typed since last time."""
        for field in self._fields.values():
            field.flush()

    def _keep(self, name: str, words: str) -> None:
        page, record = self.about
        first = self._at_first[name]
        kept = partial(drafts.keep, page=page, record=record, field=name, info_class=InfoClass.OWN)
        self._runner.do(partial(kept, text="" if words == first else words, before=first))

    def _left(self, left: Mapping[str, DraftText]) -> None:
        """What was typed last time, unless something has been typed since the dialog came up."""
        found = {name: left[name].text for name in self._fields if name in left}
        if not found or any(field.text() != self._at_first[name] for name, field in self._fields.items()):
            return
        for name, text in found.items():
            theirs = self._at_first[name] if self._was_rewritten(left[name], name) else ""
            self._fields[name].set_text("\n\n".join(filter(None, (text, theirs))))
        words = _("Texten du skrev sist finns kvar.")
        if any(self._was_rewritten(left[name], name) for name in found):
            words = _("Någon har ändrat texten sedan du skrev. Din text står först, sedan den andra.")
        self._bar.say("info", words, _("Börja om"))
        self._dialog.adjustSize()

    def _was_rewritten(self, left: DraftText, name: str) -> bool:
        """Whether somebody has written in the field since the draft was typed."""
        now = self._at_first[name]
        return left.before is not None and now not in ("", left.before, left.text)

    def _begin_again(self) -> None:
        self._bar.close_bar()
        for name, field in self._fields.items():
            (field.line.setText if isinstance(field, TypedLine) else field.setPlainText)(self._at_first[name])
            field.flush()


def forget(work: Work, about: tuple[str, str]) -> Changes:
    """The act is done, and its text (page, record) is a draft no more."""
    drafts.forget(work, *about)
    return NOTHING


def and_forget(
    work: Work, wish: Callable[[Work], Changes | Made[Any]], about: tuple[str, str]
) -> Changes | Made[Any]:
    """The act, and its text is a draft no more."""
    made = wish(work)
    drafts.forget(work, *about)
    return made


def keep_until_accepted(
    dialog: Dialog, runner: Runner, page: str, record: object, **fields: GrowingText | QLineEdit
) -> KeptText:
    """For a dialog whose caller does the act: what was typed is forgotten as it is accepted."""
    bar = MessageBar(closable=False)
    dialog.body.insertWidget(0, bar)
    bar.hide()
    kept = KeptText(dialog, runner, bar, page, record, fields)
    dialog.accepted.connect(kept.flush)
    dialog.accepted.connect(lambda: runner.do(partial(forget, about=kept.about)))
    return kept
