"""*Utredning behövs inte*: why, and the day on which it is looked at again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.gui.windows.shell import Shell
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding import decisions


class WaiveDialog(ActDialog):
    """The rektor's reason is asked for; the day is proposed."""

    def __init__(self, parent: QWidget, runner: Runner, student_id: UUID, recheck_on: date) -> None:
        super().__init__(
            parent,
            runner,
            _("Besluta att utredning inte behövs?"),
            _(
                "Beslutet antecknas med dag, skäl och vem som har beslutat. Ärendet ligger kvar, "
                "och frågan tas upp igen den dag du väljer."
            ),
            _("Utredning behövs inte"),
            wide=True,
        )
        self._student = student_id
        self.why = GrowingText(lines=2, most=8)
        self.day_field = DateField(name=_("Frågan tas upp igen"))
        self.day_field.set_day(recheck_on)
        help_ = _("En mening räcker, till exempel vad frånvaron beror på och att den har upphört.")
        self._why = Field(_("Varför utredning inte behövs"), self.why, help_)
        self._day = Field(_("Frågan tas upp igen"), self.day_field)
        self.add(self._why)
        self.add(self._day)
        self.why.setFocus()
        self.keep_typed("waive", student_id, why=self.why)

    def wish(self) -> Wish | None:
        today, day = self._runner.office.clock.now().date(), self.day_field.day()
        self._why.say("" if self.why.text().strip() else _("Skriv varför utredning inte behövs."))
        self._day.say(self.day_field.fault() or ("" if day else _("Skriv vilken dag.")))
        if day is not None and day <= today:
            self._day.say(_("Välj en dag som inte har varit."))
        faulty = next((field for field in (self._why, self._day) if field.fault()), None)
        if faulty is not None:
            faulty.control.setFocus()
            return None
        return partial(decisions.waive, student_id=self._student, motivation=self.why.text(), recheck_on=day)


def open_waive(
    parent: QWidget, runner: Runner, shell: Shell | None, student_id: UUID,
    *, ask: Callable[..., None] | None = None,
) -> None:  # fmt: skip
    """Open the dialog for a pupil, with the usual day to look at it again; `ask` asks instead of `runner`."""

    def answer(recheck_on: date) -> None:
        dialog = WaiveDialog(parent, runner, student_id, recheck_on)
        if shell is not None:
            dialog.acted.connect(
                lambda _made: shell.toast(_("Beslutet är antecknat: utredning behövs inte."))
            )
        dialog.open()

    (ask or partial(runner.ask, owner=parent))(decisions.usual_recheck, answer)
