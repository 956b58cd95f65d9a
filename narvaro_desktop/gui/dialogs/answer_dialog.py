"""The huvudman's answer when it came by telephone, mail or e-tjänst; and *Lämnad* for what was left later."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from narvaro_desktop.domain.terms import NotificationState, OfferedSupport
from narvaro_desktop.gui import theme
from narvaro_desktop.gui.deciding import handing_over
from narvaro_desktop.gui.deciding.handing_over import HandingOver
from narvaro_desktop.gui.dialogs.act_dialog import ActDialog, Wish
from narvaro_desktop.gui.runner import Runner
from narvaro_desktop.gui.widgets.date_field import DateField
from narvaro_desktop.gui.widgets.field import Field
from narvaro_desktop.gui.widgets.flow import Flow
from narvaro_desktop.gui.widgets.growing_text import GrowingText
from narvaro_desktop.i18n import _
from narvaro_desktop.usecases.deciding import outgoing
from narvaro_desktop.usecases.deciding.notifications import NotificationLine


class AnswerDialog(ActDialog):
    """Day and person are asked for; diarienummer, support and message where the answer had them."""

    def __init__(self, parent: QWidget, runner: Runner, line: NotificationLine) -> None:
        super().__init__(
            parent,
            runner,
            _("Skriv in huvudmannens svar?"),
            _("För svar som kom per telefon, brev eller e-tjänst. En förseglad kvittens öppnas i Inkorgen."),
            _("Spara svaret"),
            wide=True,
        )
        self._line = line
        self.day_field = DateField(name=_("Svaret kom"))
        self.who = QLineEdit(line.received_by)
        self.number = QLineEdit(line.registration_number)
        self.words = GrowingText(lines=2, most=5)
        self.words.set_text(line.message)
        self._day = Field(_("Svaret kom"), self.day_field)
        self._who = Field(_("Vem som svarade"), self.who, _("Namn eller funktion hos huvudmannen."))
        self.add(self._day)
        self.add(self._who)
        self.add(Field(_("Diarienummer"), self.number, optional=True))
        self.add(Field(_("Erbjudet stöd"), self._support(line), optional=True))
        self.add(Field(_("Meddelande"), self.words, optional=True))
        self.keep_typed("answer", line.id, words=self.words)

    def wish(self) -> Wish | None:
        day = self.day_field.day()
        self._day.say("" if day else self.day_field.fault() or _("Skriv vilken dag svaret kom."))
        self._who.say("" if self.who.text().strip() else _("Skriv vem som svarade."))
        faulty = next((field for field in (self._day, self._who) if field.fault()), None)
        if faulty is not None or day is None:
            (faulty or self._day).control.setFocus()
            return None
        return partial(
            outgoing.answer_by_hand,
            outgoing_id=self._line.id,
            received_on=day,
            received_by=self.who.text(),
            registration_number=self.number.text(),
            offered=[kind for kind, box in self.boxes.items() if box.isChecked()],
            message=self.words.text(),
        )

    def _support(self, line: NotificationLine) -> QWidget:
        made = QWidget()
        column = Flow(made)
        theme.space(column, gap=12)
        self.boxes = {kind: QCheckBox(kind.label) for kind in OfferedSupport}
        for kind, box in self.boxes.items():
            box.setChecked(kind in line.offered)
            column.addWidget(box)
        made.setFocusProxy(next(iter(self.boxes.values())))
        return made


class HandOverDialog(ActDialog):
    """*Lämnad*: the day and how."""

    def __init__(self, parent: QWidget, runner: Runner, line: NotificationLine) -> None:
        super().__init__(
            parent,
            runner,
            _("Är anmälan lämnad?") if line.kind == "n1" else _("Är den lämnad?"),
            _("Den är gjord först när huvudmannen har den. Skriv vilken dag och hur den lämnades."),
            _("Lämnad"),
        )
        self._line = line
        is_sealed = line.state is NotificationState.SEALED
        channels = handing_over.SEALED if is_sealed else handing_over.PRINTED
        self.handing_over = HandingOver(channels, runner.office.clock.now().date())
        self.add(self.handing_over)

    def wish(self) -> Wish | None:
        if not self.handing_over.check():
            return None
        return partial(
            outgoing.hand_over,
            outgoing_id=self._line.id,
            on=self.handing_over.on(),
            channel=self.handing_over.by(),
        )


def open_answer(parent: QWidget, runner: Runner, line: NotificationLine) -> AnswerDialog:
    """Open the dialog for an answer that came by other ways than a kvittens."""
    dialog = AnswerDialog(parent, runner, line)
    dialog.open()
    return dialog


def open_hand_over(parent: QWidget, runner: Runner, line: NotificationLine) -> HandOverDialog:
    """Open the dialog for *Lämnad*."""
    dialog = HandOverDialog(parent, runner, line)
    dialog.open()
    return dialog
