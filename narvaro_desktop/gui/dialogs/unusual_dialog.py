"""Times that figures are not to be compared with without care: those that are marked, and one more."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from narvaro_desktop.gui import theme
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.boxes import Column
from narvaro_desktop.gui.widgets.buttons import quiet
from narvaro_desktop.gui.widgets.card import empty
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field, Form
from narvaro_desktop.gui.widgets.flow import flowing
from narvaro_desktop.gui.widgets.text import label
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.figures import unusual_times
from narvaro_desktop.usecases.figures.unusual_times import Unusual


class UnusualDialog(ActDialog):
    """Its verb adds one; each that is there can be taken away."""

    def __init__(self, parent: QWidget, runner: Runner) -> None:
        text = _("Märk en period som inte går att jämföra med andra, till exempel en pandemi eller en"
                 " strejk. Märkningen syns i statistiken och i varje rapport.")  # fmt: skip
        super().__init__(parent, runner, _("Ovanliga perioder"), text, _("Märk perioden"), wide=True)
        self._there = Column()
        theme.space(self._there, gap=8)
        self.first, self.last = DateField(name=_("Från")), DateField(name=_("Till"))
        self.words = QLineEdit()
        form = Form()
        self._first = form.add(Field(_("Från"), self.first))
        self._last = form.add(Field(_("Till"), self.last))
        self._words = form.add(Field(_("Vad var ovanligt? Skriv utan namn"), self.words))
        self.body.addLayout(self._there)
        self.add(form)
        runner.ask(unusual_times.unusual, self._show, owner=self)

    def wish(self) -> Wish | None:
        first, last, words = self.first.day(), self.last.day(), self.words.text().strip()
        missing = _("Skriv datum som {example}.").format(example="2026-10-05")
        is_wrong = first is not None and last is not None and last < first
        self._first.say("" if first else missing)
        self._last.say(_("Perioden slutar innan den börjar.") if is_wrong else "" if last else missing)
        self._words.say("" if words else _("Skriv med några ord vad som var ovanligt."))
        if first is None or last is None or is_wrong or not words:
            return None
        return partial(unusual_times.mark, one=Unusual(first, last, words))

    def _show(self, times: tuple[Unusual, ...]) -> None:
        empty(self._there)
        for one in times:
            self._there.addWidget(label(one.text(), "body", wrap=True))
            gone = quiet(_("Ta bort märkningen {first} till {last}").format(first=one.first, last=one.last))
            gone.clicked.connect(partial(self._take_away, one))
            self._there.addWidget(flowing(gone))

    def _take_away(self, one: Unusual) -> None:
        self._runner.do(
            partial(unusual_times.unmark, one=one),
            lambda: self._runner.ask(unusual_times.unusual, self._show, owner=self),
        )
