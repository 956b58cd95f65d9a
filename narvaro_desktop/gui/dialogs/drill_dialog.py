"""A restore practised: the newest backup is opened with the sheet from the safe, and nothing is changed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from narvaro_desktop import wording
from narvaro_desktop.errors import NarvaroError
from narvaro_desktop.gui import days
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.dialog import Dialog
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.widgets.message_bar import MessageBar
from narvaro_desktop.i18n import _, ngettext
from narvaro_desktop.usecases.vault import backups
from narvaro_desktop.usecases.vault.backups import Drilled


class DrillDialog(Dialog):
    """The sheet's four lines are typed; the answer stands here until it is closed."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent,
            _("Öva att återställa?"),
            _(
                "Hämta återställningsbladet och skriv av de fyra raderna. Den senaste säkerhetskopian öppnas "
                "med bara det, på en annan plats, som om datorn var borta. Ditt valv och kopian är orörda."
            ),
            _("Öppna kopian"),
            wide=True,
        )
        self._runner = runner
        self._is_done = False
        self.bar = MessageBar(closable=False)
        self.body.insertWidget(0, self.bar)
        self.box = GrowingText(lines=4, most=6)
        self.kept_elsewhere.add(self.box)
        self.sheet = Field(_("Tecknen på bladet"), self.box)
        self.add(self.sheet)
        self.box.setFocus()

    def may_close(self) -> bool:
        """When it has gone well and been read."""
        if self._is_done:
            return True
        typed = self.box.text().strip()
        self.sheet.say("" if typed else _("Skriv av de fyra raderna."))
        if typed:
            self.verb_button.setEnabled(False)
            self.bar.say("info", _("Kopian öppnas …"))
            act = partial(backups.drill, self._runner.office, typed)
            self._runner.work_outside(act, self._done, refused=self._refused, owner=self)
        return False

    def _done(self, drilled: Drilled) -> None:
        self._is_done = True
        self.box.clear()
        self.sheet.hide()
        words = ngettext(
            "Det gick. Kopian från {when} är hel, och bladet öppnar den: {count} rad.",
            "Det gick. Kopian från {when} är hel, och bladet öppnar den: {count} rader.",
            drilled.rows,
        )
        self.bar.say("ok", words.format(when=days.moment(drilled.made), count=drilled.rows))
        self.verb_button.setText(_("Klart"))
        self.verb_button.setEnabled(True)
        self.verb_button.setFocus()
        self.cancel_button.hide()
        self.adjustSize()

    def _refused(self, error: NarvaroError) -> None:
        self.verb_button.setEnabled(True)
        self.bar.close_bar()
        self.sheet.say(wording.say(error))
        self.box.setFocus()
