"""The case stays on its step although the absence has gone down: until when, and why."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.casework import stepping_down
from narvaro_desktop.usecases.casework.stepping_down import StepDown


class StayDialog(ActDialog):
    """Kept with the figures of the moment; the question comes back on the day."""

    def __init__(self, parent: QWidget, runner: Runner, case_id: UUID, seen: StepDown) -> None:
        title = _("Stanna kvar på steg {sign}?").format(sign=seen.at.sign)
        super().__init__(parent, runner, title, down_words(seen), _("Stanna kvar"), wide=True)
        self._case_id = case_id
        self.day = DateField(name=_("Fråga igen"))
        self.day.set_day(stepping_down.usual_day(runner.office.clock.now().date()))
        words = GrowingText(lines=2, most=5)
        self.why = Field(_("Varför stannar ärendet kvar?"), words)
        self._day = Field(_("Fråga igen"), self.day)
        for field in (self.why, self._day):
            self.add(field)
        self.why.control.setFocus()
        self.keep_typed("case.stay", case_id, why=words)

    def wish(self) -> Wish | None:
        control = self.why.control
        why = control.text().strip() if isinstance(control, GrowingText) else ""
        until = self.day.day()
        self.why.say("" if why else _("Skriv en mening om varför."))
        self._day.say(self.day.fault() or ("" if until else _("Skriv vilken dag.")))
        if until is None or not why or self._day.fault():
            return None
        return partial(stepping_down.stay, case_id=self._case_id, until=until, why=why)


def down_words(seen: StepDown) -> str:
    """`Frånvaron har legat under 15 % i två perioder i rad: 12,0 % och 9,1 %.`"""
    return _("Frånvaron har legat under {limit} % i två perioder i rad: {before}, sedan {now}.").format(
        limit=seen.limit, before=seen.before.total.text(), now=seen.now.total.text()
    )
